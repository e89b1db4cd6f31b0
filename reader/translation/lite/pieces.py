"""The small model's vocabulary: subwords of English for both sides, grammar marks, lemmas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sentencepiece

from reader.translation.lite.features import Fragment
from reader.translation.lite.placeholders import KeptKind, symbol

__all__ = [
    "BEGIN",
    "END",
    "PER_KIND",
    "PIECES",
    "UNKNOWN",
    "SourcePiece",
    "Vocabulary",
    "placeholder_pieces",
]

PIECES: Final = 8000
"""Subwords; the placeholders are numbered from here on."""
PER_KIND: Final = 12
"""Placeholders of one kind in a sentence."""
UNKNOWN: Final = 1
BEGIN: Final = 2
END: Final = 3
_SPACE: Final = "▁"
_SPLIT: Final = re.compile(r"(⟦[A-Z]\d+⟧)")
_OPENS: Final = frozenset(['▁"', "▁(", "▁[", "▁'", "-", "/", "$", "▁$", "▁-"])
"""Pieces after which a placeholder follows without a space."""


def placeholder_pieces() -> list[str]:
    """The symbols of all placeholders in the order of their numbers."""
    return [symbol(kind, n) for kind in KeptKind for n in range(PER_KIND)]


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A piece of the draft with its features, as numbers, and the fragment it belongs to."""

    piece: int
    grammar: int
    lemma: int
    fragment: int


class Vocabulary:
    """What `folder` holds: pieces.model and vocabulary.json.

    Raises OSError, ValueError, RuntimeError or LookupError for files that are missing or not what
    they should be."""

    def __init__(self, folder: Path) -> None:
        described = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        self.capital = frozenset(described["capital"])
        self.grammars: Sequence[str] = ["<none>", "<unk>", *described["grammars"]]
        self.lemmas: Sequence[str] = ["<none>", "<unk>", *described["lemmas"]]
        self._tokenizer = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / "pieces.model")
        )
        plain = [self._tokenizer.id_to_piece(i) for i in range(self._tokenizer.get_piece_size())]
        plain[:4] = ["<blank>", "<unk>", "<s>", "</s>"]
        self.pieces = [*plain, *placeholder_pieces()]
        self._numbers = {piece: i for i, piece in enumerate(self.pieces)}
        self._grammars = {mark: i for i, mark in enumerate(self.grammars)}
        self._lemmas = {lemma: i for i, lemma in enumerate(self.lemmas)}
        self._cut: dict[tuple[str, bool], tuple[int, ...]] = {}

    def source(self, fragments: Iterable[Fragment]) -> list[SourcePiece]:
        """The pieces of a draft. A mark or lemma that is not known is told as such; of a rare
        grammar mark the part of speech remains."""
        made = []
        for n, fragment in enumerate(fragments):
            mark = self._grammars.get(fragment.grammar)
            if mark is None:
                mark = self._grammars.get(fragment.grammar.partition(".")[0], 1)
            lemma = self._lemmas.get(fragment.lemma, 1)
            pieces = self._pieces(fragment.text, fragment.spaced or n == 0)
            made += [SourcePiece(piece, mark, lemma, n) for piece in pieces]
        return made

    def written(self, source: Iterable[SourcePiece]) -> list[str]:
        """The pieces as CTranslate2 reads them, each with its features."""
        return [
            f"{self.pieces[s.piece]}￨{self.grammars[s.grammar]}￨{self.lemmas[s.lemma]}"
            for s in source
        ]

    def target(self, english: str) -> list[int]:
        """The pieces of a sentence that may hold placeholders."""
        return list(self._pieces(english, True, keep=False))

    def number(self, piece: str) -> int:
        return self._numbers.get(piece, UNKNOWN)

    def _pieces(self, text: str, spaced: bool, keep: bool = True) -> tuple[int, ...]:
        key = (text, spaced)
        found = self._cut.get(key) if keep else None
        if found is None:
            made: list[int] = []
            for part in _SPLIT.split(text):
                if _SPLIT.fullmatch(part):
                    made.append(self._numbers.get(part, UNKNOWN))
                elif part.strip():
                    made += self._plain(part, spaced or part[0].isspace())
                spaced = False
            found = tuple(made)
            if keep:
                self._cut[key] = found
        return found

    def _plain(self, text: str, spaced: bool) -> list[int]:
        numbers: list[int] = self._tokenizer.encode(text.strip())
        if spaced or not numbers:
            return numbers
        first = self.pieces[numbers[0]]
        if first == _SPACE:
            return numbers[1:]
        bare = self._numbers.get(first.removeprefix(_SPACE))
        return [bare, *numbers[1:]] if bare is not None and bare > END else numbers

    def spaced(self, pieces: Sequence[str]) -> list[str]:
        """The pieces with a space mark on every placeholder that stands as a word of its own."""
        made: list[str] = []
        for n, piece in enumerate(pieces):
            if _SPLIT.fullmatch(piece) and n and pieces[n - 1] not in _OPENS:
                piece = _SPACE + piece
            made.append(piece)
        return made
