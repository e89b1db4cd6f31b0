"""What the reader wrote in place of an engine's English, used again for the same sentence.

Two sentences are the same if only invisible marks and spaces differ. An engine never sees a
sentence the memory holds: what the reader wrote stands as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reader.errors import QariError
from reader.model import Link, Translation
from reader.translation.protocol import SentenceSource, Translator
from reader.translation.wrapper import TranslatorWrapper

__all__ = [
    "EDITED",
    "FROM_MEMORY",
    "Aligner",
    "Kept",
    "MemoryTranslator",
    "Similar",
    "is_kept",
    "sentence_key",
    "was_engine",
]

Aligner = Callable[[SentenceSource, str], tuple[Link, ...]]
"""Links between a sentence and the English somebody wrote for it."""

EDITED: Final = "edited by you"
FROM_MEMORY: Final = "translation memory"
_WAS: Final = " · was "

# Soft hyphen, Arabic letter mark, zero-width and bidi controls, word joiner, byte order mark.
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def sentence_key(arabic: str) -> str:
    """What two occurrences of one sentence have in common: composed characters, no invisible marks,
    single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", arabic)).split())


@dataclass(frozen=True, slots=True)
class Kept:
    """English kept for an Arabic sentence.

    `was` is the label of the engine whose English it replaced, "" if none is known; `file` the name
    of the memory file it was imported from, "" for the reader's own; `changed` is UTC, ISO 8601
    with seconds.
    """

    arabic: str
    english: str
    was: str = ""
    file: str = ""
    changed: str = ""

    @property
    def label(self) -> str:
        """What people are shown as its engine."""
        made = f"{FROM_MEMORY} ({self.file})" if self.file else EDITED
        return f"{made}{_WAS}{self.was}" if self.was else made

    def translation(self, source: SentenceSource, align: Aligner) -> Translation:
        return Translation(self.english, self.label, links=align(source, self.english))


@dataclass(frozen=True, slots=True)
class Similar:
    """Something kept for a like sentence; `score` is 0 to 1, 1 for the same letters."""

    kept: Kept
    score: float


def is_kept(engine: str) -> bool:
    """Whether the label of a translation's engine says that it came from the memory."""
    return engine.startswith((EDITED, FROM_MEMORY))


def was_engine(engine: str) -> str:
    """The engine behind a label: itself, or the one whose English was replaced."""
    return engine.partition(_WAS)[2] if is_kept(engine) else engine


class MemoryTranslator(TranslatorWrapper):
    """An engine with a memory before it.

    `find` gives what is kept for an Arabic sentence; `inner` translates the others. A memory that
    cannot be read is left out: the engine then translates all.
    """

    def __init__(
        self, inner: Translator, find: Callable[[str], Kept | None], align: Aligner
    ) -> None:
        super().__init__(inner)
        self._find = find
        self._align = align

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        others: list[int] = []
        for i, source in enumerate(sources):
            if cancelled():
                return
            kept = self._kept(source.text)
            if kept is None:
                others.append(i)
            else:
                was = kept.was or self.label
                yield (
                    i,
                    Kept(kept.arabic, kept.english, was, kept.file).translation(
                        source, self._align
                    ),
                )
        if others:
            rest = [sources[i] for i in others]
            for j, translation in self.inner.translate(rest, cancelled):
                yield others[j], translation

    def _kept(self, arabic: str) -> Kept | None:
        try:
            return self._find(arabic)
        except QariError:
            return None
