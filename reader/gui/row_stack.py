"""Rows one below another, of which only those looked at have been laid out.

The top edge of what is seen is kept as a row and a distance into it, not as a height from the top
of everything: what becomes known of rows above can then never move what the reader is looking at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.gui.row_heights import RowHeights

__all__ = ["RowStack"]


class RowStack:
    """`estimates` are heights to reckon with until `measure(row)` gives the exact one.

    Attributes: `row` and `into`: the row at the top edge and how many pixels of it are hidden.
    """

    def __init__(self, estimates: Sequence[float], measure: Callable[[int], float]) -> None:
        self._heights = RowHeights(estimates)
        self._measure = measure
        self.row = 0
        self.into = 0.0

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def height(self) -> float:
        """Of all rows, as far as known."""
        return self._heights.top(len(self._heights))

    @property
    def position(self) -> float:
        """Height of the top edge from the top of everything, as far as known."""
        return self._heights.top(self.row) + self.into

    def exact(self, row: int) -> float:
        height = self._measure(row)
        self._heights[row] = height
        return height

    def place(self, row: int, into: float) -> None:
        """Puts the point `into` pixels below the top of `row` at the top edge; `into` may reach
        beyond the row on either side."""
        self.row, self.into = row, into
        if not self._heights:
            self.row, self.into = 0, 0.0
            return
        while self.into < 0 and self.row > 0:
            self.row -= 1
            self.into += self.exact(self.row)
        self.into = max(0.0, self.into)
        while self.row < len(self) - 1 and self.into >= (height := self.exact(self.row)):
            self.into -= height
            self.row += 1

    def shift(self, pixels: float) -> None:
        """Moves the top edge down by `pixels` (up if negative), measuring what is passed."""
        self.place(self.row, self.into + pixels)

    def jump(self, position: float) -> None:
        """Moves the top edge to about `position`, measuring nothing between."""
        self.row = self._heights.row_at(position)
        self.into = max(0.0, position - self._heights.top(self.row))

    def end(self, height: float) -> None:
        """Shows the end of the last row at the bottom edge of a view of `height`."""
        if len(self):
            last = len(self) - 1
            self.place(last, self.exact(last) - height)

    def visible(self, height: float) -> Iterator[tuple[int, float]]:
        """(row, its top counted from the top edge) of the rows in a view of `height`."""
        row, top = self.row, -self.into
        while row < len(self) and top < height:
            exact = self.exact(row)
            yield row, top
            top += exact
            row += 1

    def settle(self, height: float) -> None:
        """Measures what a view of `height` shows, and lets no gap open below the last row."""
        bottom = 0.0
        last = -1
        for row, top in self.visible(height):
            last, bottom = row, top + self._heights[row]
        if last == len(self) - 1 and bottom < height:
            self.shift(bottom - height)
