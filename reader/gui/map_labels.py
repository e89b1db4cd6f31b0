"""Where names fit on a map: found on a small grid that says what lies where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Grid", "Place"]

_CELL: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a label, in pixels, and how well it fits: 1 is just enough."""

    x: float
    y: float
    fit: float


class Grid:
    """Cells of `Grid.cell` pixels; each holds the number of what covers it, or a negative number
    where no label may lie."""

    cell: Final = _CELL

    def __init__(self, width: int, height: int, cells: Sequence[int]) -> None:
        self._width, self._height = width, height
        self._cells = list(cells)

    def shares(self) -> Mapping[int, float]:
        """What share of the map each number covers."""
        counts: dict[int, int] = {}
        for number in self._cells:
            counts[number] = counts.get(number, 0) + 1
        return {number: count / len(self._cells) for number, count in counts.items()}

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Keeps labels out of a rectangle (pixels)."""
        for row in range(
            max(0, int(y // _CELL)), min(self._height, int((y + height) // _CELL) + 1)
        ):
            first = row * self._width
            for column in range(
                max(0, int(x // _CELL)), min(self._width, int((x + width) // _CELL) + 1)
            ):
                self._cells[first + column] = -1

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether a rectangle (pixels) is on the map and clear of what is blocked."""
        left, top = int(x // _CELL), int(y // _CELL)
        right, bottom = int((x + width) // _CELL), int((y + height) // _CELL)
        if left < 0 or top < 0 or right >= self._width or bottom >= self._height:
            return False
        return all(
            self._cells[row * self._width + column] >= 0
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )

    def best(self, number: int, width: float, height: float) -> Place | None:
        """The roomiest place for a label of that size (pixels) on the cells that hold `number`."""
        across, down = self._clearances(number)
        half_width, half_height = width / 2 / _CELL, height / 2 / _CELL
        found: Place | None = None
        for i, room in enumerate(across):
            if room < half_width or down[i] < half_height:
                continue
            fit = min(room / half_width, 2.5) + min(down[i] / half_height, 3.5)
            if found is None or fit > found.fit:
                y, x = divmod(i, self._width)
                found = Place((x + 0.5) * _CELL, (y + 0.5) * _CELL, fit)
        return found

    def _clearances(self, number: int) -> tuple[list[int], list[int]]:
        """For each cell, how many cells of `number` lie to its poorer side, across and down."""
        width, cells = self._width, self._cells
        across, down = [0] * len(cells), [0] * len(cells)
        for first in range(0, len(cells), width):
            line = slice(first, first + width)
            across[line] = _runs(cells[line], number)
        for column in range(width):
            line = slice(column, len(cells), width)
            down[line] = _runs(cells[line], number)
        return across, down


def _runs(line: Sequence[int], number: int) -> list[int]:
    """For each place, how far it is to the nearer end of its run of `number`."""
    result = [0] * len(line)
    if number not in line:
        return result
    start = 0
    for end in range(len(line) + 1):
        if end == len(line) or line[end] != number:
            for k in range(start, end):
                result[k] = min(k - start, end - 1 - k)
            start = end + 1
    return result
