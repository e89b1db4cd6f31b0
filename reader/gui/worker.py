"""Work off the window's thread: one thread, one worker, numbered jobs.

`Jobs` lives in the window's thread and posts jobs; `_Worker` lives in the thread and does them one
after the other. Every job carries a ticket; what a job reports after another has taken its place
is dropped. A failure the user can mend arrives as one line of words; a bug is told as such and
then propagates.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from reader.errors import Cancelled, OutputError, QariError
from reader.knowledge.base import load_knowledge
from reader.model import Analysis, Article
from reader.pipeline import Parts, Update, analyse, labels
from reader.translation.hypotheses import Hypotheses, hypotheses
from reader.translation.protocol import SentenceSource

__all__ = ["Jobs", "installed_parts"]

LoadParts = Callable[[str], Parts]


def installed_parts(engine: str) -> Parts:
    """The engines of this machine. Imported only here: it takes seconds.

    Raises MissingPartError or BrokenPartError."""
    from reader.assembly import load_parts

    return load_parts(engine)


def _read(path: Path) -> Article:
    from reader.importers import read_article

    return read_article(path)


def _write(analysis: Analysis, out: Path) -> None:
    if out.suffix.lower() == ".pdf":
        from reader.export.pdf import write_pdf

        write_pdf(analysis, out)
    elif out.suffix.lower() == ".json":
        from reader.export.json import write_json

        write_json(analysis, out)
    else:
        raise OutputError(f"{out.name}: choose a name that ends in .pdf or .json")


@dataclass(frozen=True, slots=True)
class _Ticket:
    """A job's number, and the flag that stops it (set by one thread, read by the other)."""

    number: int
    stopped: Event = field(default_factory=Event)


class _Worker(QObject):
    loading = Signal()
    parts_loaded = Signal(object)
    parts_failed = Signal(str)
    knowledge_loaded = Signal(object)
    article_read = Signal(int, object)
    updated = Signal(int, object)
    ended = Signal(int)
    failed = Signal(int, str)
    suggested = Signal(int, object)
    exported = Signal(object)
    export_failed = Signal(str)

    def __init__(self, load_parts: LoadParts) -> None:
        super().__init__()
        self._load_parts = load_parts
        self._parts: Parts | None = None
        self._engine = ""
        self._knows = False

    @Slot(str)
    def load(self, engine: str) -> None:
        """Loads the engines unless they are; after a failure every call tries again."""
        if self._parts and engine == self._engine:
            return
        self._parts = None
        self.loading.emit()
        try:
            self._parts = self._load_parts(engine)
        except QariError as error:
            self.parts_failed.emit(str(error))
        except Exception as error:
            self.parts_failed.emit(_bug("loading the dictionary", error))
            raise
        else:
            self._engine = engine
            self.parts_loaded.emit(labels(self._parts))
        finally:
            self._load_knowledge()

    @Slot()
    def forget(self) -> None:
        """Lets the engines go, so that they are loaded from what is installed by then."""
        self._parts = None

    def _load_knowledge(self) -> None:
        if self._knows:
            return
        self._knows = True
        with contextlib.suppress(QariError):  # the recogniser's own failure is what is told
            self.knowledge_loaded.emit(load_knowledge())

    @Slot(object, object, str)
    def open(self, ticket: _Ticket, path: Path, engine: str) -> None:
        if ticket.stopped.is_set():
            self.ended.emit(ticket.number)
            return
        try:
            article = _read(path)
        except QariError as error:
            self.failed.emit(ticket.number, str(error))
        except Exception as error:
            self.failed.emit(ticket.number, _bug(f"reading {path.name}", error))
            raise
        else:
            self.analyse(ticket, article, engine)

    @Slot(object, object, str)
    def analyse(self, ticket: _Ticket, article: Article, engine: str) -> None:
        """Shows the text first: loading the engines takes longer than reading a page."""
        if ticket.stopped.is_set():
            self.ended.emit(ticket.number)
            return
        self.article_read.emit(ticket.number, article)
        self.load(engine)
        try:
            if self._parts:
                for update in analyse(article, self._parts, ticket.stopped.is_set):
                    self.updated.emit(ticket.number, update)
            self.ended.emit(ticket.number)
        except Cancelled:
            self.ended.emit(ticket.number)
        except QariError as error:
            self.failed.emit(ticket.number, str(error))
        except Exception as error:
            self.failed.emit(ticket.number, _bug("analysing the article", error))
            raise

    @Slot(int, object, str)
    def suggest(self, number: int, source: SentenceSource, engine: str) -> None:
        """Finds what else the engine makes of a sentence."""
        self.load(engine)
        translator = self._parts.translator if self._parts else None
        try:
            found = hypotheses(translator, source) if translator else Hypotheses(None)
            self.suggested.emit(number, found)
        except QariError as error:
            self.suggested.emit(number, Hypotheses(None, (), str(error)))
        except Exception as error:
            self.suggested.emit(number, Hypotheses(None, (), _bug("translating again", error)))
            raise

    @Slot(object, object)
    def export(self, analysis: Analysis, out: Path) -> None:
        try:
            _write(analysis, out)
            self.exported.emit(out)
        except QariError as error:
            self.export_failed.emit(str(error))
        except Exception as error:
            self.export_failed.emit(_bug(f"writing {out.name}", error))
            raise


