"""A learned model of how Arabic letters of a name are spelled in English.

A joint-sequence model (Bisani and Ney 2008, "Joint-sequence models for grapheme-to-phoneme
conversion"): n-grams of graphones, a graphone being one Arabic letter (or two: تش) with the English
letters it stands for, in back-off form with Kneser–Ney's modified discounts (Chen and Goodman
1999). Made by `packaging/transliteration/train.py`; decoding is a beam search.
"""

from __future__ import annotations

import lzma
import math
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

__all__ = ["END", "ORDER", "START", "Graphone", "NameWord", "SpellingModel", "gram_key"]

ORDER: Final = 5
START: Final = 1
END: Final = 2
_BITS: Final = 12
_FIRST: Final = 3
"""Number of the first graphone; 0 stands for none."""
_HISTORY: Final = (1 << _BITS * (ORDER - 1)) - 1
_MASKS: Final = tuple((1 << _BITS * n) - 1 for n in range(ORDER))
_STEP: Final = 24
"""Steps of a natural logarithm in which probabilities are kept."""
_UNSEEN: Final = 14 * _STEP
_BEAM: Final = 8
_FREE_CHOICES: Final = 10
_BOUND_CHOICES: Final = 25

Graphone = tuple[str, str]
"""Arabic letters, the English letters they stand for (may be none)."""


@dataclass(frozen=True, slots=True)
class NameWord:
    """A spelling in small letters with the logarithm of its joint probability with the Arabic."""

    english: str
    score: float


def gram_key(numbers: Sequence[int]) -> int:
    """An n-gram of graphone numbers, at most ORDER of them, as one number."""
    key = 0
    for number in numbers:
        key = key << _BITS | number
    return key


class _Table:
    """Numbers by n-gram in two sorted arrays: a tenth of the memory of a dict, and quick enough."""

    def __init__(self, keys: Sequence[int], values: Sequence[int]) -> None:
        self._keys = array("q", keys)
        self._values = array("h", values)

    @classmethod
    def of(cls, numbers: Mapping[int, float]) -> _Table:
        """`numbers` are natural logarithms."""
        keys = sorted(numbers)
        return cls(keys, [min(32767, round(-numbers[key] * _STEP)) for key in keys])

    def get(self, key: int) -> int | None:
        """The negative logarithm in steps of _STEP; None if there is no such n-gram."""
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            return self._values[place]
        return None

    def __len__(self) -> int:
        return len(self._keys)

    def packed(self) -> bytes:
        """Keys as steps from one to the next, byte by byte of significance, then values: that is
        how they compress best."""
        steps = array("q", (b - a for a, b in pairwise([0, *self._keys])))
        return b"".join(_planes(steps) + _planes(self._values))

    @classmethod
    def unpacked(cls, data: bytes, count: int) -> _Table:
        steps = _joined(data, "q", count)
        return cls(list(accumulate(steps)), _joined(data[8 * count :], "h", count))


def _planes(numbers: array[int]) -> list[bytes]:
    little = array(numbers.typecode, numbers)
    if sys.byteorder == "big":
        little.byteswap()
    return [little.tobytes()[i :: little.itemsize] for i in range(little.itemsize)]


