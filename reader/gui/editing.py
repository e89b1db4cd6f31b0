"""What the reader does with a sentence's English in the window: edit, choose, undo, own terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from reader.errors import QariError
from reader.gui.banner import Banners
from reader.gui.edits import Edits
from reader.gui.glossary_dialog import GlossaryDialog
from reader.gui.offers import OfferPopover, engine_offers, memory_offers
from reader.gui.reading_view import ReadingView
from reader.gui.sentence_editor import SentenceEditor
from reader.gui.session import Session
from reader.gui.worker import Jobs
from reader.library import GlossaryFile
from reader.translation.hypotheses import Hypotheses
from reader.translation.memory import Kept

__all__ = ["Editing"]


class Editing(QObject):
    """Attributes: edits. `again` translates the open article anew."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        jobs: Jobs,
        view: ReadingView,
        banners: Banners,
        again: Callable[[], object],
    ) -> None:
        super().__init__()
        self.edits = Edits(session)
        self._window = window
        self._session = session
        self._jobs = jobs
        self._view = view
        self._banners = banners
        self._again = again
        self._waiting: dict[int, Callable[[Hypotheses], None]] = {}
        jobs.suggested.connect(self._on_suggested)
        session.opened.connect(self._open_memory)
        view.edit_wanted.connect(self.edit)
        view.others_wanted.connect(self.choose)

    def undo(self) -> None:
        self._attempt(self.edits.undo)

    def redo(self) -> None:
        self._attempt(self.edits.redo)

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Says which of the commands make sense now."""
        actions["undo"].setEnabled(self.edits.can_undo)
        actions["redo"].setEnabled(self.edits.can_redo)

    def close(self) -> None:
        self.edits.close()

    # ------------------------------------------------------------ a sentence

    def _ready(self, sentence: int) -> bool:
        """Whether its English is there: what the engine is still to say would overwrite an edit."""
        ready = self.edits.shown(sentence) is not None or not self._jobs.busy
        if not ready:
            self._banners.tell("edit", "warning", "This sentence is still being translated.")
        return ready

    def edit(self, sentence: int | None) -> None:
        """Opens the editor on a sentence, if there is one."""
        if sentence is None or not self._ready(sentence):
            return
        edits, document, arabic = self.edits, self._session.document, self.edits.arabic(sentence)
        try:
            similar = edits.similar(sentence)
            note = edits.library.note(arabic)
        except QariError as error:
            self._tell(error)
            return
        own: list[Hypotheses] = []

        def save(english: str, note: str) -> None:
            edits.library.write_note(arabic, note)
            if self._session.document is document:
                self._put(sentence, english, own[0] if own else None)
            else:  # another article came meanwhile
                edits.library.keep(Kept(arabic, english))

        editor = SentenceEditor(self._window, arabic, edits.shown(sentence), note, similar, save)

        def arrived(found: Hypotheses) -> None:
            own.append(found)
            editor.set_hypotheses(found)

        number = self._ask(sentence, arrived)
        editor.finished.connect(lambda _: self._waiting.pop(number, None))
        editor.open()

    def choose(self, sentence: int | None) -> None:
        """Shows what else could stand for a sentence, to choose from, if there is one."""
        if sentence is None or not self._ready(sentence):
            return
        try:
            memory = memory_offers(self.edits.similar(sentence))
        except QariError as error:
            self._tell(error)
            return
        popover = OfferPopover(self._window)
        found: list[Hypotheses] = []

        def chosen(english: str) -> None:
            self._attempt(lambda: self._put(sentence, english, found[0] if found else None))

        popover.chosen.connect(chosen)
        popover.show_offers(memory, "Asking the engine for other versions…")
        shown = self.edits.shown(sentence)

        def arrived(hypotheses: Hypotheses) -> None:
            found.append(hypotheses)
            engine = engine_offers(hypotheses, shown.text if shown else "")
            popover.show_offers([*memory, *engine], hypotheses.why_none)

        self._session.opened.connect(popover.close)
        number = self._ask(sentence, arrived)
        popover.destroyed.connect(lambda: self._waiting.pop(number, None))
        area = self._view.area_of(sentence)
        viewport = self._view.viewport()
        popover.open_at(area.translated(viewport.mapToGlobal(viewport.rect().topLeft())))

    def _put(self, sentence: int, english: str, found: Hypotheses | None) -> None:
        """Keeps the English; what the engine says itself is no edit."""
        shown = self.edits.shown(sentence)
        if found and found.own and english == found.own.text:
            if self.edits.is_edited(sentence):
                self.edits.reset(sentence, found.own)
        elif not shown or english != shown.text:
            self.edits.edit(sentence, english)
        self._banners.clear("edit")

    def _ask(self, sentence: int, arrived: Callable[[Hypotheses], None]) -> int:
        document = self._session.document
        assert document is not None
        number = self._jobs.suggest(document.source(sentence), self._session.engine)
        self._waiting[number] = arrived
        return number

    def _on_suggested(self, number: int, found: Hypotheses) -> None:
        arrived = self._waiting.pop(number, None)
        if arrived:
            arrived(found)

    # ------------------------------------------------------------ terms

    def edit_glossary(self) -> None:
        """Opens the reader's glossary."""
        file = GlossaryFile()
        try:
            dialog = GlossaryDialog(self._window, file)
        except QariError as error:
            self._tell(error)
            return
        dialog.saved.connect(self._on_glossary_saved)
        dialog.open()

    def _on_glossary_saved(self) -> None:
        if self._session.document:
            self._banners.tell(
                "edit",
                "done",
                "The glossary is saved; it counts from the next translation on.",
                ("Translate again", self._translate_again),
            )

    def _translate_again(self) -> None:
        self._banners.clear("edit")
        self._again()

    # ------------------------------------------------------------ telling

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except QariError as error:
            self._tell(error)

    def _tell(self, error: QariError) -> None:
        self._banners.tell("edit", "error", str(error))

    def _open_memory(self) -> None:
        """Opens the memory with the first article, and tells what happened to it."""
        try:
            notices = self.edits.library.take_notices()
        except QariError as error:
            notices = (str(error),)
        if notices:
            self._banners.tell("memory", "warning", "  ".join(notices))
