"""The tagger of names that nobody listed: how a word looks, reads and stands tells whether it names
a person, an organisation, a place or something else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from reader.entities.protocol import TaggedName
from reader.entities.tagging.features import LABELS, Facets, facets_of
from reader.entities.tagging.spans import tagged_names
from reader.entities.tagging.words import Word, words_of
from reader.model import Gloss, Mention, Sentence
from reader.paths import resource

if TYPE_CHECKING:
    from reader.entities.tagging.model import Model

__all__ = ["StatisticalTagger", "load_tagger"]

_KEPT: Final = 30_000
"""Words whose facets are kept."""
_LONGEST: Final = 400
"""Words tagged at once; a sentence beyond that is none."""


class StatisticalTagger:
    """A `NameTagger` over a trained model; keeps what it worked out of the words it saw."""

    label = "names by context"

    def __init__(self, model: Model) -> None:
        self._model = model
        self._facets: dict[tuple[object, ...], Facets] = {}

    @property
    def names(self) -> frozenset[str]:
        """Lookup keys of words that begin names."""
        return self._model.vocabulary.names

    def tag(
        self,
        text: str,
        sentence: Sentence,
        glosses: Sequence[Gloss | None],
        known: Sequence[Mention],
    ) -> list[TaggedName]:
        """Names in order, not overlapping; `score` is the model's probability of the least certain
        of a name's words."""
        words = words_of(text, sentence, glosses, known, self.names)
        found: list[TaggedName] = []
        for first in range(0, len(words), _LONGEST):
            found += self._tagged(text, words[first : first + _LONGEST], known)
        return found

    def _tagged(
        self, text: str, words: Sequence[Word], known: Sequence[Mention]
    ) -> list[TaggedName]:
        emissions = self._model.emissions([self._seen(word) for word in words])
        best = self._model.best(emissions)
        if not any(best):
            return []
        certainty = self._model.certainty(emissions)
        scores = [float(row[label]) for row, label in zip(certainty, best, strict=True)]
        labels = [LABELS[label] for label in best]
        return tagged_names(text, words, labels, scores, known, self.names, self.label)

    def _seen(self, word: Word) -> Facets:
        gloss = word.gloss
        read = gloss and (
            gloss.lemma, gloss.pos, gloss.features, gloss.source, gloss.english[:1].isupper()
        )  # fmt: skip
        key = (word.key, word.taken, word.known, word.quoted, read)
        facets = self._facets.get(key)
        if facets is None:
            if len(self._facets) >= _KEPT:
                self._facets.clear()
                self._model.forget()
            facets = self._facets[key] = facets_of(word, self._model.vocabulary)
        return facets


@cache
def load_tagger() -> StatisticalTagger:
    """The tagger over the shipped model.

    Raises MissingPartError, BrokenPartError naming the file."""
    from reader.entities.tagging.model import load_model  # brings numpy

    return StatisticalTagger(load_model(resource("ner", "names.model")))
