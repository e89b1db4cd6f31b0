"""Looking, installing, verifying and removing parts off the window's thread, one after the other.

The thread is its own: a download must not keep an article waiting. It starts with the first job.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from reader.data.catalogue import Part, catalogue, verified
from reader.data.index import Offer, look
from reader.data.install import install, install_offer, remove
from reader.data.progress import Stop
from reader.errors import Cancelled, QariError

__all__ = ["DataJobs", "Task"]


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What is to be done: `kind` is "list", "look", "install", "verify" or "remove", `name` the
    part's or the file's, `source` what to install: an offer, a file, or None to go by the name."""

    kind: str
    name: str = ""
    source: Offer | Path | None = None
    stop: Stop = field(default_factory=Stop)


class _Worker(QObject):
    listed = Signal(object)
    looked = Signal(object, object)
    progressed = Signal(object, str, object, str)
    finished = Signal(object, object)
    failed = Signal(object, str)

    @Slot(object)
    def run(self, task: Task) -> None:
        """Does it and tells; the list of parts follows whatever happened."""
        try:
            task.stop.check()
            self.finished.emit(task, self._done(task))
        except Cancelled:
            self.failed.emit(task, "")
        except QariError as error:
            self.failed.emit(task, str(error))
        except OSError as error:
            self.failed.emit(task, f"{error.filename}: {error.strerror or error}")
        except Exception as error:
            self.failed.emit(
                task,
                f"An error in Qari ({type(error).__name__}: {error}). Please report it; the rest of"
                " the program goes on.",
            )
            raise

    def _done(self, task: Task) -> Part | None:
        if task.kind == "look":
            self.looked.emit(*look(task.stop))
        elif task.kind == "install":
            return self._installed(task)
        elif task.kind == "remove":
            remove(task.name)
        elif task.kind == "verify":
            return next(iter(verified(task.name)), None)
        else:
            self.listed.emit(catalogue())
        return None

    def _installed(self, task: Task) -> Part:
        def progress(message: str, done: float | None, amount: str = "", /) -> None:
            self.progressed.emit(task, message, done, amount)

        if isinstance(task.source, Offer):
            return install_offer(task.source, progress, task.stop)
        return install(str(task.source or task.name), progress, task.stop)


class DataJobs(QObject):
    """The window's side.

    Attributes: task (the one under way, None while nothing is).
    Signals: listed(list[Part]); looked(list[Offer], list[str]), with what went wrong; progressed(
    Task, message, share or None, amount); finished(Task, Part or None); failed(Task, message), ""
    if it was stopped; changed(), when `task` is another.
    """

    listed = Signal(object)
    looked = Signal(object, object)
    progressed = Signal(object, str, object, str)
    finished = Signal(object, object)
    failed = Signal(object, str)
    changed = Signal()

    _run = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.task: Task | None = None
        self._waiting: list[Task] = []
        self._thread = QThread(self)
        self._thread.setObjectName("qari-data")
        worker = self._worker = _Worker()
        worker.moveToThread(self._thread)
        self._run.connect(worker.run)
        worker.listed.connect(self.listed)
        worker.looked.connect(self.looked)
        worker.progressed.connect(self._on_progressed)
        worker.finished.connect(self._on_finished)
        worker.failed.connect(self._on_failed)

    def begin(self, task: Task) -> None:
        """Does the task after those begun before it."""
        self._waiting.append(task)
        self._next()

    def stop(self) -> None:
        """Ends the task under way soon; those that wait are dropped."""
        self._waiting.clear()
        if self.task:
            self.task.stop.set()

    def close(self) -> None:
        """Stops everything and waits until the thread is gone."""
        self.stop()
        self._thread.quit()
        self._thread.wait()
        self.task = None

    def _next(self) -> None:
        if self.task or not self._waiting:
            return
        self.task = self._waiting.pop(0)
        if not self._thread.isRunning():
            self._thread.start()
        self.changed.emit()
        self._run.emit(self.task)

    def _end(self, tell: Callable[[], object]) -> None:
        self.task = None
        tell()
        self.changed.emit()
        self._next()

    @Slot(object, str, object, str)
    def _on_progressed(self, task: Task, message: str, share: float | None, amount: str) -> None:
        if task is self.task:
            self.progressed.emit(task, message, share, amount)

    @Slot(object, object)
    def _on_finished(self, task: Task, part: Part | None) -> None:
        if task is self.task:
            self._end(lambda: self.finished.emit(task, part))

    @Slot(object, str)
    def _on_failed(self, task: Task, message: str) -> None:
        if task is self.task:
            self._end(lambda: self.failed.emit(task, message))
