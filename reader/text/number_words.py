"""The words of Arabic numbers, by lookup key: what part of a number each can be, and its value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Final

from reader.text.keys import lookup_key

__all__ = ["COUNTED_YEARS", "FRACTIONS", "HINTS", "NUMBER_WORDS", "NumberWord", "Part"]


class Part(Enum):
    """Where in a number a word stands."""

    UNIT = auto()
    """One to nine, spelled as two to ten where a TEN follows."""
    TEN = auto()
    """عشر: ten, and the second word of eleven to nineteen."""
    TENS = auto()
    HUNDRED = auto()
    SCALE = auto()
    FRACTION = auto()


@dataclass(frozen=True, slots=True)
class NumberWord:
    """`values` begins with the likeliest. Not `sure`: as often no number (واحد, أول, ستينيات).
    `vague`: says no number unless one stands before it (آلاف, ملايين)."""

    part: Part
    values: tuple[Fraction, ...]
    ordinal: bool = False
    sure: bool = True
    vague: bool = False


_UNITS: Final = "ثلاث أربع خمس ست سبع ثمان تسع".split()
_ORDINALS: Final = "ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_SCALES: Final = (
    (3, "ألف", "آلاف ألوف"),
    (6, "مليون", "ملايين"),
    (9, "مليار", "مليارات"),
    (9, "بليون", "بلايين"),
    (12, "تريليون", "تريليونات"),
    (12, "ترليون", "ترليونات"),
)


def _words() -> dict[str, NumberWord]:
    words: dict[str, NumberWord] = {}

    def add(forms: str | Iterable[str], part: Part, *values: int, **marks: bool) -> None:
        entry = NumberWord(part, tuple(map(Fraction, values)), **marks)
        for form in forms.split() if isinstance(forms, str) else forms:
            words.setdefault(lookup_key(form), entry)

    add("واحد واحدة واحدا أحد إحدى", Part.UNIT, 1, sure=False)
    add("اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين", Part.UNIT, 2)
    for value, stem in enumerate(_UNITS, 3):
        add((stem, stem + "ة", stem + "ا"), Part.UNIT, value)
    add("ثماني ثمانية ثمانيا", Part.UNIT, 8)
    add("عشر عشرة", Part.TEN, 10)
    for value, stem in enumerate(["عشر", *_UNITS], 2):
        add((stem + "ون", stem + "ين"), Part.TENS, value * 10)
        decades = (stem + ending for ending in ("ينيات", "ينات", "يني"))
        add(decades, Part.TENS, value * 10, sure=False)
    for hundred in ("مئة", "مائة"):
        add(hundred, Part.HUNDRED, 100)
        add((hundred[:-1] + ending for ending in ("تان", "تين", "تا", "تي")), Part.HUNDRED, 200)
        for value, stem in enumerate(_UNITS, 3):
            add((stem + hundred,), Part.HUNDRED, value * 100)
        add(("ثماني" + hundred,), Part.HUNDRED, 800)
    for power, name, plurals in _SCALES:
        value = 10**power
        add(plurals, Part.SCALE, value, vague=True)
        add((name,), Part.SCALE, value)
        # A dual before its noun (مليونا شخص) or an accusative (خمسون مليونا): spelled alike.
        add((name + "ا",), Part.SCALE, value, 2 * value)
        add((name + ending for ending in ("ان", "ين", "ي")), Part.SCALE, 2 * value)
    add("أول أولى حادي حادية أولا", Part.UNIT, 1, ordinal=True, sure=False)
    add("ثاني ثانية ثان ثانيا", Part.UNIT, 2, ordinal=True, sure=False)
    for value, word in enumerate(_ORDINALS, 3):
        add((word, word + "ة"), Part.UNIT, value, ordinal=True)
        add((word + "ا",), Part.UNIT, value, ordinal=True, sure=False)
    return words


NUMBER_WORDS: Final = _words()

FRACTIONS: Final = {
    lookup_key(form): Fraction(value)
    for value, forms in {
        "1/2": "نصف",
        "1/3": "ثلث",
        "2/3": "ثلثان ثلثين ثلثا ثلثي",
        "1/4": "ربع",
        "3/4": "أرباع",
    }.items()
    for form in forms.split()
}
"""خمس and its like are left out: five far more often than a fifth."""

HINTS: Final = {
    lookup_key(word): Fraction(value)
    for value, words in {
        0: "صفر",
        2: "كلا كلتا زوج زوجي زوجين ضعف ضعفي ضعفين ضعفا مزدوج مزدوجة ثنائي ثنائية توأم مرتين",
        3: "ثلاثي ثلاثية",
        4: "رباعي رباعية",
        5: "خماسي خماسية",
        6: "سداسي سداسية",
        7: "أسبوع",
        10: "عقد عقود",
        12: "دزينة",
        20: "عقدين عقدان",
        100: "قرن",
        200: "قرنين قرنان",
    }.items()
    for word in words.split()
}
"""Words that say a number without being one."""

COUNTED_YEARS: Final = {"قرون": 100, "عقود": 10}
"""Spans of time that English may give in years, by lookup key."""
