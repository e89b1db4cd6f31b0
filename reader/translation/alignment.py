"""Word alignment from the two texts alone, or helped by what an engine attended to.

Both directions of a hidden Markov model over the same evidence are run and their posteriors
averaged (after Liang, Taskar and Klein 2006, "Alignment by agreement"), then once more with what
the first round left open: a word and a token that are both without partner draw nearer, a word of
grammar goes to the phrase it begins. Articles have no token of their own; they and auxiliaries
that nothing explains are attached to the word they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from reader.model import Link, Span, Token
from reader.translation.alignment_evidence import Evidence, gather
from reader.translation.alignment_paths import Matrix, posteriors
from reader.translation.alignment_words import EnglishWord, Kind, english_words
from reader.translation.protocol import SentenceSource

__all__ = ["Alignment", "Pair", "align", "links_of", "posterior_of", "prepare"]

_TO_TOKEN: Final = np.array(
    [0.01, 0.01, 0.02, 0.03, 0.06, 0.13, 0.20, 0.34, 0.09, 0.05, 0.03, 0.02, 0.01]
)
"""Jumps, -6 to 6, from the token of one English word to that of the next: mostly 0 or 1, often -1
(an adjective)."""
_TO_WORD: Final = np.array(
    [0.01, 0.02, 0.03, 0.05, 0.07, 0.12, 0.05, 0.30, 0.17, 0.08, 0.05, 0.03, 0.02]
)
"""The same from the word of one token to that of the next."""
_DIAGONAL: Final = 1.5
"""How much a pair suffers from standing at different relative places."""
_WITHOUT_WORD: Final = {Kind.GRAMMAR: 0.6, Kind.CONTENT: 0.1, Kind.NAME: 0.1, Kind.FIGURE: 0.1}
"""Lift of a token that no English word renders."""
_LINKED: Final = 0.4
_SURE: Final = 0.5
"""Posterior from which a pair is a link, and from which the second round builds on it."""
_BOTH_OPEN: Final = 5.0
_ONE_TAKEN: Final = 0.1
"""Factors of pairs without evidence in the second round."""
_IN_PHRASE: Final = 2.0
_OUT_OF_PHRASE: Final = 0.5
"""Factors for a word that opens a phrase, by whether the token belongs to that phrase."""
_OPENERS: Final = frozenset(
    "of to in on at by for with from into onto over under about against between among during within"
    " through until since as and or than before after because while like around near"
    " without".split()
)
_ATTACHED: Final = frozenset(("be", "have", "do", "will", "would", "to"))
_ATTACHED_SCORE: Final = 0.8
_SHARED: Final = 0.8
"""Part of a posterior that a token gets from another of its unit."""
_CELLS: Final = 1_000_000
"""Tokens times words in one go; what is longer is cut on both sides at the same relative place."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation with what is known about their words: `evidence` is about the
    words at the places `kept`, all but the articles; None where one side has none."""

    tokens: int
    words: tuple[EnglishWord, ...]
    kept: tuple[int, ...]
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The posterior of each pair: tokens × `words`, 0 to 1; articles have 0."""

    words: tuple[EnglishWord, ...]
    shares: Matrix


def align(source: SentenceSource, english: str) -> tuple[Link, ...]:
    """A link for every token of `source`, in order. Spans are whole words of `english` as
    `english_words` counts them; the score is the posterior of the token's best word, 0 without."""
    links: list[Link] = []
    for stretch, (start, end) in _stretches(source, english):
        text = english[start:end]
        for link in links_of(posterior_of(prepare(stretch, text)), text):
            spans = tuple((a + start, b + start) for a, b in link.spans)
            links.append(Link(len(links), spans, link.score))
    return tuple(links)


def prepare(source: SentenceSource, english: str) -> Pair:
    """Gathers the evidence for a pair."""
    words = english_words(english)
    kept = tuple(place for place, word in enumerate(words) if not word.article)
    told = [words[place] for place in kept]
    evidence = gather(source, told, english) if source.tokens and told else None
    return Pair(len(source.tokens), words, kept, evidence)


def posterior_of(pair: Pair, prior: Matrix | None = None) -> Alignment:
    """The alignment of `pair`; `prior` (tokens × words, finite, above 0) multiplies its lifts."""
    shares = np.zeros((pair.tokens, len(pair.words)))
    evidence = pair.evidence
    if evidence is not None:
        kept = list(pair.kept)
        near = _diagonal(*evidence.stem.shape)
        if prior is not None:
            near = near * prior[:, kept]
        words = [pair.words[place] for place in kept]
        first = _both_ways(evidence, words, near)
        second = _both_ways(evidence, words, near * _second_look(evidence, words, first))
        shares[:, kept] = _united(evidence, second)
    return Alignment(pair.words, shares)


def _diagonal(tokens: int, words: int) -> Matrix:
    rows, columns = (np.arange(tokens) + 0.5) / tokens, (np.arange(words) + 0.5) / words
    near: Matrix = np.exp(-_DIAGONAL * np.abs(rows[:, None] - columns[None, :]))
    return near


def _both_ways(evidence: Evidence, words: Sequence[EnglishWord], factor: Matrix) -> Matrix:
    """The mean of both directions; for words of grammar at least what makes of them a clitic, since
    a token's stem goes to one word only."""
    without = np.array([_WITHOUT_WORD[kind] for kind in evidence.kinds])
    made = posteriors(evidence.whole * factor, evidence.empty, _TO_TOKEN)
    taken = posteriors((evidence.stem * factor).T, without, _TO_WORD).T
    mean: Matrix = (made + taken) / 2
    grammar = np.array([word.kind is Kind.GRAMMAR for word in words])
    return np.where(grammar[None, :], np.maximum(made, mean), mean)


