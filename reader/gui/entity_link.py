"""A name that leads to a card: a dot in the colour of its type and the English name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.gui.offsets import displayable
from reader.gui.theme import mix
from reader.model import Entity
from reader.palette import Palette

__all__ = ["EntityLink", "TypeDot"]


class TypeDot(QWidget):
    """A round spot, 8 pixels across."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(8, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QRectF(0, 4, 8, 8))
        painter.end()


class EntityLink(QAbstractButton):
    """Clicked by mouse, Space or Enter; `note` says more in the tooltip and to screen readers."""

    def __init__(self, entity: Entity, colours: Palette, note: str = "") -> None:
        super().__init__()
        self._absent = False
        self._type = entity.type
        self._colours = colours
        self.setText(displayable(entity.name_en))
        told = f"{entity.name_en} · {entity.kind}" if entity.kind else entity.name_en
        self.setToolTip(displayable(f"{told}. {note}" if note else told))
        self.setAccessibleName(displayable(entity.name_en))
        self.setAccessibleDescription(displayable(note))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mark_absent(self) -> None:
        """Shows by a hollow dot that the article does not name it."""
        self._absent = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 34, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, type = self._colours, self._colours.types[self._type]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = colours.accent if self.hasFocus() else mix(type.line, colours.panel, 0.35)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(type.fill if self.underMouse() else colours.raised))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QPen(QColor(type.line), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._absent else QColor(type.line))
        painter.drawEllipse(QRectF(10.7, box.center().y() - 2.8, 5.6, 5.6))
        painter.setPen(QColor(colours.text))
        room = self.width() - 30
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(23, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
