"""Work off the window's thread: one thread, one worker, numbered jobs.

`Jobs` lives in the window's thread and posts jobs; `_Worker` lives in the thread and does them one
after the other. Every job carries a ticket; what a job reports after another has taken its place
is dropped. A failure the user can mend arrives as one line of words; a bug is told as such and
then propagates.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from reader.entities.protocol import Recognizer
from reader.errors import Cancelled, QariError
from reader.gui.installed import installed_parts, installed_recognizer, read, write
from reader.knowledge.base import load_knowledge
from reader.knowledge.own import OwnKnowledge, with_own
from reader.model import Analysis, Article
from reader.pipeline import Parts, Update, analyse, labels
from reader.remarking import reguard, remark
from reader.translation.hypotheses import Hypotheses, hypotheses
from reader.translation.protocol import HoldsModel, SentenceSource

__all__ = ["Jobs", "Revision"]

LoadParts = Callable[[str], Parts]
LoadRecognizer = Callable[[OwnKnowledge], Recognizer]

_IDLE: Final = 5 * 60_000
"""Milliseconds without a translation after which the model leaves memory: hundreds of megabytes,
back in a second."""


class Revision(Enum):
    """What can be due to an article that was analysed before."""

    NAMES = auto()
    """The reader's names changed: it is to be marked anew."""
    GUARD = auto()
    """Names the engine got wrong are to be put right, or no longer."""


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
    revised = Signal(object, object, str)
    exported = Signal(object)
    export_failed = Signal(str)

    def __init__(self, load_parts: LoadParts, load_recognizer: LoadRecognizer) -> None:
        super().__init__()
        self._load_parts = load_parts
        self._load_recognizer = load_recognizer
        self._guard = True
        self._parts: Parts | None = None
        self._engine = ""
        self._knowledge: OwnKnowledge | None = None

    @Slot(str)
    def load(self, engine: str) -> None:
        """Loads the engines unless they are; after a failure every call tries again."""
        if self._parts and engine == self._engine:
            return
        self._parts = None
        self.loading.emit()
        try:
            self._parts = replace(self._load_parts(engine), guard=self._guard)
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

    @Slot()
    def release(self) -> None:
        """Gives the memory of the translation model back until it is needed."""
        if self._parts and isinstance(self._parts.translator, HoldsModel):
            self._parts.translator.release()

    def _load_knowledge(self) -> None:
        if self._knowledge is None:
            with contextlib.suppress(QariError):  # the recogniser's own failure is what is told
                self._tell_knowledge(with_own(load_knowledge()))

    def _tell_knowledge(self, knowledge: OwnKnowledge) -> None:
        self._knowledge = knowledge
        self.knowledge_loaded.emit(knowledge)

    @Slot(bool)
    def set_guard(self, guard: bool) -> None:
        """Whether names that the engine got wrong are put right from now on."""
        self._guard = guard
        if self._parts:
            self._parts = replace(self._parts, guard=guard)

    @Slot(object, object, object)
    def revise(self, ticket: _Ticket, analysis: Analysis | None, due: Set[Revision]) -> None:
        """Does what is due to the analysis."""
        after = analysis
        try:
            if Revision.NAMES in due:
                self._renew_recognizer()
            parts = self._parts or Parts(None, None, None, guard=self._guard)
            if after and Revision.NAMES in due:
                after = remark(after, parts, ticket.stopped.is_set)
            if after and Revision.GUARD in due:
                after = reguard(after, parts, ticket.stopped.is_set)
        except Exception as error:
            self.revised.emit(analysis, None, _bug("marking the names", error))
            raise
        self.revised.emit(analysis, after, "")

    def _renew_recognizer(self) -> None:
        with contextlib.suppress(QariError):  # it was there before: told when it is loaded again
            knowledge = with_own(self._knowledge.ours if self._knowledge else load_knowledge())
            self._tell_knowledge(knowledge)
            if self._parts and self._parts.recognizer:
                recognizer = self._load_recognizer(knowledge)
                self._parts = replace(self._parts, recognizer=recognizer)

    @Slot(object, object, str)
    def open(self, ticket: _Ticket, path: Path, engine: str) -> None:
        if ticket.stopped.is_set():
            self.ended.emit(ticket.number)
            return
        try:
            article = read(path)
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
            write(analysis, out)
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
        self._ticket = _Ticket(0)
        self._revision = _Ticket(0)
        self._asked = 0
        self._thread = QThread(self)
        self._thread.setObjectName("qari-worker")
        worker = self._worker = _Worker(load_parts, load_recognizer)
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
        self._revision = _Ticket(0)
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
        self._ticket = _Ticket(-1)
        self.busy = False
        self._thread.quit()
        self._thread.wait()

    def _new_ticket(self) -> _Ticket:
        self.cancel()
        self._idle.stop()
        self._revision.stopped.set()
        self._ticket = _Ticket(self._ticket.number + 1)
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
