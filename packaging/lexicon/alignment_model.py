"""A lexical translation model by expectation maximisation: IBM model 1 with a diagonal prior.

The prior is Dyer, Chahuneau and Smith (2013), "A simple, fast, and effective reparameterization of
IBM model 2": a word prefers a partner at the same relative place.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus import Pair

__all__ = ["LexicalModel", "train"]

_TENSION = 4.0
_NULL = "∅"
_NULL_SHARE = 0.08


class LexicalModel:
    """p(english | arabic) as nested dicts."""

    def __init__(self, table: dict[str, dict[str, float]]) -> None:
        self.table = table

    def links(self, pair: Pair) -> Iterator[tuple[int, int, float]]:
        """(arabic index, english index, share) of the best partner of each English word."""
        m, n = len(pair.arabic), len(pair.english)
        for j, word in enumerate(pair.english):
            scores = [
                self.table.get(key, {}).get(word, 1e-9) * _prior(i, j, m, n)
                for i, key in enumerate(pair.arabic)
            ]
            null = self.table.get(_NULL, {}).get(word, 1e-9) * _NULL_SHARE
            total = sum(scores) + null
            best = max(range(m), key=scores.__getitem__)
            if scores[best] > null:
                yield best, j, scores[best] / total


def _prior(i: int, j: int, m: int, n: int) -> float:
    return math.exp(-_TENSION * abs((i + 0.5) / m - (j + 0.5) / n))


def train(pairs: Sequence[Pair], rounds: int = 6) -> LexicalModel:
    """Six rounds are enough for the counts to settle."""
    table: dict[str, dict[str, float]] = {}
    for round_ in range(rounds):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for pair in pairs:
            m, n = len(pair.arabic), len(pair.english)
            rows = [table.get(key) for key in pair.arabic]
            null = table.get(_NULL)
            for j, word in enumerate(pair.english):
                if round_ == 0:
                    scores = [_prior(i, j, m, n) for i in range(m)]
                    empty = _NULL_SHARE * m / 2
                else:
                    scores = [
                        row.get(word, 1e-9) * _prior(i, j, m, n) if row else 0.0
                        for i, row in enumerate(rows)
                    ]
                    empty = _NULL_SHARE * (null.get(word, 1e-9) if null else 0.0)
                total = sum(scores) + empty
                if total <= 0:
                    continue
                scale = pair.weight / total
                for key, score in zip(pair.arabic, scores, strict=True):
                    if score * scale > 1e-4:
                        counts[key][word] += score * scale
                counts[_NULL][word] += empty * scale
        table = {}
        for key, row in counts.items():
            # A flat discount keeps rare words from explaining everything in their sentences.
            kept = {w: c - 0.05 for w, c in row.items() if c > 0.1}
            total = sum(kept.values()) + 0.5
            table[key] = {w: c / total for w, c in kept.items()}
    return LexicalModel(table)
