"""Work off the window's thread, as it is done there: one job after the other, each with a ticket.

A failure the user can mend arrives as one line of words; a bug is told as such and then propagates.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from reader.entities.protocol import Recognizer
from reader.errors import Cancelled, QariError
from reader.gui.installed import read, write
from reader.knowledge.base import load_knowledge
from reader.knowledge.own import OwnKnowledge, with_own
from reader.model import Analysis, Article
from reader.pipeline import Parts, analyse, labels
from reader.remarking import reguard, remark
from reader.translation.hypotheses import Hypotheses, hypotheses
from reader.translation.protocol import HoldsModel, SentenceSource

__all__ = ["LoadParts", "LoadRecognizer", "Revision", "Ticket", "Worker"]

LoadParts = Callable[[str], Parts]
LoadRecognizer = Callable[[OwnKnowledge], Recognizer]

_TOLD_BY_OTHERS: Final = frozenset({"memory", "knowledge"})
"""Whose damage the window finds, and tells with what to do, where it edits them."""


class Revision(Enum):
    """What can be due to an article that was analysed before."""

    NAMES = auto()
    """The reader's names changed: it is to be marked anew."""
    GUARD = auto()
    """Names the engine got wrong are to be put right, or no longer."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job's number, and the flag that stops it (set by one thread, read by the other)."""

    number: int
    stopped: Event = field(default_factory=Event)


class Worker(QObject):
    """Lives in the thread; what its signals mean is told at `Jobs`, which passes them on."""

    loading = Signal()
    parts_loaded = Signal(object)
    parts_failed = Signal(str)
    parts_left_out = Signal(str)
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
            left_out = (p for p in self._parts.left_out if p.stage not in _TOLD_BY_OTHERS)
            if told := "  ".join(dict.fromkeys(problem.message for problem in left_out)):
                self.parts_left_out.emit(told)
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
    def revise(self, ticket: Ticket, analysis: Analysis | None, due: Set[Revision]) -> None:
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
    def open(self, ticket: Ticket, path: Path, engine: str) -> None:
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
    def analyse(self, ticket: Ticket, article: Article, engine: str) -> None:
        """Shows the text first: loading the engines takes longer than reading a page."""
        if ticket.stopped.is_set():
            self.ended.emit(ticket.number)
            return
        self.article_read.emit(ticket.number, article)
        try:
            self.load(engine)
        except Exception:
            self.ended.emit(ticket.number)  # what failed was told as the engines' failure
            raise
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
