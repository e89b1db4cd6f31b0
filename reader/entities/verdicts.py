"""What the reader said of names goes over what a recogniser makes of them.

A word the reader said is no name is not marked, whoever found it; a name the reader said is another
of some entity's is that entity's, whatever else it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from reader.entities.protocol import Recognizer
from reader.model import Article, Entity, Gloss, Mention, Sentence

__all__ = ["Verdicts", "VerdictRecognizer", "surface_names"]

_BASE: Final = "knowledge base"
_OWN: Final = "your own names"


class Verdicts(Protocol):
    """What the reader said."""

    def hides(self, name: str) -> bool:
        """Whether this is no name."""
        ...

    def claimed(self, name: str) -> tuple[str, str] | None:
        """The id of the entity whose name this is, and its English; None if nothing was said."""
        ...

    def owns(self, id: str) -> bool:
        """Whether the entity was added or corrected by the reader."""
        ...


class VerdictRecognizer:
    """`inner` with `verdicts` over it; the entities of these are known to `inner`."""

    def __init__(self, inner: Recognizer, verdicts: Verdicts) -> None:
        self._inner = inner
        self._verdicts = verdicts

    @property
    def label(self) -> str:
        return self._inner.label

    def entity(self, id: str) -> Entity:
        return self._inner.entity(id)

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        found = self._inner.recognize(article, sentence, glosses)
        judged = (self._judged(article.text, mention) for mention in found)
        return [mention for mention in judged if mention]

    def _judged(self, text: str, mention: Mention) -> Mention | None:
        names = surface_names(text, mention.start, mention.end)
        if any(map(self._verdicts.hides, names)):
            return None
        for name in names:
            claim = self._verdicts.claimed(name)
            if claim:
                id, english = claim
                entity = self.entity(id)
                reason = f"{name} is a name of {entity.name_en}, {_OWN}"
                return replace(
                    mention,
                    type=entity.type,
                    entity=id,
                    english=english,
                    source="knowledge",
                    reason=reason,
                    role="name",
                    stands_for="",
                )
        if self._verdicts.owns(mention.entity):
            return replace(mention, reason=mention.reason.replace(_BASE, _OWN))
        return mention


def surface_names(text: str, start: int, end: int) -> list[str]:
    """What the surface at a place of `text` is called by itself, the likeliest first: after the
    preposition ل it may have the article that this took up (للجيش is ل and الجيش)."""
    surface = text[start:end]
    before = text[max(0, start - 2) : start]
    if before == "لل":
        return ["ال" + surface]
    return [surface, "ال" + surface] if before.endswith("ل") else [surface]
