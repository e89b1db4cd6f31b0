"""The key to a graph of actors: what its shapes and lines mean, for the window and for a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.actor_graph_style import (
    BOND_NAMES,
    SHARED_NAME,
    arrow,
    bond_pen,
    draw_words,
    shape,
    shared_pen,
)
from reader.gui.fonts import interface_font
from reader.knowledge.ties import ArticleTies, Bond
from reader.model import EntityType
from reader.palette import TYPE_NAMES, Palette

__all__ = ["GraphKey", "draw_key", "key_size"]

_ROW: Final = 20.0
_SIGN: Final = 30.0
_GAP: Final = 16.0
_UNKNOWN: Final = "Not in the knowledge base"

Sign = Callable[[QPainter, QPointF, Palette], None]
"""Draws a sign about a point."""


def _type_sign(type: EntityType, known: bool) -> Sign:
    def draw(painter: QPainter, at: QPointF, colours: Palette) -> None:
        kind = colours.types[type]
        pen = QPen(QColor(kind.line), 1.4)
        if not known:
            pen.setDashPattern([2.4, 1.6])
        painter.setPen(pen)
        painter.setBrush(QColor(kind.active if known else colours.page))
        painter.drawPath(shape(type, at, 6))

    return draw


def _bond_sign(bond: Bond) -> Sign:
    def draw(painter: QPainter, at: QPointF, colours: Palette) -> None:
        pen = bond_pen(bond, colours)
        end = at + QPointF(12, 0)
        if bond is not Bond.AGAINST:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            painter.drawPolygon(arrow(end, QPointF(1, 0), 8))
            end -= QPointF(6, 0)
        painter.setPen(pen)
        painter.drawLine(at - QPointF(12, 0), end)

    return draw


def _shared_sign(painter: QPainter, at: QPointF, colours: Palette) -> None:
    painter.setPen(shared_pen(2, colours))
    painter.drawLine(at - QPointF(12, 0), at + QPointF(12, 0))


def _signs(ties: ArticleTies) -> list[tuple[Sign, str]]:
    """Only what the graph has."""
    entities = [actor.entity for actor in ties.actors]
    types = {entity.type for entity in entities}
    bonds = {bond for tie in ties.ties for bond in tie.bonds}
    signs = [(_type_sign(type, True), TYPE_NAMES[type]) for type in EntityType if type in types]
    unknown = next((entity.type for entity in entities if not entity.known), None)
    if unknown:
        signs.append((_type_sign(unknown, False), _UNKNOWN))
    signs += [(_bond_sign(bond), BOND_NAMES[bond]) for bond in Bond if bond in bonds]
    if any(tie.sentences for tie in ties.ties):
        signs.append((_shared_sign, SHARED_NAME))
    return signs


def _places(ties: ArticleTies, width: float) -> tuple[list[QPointF], QSizeF]:
    """Where each sign with its words begins, in rows of `width`, and what all take up."""
    metrics = QFontMetricsF(interface_font(11.5))
    x, y, right = 0.0, 0.0, 0.0
    places = []
    for _, words in _signs(ties):
        taken = _SIGN + metrics.horizontalAdvance(words)
        if x > 0 and x + taken > width:
            x, y = 0.0, y + _ROW
        places.append(QPointF(x, y))
        right = max(right, x + taken)
        x += taken + _GAP
    return places, QSizeF(right, y + _ROW if places else 0.0)


def key_size(ties: ArticleTies, width: float) -> QSizeF:
    """What the key takes up in rows of at most `width` pixels."""
    return _places(ties, width)[1]


def draw_key(
    painter: QPainter, ties: ArticleTies, colours: Palette, corner: QPointF, width: float
) -> None:
    """Draws the signs the graph has, with their words, from `corner` in rows of `width`."""
    font = interface_font(11.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    down = _ROW / 2
    cap = QFontMetricsF(font).capHeight() / 2
    for (sign, words), place in zip(_signs(ties), _places(ties, width)[0], strict=True):
        at = corner + place
        sign(painter, at + QPointF(12, down), colours)
        words_at = at + QPointF(_SIGN, down + cap)
        draw_words(painter, words_at, words, font, QColor(colours.text))


class GraphKey(QWidget):
    """The key under the graph in the window."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._ties = ArticleTies()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Key")

    def set_ties(self, ties: ArticleTies) -> None:
        self._ties = ties
        self.setAccessibleDescription("; ".join(words for _, words in _signs(ties)))
        self.updateGeometry()
        self.update()

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(key_size(self._ties, width).height())

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_key(painter, self._ties, self._colours, QPointF(0, 0), self.width())
        painter.end()
