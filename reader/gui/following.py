"""What the session tells, shown in the window: an article that came, what became known of it, what
failed, and which actions make sense now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader import settings as store
from reader.gui.actions import COMMANDS
from reader.gui.document import Document
from reader.gui.session import Stage
from reader.gui.status_line import counted

if TYPE_CHECKING:
    from reader.gui.window import Window

__all__ = ["Following"]


class Following(QObject):
    """Follows the session of `window`, from when it is made, in the parts that one sees."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._session = session = window.session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.ended.connect(self._on_ended)
        session.stopped.connect(self._on_stopped)
        session.failed.connect(self._on_failed)
        session.parts_failed.connect(lambda words: self._tell_parts("error", words))
        session.parts_left_out.connect(lambda words: self._tell_parts("warning", words))
        session.stage_changed.connect(self.tell_state)
        window.exporter.changed.connect(self.tell_state)
        window.editing.edits.changed.connect(self.tell_state)

    def _on_opened(self, document: Document) -> None:
        window, path = self._window, self._session.path
        if path:
            window.remember(store.with_recent(window.settings, path))
        window.banners.clear("problems")
        window.pane.set_document(document)
        window.pane.view.set_waiting(True)
        window.panel.set_document(document)
        window.show_reading()
        source = document.article.source
        title = document.title
        facts = [source.name, source.date or "", counted(document.words, "word")]
        shown = [fact for fact in facts if fact and fact != title]
        window.top_bar.set_document(title, "  ·  ".join(shown))
        window.setWindowTitle(f"{source.name} – Qari")

    def _on_changed(self, sentences: list[int]) -> None:
        window, document = self._window, self._session.document
        assert document is not None
        for number in sentences:
            window.pane.view.set_sentence(number, document.sentence(number))
        window.pane.refresh()
        window.panel.refresh()
        window.status.legend.set_counts(window.panel.counts)
        self.tell_state()

    def _on_ended(self) -> None:
        self._window.pane.view.set_waiting(False)
        document = self._session.document
        if document and document.problems:
            self._window.banners.tell("problems", "warning", "  ".join(document.problems))

    def _on_stopped(self) -> None:
        window, document = self._window, self._session.document
        assert document is not None
        self._on_ended()
        done = f"Stopped after {document.done} of {counted(len(document.sentences), 'sentence')}."
        window.banners.tell("stopped", "warning", done, ("Start again", window.analyse_again))

    def _on_failed(self, message: str) -> None:
        window = self._window
        if path := self._session.opening:
            kept = window.settings
            recent = tuple(name for name in kept.recent if name != str(path.absolute()))
            window.remember(replace(kept, recent=recent))
        else:
            window.pane.view.set_waiting(False)
        window.banners.tell("file", "error", message, ("Open another…", window.choose_file))

    def _tell_parts(self, tone: str, words: str) -> None:
        window = self._window
        window.banners.tell("parts", tone, words, ("Try again", self._load_anew), window.data.offer)

    def _load_anew(self) -> None:
        self._session.forget_engines()
        self._window.analyse_again()

    def tell_state(self) -> None:
        """Status line, engine labels, and which actions make sense now."""
        window, session, document = self._window, self._session, self._session.document
        idle = session.stage is Stage.IDLE and window.exporter.writing is None
        for command in COMMANDS:
            if command.needs:
                ready = document is not None and (idle or command.needs == "article")
                window.commands[command.id].setEnabled(ready)
        window.commands["doubts"].setEnabled(window.pane.doubtful > 0)
        window.editing.enable(window.commands)
        engine = document.engines.translation if document else session.engines.translation
        window.pane.set_engine(engine)
        window.status.engine.set_engine(engine)
        if session.stage is Stage.LOADING:
            window.banners.clear("parts")
        window.status.follow(session, window.exporter.writing)
