"""Rows of which only those looked at are measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.gui.row_heights import RowHeights
from reader.gui.row_stack import RowStack

_HEIGHTS = st.lists(st.integers(1, 500), min_size=1, max_size=60)


@given(_HEIGHTS, st.data())
def test_sums_follow_every_change(heights: list[int], data: st.DataObject) -> None:
    rows = RowHeights(heights)
    for _ in range(5):
        row = data.draw(st.integers(0, len(heights) - 1))
        heights[row] = data.draw(st.integers(1, 500))
        rows[row] = heights[row]
    assert [rows.top(i) for i in range(len(heights) + 1)] == [
        sum(heights[:i]) for i in range(len(heights) + 1)
    ]
    for row in range(len(heights)):
        assert rows.row_at(rows.top(row)) == row
        assert rows.row_at(rows.top(row + 1) - 0.5) == row


class _Rows:
    """Rows whose true heights are double what is guessed; remembers which were measured."""

    def __init__(self, count: int) -> None:
        self.measured: list[int] = []
        self.stack = RowStack([50.0] * count, self.measure)

    def measure(self, row: int) -> float:
        self.measured.append(row)
        return 100.0


def test_only_rows_in_view_are_measured() -> None:
    rows = _Rows(1000)
    rows.stack.settle(450)
    assert set(rows.measured) == {0, 1, 2, 3, 4}


def test_a_jump_measures_nothing_on_the_way() -> None:
    rows = _Rows(1000)
    rows.stack.jump(25_000)
    rows.stack.settle(450)
    assert 5 <= len(set(rows.measured)) <= 6


def test_scrolling_up_over_unmeasured_rows_moves_by_just_what_was_asked() -> None:
    rows = _Rows(1000)
    rows.stack.jump(25_000)
    rows.stack.settle(450)
    before = dict(rows.stack.visible(450))
    rows.stack.shift(-130)
    after = dict(rows.stack.visible(450))
    common = before.keys() & after.keys()
    assert common
    assert all(after[row] == before[row] + 130 for row in common)


def test_what_becomes_known_above_moves_nothing_in_view() -> None:
    rows = _Rows(1000)
    rows.stack.jump(25_000)
    before = list(rows.stack.visible(450))
    position = rows.stack.position
    rows.stack.exact(3)
    assert list(rows.stack.visible(450)) == before
    assert rows.stack.position == position + 50


def test_the_last_row_ends_at_the_bottom_edge() -> None:
    rows = _Rows(30)
    rows.stack.end(450)
    *_, (row, top) = rows.stack.visible(450)
    assert (row, top + 100) == (29, 450)
    rows.stack.shift(1000)
    rows.stack.settle(450)
    *_, (row, top) = rows.stack.visible(450)
    assert (row, top + 100) == (29, 450)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_page_lower_than_the_view_stays_at_the_top(count: int) -> None:
    stack = _Rows(count).stack
    stack.shift(80)
    stack.settle(450)
    assert stack.position == 0
