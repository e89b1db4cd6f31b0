from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.window import Window


def _open(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.text.graph.drawn):
        window.commands["graph"].trigger()


def test_the_graph_takes_the_place_of_the_text_and_gives_it_back(
    qtbot: QtBot, reading_window: Window
) -> None:
    _open(qtbot, reading_window)
    assert reading_window.text.graph.isVisible()
    assert not reading_window.pane.isVisible()
    assert reading_window.panel.isVisible()
    assert reading_window.commands["graph"].isChecked()
    reading_window.commands["graph"].trigger()
    assert reading_window.pane.isVisible()
    assert not reading_window.commands["graph"].isChecked()


def test_there_is_no_graph_without_an_article(window: Window) -> None:
    assert not window.commands["graph"].isEnabled()


def test_a_click_in_the_graph_opens_the_card_beside_it(
    qtbot: QtBot, reading_window: Window
) -> None:
    _open(qtbot, reading_window)
    reading_window.commands["panel"].trigger()
    reading_window.text.graph.actor_wanted.emit("sdf")
    assert reading_window.panel.isVisible()
    assert reading_window.panel.card.entity is not None
    assert reading_window.panel.card.entity.id == "sdf"
    assert reading_window.text.graph.isVisible()


def test_a_name_of_the_list_is_lit_in_the_graph(qtbot: QtBot, reading_window: Window) -> None:
    _open(qtbot, reading_window)
    reading_window.panel.show_card("raqqa")
    assert reading_window.text.graph.view.current == "raqqa"
    assert reading_window.text.graph.isVisible()


@pytest.mark.parametrize("how", ["sentence", "mention", "find"])
def test_what_leads_into_the_text_brings_it_back(
    qtbot: QtBot, reading_window: Window, how: str
) -> None:
    _open(qtbot, reading_window)
    reading_window.panel.show_card("raqqa")
    if how == "sentence":
        reading_window.panel.card.sentence_wanted.emit(1)
    elif how == "mention":
        reading_window.panel.card.step(1)
    else:
        reading_window.commands["find"].trigger()
    assert reading_window.pane.isVisible()


def test_what_can_be_said_of_a_name_in_the_text_is_offered_on_its_card(
    qtbot: QtBot, reading_window: Window
) -> None:
    reading_window.panel.show_card("fadi")
    card = reading_window.panel.card
    button = next(b for b in card.findChildren(QPushButton) if b.text() == "Add to your names…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    [menu] = card.findChildren(QMenu)
    assert "Add actor or place…" in [action.text() for action in menu.actions()]
    menu.close()


def test_another_article_is_shown_as_text(
    qtbot: QtBot, reading_window: Window, article_file: Path
) -> None:
    _open(qtbot, reading_window)
    with qtbot.waitSignal(reading_window.session.ended):
        reading_window.open_path(article_file)
    assert reading_window.pane.isVisible()


def test_a_saved_picture_is_told_in_the_window(
    qtbot: QtBot, reading_window: Window, tmp_path: Path
) -> None:
    _open(qtbot, reading_window)
    reading_window.text.graph.write(tmp_path / "ties.svg")
    assert reading_window.banners.texts()["export"] == f"Saved ties.svg in {tmp_path}"
    reading_window.text.graph.write(tmp_path / "no" / "ties.svg")
    assert "does not exist" in reading_window.banners.texts()["export"]


def test_a_picture_that_does_not_fit_says_so_until_all_of_it_is_seen(
    qtbot: QtBot, reading_window: Window
) -> None:
    _open(qtbot, reading_window)
    view = reading_window.text.graph.view
    assert "beyond the edges" not in view.accessibleDescription()
    view.zoom(3.0)
    assert "beyond the edges" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert "beyond the edges" not in view.accessibleDescription()


def test_tab_leads_through_the_graph_before_the_panel(qtbot: QtBot, reading_window: Window) -> None:
    _open(qtbot, reading_window)
    view = reading_window.text.graph.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert reading_window.panel.isAncestorOf(reading_window.focusWidget())
    qtbot.keyClick(reading_window.focusWidget(), Qt.Key.Key_Backtab)
    assert reading_window.focusWidget() is view
