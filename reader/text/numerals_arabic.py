"""Numbers in Arabic text: figures, words, ordinals, fractions, times of day.

Number words are read left to right as they are said: units before tens joined by و (سبعة وعشرون),
then hundreds, thousands and so on, each smaller than what stands before it (أربعة آلاف وثمانمئة
وواحد وثلاثين). What does not fit the order begins another number. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Final

from reader.text.keys import lookup_key, plain_digits
from reader.text.numerals import Numeral, NumeralKind, clock_values, figure_values, unique
from reader.text.proclitics import stems
from reader.text.tokens import token_spans

__all__ = ["arabic_numerals"]


class _Part(Enum):
    UNIT = auto()  # 1–10
    TEN = auto()  # the second word of eleven to nineteen
    TENS = auto()
    HUNDRED = auto()
    SCALE = auto()
    FRACTION = auto()


@dataclass(frozen=True, slots=True)
class _Item:
    """A number word, or figures (`part` None). `joined`: it begins with و."""

    part: _Part | None
    values: tuple[Fraction, ...]
    start: int
    end: int
    joined: bool = False
    ordinal: bool = False
    sure: bool = True
    vague: bool = False

    @property
    def value(self) -> Fraction:
        return self.values[0]


@dataclass(frozen=True, slots=True)
class _Group:
    """A number up to its scale (1, 1,000, …); `place` is its last token."""

    values: tuple[Fraction, ...]
    scale: int
    place: int


_Word = tuple[_Part, int, bool, bool]  # part, value, ordinal, sure


def _table() -> dict[str, _Word]:
    words: dict[str, _Word] = {}

    def add(forms: str, part: _Part, value: int, ordinal: bool = False, sure: bool = True) -> None:
        for form in forms.split():
            words.setdefault(lookup_key(form), (part, value, ordinal, sure))

    add("واحد واحدة أحد إحدى", _Part.UNIT, 1, sure=False)
    add("اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين", _Part.UNIT, 2)
    units = "ثلاث أربع خمس ست سبع ثمان تسع"
    for value, stem in enumerate(units.split(), 3):
        add(f"{stem} {stem}ة {stem}ا", _Part.UNIT, value)
    add("ثماني ثمانية ثمانيا", _Part.UNIT, 8)
    add("واحدا", _Part.UNIT, 1, sure=False)
    add("عشر عشرة", _Part.TEN, 10)
    tens = "عشر ثلاث أربع خمس ست سبع ثمان تسع"
    for value, stem in enumerate(tens.split(), 2):
        add(f"{stem}ون {stem}ين", _Part.TENS, value * 10)
        add(
            f"{stem}ينيات {stem}ينات {stem}ينيه {stem}يني", _Part.TENS, value * 10, sure=False
        )
    for hundred in ("مئة", "مائة"):
        add(hundred, _Part.HUNDRED, 100)
        two = hundred[:-1]
        add(f"{two}تان {two}تين {two}تا {two}تي", _Part.HUNDRED, 200)
        for value, stem in enumerate("ثلاث أربع خمس ست سبع ثمان تسع".split(), 3):
            add(stem + hundred, _Part.HUNDRED, value * 100)
        add("ثماني" + hundred, _Part.HUNDRED, 800)
    add("ألف ألفا آلاف", _Part.SCALE, 10**3)
    add("ألفان ألفين ألفي", _Part.SCALE, 2 * 10**3)
    for power, name in ((6, "مليون"), (9, "مليار"), (9, "بليون"), (12, "تريليون"), (12, "ترليون")):
        plural = "ملايين" if power == 6 else name.replace("ليون", "لايين")
        add(f"{name} {name}ا {name}ات {plural}", _Part.SCALE, 10**power)
        add(f"{name}ان {name}ين {name}ي", _Part.SCALE, 2 * 10**power)
    ordinals = "ثالث رابع خامس سادس سابع ثامن تاسع عاشر"
    add("أول أولى حادي حادية", _Part.UNIT, 1, ordinal=True, sure=False)
    add("ثاني ثانية ثان", _Part.UNIT, 2, ordinal=True, sure=False)
    for value, word in enumerate(ordinals.split(), 3):
        add(f"{word} {word}ة", _Part.UNIT, value, ordinal=True)
        add(f"{word}ا", _Part.UNIT, value, ordinal=True, sure=False)
    add("ثانيا أولا", _Part.UNIT, 2, ordinal=True, sure=False)
    return words


_WORDS: Final = _table()
_FRACTIONS: Final = {
    lookup_key(form): Fraction(value)
    for value, forms in {
        "1/2": "نصف النصف",
        "1/3": "ثلث",
        "2/3": "ثلثان ثلثين ثلثا ثلثي",
        "1/4": "ربع الربع",
        "3/4": "أرباع",
        "1/5": "خمس",
    }.items()
    for form in forms.split()
    if form != "خمس"  # five, far more often
}
_VAGUE: Final = frozenset(
    lookup_key(w) for w in "آلاف ملايين مليارات بلايين تريليونات ألوف مليونات".split()
)
"""Plurals that say no number unless one stands before them."""
_ALSO_TWO: Final = frozenset(lookup_key(w) for w in "مليونا مليارا ألفا".split())
"""A dual before its noun (مليونا شخص) or an accusative (خمسون مليونا): spelled alike."""
_TWOFOLD: Final = {
    lookup_key(word): value
    for value, words in {
        2: "كلا كلتا كلي كلتي زوج زوجي زوجين ضعف ضعفي ضعفين ضعفا مزدوج مزدوجة ثنائي ثنائية توأم "
        "مرتين الجانبين الطرفين",
        3: "ثلاثي ثلاثية ثالوث",
        4: "رباعي رباعية",
        5: "خماسي خماسية",
        6: "سداسي سداسية",
        7: "أسبوع",
        10: "عقد عقود",
        12: "دزينة",
        20: "عقدين عقدان",
        100: "قرن",
        200: "قرنين قرنان",
        0: "صفر",
    }.items()
    for word in words.split()
}
_GROUPS: Final = {"قرون": 100, "عقود": 10}
"""Counted spans of years that English may give in years."""
_NOT_NUMBERS: Final = frozenset(lookup_key(w) for w in "لست لستم بعشر بأول".split())
_PERCENT: Final = re.compile(r"(?:(?:في|من)\s+ال|بال)(?:مئة|مائة|مية)(?!\w)")
_FIGURE: Final = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|\d+(?:[.,٫٬،]\d+)*"
)
_PAST: Final = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
_DAY_PARTS: Final = frozenset(
    lookup_key(w)
    for w in "صباحا مساء ظهرا عصرا فجرا ليلا صباح ظهر عصر فجر ليل ص م صباحًا مساءً".split()
)


def arabic_numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of `text` in order. Never raises; a number spelled in words that stand in no
    grammatical order is read as several."""
    return tuple(_Reader(text).read())


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = token_spans(text)
        self._keys = [lookup_key(text[start:end]) for start, end in self._spans]
        self._percents = {start for start in self._percent_starts()}

    def _percent_starts(self) -> Iterator[int]:
        for match in _PERCENT.finditer(self._text):
            yield match.start()
            # the word for a hundred itself, after a separate في
            yield match.end() - len(match.group().split()[-1])

    def read(self) -> Iterator[Numeral]:
        i = 0
        while i < len(self._spans):
            start = self._spans[i][0]
            if self._text[start].isdigit():
                yield from (found := list(self._figures(i)))
                i = self._after(found[-1].end, i) if found else i + 1
                continue
            numeral = self._words(i)
            if numeral:
                yield numeral
                i = self._after(numeral.end, i)
            else:
                i += 1

    def _after(self, end: int, i: int) -> int:
        i += 1
        while i < len(self._spans) and self._spans[i][0] < end:
            i += 1
        return i

    # ------------------------------------------------------------ figures

    def _figures(self, i: int) -> Iterator[Numeral]:
        """The numbers of a token that begins with a digit; a scale after the last belongs to it."""
        start, end = self._spans[i]
        token = plain_digits(self._text[start:end])
        found = list(_FIGURE.finditer(token))
        whole = sum(len(m.group()) for m in found) + len(re.findall("[-–/]", token)) == len(token)
        for n, match in enumerate(found):
            if match["hour"]:
                values = clock_values(int(match["hour"]), int(match["minute"]))
                yield Numeral(start + match.start(), start + match.end(), values, NumeralKind.TIME)
                continue
            values = figure_values(match.group())
            if not values:
                parts = [Fraction(p) for p in re.findall(r"\d{1,40}", match.group())]
                values = unique(parts)
            first, last = start + match.start(), start + match.end()
            if n == len(found) - 1 and last == end:
                item = _Item(None, values, first, last, sure=whole)
                yield self._compound(item, i)
            else:
                yield Numeral(first, last, values, sure=whole)

    # ------------------------------------------------------------ words

    def _words(self, i: int) -> Numeral | None:
        item = self._item(i)
        if item is None:
            key = self._keys[i]
            for _, stem in stems(key):
                stem = stem.removeprefix("ال")
                if stem in _TWOFOLD:
                    value = Fraction(_TWOFOLD[stem])
                    return Numeral(*self._spans[i], (value,), sure=False)
            return self._alone(i)
        return self._compound(item, i)

    def _alone(self, i: int) -> Numeral | None:
        start, end = self._spans[i]
        figures = [Fraction(f) for f in re.findall(r"\d{1,40}", plain_digits(self._text[start:end]))]
        return Numeral(start, end, unique(figures), sure=False) if figures else None

    def _item(self, i: int) -> _Item | None:
        """Token `i` as a number word, None if it is none."""
        start, end = self._spans[i]
        key = self._keys[i]
        if start in self._percents or key in _NOT_NUMBERS:
            return None
        if key == "واحد" and "أ" in self._text[start:end]:
            return _Item(_Part.UNIT, (Fraction(1),), start, end, joined=True, sure=False)
        for taken, stem in stems(key):
            joined = taken > 0 and key[0] == "و"
            for form, definite in _forms(stem):
                if form in _WORDS:
                    if form.startswith("مي") and "ئ" not in self._text[start:end]:
                        break  # Meta, كمية: the key of a hundred, not its letters
                    part, value, ordinal, sure = _WORDS[form]
                    if definite and part is _Part.SCALE and form.endswith("ي"):
                        break  # الألفي is a name
                    values = (Fraction(value),)
                    if form in _ALSO_TWO:
                        values = (Fraction(value), Fraction(2 * value))
                    if form == "اثنين" and definite:
                        sure = False  # Monday
                    vague = form in _VAGUE
                    return _Item(part, values, start, end, joined, ordinal, sure, vague)
                if form in _FRACTIONS:
                    value_ = (_FRACTIONS[form],)
                    return _Item(_Part.FRACTION, value_, start, end, joined, sure=False)
        return None

    def _next(self, i: int) -> tuple[_Item, int] | None:
        """The number word or figure right after token `i`, with nothing but spaces before it, and
        its own index; و may stand apart."""
        n = i + 1
        joined = False
        if n < len(self._spans) and self._keys[n] == "و" and self._adjacent(n):
            joined = True
            n += 1
        if n >= len(self._spans) or not (self._adjacent(n) or joined):
            return None
        start, end = self._spans[n]
        if self._text[start].isdigit():
            values = figure_values(self._text[start:end])
            return (_Item(None, values, start, end, joined), n) if values else None
        item = self._item(n)
        if item is None:
            return None
        if joined and not item.joined:
            item = _Item(
                item.part, item.values, item.start, item.end, True, item.ordinal, item.sure
            )
        return item, n

    def _adjacent(self, n: int) -> bool:
        gap = self._text[self._spans[n - 1][1] : self._spans[n][0]]
        return not gap.strip(" \t\u00a0\u202f\u200f\u200e") and len(gap) <= 4

    def _compound(self, first: _Item, i: int) -> Numeral:
        """The longest number that begins with `first`, token `i`."""
        if first.part is _Part.FRACTION:
            return self._share(first, i)
        group = self._group(first, i)
        if first.part is _Part.SCALE and first.vague:
            return Numeral(first.start, first.end, group.values, sure=False)
        values, scale, place = group.values, group.scale, group.place
        while scale > 1 and (step := self._next(place)) is not None and step[0].joined:
            following = self._group(*step)
            if following.scale >= scale or max(following.values) >= scale or step[0].ordinal:
                break
            values = _sums(values, following.values)
            scale, place = following.scale, following.place
        last = self._item(place)
        size = Fraction(_unit_of(last)) if last and last.part is _Part.SCALE else Fraction(1)
        values = self._with_fraction(values, size, place)
        single = place == i
        sure = first.sure or not single
        kind = NumeralKind.ORDINAL if first.ordinal else NumeralKind.CARDINAL
        if single and first.part is _Part.TENS and not first.sure:
            values = unique((*values, *(v + self._century(place) for v in values)))
        elif place + 1 < len(self._keys) and self._keys[place + 1] in _GROUPS:
            years = _GROUPS[self._keys[place + 1]]
            values = unique((*values, *(v * years for v in values)))
        if first.ordinal and self._decades(i):
            sure = False
        end = self._spans[place][1]
        return self._timed(Numeral(first.start, end, values, kind, sure), i, place)

    def _share(self, fraction: _Item, i: int) -> Numeral:
        """A fraction, of a scale or by itself; after a noun (عام ونصف, عامين ونصف) one or two and
        a half."""
        step = self._next(i)
        if step and step[0].part is _Part.SCALE and not step[0].joined:
            values = unique(v * _unit_of(step[0]) for v in fraction.values)
            return Numeral(fraction.start, step[0].end, values, NumeralKind.FRACTION, sure=False)
        values = fraction.values
        if fraction.joined:
            values = unique(v + whole for whole in (0, 1, 2) for v in values)
        return Numeral(fraction.start, fraction.end, values, NumeralKind.FRACTION, sure=False)

    def _group(self, first: _Item, i: int) -> _Group:
        """A number below a thousand with the scale that follows it."""
        values, place, last = first.values, i, first
        scale = _unit_of(first) if first.part is _Part.SCALE else 1
        # What a part joined by و must stay below.
        below = {_Part.UNIT: 0, _Part.HUNDRED: 100}.get(first.part, 0) if first.part else 0
        while scale == 1 and (step := self._next(place)) is not None:
            item, n = step
            if item.part is _Part.FRACTION or item.part is None:
                break
            if not item.joined and item.part is _Part.SCALE:
                if str(item.value)[0] != "1" or last.ordinal:
                    break
                values, scale = tuple(v * item.value for v in values), _unit_of(item)
            elif not item.joined and item.part is _Part.TEN and _digit(last):
                values, below = tuple(v + 10 for v in values), 0
            elif not item.joined and item.part is _Part.HUNDRED and _digit(last):
                if item.value != 100 or place != i:
                    break
                values, below = tuple(v * 100 for v in values), 100
            elif (item.joined and item.part is _Part.TENS and _digit(last)) or (item.joined and item.value < below and item.part is not _Part.SCALE):
                values, below = _sums(values, item.values), 0
            else:
                break
            last, place = item, n
        return _Group(values, scale, place)

    def _century(self, place: int) -> int:
        """The years before the century that follows token `place`: 1900, unless القرن and an
        ordinal say otherwise (ثلاثينيات القرن التاسع عشر)."""
        if place + 2 < len(self._keys) and self._keys[place + 1] == "القرن":
            item = self._item(place + 2)
            if item and item.ordinal:
                numeral = self._compound(item, place + 2)
                return 100 * (int(numeral.value) - 1)
        return 1900

    def _decades(self, i: int) -> bool:
        """Whether the ordinal that is token `i` says the century of a decade before it."""
        if i < 2 or self._keys[i - 1] != "القرن":
            return False
        decade = self._item(i - 2)
        return decade is not None and decade.part is _Part.TENS

    def _with_fraction(
        self, values: tuple[Fraction, ...], size: Fraction, place: int
    ) -> tuple[Fraction, ...]:
        """Also half of `size` more where ونصف follows, at once or after the counted noun."""
        for n in range(place + 1, min(place + 4, len(self._spans))):
            key = self._keys[n]
            if key.startswith("و"):
                more = _FRACTIONS.get(key[1:]) or _FRACTIONS.get(key[1:].removeprefix("ال"))
                if more:
                    return unique((*values, *(v + more * size for v in values)))
                break
        return values

    def _timed(self, numeral: Numeral, first: int, last: int) -> Numeral:
        """`numeral` as a time of day where the words around it say so."""
        value = numeral.value
        if value.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100) or not 0 <= value <= 24:
            return numeral
        before = self._keys[first - 1] if first else ""
        after = self._keys[last + 1] if last + 1 < len(self._keys) else ""
        beyond = self._keys[last + 2] if last + 2 < len(self._keys) else ""
        told = before.endswith("الساعه") or after in _DAY_PARTS
        if not told and numeral.kind is NumeralKind.ORDINAL:
            told = after in _PAST or (beyond in _DAY_PARTS and after in {"من", "بعد"})
            told = told or (after == "الا" and beyond.startswith(("ربع", "ثلث")))
        if not told:
            return numeral
        hour = int(value)
        minute, end = int((value - hour) * 100), numeral.end
        if after in _PAST:
            minute, end = _PAST[after], self._spans[last + 1][1]
        elif after == "الا" and "و" + beyond.removesuffix("ا") in _PAST:
            hour, minute = (hour - 1) % 24, 60 - _PAST["و" + beyond.removesuffix("ا")]
            end = self._spans[last + 2][1]
        values = clock_values(hour, minute) if minute < 60 else ()
        return Numeral(numeral.start, end, unique((*values, *numeral.values)), NumeralKind.TIME)


def _forms(stem: str) -> Iterator[tuple[str, bool]]:
    """`stem`, without the article (and then definite), without a pronoun (ثلثهم, ثلاثتها)."""
    yield stem, False
    if stem.startswith("ال"):
        yield stem[2:], True
    for pronoun in ("هما", "هم", "هن", "ها", "نا"):
        if stem.endswith(pronoun) and len(stem) > len(pronoun) + 2:
            owned = stem.removesuffix(pronoun)
            yield (owned[:-1] + "ه" if owned.endswith("ت") else owned), True


def _sums(left: tuple[Fraction, ...], right: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return unique(a + b for a in left for b in right)[:4]


def _unit_of(scale: _Item) -> int:
    """A thousand of two thousand, a million of two million."""
    value = int(scale.value)
    return value // 2 if str(value)[0] == "2" else value


def _digit(item: _Item) -> bool:
    return item.part is _Part.UNIT and item.value < 10
