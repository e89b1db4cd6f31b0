"""All checks of a translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from reader.model import Doubt, Entity, Translation
from reader.translation.doubts.compared import Compared
from reader.translation.doubts.coverage import coverage_doubts
from reader.translation.doubts.names import name_doubts
from reader.translation.doubts.negation import negation_doubts
from reader.translation.doubts.numbers import date_doubts, number_doubts
from reader.translation.doubts.score import ScoreScale
from reader.translation.doubts.shape import (
    length_doubts,
    quote_doubts,
    repetition_doubts,
    script_doubts,
)
from reader.translation.doubts.units import unit_doubts
from reader.translation.protocol import SentenceSource

__all__ = ["CHECKS", "Checker", "check"]

CHECKS: Final[tuple[Callable[[Compared], Iterator[Doubt]], ...]] = (
    number_doubts,
    date_doubts,
    unit_doubts,
    negation_doubts,
    name_doubts,
    coverage_doubts,
    length_doubts,
    repetition_doubts,
    script_doubts,
    quote_doubts,
)
_MOST: Final = 12
"""Doubts told of one sentence; more say nothing more."""


def check(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
) -> tuple[Doubt, ...]:
    """What the reader should check in `translation`, by the two texts alone. `entities` are those
    that the mentions of `source` name, by id. Linear in the length of the texts, never an error."""
    pair = Compared(source.honoured, translation, entities)
    found = dict.fromkeys(doubt for doubts in CHECKS for doubt in doubts(pair))
    return tuple(found)[:_MOST]


class Checker:
    """Checks sentences one after another and learns what a low score is for each engine."""

    def __init__(self) -> None:
        self._scales: dict[str, ScoreScale] = defaultdict(ScoreScale)

    def check(
        self, source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
    ) -> tuple[Doubt, ...]:
        """As `check`, and the engine's own doubt last."""
        low = self._scales[translation.engine].doubt(translation)
        return check(source, translation, entities) + ((low,) if low else ())
