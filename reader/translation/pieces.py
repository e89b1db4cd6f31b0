"""SentencePiece pieces and the words they belong to, on both sides of a translation."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Span
from reader.translation.protocol import SentenceSource

__all__ = ["EnglishText", "join_pieces", "source_tokens"]

_MARK = "▁"  # begins a word
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


def source_tokens(source: SentenceSource, pieces: Sequence[str]) -> list[int | None]:
    """For each piece of the sentence the index of its token, None for punctuation and marks.

    The pieces of a whitespace word are laid along it by their lengths; SentencePiece may normalise
    letters, but keeps the words."""
    words = [m.span() for m in re.finditer(r"\S+", source.text)]
    owners: list[int | None] = []
    word = -1
    position = 0
    for piece in pieces:
        body = piece.removeprefix(_MARK)
        if piece.startswith(_MARK) or word < 0:
            word = min(word + 1, len(words) - 1)
            position = words[word][0] if words else 0
        owner = None
        if body and words:
            end = min(position + len(body), words[word][1])
            inside = source.tokens_of((position, max(end, position + 1)))
            owner = inside[-1] if inside else None
            position = end
        owners.append(owner)
    return owners


@dataclass(frozen=True, slots=True)
class EnglishText:
    """A hypothesis as text: `words` are the spans of its words in `text` (punctuation at a word's
    edges left out), `owners[i]` is the word of target piece i, or None."""

    text: str
    words: tuple[Span, ...]
    owners: tuple[int | None, ...]


def join_pieces(pieces: Sequence[str]) -> EnglishText:
    """Puts a hypothesis together; HTML entities, which the public model leaves in, are undone."""
    chunks: list[str] = []
    owners: list[int | None] = []
    for piece in pieces:
        if piece.startswith(_MARK) or not chunks:
            chunks.append("")
        chunks[-1] += piece.removeprefix(_MARK)
        owners.append(len(chunks) - 1)
    text = ""
    spans: dict[int, Span] = {}
    for i, chunk in enumerate(chunks):
        chunk = html.unescape(_bytes_undone(chunk))
        if not chunk.strip():
            continue
        text += (" " if text else "") + chunk
        core = re.search(r"\w(?:.*\w)?", chunk, re.DOTALL)
        if core:
            start = len(text) - len(chunk)
            spans[i] = (start + core.start(), start + core.end())
    order = {chunk: word for word, chunk in enumerate(spans)}
    return EnglishText(
        text, tuple(spans.values()), tuple(order.get(o) if o is not None else None for o in owners)
    )


def _bytes_undone(chunk: str) -> str:
    """Byte-fallback pieces (<0xE2><0x80><0x99>) as the characters they spell."""

    def decode(match: re.Match[str]) -> str:
        raw = bytes(int(h, 16) for h in _BYTE.findall(match[0]))
        return raw.decode("utf-8", errors="ignore")

    return re.sub(r"(?:<0x[0-9A-F]{2}>)+", decode, chunk)