def _joined(data: bytes, typecode: str, count: int) -> array[int]:
    numbers = array(typecode)
    mixed = bytearray(numbers.itemsize * count)
    for i in range(numbers.itemsize):
        mixed[i :: numbers.itemsize] = data[i * count : (i + 1) * count]
    numbers.frombytes(bytes(mixed))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class SpellingModel:
    """Spells one word of Arabic letters without marks or article.

    `graphones` are listed by falling frequency; number _FIRST + i is the i-th. `scores` holds
    log-probabilities of n-grams by `gram_key`, `backoffs` the weights of their contexts."""

    def __init__(
        self,
        graphones: Sequence[Graphone],
        scores: Mapping[int, float] | _Table,
        backoffs: Mapping[int, float] | _Table,
    ) -> None:
        self._all = tuple(graphones)
        self._scores = scores if isinstance(scores, _Table) else _Table.of(scores)
        self._backoffs = backoffs if isinstance(backoffs, _Table) else _Table.of(backoffs)
        self._choices: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, (arabic, english) in enumerate(graphones, _FIRST):
            self._choices[arabic].append((number, english))

    def spellings(self, word: str) -> list[NameWord]:
        """The likeliest spellings, best first; none if a letter has never been seen."""
        return self._search(word, None, _BEAM)[:_BEAM]

    def among(self, word: str, words: Sequence[str], most: int = _BEAM) -> list[NameWord]:
        """Those of `words`, which are sorted, that the letters of `word` can lead to, best first
        and `most` at most."""
        return self._search(word, words, max(_BEAM, most))[:most]

    def _search(self, word: str, words: Sequence[str] | None, beam: int) -> list[NameWord]:
        """Beam search; spellings that several ways of pairing letters lead to are added up."""
        begun: dict[str, bool] = {}
        most = _FREE_CHOICES if words is None else _BOUND_CHOICES
        start = gram_key([START] * (ORDER - 1))
        steps: list[list[tuple[float, int, str]]] = [[] for _ in range(len(word) + 1)]
        steps[0].append((0.0, start, ""))
        for i in range(len(word)):
            states = sorted(steps[i], reverse=True)[:beam]
            for size in (1, 2):
                if i + size > len(word):
                    continue
                choices = self._choices.get(word[i : i + size], [])[:most]
                grown = steps[i + size]
                for score, history, text in states:
                    for number, english in choices:
                        spelled = text + english
                        if words is not None:
                            known = begun.get(spelled)
                            if known is None:
                                known = begun[spelled] = _begins(words, spelled)
                            if not known:
                                continue
                        longer = (history << _BITS | number) & _HISTORY
                        grown.append((score + self._log(history, number), longer, spelled))
        totals: dict[str, float] = {}
        for score, history, text in sorted(steps[-1], reverse=True)[: 4 * beam]:
            if text and (words is None or _holds(words, text)):
                whole = score + self._log(history, END)
                before = totals.get(text)
                totals[text] = whole if before is None else _sum(before, whole)
        ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        return [NameWord(text, score) for text, score in ranked]

    def _log(self, history: int, number: int) -> float:
        """Natural logarithm of the probability of graphone `number` after `history`."""
        weight = 0
        for n in range(ORDER - 1, 0, -1):
            context = history & _MASKS[n]
            found = self._scores.get(context << _BITS | number)
            if found is not None:
                return (weight + found) / -_STEP
            weight += self._backoffs.get(context) or 0
        found = self._scores.get(number)
        return (weight + (_UNSEEN if found is None else found)) / -_STEP

    def packed(self) -> bytes:
        """The model as bytes: a line of sizes, a line a graphone, then n-grams, compressed."""
        head = [f"{len(self._all)} {len(self._scores)} {len(self._backoffs)}"]
        head += ["\t".join(graphone) for graphone in self._all]
        body = self._scores.packed() + self._backoffs.packed()
        return lzma.compress(
            ("\n".join(head) + "\n").encode("utf-8") + body, preset=9 | lzma.PRESET_EXTREME
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> SpellingModel:
        """The model `packed` made, its logarithms rounded to 1/24."""
        data = lzma.decompress(packed)
        sizes, _, rest = data.partition(b"\n")
        count, grams, contexts = map(int, sizes.split())
        *lines, tables = rest.split(b"\n", count)
        graphones: list[Graphone] = []
        for line in lines:
            arabic, _, english = line.decode("utf-8").partition("\t")
            graphones.append((arabic, english))
        scores = _Table.unpacked(tables, grams)
        return cls(graphones, scores, _Table.unpacked(tables[10 * grams :], contexts))


def _begins(words: Sequence[str], text: str) -> bool:
    place = bisect_left(words, text)
    return place < len(words) and words[place].startswith(text)


def _holds(words: Sequence[str], text: str) -> bool:
    place = bisect_left(words, text)
    return place < len(words) and words[place] == text


def _sum(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high + math.log1p(math.exp(low - high))
