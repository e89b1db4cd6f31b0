"""The two tokenizers of Argos packages behind one face: SentencePiece, and subword-nmt's BPE over
words as Moses splits them.

Argos's own decoders write a real underscore as a space; here pieces are joined by
`pieces.join_pieces` for both.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from reader.model import Span
from reader.translation.pieces import lay_pieces

__all__ = ["BytePairs", "SentencePieces", "Tokenizer", "load_tokenizer"]


class Tokenizer(Protocol):
    def encode(self, text: str) -> list[str]:
        """The pieces of `text` as the model takes them."""
        ...

    def lay(self, text: str, pieces: Sequence[str]) -> list[Span]:
        """Where in `text` each of its pieces stands."""
        ...

    def marked(self, pieces: Sequence[str]) -> list[str]:
        """Pieces as the model gives them, in SentencePiece's marking (▁ begins a word)."""
        ...

    def knows(self, character: str) -> bool:
        """Whether the model has pieces for a character."""
        ...


def load_tokenizer(folder: Path, vocabulary: frozenset[str]) -> Tokenizer:
    """The tokenizer in a package's folder. `vocabulary` holds the pieces the model knows.

    Raises OSError, RuntimeError or ValueError for one that cannot be read."""
    model = folder / "sentencepiece.model"
    return (
        SentencePieces(model, vocabulary)
        if model.is_file()
        else BytePairs(folder / "bpe.model", vocabulary)
    )


class SentencePieces:
    def __init__(self, file: Path, vocabulary: frozenset[str]) -> None:
        import sentencepiece

        # Read here: the library prints about a file it cannot read.
        processor = sentencepiece.SentencePieceProcessor(model_proto=file.read_bytes())
        self._processor: Any = processor
        self._vocabulary = vocabulary
        self.knows = lru_cache(4096)(self._knows)

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def lay(self, text: str, pieces: Sequence[str]) -> list[Span]:
        return lay_pieces(text, pieces)

    def marked(self, pieces: Sequence[str]) -> list[str]:
        return list(pieces)

    def _knows(self, character: str) -> bool:
        pieces = [piece for piece in self.encode(character) if piece != "▁"]
        return bool(pieces) and self._vocabulary.issuperset(pieces)


class BytePairs:
    def __init__(self, file: Path, vocabulary: frozenset[str]) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._tokenizer: Any = BPETokenizer(file, "ar", "en")
        self._tokenizer.lazy_load()
        self._vocabulary = vocabulary
        self.knows = lru_cache(4096)(self._knows)

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._tokenizer.encode(text) if text.strip() else []
        return pieces

    def lay(self, text: str, pieces: Sequence[str]) -> list[Span]:
        spans: list[Span] = []
        position = 0
        for piece in pieces:
            body = html.unescape(piece.removesuffix("@@"))
            # Moses normalises some marks: what is not found stands where the last one ended.
            found = text.find(body, position, position + len(body) + 8) if body else -1
            start = found if found >= 0 else position
            end = min(start + len(body), len(text)) if found >= 0 else position
            spans.append((start, end))
            position = end
        return spans

    def marked(self, pieces: Sequence[str]) -> list[str]:
        marked: list[str] = []
        inside = False
        for piece in pieces:
            body = piece.removesuffix("@@")
            marked.append(body if inside else "▁" + body)
            inside = piece.endswith("@@")
        return marked

    def _knows(self, character: str) -> bool:
        pieces = self.encode(character)
        return bool(pieces) and all(
            piece in self._vocabulary or piece + "@@" in self._vocabulary for piece in pieces
        )
