"""Words in English order put together as text, with the links back to the Arabic."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Link, Span
from reader.translation.draft.units import Word

__all__ = ["set_text"]

_TIGHT_BEFORE = frozenset(",.;:?!%)]}”…'")
_TIGHT_AFTER = frozenset("([{“")
_QUOTES = ('"', "“")
_JOIN = "\u2060"
"""Glues a word to the next without a space ("twenty-" + "seven")."""


def set_text(words: Sequence[Word], tokens: int) -> tuple[str, tuple[Link, ...]]:
    """The sentence and a link for each of its `tokens` Arabic tokens. Neighbouring words of one
    token make one span."""
    text = ""
    spans: list[list[Span]] = [[] for _ in range(tokens)]
    capital = True
    glued = True
    for word in words:
        tight = not word.tokens and word.text[:1] in _TIGHT_BEFORE
        if text and not glued and not tight:
            text += " "
        body = word.text
        if capital and any(c.isalnum() for c in body):
            body = body[:1].upper() + body[1:]
            capital = False
        if word.before.endswith(_QUOTES) and body[:4].lower() == "the ":
            # A quoted name: the "SDF", not "the SDF".
            start = len(text)
            text += body[:4]
            for token in word.tokens:
                spans[token].append((start, start + 3))
            body = body[4:]
        text += word.before
        start = len(text)
        text += body
        for token in word.tokens:
            spans[token].append((start, len(text)))
        after = word.after.replace(_JOIN, "")
        text += after
        glued = _JOIN in word.after or (not word.tokens and word.text[-1:] in _TIGHT_AFTER)
    links = tuple(Link(i, tuple(_merged(text, found))) for i, found in enumerate(spans))
    return text, links


def _merged(text: str, spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not text[merged[-1][1] : span[0]].strip():
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged
