"""What a number counts, where it is a measure: percent, money, distance, weight, time.

A unit has one name in both languages ("km", "day"). Pounds and lira are one, since the Syrian and
the Lebanese pound go by either name; so are tons and tonnes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from reader.text.numerals import Numeral

__all__ = ["arabic_unit", "english_unit"]

_ARABIC: Final = {
    "%": "%,٪,في المئة,في المائة,بالمئة,بالمائة,في المية,بالمية,نقطة مئوية",
    "dollar": "دولار,دولارا,دولاراً,دولارات,$",
    "euro": "يورو,€",
    "pound": "ليرة,ليرات,جنيه,جنيها,جنيهاً,جنيهات,£",
    "dinar": "دينار,دينارا,ديناراً,دنانير",
    "riyal": "ريال,ريالا,ريالاً,ريالات",
    "dirham": "درهم,درهما,درهماً,دراهم",
    "shekel": "شيكل,شيقل,شيكلا,شيكلات",
    "rouble": "روبل,روبلا,روبلاً",
    "yen": "ين,ينا,يناً",
    "cent": "سنت,سنتا,سنتاً,سنتات",
    "km": "كيلومتر,كيلومترا,كيلومتراً,كيلومترات,كيلو,كم,كلم",
    "m": "متر,مترا,متراً,أمتار",
    "cm": "سنتيمتر,سنتيمترا,سنتيمتراً,سنتيمترات,سم",
    "mile": "ميل,ميلا,ميلاً,أميال",
    "foot": "قدم,قدما,قدماً,أقدام",
    "kg": "كيلوغرام,كيلوغراما,كيلوغراماً,كيلوغرامات,كغ,كجم,كيلوجرام,كيلوجراما,كيلوجراماً",
    "gram": "غرام,غراما,غراماً,غرامات,جرام,جراما,جراماً",
    "ton": "طن,طنا,طناً,أطنان",
    "year": "سنة,سنوات,سنين,عام,عاما,عاماً,أعوام",
    "month": "شهر,شهرا,شهراً,أشهر,شهور",
    "week": "أسبوع,أسبوعا,أسبوعاً,أسابيع",
    "day": "يوم,يوما,يوماً,أيام",
    "hour": "ساعة,ساعات",
    "minute": "دقيقة,دقائق",
    "second": "ثانية,ثوان,ثواني",
}
_ENGLISH: Final = {
    "%": "%,percent,per cent,per-cent,pct,percentage",
    "dollar": "dollar,dollars,$,USD,bucks",
    "euro": "euro,euros,€,EUR",
    "pound": "pound,pounds,£,lira,liras,lire",
    "dinar": "dinar,dinars",
    "riyal": "riyal,riyals,rial,rials",
    "dirham": "dirham,dirhams",
    "shekel": "shekel,shekels",
    "rouble": "rouble,roubles,ruble,rubles",
    "yen": "yen,¥",
    "cent": "cent,cents",
    "km": "km,kms,kilometre,kilometres,kilometer,kilometers,kilo,kilos",
    "m": "m,metre,metres,meter,meters",
    "cm": "cm,centimetre,centimetres,centimeter,centimeters",
    "mile": "mile,miles,mi",
    "foot": "foot,feet,ft",
    "kg": "kg,kgs,kilogram,kilograms,kilogramme,kilogrammes,kilo,kilos",
    "gram": "gram,grams,gramme,grammes",
    "ton": "ton,tons,tonne,tonnes",
    "year": "year,years,yr,yrs",
    "month": "month,months",
    "week": "week,weeks",
    "day": "day,days",
    "hour": "hour,hours,hr,hrs",
    "minute": "minute,minutes,min,mins",
    "second": "second,seconds,sec",
}


def _by_name(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """Each written name, in lower case, with the units it may mean."""
    units: dict[str, set[str]] = defaultdict(set)
    for unit, names in table.items():
        for name in names.split(","):
            units[name.lower()].add(unit)
    return {name: frozenset(meant) for name, meant in units.items()}


def _any_of(names: dict[str, frozenset[str]]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)


_ARABIC_NAMES: Final = _by_name(_ARABIC)
_ENGLISH_NAMES: Final = _by_name(_ENGLISH)
_ARABIC_AFTER: Final = re.compile(rf"[\s\u00a0]{{0,3}}({_any_of(_ARABIC_NAMES)})(?!\w)")
_ENGLISH_AFTER: Final = re.compile(
    r"[\s\u00a0-]{0,3}(?:(?:US|U\.S\.|Syrian|Turkish|Lebanese|American|square|cubic|metric)\s+)?"
    rf"({_any_of(_ENGLISH_NAMES)})(?!\w)",
    re.IGNORECASE,
)
_SIGN_BEFORE: Final = re.compile(r"([$€£¥])\s?$")
_GLUED: Final = re.compile("[A-Za-z]+$")
_NONE: Final[frozenset[str]] = frozenset()


def arabic_unit(text: str, numeral: Numeral) -> frozenset[str]:
    """The units that `numeral` of the Arabic `text` may count, empty where none is told."""
    if sign := _SIGN_BEFORE.search(text, max(0, numeral.start - 2), numeral.start):
        return _ARABIC_NAMES.get(sign[1], _NONE)
    after = _ARABIC_AFTER.match(text, numeral.end)
    return _ARABIC_NAMES.get(" ".join(after[1].split()), _NONE) if after else _NONE


def english_unit(text: str, numeral: Numeral) -> frozenset[str]:
    """The units that `numeral` of the English `text` may count, empty where none is told."""
    if sign := _SIGN_BEFORE.search(text, max(0, numeral.start - 2), numeral.start):
        return _ENGLISH_NAMES.get(sign[1], _NONE)
    glued = _GLUED.search(text, numeral.start, numeral.end)
    if glued and text[numeral.start].isdigit() and glued[0] in _ENGLISH_NAMES:
        return _ENGLISH_NAMES[glued[0]]
    after = _ENGLISH_AFTER.match(text, numeral.end)
    return _ENGLISH_NAMES.get(" ".join(after[1].lower().split()), _NONE) if after else _NONE
