"""The parts of a form of a name that Qt does not have: one of four types, a box to tick."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QToolButton, QWidget

from reader.gui.icons import pixmap
from reader.gui.theme import mix
from reader.model import EntityType
from reader.palette import Palette

__all__ = ["ONE_OF", "Tick", "TypeChoice"]

ONE_OF = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organisation",
    EntityType.LOC: "Place",
    EntityType.MISC: "Other",
}
"""What one name of a type is called."""


class TypeChoice(QWidget):
    """Attributes: value, None until one is chosen. Signals: changed()."""

    changed = Signal()

    def __init__(self, value: EntityType | None, colours: Palette) -> None:
        super().__init__()
        self._buttons: dict[EntityType, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for type, title in ONE_OF.items():
            button = QToolButton()
            button.setText(title)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(_dot(colours.types[type].line, self.devicePixelRatioF()))
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            self._buttons[type] = button
        row.addStretch(1)
        if value:
            self._buttons[value].setChecked(True)
        group.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)

    @property
    def value(self) -> EntityType | None:
        chosen = (type for type, button in self._buttons.items() if button.isChecked())
        return next(chosen, None)

    def choose(self, type: EntityType) -> None:
        self._buttons[type].setChecked(True)


class Tick(QCheckBox):
    """A box to tick that can be seen on dark ground too."""

    def __init__(self, words: str, colours: Palette) -> None:
        super().__init__(words)
        self._colours = colours
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, on = self._colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - 16) // 2 + 0.5, 15, 15)
        lit = self.hasFocus() or self.underMouse()
        edge = colours.accent if on or lit else mix(colours.text, colours.panel, 0.35)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(colours.accent if on else colours.raised))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            sign = pixmap("check", colours.on_accent, 12, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(2, box.top() + 1.5), sign)
        painter.setPen(QColor(colours.text))
        words = self.rect().adjusted(24, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


def _dot(colour: str, scale: float) -> QIcon:
    edge = 16
    image = QPixmap(round(edge * scale), round(edge * scale))
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(4, 4, 8, 8))
    painter.end()
    return QIcon(image)
