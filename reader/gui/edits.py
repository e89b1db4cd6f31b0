"""The reader's own English in the open article, and what else the reader does: undone, redone.

What is changed here is on the disk before it is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.gui.session import Session
from reader.library import Library
from reader.model import Doubt, Link, Translation
from reader.pipeline import Parts
from reader.remarking import Known, recheck
from reader.translation.memory import (
    Aligner,
    Kept,
    Similar,
    is_kept,
    sentence_key,
    was_engine,
)
from reader.translation.protocol import SentenceSource

__all__ = ["Edits", "Step"]


def _align(source: SentenceSource, english: str) -> tuple[Link, ...]:
    # Imported when first needed: what the aligner has learned takes a moment to load.
    from reader.translation.alignment import align

    return align(source, english)


@dataclass(frozen=True, slots=True)
class Step:
    """Something the reader did: what takes it back, and what does it again. Both raise QariError
    where that cannot be done; nothing has changed then."""

    back: Callable[[], object]
    again: Callable[[], object]


class Edits(QObject):
    """Every method that reads or writes the library raises QariError, in one sentence for the
    reader, where that cannot be done; nothing has changed then.

    Signals: changed() when there is more or less to undo or redo.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        open_library: Callable[[], Library] = Library,
        align: Aligner = _align,
    ) -> None:
        super().__init__()
        self._session = session
        self._open = open_library
        self._align = align
        self._library: Library | None = None
        self._done: list[Step] = []
        self._undone: list[Step] = []
        session.opened.connect(self._clear)

    @property
    def library(self) -> Library:
        """Opened when first asked for."""
        if self._library is None:
            self._library = self._open()
        return self._library

    def close(self) -> None:
        if self._library:
            self._library.close()
            self._library = None

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def _clear(self) -> None:
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    # ------------------------------------------------------------ reading

    def arabic(self, sentence: int) -> str:
        document = self._session.document
        assert document is not None
        return document.source(sentence).text

    def shown(self, sentence: int) -> Translation | None:
        """What the window shows for it now."""
        document = self._session.document
        assert document is not None
        return document.sentence(sentence).translation

    def similar(self, sentence: int) -> list[Similar]:
        return self.library.similar(self.arabic(sentence))

    # ------------------------------------------------------------ changing

    def edit(self, sentence: int, english: str) -> None:
        """Puts the reader's English in place of what is shown, for every occurrence of the
        sentence."""
        document = self._session.document
        assert document is not None
        shown = self.shown(sentence)
        kept = Kept(self.arabic(sentence), english, was_engine(shown.engine) if shown else "")
        places = self.same(sentence)
        new = {n: kept.translation(document.source(n), self._align) for n in places}
        self._do(kept.arabic, kept, places, new)

    def reset(self, sentence: int, own: Translation) -> None:
        """Puts `own`, the engine's, in place of the reader's English."""
        places = self.same(sentence)
        self._do(self.arabic(sentence), None, places, dict.fromkeys(places, own))

    def take_back(self, sentence: int, correction: Doubt) -> None:
        """Puts back what the engine wrote where it was corrected to a name, for every occurrence
        of the sentence, now and whenever it is read."""
        document = self._session.document
        assert document is not None
        arabic = self.arabic(sentence)
        old = {n: self.shown(n) for n in self.same(sentence)}
        self.library.take_back(arabic, correction.text)
        parts = Parts(None, None, None, taken_back=self.library.taken_back)
        new: dict[int, Translation | None] = {}
        for n, translation in old.items():
            known = Known(document.source(n), document.entities)
            new[n] = recheck(known, known, translation, parts) if translation else None

        def put_back() -> None:
            self.library.take_back(arabic, correction.text)
            self._session.put(new)

        def put_right() -> None:
            self.library.give_back(arabic, correction.text)
            self._session.put(old)

        self._session.put(new)
        self.did(Step(put_right, put_back))

    def is_edited(self, sentence: int) -> bool:
        shown = self.shown(sentence)
        return shown is not None and is_kept(shown.engine)

    def same(self, sentence: int) -> list[int]:
        """The numbers of all occurrences of a sentence that are shown in English, and its own."""
        document = self._session.document
        assert document is not None
        text, key = document.article.text, sentence_key(self.arabic(sentence))
        return [
            n
            for n, other in enumerate(document.sentences)
            if n == sentence
            or (self.shown(n) and sentence_key(text[other.start : other.end]) == key)
        ]

    def _do(
        self,
        arabic: str,
        after: Kept | None,
        places: list[int],
        new: Mapping[int, Translation | None],
    ) -> None:
        before = self.library.find(arabic)
        old = {n: self.shown(n) for n in places}

        def put(kept: Kept | None, shown: Mapping[int, Translation | None]) -> None:
            self._keep(arabic, kept)
            self._session.put(shown)

        put(after, new)
        self.did(Step(lambda: put(before, old), lambda: put(after, new)))

    def did(self, step: Step) -> None:
        """Remembers something that was done just now, to be undone first."""
        self._done.append(step)
        self._undone.clear()
        self.changed.emit()

    @property
    def last(self) -> Step | None:
        """What `undo` takes back."""
        return self._done[-1] if self._done else None

    def undo(self) -> None:
        """Takes back the last step that was not taken back yet."""
        if self._done:
            self._done[-1].back()
            self._undone.append(self._done.pop())
            self.changed.emit()

    def redo(self) -> None:
        """Does the last step taken back again."""
        if self._undone:
            self._undone[-1].again()
            self._done.append(self._undone.pop())
            self.changed.emit()

    def _keep(self, arabic: str, kept: Kept | None) -> None:
        if kept:
            self.library.keep(kept)
        else:
            self.library.forget(arabic)
