"""The analysis of an article as a stream of updates.

Window, command line and tests read the same stream. A stage that fails with a QariError is told as
`StageFailed` and the others go on; a bug propagates.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.entities.projection import project
from reader.entities.protocol import Recognizer
from reader.errors import QariError
from reader.model import (
    Analysis,
    Article,
    Engines,
    Entity,
    Gloss,
    Mention,
    Problem,
    Sentence,
    SentenceAnalysis,
    Span,
    Token,
    Translation,
)
from reader.morphology.protocol import Glosser
from reader.translation.doubts import Checker
from reader.translation.memory import is_kept
from reader.translation.name_guard import CORRECTED, guard_names, undo_correction
from reader.translation.protocol import SentenceSource, Translator

__all__ = [
    "Collector",
    "Glossed",
    "Parts",
    "Recognized",
    "StageFailed",
    "Translated",
    "Update",
    "analyse",
    "checked",
    "collect",
    "context_words",
    "guarded",
    "labels",
    "sentence_source",
]


def _nothing(_: str) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Parts:
    """The engines that take part; a stage whose engine is None is left out. `guard`: names that the
    engine plainly got wrong are put right, and told among the doubts; `taken_back` gives for the
    Arabic of a sentence the corrections ("was → is") that the reader wants undone in it; `left_out`
    says what should take part and cannot, and why."""

    glosser: Glosser | None
    recognizer: Recognizer | None
    translator: Translator | None
    guard: bool = True
    taken_back: Callable[[str], Collection[str]] = _nothing
    left_out: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossed:
    sentence: int
    glosses: tuple[Gloss | None, ...]


@dataclass(frozen=True, slots=True)
class Recognized:
    """`entities` are those of `mentions`, in order, each once."""

    sentence: int
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    sentence: int
    translation: Translation
    mention_spans: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class StageFailed:
    stage: str
    message: str


Update = Glossed | Recognized | Translated | StageFailed


def context_words(text: str, sentence: Sentence) -> tuple[list[str], list[int]]:
    """The words of a sentence with the punctuation between them, and where each token stands in
    that list: glossers use punctuation as context."""
    words: list[str] = []
    places: list[int] = []
    position = sentence.start
    for token in sentence.tokens:
        words.extend(text[position : token.start].split())
        places.append(len(words))
        words.append(text[token.start : token.end])
        position = token.end
    words.extend(text[position : sentence.end].split())
    return words, places


class _Stage:
    """Runs one engine until it fails; the first failure is kept to be told once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.failed: StageFailed | None = None

    def fail(self, error: QariError) -> StageFailed:
        self.failed = StageFailed(self.name, str(error))
        return self.failed


def sentence_source(
    article: Article,
    sentence: Sentence,
    glosses: Sequence[Gloss | None],
    mentions: Sequence[Mention],
) -> SentenceSource:
    """A sentence as engines get it: offsets of mentions in the article become its own."""
    base = sentence.start
    return SentenceSource(
        text=article.text[sentence.start : sentence.end],
        tokens=tuple(Token(t.start - base, t.end - base) for t in sentence.tokens),
        glosses=tuple(glosses),
        mentions=tuple(replace(m, start=m.start - base, end=m.end - base) for m in mentions),
    )


def guarded(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity], parts: Parts
) -> Translation:
    """`translation` with the names put right that the engine got wrong, if that is wanted at all,
    but for those of which the reader took it back."""
    if not parts.guard:
        return translation
    translation = guard_names(source, translation, entities)
    corrections = [doubt for doubt in translation.doubts if doubt.kind == CORRECTED]
    taken_back = parts.taken_back(source.text) if corrections else ()
    for doubt in corrections:
        if doubt.text in taken_back:
            translation = undo_correction(translation, doubt)
    return translation


def checked(
    source: SentenceSource,
    translation: Translation,
    entities: Mapping[str, Entity],
    checker: Checker,
    parts: Parts,
) -> Translation:
    """`translation` with what is doubtful in it, its names put right first. What the reader wrote
    stays as it is."""
    if is_kept(translation.engine):
        return translation
    translation = guarded(source, translation, entities, parts)
    doubts = (*translation.doubts, *checker.check(source, translation, entities))
    return replace(translation, doubts=tuple(dict.fromkeys(doubts)))


