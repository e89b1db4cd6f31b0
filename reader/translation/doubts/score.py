"""The engine's own score, and when it is low for that engine.

Engines score on scales of their own: mean logarithms of probability differ by model, vocabulary and
beam. So nothing is low in itself; a score is low against those the same engine gave before. The
measure is the distance from the median in units of that between median and lower quartile, which a
few bad sentences hardly move. 3.5 of these are 2.4 standard deviations of a normal distribution,
beyond which lie about 9 of 1,000 sentences; real distributions have a longer lower tail.
"""

from __future__ import annotations

import math
import re
from bisect import insort
from collections import deque
from typing import Final

from reader.model import Doubt, Translation

__all__ = ["ScoreScale"]

_ENOUGH: Final = 25
"""Sentences from which median and quartile say something."""
_KEPT: Final = 2_000
_FAR: Final = 3.5
_STEADY: Final = 12
"""Words from which a mean over the words of a sentence is steady; below, more is allowed."""
_LIKELY: Final = math.log(0.5)
"""A sentence whose pieces are likelier than not is never doubted."""


class ScoreScale:
    """The scores of one engine, as they come; the last 2,000 count."""

    def __init__(self) -> None:
        self._order: deque[float] = deque()
        self._sorted: list[float] = []

    def doubt(self, translation: Translation) -> Doubt | None:
        """low-score, if the score is low against those before; the score is taken in either way.
        None for an engine that gives none, and while too few are known."""
        score = translation.score
        if score is None or not math.isfinite(score):
            return None
        low = self._is_low(score, len(re.findall(r"\w+", translation.text)))
        self._take(score)
        return Doubt("low-score", f"{math.exp(min(score, 0.0)):.0%}") if low else None

    def _is_low(self, score: float, words: int) -> bool:
        if len(self._sorted) < _ENOUGH or score > _LIKELY:
            return False
        median = self._sorted[len(self._sorted) // 2]
        quartile = self._sorted[len(self._sorted) // 4]
        allowed = _FAR * (median - quartile) * max(1.0, math.sqrt(_STEADY / max(words, 1)))
        return score < median - allowed

    def _take(self, score: float) -> None:
        if len(self._order) == _KEPT:
            self._sorted.remove(self._order.popleft())
        self._order.append(score)
        insort(self._sorted, score)
