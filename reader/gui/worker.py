"""Work off the window's thread: one thread, one worker, numbered jobs.

`Jobs` lives in the window's thread and posts jobs; `Worker` lives in the thread and does them one
after the other. Every job carries a ticket; what a job reports after another has taken its place
is dropped.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from reader.gui.installed import installed_parts, installed_recognizer
from reader.gui.work import LoadParts, LoadRecognizer, Revision, Ticket, Worker
from reader.model import Analysis, Article
from reader.pipeline import Update
from reader.translation.protocol import SentenceSource

__all__ = ["Jobs", "Revision"]

_IDLE: Final = 5 * 60_000
"""Milliseconds without a translation after which the model leaves memory: hundreds of megabytes,
back in a second."""


class Jobs(QObject):
    """The window's side of the worker.

    Attributes:
        busy: whether an article is being read or analysed.
    Signals:
        loading(): the engines are being loaded, which takes seconds.
        parts_loaded(Engines), parts_failed(str): its outcome.
        parts_left_out(str): they are loaded, but not all that should be there, and why.
        knowledge_loaded(OwnKnowledge): what Qari and its reader know of actors and places, also
            of those that the article does not name; again whenever the reader's names change.
        article_read(Article): the text is there; updates follow.
        updated(Update), ended(), failed(str): the stream of the current job and its end.
        suggested(int, Hypotheses): the outcome of the `suggest` that gave this number.
        revised(Analysis, Analysis, str): what was given to `revise`, and what became of it: None
            for each if there is none, with what failed.
        exported(Path), export_failed(str): the outcome of `export`.
    """

    loading = Signal()
    parts_loaded = Signal(object)
    parts_failed = Signal(str)
    parts_left_out = Signal(str)
    knowledge_loaded = Signal(object)
    article_read = Signal(object)
    updated = Signal(object)
    ended = Signal()
    failed = Signal(str)
    suggested = Signal(int, object)
    revised = Signal(object, object, str)
    exported = Signal(object)
    export_failed = Signal(str)

    _load = Signal(str)
    _set_guard = Signal(bool)
    _revise = Signal(object, object, object)
    _forget = Signal()
    _open = Signal(object, object, str)
    _analyse = Signal(object, object, str)
    _suggest = Signal(int, object, str)
    _export = Signal(object, object)

    def __init__(
        self,
        load_parts: LoadParts = installed_parts,
        load_recognizer: LoadRecognizer = installed_recognizer,
        idle: int = _IDLE,
    ) -> None:
        """`idle`: milliseconds without a translation until its model leaves memory."""
        super().__init__()
        self.busy = False
        self._ticket = Ticket(0)
        self._revision = Ticket(0)
        self._asked = 0
        self._thread = QThread(self)
        self._thread.setObjectName("qari-worker")
        worker = self._worker = Worker(load_parts, load_recognizer)
        worker.moveToThread(self._thread)
        self._idle = QTimer(self, singleShot=True, interval=idle)
        self._idle.timeout.connect(worker.release)
        self._load.connect(worker.load)
        self._forget.connect(worker.forget)
        self._open.connect(worker.open)
        self._analyse.connect(worker.analyse)
        self._suggest.connect(worker.suggest)
        self._set_guard.connect(worker.set_guard)
        self._revise.connect(worker.revise)
        self._export.connect(worker.export)
        worker.loading.connect(self.loading)
        worker.parts_loaded.connect(self.parts_loaded)
        worker.parts_failed.connect(self.parts_failed)
        worker.parts_left_out.connect(self.parts_left_out)
        worker.knowledge_loaded.connect(self.knowledge_loaded)
        worker.suggested.connect(self.suggested)
        worker.exported.connect(self.exported)
        worker.export_failed.connect(self.export_failed)
        queued = Qt.ConnectionType.QueuedConnection
        worker.article_read.connect(self._on_article_read, queued)
        worker.updated.connect(self._on_updated, queued)
        worker.ended.connect(self._on_ended, queued)
        worker.suggested.connect(self._rest, queued)
        worker.failed.connect(self._on_failed, queued)
        worker.revised.connect(self.revised, queued)
        self._thread.start()

    def load(self, engine: str) -> None:
        """Loads the engines, so that they are there when an article comes."""
        self._load.emit(engine)

    def forget(self) -> None:
        """Lets the engines go after the work posted before: something was installed or removed."""
        self._forget.emit()

    def open(self, path: Path, engine: str) -> None:
        """Reads and analyses a file; a job still under way is cancelled and its reports dropped."""
        self._open.emit(self._new_ticket(), path, engine)

    def analyse(self, article: Article, engine: str) -> None:
        """Analyses an article already read, anew."""
        self._analyse.emit(self._new_ticket(), article, engine)

    def suggest(self, source: SentenceSource, engine: str) -> int:
        """Asks what else the engine makes of a sentence, after the work posted before; returns the
        number `suggested` will come with."""
        self._asked += 1
        self._suggest.emit(self._asked, source, engine)
        return self._asked

    def set_guard(self, guard: bool) -> None:
        """Whether names the engine got wrong are put right in what is translated from now on."""
        self._set_guard.emit(guard)

    def revise(self, analysis: Analysis | None, due: Set[Revision]) -> None:
        """Does what is due to an analysis, after the work posted before; `revised` always comes,
        with nothing if another article was opened meanwhile."""
        self._revision = Ticket(0)
        self._revise.emit(self._revision, analysis, due)

    def export(self, analysis: Analysis, out: Path) -> None:
        """Writes `out` (.pdf or .json), after the work posted before it."""
        self._export.emit(analysis, out)

    def cancel(self) -> None:
        """Stops the current job soon; `ended` still comes for what it had begun."""
        self._ticket.stopped.set()

    def close(self) -> None:
        """Cancels, and waits until the thread is gone."""
        self.cancel()
        self._idle.stop()
        self._revision.stopped.set()
        self._ticket = Ticket(-1)
        self.busy = False
        self._thread.quit()
        self._thread.wait()

    def _new_ticket(self) -> Ticket:
        self.cancel()
        self._idle.stop()
        self._revision.stopped.set()
        self._ticket = Ticket(self._ticket.number + 1)
        self.busy = True
        return self._ticket

    def _current(self, number: int) -> bool:
        return number == self._ticket.number

    @Slot()
    def _rest(self) -> None:
        self._idle.start()

    @Slot(int, object)
    def _on_article_read(self, number: int, article: Article) -> None:
        if self._current(number):
            self.article_read.emit(article)

    @Slot(int, object)
    def _on_updated(self, number: int, update: Update) -> None:
        if self._current(number):
            self.updated.emit(update)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        if self._current(number):
            self.busy = False
            self._rest()
            self.ended.emit()

    @Slot(int, str)
    def _on_failed(self, number: int, message: str) -> None:
        if self._current(number):
            self.busy = False
            self._rest()
            self.failed.emit(message)
