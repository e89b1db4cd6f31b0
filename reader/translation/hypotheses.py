"""Other ways to put one sentence into English, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from reader.model import Translation
from reader.translation.memory import MemoryTranslator
from reader.translation.protocol import SentenceSource, Translator

__all__ = ["ALTERNATIVES", "Hypotheses", "Hypothesizing", "hypotheses"]

ALTERNATIVES: Final = 5
"""How many an engine is asked for, its own choice among them."""


@runtime_checkable
class Hypothesizing(Protocol):
    """An engine that can say one sentence in several ways."""

    def alternatives(self, source: SentenceSource, count: int) -> list[Translation]:
        """Up to `count` translations that differ, the likeliest first.

        Raises BrokenPartError if the engine's model cannot be used."""
        ...


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """`own` is what the engine says of the sentence, whatever the reader wrote for it, None if it
    said nothing; `others` are what else it might have said; `why_none` tells in a sentence why it
    knows no others."""

    own: Translation | None
    others: tuple[Translation, ...] = ()
    why_none: str = ""


def hypotheses(translator: Translator, source: SentenceSource) -> Hypotheses:
    """What an engine, under all that is wrapped around it, makes of a sentence.

    Raises BrokenPartError if its model cannot be used."""
    if isinstance(translator, MemoryTranslator):
        translator = translator.inner
    own = next((said for _, said in translator.translate([source.honoured], lambda: False)), None)
    engine: object = translator
    while not isinstance(engine, Hypothesizing):
        engine = getattr(engine, "inner", None)
        if engine is None:
            why = f"This engine ({translator.label}) knows one version of a sentence."
            return Hypotheses(own, (), why)
    said = engine.alternatives(source, ALTERNATIVES)
    others = tuple(other for other in said if own is None or other.text != own.text)
    why = "" if others else "The engine sees no other way to put it."
    return Hypotheses(own, others, why)
