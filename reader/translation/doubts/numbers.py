"""Numbers and dates of the Arabic that the English lacks, and those it has of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from reader.model import Doubt
from reader.text.dates import CalendarDate, same_month
from reader.text.keys import plain_digits
from reader.text.numerals import Numeral
from reader.translation.doubts.compared import Compared

__all__ = ["date_doubts", "number_doubts"]

_DUAL: Final = re.compile(r"\w{3}[اي]ن\b")
"""The endings of a dual, and of much else: two needs no better excuse."""
_GROUPED: Final = 10_000
"""From this number on figures are told in groups of three: 40,000, but 2019."""
_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def number_doubts(pair: Compared) -> Iterator[Doubt]:
    """number-missing and number-added: the value stands nowhere on the other side in any
    spelling. Numbers in dates are left to `date_doubts`."""
    known = {value for numeral in pair.arabic_numerals for value in numeral.values}
    if _DUAL.search(pair.source.text):
        known.add(Fraction(2))
    for numeral in _outside(pair.arabic_numerals, pair.arabic_dates):
        missing = not pair.english_values.intersection(numeral.values)
        if missing and not _another_word(numeral, pair):
            yield Doubt("number-missing", _figures(numeral, pair.source.text))
    for numeral in _outside(pair.english_numerals, pair.english_dates):
        if not known.intersection(numeral.values):
            yield Doubt("number-added", pair.english[numeral.start : numeral.end])


def date_doubts(pair: Compared) -> Iterator[Doubt]:
    """date-missing: a day, month, year or weekday that no English date or number gives."""
    for date in pair.arabic_dates:
        if date.sure and not _answered(date, pair):
            yield Doubt("date-missing", _told(date, pair.source.text))


def _outside(numerals: Iterable[Numeral], dates: Iterable[CalendarDate]) -> Iterator[Numeral]:
    """The sure numerals that are no part of a date."""
    inside = {place for d in dates if d.month or d.written for place in range(d.start, d.end)}
    return (n for n in numerals if n.sure and n.start not in inside)


def _another_word(numeral: Numeral, pair: Compared) -> bool:
    """Whether a number word is a verb or a name in its sentence: ألف "composed", تسع "holds"."""
    if pair.source.text[numeral.start].isdigit():
        return False
    tokens = pair.source.tokens_of((numeral.start, numeral.end))
    gloss = pair.gloss(tokens[0]) if len(tokens) == 1 else None
    return gloss is not None and gloss.pos in {"verb", "noun_prop"}


def _answered(date: CalendarDate, pair: Compared) -> bool:
    dates = pair.english_dates
    if date.weekday is not None:
        return any(d.weekday == date.weekday for d in dates)
    if not any(same_month(date, d) for d in dates if d.weekday is None):
        return False
    return all(
        part is None
        or part in pair.english_values
        or any(part in (d.day, d.year, *d.written) for d in dates)
        for part in (date.day, date.year)
    )


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
    if value.denominator > 1:
        return f"{float(value):g}"
    return f"{int(value):,}" if value >= _GROUPED else str(int(value))
