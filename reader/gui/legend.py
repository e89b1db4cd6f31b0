"""The colours of the types, as switches: what is off is neither marked nor listed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.gui.flow import Flow
from reader.gui.theme import mix
from reader.model import EntityType
from reader.palette import TYPE_NAMES, Palette

__all__ = ["Legend"]

_SHORT = {
    EntityType.PER: "People",
    EntityType.ORG: "Organisations",
    EntityType.LOC: "Places",
    EntityType.MISC: "Other",
}


class _Chip(QAbstractButton):
    """A swatch in the type's colour and how many there are; crossed out of the page when off."""

    def __init__(self, type: EntityType, colours: Palette) -> None:
        super().__init__()
        self._type = type
        self._colours = colours
        self._count = 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(TYPE_NAMES[type])
        self.toggled.connect(self._describe)
        self._describe()

    def set_count(self, count: int) -> None:
        self._count = count
        self._describe()
        self.updateGeometry()
        self.update()

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self.update()

    def _describe(self) -> None:
        verb = "Hide" if self.isChecked() else "Show"
        self.setToolTip(f"{verb} {TYPE_NAMES[self._type].lower()} in the list and in the text")
        self.setAccessibleDescription(f"{self._count} in this article")

    def _label(self) -> str:
        return f"{_SHORT[self._type]}  {self._count}" if self._count else _SHORT[self._type]

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._label()) + 34, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour, on = self._colours.types[self._type], self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = colour.line if on else self._colours.border
        if self.hasFocus():
            edge = self._colours.accent
        painter.setPen(QPen(QColor(mix(edge, self._colours.panel, 0.5 if on else 1)), 1))
        lit = self.underMouse() and self.isEnabled()
        fill = (colour.active if lit else colour.fill) if on else self._colours.panel
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        dot = QRectF(11, box.center().y() - 4, 8, 8)
        painter.setBrush(QColor(colour.line) if on else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour.line if on else self._colours.faint), 1.2))
        painter.drawEllipse(dot)
        painter.setPen(QColor(self._colours.text if on else self._colours.faint))
        words = box.adjusted(24, 0, -4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._label())
        painter.end()


class Legend(QWidget):
    """Signals: hidden_changed(frozenset[EntityType])."""

    hidden_changed = Signal(object)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._chips = {type: _Chip(type, colours) for type in EntityType}
        row = Flow(self, gap=4)
        for chip in self._chips.values():
            row.addWidget(chip)
            chip.toggled.connect(self._on_toggled)

    def _on_toggled(self) -> None:
        self.hidden_changed.emit(self.hidden)

    @property
    def hidden(self) -> frozenset[EntityType]:
        return frozenset(type for type, chip in self._chips.items() if not chip.isChecked())

    @hidden.setter
    def hidden(self, types: frozenset[EntityType]) -> None:
        """Without telling anyone."""
        for type, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(type not in types)
            chip.blockSignals(False)
            chip.update()

    def set_counts(self, counts: Mapping[EntityType, int]) -> None:
        """How many entities of each type there are; a type with none is left out."""
        for type, chip in self._chips.items():
            chip.set_count(counts.get(type, 0))
            chip.setVisible(counts.get(type, 0) > 0)

    def set_colours(self, colours: Palette) -> None:
        for chip in self._chips.values():
            chip.set_colours(colours)
