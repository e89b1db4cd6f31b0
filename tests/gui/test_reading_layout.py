"""Where characters lie: joined letters, both directions on one line, ligatures, several lines."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reader.gui.fonts import arabic_font, english_font
from reader.gui.row_layout import TextBlock

pytestmark = pytest.mark.usefixtures("qapp")

_MIXED = 'وبالرقة على الطريق (M4) في 2019 قال "نعم" عن Reuters agency 🚚 ثم (الحسكة- الرقة- حلب).'


def _arabic(text: str, width: float = 5000) -> TextBlock:
    return TextBlock(text, arabic_font(25), width, 43, Qt.LayoutDirection.RightToLeft)


def _english(text: str, width: float = 5000) -> TextBlock:
    return TextBlock(text, english_font(18), width, 30, Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("width", [5000, 420, 200])
def test_every_character_is_found_where_it_is_drawn(width: float) -> None:
    block = _arabic(_MIXED, width)
    for i, character in enumerate(_MIXED):
        stretches = block.stretches((i, i + 1))
        if not stretches:
            assert character == " "
            continue
        (stretch,) = stretches
        middle = (stretch.left + stretch.right) / 2
        assert block.at(middle, (stretch.top + stretch.bottom) / 2) == i


def test_the_characters_of_a_line_leave_no_gap_and_do_not_overlap() -> None:
    block = _arabic(_MIXED)
    extents = sorted(
        (s.left, s.right) for i in range(len(_MIXED)) for s in block.stretches((i, i + 1))
    )
    for (_, right), (left, _) in itertools.pairwise(extents):
        assert left == pytest.approx(right, abs=0.1)


def test_arabic_runs_to_the_left_and_the_latin_inside_it_to_the_right() -> None:
    block = _arabic(_MIXED)

    def left(part: str) -> float:
        start = _MIXED.index(part)
        return block.stretches((start, start + 1))[0].left

    assert left("على") > left("الطريق") > left("(M4)") > left("2019") > left("Reuters")
    assert left("M4") < left("4) في")
    assert left("2019") < left("019") < left("19 ")
    assert left("Reuters") < left("agency")


def test_a_name_within_one_direction_is_one_stretch() -> None:
    block = _arabic(_MIXED)
    start = _MIXED.index("الرقة- حلب")
    (stretch,) = block.stretches((start, start + len("الرقة")))
    assert stretch.right > stretch.left


def test_a_range_across_a_change_of_direction_falls_into_two_stretches() -> None:
    # On the line: agency-Reuters stands left of عن, so the last of عن and the first word of the
    # Latin do not touch.
    block = _arabic(_MIXED)
    start = _MIXED.index("عن Reuters")
    assert len(block.stretches((start, start + len("عن Reuters")))) == 2


def test_a_range_over_several_lines_has_a_stretch_on_each() -> None:
    block = _english("one two three four five six seven eight nine ten " * 4, 200)
    assert block.line_count > 4
    stretches = block.stretches((0, 120))
    tops = [stretch.top for stretch in stretches]
    assert tops == sorted(set(tops))
    assert all(a.bottom == b.top for a, b in itertools.pairwise(stretches))


def test_letters_of_a_ligature_share_its_width() -> None:
    block = _english("office")
    widths = [block.stretches((i, i + 1))[0] for i in range(6)]
    assert all(w.right > w.left for w in widths)


def test_a_letter_with_its_marks_is_one_place() -> None:
    text = "كَشَفَتْ"
    block = _arabic(text)
    (stretch,) = block.stretches((0, 2))
    assert block.at((stretch.left + stretch.right) / 2, 20) == 0
    edges = {block.nearest(x, 20) for x in range(5000 - 200, 5000)}
    assert edges == {0, 2, 4, 6, 8}


def test_a_character_beyond_the_bmp_is_one_place() -> None:
    block = _english("a🚚b")
    assert block.nearest(5000, 10) == 3
    (stretch,) = block.stretches((2, 3))
    assert block.at((stretch.left + stretch.right) / 2, 10) == 2


@pytest.mark.parametrize(("text", "right_to_left"), [("one two", False), ("واحد اثنان", True)])
def test_beyond_the_ends_of_a_line_the_cursor_is_at_its_ends(
    text: str, right_to_left: bool
) -> None:
    block = _arabic(text) if right_to_left else _english(text)
    ends = (block.nearest(-10, 10), block.nearest(6000, 10))
    assert ends == ((len(text), 0) if right_to_left else (0, len(text)))
    assert block.nearest(0, -50) == 0
    assert block.nearest(0, 9999) == len(text)


@pytest.mark.parametrize("text", ["", " ", "\x00\u2028\n", "\ud800ab", "\u202eabc", "ـ" * 3])
def test_odd_text_is_laid_out_all_the_same(text: str) -> None:
    block = _arabic(text)
    block.stretches((0, len(text)))
    assert 0 <= block.nearest(4990, 10) <= len(text)
    QApplication.processEvents()
