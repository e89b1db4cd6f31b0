"""The small model in memory: CTranslate2's translator and the vocabulary beside it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reader.errors import BrokenPartError, MissingPartError
from reader.translation.lite.pieces import SourcePiece, Vocabulary
from reader.translation.lite.rates import RATES, Rates

__all__ = ["CHECKSUMS", "Guess", "LiteModel"]

CHECKSUMS: Final = "checksums.json"
_BEAM: Final = 4
_CAREFUL_BEAM: Final = 8
_COVERAGE: Final = 0.3
_PHRASE: Final = 4
"""In a second try: more hypotheses, a penalty for what is not heeded, no phrase of so many pieces
twice."""
_BATCH: Final = 1500
"""Pieces, those of some twenty sentences."""
_THREADS: Final = 4
_DAMAGE: Final = (OSError, RuntimeError, ValueError, LookupError, TypeError, MemoryError)
"""What CTranslate2, SentencePiece and json raise for files that are not as they should be."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A hypothesis: its pieces, the mean logarithm of their probabilities, and the weight that each
    gave the pieces of the source."""

    pieces: tuple[str, ...]
    score: float
    attention: Sequence[Sequence[float]]


class LiteModel:
    """Loaded from `folder` and compared with its checksums.

    Raises MissingPartError for a folder that is not there, BrokenPartError for files that are
    missing or not what they were."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not folder.is_dir():
            raise MissingPartError(
                f"the small model {folder.name} is not there:"
                " install Qari again, or use “--engine draft”"
            )
        self._compare()
        try:
            import ctranslate2

            self.vocabulary = Vocabulary(folder)
            self.rates = Rates(folder / RATES)
            self._translator: Any = ctranslate2.Translator(
                str(folder),
                compute_type="int8",
                inter_threads=1,
                intra_threads=min(_THREADS, os.cpu_count() or 1),
            )
        except _DAMAGE as error:
            raise self._broken(str(error)) from error

    def _compare(self) -> None:
        """With the sums that were taken when the model was made."""
        try:
            sums = json.loads((self._folder / CHECKSUMS).read_text("utf-8"))
            for name, wanted in sums.items():
                content = (self._folder / name).read_bytes()
                if hashlib.sha256(content).hexdigest() != wanted:
                    raise self._broken(f"{name} is not what it was")
        except (OSError, ValueError, AttributeError) as error:
            raise self._broken(str(error)) from error

    def _broken(self, why: str) -> BrokenPartError:
        first = next(iter(why.splitlines()), "")
        return BrokenPartError(
            f"the small model {self._folder.name} is damaged ({first}):"
            " install Qari again, or use “--engine draft”"
        )

    def guesses(
        self, sources: Sequence[Sequence[SourcePiece]], careful: bool = False
    ) -> list[list[Guess]]:
        """Hypotheses for each source, none of which is empty, the likeliest first; `careful` ones
        are more, heed all of the source and say nothing twice.

        Raises BrokenPartError if the model fails."""
        longest = max((len(source) for source in sources), default=0)
        try:
            results = self._translator.translate_batch(
                [self.vocabulary.written(source) for source in sources],
                beam_size=_CAREFUL_BEAM if careful else _BEAM,
                num_hypotheses=_CAREFUL_BEAM if careful else _BEAM,
                coverage_penalty=_COVERAGE if careful else 0.0,
                no_repeat_ngram_size=_PHRASE if careful else 0,
                length_penalty=1.0,
                max_batch_size=_BATCH,
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=2 * longest + 16,
                disable_unk=True,
                return_scores=True,
                return_attention=True,
            )
            return [
                [
                    Guess(tuple(pieces), score, weights)
                    for pieces, score, weights in zip(
                        result.hypotheses, result.scores, result.attention, strict=True
                    )
                ]
                for result in results
            ]
        except _DAMAGE as error:
            raise self._broken(str(error)) from error
