"""The open article as the window sees it: what is known so far, and where everything is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from reader.entities.projection import project
from reader.model import (
    Analysis,
    Article,
    Engines,
    Entity,
    Mention,
    SentenceAnalysis,
    Span,
    Translation,
)
from reader.pipeline import (
    Collector,
    Glossed,
    Recognized,
    StageFailed,
    Translated,
    Update,
    sentence_source,
)
from reader.translation.protocol import SentenceSource

__all__ = ["Document", "Occurrence"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Mention number `mention` of sentence number `sentence`."""

    sentence: int
    mention: int


class Document:
    """Folds the updates of one article and tells what changed.

    Attributes:
        article: the text.
        sentences: the sentences of `article.sentences`, indexed.
        words: how many words it has.
        done: how many sentences are finished.
    """

    def __init__(self, article: Article, engines: Engines) -> None:
        self.article = article
        self.sentences = tuple(article.sentences)
        self.words = sum(len(sentence.tokens) for sentence in self.sentences)
        self.done = 0
        self._collector = Collector(article, engines)
        self._occurrences: dict[str, list[Occurrence]] = {}
        self._changed: dict[int, None] = {}

    @classmethod
    def of(cls, analysis: Analysis) -> Self:
        """A document whose work is done."""
        document = cls(analysis.article, analysis.engines)
        known = {entity.id: entity for entity in analysis.entities}
        for i, sentence in enumerate(analysis.sentences):
            document.add(Glossed(i, sentence.glosses))
            entities = tuple(known[id] for id in dict.fromkeys(m.entity for m in sentence.mentions))
            document.add(Recognized(i, sentence.mentions, entities))
            if sentence.translation:
                document.add(Translated(i, sentence.translation, sentence.mention_spans))
        for problem in analysis.problems:
            document.add(StageFailed(problem.stage, problem.message))
        return document

    def add(self, update: Update) -> None:
        self._collector.add(update)
        if isinstance(update, StageFailed):
            return
        self._changed[update.sentence] = None
        if isinstance(update, Recognized):
            for number, mention in enumerate(update.mentions):
                place = Occurrence(update.sentence, number)
                self._occurrences.setdefault(mention.entity, []).append(place)
        elif isinstance(update, Translated):
            self.done += 1

    def put(self, number: int, translation: Translation | None) -> None:
        """Shows other English for a sentence, or none."""
        known = self._collector.sentences[number]
        spans = project(self.source(number), translation, self.entities) if translation else ()
        self._collector.sentences[number] = replace(
            known, translation=translation, mention_spans=spans
        )
        self._changed[number] = None

    def remark(self, before: Analysis, after: Analysis) -> None:
        """Takes in what became of `before`, which was known here, when names were looked for anew.
        English that changed here meanwhile stays."""
        collector = self._collector
        collector.engines = replace(collector.engines, entities=after.engines.entities)
        collector.entities = {entity.id: entity for entity in after.entities}
        collector.problems = list(dict.fromkeys((*collector.problems, *after.problems)))
        self._occurrences.clear()
        for number, (old, new) in enumerate(zip(before.sentences, after.sentences, strict=True)):
            known = collector.sentences[number]
            collector.sentences[number] = replace(new, glosses=known.glosses)
            if known.translation is not old.translation:
                self.put(number, known.translation)
            if collector.sentences[number] != known:
                self._changed[number] = None
            for place, mention in enumerate(new.mentions):
                occurrence = Occurrence(number, place)
                self._occurrences.setdefault(mention.entity, []).append(occurrence)

    def take_changed(self) -> list[int]:
        """The sentences that changed since this was last asked, in the order they did."""
        changed = list(self._changed)
        self._changed.clear()
        return changed

    @property
    def title(self) -> str:
        """Its title, or its first paragraph if that is a heading, or the name of its file."""
        first = next(iter(self.article.paragraphs), None)
        heading = self.article.text[first.start : first.end] if first and first.heading else ""
        return self.article.source.title or heading.strip() or self.article.source.name

    @property
    def engines(self) -> Engines:
        return self._collector.engines

    @engines.setter
    def engines(self, engines: Engines) -> None:
        self._collector.engines = engines

    @property
    def entities(self) -> dict[str, Entity]:
        """Those mentioned so far, in order of first mention."""
        return self._collector.entities

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(problem.message for problem in self._collector.problems)

    def sentence(self, number: int) -> SentenceAnalysis:
        return self._collector.sentences[number]

    def source(self, number: int) -> SentenceSource:
        """A sentence as engines get it, with what is known of it by now."""
        known = self.sentence(number)
        sentence = self.sentences[number]
        return sentence_source(self.article, sentence, known.glosses, known.mentions)

    def occurrences(self, entity: str) -> list[Occurrence]:
        """Where `entity` is named, in the order of the text."""
        return self._occurrences.get(entity, [])

    def mention(self, place: Occurrence) -> tuple[Mention, tuple[Span, ...]]:
        """The mention there and its spans in the English sentence."""
        sentence = self.sentence(place.sentence)
        spans = sentence.mention_spans
        return (
            sentence.mentions[place.mention],
            spans[place.mention] if place.mention < len(spans) else (),
        )

    def analysis(self) -> Analysis:
        """All that is known by now."""
        return self._collector.analysis()
