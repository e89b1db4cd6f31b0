"""One side of a row as lines of shaped text: where each character lies, and what lies where.

`QTextLine.cursorToX` cannot tell the two places of a cursor at a change of writing direction apart
and `xToCursor` inherits that, so the extents of characters are taken from the shaped glyphs
themselves. Positions are code points; distances are pixels from the block's top left corner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from reader.gui.offsets import Utf16Map, displayable
from reader.model import Span

__all__ = ["Stretch", "TextBlock"]

_GLYPHS = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken piece of a text range on one line. `top` and `bottom` are those of the line, so
    that stretches of successive lines touch; the letters stand on `baseline`."""

    left: float
    right: float
    top: float
    bottom: float
    baseline: float

    @property
    def band(self) -> QRectF:
        return QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)

    def moved(self, x: float, y: float) -> Stretch:
        return Stretch(
            self.left + x, self.right + x, self.top + y, self.bottom + y, self.baseline + y
        )


@dataclass(frozen=True, slots=True)
class _Cell:
    """Characters drawn as one: a letter, a letter with its marks, a ligature, an emoji. `stops`
    are the positions where a cursor can stand, first and last included; the width is shared out
    evenly between them."""

    stops: tuple[int, ...]
    left: float
    right: float
    backwards: bool

    @property
    def start(self) -> int:
        return self.stops[0]

    @property
    def end(self) -> int:
        return self.stops[-1]

    def edge(self, offset: int) -> float:
        """Where a cursor before character `offset` stands."""
        stop = bisect_left(self.stops, min(max(offset, self.start), self.end))
        share = stop / (len(self.stops) - 1) * (self.right - self.left)
        return self.right - share if self.backwards else self.left + share

    def part(self, x: float) -> float:
        """How far into the cell, in stops and reading direction, `x` is."""
        share = (x - self.left) / max(self.right - self.left, 1e-6)
        share = min(max(share, 0.0), 1.0)
        return (1 - share if self.backwards else share) * (len(self.stops) - 1)


def _run_extents(run: QGlyphRun) -> Iterator[tuple[int, float, float, bool]]:
    """(UTF-16 position, left, right, right to left) of each cluster of a run. A glyph reaches to
    where the next one begins, as its own advance knows nothing of kerning; marks have no advance
    and no extent of their own."""
    advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
    glyphs = zip(run.positions(), run.stringIndexes(), advances, strict=True)
    visual = sorted((place.x(), unit) for place, unit, advance in glyphs if advance.x() > 0)
    lefts = [left for left, _ in visual]
    rights = [*lefts[1:], max(run.boundingRect().right(), *lefts[-1:], 0.0)]
    extents: dict[int, tuple[float, float]] = {}
    for (left, unit), right in zip(visual, rights, strict=False):
        low, high = extents.get(unit, (left, right))
        extents[unit] = (min(low, left), max(high, right))
    for unit, (left, right) in extents.items():
        yield unit, left, right, run.isRightToLeft()


class _Line:
    """`start` and `end` of its characters, the spaces hanging over its edge left out of `shown`."""

    __slots__ = ("_cells", "_line", "_map", "_text", "baseline", "bottom", "end", "start", "top")

    def __init__(
        self, line: QTextLine, text: str, positions: Utf16Map, top: float, bottom: float
    ) -> None:
        self._line = line
        self._text = text
        self._map = positions
        self._cells: list[_Cell] | None = None
        self.start = positions.points(line.textStart())
        self.end = positions.points(line.textStart() + line.textLength())
        self.top = top
        self.bottom = bottom
        self.baseline = line.y() + line.ascent()

    @property
    def shown(self) -> int:
        return self.start + len(self._text[self.start : self.end].rstrip(" "))

    @property
    def cells(self) -> list[_Cell]:
        """In visual order from the left; found when first asked for."""
        if self._cells is None:
            self._cells = sorted(self._measure(), key=lambda cell: cell.left)
        return self._cells

    def _measure(self) -> Iterator[_Cell]:
        runs = self._line.glyphRuns(self._line.textStart(), self._line.textLength(), _GLYPHS)
        drawn = sorted(extent for run in runs for extent in _run_extents(run))
        if not drawn:
            return
        starts = [self._map.points(unit) for unit, *_ in drawn]
        ends = [*starts[1:], self.shown]
        for start, end, (_, left, right, backwards) in zip(starts, ends, drawn, strict=True):
            if end > start:
                yield _Cell(self._stops(start, end), left, right, backwards)

    def _stops(self, start: int, end: int) -> tuple[int, ...]:
        inner = self._text[start + 1 : end]
        if inner.isalpha() and max(self._text[start:end]) <= "\uffff":
            return tuple(range(start, end + 1))
        return (start, end)

    def stretches(self, start: int, end: int) -> Iterator[tuple[float, float]]:
        """Extents of characters `start` to `end` as far as they stand on this line."""
        if not self.cells:
            return
        if start <= self.start and end >= self.shown:
            yield self.cells[0].left, self.cells[-1].right
            return
        current: tuple[float, float] | None = None
        for cell in self.cells:
            if cell.start >= end or cell.end <= start:
                continue
            left, right = sorted((cell.edge(start), cell.edge(end)))
            if current and left - current[1] < 0.5:
                current = (current[0], max(current[1], right))
                continue
            if current:
                yield current
            current = (left, right)
        if current:
            yield current

    def cell_at(self, x: float) -> _Cell | None:
        """The cell nearest to `x`."""
        if not self.cells:
            return None
        at = bisect_right(self.cells, x, key=lambda cell: cell.left)
        return self.cells[max(0, at - 1)]


