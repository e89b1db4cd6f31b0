"""The measures of a row: columns, sizes of type, and a paragraph laid out in both.

Distances are pixels. Sizes grow with the zoom; at zoom 1 the English is set in 18 and the Arabic,
whose letters are smaller on their body, in 25 pixels. A column is at most some 70 letters wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont

from reader.gui.fonts import arabic_font, english_font
from reader.gui.row_content import Row, Side
from reader.gui.row_layout import Stretch, TextBlock
from reader.model import Span

__all__ = ["Columns", "RowBox", "Type", "columns", "estimate"]

_MEASURE = 560.0
_ENGLISH_PER_ARABIC = 1.2
"""Letters of English for one of Arabic, vowels unwritten: about right for news."""


@dataclass(frozen=True, slots=True)
class Columns:
    """English on the left, Arabic on the right, the gutter between; `width` is one column's."""

    english: float
    arabic: float
    width: float

    @property
    def gutter(self) -> tuple[float, float]:
        """Its left and right edge."""
        return self.english + self.width, self.arabic

    def left(self, side: Side) -> float:
        return self.arabic if side is Side.ARABIC else self.english


def columns(width: float, zoom: float) -> Columns:
    """The columns of a page `width` wide, in its middle if there is more room than needed."""
    gutter = min(max(30.0, width * 0.05), 64.0)
    margin = min(max(16.0, width * 0.035), 48.0)
    column = min((width - gutter - 2 * margin) / 2, _MEASURE * zoom)
    column = float(max(80, int(column)))
    english = float(max(0, int((width - gutter - 2 * column) / 2)))
    return Columns(english, english + column + gutter, column)


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type at a zoom, for a heading or running text."""

    zoom: float
    heading: bool

    def _scaled(self, pixels: float) -> float:
        return pixels * self.zoom * (1.32 if self.heading else 1.0)

    def size(self, side: Side) -> float:
        return self._scaled(25 if side is Side.ARABIC else 18)

    def pitch(self, side: Side) -> float:
        """Distance of two lines, in whole pixels: lines then look alike."""
        loose = 1.0 if not self.heading else 0.88
        return float(round(self._scaled(43 if side is Side.ARABIC else 30) * loose))

    def font(self, side: Side) -> QFont:
        if side is Side.ARABIC:
            weight = QFont.Weight.Bold if self.heading else QFont.Weight.Normal
            return arabic_font(self.size(side), weight)
        weight = QFont.Weight.DemiBold if self.heading else QFont.Weight.Normal
        return english_font(self.size(side), weight)

    @property
    def above(self) -> float:
        return (14 if self.heading else 4) * self.zoom

    @property
    def below(self) -> float:
        return (10 if self.heading else 18) * self.zoom

    def lines(self, side: Side, letters: int, width: float) -> int:
        """About how many lines that many letters take."""
        share = 0.38 if side is Side.ARABIC else 0.445
        return max(1, ceil(letters * share * self.size(side) / width))


def estimate(row: Row, width: float, zoom: float) -> float:
    """The height a row will have in columns of `width`, reckoned from the length of its text."""
    style = Type(zoom, row.heading)
    arabic = len(row.text(Side.ARABIC))
    english = len(row.text(Side.ENGLISH)) or round(arabic * _ENGLISH_PER_ARABIC)
    high = max(
        style.lines(Side.ARABIC, arabic, width) * style.pitch(Side.ARABIC),
        style.lines(Side.ENGLISH, english, width) * style.pitch(Side.ENGLISH),
    )
    return style.above + high + style.below


class RowBox:
    """A row laid out in columns of `width`: its blocks, their tops, its whole `height`.

    The first lines of both sides stand on one baseline. A paragraph without any English has `bars`
    in its place, relative to the English column.
    """

    def __init__(self, row: Row, width: float, zoom: float) -> None:
        self._row = row
        self._width = width
        self.style = Type(zoom, row.heading)
        self._blocks = {Side.ARABIC: self._block(Side.ARABIC)}
        self._outdated = False
        self.bars: tuple[QRectF, ...] = ()
        self.height = 0.0
        self._lay_out_english()

    def _block(self, side: Side) -> TextBlock:
        right_to_left = side is Side.ARABIC
        return TextBlock(
            self._row.text(side),
            self.style.font(side),
            self._width,
            self.style.pitch(side),
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight,
            () if right_to_left else self._row.pending,
        )

    def outdate(self) -> None:
        """Tells that the English changed."""
        self._outdated = True

    def refresh(self) -> None:
        """Lays out the English again if it changed."""
        if self._outdated:
            self._outdated = False
            self._lay_out_english()

    def _lay_out_english(self) -> None:
        self._blocks.pop(Side.ENGLISH, None)
        self.bars = ()
        if self._row.text(Side.ENGLISH):
            self._blocks[Side.ENGLISH] = self._block(Side.ENGLISH)
        else:
            self.bars = tuple(self._skeleton())
        lowest = max(
            (self.top(side) + block.height for side, block in self._blocks.items()), default=0.0
        )
        if self.bars:
            lowest = max(lowest, self.bars[-1].bottom())
        self.height = float(ceil(lowest + self.style.below))

    def _skeleton(self) -> Iterator[QRectF]:
        letters = round(len(self._row.text(Side.ARABIC)) * _ENGLISH_PER_ARABIC)
        lines = self.style.lines(Side.ENGLISH, letters, self._width)
        pitch, size = self.style.pitch(Side.ENGLISH), self.style.size(Side.ENGLISH)
        baseline = self.style.above + self._blocks[Side.ARABIC].baseline
        for i in range(lines):
            share = 1.0 if i < lines - 1 else 0.62
            # As high as a small letter, standing where the line of text will.
            yield QRectF(
                0.0, baseline + i * pitch - size * 0.5, self._width * share - size, size * 0.5
            )

    def block(self, side: Side) -> TextBlock | None:
        return self._blocks.get(side)

    def top(self, side: Side) -> float:
        """Where the block of that side begins, from the top of the row."""
        baselines = {s: block.baseline for s, block in self._blocks.items()}
        return self.style.above + max(baselines.values()) - baselines.get(side, 0.0)

    def origin(self, side: Side, place: Columns) -> QPointF:
        return QPointF(place.left(side), self.top(side))

    def shown(self, side: Side, top: float, height: float) -> Span:
        """The characters of that side that a view of `height` shows when the row begins at
        `top`."""
        block = self._blocks.get(side)
        above = top + self.top(side)
        return block.between(-above, height - above) if block else (0, 0)

    def stretches(self, side: Side, span: Span, place: Columns, top: float) -> list[Stretch]:
        """Where `span` of that side stands when the row begins at `top`."""
        block = self._blocks.get(side)
        if block is None:
            return []
        x, y = place.left(side), top + self.top(side)
        return [stretch.moved(x, y) for stretch in block.stretches(span)]
