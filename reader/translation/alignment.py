"""Word alignment from the two texts alone."""

from __future__ import annotations

from typing import Final

import numpy as np

from reader.model import Link, Span
from reader.translation.alignment_evidence import gather
from reader.translation.alignment_paths import Matrix, posteriors
from reader.translation.alignment_words import EnglishWord, Kind, english_words
from reader.translation.protocol import SentenceSource

__all__ = ["align"]

_JUMPS: Final = np.array(
    [0.004, 0.006, 0.01, 0.02, 0.05, 0.12, 0.22, 0.34, 0.1, 0.05, 0.03, 0.02, 0.01, 0.006, 0.004][1:]
    + [0.003]
)
_JUMPS_TO_TOKEN: Final = np.array([0.01, 0.01, 0.02, 0.03, 0.06, 0.13, 0.2, 0.34, 0.09, 0.05, 0.03, 0.02, 0.01])
_JUMPS_TO_WORD: Final = np.array([0.01, 0.02, 0.03, 0.05, 0.07, 0.12, 0.05, 0.3, 0.17, 0.08, 0.05, 0.03, 0.02])
_DIAGONAL: Final = 1.5
_EMPTY_TOKEN: Final = {Kind.GRAMMAR: 0.6, Kind.CONTENT: 0.1, Kind.NAME: 0.1, Kind.FIGURE: 0.1}
_LINKED: Final = 0.4
ROUNDS=2
SURE=0.5
DOWN=0.1
UP=5.0


def align(source: SentenceSource, english: str) -> tuple[Link, ...]:
    words = english_words(english)
    shares = link_shares(source, words, english)
    return links(shares, words)


def link_shares(source: SentenceSource, words: list[EnglishWord], english: str) -> Matrix:
    """tokens × words"""
    n = len(source.tokens)
    kept = [w for w, word in enumerate(words) if not word.article]
    shares = np.zeros((n, len(words)))
    if not n or not kept:
        return shares
    told = [words[w] for w in kept]
    evidence = gather(source, told, english)
    m = len(told)
    places = (np.arange(n) + 0.5) / n
    others = (np.arange(m) + 0.5) / m
    diagonal = np.exp(-_DIAGONAL * np.abs(places[:, None] - others[None, :]))
    empty_tokens = np.array([_EMPTY_TOKEN[k] for k in evidence.kinds])
    grammar = np.array([w.kind is Kind.GRAMMAR for w in told])
    gt = np.array([k is Kind.GRAMMAR for k in evidence.kinds])
    whole, stem = evidence.whole * diagonal, evidence.stem * diagonal
    for round_ in range(ROUNDS):
        made = posteriors(whole, evidence.empty, _JUMPS_TO_TOKEN)
        taken = posteriors(stem.T.copy(), empty_tokens, _JUMPS_TO_WORD).T
        both = np.where(grammar[None, :], np.maximum(made, 0.5 * (made + taken)), 0.5 * (made + taken))
        if round_ + 1 < ROUNDS:
            sure = (both >= SURE) & ~grammar[None, :]
            rows, cols = sure.any(axis=1), sure.any(axis=0)
            content = ~gt[:, None] & ~grammar[None, :] & (evidence.whole < 1)
            factor = np.where(rows[:, None] | cols[None, :], DOWN, UP)
            factor = np.where(content & ~sure, factor, 1.0)
            factor *= _phrase(told, both)
            whole, stem = evidence.whole * diagonal * factor, evidence.stem * diagonal * factor
    shares[:, kept] = both
    return shares


PREP=frozenset("of to in on at by for with from into onto over under about against between among during within through until since as and or than before after because while like around near without".split())
NEAR=3.0
ELSE=0.6
def _phrase(told, both):
    n,m=both.shape
    factor=np.ones((n,m))
    best=both.argmax(axis=0)
    for j,w in enumerate(told):
        if w.forms[0] not in PREP: continue
        k=j+1
        while k<m and told[k].kind is Kind.GRAMMAR and told[k].forms[0] not in PREP: k+=1
        near=set()
        while k<m and told[k].kind is not Kind.GRAMMAR:
            if both[best[k],k]>=SURE: near.add(int(best[k]))
            k+=1
        if near:
            first=min(near)
            factor[:,j]=ELSE
            factor[list(near),j]=NEAR
            factor[max(0,first-1),j]=NEAR
    return factor

def links(shares: Matrix, words: list[EnglishWord]) -> tuple[Link, ...]:
    found: list[dict[Span, float]] = [{} for _ in range(len(shares))]
    for t, w in zip(*np.nonzero(shares >= _LINKED), strict=True):
        found[t][words[w].span] = float(shares[t, w])
    return tuple(
        Link(t, tuple(sorted(spans)), round(min(1.0, max(spans.values())), 3) if spans else 0.0)
        for t, spans in enumerate(found)
    )
