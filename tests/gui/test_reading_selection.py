"""Selecting and copying text, within one side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.reading_view import ReadingView, Side
from reader.model import Analysis


def _edge(view: ReadingView, side: Side, row: int, text: str, end: bool) -> QPoint:
    """The beginning, or the end, of `text`, which has one direction, in a row."""
    start = view.page.rows[row].text(side).index(text)
    stretch = view.page.stretches(row, side, (start, start + len(text)))[0]
    at_left = end != text[0].isascii()
    return QPoint(round(stretch.left if at_left else stretch.right), round(stretch.baseline - 4))


def _send(
    view: ReadingView, kind: QEvent.Type, point: QPoint, button: Qt.MouseButton, held: bool
) -> None:
    place = QPointF(point)
    buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        place,
        view.viewport().mapToGlobal(place),
        button,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)


def _drag(view: ReadingView, start: QPoint, end: QPoint) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _send(view, QEvent.Type.MouseButtonPress, start, left, held=True)
    _send(view, QEvent.Type.MouseMove, (start + end) / 2, none, held=True)
    _send(view, QEvent.Type.MouseMove, end, none, held=True)
    _send(view, QEvent.Type.MouseButtonRelease, end, left, held=False)


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("side", "first", "last", "selected"),
    [
        (Side.ARABIC, "قوات", "قسد", "قوات سوريا الديمقراطية (قسد"),
        (Side.ARABIC, "صورا", "الرمز 🚚", "صورا للقافلة على منصة X مع الرمز 🚚"),
        (Side.ARABIC, "Reuters", "Reuters", "Reuters"),
        (Side.ARABIC, "ثم", "حذفتها", "ثم حذفتها"),
        (Side.ENGLISH, "symbol 🚚", "then", "symbol 🚚, then"),
        (Side.ENGLISH, "the agency", "them", "the agency deleted them"),
    ],
)
def test_pulling_the_mouse_selects_exactly_the_text_between(
    qtbot: QtBot, reading: ReadingView, side: Side, first: str, last: str, selected: str
) -> None:
    start, end = _edge(reading, side, 2, first, False), _edge(reading, side, 2, last, True)
    _drag(reading, start, end)
    assert reading.selected_text(side) == selected
    assert reading.selected_text(side.other) == ""
    qtbot.keyClick(reading, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert _clipboard() == selected
    _drag(reading, end, start)
    assert reading.selected_text() == selected


def test_a_selection_stays_on_the_side_where_it_began(qtbot: QtBot, reading: ReadingView) -> None:
    start = _edge(reading, Side.ARABIC, 1, "أعلنت", False)
    _drag(reading, start, QPoint(60, start.y()))
    assert reading.selected_text(Side.ENGLISH) == ""
    assert reading.selected_text(Side.ARABIC).startswith("أعلنت الأمم المتحدة")
    assert "\n" not in reading.selected_text(Side.ARABIC)


def test_a_selection_over_paragraphs_is_the_text_of_the_article(
    qtbot: QtBot, analysis: Analysis, reading: ReadingView
) -> None:
    _drag(
        reading,
        _edge(reading, Side.ARABIC, 1, "السائقين", False),
        _edge(reading, Side.ARABIC, 3, "ومن", True),
    )
    selected = reading.selected_text()
    assert selected in analysis.article.text
    assert selected.startswith("السائقين")
    assert selected.endswith("ومن")


@pytest.mark.parametrize("side", list(Side))
def test_control_a_selects_all_of_the_side_last_used(
    qtbot: QtBot, analysis: Analysis, reading: ReadingView, side: Side
) -> None:
    word = {Side.ARABIC: "نفسها", Side.ENGLISH: "itself"}[side]
    qtbot.mouseClick(
        reading.viewport(),
        Qt.MouseButton.LeftButton,
        pos=_edge(reading, side, 2, word, False) + QPoint(-3 if side is Side.ARABIC else 3, 0),
    )
    qtbot.keyClick(reading, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    whole = "\n\n".join(row.text(Side.ENGLISH) for row in reading.page.rows)
    expected = {Side.ARABIC: analysis.article.text, Side.ENGLISH: whole}[side]
    assert reading.selected_text() == expected
    reading.viewport().grab()


def test_pulling_over_the_edge_scrolls_on_until_the_release(
    qtbot: QtBot, reading: ReadingView
) -> None:
    reading.resize(1180, 200)
    start, below = QPoint(900, 100), QPoint(900, 260)
    QCursor.setPos(reading.viewport().mapToGlobal(below))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _send(reading, QEvent.Type.MouseButtonPress, start, left, held=True)
    _send(reading, QEvent.Type.MouseMove, below, none, held=True)
    bar = reading.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    _send(reading, QEvent.Type.MouseButtonRelease, below, left, held=False)
    assert reading.selected_text().endswith("طلب عدم ذكر اسمه.")
    bar.setValue(0)
    qtbot.wait(100)
    assert bar.value() == 0


def test_a_double_click_selects_the_word(qtbot: QtBot, reading: ReadingView) -> None:
    point = _edge(reading, Side.ARABIC, 2, "وبالرقة", False) - QPoint(6, 0)
    qtbot.mouseDClick(reading.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert reading.selected_text() == "وبالرقة"


def test_a_click_lets_go_of_the_selection(qtbot: QtBot, reading: ReadingView) -> None:
    reading.select_all()
    qtbot.mouseClick(reading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert reading.selected_text() == ""


def test_copying_without_a_selection_leaves_the_clipboard_alone(reading: ReadingView) -> None:
    QGuiApplication.clipboard().setText("before")
    reading.copy()
    assert _clipboard() == "before"


def test_the_menu_copies_a_sentence_on_both_sides(qtbot: QtBot, reading: ReadingView) -> None:
    menu = reading.context_menu(2)
    copy, both, *_, everything = menu.actions()
    assert [a.isEnabled() for a in (copy, both, everything)] == [False, True, True]
    both.trigger()
    assert _clipboard() == (
        'وقال الناطق باسمها فادي حمود: "لم يُصب أحد من السائقين".\n'
        'Its spokesman, Fadi Hammoud, said: "None of the drivers was hurt."'
    )
    menu.close()
    menu.deleteLater()
    nowhere = reading.context_menu(None)
    assert not nowhere.actions()[1].isEnabled()
    nowhere.deleteLater()
