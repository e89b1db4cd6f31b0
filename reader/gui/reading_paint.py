"""Painting a row: what lies under the text, the text, and what is marked in the gutter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from reader.gui.found_text import found_spans
from reader.gui.icons import pixmap
from reader.gui.reading_selection import Selection
from reader.gui.row_box import Columns, RowBox
from reader.gui.row_content import MentionMark, Row, Side, Word
from reader.gui.row_layout import Stretch
from reader.model import EntityType, Span, Translation
from reader.palette import Palette
from reader.translation.doubts import is_notice
from reader.translation.memory import is_kept

__all__ = ["GutterMark", "Marks", "RowPainter", "doubt_marks", "edit_marks"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked just now: the `sentence` and the `word` at the pointer, the entities `lit`
    up, the types that are `hidden`, the mention the keyboard came to (`ring`), the `selection`, the
    words that are `sought`; `waiting` tells that translations are still to come."""

    sentence: int | None = None
    word: Word | None = None
    lit: frozenset[str] = frozenset()
    hidden: frozenset[EntityType] = frozenset()
    ring: MentionMark | None = None
    selection: Selection | None = None
    sought: str = ""
    waiting: bool = True

    def shows(self, mark: MentionMark) -> bool:
        return mark.type not in self.hidden or mark.entity in self.lit


@dataclass(frozen=True, slots=True)
class GutterMark:
    """A sign beside the English, for the sentences whose English begins on that line; `grave` where
    one of them is to be checked."""

    area: QRectF
    sentences: tuple[int, ...]
    grave: bool = False


def doubt_marks(row: Row, box: RowBox, place: Columns, top: float) -> list[GutterMark]:
    """The warnings of a row whose text begins at `top`, and what else is told of its sentences."""

    def grave(sentence: int) -> bool:
        translation = row.analysis(sentence).translation
        return translation is not None and not all(map(is_notice, translation.doubts))

    left, right = place.gutter
    size = 15.0 * box.style.zoom
    lines = _lines(row, box, place, top, lambda translation: bool(translation.doubts))
    marks = [_mark(lines, line, (left + right) / 2, size, box) for line in lines]
    return [replace(mark, grave=any(map(grave, mark.sentences))) for mark in marks]


def edit_marks(row: Row, box: RowBox, place: Columns, top: float) -> list[GutterMark]:
    """The signs of what the reader wrote, in the margin before the English."""
    size = 11.0 * box.style.zoom
    lines = _lines(row, box, place, top, lambda translation: is_kept(translation.engine))
    return [_mark(lines, line, place.english - size, size, box) for line in lines]


def _lines(
    row: Row, box: RowBox, place: Columns, top: float, marked: Callable[[Translation], bool]
) -> dict[float, list[int]]:
    """The sentences that are `marked`, by the baseline on which their English begins."""
    lines: dict[float, list[int]] = {}
    for sentence in row.sentences:
        translation = row.analysis(sentence).translation
        if translation is None or not marked(translation):
            continue
        span = row.sentence_span(Side.ENGLISH, sentence)
        found = box.stretches(Side.ENGLISH, span, place, top)
        if found:
            lines.setdefault(found[0].baseline, []).append(sentence)
    return lines


def _mark(
    lines: dict[float, list[int]], baseline: float, centre: float, size: float, box: RowBox
) -> GutterMark:
    middle = baseline - box.style.size(Side.ENGLISH) * 0.33
    area = QRectF(centre - size / 2, middle - size / 2, size, size)
    return GutterMark(area, tuple(lines[baseline]))


def _translucent(colour: str, alpha: int) -> QColor:
    mixed = QColor(colour)
    mixed.setAlpha(alpha)
    return mixed


