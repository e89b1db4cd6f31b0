"""Sentences in stretches that a model takes in one go."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reader.model import Link, Span, Token, Translation
from reader.translation.clauses import LONGEST_PIECES, LONGEST_WORDS, clause_cuts, opens_clause
from reader.translation.legible import legible
from reader.translation.protocol import SentenceSource
from reader.translation.tokenizers import Tokenizer
from reader.translation.verbatim import STEERING, Kind, Passage, english_marks, passages

__all__ = ["Stretch", "kept", "stretches"]

_MOST_PIECES: Final = 250
"""What is left over this limit is punctuation: words are cut before."""
_MARKS: Final = {"،": ",", "؛": ";", "؟": "?", "۔": "."} | {mark: mark for mark in ",;?.:!…"}
_TAG_SIGNS: Final = re.compile("[#@_]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of sentence number `sentence`; `order` counts the parts, `first` is its first token.

    `source` is the part as a sentence of its own. `spaced` tells whether a space stands before it;
    `mark` is the English for the punctuation its Arabic ends with, a comma where a connector
    follows a cut. `pieces` go to the model and stand at `places` of `source.text`; none for what is
    kept.
    """

    sentence: int
    order: int
    first: int
    kind: Kind
    source: SentenceSource
    spaced: bool
    mark: str = ""
    pieces: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()


def stretches(sentence: int, source: SentenceSource, tokenizer: Tokenizer) -> list[Stretch]:
    """A sentence in stretches, at least one; each token is in one (a word of absurd length in
    several)."""
    found: list[Stretch] = []
    before = Passage(Kind.KEPT, (0, 0), range(0))
    for passage in passages(source, tokenizer.knows):
        for part in _clauses(source, passage, tokenizer):
            part = _trimmed(source, part)
            spaced = part.kind is before.kind is Kind.MODEL or any(
                letter.isspace() for letter in source.text[before.span[1] : part.span[0]]
            )
            found.append(_stretch(sentence, len(found), source, part, spaced, tokenizer))
            before = part
    return found or [Stretch(sentence, 0, 0, Kind.KEPT, SentenceSource("", ()), spaced=False)]


def _clauses(source: SentenceSource, passage: Passage, tokenizer: Tokenizer) -> Iterator[Passage]:
    """A passage for the model cut at borders of clauses where it is too long."""
    if passage.kind is not Kind.MODEL or len(passage.tokens) < 2:
        yield passage
        return
    whole = _slice(source, passage.span, passage.tokens)
    pieces, places = _pieces(whole.text, tokenizer)
    if len(pieces) <= LONGEST_PIECES and len(whole.tokens) <= LONGEST_WORDS:
        yield passage
        return
    cuts = clause_cuts(whole, _pieces_by_token(whole, places))
    start, first = passage.span[0], passage.tokens.start
    for cut in cuts:
        at = passage.span[0] + _cut_place(whole, cut)
        yield Passage(Kind.MODEL, (start, at), range(first, passage.tokens.start + cut))
        start, first = at, passage.tokens.start + cut
    yield Passage(Kind.MODEL, (start, passage.span[1]), range(first, passage.tokens.stop))


def _trimmed(source: SentenceSource, passage: Passage) -> Passage:
    """Without spaces at its edges."""
    start, end = passage.span
    while start < end and source.text[start].isspace():
        start += 1
    while end > start and source.text[end - 1].isspace():
        end -= 1
    return replace(passage, span=(start, end))


def _pieces_by_token(source: SentenceSource, places: Sequence[Span]) -> list[int]:
    """How many pieces each token makes with what stands before it."""
    counts = [0] * len(source.tokens)
    ends = [token.end for token in source.tokens]
    for start, _ in places:
        counts[min(bisect_right(ends, start), len(counts) - 1)] += 1
    return counts


def _cut_place(source: SentenceSource, token: int) -> int:
    """Where to cut between a token and the one before: after the last space, so that closing marks
    stay with what they close and opening ones with what they open."""
    floor, ceiling = source.tokens[token - 1].end, source.tokens[token].start
    for place in range(ceiling, floor, -1):
        if source.text[place - 1].isspace():
            return place
    return ceiling


def _slice(source: SentenceSource, span: Span, tokens: range) -> SentenceSource:
    start, end = span
    return SentenceSource(
        text=source.text[start:end],
        tokens=tuple(
            Token(max(t.start, start) - start, min(t.end, end) - start)
            for t in source.tokens[tokens.start : tokens.stop]
        ),
        glosses=source.glosses[tokens.start : tokens.stop],
        mentions=tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in source.mentions
            if start <= m.start and m.end <= end
        ),
    )


def _stretch(
    sentence: int,
    order: int,
    source: SentenceSource,
    passage: Passage,
    spaced: bool,
    tokenizer: Tokenizer,
) -> Stretch:
    own = _slice(source, passage.span, passage.tokens)
    stretch = Stretch(sentence, order, passage.tokens.start, passage.kind, own, spaced)
    if passage.kind is Kind.KEPT:
        return stretch
    pieces, places = _pieces(own.text, tokenizer)
    if passage.kind is Kind.TAG:
        pieces, places = _pieces(_TAG_SIGNS.sub(" ", own.text), tokenizer)
    elif len(pieces) > _MOST_PIECES:
        pieces, places = _pieces(_words_alone(own), tokenizer)
    return replace(
        stretch,
        mark=_mark(source, passage),
        pieces=tuple(pieces[:_MOST_PIECES]),
        places=tuple(places[:_MOST_PIECES]),
    )


def _pieces(text: str, tokenizer: Tokenizer) -> tuple[list[str], list[Span]]:
    readable = legible(text, tokenizer.knows)
    pieces = tokenizer.encode(readable.text)
    return pieces, [readable.original(s) for s in tokenizer.lay(readable.text, pieces)]


def _words_alone(source: SentenceSource) -> str:
    """The text with a space for everything that is no token; as long as the text."""
    blank = [" "] * len(source.text)
    for token in source.tokens:
        blank[token.start : token.end] = source.text[token.start : token.end]
    return "".join(blank)


def _mark(source: SentenceSource, passage: Passage) -> str:
    """The English for the punctuation that a passage for the model ends with."""
    end = passage.span[1]
    last = source.text[end - 1 : end]
    if last in _MARKS:
        return _MARKS[last]
    after = passage.tokens.stop
    joined = passage.kind is Kind.MODEL and after < len(source.tokens) and len(passage.tokens) > 0
    if joined and source.text[end : source.tokens[after].start].isspace():
        return "," if opens_clause(source, after) else ""
    return ""


def kept(stretch: Stretch, label: str) -> Translation:
    """What is kept as it is, with English punctuation and digits and without the marks that steer
    the direction of a line. `label` is the engine's."""
    source = stretch.source
    seen = [i for i, letter in enumerate(source.text) if letter not in STEERING]
    english = english_marks(source.text)
    links = tuple(
        Link(number, ((bisect_left(seen, token.start), bisect_left(seen, token.end)),))
        for number, token in enumerate(source.tokens)
    )
    return Translation("".join(english[i] for i in seen).strip(), label, None, links)
