"""Where a sentence too long for a model is cut: at the borders of its clauses.

Models trained on sentences of ordinary length drop the ends of very long ones. The cuts are found
by dynamic programming over the borders between tokens: every border has a price (a semicolon costs
nothing, a comma before a connector such as كما or غير أن little, the middle of a phrase much),
every stretch one that grows with its distance from the length models like.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from reader.text.keys import lookup_key
from reader.text.pairs import Pairs
from reader.translation.protocol import SentenceSource

__all__ = ["LONGEST_PIECES", "LONGEST_WORDS", "clause_cuts", "opens_clause"]

LONGEST_WORDS: Final = 50
"""Words a model takes in one go; news sentences of more lose clauses."""
LONGEST_PIECES: Final = 150
"""Pieces in one go: what Argos's training keeps of its corpora is about this long."""
_IDEAL: Final = 0.6
"""Best length of a stretch, as a part of the longest."""
_STRETCHED: Final = 1.2
"""What a stretch may be where nothing better is found."""
_SHELTERED: Final = 40
"""Tokens up to which what stands in quotation marks or brackets stays whole."""
_NEVER: Final = 1e4

_CONNECTORS: Final = frozenset(
    lookup_key(word)
    for word in (
        "كما فيما حيث إذ بينما وذلك لكن ولكن إنما وإنما مما فضلا إضافة بالإضافة مشيرا مشيرة مضيفا"
        " مضيفة مؤكدا مؤكدة موضحا موضحة لافتا لافتة معتبرا معتبرة معربا معربة داعيا داعية مبينا"
        " مبينة رغم لأن حتى عندما لكي ريثما بعدما قبلما وكان وكانت وقد ولم وأن وإن وهو وهي ثم"
    ).split()
)
_PAIRS_OF_WORDS: Final = frozenset(
    tuple(map(lookup_key, pair.split()))
    for pair in (
        "غير أن|إلا أن|في حين|على أن|بيد أن|علما أن|علما بأن|ذلك أن|في الوقت|من جهته|من جهتها"
        "|من جهة|من جانبه|من جانبها|الأمر الذي|إلا أنه|إلا أنها|غير أنه|غير أنها|إلى جانب"
        "|على الرغم|منذ أن|بعد أن|قبل أن|لا سيما|ولا سيما|إلى ذلك|ومن ثم"
    ).split("|")
)
_STRONG: Final = frozenset("؛;.!?؟…۔")
_COMMAS: Final = frozenset("،,")
_DASHES: Final = frozenset("–—")
_SHORT: Final = 4
"""Words; a stretch of fewer is hardly worth a cut."""


def opens_clause(source: SentenceSource, token: int) -> bool:
    """Whether a connector stands at `token`: a word or two that begin a clause."""
    first = lookup_key(source.word(token))
    if first in _CONNECTORS:
        return True
    if token + 1 < len(source.tokens):
        return (first, lookup_key(source.word(token + 1))) in _PAIRS_OF_WORDS
    return False


def clause_cuts(source: SentenceSource, pieces: Sequence[int]) -> list[int]:
    """Indices of the tokens before which to cut, ascending; none if the sentence is short enough.
    `pieces[i]` is how many pieces token i and what stands before it make.

    Linear in the length of the sentence. Never inside a name mention, nor inside quotation marks or
    brackets unless they hold more than a model takes in one go."""
    load = _loads(pieces)
    tokens = len(pieces)
    if load(0, tokens) <= 1:
        return []
    prices = _prices(source)
    best = [0.0] + [float("inf")] * tokens
    back = [0] * (tokens + 1)
    for end in range(1, tokens + 1):
        price = prices[end] if end < tokens else 0.0
        for start in range(end - 1, -1, -1):
            length = load(start, end)
            if length > _STRETCHED and start < end - 1:
                break
            whole = best[start] + price + _misfit(length, end - start)
            if whole < best[end]:
                best[end], back[end] = whole, start
    cuts: list[int] = []
    end = back[tokens]
    while end > 0:
        cuts.append(end)
        end = back[end]
    return cuts[::-1]


def _loads(pieces: Sequence[int]) -> Callable[[int, int], float]:
    """How much of what a model takes the tokens from one to another fill."""
    sums = [0]
    for count in pieces:
        sums.append(sums[-1] + count)

    def load(start: int, end: int) -> float:
        return max((end - start) / LONGEST_WORDS, (sums[end] - sums[start]) / LONGEST_PIECES)

    return load


def _misfit(length: float, words: int) -> float:
    """The price of a stretch of this length (1 = the longest)."""
    price = 6 * (length - _IDEAL) ** 2
    if length > 1:
        price += 2 + 30 * (length - 1)
    if words < _SHORT:
        price += 3
    return price


def _prices(source: SentenceSource) -> list[float]:
    """For each token what it costs to cut before it."""
    text, tokens = source.text, source.tokens
    prices = [_NEVER]
    for i, (before, after) in enumerate(pairwise(tokens), start=1):
        prices.append(_price(source, i, text[before.end : after.start]))
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]

    def inner(start: int, end: int) -> range:
        """Tokens of a span but its first."""
        return range(bisect_right(ends, start) + 1, bisect_left(starts, end))

    for closing, opening in Pairs(text, 0, len(text)).opened_at.items():
        sheltered = inner(opening, closing + 1)
        if len(sheltered) < _SHELTERED:
            for i in sheltered:
                prices[i] = _NEVER
    for mention in source.mentions:
        for i in inner(mention.start, mention.end):
            prices[i] = 2 * _NEVER
    return prices


def _price(source: SentenceSource, i: int, gap: str) -> float:
    marks = set(gap)
    if not any(letter.isspace() for letter in gap):
        return _NEVER  # لـ"سبوتنيك" and the like are one word to the eye
    connector = opens_clause(source, i)
    if marks & _STRONG:
        return 0.0
    if marks & _COMMAS:
        return 0.2 if connector else 0.5 if _joins_clause(source, i) else 1.0
    if ":" in marks or marks & _DASHES or " - " in gap:
        return 0.6
    if connector:
        return 0.7
    return 1.2 if _joins_clause(source, i) else 5.0


def _joins_clause(source: SentenceSource, i: int) -> bool:
    """Whether token i is a verb, with "and" or without, as far as glosses tell."""
    gloss = source.glosses[i] if i < len(source.glosses) else None
    if gloss is None:
        return False
    return gloss.pos.startswith("verb") and "wa_conj" in gloss.features.proclitics
