"""What a recogniser of entities, and a tagger of names inside it, are to the rest of Qari."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.model import Article, Entity, EntityType, Gloss, Mention, Sentence

__all__ = ["NameTagger", "Recognizer", "TaggedName"]


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


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A stretch of the text that a tagger takes for a name, of whom it does not say; offsets as in
    `Mention`, proclitics outside. `score` in 0–1; `source` names the tagger for the card."""

    start: int
    end: int
    type: EntityType
    score: float
    source: str


class NameTagger(Protocol):
    """Finds names by how they look and where they stand. `label` is shown to people."""

    @property
    def label(self) -> str: ...

    def tag(
        self,
        text: str,
        sentence: Sentence,
        glosses: Sequence[Gloss | None],
        known: Sequence[Mention],
    ) -> list[TaggedName]:
        """Names of the sentence, in order, not overlapping; `known` is what the knowledge base
        found in it. `glosses` has one entry a token, or is empty without a dictionary."""
        ...
