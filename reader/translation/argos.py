"""The `argos` engine: an installed Argos Arabic→English package run through CTranslate2.

Argos's own `translate` joins the sentences of a paragraph and loses which came from which; here
each sentence is translated by itself, long ones in stretches, in full batches of like lengths, with
its attention kept. One model stays in memory until it is released.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final

from reader.model import Token, Translation
from reader.translation.argos_model import DAMAGE, LENGTH_PENALTY, ArgosModel, broken
from reader.translation.attention import AttentionAligner, Hypothesis
from reader.translation.decoding import decode, first_screen, in_batches
from reader.translation.joining import join_stretches
from reader.translation.pieces import join_pieces, source_tokens
from reader.translation.protocol import SentenceSource
from reader.translation.stretches import Stretch, kept, stretches
from reader.translation.tuning import MEASURED_STEPS
from reader.translation.unknowns import spelled_out

__all__ = ["ArgosTranslator"]

_Batch = tuple[list[Stretch], list[Any]]
"""Stretches and CTranslate2's results for them."""

_WORTH_MEASURING: Final = 3.0
"""Seconds of work ahead from which it pays to find out how this machine does it fastest."""
_MUCH: Final = 1200
"""Pieces, those of some 600 words; for less the question does not arise."""
_SAMPLE: Final = 0.6
"""Seconds that one way of doing it is tried for."""


class ArgosTranslator:
    """One Argos package, loaded when first used and kept until `release`.

    `folder` is the installed package: metadata.json, model/ and sentencepiece.model (or bpe.model).
    Raises BrokenPartError where these are missing or damaged. May be called from several threads.
    """

    name = "argos"
    batch = 1 << 30  # the whole article at once

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
            pair = f"{metadata['from_code']}-{metadata['to_code']}"
            self.label = f"argos {pair} {metadata['package_version']}"
            self._prefix = str(metadata.get("target_prefix") or "")
        except (*DAMAGE, RecursionError, AttributeError) as error:
            raise broken(folder, f"metadata.json: {error}") from error
        self._model: ArgosModel | None = None
        self._users = 0
        self._lock = threading.Lock()
        self._aligner = AttentionAligner()

    def load(self) -> None:
        """Loads the model and tries it out, if it is not in memory.

        Raises BrokenPartError if it cannot be used."""
        with self._using():
            pass

    def release(self) -> None:
        """Gives the memory of the model back; it is loaded again when needed. Does nothing while a
        translation is under way."""
        with self._lock:
            if self._model is not None and not self._users:
                self._model.translator.unload_model()
                self._model = None

    @contextmanager
    def _using(self) -> Iterator[ArgosModel]:
        with self._lock:
            if self._model is None:
                self._model = ArgosModel(self.folder, self._prefix)
            model = self._model
            self._users += 1
        try:
            yield model
        finally:
            with self._lock:
                self._users -= 1

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        """As the protocol has it. The first sentences come first, the others about in order."""
        self._aligner = aligner = AttentionAligner()
        with self._using() as model:
            work = _Work(sources, model, self.label)
            for group, results in self._results(model, work, cancelled):
                for part, translation in self._translations(model, group, results, aligner):
                    work.add(part, translation)
                yield from work.finished()
            if not cancelled():
                yield from work.finished()

    def _results(
        self, model: ArgosModel, work: _Work, cancelled: Callable[[], bool]
    ) -> Iterator[_Batch]:
        """Batches with their results. Where this machine was not measured yet and there is much to
        do, that is done once the first screen is there."""
        parts = work.parts()
        first = in_batches(iter(first_screen(parts)), model.tuning)
        if not model.tuned:
            rest = list(parts)
            if _size(rest) >= _MUCH:
                rate = 0.0
                for batch, told in _timed(decode(model, first, cancelled, _get_ready)):
                    rate = told
                    yield batch
                if not cancelled() and _size(rest) > rate * _WORTH_MEASURING:
                    model.tune(_sample(rest, rate), cancelled)
                first = iter(())
            parts = iter(rest)
        groups = chain(first, in_batches(parts, model.tuning))
        yield from decode(model, groups, cancelled, _get_ready)

    def alternatives(self, source: SentenceSource, count: int) -> list[Translation]:
        """Up to `count` translations of one sentence that differ, the likeliest first; in one of
        several stretches one stretch differs.

        Raises BrokenPartError if the model cannot be used."""
        with self._using() as model:
            fixed, parts = [], []
            for part in stretches(0, source, model.tokenizer):
                if part.pieces:
                    parts.append(part)
                else:
                    fixed.append((part, kept(part, self.label)))
            # Many differ in their pieces only and read the same.
            wanted = 2 * count
            results = model.receive(model.send(parts, wanted)) if parts else []
            said = [
                self._translations(model, parts, results, self._aligner, number)
                for number in range(wanted)
            ]
        best = said[0]
        versions = [best]
        for version in said[1:]:
            for which, other in enumerate(version):
                versions.append([*best[:which], other, *best[which + 1 :]])
        distinct: dict[str, Translation] = {}
        for version in versions:
            whole = join_stretches([*fixed, *version])
            distinct.setdefault(whole.text, whole)
        return list(distinct.values())[:count]

    def _translations(
        self,
        model: ArgosModel,
        parts: Sequence[Stretch],
        results: Sequence[Any],
        aligner: AttentionAligner,
        number: int = 0,
    ) -> list[tuple[Stretch, Translation]]:
        """Hypothesis `number` of each result, the best one where there are fewer, word-aligned. Its
        score is the mean logarithm of the probability of a piece."""
        told: list[Hypothesis] = []
        scores: list[float] = []
        for part, result in zip(parts, results, strict=True):
            n = number if number < len(result.hypotheses) else 0
            pieces, attention = result.hypotheses[n], result.attention[n]
            written = len(pieces) + 1  # with the end mark
            scores.append(round(result.scores[n] * written**LENGTH_PENALTY / written, 3))
            if self._prefix and pieces[:1] == [self._prefix]:
                pieces, attention = pieces[1:], attention[1:]
            owners = source_tokens(part.source, part.places)
            english = join_pieces(
                spelled_out(model.tokenizer.marked(pieces), attention, part, owners)
            )
            told.append(Hypothesis(part.source, owners, english, attention))
        return [
            (part, Translation(hypothesis.english.text, self.label, score, links))
            for part, hypothesis, score, links in zip(
                parts, told, scores, aligner.align(told), strict=True
            )
        ]


