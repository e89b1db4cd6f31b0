"""What one row of the reading view says: a paragraph in Arabic and in English, without any Qt.

All positions are code points in the row's own text of that side: the Arabic paragraph as it stands
in the article, and the English sentences joined by a space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reader.model import EntityType, Paragraph, Sentence, SentenceAnalysis, Span

__all__ = ["PENDING", "MentionMark", "Row", "Side", "Word", "rows_of"]

PENDING = "…"
"""Stands for a sentence that has no translation yet, beside others that have one."""

_ENGLISH_WORD = re.compile(r"[^\W_][\u0300-\u036f]*(?:['’\-./,:]?[^\W_][\u0300-\u036f]*)*")


class Side(Enum):
    ARABIC = "arabic"
    ENGLISH = "english"

    @property
    def other(self) -> Side:
        return Side.ENGLISH if self is Side.ARABIC else Side.ARABIC


@dataclass(frozen=True, slots=True)
class Word:
    """A word on one side. `tokens` are the numbers, in the sentence, of the Arabic tokens it is or
    comes from, the surest first; empty for an English word that no token stands behind."""

    side: Side
    sentence: int
    span: Span
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MentionMark:
    """A mention as one side shows it; `number` counts the mentions of the sentence, `named` is
    False where a word only refers to what was named before (المدينة)."""

    side: Side
    sentence: int
    number: int
    spans: tuple[Span, ...]
    type: EntityType
    entity: str
    named: bool = True


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


class Row:
    """A paragraph with what is known of its sentences.

    Attributes: `index` of the paragraph; `first`, the number of its first sentence in the article;
    `paragraph`; `analyses`, one for each of its sentences.
    """

    def __init__(self, index: int, first: int, paragraph: Paragraph, text: str) -> None:
        self.index = index
        self.first = first
        self.paragraph = paragraph
        self.analyses = [SentenceAnalysis() for _ in paragraph.sentences]
        self._arabic = text[paragraph.start : paragraph.end]
        self._translated = 0
        self._english: str | None = ""
        self._english_spans: list[Span] = [(0, 0)] * len(self.analyses)
        self._words: dict[Side, tuple[Word, ...]] = {}
        self._mentions: dict[Side, tuple[MentionMark, ...]] = {}

    @property
    def heading(self) -> bool:
        return self.paragraph.heading

    @property
    def sentences(self) -> range:
        """Numbers of its sentences in the article."""
        return range(self.first, self.first + len(self.analyses))

    @property
    def translated(self) -> bool:
        """Whether any of its sentences has its English."""
        return self._translated > 0

    def update(self, sentence: int, analysis: SentenceAnalysis) -> bool:
        """Takes in what is now known of a sentence; true if the English text changed by it."""
        place = sentence - self.first
        before = self.analyses[place].translation
        self.analyses[place] = analysis
        self._words.clear()
        self._mentions.clear()
        after = analysis.translation
        self._translated += (after is not None) - (before is not None)
        if (before and before.text) == (after and after.text):
            return False
        self._english = None
        return True

    def _composed(self) -> str:
        """The English, joined when first asked for: hundreds of sentences may come before that."""
        if self._english is None:
            self._english = self._compose()
        return self._english

    def _compose(self) -> str:
        pieces: list[str] = []
        position = 0
        for i, analysis in enumerate(self.analyses):
            piece = analysis.translation.text if analysis.translation else PENDING
            self._english_spans[i] = (position, position + len(piece))
            pieces.append(piece)
            position += len(piece) + 1
        return " ".join(pieces) if self.translated else ""

    def text(self, side: Side) -> str:
        return self._arabic if side is Side.ARABIC else self._composed()

    def analysis(self, sentence: int) -> SentenceAnalysis:
        return self.analyses[sentence - self.first]

    def source(self, sentence: int) -> Sentence:
        return self.paragraph.sentences[sentence - self.first]

    def sentence_span(self, side: Side, sentence: int) -> Span:
        if side is Side.ENGLISH:
            return self._english_spans[sentence - self.first] if self._composed() else (0, 0)
        source = self.source(sentence)
        return source.start - self.paragraph.start, source.end - self.paragraph.start

    def sentence_at(self, side: Side, offset: int) -> int | None:
        numbers = self.sentences
        at = bisect_right(numbers, offset, key=lambda s: self.sentence_span(side, s)[0]) - 1
        inside = at >= 0 and offset < self.sentence_span(side, numbers[at])[1]
        return numbers[at] if inside else None

    @property
    def pending(self) -> tuple[Span, ...]:
        """Where `PENDING` stands in the English."""
        if not self._composed():
            return ()
        spans = zip(self._english_spans, self.analyses, strict=True)
        return tuple(span for span, analysis in spans if analysis.translation is None)

    # ------------------------------------------------------------ words

    def token_span(self, sentence: int, token: int) -> Span:
        """Where a token stands in the Arabic."""
        found = self.source(sentence).tokens[token]
        return found.start - self.paragraph.start, found.end - self.paragraph.start

    def words(self, side: Side) -> tuple[Word, ...]:
        """The words of that side in order."""
        if side not in self._words:
            of_side = self._arabic_words if side is Side.ARABIC else self._english_words
            self._words[side] = tuple(of_side())
        return self._words[side]

    def word_at(self, side: Side, offset: int) -> Word | None:
        words = self.words(side)
        at = bisect_right(words, offset, key=lambda word: word.span[0]) - 1
        return words[at] if at >= 0 and offset < words[at].span[1] else None

    def _arabic_words(self) -> Iterator[Word]:
        for sentence in self.sentences:
            for token in range(len(self.source(sentence).tokens)):
                yield Word(Side.ARABIC, sentence, self.token_span(sentence, token), (token,))

    def _english_words(self) -> Iterator[Word]:
        if not self._composed():
            return
        for sentence in self.sentences:
            translation = self.analysis(sentence).translation
            if translation is None:
                continue
            base = self.sentence_span(Side.ENGLISH, sentence)[0]
            tokens = len(self.source(sentence).tokens)
            for match in _ENGLISH_WORD.finditer(translation.text):
                behind = [
                    link
                    for link in translation.links
                    if link.token < tokens and any(_overlap(s, match.span()) for s in link.spans)
                ]
                behind.sort(key=lambda link: -link.score)
                span = (base + match.start(), base + match.end())
                yield Word(Side.ENGLISH, sentence, span, tuple(link.token for link in behind))

    def aligned(self, word: Word, side: Side) -> tuple[Span, ...]:
        """What to mark on `side` for `word`: itself, the tokens behind it, and all the English
        these tokens became."""
        spans: set[Span] = {word.span} if word.side is side else set()
        if side is Side.ARABIC:
            spans.update(self.token_span(word.sentence, token) for token in word.tokens)
            return tuple(sorted(spans))
        translation = self.analysis(word.sentence).translation
        if translation is not None:
            base = self.sentence_span(Side.ENGLISH, word.sentence)[0]
            for link in translation.links:
                if link.token in word.tokens:
                    spans.update((base + start, base + end) for start, end in link.spans)
        return tuple(self._joined(sorted(spans)))

    def _joined(self, spans: list[Span]) -> Iterator[Span]:
        """Spans of the English with only spaces between them, or overlapping, made one."""
        english = self._composed()
        current: Span | None = None
        for span in spans:
            if current and not english[current[1] : span[0]].strip():
                current = (current[0], max(current[1], span[1]))
                continue
            if current:
                yield current
            current = span
        if current:
            yield current

    # ------------------------------------------------------------ mentions

    def mentions(self, side: Side) -> tuple[MentionMark, ...]:
        """The mentions that side shows, in the order they stand there."""
        if side not in self._mentions:
            marks = sorted(self._find_mentions(side), key=lambda mark: mark.spans)
            self._mentions[side] = tuple(marks)
        return self._mentions[side]

    def mention_at(self, side: Side, offset: int) -> MentionMark | None:
        for mark in self.mentions(side):
            if any(start <= offset < end for start, end in mark.spans):
                return mark
        return None

    def _find_mentions(self, side: Side) -> Iterator[MentionMark]:
        for sentence in self.sentences:
            analysis = self.analysis(sentence)
            if side is Side.ENGLISH and analysis.translation is None:
                continue
            base = self.sentence_span(side, sentence)[0]
            for number, mention in enumerate(analysis.mentions):
                if side is Side.ARABIC:
                    start = self.paragraph.start
                    spans: tuple[Span, ...] = ((mention.start - start, mention.end - start),)
                elif number < len(analysis.mention_spans):
                    found = analysis.mention_spans[number]
                    spans = tuple((base + s, base + e) for s, e in sorted(found))
                else:
                    continue
                if spans:
                    named = mention.role != "reference"
                    yield MentionMark(
                        side, sentence, number, spans, mention.type, mention.entity, named
                    )


def rows_of(paragraphs: tuple[Paragraph, ...], text: str) -> list[Row]:
    """One row a paragraph of the article whose text is `text`."""
    rows: list[Row] = []
    first = 0
    for index, paragraph in enumerate(paragraphs):
        rows.append(Row(index, first, paragraph, text))
        first += len(paragraph.sentences)
    return rows
