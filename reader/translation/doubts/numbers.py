"""Numbers and dates of the Arabic that the English lacks, and those it has of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reader.model import Doubt
from reader.text.dates import CalendarDate, same_month
from reader.text.keys import plain_digits
from reader.text.numerals import Numeral
from reader.translation.doubts.compared import Compared

__all__ = ["date_doubts", "number_doubts"]


_DUAL = re.compile(r"\w{3}[اي]ن\b")
"""The endings of a dual, and of much else: two needs no better excuse."""


def number_doubts(pair: Compared) -> Iterator[Doubt]:
    """number-missing and number-added: the value, in any spelling, stands nowhere on the other side."""
    arabic, english = pair.arabic_numerals, pair.english_numerals
    told = {v for n in english for v in n.values}
    known = {v for n in arabic for v in n.values}
    if _DUAL.search(pair.source.text):
        known.add(Fraction(2))
    for numeral in arabic:
        if (
            numeral.sure
            and not told.intersection(numeral.values)
            and not _inside(numeral, pair.arabic_dates)
            and not _another_word(numeral, pair)
        ):
            yield Doubt("number-missing", _figures(numeral, pair.source.text))
    for numeral in english:
        if (
            numeral.sure
            and not known.intersection(numeral.values)
            and not _inside(numeral, pair.english_dates)
        ):
            yield Doubt("number-added", pair.english[numeral.start : numeral.end])


def _inside(numeral: Numeral, dates: Sequence[CalendarDate]) -> bool:
    """Whether it is part of a date, which is compared as a whole."""
    return any(
        d.start <= numeral.start and numeral.end <= d.end and (d.month or d.written) for d in dates
    )


def _another_word(numeral: Numeral, pair: Compared) -> bool:
    """Whether a number word is a verb or a name in its sentence: ألف "composed", تسع "holds"."""
    if pair.source.text[numeral.start].isdigit() or not pair.source.glosses:
        return False
    tokens = pair.source.tokens_of((numeral.start, numeral.end))
    gloss = pair.source.glosses[tokens[0]] if len(tokens) == 1 else None
    return gloss is not None and gloss.pos in {"verb", "noun_prop"}


def date_doubts(pair: Compared) -> Iterator[Doubt]:
    """date-missing: a day, month, year or weekday that no English date or number gives."""
    for date in pair.arabic_dates:
        if date.sure and not _answered(date, pair):
            yield Doubt("date-missing", _told(date, pair.source.text))


def _answered(date: CalendarDate, pair: Compared) -> bool:
    dates = pair.english_dates
    if date.weekday is not None:
        return any(d.weekday == date.weekday for d in dates)
    if not any(same_month(date, d) for d in dates if d.weekday is None):
        return False
    values = {v for n in pair.english_numerals for v in n.values}
    return all(
        part is None or part in values or any(part in (d.day, d.year, *d.written) for d in dates)
        for part in (date.day, date.year)
    )


_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _told(date: CalendarDate, text: str) -> str:
    """The date in English: 14 December 2019."""
    if date.weekday is not None:
        return _WEEKDAYS[date.weekday - 1]
    if date.month is None:
        return plain_digits(text[date.start : date.end])
    parts = (date.day, _MONTHS[date.month - 1], date.year)
    return " ".join(str(part) for part in parts if part is not None)


def _figures(numeral: Numeral, text: str) -> str:
    """The number as written if in figures, else its value in figures."""
    written = plain_digits(text[numeral.start : numeral.end])
    if written[:1].isdigit() and written[-1:].isdigit():
        return written
    value = numeral.value
    if value.denominator == 1:
        return f"{int(value):,}" if value >= 10_000 else str(int(value))
    return f"{float(value):g}"
