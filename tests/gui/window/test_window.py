from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.errors import BrokenPartError, MissingPartError
from reader.gui.about import AboutDialog
from reader.gui.actions import CHOICES, COMMANDS
from reader.gui.app import application
from reader.gui.banner import Banner
from reader.gui.session import Stage
from reader.gui.theme import Theme
from reader.gui.window import Window
from reader.gui.worker import Jobs
from reader.model import Analysis, Problem
from reader.palette import DARK, LIGHT
from reader.paths import sample_article
from reader.pipeline import Parts
from reader.settings import Settings


def _action(window: Window, id: str) -> Any:
    return window.commands[id]


def _banner_button(window: Window, title: str) -> QPushButton:
    buttons = window.banners.findChildren(QPushButton)
    return next(button for button in buttons if button.text() == title and not button.isHidden())


def _dialog(window: Window) -> QFileDialog:
    return next(d for d in window.findChildren(QFileDialog) if d.isVisible())


# ---------------------------------------------------------------- opening


def test_before_an_article_the_window_offers_ways_to_open_one(window: Window) -> None:
    assert window.empty.isVisible()
    assert not window.pane.isVisible()
    assert not _action(window, "export-pdf").isEnabled()
    assert not _action(window, "find").isEnabled()
    assert _action(window, "open").isEnabled()


def test_an_opened_article_is_read_to_its_end(reading_window: Window) -> None:
    window = reading_window
    assert window.pane.isVisible()
    assert window.windowTitle() == "مقال.txt – Qari"
    assert window.document is not None
    assert window.document.done == 3
    assert list(window.document.entities) == ["sdf", "raqqa", "fadi"]
    assert window.status.message == "Ready"
    assert _action(window, "export-pdf").isEnabled()
    assert window.banners.texts() == {}


def test_a_draft_is_called_one_over_the_english_and_in_the_status_line(
    reading_window: Window,
) -> None:
    for label in (reading_window.pane.header.engine, reading_window.status.engine):
        assert label.text() == "Word-level draft"
        assert "word by word" in label.toolTip()


