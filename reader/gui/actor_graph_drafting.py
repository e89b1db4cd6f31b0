"""Finding the places of a graph's actors off the window's thread.

It takes a tenth of a second, but the first time networkx must be loaded, which may take some.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, Signal

from reader.gui.actor_graph_layout import Box, Spring, lay_out

__all__ = ["Drafting"]


class _Draft(QThread):
    found = Signal(int, object)

    def __init__(self, number: int, boxes: list[Box], springs: list[Spring]) -> None:
        super().__init__()
        self._number, self._boxes, self._springs = number, boxes, springs

    def run(self) -> None:
        self.found.emit(self._number, lay_out(self._boxes, self._springs))


class Drafting(QObject):
    """Signals: found(places) of what was asked for last; what was asked for before is dropped."""

    found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._drafts: list[_Draft] = []

    def ask(self, boxes: list[Box], springs: list[Spring]) -> None:
        self.drop()
        draft = _Draft(self._number, boxes, springs)
        self._drafts.append(draft)
        draft.found.connect(self._on_found)
        draft.finished.connect(self._on_finished)
        draft.start()

    def drop(self) -> None:
        """What was asked for is not wanted any more."""
        self._number += 1

    def wait(self) -> None:
        """Until nothing runs any more."""
        for draft in self._drafts:
            draft.wait()

    def _on_found(self, number: int, places: list[tuple[float, float]]) -> None:
        if number == self._number:
            self.found.emit(places)

    def _on_finished(self) -> None:
        self._drafts = [draft for draft in self._drafts if draft.isRunning()]
