"""All checks of a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from reader.model import Doubt, Entity, Translation
from reader.translation.doubts.compared import Compared
from reader.translation.doubts.coverage import coverage_doubts
from reader.translation.doubts.names import name_doubts
from reader.translation.doubts.negation import negation_doubts
from reader.translation.doubts.numbers import date_doubts, number_doubts
from reader.translation.doubts.shape import (
    length_doubts,
    quote_doubts,
    repetition_doubts,
    script_doubts,
)
from reader.translation.doubts.units import unit_doubts
from reader.translation.protocol import SentenceSource

__all__ = ["CHECKS", "check"]

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


def check(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
) -> tuple[Doubt, ...]:
    """What the reader should check in `translation`."""
    pair = Compared(source, translation, entities)
    return tuple(dict.fromkeys(doubt for doubts in CHECKS for doubt in doubts(pair)))
