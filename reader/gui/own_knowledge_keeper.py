"""Keeping what the reader says of names: written at once, told, undone like an edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.errors import QariError
from reader.gui.banner import Banners, Offer
from reader.gui.edits import Edits, Step
from reader.gui.session import Session
from reader.gui.worker import Jobs
from reader.knowledge.cities import name_words
from reader.knowledge.own_file import Change, OwnFile, subject
from reader.knowledge.own_records import Hidden, SameAs, Wish, written
from reader.model import Entity
from reader.text.keys import has_arabic

__all__ = ["Keeper"]


class Keeper(QObject):
    """Attributes: beside (further banners to tell in, None for none).
    Signals: changed() when the file is another one now."""

    changed = Signal()

    def __init__(
        self, file: OwnFile, session: Session, jobs: Jobs, banners: Banners, edits: Edits
    ) -> None:
        super().__init__()
        self.beside: Banners | None = None
        self._file = file
        self._session = session
        self._jobs = jobs
        self._banners = banners
        self._edits = edits
        edits.changed.connect(self._clear)

    def say(self, words: str, *said: Wish | Change) -> None:
        """Keeps what the reader says, each in the place of what was said of the same before, and
        tells it in `words`.

        Raises QariError, with nothing changed, where the file cannot be written."""
        changes: list[Change] = []
        for wish in said:
            if isinstance(wish, Change):
                changes.append(wish)
                continue
            before = self.gone(subject(wish))
            first = before[0].before if before else ""
            changes += [Change(first, written(wish)), *before[1:]]
        self.change(words, *changes)

    def change(self, words: str, *changes: Change) -> None:
        """Makes the changes in the file. Raises as `say`."""
        self._write(*changes)
        offers: tuple[Offer, ...] = ()
        if changes:
            back = tuple(change.back for change in reversed(changes))
            step = Step(partial(self._write, *back), partial(self._write, *changes))
            self._edits.did(step)
            offers = (("Undo", partial(self._undo, step)),)
        later = " The text is marked anew when it is translated." if self._jobs.busy else ""
        self.tell("done", words + later, *offers)

    def _write(self, *changes: Change) -> None:
        if changes:
            self._file.change(*changes)
            self.changed.emit()
            self._session.take_names()

    def _undo(self, step: Step) -> None:
        if self._edits.last is step:
            self.attempt(self._edits.undo)

    def gone(self, about: tuple[str, str]) -> list[Change]:
        """What takes away all that was said of a subject, a name in whatever spelling."""
        records = self._file.records()[0]
        return [Change(r.text, "") for r in records if _key(subject(r.wish)) == _key(about)]

    def freed(self, entity: Entity) -> list[Change]:
        """Takes away what was said of the names of a new entity and would keep it from them."""
        names = {name_words(name) for name in (entity.name_ar, *(a.ar for a in entity.aliases))}
        return [
            Change(record.text, "")
            for record in self._file.records()[0]
            if isinstance(record.wish, Hidden | SameAs) and name_words(record.wish.what) in names
        ]

    # ------------------------------------------------------------ telling

    def attempt(self, act: Callable[..., object], *given: object) -> None:
        """Does it; what keeps it from being done is told."""
        try:
            act(*given)
        except QariError as error:
            self.tell("error", str(error))

    def tell(self, tone: str, words: str, *offers: Offer) -> None:
        for banners in (self._banners, self.beside):
            if banners:
                banners.tell("names", tone, words, *offers)

    def _clear(self) -> None:
        for banners in (self._banners, self.beside):
            if banners:
                banners.clear("names")


def _key(about: tuple[str, str]) -> tuple[str, object]:
    what, name = about
    return what, name_words(name) if has_arabic(name) else name
