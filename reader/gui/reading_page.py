"""The article as a tall page of rows: what lies where in the view, laid out as it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from reader.gui.row_box import RowBox, columns, estimate
from reader.gui.row_content import Row, Side, rows_of
from reader.gui.row_layout import Stretch
from reader.gui.row_stack import RowStack
from reader.model import Article, SentenceAnalysis, Span

__all__ = ["Page", "Place"]

_KEPT = 80
"""Rows that stay laid out though out of sight, so that scrolling back costs nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in the text of one side: `offset` code points into `row`."""

    row: int
    offset: int


class Page:
    """Rows of `article` in a view of `width` by `height` pixels. Points are in view coordinates.

    Attributes: `rows`; `columns`; `stack`, which keeps what stands at the top edge.
    """

    def __init__(self, article: Article | None) -> None:
        paragraphs = article.paragraphs if article else ()
        self.rows = rows_of(paragraphs, article.text if article else "")
        self._row_of = [row.index for row in self.rows for _ in row.sentences]
        self._boxes: dict[int, RowBox] = {}
        self._zoom = 1.0
        self.height = 0.0
        self.columns = columns(0.0, 1.0)
        self._margin = 0.0
        self.stack = RowStack((), self._measure)

    # ------------------------------------------------------------ size

    def resize(self, width: float, height: float, zoom: float) -> None:
        """Fits the page to the view; what stands at the top edge stays there."""
        self.height = height
        place = columns(width, zoom)
        if place.width == self.columns.width and zoom == self._zoom and len(self.stack):
            self.columns = place
            return
        row, share = self.stack.row, 0.0
        if len(self.stack):
            share = self.stack.into / max(1.0, self.stack.exact(row))
        self.columns, self._zoom = place, zoom
        self._margin = round(30 * zoom)
        self._boxes.clear()
        self.stack = RowStack([self._estimate(r) for r in self.rows], self._measure)
        if share:
            self.stack.place(row, share * self.stack.exact(row))
        else:
            self.stack.place(row, 0.0)

    def _estimate(self, row: Row) -> float:
        return estimate(row, self.columns.width, self._zoom) + self._edges(row.index)

    def _above(self, index: int) -> float:
        """Room above the first row."""
        return self._margin if index == 0 else 0.0

    def _edges(self, index: int) -> float:
        last = self._margin if index == len(self.rows) - 1 else 0.0
        return self._above(index) + last

    def _measure(self, index: int) -> float:
        return self.box(index).height + self._edges(index)

    def box(self, index: int) -> RowBox:
        """The row laid out, now if need be."""
        box = self._boxes.get(index)
        if box is None:
            box = RowBox(self.rows[index], self.columns.width, self._zoom)
            self._boxes[index] = box
        box.refresh()
        return box

    @property
    def laid_out(self) -> int:
        """How many rows are laid out."""
        return len(self._boxes)

    def settle(self) -> None:
        """Lays out what the view shows; forgets layouts far from it."""
        self.stack.settle(self.height)
        if len(self._boxes) > 2 * _KEPT:
            near = range(self.stack.row - _KEPT // 2, self.stack.row + _KEPT // 2)
            self._boxes = {i: box for i, box in self._boxes.items() if i in near}

    # ------------------------------------------------------------ content

    def row_of(self, sentence: int) -> Row:
        """The row of a sentence; IndexError if the article has no such sentence."""
        return self.rows[self._row_of[sentence]]

    @property
    def sentences(self) -> int:
        return len(self._row_of)

    def update(self, sentence: int, analysis: SentenceAnalysis) -> bool:
        """Takes in what is now known of a sentence; true if the English of its row changed. The
        row is laid out again only when it is next looked at."""
        row = self.row_of(sentence)
        changed = row.update(sentence, analysis)
        box = self._boxes.get(row.index)
        if changed and box is not None:
            box.outdate()
        return changed

    # ------------------------------------------------------------ geometry

    def visible(self) -> Iterator[tuple[Row, float]]:
        """The rows in view with the top of their text."""
        for index, top in self.stack.visible(self.height):
            yield self.rows[index], top + self._above(index)

    def top(self, index: int) -> float | None:
        """Where the text of a row begins, None if the row is out of view."""
        return next((top for row, top in self.visible() if row.index == index), None)

    def stretches(self, index: int, side: Side, span: Span) -> list[Stretch]:
        """Where a range of text stands; empty for a row out of view."""
        top = self.top(index)
        if top is None:
            return []
        return self.box(index).stretches(side, span, self.columns, top)

    def area_of(self, sentence: int, side: Side) -> QRectF:
        """What a sentence takes up on a side, empty if it is out of view."""
        row = self.row_of(sentence)
        area = QRectF()
        for stretch in self.stretches(row.index, side, row.sentence_span(side, sentence)):
            area = area.united(stretch.band)
        return area

    def side_at(self, x: float) -> Side:
        """The side a point belongs to, the gutter shared between them."""
        left, right = self.columns.gutter
        return Side.ENGLISH if x < (left + right) / 2 else Side.ARABIC

    def character_at(self, point: QPointF) -> tuple[Side, Place] | None:
        """The character drawn at a point."""
        side = self.side_at(point.x())
        row = self._row_at(point.y())
        if row is None:
            return None
        index, top = row
        block = self.box(index).block(side)
        if block is None:
            return None
        corner = self.box(index).origin(side, self.columns)
        offset = block.at(point.x() - corner.x(), point.y() - top - corner.y())
        return None if offset is None else (side, Place(index, offset))

    def nearest(self, side: Side, point: QPointF) -> Place:
        """The cursor position on `side` nearest to a point."""
        found = self._row_at(point.y())
        if found is None:
            return Place(0, 0)
        index, top = found
        block = self.box(index).block(side)
        if block is None:
            return Place(index, 0)
        corner = self.box(index).origin(side, self.columns)
        return Place(index, block.nearest(point.x() - corner.x(), point.y() - top - corner.y()))

    def _row_at(self, y: float) -> tuple[int, float] | None:
        """The row in view nearest to `y`, with the top of its text."""
        nearest: tuple[int, float] | None = None
        for row, top in self.visible():
            if nearest is not None and top > y:
                break
            nearest = row.index, top
        return nearest

    def show(self, index: int, side: Side, span: Span) -> None:
        """Brings a range of text into view, with some room around; no move if it is seen whole."""
        room = min(48.0, self.height / 6)
        seen = self.stretches(index, side, span)
        if seen and seen[0].top >= room / 2 and seen[-1].bottom <= self.height - room / 2:
            return
        box = self.box(index)
        found = box.stretches(side, span, self.columns, self._above(index))
        into = found[0].top if found else 0.0
        self.stack.place(index, into - self.height / 3)
        self.stack.settle(self.height)