def _get_ready() -> None:
    """Loads what the alignment needs, while the first sentences are being translated."""
    words = SentenceSource("مدينة", (Token(0, 5),))
    english = join_pieces(["▁city"])
    AttentionAligner().align([Hypothesis(words, [0], english, [[1.0]])])


def _timed(batches: Iterator[_Batch]) -> Iterator[tuple[_Batch, float]]:
    """The batches with the pieces a second that came so far."""
    waited, written = 0.0, 0
    while True:
        began = time.perf_counter()
        batch = next(batches, None)
        waited += time.perf_counter() - began
        if batch is None:
            return
        written += sum(len(result.hypotheses[0]) for result in batch[1])
        yield batch, written / max(waited, 1e-6)


def _size(parts: Sequence[Stretch]) -> int:
    return sum(len(part.pieces) for part in parts)


def _sample(parts: Sequence[Stretch], rate: float) -> list[tuple[str, ...]]:
    """The pieces of some stretches from all over, as many as take a moment at this rate."""
    count = min(max(4, round(_SAMPLE * rate / MEASURED_STEPS)), 64, len(parts))
    return [part.pieces for part in parts[:: max(1, len(parts) // count)]][:count]


class _Work:
    """The sentences of a job and what of them is done."""

    def __init__(self, sources: Sequence[SentenceSource], model: ArgosModel, label: str) -> None:
        self._sources = sources
        self._tokenizer = model.tokenizer
        self._label = label
        self._missing: dict[int, int] = {}
        self._done: dict[int, list[tuple[Stretch, Translation]]] = {}
        self._finished: deque[tuple[int, Translation]] = deque()

    def parts(self) -> Iterator[Stretch]:
        """What there is for the model, in order; what is not for it is done on the way."""
        for number, source in enumerate(self._sources):
            own = stretches(number, source, self._tokenizer)
            self._missing[number] = len(own)
            for part in own:
                if not part.pieces:
                    self.add(part, kept(part, self._label))
            yield from (part for part in own if part.pieces)

    def add(self, part: Stretch, translation: Translation) -> None:
        """Takes the translation of a stretch; the sentence is finished with its last one."""
        done = self._done.setdefault(part.sentence, [])
        done.append((part, translation))
        if len(done) == self._missing[part.sentence]:
            self._finished.append((part.sentence, join_stretches(done)))
            del self._done[part.sentence]

    def finished(self) -> Iterator[tuple[int, Translation]]:
        """The sentences finished since the last call."""
        while self._finished:
            yield self._finished.popleft()
