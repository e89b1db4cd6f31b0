"""How a graph of actors looks: a shape a type, a line a sort of tie, the same on screen and paper.

Nothing is told by colour alone: types differ in shape, ties in stroke, and direction has an arrow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from reader.gui.theme import mix
from reader.knowledge.ties import Bond
from reader.model import EntityType
from reader.palette import Palette

__all__ = [
    "BOND_NAMES",
    "SHARED_NAME",
    "arrow",
    "bond_pen",
    "draw_words",
    "shape",
    "shared_pen",
]

BOND_NAMES: Final[Mapping[Bond, str]] = MappingProxyType(
    {
        Bond.FOR: "Allied with, backs",
        Bond.AGAINST: "Opposed to",
        Bond.WITHIN: "Part of, leads, controls",
        Bond.PLACE: "Located in, on the border",
    }
)
SHARED_NAME: Final = "Named in one sentence"


@dataclass(frozen=True, slots=True)
class _Stroke:
    """`light` and `dark` are its colours by palette; `dashes` in widths of the line."""

    light: str
    dark: str
    width: float
    dashes: tuple[float, ...] = ()


_STROKES: Final[Mapping[Bond, _Stroke]] = MappingProxyType(
    {
        Bond.FOR: _Stroke("#1a7a7a", "#5cc4c0", 3.0),
        Bond.AGAINST: _Stroke("#b5382c", "#f08a7c", 2.4, (3.2, 2.0)),
        Bond.WITHIN: _Stroke("#6a4fa3", "#b9a2ec", 1.8),
        Bond.PLACE: _Stroke("#77705f", "#a9a294", 1.8, (0.1, 2.2)),
    }
)


def bond_pen(bond: Bond, colours: Palette) -> QPen:
    """The line of a tie by the knowledge base."""
    stroke = _STROKES[bond]
    colour = QColor(stroke.dark if colours.name == "dark" else stroke.light)
    pen = QPen(colour, stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dashes:
        pen.setDashPattern(list(stroke.dashes))
    if bond is Bond.PLACE:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def shared_pen(sentences: int, colours: Palette) -> QPen:
    """The thin line of two named together: a little less thin the more sentences name both."""
    width = 0.8 + min(2.2, 0.7 * math.log2(max(1, sentences)))
    return QPen(QColor(mix(colours.muted, colours.page, 0.62)), width)


def shape(type: EntityType, middle: QPointF, radius: float) -> QPainterPath:
    """A circle for a person, a square for an organisation, a diamond for a place, a hexagon for
    anything else; of about one area for one `radius`."""
    path = QPainterPath()
    if type is EntityType.PER:
        path.addEllipse(middle, radius, radius)
    elif type is EntityType.ORG:
        half = radius * 0.89
        path.addRoundedRect(
            QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half), 3.5, 3.5
        )
    else:
        corners, reach, turn = (4, 1.25, 0.0) if type is EntityType.LOC else (6, 1.1, 0.0)
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(
                        middle.x() + radius * reach * math.cos(turn + math.tau * i / corners),
                        middle.y() + radius * reach * math.sin(turn + math.tau * i / corners),
                    )
                    for i in range(corners)
                ]
            )
        )
        path.closeSubpath()
    return path


def arrow(tip: QPointF, towards: QPointF, size: float = 9.0) -> QPolygonF:
    """A head that points along `towards` (a vector of length 1) and ends in `tip`."""
    across = QPointF(-towards.y(), towards.x())
    back = tip - towards * size
    return QPolygonF([tip, back + across * size * 0.42, back - across * size * 0.42])


def draw_words(painter: QPainter, at: QPointF, text: str, font: QFont, colour: QColor) -> None:
    """`text`, its baseline beginning at `at`. In a drawing (SVG) it is set as outlines: a machine
    without the fonts would tear Arabic letters apart or change every width."""
    if painter.paintEngine().type() == QPaintEngine.Type.SVG:
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)  # letters overlap where they join
        outline.addText(at, font, text)
        painter.fillPath(outline, colour)
        return
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(at, text)
