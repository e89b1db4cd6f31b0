"""Word alignment from a decoder's attention over the source.

For each English word the attention of its pieces is summed over the pieces of each Arabic token; a
token is linked to the word where its share is the word's largest or close to it. Numbers and Latin
words that stand on both sides are linked first: they cannot mean anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.model import Link, Span
from reader.text.keys import plain_digits
from reader.translation.pieces import EnglishText
from reader.translation.protocol import SentenceSource

__all__ = ["links_from_attention"]

_CLOSE = 0.6
"""A second token is linked to a word if its share is at least this part of the largest."""


def links_from_attention(
    source: SentenceSource,
    token_of_piece: Sequence[int | None],
    english: EnglishText,
    attention: Sequence[Sequence[float]],
) -> tuple[Link, ...]:
    """Links for every token of `source`, in order; `attention[i][j]` is the weight that target
    piece i gave source piece j (a column for the end mark may follow)."""
    tokens, words = len(source.tokens), len(english.words)
    found: list[dict[Span, float]] = [{} for _ in range(tokens)]
    if tokens and words and len(attention):
        shares = _shares(tokens, words, token_of_piece, english, attention)
        _anchor(source, english, shares)
        for w, row in enumerate(shares):
            best = row.max()
            if best <= 0:
                continue
            for t in np.flatnonzero(row >= _CLOSE * best):
                found[t][english.words[w]] = float(row[t])
    return tuple(
        Link(
            token=t,
            spans=tuple(sorted(spans)),
            score=round(min(1.0, max(spans.values())), 3) if spans else 0.0,
        )
        for t, spans in enumerate(found)
    )


def _shares(
    tokens: int,
    words: int,
    token_of_piece: Sequence[int | None],
    english: EnglishText,
    attention: Sequence[Sequence[float]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """words × tokens, each row a distribution over tokens."""
    shares = np.zeros((words, tokens))
    for piece, word in enumerate(english.owners):
        if word is None or piece >= len(attention):
            continue
        for column, token in enumerate(token_of_piece[: len(attention[piece])]):
            if token is not None:
                shares[word, token] += attention[piece][column]
    totals = shares.sum(axis=1, keepdims=True)
    np.divide(shares, totals, out=shares, where=totals > 0)
    return shares


def _anchor(
    source: SentenceSource,
    english: EnglishText,
    shares: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    """Gives words that are the same on both sides wholly to each other, in order."""
    places: dict[str, list[int]] = {}
    for w, (start, end) in enumerate(english.words):
        places.setdefault(english.text[start:end].lower(), []).append(w)
    for t in range(len(source.tokens)):
        same = places.get(plain_digits(source.word(t)).lower())
        if same:
            w = same.pop(0)
            shares[w] = 0.0
            shares[:, t] = 0.0
            shares[w, t] = 1.0
