"""The model of an Argos package in memory: CTranslate2's translator and the package's tokenizer.

A package may be damaged in ways that its files do not show: a model cut short, a vocabulary of
another model, a description that lies about the languages. Loading finds these out by a sentence
that is put through the whole of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from reader.errors import BrokenPartError
from reader.text.keys import has_arabic
from reader.translation.pieces import join_pieces
from reader.translation.stretches import Stretch
from reader.translation.tokenizers import Tokenizer, load_tokenizer
from reader.translation.tuning import (
    Tuning,
    default_tuning,
    keep_tuning,
    kept_tuning,
    measure,
)

__all__ = ["DAMAGE", "LENGTH_PENALTY", "ArgosModel", "broken"]

LENGTH_PENALTY: Final = 0.2
"""As Argos itself decodes."""

DAMAGE: Final = (OSError, RuntimeError, ValueError, LookupError, TypeError, MemoryError)
"""What CTranslate2, SentencePiece and their bindings raise for files that are not as they should
be."""
_PROBE: Final = "وقال المدير إن الناس في المدينة بعد أن كتب لهم."
_READABLE: Final = 0.5
"""Share of the probe's letters, and of its pieces, that a model for Arabic has to know."""
_SAMPLED: Final = 1 << 20
"""Bytes at either end of a file that go into the hash of a model."""


def broken(folder: Path, why: object) -> BrokenPartError:
    """The error that names the package in `folder` and says what to do."""
    if isinstance(why, MemoryError):
        return BrokenPartError(
            f"there is not enough memory for the Argos package {folder.name}:"
            " close other programs and try again, or use “--engine draft”"
        )
    if isinstance(why, BaseException):
        why = next(iter(str(why).splitlines()), "") or type(why).__name__
    return BrokenPartError(
        f"the Argos package {folder.name} is damaged ({why}):"
        f" remove it with “qari data remove {folder.name}” and install it again"
    )


class ArgosModel:
    """Loaded and tried out. `tuned` tells whether its tuning was measured on this machine.

    Raises BrokenPartError if the package cannot be used."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._folder = folder
        self._prefix = prefix
        try:
            self.hash = _hash(folder)
            vocabulary = _vocabulary(folder / "model")
            self.tokenizer: Tokenizer = load_tokenizer(folder, vocabulary)
            kept = kept_tuning(self.hash)
            self.tuned = kept is not None
            self.tuning = kept or default_tuning()
            try:
                self.translator = self._translator(self.tuning)
            except DAMAGE:
                # What was measured may be gone, a graphics processor for one.
                self.tuned, self.tuning = False, default_tuning()
                self.translator = self._translator(self.tuning)
            fault = self._fault(vocabulary)
        except DAMAGE as error:
            raise broken(folder, error) from error
        if fault:
            raise broken(folder, fault)

    def _translator(self, tuning: Tuning) -> Any:
        import ctranslate2

        return ctranslate2.Translator(
            str(self._folder / "model"),
            device=tuning.device,
            compute_type=tuning.compute_type,
            inter_threads=tuning.workers,
            intra_threads=tuning.threads,
        )

    def _fault(self, vocabulary: frozenset[str]) -> str:
        """What is wrong with the package as a whole, "" if nothing is."""
        letters = [letter for letter in _PROBE if has_arabic(letter)]
        pieces = self.tokenizer.encode(_PROBE)
        told = [piece for piece in pieces if piece != "▁"]
        spelled = sum(map(self.tokenizer.knows, letters)) >= _READABLE * len(letters)
        if not spelled or sum(piece in vocabulary for piece in told) < _READABLE * len(told):
            return "its model and its tokenizer do not know the same Arabic"
        (result,) = self.translator.translate_batch(
            [pieces],
            target_prefix=[[self._prefix]] if self._prefix else None,
            beam_size=1,
            max_decoding_length=2 * len(pieces),
        )
        english = join_pieces(self.tokenizer.marked(result.hypotheses[0])).text
        arabic = sum(map(has_arabic, english))
        if arabic > sum(letter.isascii() and letter.isalpha() for letter in english):
            return "it writes Arabic, not English"
        return ""

    def send(self, group: Sequence[Stretch], hypotheses: int = 1) -> list[Any]:
        """Puts a batch in the queue of the workers; what its results can be fetched by."""
        try:
            handles: list[Any] = self.translator.translate_batch(
                [list(part.pieces) for part in group],
                target_prefix=[[self._prefix]] * len(group) if self._prefix else None,
                beam_size=max(self.tuning.beam, hypotheses),
                num_hypotheses=hypotheses,
                length_penalty=LENGTH_PENALTY,
                max_input_length=0,
                max_decoding_length=2 * max(len(part.pieces) for part in group) + 32,
                return_scores=True,
                return_attention=True,
                asynchronous=True,
            )
        except DAMAGE as error:
            raise broken(self._folder, error) from error
        return handles

    def receive(self, handles: Sequence[Any]) -> list[Any]:
        """The results of a batch; waits for them."""
        try:
            return [handle.result() for handle in handles]
        except DAMAGE as error:
            raise broken(self._folder, error) from error

    def tune(self, sample: Sequence[Sequence[str]], cancelled: Callable[[], bool]) -> None:
        """Measures what is fastest on this machine with `sample`, the pieces of some sentences, and
        keeps it."""
        try:
            self.translator, self.tuning = measure(
                self._translator, self.translator, self.tuning, sample, cancelled
            )
        except DAMAGE as error:
            raise broken(self._folder, error) from error
        self.tuned = True
        if not cancelled():
            keep_tuning(self.hash, self.tuning)


def _vocabulary(model: Path) -> frozenset[str]:
    """The pieces that a CTranslate2 model reads. Raises OSError or ValueError."""
    for name in ("shared_vocabulary", "source_vocabulary"):
        file = model / f"{name}.json"
        if file.is_file():
            pieces = json.loads(file.read_text("utf-8"))
            if not isinstance(pieces, list) or not all(isinstance(p, str) for p in pieces):
                raise ValueError(f"{file.name} is no list of pieces")
            return frozenset(pieces)
        file = model / f"{name}.txt"
        if file.is_file():
            return frozenset(file.read_text("utf-8").split("\n"))
    raise ValueError("the vocabulary of the model is missing")


def _hash(folder: Path) -> str:
    """A hash of what decides how fast a model runs: names, sizes and ends of its files."""
    total = hashlib.sha256()
    for file in sorted((folder / "model").iterdir()):
        size = file.stat().st_size
        total.update(f"{file.name} {size}\n".encode("utf-8", "surrogateescape"))
        with file.open("rb") as content:
            total.update(content.read(_SAMPLED))
            content.seek(max(0, size - _SAMPLED))
            total.update(content.read(_SAMPLED))
    return total.hexdigest()[:16]
