"""How like a name a word sounds: three letters at a time, names against other words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

__all__ = ["learn_sounds"]

_STEP = 0.1
"""Natural logarithms; what one unit of a stored figure is worth."""
_SMOOTH = 0.6
_LEAST = 3


def learn_sounds(names: Mapping[str, float], words: Iterable[str]) -> dict[str, int]:
    """Log ratio, in steps of a tenth, of how often three letters follow each other in `names` (with
    their weights) and in other `words`; ^ and $ are the ends of a word."""
    mine: Counter[str] = Counter()
    for name, weight in names.items():
        for gram in _grams(name):
            mine[gram] += weight
    other = Counter(gram for word in words for gram in _grams(word))
    mine_total, other_total = sum(mine.values()), sum(other.values())
    table = {}
    for gram in mine.keys() | other.keys():
        if mine[gram] + other[gram] >= _LEAST:
            share = (mine[gram] + _SMOOTH) / mine_total / ((other[gram] + _SMOOTH) / other_total)
            if step := round(math.log(share) / _STEP):
                table[gram] = max(-99, min(99, step))
    return table


def _grams(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]
