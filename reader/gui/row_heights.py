"""Heights of many rows, with their sums at hand.

A Fenwick tree (P. Fenwick, "A new data structure for cumulative frequency tables", Software:
Practice and Experience 24, 1994): changing a height, the top of a row and the row at a height each
take time logarithmic in the number of rows.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["RowHeights"]


class RowHeights:
    """Heights in pixels, indexed by row."""

    __slots__ = ("_heights", "_tree")

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._tree = [0.0, *self._heights]
        for i in range(1, len(self._tree)):
            parent = i + (i & -i)
            if parent < len(self._tree):
                self._tree[parent] += self._tree[i]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> float:
        return self._heights[row]

    def __setitem__(self, row: int, height: float) -> None:
        change = height - self._heights[row]
        if not change:
            return
        self._heights[row] = height
        i = row + 1
        while i < len(self._tree):
            self._tree[i] += change
            i += i & -i

    def top(self, row: int) -> float:
        """Where `row` begins; `top(len(self))` is the height of all."""
        total = 0.0
        i = row
        while i:
            total += self._tree[i]
            i -= i & -i
        return total

    def row_at(self, y: float) -> int:
        """The row at height `y`, the first or last one for a height outside."""
        row = 0
        step = 1 << len(self._heights).bit_length()
        while step:
            if row + step < len(self._tree) and self._tree[row + step] <= y:
                row += step
                y -= self._tree[row]
            step >>= 1
        return min(row, max(0, len(self._heights) - 1))
