"""What a glosser is to the rest of Qari."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reader.model import Gloss

__all__ = ["Glosser"]


class Glosser(Protocol):
    """Gives each word its meaning in the context of its sentence. `label` is shown to people."""

    @property
    def label(self) -> str: ...

    def gloss(self, words: Sequence[str]) -> list[Gloss | None]:
        """One gloss (or None: not an Arabic word) for each of `words`, a sentence in order.
        Punctuation may stand among the words as items of its own: it is context and gets None.
        Never raises on odd text."""
        ...
