"""Numbers that count something else in English: percent lost, days for weeks, euros for dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model import Doubt
from reader.text.units import arabic_unit, english_unit
from reader.translation.doubts.compared import Compared

__all__ = ["unit_doubts"]

_PERCENT = re.compile(r"%|\bper\W?cent|\bpct\b|percentage", re.IGNORECASE)
_ARABIC_PERCENT = re.compile(r"[%٪]|(?:في\s+ال|بال)(?:مئة|مائة|مية)|نسبة|نسبه")


def unit_doubts(pair: Compared) -> Iterator[Doubt]:
    """unit-changed: a number stands on both sides, and nowhere in English with the unit it has in
    Arabic but with another one. A unit that is only left out counts for percent alone."""
    for numeral in pair.arabic_numerals:
        if not numeral.sure:
            continue
        unit = arabic_unit(pair.source.text, numeral)
        twins = [n for n in pair.english_numerals if set(n.values) & set(numeral.values)]
        if not twins:
            continue
        units = [english_unit(pair.english, twin) for twin in twins]
        figure = pair.english[twins[0].start : twins[0].end]
        if "%" in unit and not _PERCENT.search(pair.english):
            yield Doubt("unit-changed", f"{figure} %")
        elif not unit and all("%" in u for u in units):
            if not _ARABIC_PERCENT.search(pair.source.text):
                yield Doubt("unit-changed", f"{figure} %")
        elif unit and all(units) and not any(unit & u for u in units):
            told = "/".join(sorted(unit))
            yield Doubt("unit-changed", f"{figure} {told} → {'/'.join(sorted(units[0]))}")