class TextBlock:
    """`text` in `font`, broken at `width`, its lines at least `pitch` apart; parts in `faint` are
    drawn in the second colour.

    Attributes: `height`; `baseline` of the first line.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        pitch: float,
        direction: Qt.LayoutDirection,
        faint: Iterable[Span] = (),
    ) -> None:
        self._backwards = direction is Qt.LayoutDirection.RightToLeft
        self._map = Utf16Map(text)
        self._faint = tuple(faint)
        shown = displayable(text)
        self._layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setTextDirection(direction)
        side = Qt.AlignmentFlag.AlignRight if self._backwards else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._lines: list[_Line] = []
        self._layout.beginLayout()
        top = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            natural = line.ascent() + line.descent()
            bottom = top + max(pitch, natural)
            line.setPosition(QPointF(0.0, top + (bottom - top - natural) / 2))
            self._lines.append(_Line(line, shown, self._map, top, bottom))
            top = bottom
        self._layout.endLayout()
        self.height = top
        self.baseline = self._lines[0].baseline if self._lines else 0.0

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def stretches(self, span: Span) -> list[Stretch]:
        """Where the characters of `span` stand, line by line; several a line where the writing
        direction changes."""
        start, end = span
        found: list[Stretch] = []
        if start >= end:
            return found
        first = max(0, bisect_right(self._lines, start, key=lambda line: line.start) - 1)
        for line in self._lines[first:]:
            if line.start >= end:
                break
            for left, right in line.stretches(start, end):
                found.append(Stretch(left, right, line.top, line.bottom, line.baseline))
        return found

    def between(self, top: float, bottom: float) -> Span:
        """The characters on the lines between two heights."""
        if not self._lines or bottom < 0 or top > self.height:
            return (0, 0)
        return self._line_at(top).start, self._line_at(bottom).end

    def _line_at(self, y: float) -> _Line:
        at = bisect_right(self._lines, y, key=lambda line: line.top)
        return self._lines[max(0, at - 1)]

    def at(self, x: float, y: float) -> int | None:
        """The character drawn at a point; None where there is none."""
        if not 0 <= y < self.height:
            return None
        line = self._line_at(y)
        cell = line.cell_at(x)
        if cell is None or not cell.left - 1 <= x <= cell.right + 1:
            return None
        return cell.stops[min(int(cell.part(x)), len(cell.stops) - 2)]

    def nearest(self, x: float, y: float) -> int:
        """The cursor position nearest to a point, which may lie outside."""
        if not self._lines or y < 0:
            return 0
        if y >= self.height:
            return self._lines[-1].end
        line = self._line_at(y)
        if not line.cells:
            return line.start
        before, behind = line.start, line.shown
        if x <= line.cells[0].left:
            return behind if self._backwards else before
        if x >= line.cells[-1].right:
            return before if self._backwards else behind
        cell = line.cell_at(x)
        return before if cell is None else cell.stops[round(cell.part(x))]

    def draw(
        self, painter: QPainter, place: QPointF, colour: QColor, faint: QColor, clip: QRectF
    ) -> None:
        """Draws the lines that touch `clip` in `colour`, their faint parts in `faint`."""
        formats: list[QTextLayout.FormatRange] = []
        for start, end in self._faint:
            part = QTextLayout.FormatRange()
            part.start = self._map.units(start)
            part.length = self._map.units(end) - part.start
            style = QTextCharFormat()
            style.setForeground(faint)
            part.format = style
            formats.append(part)
        painter.setPen(colour)
        self._layout.draw(painter, place, formats, clip)
