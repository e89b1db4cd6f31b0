"""Numbers written in words: أحد عشر بائعاً, "eleven vendors"; from a hundred on, as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.text.keys import strip_marks
from reader.text.numerals import NumeralKind
from reader.text.numerals_arabic import arabic_numerals
from reader.translation.draft.units import Kind, Unit
from reader.translation.protocol import SentenceSource

__all__ = ["MONTHS", "dated", "spelled_numbers"]

MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)

_SPELLED = 10
"""Up to here one word stays a word: "ten"."""
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = "one two three four five six seven eight nine".split()
_ROUND = {100: "a hundred", 1000: "a thousand", 10**6: "a million", 10**9: "a billion"}
_YEARS = frozenset("عام سنة العام السنة".split())


def spelled_numbers(source: SentenceSource) -> Mapping[int, Unit]:
    """Units of the numbers written in words of two and more, or above ten, by their first token.
    Their proclitics are the caller's."""
    units: dict[int, Unit] = {}
    for numeral in arabic_numerals(source.text):
        span = source.tokens_of((numeral.start, numeral.end))
        words = [source.word(i) for i in span]
        if numeral.kind is not NumeralKind.CARDINAL or not numeral.sure or not span:
            continue
        if any(c.isdigit() for c in words[0]) or numeral.value.denominator != 1:
            continue
        value = int(numeral.value)
        if value <= _SPELLED:
            continue
        before = strip_marks(source.word(span[0] - 1)) if span[0] else ""
        year = before.lstrip("وبل") in _YEARS
        round_ = _ROUND.get(value) if len(span) == 1 else None
        english = str(value) if year else round_ or _english(value)
        units[span[0]] = Unit(Kind.NUMBER, tuple(span), english, arabic=words[-1])
    return units


def dated(units: Sequence[Unit]) -> list[Unit]:
    """The units with a day, its month and its year as one: في 5 أغسطس 2020."""
    result: list[Unit] = []
    i = 0
    while i < len(units):
        end = _date_end(units, i)
        parts = units[i:end]
        if parts:
            result.append(
                replace(
                    units[i],
                    kind=Kind.NAME,
                    tokens=tuple(token for part in parts for token in part.tokens),
                    english=" ".join(part.english for part in parts),
                    after=parts[-1].after,
                    definite=True,
                )
            )
        else:
            result.append(units[i])
        i = max(end, i + 1)
    return result


def _date_end(units: Sequence[Unit], i: int) -> int:
    """The index behind the date that begins at unit `i`, or `i` if none does."""
    day = units[i]
    digits = day.kind is Kind.NUMBER and day.english.isdecimal() and len(day.english) < 3
    if not digits or not 0 < int(day.english) < 32 or not _continues(units, i + 1):
        return i
    month = units[i + 1]
    if month.kind is not Kind.NAME or month.english.split(" ")[0] not in MONTHS:
        return i
    figure = _continues(units, i + 2) and units[i + 2].english
    year = figure and len(figure) == 4 and figure.isdecimal()
    return i + 3 if year and units[i + 2].kind is Kind.NUMBER else i + 2


def _continues(units: Sequence[Unit], i: int) -> bool:
    return i < len(units) and not (units[i].lead or units[i].before or units[i - 1].after)


def _english(value: int) -> str:
    for unit, name in ((10**9, "billion"), (10**6, "million")):
        if value >= unit and value % (unit // 10) == 0:
            return f"{value / unit:g} {name}"
    if value < 10 or value >= 100:
        return f"{value:,}"
    if value < 20:
        return _TEENS[value - 10]
    tens, units = _TENS[value // 10 - 2], value % 10
    return f"{tens}-{_UNITS[units - 1]}" if units else tens
