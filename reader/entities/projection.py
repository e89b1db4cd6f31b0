"""Where on the English side a mention stands."""

from __future__ import annotations

from collections.abc import Mapping

from reader.model import Entity, Span, Translation
from reader.translation.protocol import SentenceSource

__all__ = ["project"]


def project(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
) -> tuple[tuple[Span, ...], ...]:
    """For each mention of `source`, the spans of `translation.text` that render it."""
    return tuple(() for _ in source.mentions)
