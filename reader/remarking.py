"""An article marked anew because what is known of names changed, its English kept.

Names are looked for in every sentence by the glosses that are there. Where a sentence's names are
others now, its English is brought up to date in the cheapest honest way: the word-level draft says
such a sentence anew, which takes it a moment and sets the name with its grammar. What a model or
the reader wrote stays: the name guard alone may put the new English of a name in, where it is sure
which words stand for it, and tells so; where it is not, that the name is missing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reader.entities.projection import project
from reader.entities.protocol import Recognizer
from reader.errors import QariError
from reader.model import (
    Analysis,
    Entity,
    Problem,
    Sentence,
    SentenceAnalysis,
    Translation,
)
from reader.pipeline import Parts, guarded, sentence_source
from reader.translation.doubts import check
from reader.translation.memory import is_kept
from reader.translation.name_guard import CORRECTED, undo_correction
from reader.translation.protocol import SentenceSource

__all__ = ["Known", "recheck", "reguard", "remark"]

_DRAFT: Final = "draft"
_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence as engines get it, with the entities its mentions name."""

    source: SentenceSource
    entities: Mapping[str, Entity]


def _never() -> bool:
    return False


def remark(
    analysis: Analysis, parts: Parts, cancelled: Callable[[], bool] = _never
) -> Analysis | None:
    """`analysis` with the names that the recogniser of `parts` finds in it now; None once
    `cancelled()` is true, and the same object without a recogniser.

    Never raises: a stage that fails is among the problems, and what it was to change stays."""
    if parts.recognizer is None:
        return analysis
    try:
        return _Remarking(analysis, parts, parts.recognizer, cancelled).done()
    except QariError as error:
        problem = Problem("entities", str(error))
        return replace(analysis, problems=tuple(dict.fromkeys((*analysis.problems, problem))))


def reguard(
    analysis: Analysis, parts: Parts, cancelled: Callable[[], bool] = _never
) -> Analysis | None:
    """`analysis` with the names in its English put right, or as the engine wrote them, as
    `parts.guard` has it now; None once `cancelled()` is true."""
    entities = {entity.id: entity for entity in analysis.entities}
    sentences: list[SentenceAnalysis] = []
    for sentence, known in zip(analysis.article.sentences, analysis.sentences, strict=True):
        if cancelled():
            return None
        if known.translation:
            source = sentence_source(analysis.article, sentence, known.glosses, known.mentions)
            now = Known(source, entities)
            translation = recheck(now, now, known.translation, parts)
            spans = project(source, translation, entities)
            known = replace(known, translation=translation, mention_spans=spans)
        sentences.append(known)
    return replace(analysis, sentences=tuple(sentences))


def recheck(before: Known, after: Known, translation: Translation, parts: Parts) -> Translation:
    """`translation`, made and checked when `before` was known, as it is with what is known in
    `after`: its corrections of names and its doubts anew. What the reader wrote stays."""
    if is_kept(translation.engine):
        return translation
    told = set(check(before.source, translation, before.entities))
    plain = translation
    for doubt in reversed(translation.doubts):
        if doubt.kind == CORRECTED:
            plain = undo_correction(plain, doubt)
    own = tuple(d for d in plain.doubts if d.kind != CORRECTED and d not in told)
    plain = guarded(after.source, replace(plain, doubts=own), after.entities, parts)
    doubts = (*plain.doubts, *check(after.source, plain, after.entities))
    return replace(plain, doubts=tuple(dict.fromkeys(doubts)))


class _Remarking:
    def __init__(
        self,
        analysis: Analysis,
        parts: Parts,
        recognizer: Recognizer,
        cancelled: Callable[[], bool],
    ) -> None:
        self._analysis = analysis
        self._parts = parts
        self._recognizer = recognizer
        self._cancelled = cancelled
        self._sentences = list(analysis.article.sentences)
        self._before = {entity.id: entity for entity in analysis.entities}
        self._after: dict[str, Entity] = {}

    def done(self) -> Analysis | None:
        old = self._analysis.sentences
        new: list[SentenceAnalysis] = []
        for sentence, known in zip(self._sentences, old, strict=True):
            if self._cancelled():
                return None
            new.append(self._named(sentence, known))
        affected = [i for i, known in enumerate(new) if self._differs(old[i], known)]
        said = self._said_anew([i for i in affected if self._is_draft(old[i].translation)], new)
        for i in affected:
            if self._cancelled():
                return None
            new[i] = self._with_english(i, new[i], said.get(i))
        return replace(
            self._analysis,
            engines=replace(self._analysis.engines, entities=self._recognizer.label),
            sentences=tuple(new),
            entities=tuple(self._after.values()),
        )

    def _named(self, sentence: Sentence, known: SentenceAnalysis) -> SentenceAnalysis:
        found = self._recognizer.recognize(self._analysis.article, sentence, known.glosses)
        for mention in found:
            # Anew each time: what has no record gains names as the article is read.
            self._after[mention.entity] = self._recognizer.entity(mention.entity)
        return replace(known, mentions=tuple(found))

    def _differs(self, old: SentenceAnalysis, new: SentenceAnalysis) -> bool:
        """Whether an engine or a check could make something else of the sentence."""

        def names(known: SentenceAnalysis) -> list[object]:
            return [(m.start, m.end, m.entity, m.type, m.english) for m in known.mentions]

        return names(old) != names(new) or any(
            self._before.get(m.entity) != self._after[m.entity] for m in new.mentions
        )

    def _is_draft(self, translation: Translation | None) -> bool:
        translator = self._parts.translator
        return bool(
            translation
            and translator
            and translator.name == _DRAFT
            and translation.engine == translator.label
        )

    def _said_anew(
        self, numbers: list[int], known: list[SentenceAnalysis]
    ) -> dict[int, Translation]:
        translator = self._parts.translator
        said: dict[int, Translation] = {}
        if translator is None:
            return said
        for first in range(0, len(numbers), _BATCH):
            chunk = numbers[first : first + _BATCH]
            sources = [self._source(i, known[i]).honoured for i in chunk]
            try:
                for j, translation in translator.translate(sources, self._cancelled):
                    said[chunk[j]] = translation
            except QariError:
                break  # what was said before stands
        return said

    def _with_english(
        self, i: int, known: SentenceAnalysis, said: Translation | None
    ) -> SentenceAnalysis:
        if known.translation is None:
            return known
        after = Known(self._source(i, known), self._after)
        if said:
            translation = recheck(after, after, said, self._parts)
        else:
            before = Known(self._source(i, self._analysis.sentences[i]), self._before)
            translation = recheck(before, after, known.translation, self._parts)
        spans = project(after.source, translation, self._after)
        return replace(known, translation=translation, mention_spans=spans)

    def _source(self, i: int, known: SentenceAnalysis) -> SentenceSource:
        sentence = self._sentences[i]
        return sentence_source(self._analysis.article, sentence, known.glosses, known.mentions)
