"""The article being read: opening it, following its analysis, stopping, starting again.

Knows no widgets: the window shows what a session tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.document import Document
from reader.gui.worker import Jobs, Revision
from reader.model import Analysis, Article, Engines, Translation
from reader.pipeline import Update

__all__ = ["Session", "Stage"]

_FLUSH_MS: Final = 60


class Stage(Enum):
    """What is being done for the reader now."""

    IDLE = auto()
    OPENING = auto()
    LOADING = auto()
    WORKING = auto()
    STOPPING = auto()


class Session(QObject):
    """One article at a time, and the work on it.

    Attributes:
        stage: what is being done.
        document: what is open, None before the first article.
        path: its file, None where it came from none.
        opening: the file being opened.
        engines: the labels of the engines that are loaded.
        engine: the name of the engine to load ("auto", "argos", "draft").
    Signals:
        opened(Document): another text is to be shown.
        changed(list[int]): more is known of these sentences.
        revised(): names were marked anew, or put right; `changed` has come before.
        ended(), stopped(): the work on the article is done; or was stopped by the reader.
        failed(str): the file could not be opened or the work on it failed.
        parts_failed(str): the engines could not be loaded; the text is shown all the same.
        parts_left_out(str): engines are loaded, but not all that should be there.
        stage_changed().
    """

    opened = Signal(object)
    changed = Signal(object)
    revised = Signal()
    ended = Signal()
    stopped = Signal()
    failed = Signal(str)
    parts_failed = Signal(str)
    parts_left_out = Signal(str)
    stage_changed = Signal()

    def __init__(self, jobs: Jobs, engine: str) -> None:
        super().__init__()
        self._jobs = jobs
        self.engine = engine
        self.stage = Stage.IDLE
        self.document: Document | None = None
        self.path: Path | None = None
        self.opening: Path | None = None
        self.engines = Engines()
        self._due: set[Revision] = set()
        self._revising = False
        self._flush_timer = QTimer(self, singleShot=True, interval=_FLUSH_MS)
        self._flush_timer.timeout.connect(self._flush)
        jobs.loading.connect(lambda: self._enter(Stage.LOADING))
        jobs.parts_loaded.connect(self._on_parts_loaded)
        jobs.parts_failed.connect(self._on_parts_failed)
        jobs.parts_left_out.connect(self.parts_left_out)
        jobs.article_read.connect(self._on_article_read)
        jobs.updated.connect(self._on_updated)
        jobs.ended.connect(self._on_ended)
        jobs.failed.connect(self._on_failed)
        jobs.revised.connect(self._on_revised)

    def load_engines(self) -> None:
        """Begins to load dictionary and translation engine, so that they are there in time."""
        self._jobs.load(self.engine)

    def forget_engines(self) -> None:
        """They are loaded from what is installed by then when they are next needed."""
        self._jobs.forget()

    def open(self, path: Path) -> None:
        """Reads and analyses a file; what is open stays until its text is there."""
        self.opening = path
        self._enter(Stage.OPENING)
        self._jobs.open(path, self.engine)

    def analyse_again(self) -> None:
        """With the engine as chosen now."""
        if self.document:
            self._enter(Stage.WORKING)
            self._jobs.analyse(self.document.article, self.engine)
        else:
            self._jobs.load(self.engine)

    def show(self, analysis: Analysis) -> None:
        """Opens a finished analysis."""
        self.engines = analysis.engines
        self._open(Document.of(analysis))
        self._flush()
        self.ended.emit()

    def put(self, translations: Mapping[int, Translation | None]) -> None:
        """Shows other English for some sentences, by their numbers."""
        assert self.document is not None
        for number, translation in translations.items():
            self.document.put(number, translation)
        self._flush()

    def take_names(self) -> None:
        """Marks the article anew: the reader's names changed. What is still being translated is
        marked anew when that has ended."""
        self._due.add(Revision.NAMES)
        self._revise()

    def guard_names(self, guard: bool) -> None:
        """Puts names right that the engine got wrong, or no longer, here and from now on."""
        self._jobs.set_guard(guard)
        self._due.add(Revision.GUARD)
        self._revise()

    def _revise(self) -> None:
        """Does what is due once nothing else is being done: what the engine is still to say is not
        to be overtaken."""
        if self._due and not self._jobs.busy and not self._revising:
            self._revising = True
            due = frozenset(self._due)
            self._due.clear()
            self._jobs.revise(self.document.analysis() if self.document else None, due)

    def stop(self) -> None:
        """Soon; what is known by then stays."""
        if self._jobs.busy:
            self._enter(Stage.STOPPING)
            self._jobs.cancel()

    def close(self) -> None:
        """Stops everything and waits until nothing runs any more."""
        self._flush_timer.stop()
        self._jobs.close()

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.stage_changed.emit()

    def _open(self, document: Document) -> None:
        self._flush_timer.stop()
        self.document = document
        document.engines = self.engines
        self.opened.emit(document)

    def _on_revised(self, before: Analysis | None, after: Analysis | None, failure: str) -> None:
        self._revising = False
        if failure:
            self.failed.emit(failure)
        document = self.document
        if before and after and document and document.article is before.article:
            document.remark(before, after)
            self._flush()
        self.revised.emit()
        self._revise()

    def _on_parts_loaded(self, engines: Engines) -> None:
        self.engines = engines
        if self.document and self._jobs.busy:
            self.document.engines = engines
        self._enter(Stage.WORKING if self._jobs.busy else Stage.IDLE)

    def _on_parts_failed(self, message: str) -> None:
        self.engines = Engines()
        if self.document and self._jobs.busy:
            self.document.engines = self.engines
        self.parts_failed.emit(message)
        self._enter(Stage.WORKING if self._jobs.busy else Stage.IDLE)

    def _on_article_read(self, article: Article) -> None:
        if self.opening:
            self.path, self.opening = self.opening, None
        self._open(Document(article, self.engines))
        if self.stage is not Stage.STOPPING:
            self._enter(Stage.WORKING)

    def _on_updated(self, update: Update) -> None:
        assert self.document is not None
        self.document.add(update)
        if not self._flush_timer.isActive():
            self._flush_timer.start()

    def _flush(self) -> None:
        """Tells of many updates at once: the window paints once for them."""
        if self.document:
            self.changed.emit(self.document.take_changed())

    def _on_ended(self) -> None:
        stopping, self.opening = self.stage is Stage.STOPPING, None
        self._flush_timer.stop()
        self._flush()
        self._enter(Stage.IDLE)
        document = self.document
        if stopping and document and document.done < len(document.sentences):
            self.stopped.emit()
        else:
            self.ended.emit()
        self._revise()

    def _on_failed(self, message: str) -> None:
        self._flush_timer.stop()
        self._flush()
        self._enter(Stage.IDLE)
        self.failed.emit(message)
        self.opening = None
        self._revise()
