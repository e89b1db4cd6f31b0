"""Sentences like a given one, among a hundred thousand, in a few milliseconds.

Every sentence has a signature: which of its letter trigrams fall on which of 1,024 bits. Sentences
that share many bits are looked at closely: their score is the share of letters that stand in both
in the same order, 2 × common subsequence / sum of lengths (the normalised Indel similarity, as
rapidfuzz computes it), over lookup keys without punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

from reader.text.keys import lookup_key

if TYPE_CHECKING:
    import numpy as np

__all__ = ["LEAST", "SIGNATURE_BYTES", "SimilarIndex", "fold", "score", "signature"]

LEAST: Final = 0.75
"""Below this a kept sentence is of no help for another."""

_BITS: Final = 1024
SIGNATURE_BYTES: Final = _BITS // 8
_WORDS: Final = _BITS // 64
_CLOSE_LOOKS: Final = 64
_NOT_WORD: Final = re.compile(r"[\W_]+")

# numpy and rapidfuzz take as long to load as the window: they wait for the first look-up.
_Ints: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"


def fold(arabic: str) -> str:
    """The letters and digits of a sentence as they are compared."""
    return _NOT_WORD.sub(" ", lookup_key(arabic)).strip()


def score(folded: str, other: str) -> float:
    """How alike two folded sentences are, 0 to 1; 0 if less than LEAST."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(folded, other, score_cutoff=LEAST))


def signature(folded: str) -> bytes:
    """The bits of a folded sentence, SIGNATURE_BYTES of them."""
    bits = bytearray(SIGNATURE_BYTES)
    # Hashed without Python's per-process seed: signatures are kept in a file.
    raw = f" {folded} ".encode("utf-16-le")
    for start in range(0, len(raw) - 5, 2):
        bit = crc32(raw[start : start + 6]) % _BITS
        bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)


class SimilarIndex:
    """Signatures in memory, found by the number of their sentence.

    A sentence that is no longer there may stay: whoever asks looks its number up and finds nothing.
    """

    def __init__(self) -> None:
        import numpy as np

        self._ids: _Ints = np.zeros(0, np.int64)
        self._lengths: _Ints = np.zeros(0, np.int64)
        self._bits = np.zeros((0, _WORDS), np.uint64)
        self._counts: _Ints = np.zeros(0, np.int64)

    @property
    def last(self) -> int:
        """The highest number it holds, 0 if none."""
        return int(self._ids[-1]) if len(self._ids) else 0

    def add(self, entries: Iterable[tuple[int, int, bytes]]) -> None:
        """Takes in sentences as (number, letters when folded, signature), numbers ascending and
        above `last`."""
        import numpy as np

        rows = list(entries)
        if not rows:
            return
        bits = np.frombuffer(b"".join(row[2] for row in rows), np.uint64).reshape(-1, _WORDS)
        self._ids = np.concatenate([self._ids, np.array([row[0] for row in rows], np.int64)])
        self._lengths = np.concatenate(
            [self._lengths, np.array([row[1] for row in rows], np.int64)]
        )
        self._bits = np.concatenate([self._bits, bits])
        self._counts = np.concatenate([self._counts, _ones(bits)])

    def candidates(self, folded: str) -> list[int]:
        """Numbers of the sentences worth a close look, the likeliest first."""
        import numpy as np

        length = len(folded)
        # From the score's definition: no sentence further from this length can reach LEAST.
        low, high = length * LEAST / (2 - LEAST), length * (2 - LEAST) / LEAST
        near = np.flatnonzero((self._lengths >= low) & (self._lengths <= high))
        if not len(near):
            return []
        wanted = np.frombuffer(signature(folded), np.uint64)
        common = _ones(self._bits[near] & wanted)
        share = 2 * common / (self._counts[near] + int(_ones(wanted[np.newaxis])[0]))
        best = np.argsort(-share, kind="stable")[:_CLOSE_LOOKS]
        return [int(self._ids[near[i]]) for i in best if share[i] > 0]


def _ones(bits: np.ndarray[tuple[int, int], np.dtype[np.uint64]]) -> _Ints:
    """How many bits are set in each row."""
    import numpy as np

    counted: _Ints = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
    return counted
