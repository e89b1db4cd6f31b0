"""Numbers in Arabic text: figures, words, ordinals, fractions, times of day.

Number words are read as they are said: units before tens joined by و (سبعة وعشرون), then hundreds,
and groups of these with ever smaller scales (أربعة آلاف وثمانمئة وواحد وثلاثين). What does not fit
the order begins another number. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from reader.text.keys import lookup_key, plain_digits
from reader.text.number_words import COUNTED_YEARS, FRACTIONS, HINTS, NUMBER_WORDS, Part
from reader.text.numerals import (
    Numeral,
    NumeralKind,
    clock_values,
    figure_values,
    parts_of,
    unique,
    with_scale_of_next,
)
from reader.text.proclitics import stems
from reader.text.tokens import token_spans

__all__ = ["arabic_numerals"]

_NOT_NUMBERS: Final = frozenset({"لست", "لستم", "بعشر", "باول"})
"""Words that only look like a number with a proclitic: لستُ "I am not"."""
_PERCENT: Final = re.compile(r"(?:(?:في|من)\s+ال|بال)(?:مئة|مائة|مية)(?!\w)")
_FIGURE: Final = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|\d+(?:[.,٫٬،]\d+)*"
)
_RANGE: Final = re.compile(r"\s?[-–]\s?|\s(?:إلى|الى|أو|او)\s")
_PAST: Final = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
_BEFORE: Final = {"ربع": 45, "ربعا": 45, "ثلث": 40, "ثلثا": 40}
_DAY_PARTS: Final = frozenset("صباحا مساء ظهرا عصرا فجرا ليلا صباح ظهر عصر فجر ليل ص م".split())
_THE_CENTURY: Final = "القرن"
_SPACES: Final = " \t\u00a0\u202f\u200e\u200f"


@dataclass(frozen=True, slots=True)
class _Item:
    """A number word of the text, or figures (`part` None); `joined`: it begins with و."""

    part: Part | None
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

    @property
    def is_digit(self) -> bool:
        return self.part is Part.UNIT and self.value < 10

    @property
    def scale(self) -> int:
        """1 for what is no scale; a thousand of two thousand."""
        if self.part is not Part.SCALE:
            return 1
        value = int(self.value)
        return value // 2 if str(value)[0] == "2" else value

    @property
    def below(self) -> int:
        """What a part of the same group, joined with و, must stay below."""
        return 100 if self.part is Part.HUNDRED else 0


@dataclass(frozen=True, slots=True)
class _Group:
    """A number up to its scale (1, 1,000, …); `place` is its last token."""

    values: tuple[Fraction, ...]
    scale: int
    place: int


def arabic_numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of `text` in order. Never raises; a number spelled in words that stand in no
    grammatical order is read as several."""
    found = list(_Reader(text).read())
    for n, (numeral, following) in enumerate(pairwise(found)):
        if _RANGE.fullmatch(text, numeral.end, following.start):
            last = lookup_key(text[following.start : following.end].split()[-1])
            word = NUMBER_WORDS.get(last)
            if word and word.part is Part.SCALE:
                found[n] = with_scale_of_next(numeral, int(word.values[0]))
    return tuple(found)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = token_spans(text)
        self._keys = [lookup_key(text[start:end]) for start, end in self._spans]
        self._percents = set(_percent_words(text))

    def read(self) -> Iterator[Numeral]:
        i = 0
        while i < len(self._spans):
            start, end = self._spans[i]
            if self._text[start].isdigit():
                for numeral in self._figures(i):
                    end = numeral.end
                    yield numeral
            elif (found := self._words(i)) is not None:
                end = found.end
                yield found
            i += 1
            while i < len(self._spans) and self._spans[i][0] < end:
                i += 1

    def _key(self, i: int) -> str:
        return self._keys[i] if 0 <= i < len(self._keys) else ""

    # ------------------------------------------------------------ tokens

    def _figures(self, i: int) -> Iterator[Numeral]:
        """The numbers of a token that begins with a digit; what follows may belong to the last."""
        start, end = self._spans[i]
        token = plain_digits(self._text[start:end])
        found = list(_FIGURE.finditer(token))
        signs = len(re.findall("[-–/]", token))
        whole = sum(len(m.group()) for m in found) + signs == len(token) and not self._glued(i)
        for match in found:
            first, last = start + match.start(), start + match.end()
            if match["hour"]:
                values = clock_values(int(match["hour"]), int(match["minute"]))
                yield Numeral(first, last, values, NumeralKind.TIME)
                continue
            values = figure_values(match.group()) or parts_of(match.group())
            if last == end:
                yield self._compound(_Item(None, values, first, last, sure=whole), i)
            else:
                yield Numeral(first, last, values, sure=whole)

    def _glued(self, i: int) -> bool:
        """Whether letters that are no proclitics end where token `i` begins: مم2."""
        if i == 0 or self._spans[i - 1][1] != self._spans[i][0]:
            return False
        return len(self._keys[i - 1].removeprefix("و").removesuffix("ال").strip("وفبلك")) > 0

    def _words(self, i: int) -> Numeral | None:
        """The number that begins with token `i`, None if none does."""
        item = self._item(i)
        if item is not None:
            return self._compound(item, i)
        for _, stem in stems(self._keys[i]):
            hint = HINTS.get(stem) or HINTS.get(stem.removeprefix("ال"))
            if hint is not None:
                return Numeral(*self._spans[i], (hint,), sure=False)
        values = parts_of(self._text[slice(*self._spans[i])])
        return Numeral(*self._spans[i], values, sure=False) if values else None

    def _item(self, i: int) -> _Item | None:
        """Token `i` as a number word, None if it is none."""
        start, end = self._spans[i]
        key = self._keys[i]
        if start in self._percents or key in _NOT_NUMBERS:
            return None
        if key == "واحد" and "أ" in self._text[start:end]:  # وأحد: "and one", not "one"
            return _Item(Part.UNIT, (Fraction(1),), start, end, joined=True, sure=False)
        for taken, stem in stems(key):
            joined = taken > 0 and key[0] == "و"
            for form in _forms(stem):
                if (word := NUMBER_WORDS.get(form)) is not None:
                    if form.startswith("مي") and "ئ" not in self._text[start:end]:
                        continue  # Meta, كمية: the key of a hundred, not its letters
                    bare = form in (stem, stem.removeprefix("ال"))
                    if word.part is Part.SCALE and (not bare or (form[-1] == "ي" and form != stem)):
                        continue  # الفهم "understanding", الألفي a name
                    sure = word.sure and not (form == "اثنين" and form != stem)  # Monday
                    marks = (joined, word.ordinal, sure, word.vague)
                    return _Item(word.part, word.values, start, end, *marks)
                if form in FRACTIONS:
                    values = (FRACTIONS[form],)
                    return _Item(Part.FRACTION, values, start, end, joined, sure=False)
        return None

    def _next(self, i: int) -> tuple[_Item, int] | None:
        """The number word or figure right after token `i`, with nothing but spaces before it, and
        its own index; و may stand apart."""
        n = i + 1
        joined = self._key(n) == "و" and self._adjacent(n)
        if joined:
            n += 1
        if n >= len(self._spans) or not (joined or self._adjacent(n)):
            return None
        start, end = self._spans[n]
        if self._text[start].isdigit():
            values = figure_values(self._text[start:end])
            return (_Item(None, values, start, end, joined), n) if values else None
        item = self._item(n)
        if item is not None and joined:
            item = replace(item, joined=True)
        return (item, n) if item else None

    def _adjacent(self, n: int) -> bool:
        if n >= len(self._spans):
            return False
        gap = self._text[self._spans[n - 1][1] : self._spans[n][0]]
        return len(gap) <= 4 and not gap.strip(_SPACES)

    # ------------------------------------------------------------ numbers

    def _compound(self, first: _Item, i: int) -> Numeral:
        """The longest number that begins with `first`, token `i`."""
        if first.part is Part.FRACTION:
            return self._share(first, i)
        if first.vague:
            return Numeral(first.start, first.end, first.values, sure=False)
        group = self._group(first, i)
        if first.part is Part.SCALE and len(first.values) > 1:
            # Without a number before it مليونا is the dual.
            group = replace(group, values=first.values[::-1])
        values, scale, place = group.values, group.scale, group.place
        while scale > 1 and (step := self._next(place)) is not None and step[0].joined:
            following = self._group(*step)
            if following.scale >= scale or following.values[0] >= scale or step[0].ordinal:
                break
            values = _sums(values, following.values)
            scale, place = following.scale, following.place
        last = self._item(place) if place > i else first
        values = self._with_share(values, last.scale if last else 1, place)
        sure = first.sure or place > i
        if place == i and first.part is Part.TENS and not first.sure:
            century = self._century(place)
            values = unique((*values, *(v + century for v in values)))
        elif self._key(place + 1) in COUNTED_YEARS:
            years = COUNTED_YEARS[self._key(place + 1)]
            values = unique((*values, *(v * years for v in values)))
        elif self._tells_century(i):
            sure = False
        kind = NumeralKind.ORDINAL if first.ordinal else NumeralKind.CARDINAL
        numeral = Numeral(first.start, self._spans[place][1], values, kind, sure)
        return self._timed(numeral, i, place)

    def _group(self, first: _Item, i: int) -> _Group:
        """A number below a thousand with the scale that follows it."""
        values, place, last = first.values, i, first
        scale, below = first.scale, first.below
        while scale == 1 and (step := self._next(place)) is not None:
            item, n = step
            if item.part is Part.SCALE and not item.joined and not last.ordinal:
                if item.value != item.scale:
                    break  # ألفان counts nothing
                values, scale = tuple(v * item.scale for v in values), item.scale
            elif item.part is Part.TEN and not item.joined and last.is_digit:
                values, below = tuple(v + 10 for v in values), 0
            elif item.part is Part.HUNDRED and not item.joined and last.is_digit:
                if item.value != 100 or place != i:
                    break
                values, below = tuple(v * 100 for v in values), 100
            elif item.joined and (
                (item.part is Part.TENS and last.is_digit)
                or (item.part in _WHOLE and item.value < below)
            ):
                values, below = _sums(values, item.values), 0
            else:
                break
            last, place = item, n
        return _Group(values, scale, place)

    def _share(self, fraction: _Item, i: int) -> Numeral:
        """A fraction, of a scale or by itself; after a noun (عام ونصف, عامين ونصف) one or two and
        a half."""
        step = self._next(i)
        end = fraction.end
        values = fraction.values
        if step and step[0].part is Part.SCALE and not step[0].joined:
            values = tuple(v * step[0].scale for v in values)
            end = step[0].end
        elif fraction.joined:
            values = unique(v + whole for whole in (0, 1, 2) for v in values)
        return Numeral(fraction.start, end, values, NumeralKind.FRACTION, sure=False)

    def _with_share(
        self, values: tuple[Fraction, ...], size: int, place: int
    ) -> tuple[Fraction, ...]:
        """Also half of `size` more where ونصف follows, at once or after the counted noun."""
        for n in range(place + 1, place + 4):
            key = self._key(n)
            if key.startswith("و"):
                share = FRACTIONS.get(key[1:].removeprefix("ال"))
                return unique((*values, *(v + share * size for v in values))) if share else values
        return values

    # ------------------------------------------------------------ years and hours

    def _century(self, place: int) -> int:
        """The years before the century that follows token `place`: 1900, unless القرن and an
        ordinal say otherwise (ثلاثينيات القرن التاسع عشر)."""
        if self._key(place + 1) == _THE_CENTURY and place + 2 < len(self._spans):
            item = self._item(place + 2)
            if item and item.part is not None and (item.ordinal or item.part is Part.TENS):
                return 100 * max(0, int(self._group(item, place + 2).values[0]) - 1)
        return 1900

    def _tells_century(self, i: int) -> bool:
        """Whether token `i` says the century of the decade before it."""
        if self._key(i - 1) != _THE_CENTURY or i < 2:
            return False
        decade = self._item(i - 2)
        return decade is not None and decade.part is Part.TENS and not decade.sure

    def _timed(self, numeral: Numeral, first: int, last: int) -> Numeral:
        """`numeral` as a time of day where the words around it say so."""
        hour, part = divmod(numeral.value, 1)
        minute = part * 100
        after, beyond = self._key(last + 1), self._key(last + 2)
        told = self._key(first - 1).endswith("الساعه") or after in _DAY_PARTS
        if numeral.kind is NumeralKind.ORDINAL:
            told = told or after in _PAST or (after in {"من", "بعد"} and beyond in _DAY_PARTS)
            told = told or (after == "الا" and beyond in _BEFORE)
        if not told or not 0 <= hour <= 24 or minute.denominator != 1 or minute >= 60:
            return numeral
        end = numeral.end
        if after in _PAST:
            minute, end = Fraction(_PAST[after]), self._spans[last + 1][1]
        elif after == "الا" and beyond in _BEFORE:
            hour, minute = (hour - 1) % 24, Fraction(_BEFORE[beyond])
            end = self._spans[last + 2][1]
        values = unique((*clock_values(int(hour), int(minute)), *numeral.values))
        return Numeral(numeral.start, end, values, NumeralKind.TIME)


_WHOLE: Final = frozenset({Part.UNIT, Part.TEN, Part.TENS, Part.HUNDRED})


def _percent_words(text: str) -> Iterator[int]:
    """Where the hundred of "per cent" stands: it is no number."""
    for match in _PERCENT.finditer(text):
        yield match.start()
        yield match.end() - len(match.group().split()[-1])


def _forms(stem: str) -> Iterator[str]:
    """`stem`, without the article, without a pronoun (ثلثهم, ثلاثتها)."""
    yield stem
    if stem.startswith("ال"):
        yield stem[2:]
    for pronoun in ("هما", "هم", "هن", "ها", "نا"):
        if stem.endswith(pronoun) and len(stem) > len(pronoun) + 2:
            owned = stem.removesuffix(pronoun)
            yield owned[:-1] + "ه" if owned.endswith("ت") else owned


def _sums(left: tuple[Fraction, ...], right: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return unique(a + b for a in left for b in right)[:4]
