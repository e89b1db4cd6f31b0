"""Pieces of a subword model and the words they belong to, on both sides of a translation.

Pieces here are in SentencePiece's marking: ▁ begins a word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.model import Span
from reader.translation.protocol import SentenceSource
from reader.translation.spacing import superfluous_spaces

__all__ = ["EnglishText", "join_pieces", "lay_pieces", "source_tokens"]

_MARK: Final = "▁"
_BYTE: Final = re.compile(r"<0x([0-9A-F]{2})>")
# Without the semicolon “AT&T” or “R&D” could be one.
_ENTITY: Final = re.compile(
    r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)
# Soft hyphen, zero-width space and the marks that steer the direction of a line.
_UNSEEN: Final = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def lay_pieces(text: str, pieces: Sequence[str]) -> list[Span]:
    """Where in `text` each piece stands, in code points; (n, n) for one that is only a mark.

    Pieces are laid along the whitespace words of `text` by their lengths: a tokenizer may normalise
    letters, but keeps the words."""
    words = [m.span() for m in re.finditer(r"\S+", text)]
    spans: list[Span] = []
    word = -1
    position = 0
    for piece in pieces:
        body = piece.removeprefix(_MARK)
        if piece.startswith(_MARK) or word < 0:
            word = min(word + 1, len(words) - 1)
            position = words[word][0] if words else 0
        end = min(position + len(body), words[word][1]) if words else 0
        # A piece beyond its word's end stands for the last letter, so that it is not lost.
        start = min(position, max(end - 1, words[word][0])) if words and body else position
        spans.append((start, end) if body else (position, position))
        position = end
    return spans


def source_tokens(source: SentenceSource, spans: Sequence[Span]) -> list[int | None]:
    """For each piece, given by where it stands in `source.text`, the index of its token; None for
    punctuation and marks."""
    owners: list[int | None] = []
    token = 0
    for start, end in spans:
        while token < len(source.tokens) and source.tokens[token].end <= start:
            token += 1
        last = token
        # A piece that spans two tokens is the later one's, where its meaning is.
        while last + 1 < len(source.tokens) and source.tokens[last + 1].start < end:
            last += 1
        inside = last < len(source.tokens) and start < end and source.tokens[last].start < end
        owners.append(last if inside else None)
    return owners


@dataclass(frozen=True, slots=True)
class EnglishText:
    """A hypothesis as text: `words` are the spans of its words in `text` (punctuation at a word's
    edges left out), `owners[i]` is the word of target piece i, or None."""

    text: str
    words: tuple[Span, ...]
    owners: tuple[int | None, ...]


def join_pieces(pieces: Sequence[str]) -> EnglishText:
    """Puts a hypothesis together: HTML entities, which the public model leaves in, undone, spaces
    mended (see `spacing`), a real underscore kept."""
    letters, makers = _spelled(pieces)
    letters, makers = _unescaped(letters, makers)
    gone = superfluous_spaces(letters)
    first, last = len(letters) - len(letters.lstrip()), len(letters.rstrip())
    kept = [i for i in range(first, last) if i not in gone]
    text = "".join(letters[i] for i in kept)
    words = tuple(
        (m.start() + core.start(), m.start() + core.end())
        for m in re.finditer(r"\S+", text)
        if (core := re.search(r"\w(?:.*\w)?", m[0], re.DOTALL))
    )
    owners: list[int | None] = [None] * len(pieces)
    for number in range(len(words) - 1, -1, -1):
        for place in range(*words[number]):
            owners[makers[kept[place]]] = number
    for i, piece in enumerate(pieces):
        # The first byte of a letter spelled in bytes speaks for them all.
        if i and owners[i] is None and _BYTE.fullmatch(piece) and _BYTE.search(pieces[i - 1]):
            owners[i] = owners[i - 1]
    return EnglishText(text, words, tuple(owners))


def _spelled(pieces: Sequence[str]) -> tuple[str, list[int]]:
    """The pieces as text without a space at its beginning, and the piece each character is of."""
    letters: list[str] = []
    makers: list[int] = []

    def write(text: str, maker: int) -> None:
        for letter in _UNSEEN.sub("", text):
            letter = " " if letter == _MARK or letter.isspace() else letter
            if letters or letter != " ":
                letters.append(letter)
                makers.append(maker)

    raw, begun = b"", 0
    for i, piece in enumerate(pieces):
        byte = _BYTE.fullmatch(piece)
        if byte:
            begun = begun if raw else i
            raw += bytes([int(byte[1], 16)])
            continue
        write(raw.decode("utf-8", errors="ignore"), begun)
        raw = b""
        write(piece, i)
    write(raw.decode("utf-8", errors="ignore"), begun)
    return "".join(letters), makers


def _unescaped(letters: str, makers: list[int]) -> tuple[str, list[int]]:
    text = ""
    kept: list[int] = []
    position = 0
    for match in _ENTITY.finditer(letters):
        plain = html.unescape(html.unescape(match[0]))
        if plain == match[0]:
            continue
        plain = " " if plain.isspace() else plain
        text += letters[position : match.start()] + plain
        kept += makers[position : match.start()] + [makers[match.start()]] * len(plain)
        position = match.end()
    return text + letters[position:], kept + makers[position:]