def _second_look(evidence: Evidence, words: Sequence[EnglishWord], first: Matrix) -> Matrix:
    """Factors for the second round from the posteriors of the first."""
    content_words = np.array([word.kind is not Kind.GRAMMAR for word in words])
    content_tokens = np.array([kind is not Kind.GRAMMAR for kind in evidence.kinds])
    sure = (first >= _SURE) & content_words[None, :]
    taken = sure.any(axis=1)[:, None] | sure.any(axis=0)[None, :]
    unknown = (evidence.whole < 1) & ~sure & content_tokens[:, None] & content_words[None, :]
    factor = np.where(unknown, np.where(taken, _ONE_TAKEN, _BOTH_OPEN), 1.0)
    best = first.argmax(axis=0)
    for place, word in enumerate(words):
        if word.forms[0] in _OPENERS:
            phrase = {int(best[w]) for w in _phrase(words, place) if first[best[w], w] >= _SURE}
            if phrase:
                inside = [*phrase, max(0, min(phrase) - 1)]
                column = np.full(len(first), _OUT_OF_PHRASE)
                column[inside] = _IN_PHRASE
                factor[:, place] *= column
    return factor


def _united(evidence: Evidence, shares: Matrix) -> Matrix:
    """With what one token of a unit is linked to shared by those of its tokens that have nothing:
    the SDF for all words of قوات سوريا الديمقراطية."""
    shares = shares.copy()
    for unit in evidence.units:
        places = sorted(unit.places)
        rows = shares[unit.tokens.start : unit.tokens.stop]
        told = rows[:, places].max(axis=0)
        told[told < _LINKED] = 0.0
        alone = rows.max(axis=1) < _LINKED
        rows[np.ix_(alone, places)] = np.maximum(rows[np.ix_(alone, places)], told * _SHARED)
    return shares


def _phrase(words: Sequence[EnglishWord], opener: int) -> Iterator[int]:
    """Places of the content words between a word that opens a phrase and the next word of grammar;
    pronouns and the like may stand right after the opener."""
    place = opener + 1
    while (
        place < len(words)
        and words[place].kind is Kind.GRAMMAR
        and words[place].forms[0] not in _OPENERS
    ):
        place += 1
    while place < len(words) and words[place].kind is not Kind.GRAMMAR:
        yield place
        place += 1


def links_of(alignment: Alignment, english: str) -> tuple[Link, ...]:
    """The pairs that are likely enough, as one link a token."""
    found: list[dict[Span, float]] = [{} for _ in range(len(alignment.shares))]
    for token, place in np.argwhere(alignment.shares >= _LINKED):
        span = alignment.words[place].span
        found[token][span] = float(alignment.shares[token, place])
    scores = [max(spans.values(), default=0.0) for spans in found]
    for token, span, score in _attached(alignment, english):
        found[token].setdefault(span, score)
    return tuple(
        Link(token, tuple(sorted(spans)), round(min(1.0, score), 3))
        for token, (spans, score) in enumerate(zip(found, scores, strict=True))
    )


def _attached(alignment: Alignment, english: str) -> Iterator[tuple[int, Span, float]]:
    """Articles and unlinked auxiliaries with the token of the word that follows them, and an
    unlinked "of" between the words of two neighbouring tokens with the latter."""
    words, shares = alignment.words, alignment.shares
    if not shares.size:
        return
    best = shares.argmax(axis=0)
    linked = shares.max(axis=0) >= _LINKED
    follower: int | None = None
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if place + 1 < len(words) and english[word.span[1] : words[place + 1].span[0]].strip():
            follower = None
        if word.kind is not Kind.GRAMMAR:
            follower = place if linked[place] else None
        elif follower is not None and not linked[place]:
            before = int(best[place - 1]) if place and linked[place - 1] else None
            construct = word.forms[0] == "of" and before == best[follower] - 1
            if word.article or construct or not _ATTACHED.isdisjoint(word.forms):
                for token in np.flatnonzero(shares[:, follower] >= _LINKED):
                    yield int(token), word.span, _ATTACHED_SCORE


def _stretches(source: SentenceSource, english: str) -> Iterator[tuple[SentenceSource, Span]]:
    """The pair whole, or a very long one cut at the same relative places on both sides."""
    words = english_words(english)
    tokens = source.tokens
    parts = -(-len(tokens) * len(words) // _CELLS)
    if parts <= 1:
        yield source, (0, len(english))
        return
    cuts = [k * len(tokens) // parts for k in range(parts + 1)]
    places = [k * len(words) // parts for k in range(parts + 1)]
    for (first, last), (a, b) in zip(pairwise(cuts), pairwise(places), strict=True):
        if first < last:
            span = (words[a].span[0], words[b - 1].span[1]) if a < b else (0, 0)
            yield _part(source, first, last), span


def _part(source: SentenceSource, first: int, last: int) -> SentenceSource:
    start, end = source.tokens[first].start, source.tokens[last - 1].end
    return SentenceSource(
        source.text[start:end],
        tuple(Token(t.start - start, t.end - start) for t in source.tokens[first:last]),
        source.glosses[first:last],
        tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in source.mentions
            if start <= m.start and m.end <= end
        ),
    )
