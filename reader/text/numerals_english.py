"""Numbers in English text: figures with their suffixes, words, ordinals, fractions, times of day.

Vague plurals (hundreds, thousands) are no numbers. Words that hold a number without being one
(twice, decade, a trio) are, but are not sure. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from reader.text.numerals import (
    Numeral,
    NumeralKind,
    clock_values,
    figure_values,
    parts_of,
    unique,
    with_scale_of_next,
)

__all__ = ["english_numerals"]

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: value
    for value, word in zip(
        range(20, 100, 10),
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        strict=True,
    )
}
_ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {word.removesuffix("y") + "ieth": value for word, value in _TENS.items()}
_SCALES: Final = {
    "hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "bn": 10**9,
}  # fmt: skip
_SUFFIXES: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_HINTS: Final = {
    word: unique(Fraction(value) for value in values.split())
    for words, values in (
        ("half halves halved halfway", "1/2 30"),
        ("third thirds", "3 1/3 2/3"),
        ("quarter quarters", "1/4 3/4 4 15"),
        ("fifths", "1/5 2/5 3/5 4/5"),
        ("first once single sole alone ones", "1"),
        ("second seconds twice both double doubled doubling couple pair pairs twin twins", "2"),
        ("dual bilateral mutual either neither latter secondly another", "2"),
        ("triple tripled trio triplets thirdly trilateral threefold thrice", "3"),
        ("quadruple quadrupled fourthly quartet fourfold quadruplets", "4"),
        ("week weekly weeks", "7"),
        ("decade decades", "10"),
        ("noon midday midnight", "12 0 24"),
        ("fortnight", "14 2"),
        ("century centuries hundredfold", "100"),
        ("teenage teenager teenagers teens", "13"),
    )
    for word in words.split()
} | {
    word.removesuffix("y") + "ies": (Fraction(value), Fraction(1900 + value))
    for word, value in _TENS.items()
}
"""Words that say a number without being one."""
_ROMAN: Final = {
    "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12,
    "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20,
    "XXI": 21, "V": 5, "X": 10,
}  # fmt: skip

_TOKEN: Final = re.compile(
    r"(?P<clock>(?<![\w.,:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:]))"
    r"|(?P<figure>\d+(?:[.,٫٬]\d+)*(?:[\u00a0\u202f\u2009]\d{3}\b| 000\b)*)(?P<suffix>[A-Za-z]*)"
    r"|(?P<word>[A-Za-z]+)"
)
_HOURS: Final = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|hours\b|GMT\b|local time)", re.IGNORECASE)
_JOINT: Final = re.compile(r"[\s\u00a0]*(?:[-‐‑][\s\u00a0]*)?")
_RANGE: Final = re.compile(r"\s?[-–]\s?|\s(?:to|or|and)\s")
_MEASURES: Final = frozenset("am pm km kg cm mm".split())
_SENTENCE_END: Final = frozenset(".!?:\"'“”‘’(«")


def english_numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of `text` in order. Never raises."""
    found = list(_Reader(text).read())
    for n, (numeral, following) in enumerate(pairwise(found)):
        if _RANGE.fullmatch(text, numeral.end, following.start):
            last = text[following.start : following.end].split()[-1].lower()
            found[n] = with_scale_of_next(numeral, _SCALES.get(last, 1))
    return tuple(found)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_TOKEN.finditer(text))

    def read(self) -> Iterator[Numeral]:
        i = 0
        while i < len(self._tokens):
            token = self._tokens[i]
            if token["clock"]:
                hour, minute = token["clock"].split(":")
                values = clock_values(int(hour), int(minute))
                yield Numeral(token.start(), token.end(), values, NumeralKind.TIME)
            elif token["figure"]:
                i, numeral = self._figure(i)
                yield self._timed(numeral)
            else:
                i, found = self._words(i)
                if found:
                    yield self._timed(found)
            i += 1

    def _word(self, i: int) -> str:
        word = self._tokens[i]["word"] if i < len(self._tokens) else None
        return word.lower() if word else ""

    def _joined(self, i: int) -> bool:
        """Whether nothing but a space or a hyphen stands between token `i` and the next."""
        if i + 1 >= len(self._tokens):
            return False
        gap = self._text[self._tokens[i].end() : self._tokens[i + 1].start()]
        return len(gap) <= 4 and _JOINT.fullmatch(gap) is not None

    def _numeral(
        self,
        first: int,
        last: int,
        values: tuple[Fraction, ...],
        kind: NumeralKind = NumeralKind.CARDINAL,
        sure: bool = True,
    ) -> Numeral:
        return Numeral(self._tokens[first].start(), self._tokens[last].end(), values, kind, sure)

    # ------------------------------------------------------------ figures

    def _figure(self, i: int) -> tuple[int, Numeral]:
        """The figure that is token `i` with its scale, and its last token."""
        token = self._tokens[i]
        suffix = token["suffix"].lower()
        values = figure_values(token["figure"]) or parts_of(token["figure"])
        before = self._text[token.start() - 1] if token.start() else " "
        sure = not before.isalpha() and before != "_" and values[:1] != (Fraction(0),)
        kind = NumeralKind.CARDINAL
        last = i
        if suffix in _SUFFIXES and (suffix != "m" or before in "$€£"):
            values = tuple(v * _SUFFIXES[suffix] for v in values)
        elif suffix in {"st", "nd", "rd", "th"}:
            kind = NumeralKind.ORDINAL
        elif suffix == "s":
            values = unique((*values, *(v + 1900 for v in values if v < 100)))
        elif suffix and suffix not in _MEASURES:
            sure = False
        if not suffix:
            while self._joined(last) and self._word(last + 1) in _SCALES:
                last += 1
                values = tuple(v * _SCALES[self._word(last)] for v in values)
        last, values = self._with_half(values, last)
        return last, self._numeral(i, last, values, kind, sure)

    def _timed(self, numeral: Numeral) -> Numeral:
        """Hours told as such count by twelve and by twenty-four; 9.30 and 1120 may be times."""
        written = self._text[numeral.start : numeral.end].lower()
        if not _HOURS.match(self._text, numeral.end) and not written.endswith(("am", "pm")):
            return numeral
        hour, minute = divmod(numeral.value, 1)
        if numeral.value >= 100:
            hour, minute = divmod(numeral.value / 100, 1)
        if hour > 24 or minute * 100 >= 60 or (minute * 100).denominator != 1:
            return numeral
        values = unique((*numeral.values, *clock_values(int(hour), int(minute * 100))))
        return replace(numeral, values=values, kind=NumeralKind.TIME)

    def _with_half(
        self, values: tuple[Fraction, ...], last: int
    ) -> tuple[int, tuple[Fraction, ...]]:
        """`values` and a half, where that follows, times the scale that follows it."""
        if [self._word(last + n) for n in (1, 2, 3)] != ["and", "a", "half"]:
            return last, values
        scale = _SCALES.get(self._word(last + 4), 1)
        if scale > 1:
            return last + 4, tuple((v + Fraction(1, 2)) * scale for v in values)
        own = _SCALES.get(self._word(last), 1)  # one million and a half
        return last + 3, unique((*(v + Fraction(own, 2) for v in values), *values))

    # ------------------------------------------------------------ words

    def _words(self, i: int) -> tuple[int, Numeral | None]:
        """The number that begins with word `i`, None if none does, and its last token."""
        word, written = self._word(i), self._tokens[i]["word"]
        name = written[0].isupper() and not self._begins_sentence(i)
        if word == "half" and self._word(i + 1) in {"a", "an"} and self._word(i + 2) in _SCALES:
            half = Fraction(_SCALES[self._word(i + 2)], 2)
            return i + 2, self._numeral(i, i + 2, (half,), sure=False)
        if word in _HINTS:
            return i, self._numeral(i, i, _HINTS[word], sure=False)
        if written in _ROMAN:
            return i, self._numeral(i, i, (Fraction(_ROMAN[written]),), sure=False)
        if word in _ORDINALS:
            share = i > 0 and self._word(i - 1) in {"a", "an", "one"}
            both = (Fraction(_ORDINALS[word]), Fraction(1, _ORDINALS[word]))
            return i, self._numeral(i, i, both, NumeralKind.ORDINAL, not share and not name)
        if word.endswith("fold") and word.removesuffix("fold") in _UNITS:
            value = Fraction(_UNITS[word.removesuffix("fold")])
            return i, self._numeral(i, i, (value,), sure=False)
        if word in _UNITS or word in _TENS or (word in _SCALES and len(word) > 2):
            last, values, kind = self._compound(i)
            last, values = self._with_half(values, last)
            # "one" is a pronoun as often, and two is what a dual says without a number.
            sure = values[0] > 2 and not (name and last == i)
            return last, self._numeral(i, last, values, kind, sure)
        return i, None

    def _begins_sentence(self, i: int) -> bool:
        start = self._tokens[i].start()
        before = self._text[max(0, start - 4) : start].rstrip()
        return not before or before[-1] in _SENTENCE_END

    def _compound(self, i: int) -> tuple[int, tuple[Fraction, ...], NumeralKind]:
        """The longest number spelled in words from word `i` on: its last token, value and kind.
        Groups below a thousand with ever smaller scales."""
        last, value, scale, kind = self._group(i)
        while scale > 1 and kind is NumeralKind.CARDINAL and self._joined(last):
            n = last + 1
            if self._word(n) == "and" and self._joined(n):
                n += 1
            if self._word(n) not in _UNITS and self._word(n) not in _TENS:
                break
            end, more, smaller, kind_ = self._group(n)
            if smaller >= scale or more >= scale:
                break
            last, value, scale, kind = end, value + more, smaller, kind_
        return last, (value,), kind

    def _group(self, i: int) -> tuple[int, Fraction, int, NumeralKind]:
        """A number below a thousand with the scales after it: last token, value, scale, kind."""
        word = self._word(i)
        value = Fraction(_UNITS.get(word, _TENS.get(word, 1)))
        below, scale, last = (10 if word in _TENS else 1), 1, i
        if word in _SCALES:
            value, scale = Fraction(_SCALES[word]), _SCALES[word]
            below = 100 if word == "hundred" else 1
        while self._joined(last):
            n = last + 1
            word = self._word(n)
            if word == "and" and below == 100 and self._joined(n):
                n += 1
                word = self._word(n)
            part = _UNITS.get(word, _TENS.get(word, _ORDINALS.get(word, 0)))
            if 0 < part < below:
                value += part
                below = 10 if word in _TENS else 1
                if word in _ORDINALS:
                    return n, value, 1, NumeralKind.ORDINAL
            elif word in _SCALES and n == last + 1 and _SCALES[word] > value % 1000:
                value *= _SCALES[word]
                scale = max(scale, _SCALES[word])
                below = 100 if word == "hundred" else 1
            else:
                break
            last = n
        return last, value, scale if scale >= 1000 else 1, NumeralKind.CARDINAL