def _bug(doing: str, error: Exception) -> str:
    return (
        f"An error in Qari stopped it while {doing} ({type(error).__name__}: {error}). "
        "Please report it; the rest of the program goes on."
    )


class Jobs(QObject):
    """The window's side of the worker.

    Attributes:
        busy: whether an article is being read or analysed.
    Signals:
        loading(): the engines are being loaded, which takes seconds.
        parts_loaded(Engines), parts_failed(str): its outcome.
        knowledge_loaded(KnowledgeBase): what is known of actors and places, also of those that
            the article does not name.
        article_read(Article): the text is there; updates follow.
        updated(Update), ended(), failed(str): the stream of the current job and its end.
        suggested(int, Hypotheses): the outcome of the `suggest` that gave this number.
        exported(Path), export_failed(str): the outcome of `export`.
    """

    loading = Signal()
    parts_loaded = Signal(object)
    parts_failed = Signal(str)
    knowledge_loaded = Signal(object)
    article_read = Signal(object)
    updated = Signal(object)
    ended = Signal()
    failed = Signal(str)
    suggested = Signal(int, object)
    exported = Signal(object)
    export_failed = Signal(str)

    _load = Signal(str)
    _forget = Signal()
    _open = Signal(object, object, str)
    _analyse = Signal(object, object, str)
    _suggest = Signal(int, object, str)
    _export = Signal(object, object)

    def __init__(self, load_parts: LoadParts = installed_parts) -> None:
        super().__init__()
        self.busy = False
        self._ticket = _Ticket(0)
        self._asked = 0
        self._thread = QThread(self)
        self._thread.setObjectName("qari-worker")
        worker = self._worker = _Worker(load_parts)
        worker.moveToThread(self._thread)
        self._load.connect(worker.load)
        self._forget.connect(worker.forget)
        self._open.connect(worker.open)
        self._analyse.connect(worker.analyse)
        self._suggest.connect(worker.suggest)
        self._export.connect(worker.export)
        worker.loading.connect(self.loading)
        worker.parts_loaded.connect(self.parts_loaded)
        worker.parts_failed.connect(self.parts_failed)
        worker.knowledge_loaded.connect(self.knowledge_loaded)
        worker.suggested.connect(self.suggested)
        worker.exported.connect(self.exported)
        worker.export_failed.connect(self.export_failed)
        queued = Qt.ConnectionType.QueuedConnection
        worker.article_read.connect(self._on_article_read, queued)
        worker.updated.connect(self._on_updated, queued)
        worker.ended.connect(self._on_ended, queued)
        worker.failed.connect(self._on_failed, queued)
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

    def export(self, analysis: Analysis, out: Path) -> None:
        """Writes `out` (.pdf or .json), after the work posted before it."""
        self._export.emit(analysis, out)

    def cancel(self) -> None:
        """Stops the current job soon; `ended` still comes for what it had begun."""
        self._ticket.stopped.set()

    def close(self) -> None:
        """Cancels, and waits until the thread is gone."""
        self.cancel()
        self._ticket = _Ticket(-1)
        self.busy = False
        self._thread.quit()
        self._thread.wait()

    def _new_ticket(self) -> _Ticket:
        self.cancel()
        self._ticket = _Ticket(self._ticket.number + 1)
        self.busy = True
        return self._ticket

    def _current(self, number: int) -> bool:
        return number == self._ticket.number

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
            self.ended.emit()

    @Slot(int, str)
    def _on_failed(self, number: int, message: str) -> None:
        if self._current(number):
            self.busy = False
            self.failed.emit(message)