def _outline(stretches: Sequence[Stretch]) -> QPainterPath:
    """One shape around stretches of one or several lines."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for stretch in stretches:
        path.addRect(stretch.band)
    return path.simplified()


class RowPainter:
    """Paints rows in the colours of `palette`, with `marks`, as far as a view of `height` shows
    them."""

    def __init__(
        self, painter: QPainter, palette: Palette, place: Columns, marks: Marks, height: float
    ) -> None:
        self._painter = painter
        self._palette = palette
        self._place = place
        self._marks = marks
        self._height = height

    def paint(self, row: Row, box: RowBox, top: float) -> None:
        """Paints `row`, laid out as `box`, its text beginning at `top`."""
        for side in Side:
            block = box.block(side)
            if block is None:
                if self._marks.waiting:
                    self._bars(box, top)
                continue
            self._sentence(row, box, side, top)
            self._mentions(row, box, side, top)
            self._found(row, box, side, top)
            self._selection(row, box, side, top)
            self._word(row, box, side, top)
            corner = box.origin(side, self._place) + QPointF(0.0, top)
            text, faint = QColor(self._palette.text), QColor(self._palette.faint)
            block.draw(self._painter, corner, text, faint, QRectF(0, 0, 1e6, self._height))
            self._ring(row, box, side, top)
        for mark in doubt_marks(row, box, self._place, top):
            self._doubt(mark) if mark.grave else self._notice(mark)
        for mark in edit_marks(row, box, self._place, top):
            self._edit(mark)

    def _stretches(self, box: RowBox, side: Side, span: Span, top: float) -> list[Stretch]:
        return box.stretches(side, span, self._place, top)

    def _bars(self, box: RowBox, top: float) -> None:
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_translucent(self._palette.faint, 46))
        for bar in box.bars:
            shown = bar.translated(self._place.english, top)
            painter.drawRoundedRect(shown, bar.height() / 2, bar.height() / 2)

    def _sentence(self, row: Row, box: RowBox, side: Side, top: float) -> None:
        sentence = self._marks.sentence
        if sentence is None or sentence not in row.sentences:
            return
        found = self._stretches(box, side, row.sentence_span(side, sentence), top)
        colour = QColor(self._palette.sentence)
        # The pen, round at its corners and of the same colour, makes room around the letters.
        pen = QPen(colour, 8.0 * box.style.zoom)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(colour)
        self._painter.drawPath(_outline(found))

    def _pill(self, box: RowBox, side: Side, stretch: Stretch) -> QRectF:
        """The ground of marked letters: from above the highest to below the lowest of them."""
        size = box.style.size(side)
        up, down = (0.86, 0.50) if side is Side.ARABIC else (0.84, 0.33)
        pad = 2.0 * box.style.zoom
        return QRectF(
            stretch.left - pad,
            stretch.baseline - up * size,
            stretch.right - stretch.left + 2 * pad,
            (up + down) * size,
        )

    def _mentions(self, row: Row, box: RowBox, side: Side, top: float) -> None:
        painter = self._painter
        radius = 4.5 * box.style.zoom
        first, last = box.shown(side, top, self._height)
        for mark in row.mentions(side):
            outside = mark.spans[-1][1] <= first or mark.spans[0][0] >= last
            if outside or not self._marks.shows(mark):
                continue
            colours = self._palette.types[mark.type]
            lit = mark.entity in self._marks.lit
            for span in mark.spans:
                for stretch in self._stretches(box, side, span, top):
                    pill = self._pill(box, side, stretch)
                    if mark.named or lit:
                        painter.setPen(Qt.PenStyle.NoPen)
                        painter.setBrush(QColor(colours.active if lit else colours.fill))
                        painter.drawRoundedRect(pill, radius, radius)
                    line = QPen(QColor(colours.line), 1.4 * box.style.zoom)
                    line.setCapStyle(Qt.PenCapStyle.RoundCap)
                    if not mark.named:
                        line.setDashPattern([0.1, 2.4])
                    painter.setPen(line)
                    y = pill.bottom() - 0.7
                    inset = radius * 0.8
                    painter.drawLine(
                        QPointF(pill.left() + inset, y), QPointF(pill.right() - inset, y)
                    )
                    if self._marks.ring == mark:
                        painter.setPen(QPen(QColor(self._palette.accent), 2.0))
                        painter.setBrush(Qt.BrushStyle.NoBrush)
                        painter.drawRoundedRect(pill.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)

    def _found(self, row: Row, box: RowBox, side: Side, top: float) -> None:
        if not self._marks.sought:
            return
        first, last = box.shown(side, top, self._height)
        self._painter.setPen(QPen(QColor(self._palette.warning), 1.2 * box.style.zoom))
        self._painter.setBrush(_translucent(self._palette.warning, 60))
        radius = 3.0 * box.style.zoom
        for span in found_spans(row.text(side), self._marks.sought, side):
            if span[1] > first and span[0] < last:
                for stretch in self._stretches(box, side, span, top):
                    self._painter.drawRoundedRect(self._pill(box, side, stretch), radius, radius)

    def _selection(self, row: Row, box: RowBox, side: Side, top: float) -> None:
        selection = self._marks.selection
        if selection is None or selection.side is not side:
            return
        found = self._stretches(box, side, selection.span_in(row), top)
        # Entities stay visible under what is selected.
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_translucent(self._palette.selection, 190))
        self._painter.drawPath(_outline(found))

    def _word(self, row: Row, box: RowBox, side: Side, top: float) -> None:
        word = self._marks.word
        if word is None or word.sentence not in row.sentences:
            return
        painter = self._painter
        radius = 3.0 * box.style.zoom
        for span in row.aligned(word, side):
            for stretch in self._stretches(box, side, span, top):
                ground = self._pill(box, side, stretch)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_translucent(self._palette.accent, 38))
                painter.drawRoundedRect(ground, radius, radius)
                line = QRectF(ground.left() + 1, ground.bottom() - 2, ground.width() - 2, 2.0)
                painter.setBrush(QColor(self._palette.accent))
                painter.drawRoundedRect(line, 1.0, 1.0)

    def _ring(self, row: Row, box: RowBox, side: Side, top: float) -> None:
        """Shows which mention the keyboard came to."""
        ring = self._marks.ring
        if ring is None or ring not in row.mentions(side):
            return
        radius = 6.0 * box.style.zoom
        self._painter.setPen(QPen(QColor(self._palette.accent), 2.0))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for span in ring.spans:
            for stretch in self._stretches(box, side, span, top):
                area = self._pill(box, side, stretch).adjusted(-2, -2, 2, 2)
                self._painter.drawRoundedRect(area, radius, radius)

    def _doubt(self, mark: GutterMark) -> None:
        painter, area = self._painter, mark.area
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.page))
        painter.drawEllipse(area.adjusted(-5, -5, 5, 5))
        inner = area.adjusted(1, 1, -1, -1)
        corners = [
            QPointF(inner.center().x(), inner.top() + 0.5),
            inner.bottomRight(),
            inner.bottomLeft(),
        ]
        pen = QPen(QColor(self._palette.warning), 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(_translucent(self._palette.warning, 40))
        painter.drawPolygon(QPolygonF(corners))
        middle, height = inner.center().x(), inner.height()
        painter.drawLine(
            QPointF(middle, inner.top() + height * 0.40),
            QPointF(middle, inner.top() + height * 0.64),
        )
        painter.drawPoint(QPointF(middle, inner.top() + height * 0.82))

    def _notice(self, mark: GutterMark) -> None:
        """A small i on the ground of the page."""
        painter, area = self._painter, mark.area
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.page))
        painter.drawEllipse(area.adjusted(-3, -3, 3, 3))
        scale = painter.device().devicePixelRatioF()
        picture = pixmap("info", self._palette.muted, round(area.width()), scale)
        painter.drawPixmap(area.topLeft(), picture)

    def _edit(self, mark: GutterMark) -> None:
        """A small pencil."""
        scale = self._painter.device().devicePixelRatioF()
        picture = pixmap("pencil", self._palette.muted, round(mark.area.width()), scale)
        self._painter.drawPixmap(mark.area.topLeft(), picture)
