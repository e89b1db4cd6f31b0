"""What a decoder attended to, as help for the alignment: as much as it has earned.

Attention is a good aligner in some models and noise in others, and where it points to the right
word it may do so when the word is written or only one piece later (Chen et al. 2020, "Accurate word
alignment induction from neural machine translation"). Nothing tells which in advance. So both
readings of it are compared with the pairs of words that the aligner is sure of without it: the
share of these that each reading explains better than mere place does, found by expectation
maximisation over the article, is the trust in it. Random attention comes out at about 0 and changes
nothing; good attention decides where words alone do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from reader.model import Link
from reader.translation.alignment import Alignment, Pair, links_of, posterior_of, prepare
from reader.translation.alignment_paths import Matrix
from reader.translation.alignment_words import EnglishWord, Kind
from reader.translation.pieces import EnglishText
from reader.translation.protocol import SentenceSource

__all__ = ["AttentionAligner", "AttentionTrust", "Hypothesis"]

_SURE: Final = 0.8
_KNOWN: Final = 20.0
"""Posterior and lift from which a pair is taken for right, to judge the attention by."""
_STEEP: Final = 6.0
"""How sharply mere place prefers the diagonal; what attention has to be better than."""
_SHY: Final = 10.0
"""Pairs for which the trust starts at 0."""
_LEAST: Final = 0.1
_MOST: Final = 0.9
"""Trust below which the attention is left out, and beyond which it never goes."""
_ROUNDS: Final = 20
_ENOUGH: Final = 2000
"""Pairs after which nothing more is learned."""
_READINGS: Final = (0, 1)
"""Pieces by which the attention may come late."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation of `source`: `attention[i][j]` is the weight that target piece i gave source
    piece j (a column for the end mark may follow); `token_of_piece[j]` is the token of the latter,
    or None."""

    source: SentenceSource
    token_of_piece: Sequence[int | None]
    english: EnglishText
    attention: Sequence[Sequence[float]]


class AttentionTrust:
    """What has been seen of one engine's attention; `weights` are the trust in its readings, each
    and together from 0 to 1."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, ...]] = []
        self.weights: tuple[float, ...] = (0.0,) * len(_READINGS)

    @property
    def settled(self) -> bool:
        """Whether enough was seen: more would change nothing."""
        return len(self._seen) >= _ENOUGH

    def see(self, pair: Pair, alone: Alignment, readings: Sequence[Matrix]) -> None:
        """Compares `readings` (tokens × words, each column a distribution or less) with the pairs
        that `alone`, the alignment without attention, is sure of."""
        if pair.evidence is None:
            return
        place = _by_place(*alone.shares.shape)
        for column, word in enumerate(pair.kept):
            if alone.words[word].kind is Kind.GRAMMAR:
                continue
            token = int(alone.shares[:, word].argmax())
            known = pair.evidence.stem[token, column] >= _KNOWN
            if known and alone.shares[token, word] >= _SURE:
                told = (float(reading[token, word]) for reading in readings)
                self._seen.append((float(place[token, word]), *told))

    def weigh(self) -> None:
        """Draws the weights from what was seen: the share of pairs that each reading explains, by
        expectation maximisation over the mixture of the readings and place."""
        if not self._seen:
            return
        seen = np.array(self._seen)
        shares = np.array([0.5, *([0.5 / len(_READINGS)] * len(_READINGS))])
        for _ in range(_ROUNDS):
            explained = seen * shares
            counts = (explained / explained.sum(axis=1, keepdims=True)).sum(axis=0)
            counts[0] += _SHY
            shares = counts / counts.sum()
        bound = _MOST / max(_MOST, float(shares[1:].sum()))
        self.weights = tuple(float(share) * bound for share in shares[1:])

    def prior(self, readings: Sequence[Matrix]) -> Matrix | None:
        """How much likelier than by chance the attention makes each pair, as far as it is trusted;
        None without trust."""
        trusted = sum(self.weights)
        if trusted < _LEAST:
            return None
        prior: Matrix = np.full(readings[0].shape, 1.0 - trusted)
        for weight, reading in zip(self.weights, readings, strict=True):
            prior += weight * len(reading) * reading
        return prior


def _by_place(tokens: int, words: int) -> Matrix:
    """Columns are distributions over the tokens that prefer the same relative place."""
    rows, columns = (np.arange(tokens) + 0.5) / tokens, (np.arange(words) + 0.5) / words
    near: Matrix = np.exp(-_STEEP * np.abs(rows[:, None] - columns[None, :]))
    near /= near.sum(axis=0, keepdims=True)
    return near


class AttentionAligner:
    """Aligns the translations of one article, with what trust their attention earns."""

    def __init__(self) -> None:
        self.trust = AttentionTrust()

    def align(self, hypotheses: Sequence[Hypothesis]) -> list[tuple[Link, ...]]:
        """Links for every token of each source, in order. The trust is drawn from all of
        `hypotheses`, and from those of earlier calls, before the first of them is aligned."""
        prepared = []
        learning = not self.trust.settled
        for hypothesis in hypotheses:
            pair = prepare(hypothesis.source, hypothesis.english.text)
            readings = [_reading(hypothesis, pair.words, late) for late in _READINGS]
            alone = posterior_of(pair) if learning else None
            if alone is not None:
                self.trust.see(pair, alone, readings)
            prepared.append((pair, readings, alone))
        if learning:
            self.trust.weigh()
        found = []
        for hypothesis, (pair, readings, alone) in zip(hypotheses, prepared, strict=True):
            prior = self.trust.prior(readings)
            known = alone if prior is None else None
            found.append(links_of(known or posterior_of(pair, prior), hypothesis.english.text))
        return found


def _reading(hypothesis: Hypothesis, words: Sequence[EnglishWord], late: int) -> Matrix:
    """tokens × words: the mean attention of each word's pieces on each token's pieces, taken `late`
    pieces after each; what went to no token is left out."""
    english = hypothesis.english
    shares = np.zeros((len(hypothesis.source.tokens), len(words)))
    attention = np.array(hypothesis.attention, dtype=float)
    if not shares.size or attention.ndim != 2 or not len(english.words):
        return shares
    columns = [(c, t) for c, t in enumerate(hypothesis.token_of_piece) if t is not None]
    told = np.zeros((len(attention), len(shares)))
    for column, token in columns:
        if column < attention.shape[1]:
            told[:, token] += attention[:, column]
    written = np.zeros((len(english.words), len(shares)))
    pieces = np.zeros((len(english.words), 1))
    for piece, word in enumerate(english.owners[: max(0, len(told) - late)]):
        if word is not None:
            written[word] += told[piece + late]
            pieces[word] += 1
    np.divide(written, pieces, out=written, where=pieces > 0)
    # A written word such as "short-term" may be several to the aligner.
    chunk = 0
    for place, part in enumerate(words):
        while chunk < len(english.words) and english.words[chunk][1] <= part.span[0]:
            chunk += 1
        if chunk < len(english.words) and english.words[chunk][0] < part.span[1]:
            shares[:, place] = written[chunk]
    return np.clip(np.nan_to_num(shares), 0.0, 1.0)
