"""Numbers that count something else in English: percent lost, days for weeks, euros for dollars."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reader.model import Doubt
from reader.text.numerals import Numeral
from reader.text.units import arabic_unit, english_unit
from reader.translation.doubts.compared import Compared

__all__ = ["unit_doubts"]

_ENGLISH_PERCENT: Final = re.compile(r"%|\bper\W?cent|\bpct\b|percentage", re.IGNORECASE)
_ARABIC_PERCENT: Final = re.compile(r"[%٪]|(?:في\s+ال|بال)(?:مئة|مائة|مية)|نسب")
_TWINS: Final = 8
"""Numerals of one value that are looked at; a sentence with more is a table."""


def unit_doubts(pair: Compared) -> Iterator[Doubt]:
    """unit-changed: a number stands on both sides, and nowhere in English with the unit it has in
    Arabic but always with another. A unit that is only left out counts for percent alone."""
    by_value: dict[Fraction, list[Numeral]] = defaultdict(list)
    for numeral in pair.english_numerals:
        for value in numeral.values:
            by_value[value].append(numeral)
    for numeral in pair.arabic_numerals:
        twins = [twin for value in numeral.values for twin in by_value[value][:_TWINS]]
        if numeral.sure and twins:
            changed = _change(pair, numeral, twins)
            if changed:
                figure = pair.english[twins[0].start : twins[0].end]
                yield Doubt("unit-changed", f"{figure} {changed}")


def _change(pair: Compared, numeral: Numeral, twins: list[Numeral]) -> str:
    """What became of the unit: "%" lost or put in, "days → weeks"; empty where it is the same."""
    unit = arabic_unit(pair.source.text, numeral)
    units = [english_unit(pair.english, twin) for twin in twins]
    if "%" in unit:
        return "" if _ENGLISH_PERCENT.search(pair.english) else "%"
    if not unit:
        put_in = all("%" in u for u in units) and not _ARABIC_PERCENT.search(pair.source.text)
        return "%" if put_in else ""
    if not all(units) or any(unit & u for u in units):
        return ""
    return f"{'/'.join(sorted(unit))} → {'/'.join(sorted(units[0]))}"
