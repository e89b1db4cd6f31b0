"""The pieces of a graph of actors: an actor with its names, a tie with its lines and words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reader.gui.actor_graph_layout import Box
from reader.gui.actor_graph_style import arrow, bond_pen, draw_words, shape, shared_pen
from reader.gui.fonts import arabic_font, interface_font
from reader.gui.offsets import displayable
from reader.gui.relations import title_of
from reader.knowledge.ties import Actor, Tie, bond_of
from reader.palette import Palette

__all__ = ["ActorItem", "Caption", "TieItem"]

_LINE: Final = 128.0
"""Pixels a line of a name may be long before it is broken, and cut after the third."""
_MARGIN: Final = 13.0
_GAP: Final = 4.0
_ARABIC_LINE: Final = 23.0
_BOTH_WAYS: Final = frozenset(("allied with", "opposed to", "border of"))
"""Relations that hold for both, and get no arrow."""
_TURNED: Final = frozenset(("backed by",))
"""Relations whose arrow points to the owner: from who backs to who is backed."""


def _broken(text: str, font: QFont) -> list[str]:
    """On up to three lines of about one length; what is too long is cut."""
    metrics = QFontMetricsF(font)
    whole = metrics.horizontalAdvance(text)
    most = min(3, math.ceil(whole / _LINE))
    lines = [text]
    for share in range(8, 25):
        lines = _wrapped(text, metrics, whole / most * share / 8)
        if len(lines) <= most:
            break
    elide = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(line, elide, _LINE * 1.25) for line in lines]


def _wrapped(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


class ActorItem(QGraphicsItem):
    """The shape of an actor's type, larger the more often it is named, and its two names below or
    above; (0, 0) is the middle of the shape. Attributes: actor, radius, box (with room around),
    current (whether the keyboard is at it)."""

    def __init__(self, actor: Actor, colours: Palette) -> None:
        super().__init__()
        self.actor = actor
        self.colours = colours
        self.current = False
        self._above = False
        self.radius = min(26.0, 6.0 + 3.4 * math.sqrt(actor.mentions))
        self._font = interface_font(min(15.0, 11.5 + 0.45 * actor.mentions), QFont.Weight.Medium)
        self._arabic = arabic_font(16)
        entity = actor.entity
        self._english_lines = _broken(displayable(entity.name_en), self._font)
        arabic = QFontMetricsF(self._arabic).elidedText(
            displayable(entity.name_ar), Qt.TextElideMode.ElideRight, _LINE * 1.25
        )
        # Isolated, so that a Latin letter in it (طريق M4) does not turn the whole around.
        self._arabic_line = f"\u2067{arabic}\u2069"
        english, below = QFontMetricsF(self._font), QFontMetricsF(self._arabic)
        widths = [english.horizontalAdvance(line) for line in self._english_lines]
        self._words = max([*widths, below.horizontalAdvance(arabic), 2.5 * self.radius])
        self._height = len(widths) * english.height() + _ARABIC_LINE
        self.box = Box(
            self._words + 2 * _MARGIN, 2 * self.radius + _GAP + self._height + 2 * _MARGIN
        )
        self.setZValue(1)

    @property
    def id(self) -> str:
        return self.actor.entity.id

    def centre_at(self, x: float, y: float, *, above: bool = False) -> None:
        """Sets the item so that the middle of its box is there, with the names under the shape or
        above it."""
        self.prepareGeometryChange()
        self._above = above
        self.setPos(x, y - self.boundingRect().center().y())

    def boundingRect(self) -> QRectF:
        height = self.box.height
        top = self.radius + _MARGIN - height if self._above else -self.radius - _MARGIN
        return QRectF(-self.box.width / 2, top, self.box.width, height)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(self.boundingRect().adjusted(4, 4, -4, -4), 6, 6)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        colours, entity = self.colours, self.actor.entity
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.current:
            painter.setPen(QPen(QColor(colours.accent), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.boundingRect().adjusted(3, 3, -3, -3), 7, 7)
        kind = colours.types[entity.type]
        outline = shape(entity.type, QPointF(0, 0), self.radius)
        edge = QPen(QColor(kind.line), 1.6)
        if not entity.known:
            edge.setDashPattern([2.4, 1.6])
        painter.setPen(edge)
        painter.setBrush(QColor(kind.active if entity.known else colours.page))
        painter.drawPath(outline)
        self._paint_names(painter)

    def _paint_names(self, painter: QPainter) -> None:
        """The names, on a ground that lets lines be guessed behind it."""
        metrics, below = QFontMetricsF(self._font), QFontMetricsF(self._arabic)
        top = -self.radius - _GAP - self._height if self._above else self.radius + _GAP
        ground = QColor(self.colours.page)
        ground.setAlpha(205)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(-self._words / 2, top, self._words, self._height), 4, 4)
        y = top + metrics.ascent()
        colour = QColor(self.colours.text)
        for line in self._english_lines:
            at = QPointF(-metrics.horizontalAdvance(line) / 2, y)
            draw_words(painter, at, line, self._font, colour)
            y += metrics.height()
        at = QPointF(
            -below.horizontalAdvance(self._arabic_line) / 2,
            y - metrics.ascent() + _ARABIC_LINE * 0.68,
        )
        draw_words(painter, at, self._arabic_line, self._arabic, colour)


class TieItem(QGraphicsItem):
    """The lines between two actors: one a sort of relation, one for the sentences they share, side
    by side. Attributes: tie, colours."""

    def __init__(self, tie: Tie, ends: Mapping[str, ActorItem], colours: Palette) -> None:
        super().__init__()
        self.tie = tie
        self.colours = colours
        self._first, self._second = ends[tie.first], ends[tie.second]

    def _line(self) -> tuple[QPointF, QPointF, QPointF]:
        """Where the line begins and ends, clear of the two shapes, and its direction."""
        start, end = self._first.pos(), self._second.pos()
        way = end - start
        length = math.hypot(way.x(), way.y()) or 1.0
        unit = way / length
        head, tail = self._first.radius * 1.2 + 3, self._second.radius * 1.2 + 3
        if length <= head + tail:
            return start, end, unit
        return start + unit * head, end - unit * tail, unit

    def words(self, id: str) -> str:
        """What the lines mean, seen from the end `id`; "" where one shared sentence is all."""
        said = ", ".join(
            dict.fromkeys(
                title_of(said.kind, inverse=said.other == id).lower()
                for said in self.tie.statements
            )
        )
        count = len(self.tie.sentences)
        return said or (f"{count} sentences" if count > 1 else "")

    def at(self, share: float) -> QPointF:
        """A point on the way from the first (0) to the second (1)."""
        start, end, _ = self._line()
        return start + (end - start) * share

    def boundingRect(self) -> QRectF:
        start, end, _ = self._line()
        return QRectF(start, end).normalized().adjusted(-14, -14, 14, 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, end, unit = self._line()
        across = QPointF(-unit.y(), unit.x())
        bonds = self.tie.bonds
        count = len(bonds) + bool(self.tie.sentences)
        offsets = [across * ((i - (count - 1) / 2) * 5.0) for i in range(count)]
        if self.tie.sentences:
            aside = offsets.pop()
            painter.setPen(shared_pen(len(self.tie.sentences), self.colours))
            painter.drawLine(start + aside, end + aside)
        for bond, aside in zip(bonds, offsets, strict=True):
            pen = bond_pen(bond, self.colours)
            kinds = [said for said in self.tie.statements if bond_of(said.kind) is bond]
            heads = {
                (said.owner if said.kind in _TURNED else said.other)
                for said in kinds
                if said.kind not in _BOTH_WAYS
            }
            begin, stop = start + aside, end + aside
            painter.setBrush(pen.color())
            painter.setPen(Qt.PenStyle.NoPen)
            if self.tie.first in heads:
                painter.drawPolygon(arrow(begin, unit * -1))
                begin += unit * 7
            if self.tie.second in heads:
                painter.drawPolygon(arrow(stop, unit))
                stop -= unit * 7
            painter.setPen(pen)
            painter.drawLine(begin, stop)


class Caption(QGraphicsItem):
    """A few words about (0, 0), set by `middle`; they come and go. Attributes: colours."""

    def __init__(self, words: str, colours: Palette, font: QFont) -> None:
        super().__init__()
        self.colours = colours
        self._words, self._font = words, font
        self.setZValue(2)

    def boundingRect(self) -> QRectF:
        metrics = QFontMetricsF(self._font)
        width, height = metrics.horizontalAdvance(self._words) + 8, metrics.height() + 2
        return QRectF(-width / 2, -height / 2, width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._font)
        ground = QColor(self.colours.page)
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.boundingRect(), 4, 4)
        at = QPointF(-metrics.horizontalAdvance(self._words) / 2, metrics.capHeight() / 2)
        draw_words(painter, at, self._words, self._font, QColor(self.colours.text))
