"""The graph on the screen: pan, zoom, pointer and keyboard."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView

from reader.gui.actor_graph_items import ActorItem
from reader.gui.actor_graph_scene import ActorScene
from reader.palette import Palette

__all__ = ["ActorGraphView"]

_LEAST: Final = 0.2
_MOST: Final = 3.0
_STEP: Final = 1.2
_LARGEST_FIT: Final = 1.25
"""How much a small graph is enlarged to fill its room."""
_SMALLEST_FIRST: Final = 0.65
"""How much a large one is reduced at first: smaller, its names could not be read."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class ActorGraphView(QGraphicsView):
    """Drag to move, turn the wheel to zoom. Arrow keys go to the next actor on that side, Page Down
    and Page Up to the next and previous by how often they are named, Enter opens the card, + - 0
    zoom.

    Attributes: current (the id of the actor pointed at or gone to, "" for none).
    Signals: current_changed(id); zoomed() when more or less of the picture is to be seen;
    chosen(id) for a click or Enter; closed() for Escape."""

    current_changed = Signal(str)
    zoomed = Signal()
    chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current = ""
        self._actors: ActorScene | None = None
        self._pressed: QPoint | None = None
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName("Picture of who is tied to whom")

    def show_scene(self, scene: ActorScene | None) -> None:
        """Shows another scene; None shows nothing."""
        self._actors = scene
        self.current = ""
        self.setScene(scene)
        self.fit(_SMALLEST_FIRST)

    def fit(self, least: float = _LEAST) -> None:
        """Shows all of it, as large as there is room; no smaller than `least` times its size, so
        that there may be more of it beyond the edges."""
        self._fits = True
        if self._actors is None or not self._actors.actors:
            return
        area, room = self._actors.area(), self.viewport().rect()
        scale = min(room.width() / area.width(), room.height() / area.height(), _LARGEST_FIT)
        scale = max(scale, least)
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(area.center())
        self.zoomed.emit()

    @property
    def shows_all(self) -> bool:
        """Whether nothing of the picture lies beyond the edges."""
        if self._actors is None:
            return True
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        return seen.adjusted(-1, -1, 1, 1).contains(self._actors.area())

    def zoom(self, factor: float) -> None:
        now = self.transform().m11()
        wanted = min(_MOST, max(_LEAST, now * factor))
        self._fits = False
        self.scale(wanted / now, wanted / now)
        self.zoomed.emit()

    def set_colours(self, colours: Palette) -> None:
        if self._actors:
            self._actors.set_colours(colours)

    # ------------------------------------------------------------ who is looked at

    def go_to(self, id: str) -> None:
        """Lights an actor ("" for none) and brings it into view."""
        if self._actors is None or id == self.current or (id and id not in self._actors.actors):
            return
        self.current = id
        self._actors.light(id)
        self._actors.set_current(id if self.hasFocus() else "")
        if id and not self._fits:
            self.ensureVisible(self._actors.actors[id], 24, 24)
        self.current_changed.emit(id)

    def _actor_at(self, where: QPoint) -> str:
        item = next((i for i in self.items(where) if isinstance(i, ActorItem)), None)
        return item.id if item else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            id = self._actor_at(event.position().toPoint())
            shape = Qt.CursorShape.PointingHandCursor if id else Qt.CursorShape.OpenHandCursor
            self.viewport().setCursor(shape)
            self.go_to(id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is None:
            return
        if (where - pressed).manhattanLength() >= QApplication.startDragDistance():
            self._fits = False
        elif id := self._actor_at(where):
            self.go_to(id)
            self.chosen.emit(id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(_STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit(_SMALLEST_FIRST)

    # ------------------------------------------------------------ the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._step(*_ARROWS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._rank(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.current:
                self.chosen.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _rank(self, key: Qt.Key) -> None:
        ids = list(self._actors.actors) if self._actors else []
        if not ids:
            return
        at = ids.index(self.current) if self.current else -1
        step = {
            Qt.Key.Key_PageDown: (at + 1) % len(ids),
            Qt.Key.Key_PageUp: (at - 1) % len(ids),
            Qt.Key.Key_Home: 0,
        }
        self.go_to(ids[step.get(key, len(ids) - 1)])

    def _step(self, x: float, y: float) -> None:
        """To the nearest on that side, those straight ahead before those aside."""
        if self._actors is None or not self.current:
            self._rank(Qt.Key.Key_Home)
            return
        here = self._actors.actors[self.current].pos()

        def cost(way: QPointF) -> float:
            ahead, aside = way.x() * x + way.y() * y, abs(way.x() * y) + abs(way.y() * x)
            return math.hypot(ahead, 2 * aside) if ahead > 1 and aside <= 2 * ahead else math.inf

        costs = {id: cost(item.pos() - here) for id, item in self._actors.actors.items()}
        nearest = min(costs, key=lambda id: costs[id])
        if costs[nearest] < math.inf:
            self.go_to(nearest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._actors:
            self._actors.set_current(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._actors:
            self._actors.set_current("")