def _never() -> bool:
    return False


def analyse(
    article: Article, parts: Parts, cancelled: Callable[[], bool] = _never
) -> Iterator[Update]:
    """Yields what becomes known, sentence by sentence, the first sentences first; ends early,
    without an error, once `cancelled()` is true."""
    sentences = list(article.sentences)
    batch = parts.translator.batch if parts.translator else 8
    glossing, naming, translating = _Stage("glosses"), _Stage("entities"), _Stage("translation")
    checker = Checker()
    for first in range(0, len(sentences), batch):
        chunk = range(first, min(first + batch, len(sentences)))
        sources: list[SentenceSource] = []
        for i in chunk:
            if cancelled():
                return
            sentence = sentences[i]
            glosses: tuple[Gloss | None, ...] = ()
            if parts.glosser and not glossing.failed:
                try:
                    words, places = context_words(article.text, sentence)
                    found = parts.glosser.gloss(words)
                    glosses = tuple(found[p] for p in places)
                    yield Glossed(i, glosses)
                except QariError as error:
                    yield glossing.fail(error)
            mentions: tuple[Mention, ...] = ()
            if parts.recognizer and not naming.failed:
                try:
                    mentions = tuple(parts.recognizer.recognize(article, sentence, glosses))
                    ids = dict.fromkeys(m.entity for m in mentions)
                    entities = tuple(parts.recognizer.entity(id) for id in ids)
                    yield Recognized(i, mentions, entities)
                except QariError as error:
                    yield naming.fail(error)
            sources.append(sentence_source(article, sentence, glosses, mentions))
        if parts.translator is None or translating.failed:
            continue
        try:
            for j, made in parts.translator.translate([s.honoured for s in sources], cancelled):
                source = sources[j]
                known = {
                    m.entity: parts.recognizer.entity(m.entity)
                    for m in source.mentions
                    if parts.recognizer
                }
                translation = checked(source, made, known, checker, parts)
                spans = project(source, translation, known)
                yield Translated(first + j, translation, spans)
                if cancelled():
                    return
        except QariError as error:
            yield translating.fail(error)


class Collector:
    """Folds updates into an Analysis; window and command line keep one per article."""

    def __init__(self, article: Article, engines: Engines) -> None:
        self.article = article
        self.engines = engines
        self.sentences = [SentenceAnalysis() for _ in article.sentences]
        self.entities: dict[str, Entity] = {}
        self.problems: list[Problem] = []

    def add(self, update: Update) -> None:
        match update:
            case Glossed(i, glosses):
                self.sentences[i] = replace(self.sentences[i], glosses=glosses)
            case Recognized(i, mentions, entities):
                self.sentences[i] = replace(self.sentences[i], mentions=mentions)
                for entity in entities:
                    self.entities[entity.id] = (
                        entity  # what has no record gains names as it is read
                    )
            case Translated(i, translation, spans):
                self.sentences[i] = replace(
                    self.sentences[i], translation=translation, mention_spans=spans
                )
            case StageFailed(stage, message):
                self.problems.append(Problem(stage, message))

    def analysis(self) -> Analysis:
        return Analysis(
            article=self.article,
            engines=self.engines,
            sentences=tuple(self.sentences),
            entities=tuple(self.entities.values()),
            problems=tuple(self.problems),
        )


def labels(parts: Parts) -> Engines:
    return Engines(
        translation=parts.translator.label if parts.translator else "",
        entities=parts.recognizer.label if parts.recognizer else "",
        glosses=parts.glosser.label if parts.glosser else "",
    )


def collect(article: Article, parts: Parts, cancelled: Callable[[], bool] = _never) -> Analysis:
    """The whole analysis at once."""
    collector = Collector(article, labels(parts))
    for update in analyse(article, parts, cancelled):
        collector.add(update)
    return collector.analysis()
