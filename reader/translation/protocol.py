"""What a translation engine is to the rest of Qari."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from reader.model import Gloss, Mention, Span, Token, Translation

__all__ = ["HoldsModel", "SentenceSource", "Translator"]


@dataclass(frozen=True, slots=True)
class SentenceSource:
    """One sentence as engines get it. Offsets of `tokens` and `mentions` are relative to `text`."""

    text: str
    tokens: tuple[Token, ...]
    glosses: tuple[Gloss | None, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def word(self, index: int) -> str:
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def tokens_of(self, span: Span) -> range:
        """Indices of the tokens that overlap `span`."""
        inside = [i for i, t in enumerate(self.tokens) if t.start < span[1] and span[0] < t.end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    @property
    def honoured(self) -> SentenceSource:
        """The sentence with those mentions only that are names with an English of their own: what
        an engine has to honour and checks look for. A word that stands for a name (المدينة) is
        translated as any other. Why a name was found is left out, for it changes no translation."""
        names = [m for m in self.mentions if m.role != "reference" and m.english]
        kept = tuple(replace(m, reason="") if m.reason else m for m in names)
        return self if kept == self.mentions else replace(self, mentions=kept)


class Translator(Protocol):
    """An engine. `name` is what `--engine` takes, `label` what people are shown, `batch` how many
    sentences it wants at once (the pipeline cuts the article accordingly)."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def batch(self) -> int: ...

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        """Yields (index into `sources`, translation) in any order, one for each source, never an
        exception for odd text; stops early once `cancelled()` is true.

        Raises BrokenPartError if the engine's model cannot be used."""
        ...


@runtime_checkable
class HoldsModel(Protocol):
    """An engine whose model can leave memory while nobody needs it."""

    def release(self) -> None:
        """Gives the memory of the model back; it is loaded again when needed. Does nothing while a
        translation is under way."""
        ...