def test_another_engine_is_named_as_it_names_itself(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.label = "argos ar-en 1.0"
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    assert window.pane.header.engine.text() == "argos ar-en 1.0"
    assert window.status.engine.text() == "argos ar-en 1.0"


def test_the_first_sentences_show_while_the_work_goes_on(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.gate = threading.Semaphore(1)
    window.open_path(article_file)
    qtbot.waitUntil(lambda: window.status.message == "Translating: 1 of 3 sentences")
    assert window.session.stage is Stage.WORKING
    assert not _action(window, "export-pdf").isEnabled()
    assert _action(window, "find").isEnabled()
    with qtbot.waitSignal(window.session.ended):
        translator.gate.release(5)
    assert window.status.message == "Ready"


def test_cancel_keeps_what_is_done_and_offers_to_start_again(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.gate = threading.Semaphore(1)
    window.open_path(article_file)
    qtbot.waitUntil(lambda: window.status.message == "Translating: 1 of 3 sentences")
    cancel = next(b for b in window.status.findChildren(QPushButton) if b.text() == "Cancel")
    with qtbot.waitSignal(window.session.stopped):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert window.banners.texts() == {"stopped": "Stopped after 1 of 3 sentences."}
    assert _action(window, "export-pdf").isEnabled()
    translator.gate.release(10)
    with qtbot.waitSignal(window.session.ended):
        _banner_button(window, "Start again").click()
    assert window.document is not None
    assert window.document.done == 3
    assert window.banners.texts() == {}


def test_a_file_that_cannot_be_opened_is_told_and_what_was_open_stays(
    qtbot: QtBot, reading_window: Window, tmp_path: Path
) -> None:
    window, before = reading_window, reading_window.document
    with qtbot.waitSignal(window.session.failed):
        window.open_path(tmp_path / "missing.txt")
    assert "missing.txt" in window.banners.texts()["file"]
    assert window.document is before
    assert window.pane.isVisible()
    assert window.session.stage is Stage.IDLE
    assert all("missing" not in name for name in window.settings.recent)
    with qtbot.waitSignal(window.session.ended):
        window.open_path(Path(window.settings.recent[0]))
    assert window.banners.texts() == {}


def test_a_missing_dictionary_is_told_with_a_way_to_try_again(
    qtbot: QtBot, article_file: Path, kept: list[Settings], load_parts: Any
) -> None:
    there = False

    def load(engine: str) -> Parts:
        if not there:
            raise MissingPartError("no dictionary: get it with “qari data install dictionary”")
        parts: Parts = load_parts(engine)
        return parts

    window = Window(Settings(), Theme(application()), Jobs(load), kept.append)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    assert window.banners.texts()["parts"].startswith("No dictionary: get it with")
    assert window.document is not None
    assert window.pane.isVisible()
    there = True
    with qtbot.waitSignal(window.session.ended):
        _banner_button(window, "Try again").click()
    assert window.banners.texts() == {}
    assert window.document.done == 3


def test_a_stage_that_failed_is_told_above_the_page(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.error = BrokenPartError("the model is damaged: install it again")
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    assert window.banners.texts() == {"problems": "The model is damaged: install it again"}
    banner = window.banners.findChild(Banner)
    banner.dismiss.click()
    assert window.banners.texts() == {}
    assert window.banners.isHidden()


def test_the_sample_opens_from_the_empty_state(qtbot: QtBot, window: Window) -> None:
    sample = next(b for b in window.empty.findChildren(QPushButton) if "sample" in b.text())
    with qtbot.waitSignal(window.session.opened):
        qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
    assert window.session.path == sample_article()


def test_the_open_dialog_opens_the_chosen_file(
    qtbot: QtBot, window: Window, article_file: Path
) -> None:
    _action(window, "open").trigger()
    dialog = _dialog(window)
    dialog.setDirectory(str(article_file.parent))
    dialog.findChild(QLineEdit).setText(str(article_file))
    with qtbot.waitSignal(window.session.ended):
        dialog.accept()
    assert window.session.path == article_file


def _drop(window: Window, urls: list[QUrl]) -> bool:
    """Drags and drops; whether the window took it."""
    data = QMimeData()
    data.setUrls(urls)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(window.rect().center(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    where = QPointF(window.rect().center())
    QApplication.sendEvent(window, QDropEvent(where, copy, data, left, none))
    return True


def test_a_dropped_file_is_opened(qtbot: QtBot, window: Window, article_file: Path) -> None:
    with qtbot.waitSignal(window.session.ended):
        assert _drop(window, [QUrl.fromLocalFile(str(article_file))])
    assert window.session.path == article_file


def test_web_addresses_and_several_files_are_not_taken(window: Window, tmp_path: Path) -> None:
    assert not _drop(window, [QUrl("https://example.org/a.html")])
    assert not _drop(window, [QUrl.fromLocalFile(str(tmp_path / n)) for n in ("a", "b")])


def test_recent_files_are_offered_in_the_menu_and_in_the_empty_state(
    qtbot: QtBot, reading_window: Window, article_file: Path
) -> None:
    window = reading_window
    assert window.settings.recent == (str(article_file),)
    window._recent_menu.aboutToShow.emit()
    (action,) = window._recent_menu.actions()
    assert action.text() == "مقال.txt"
    with qtbot.waitSignal(window.session.ended):
        action.trigger()
    rows = [b for b in window.empty.findChildren(QAbstractButton) if "مقال" in b.accessibleName()]
    assert len(rows) == 1


# ---------------------------------------------------------------- names


def test_a_click_on_a_name_in_the_text_shows_its_card(reading_window: Window) -> None:
    window = reading_window
    window._show_panel(False)
    window.pane.view.entity_clicked.emit("raqqa")
    assert window.panel.isVisible()
    assert window.panel.card.isVisible()
    assert window.panel.card.entity is not None
    assert window.panel.card.entity.id == "raqqa"


def test_the_card_counts_from_the_mention_that_was_clicked(
    window: Window, analysis: Analysis
) -> None:
    window.session.show(analysis)
    window.pane.view.entity_clicked.emit("ain-issa")
    assert window.panel.card._where.text() == "1 of 2"
    window.pane.view.mention_clicked.emit(5, 0)
    assert window.panel.card._where.text() == "2 of 2"


def test_no_window_flashes_up_when_a_card_is_filled(
    qtbot: QtBot, reading_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Show and watched.isWidgetType():
                widget = cast(QWidget, watched)
                shown.extend([type(widget).__name__] if widget.isWindow() else [])
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        reading_window.show_entity("raqqa")
        QApplication.processEvents()
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert shown == []


def test_engines_that_are_left_out_are_told_and_can_be_tried_again(
    qtbot: QtBot, kept: list[Settings], article_file: Path, load_parts: Callable[[str], Parts]
) -> None:
    whole = [False, True]

    def load(engine: str) -> Parts:
        left_out = () if whole.pop(0) else (Problem("translation", "argos ar-en is damaged"),)
        return replace(load_parts(engine), left_out=left_out)

    window = Window(Settings(), Theme(application()), Jobs(load), kept.append)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    assert window.banners.texts()["parts"] == "Argos ar-en is damaged"
    again = next(b for b in window.banners.findChildren(QPushButton) if b.text() == "Try again")
    with qtbot.waitSignal(window.session.ended):
        again.click()
    assert "parts" not in window.banners.texts()
    assert whole == []
    window.close()


def test_the_legend_moves_to_the_status_line_while_the_panel_is_hidden(
    reading_window: Window,
) -> None:
    window = reading_window
    assert not window.status.legend.isVisible()
    _action(window, "panel").trigger()
    assert not window.panel.isVisible()
    assert window.status.legend.isVisible()
    chip = next(b for b in window.status.legend.findChildren(QAbstractButton) if b.isVisible())
    chip.click()
    assert len(window.status.legend.hidden) == 1
    assert window.panel.legend.hidden == window.status.legend.hidden
    _action(window, "panel").trigger()
    assert window.panel.isVisible()


# ---------------------------------------------------------------- find


@pytest.mark.parametrize(
    ("typed", "count"),
    [("الرقة", 2), ("الرَّقَّه", 2), ("WORD0", 3), ("word4", 2), ("زرافة", 0), ("  ", 0)],
)
def test_find_looks_in_both_languages_whatever_the_spelling(
    reading_window: Window, typed: str, count: int
) -> None:
    window = reading_window
    _action(window, "find").trigger()
    bar = window.pane.find_bar
    assert bar.isVisible()
    bar.findChild(QLineEdit).setText(typed)
    words = {0: "Not in this article" if typed.strip() else ""}
    assert bar.findChild(type(window.status._message), "find-count").text() == words.get(
        count, f"1 of {count} sentences"
    )


def test_find_goes_round_with_the_keys(qtbot: QtBot, reading_window: Window) -> None:
    window = reading_window
    focused: list[int] = []
    window.pane.view.sentence_focused.connect(focused.append)
    _action(window, "find").trigger()
    field = window.pane.find_bar.findChild(QLineEdit)
    field.setText("الرقة")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    _action(window, "find-previous").trigger()
    assert (
        window.pane.find_bar.findChild(type(window.status._message), "find-count").text()
        == "2 of 2 sentences"
    )
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not window.pane.find_bar.isVisible()


# ---------------------------------------------------------------- export


@pytest.mark.parametrize("suffix", ["pdf", "json"])
def test_export_asks_where_to_writes_and_offers_the_folder(
    qtbot: QtBot, reading_window: Window, tmp_path: Path, suffix: str
) -> None:
    window, out = reading_window, tmp_path / f"out.{suffix}"
    _action(window, f"export-{suffix}").trigger()
    dialog = _dialog(window)
    assert Path(dialog.selectedFiles()[0]).name == f"مقال.{suffix}"
    dialog.findChild(QLineEdit).setText(str(out))
    with qtbot.waitSignal(window._jobs.exported):
        dialog.accept()
        assert window.status.message == f"Writing out.{suffix}…"
        assert not _action(window, "export-pdf").isEnabled()
    assert out.stat().st_size > 500
    assert window.banners.texts() == {"export": f"Saved out.{suffix} in {tmp_path}"}
    assert _banner_button(window, "Open folder")
    assert window.status.message == "Ready"


def test_an_export_that_fails_is_told_and_the_window_stays(
    qtbot: QtBot, reading_window: Window, tmp_path: Path
) -> None:
    window = reading_window
    assert window.document is not None
    with qtbot.waitSignal(window._jobs.export_failed):
        window.exporter.write(window.document.analysis(), tmp_path / "no" / "out.pdf")
    assert "out.pdf" in window.banners.texts()["export"]
    assert window.isVisible()
    assert _action(window, "export-pdf").isEnabled()


# ---------------------------------------------------------------- view and settings


def test_zoom_grows_shrinks_and_goes_back(reading_window: Window) -> None:
    window = reading_window
    _action(window, "zoom-in").trigger()
    assert window.pane.view.zoom() == pytest.approx(1.1)
    _action(window, "zoom-reset").trigger()
    _action(window, "zoom-out").trigger()
    assert window.pane.view.zoom() < 1
    assert window.settings.zoom == window.pane.view.zoom()


def test_the_theme_changes_at_once_and_is_remembered(
    reading_window: Window, kept: list[Settings]
) -> None:
    window = reading_window
    light = window.grab().toImage().pixelColor(4, 4).name()
    _action(window, "theme:dark").trigger()
    dark = window.grab().toImage().pixelColor(4, 4).name()
    assert (light, dark) == (LIGHT.panel, DARK.panel)
    assert kept[-1].theme == "dark"


def test_another_engine_begins_anew_with_it(
    qtbot: QtBot, reading_window: Window, kept: list[Settings]
) -> None:
    with qtbot.waitSignal(reading_window.session.ended):
        _action(reading_window, "engine:draft").trigger()
    assert kept[-1].engine == "draft"


def test_full_screen_and_back(window: Window) -> None:
    _action(window, "full-screen").trigger()
    assert window.isFullScreen()
    _action(window, "full-screen").trigger()
    assert not window.isFullScreen()


def test_escape_closes_one_thing_after_the_other(qtbot: QtBot, reading_window: Window) -> None:
    window = reading_window
    window.show_entity("raqqa")
    _action(window, "full-screen").trigger()
    _action(window, "find").trigger()
    window.pane.view.setFocus()
    state = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        parts = (window.pane.find_bar.isVisible(), window.isFullScreen())
        state.append((*parts, window.panel.card.isVisible()))
    assert state == [(False, True, True), (False, False, True), (False, False, False)]


def test_closing_remembers_how_the_window_was(
    qtbot: QtBot, reading_window: Window, kept: list[Settings], load_parts: Any
) -> None:
    window = reading_window
    window.resize(760, 560)  # the offscreen display has 800 by 800
    _action(window, "zoom-in").trigger()
    _action(window, "panel").trigger()
    window.close()
    again = Window(kept[-1], Theme(application()), Jobs(load_parts), kept.append)
    qtbot.addWidget(again)
    again.show()
    assert again.size() == window.size()
    assert again.pane.view.zoom() == pytest.approx(1.1)
    assert again.panel.isHidden()


def test_closing_while_working_ends_the_work(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.gate = threading.Semaphore(1)
    window.open_path(article_file)
    qtbot.waitUntil(lambda: window.document is not None and window.document.done == 1)
    window.close()
    assert not window._jobs.busy
    assert not window._jobs._thread.isRunning()


def test_settings_that_cannot_be_saved_do_not_keep_the_window_open(
    qtbot: QtBot, load_parts: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("QARI_CONFIG_DIR", str(tmp_path / "file"))
    window = Window(Settings(), Theme(application()), Jobs(load_parts))
    qtbot.addWidget(window)
    window.show()
    assert window.close()


# ---------------------------------------------------------------- reach


def test_every_key_does_one_thing() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_says_what_it_does(window: Window) -> None:
    for id in [c.id for c in COMMANDS] + [f"{c.group}:{c.value}" for c in CHOICES]:
        assert _action(window, id).toolTip()


def test_menus_have_mnemonics_that_do_not_clash(window: Window) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    titles = [menu.title() for menu in menus if menu]
    assert all("&" in title for title in titles)
    for texts in [titles] + [
        [a.text() for a in menu.actions() if not a.isSeparator()] for menu in menus if menu
    ]:
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len(texts) == len(set(letters)), texts


def test_everything_one_can_reach_has_a_name(reading_window: Window) -> None:
    reading_window.show_entity("raqqa")
    nameless = [
        widget
        for widget in reading_window.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, QAbstractButton | QLineEdit)
        and not (widget.accessibleName() or widget.property("text"))
    ]
    assert nameless == []


def test_the_page_takes_the_keys_once_an_article_is_open(reading_window: Window) -> None:
    assert reading_window.focusWidget() is reading_window.pane.view


def test_about_shows_the_licences_of_what_came_along(qtbot: QtBot, window: Window) -> None:
    _action(window, "about").trigger()
    dialog = window.findChild(AboutDialog)
    names = list(dialog._texts)
    for part in ("Amiri", "Lucide", "Natural Earth", "ALMOR"):
        assert any(part in name for name in names)
    assert all(text.strip() for text in dialog._texts.values())
    dialog.close()


def test_the_window_fits_a_small_screen(reading_window: Window) -> None:
    reading_window.resize(900, 600)
    QApplication.processEvents()
    assert reading_window.width() == 900
    assert reading_window.pane.width() >= 500
    panel = reading_window.panel
    assert panel.width() < 376
    reading_window.resize(1300, 600)
    QApplication.processEvents()
    assert panel.width() == 376
    reading_window.resize(900, 600)
    QApplication.processEvents()
    assert panel.mapTo(reading_window, panel.rect().topRight()).x() == 899
