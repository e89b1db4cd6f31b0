"""What a recogniser of entities is to the rest of Qari."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reader.model import Article, Entity, Gloss, Mention, Sentence

__all__ = ["Recognizer"]


class Recognizer(Protocol):
    """Finds who and where. `label` is shown to people."""

    @property
    def label(self) -> str: ...

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        """Mentions of the sentence, in order, not overlapping; offsets into `article.text`.
        `glosses` has one entry a token, or is empty where no dictionary is installed."""
        ...

    def entity(self, id: str) -> Entity:
        """The entity a mention of this recogniser refers to; KeyError for an id it never gave."""
        ...
