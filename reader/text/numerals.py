"""Numbers as values, whatever they are written in: what both languages' readers share.

A numeral keeps every value it may have: "1.250" is one and a quarter or one thousand two hundred
and fifty, half past nine is 9.30 and 21.30. Two numerals agree if they share a value. A numeral
that is not `sure` (one, first, a fraction, a figure glued to letters) may answer for another, but
nothing should be concluded from its absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final
from unicodedata import decimal

from reader.text.keys import plain_digits

__all__ = [
    "LONGEST_FIGURE",
    "Numeral",
    "NumeralKind",
    "clock_values",
    "figure_values",
    "parts_of",
    "unique",
    "with_scale_of_next",
]

LONGEST_FIGURE: Final = 40
"""Digits beyond which a run is no number but a code; it is compared by its last digits."""

_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_DECIMAL: Final = re.compile(r"(\d+)[.,](\d+)")
_DIGITS: Final = re.compile(r"[0-9]{1,40}")
_SPACES: Final = re.compile("[ \u00a0\u2009\u202f]")


class NumeralKind(StrEnum):
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text, `start` to `end` in code points. `values` begins with the likeliest;
    times are hours and hundredths that are minutes (9:30 is 9.30)."""

    start: int
    end: int
    values: tuple[Fraction, ...]
    kind: NumeralKind = NumeralKind.CARDINAL
    sure: bool = True

    @property
    def value(self) -> Fraction:
        return self.values[0]


def unique(values: Iterable[Fraction]) -> tuple[Fraction, ...]:
    return tuple(dict.fromkeys(values))


def _western(written: str) -> str:
    """Digits of any script as ASCII digits."""
    plain = plain_digits(written)
    if plain.isascii():
        return plain
    return "".join(str(decimal(c)) if c.isdecimal() else c for c in plain)


def figure_values(written: str) -> tuple[Fraction, ...]:
    """The values of digits with their separators, Western or Arabic-Indic: 2,500 ١٢٫٥ 1.250.000.

    Empty for anything that is not one number, such as 10:30 or 1-2."""
    figure = _SPACES.sub("", _western(written))
    if len(figure) > LONGEST_FIGURE:
        figure = re.sub(r"\D", "", figure)[-LONGEST_FIGURE:]
    if not figure.isascii():
        return ()
    if figure.isdigit():
        return (Fraction(figure),)
    if _DOTTED.fullmatch(figure):
        return (Fraction(figure.replace(".", "").replace(",", ".")),)
    point = _DECIMAL.fullmatch(figure)
    if _GROUPED.fullmatch(figure):
        grouped = Fraction(figure.replace(",", ""))
        return unique((grouped, Fraction(figure.replace(",", ".")))) if point else (grouped,)
    if point:
        whole, part = point.groups()
        value = Fraction(f"{whole}.{part}")
        if len(part) == 3 and len(whole) <= 3 and whole != "0":
            return unique((value, Fraction(whole + part)))
        return (value,)
    return ()


def parts_of(written: str) -> tuple[Fraction, ...]:
    """All runs of digits in `written` as numbers, for what is not one number: M4, 10.2.3."""
    return unique(Fraction(int(part)) for part in _DIGITS.findall(_western(written)))


def with_scale_of_next(numeral: Numeral, scale: int) -> Numeral:
    """`numeral` as the first of a range whose scale is told with the second: 2-3 million."""
    if scale < 1_000 or numeral.value >= 1_000:
        return numeral
    return replace(numeral, values=unique((*numeral.values, *(v * scale for v in numeral.values))))


def clock_values(hour: int, minute: int) -> tuple[Fraction, ...]:
    """The values of a time of day: as it stands, twelve hours on or back, and as four figures."""
    hours = [hour, (hour + 12) % 24, *((0, 24) if hour in (0, 12, 24) else ())]
    values = [h + Fraction(minute, 100) for h in hours]
    return unique((*values, *(Fraction(h * 100 + minute) for h in hours)))
