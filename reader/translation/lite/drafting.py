"""The draft's words of a sentence, before they become text."""

from __future__ import annotations

from dataclasses import dataclass

from reader.translation.draft.antecedents import resolved
from reader.translation.draft.builder import build_units
from reader.translation.draft.clauses import clause_words
from reader.translation.draft.polish import polished
from reader.translation.draft.prepositions import with_prepositions
from reader.translation.draft.rereading import reread
from reader.translation.draft.split_terms import rejoined
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.verbal_nouns import with_support_verbs
from reader.translation.protocol import SentenceSource

__all__ = ["Drafted", "drafted"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as the draft reads it: `source` with the glosses it chose, `units` in Arabic
    order, `words` in English order, none of the tokens left out."""

    source: SentenceSource
    units: tuple[Unit, ...]
    words: tuple[Word, ...]


def drafted(source: SentenceSource) -> Drafted:
    """What the draft says of a sentence, by the steps of the draft engine."""
    read = reread(source)
    units = with_support_verbs(resolved(with_prepositions(rejoined(build_units(read)))))
    words = list(clause_words(units))
    said = {token for word in words for token in word.tokens}
    left = [u for u in units if u.kind is not Kind.MARK and not said.issuperset(u.tokens)]
    words += [Word(unit.english, unit.tokens) for unit in left]
    return Drafted(read, tuple(units), tuple(polished(words)))
