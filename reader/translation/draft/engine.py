"""Runs the draft: units, clauses, text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.model import Translation
from reader.translation.draft.antecedents import resolved
from reader.translation.draft.builder import build_units
from reader.translation.draft.clauses import clause_words
from reader.translation.draft.numbers import dated
from reader.translation.draft.polish import polished
from reader.translation.draft.prepositions import with_prepositions
from reader.translation.draft.rereading import reread
from reader.translation.draft.split_terms import rejoined
from reader.translation.draft.text import set_text
from reader.translation.draft.units import Kind, Word
from reader.translation.draft.verbal_nouns import with_support_verbs
from reader.translation.protocol import SentenceSource

__all__ = ["DraftTranslator"]


class DraftTranslator:
    """English word by word, in plain order. Needs the glosses and mentions of its sources; knows no
    more than they do. Every token has words of its own, so alignment is by construction."""

    name = "draft"
    label = "word-level draft"
    batch = 4

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        for i, source in enumerate(sources):
            if cancelled():
                return
            yield i, self._draft(source)

    def _draft(self, source: SentenceSource) -> Translation:
        units = with_support_verbs(
            dated(resolved(with_prepositions(rejoined(build_units(reread(source))))))
        )
        words = clause_words(units)
        said = {token for word in words for token in word.tokens}
        left = [u for u in units if u.kind is not Kind.MARK and not said.issuperset(u.tokens)]
        words += [Word(unit.english, unit.tokens) for unit in left]
        text, links = set_text(polished(words), len(source.tokens))
        return Translation(text or source.text.strip(), self.label, None, links)
