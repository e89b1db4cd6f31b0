"""Proclitics by letters alone: which words may begin inside a written word.

For names and fixed terms, which no morphological dictionary helps to find.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["stems"]

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"


def stems(key: str) -> Iterator[tuple[int, str]]:
    """Ways to take proclitics off a word: (letters taken off, what the rest stands for). The whole
    word comes first, then ever shorter rests."""
    yield 0, key
    rests = [(0, key)]
    if key[:1] and key[0] in _CONJUNCTIONS and len(key) > 2:
        rests.append((1, key[1:]))
        yield rests[-1]
    for taken, rest in rests:
        if rest.startswith("لل") and len(rest) > 3:
            yield taken + 2, "ال" + rest[2:]
            # لله and the like: the article's lam swallowed before a name that begins with lam
            yield taken + 1, "ا" + rest
        elif rest[:1] and rest[0] in _PREPOSITIONS and len(rest) > 2:
            yield taken + 1, rest[1:]
