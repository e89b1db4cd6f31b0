"""Code points and UTF-16 units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.gui.offsets import Utf16Map, displayable

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(_TEXTS)
def test_units_count_what_utf16_takes(text: str) -> None:
    positions = Utf16Map(text)
    assert [positions.units(i) for i in range(len(text) + 1)] == [
        _units(text[:i]) for i in range(len(text) + 1)
    ]


@given(_TEXTS)
def test_going_there_and_back_ends_where_it_began(text: str) -> None:
    positions = Utf16Map(text)
    for point in range(len(text) + 1):
        assert positions.points(positions.units(point)) == point


@pytest.mark.parametrize(
    ("unit", "point"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4)]
)
def test_a_position_inside_a_pair_counts_as_the_one_before_it(unit: int, point: int) -> None:
    assert Utf16Map("أ🚚ب😀").points(unit) == point


@given(st.text(st.characters()))
def test_what_is_displayed_has_a_character_for_every_character(text: str) -> None:
    shown = displayable(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(c < " " or "\x7f" <= c < "\xa0" or c in "\u2028\u2029\ufffc" for c in shown)


def test_ordinary_text_is_displayed_as_it_is() -> None:
    text = "قال: «نعم» (M4) 🚚\u200d\u200f"
    assert displayable(text) == text
