"""The `lite` engine: Qari's own small model over the draft.

The model gets the draft's English with what the dictionary knows of each word, never a name or a
number, and writes fluent English; what it says is shown only if it is found faithful, else the
draft is, and said so.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from reader.errors import QariError
from reader.model import Doubt, Span, Translation
from reader.translation.attention import AttentionAligner
from reader.translation.draft import DraftTranslator
from reader.translation.joining import join_stretches
from reader.translation.lite.choice import Choice, choices
from reader.translation.lite.model import LiteModel
from reader.translation.lite.reading import Reading, Said, heard, named, read
from reader.translation.pieces import lay_pieces
from reader.translation.protocol import SentenceSource
from reader.translation.stretches import Stretch, kept, stretches
from reader.translation.verbatim import Kind

__all__ = ["DRAFT_SHOWN", "LiteTranslator"]

DRAFT_SHOWN: Final = "draft-shown"
"""The kind of doubt that tells of a sentence in which the draft speaks; its text is why."""


class _ArabicWords:
    """Cuts the Arabic at spaces: the model reads the draft, not the Arabic."""

    def encode(self, text: str) -> list[str]:
        return ["▁" + word for word in text.split()]

    def lay(self, text: str, pieces: Sequence[str]) -> list[Span]:
        return lay_pieces(text, pieces)

    def marked(self, pieces: Sequence[str]) -> list[str]:
        return list(pieces)

    def knows(self, character: str) -> bool:
        return character.isalpha()


class LiteTranslator:
    """The small model in `folder`, loaded when first used. May be called from several threads.

    Where the model cannot be used the draft answers, with a doubt that says so."""

    name = "lite"
    label = "Qari's small model"
    batch = 16

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._model: LiteModel | None = None
        self._lock = threading.Lock()
        self._draft = DraftTranslator()
        self._aligner = AttentionAligner()

    def load(self) -> None:
        """Loads the model if it is not in memory.

        Raises MissingPartError or BrokenPartError if it cannot be used."""
        self._loaded()

    def _loaded(self) -> LiteModel:
        with self._lock:
            if self._model is None:
                self._model = LiteModel(self.folder)
            return self._model

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        """As the protocol has it, in order."""
        for first in range(0, len(sources), self.batch):
            if cancelled():
                return
            group = sources[first : first + self.batch]
            try:
                said = self._group(self._loaded(), group)
            except QariError as error:
                said = self._drafts(group, str(error))
            for number, translation in enumerate(said, first):
                if cancelled():
                    return
                yield number, translation

    def _drafts(self, group: Sequence[SentenceSource], why: str) -> list[Translation]:
        made = self._draft.translate(group, lambda: False)
        return [_doubted(draft, why) for _, draft in made]

    def _group(self, model: LiteModel, group: Sequence[SentenceSource]) -> list[Translation]:
        parts = [
            part
            for number, source in enumerate(group)
            for part in stretches(number, source, _ArabicWords())
        ]
        done: dict[int, list[tuple[Stretch, Translation]]] = defaultdict(list)
        readings: list[tuple[Stretch, Reading]] = []
        for part in parts:
            if not part.pieces:
                done[part.sentence].append((part, kept(part, self.label)))
                continue
            reading = read(part.source, model.vocabulary)
            if reading.pieces and part.kind is Kind.MODEL and _glossed(part.source):
                readings.append((part, reading))
            else:
                done[part.sentence].append((part, reading.draft()))
        for part, translation in self._translations(model, readings):
            done[part.sentence].append((part, translation))
        return [_joined(done[number], self.label) for number in range(len(group))]

    def _translations(
        self, model: LiteModel, readings: Sequence[tuple[Stretch, Reading]]
    ) -> Iterator[tuple[Stretch, Translation]]:
        """What is shown for each stretch."""
        made = choices(model, [reading for _, reading in readings])
        chosen: list[tuple[Stretch, Choice, Said]] = []
        for (part, _), choice in zip(readings, made, strict=True):
            if choice.said is None:
                yield part, _doubted(choice.reading.draft(), choice.why)
            else:
                chosen.append((part, choice, choice.said))
        aligned = self._aligner.align([heard(choice.reading, said) for _, choice, said in chosen])
        for (part, choice, said), links in zip(chosen, aligned, strict=True):
            score = None if choice.score is None else round(choice.score, 3)
            links = named(choice.reading, said, links)
            shown = Translation(said.english.text, self.label, score, links)
            yield part, _doubted(shown, choice.why) if choice.why else shown


def _glossed(source: SentenceSource) -> bool:
    return any(gloss is not None for gloss in source.glosses)


def _doubted(shown: Translation, why: str) -> Translation:
    return replace(shown, doubts=(*shown.doubts, Doubt(DRAFT_SHOWN, why)))


def _joined(parts: Sequence[tuple[Stretch, Translation]], label: str) -> Translation:
    """One translation of the stretches of a sentence; it is the draft's only if all of it is."""
    whole = join_stretches(parts)
    doubts = tuple(dict.fromkeys(doubt for _, part in parts for doubt in part.doubts))
    engines = {part.engine for _, part in parts}
    engine = engines.pop() if len(engines) == 1 else label
    return Translation(whole.text, engine, whole.score, whole.links, doubts)
