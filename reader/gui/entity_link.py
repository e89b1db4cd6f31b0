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
    """Clicked by mouse, Space or Enter."""

    def __init__(self, entity: Entity, colours: Palette) -> None:
        super().__init__()
        self._type = entity.type
        self._colours = colours
        self.setText(displayable(entity.name_en))
        self.setToolTip(f"{entity.name_en} · {entity.kind}" if entity.kind else entity.name_en)
        self.setAccessibleName(entity.name_en)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

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
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(type.line))
        painter.drawEllipse(QRectF(10, box.center().y() - 3.5, 7, 7))
        painter.setPen(QColor(colours.text))
        room = self.width() - 30
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(23, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
