"""Selecting text by pulling the mouse over it."""

from __future__ import annotations

from PySide6.QtCore import QBasicTimer, QObject, QPointF, QTimerEvent
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QScrollBar, QWidget

from reader.gui.reading_page import Place
from reader.gui.reading_pointer import Pointer
from reader.gui.reading_selection import Selection

__all__ = ["Drag"]

_INTERVAL = 40
"""Milliseconds between two steps while the mouse is held beyond the edge."""

_FASTEST = 60.0
"""Pixels of such a step at most."""


class Drag(QObject):
    """From the press of the button to its release, over `viewport`; scrolls on with `bar` while the
    mouse is held beyond the edge.

    Attributes: `active`, whether the button is down.
    """

    def __init__(self, viewport: QWidget, bar: QScrollBar, pointer: Pointer) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._bar = bar
        self._pointer = pointer
        self._pressed = QPointF()
        self._timer = QBasicTimer()
        self.active = False

    @property
    def selected(self) -> bool:
        """Whether any text is selected."""
        selection = self._pointer.marks.selection
        return selection is not None and not selection.empty

    def begin(self, point: QPointF, *, extending: bool) -> None:
        """The button is pressed at a point; `extending` pulls the end of what is selected there."""
        self._pressed = point
        self.active = True
        side = self._pointer.page.side_at(point.x())
        self._pointer.side = side
        place = self._pointer.page.nearest(side, point)
        before = self._pointer.marks.selection
        anchor = before.anchor if extending and before and before.side is side else place
        self._pointer.select(Selection(side, anchor, place))

    def move(self, point: QPointF) -> None:
        """The mouse goes to a point, the button down; the first few pixels are no pull yet."""
        far = (point - self._pressed).manhattanLength()
        if far < QGuiApplication.styleHints().startDragDistance() and not self.selected:
            return
        self._pull(point)
        outside = not self._viewport.rect().contains(point.toPoint())
        if outside and not self._timer.isActive():
            self._timer.start(_INTERVAL, self)
        elif not outside:
            self._timer.stop()

    def _pull(self, point: QPointF) -> None:
        selection = self._pointer.marks.selection
        if selection is not None:
            head = self._pointer.page.nearest(selection.side, point)
            self._pointer.select(Selection(selection.side, selection.anchor, head))

    def timerEvent(self, event: QTimerEvent) -> None:
        point = QPointF(self._viewport.mapFromGlobal(QCursor.pos()))
        beyond = min(point.y(), 0.0) + max(point.y() - self._viewport.height(), 0.0)
        self._bar.setValue(self._bar.value() + round(max(-_FASTEST, min(_FASTEST, beyond))))
        self._pull(point)

    def end(self) -> None:
        """The button is released, or the view goes out of sight."""
        self.active = False
        self._timer.stop()

    def select_word(self, point: QPointF) -> None:
        """Selects the word at a point, if there is one."""
        found = self._pointer.page.character_at(point)
        _, word, _ = self._pointer.look(point)
        if found is not None and word is not None:
            row = found[1].row
            start, end = word.span
            self._pointer.select(Selection(word.side, Place(row, start), Place(row, end)))

    def select_all(self) -> None:
        """Selects all text of the side last used."""
        rows, side = self._pointer.page.rows, self._pointer.side
        if rows:
            end = Place(len(rows) - 1, len(rows[-1].text(side)))
            self._pointer.select(Selection(side, Place(0, 0), end))
