"""A learned speller of names: the English letters each Arabic letter most likely stands for.

Order-four model of graphones made by `packaging/transliteration/train.py`, with interpolated
Witten-Bell smoothing; decoding is a beam search over the graphones seen for each letter.
"""

from __future__ import annotations

import lzma
import math
from collections import defaultdict
from functools import cache

from reader.paths import resource

__all__ = ["ORDER", "SpellingModel", "parse_model", "shipped_model"]

ORDER = 4
_BEAM = 8

Gram = tuple[str, ...]


def parse_model(text: str) -> dict[Gram, float]:
    """Counts of n-grams from the model's text: graphones, tab, count."""
    counts: dict[Gram, float] = {}
    for line in text.splitlines():
        gram, _, count = line.partition("\t")
        counts[tuple(gram.split(" "))] = float(count)
    return counts


class SpellingModel:
    """Spells one word of Arabic letters without marks or article."""

    def __init__(self, counts: dict[Gram, float]) -> None:
        self._counts = counts
        self._totals: dict[Gram, float] = defaultdict(float)
        self._kinds: dict[Gram, int] = defaultdict(int)
        self._graphones: dict[str, list[str]] = defaultdict(list)
        for gram, count in counts.items():
            self._totals[gram[:-1]] += count
            self._kinds[gram[:-1]] += 1
            if len(gram) == 1 and gram[0] != "$":
                self._graphones[gram[0][0]].append(gram[0])
        for found in self._graphones.values():
            found.sort(key=lambda graphone: -counts[graphone,])
            del found[14:]

    def _probability(self, gram: Gram) -> float:
        if not gram:
            return 1e-6
        context = gram[:-1]
        total, kinds = self._totals.get(context, 0.0), self._kinds.get(context, 0)
        shorter = self._probability(gram[1:])
        if not total:
            return shorter
        return (self._counts.get(gram, 0.0) + kinds * shorter) / (total + kinds)

    def spell(self, word: str) -> str:
        """The best spelling in small letters; "" if a letter has never been seen."""
        beam: list[tuple[float, Gram, str]] = [(0.0, ("^",) * (ORDER - 1), "")]
        for letter in word:
            grown = [
                (
                    score + math.log(self._probability((*history, graphone))),
                    (*history[1:], graphone),
                    text + graphone[2:],
                )
                for score, history, text in beam
                for graphone in self._graphones.get(letter, ())
            ]
            beam = sorted(grown, reverse=True)[:_BEAM]
        ends = [
            (score + math.log(self._probability((*history, "$"))), text)
            for score, history, text in beam
        ]
        return max(ends, default=(0.0, ""))[1]


@cache
def shipped_model() -> SpellingModel:
    packed = resource("glossary", "spelling-model.txt.xz").read_bytes()
    return SpellingModel(parse_model(lzma.decompress(packed).decode("utf-8")))
