"""Dictionaries and models: the dialog, the window around it, a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from package_server import PackageServer, Reply
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from random_argos import write_random_argosmodel

from reader.data import patience
from reader.data.argos import best_package, installed_packages
from reader.data.patience import Patience
from reader.errors import MissingPartError
from reader.gui.banner import Banners
from reader.gui.data_manager import DataManager
from reader.gui.window import Window
from reader.palette import DARK
from reader.pipeline import Parts
from reader.settings import Settings

pytestmark = pytest.mark.loopback

ONE, TWO = "translate-ar_en-1_0", "translate-ar_en-1_10"


@pytest.fixture(scope="session")
def package_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packages")
    return {
        name: write_random_argosmodel(folder / f"{name}.argosmodel", version=version)
        for name, version in ((ONE, "1.0"), (TWO, "1.10"))
    }


@pytest.fixture
def shop(
    package_files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[PackageServer]:
    """A server with two versions of the package and what camel-tools has."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    quick = Patience(connect=2, stall=0.5, attempts=2, pause=0.01)
    monkeypatch.setattr(patience, "PATIENCE", quick)
    with PackageServer() as server:
        monkeypatch.setenv("QARI_ARGOS_INDEX", f"{server.url}/index.json")
        monkeypatch.setenv("QARI_CAMEL_CATALOGUE", f"{server.url}/catalogue.json")
        index = [
            {
                "package_version": name.removeprefix("translate-ar_en-").replace("_", "."),
                "from_code": "ar",
                "to_code": "en",
                "links": [f"{server.url}/{name}.argosmodel"],
            }
            for name in (ONE, TWO)
        ]
        server.replies["/index.json"] = [Reply(json.dumps(index).encode(), kind="text/plain")]
        names = {"version": "1.1.0", "size": 541_609_492, "license": "AraBERT"}
        catalogue = json.dumps({"packages": {"ner-arabert": names}}).encode()
        server.replies["/catalogue.json"] = [Reply(catalogue, kind="text/plain")]
        for name, file in package_files.items():
            server.replies[f"/{name}.argosmodel"] = [Reply(file.read_bytes())]
        yield server


@pytest.fixture
def loaded() -> list[str]:
    """The engines that were loaded, in order."""
    return []


@pytest.fixture
def load_parts(load_parts: Callable[[str], Parts], loaded: list[str]) -> Callable[[str], Parts]:
    def load(engine: str) -> Parts:
        loaded.append(engine)
        return load_parts(engine)

    return load


def _settle(qtbot: QtBot, manager: DataManager) -> None:
    qtbot.waitUntil(lambda: manager.jobs.task is None, timeout=20_000)


@pytest.fixture
def manager(qtbot: QtBot, shop: PackageServer, window: Window) -> Iterator[DataManager]:
    """The dialog, opened through the menu."""
    window.commands["data"].trigger()
    manager = window.data.manager
    assert manager is not None
    _settle(qtbot, manager)
    yield manager
    window.close()
    assert not manager.jobs._thread.isRunning()


def _click(qtbot: QtBot, manager: DataManager, name: str, kind: str = "install") -> None:
    qtbot.mouseClick(manager.cards[name].button(kind), Qt.MouseButton.LeftButton)


def _look(qtbot: QtBot, manager: DataManager) -> None:
    qtbot.mouseClick(manager.look, Qt.MouseButton.LeftButton)
    _settle(qtbot, manager)


def _install(qtbot: QtBot, manager: DataManager, file: Path) -> None:
    manager.install_files([file])
    _settle(qtbot, manager)


def _words(widget: QWidget) -> str:
    """Everything the labels inside say."""
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def _offer(banners: Banners, title: str) -> QPushButton:
    buttons = banners.findChildren(QPushButton)
    return next(b for b in buttons if b.text().startswith(title) and not b.isHidden())


# ---------------------------------------------------------------- looking


def test_it_opens_with_what_is_here_and_asks_nobody(
    shop: PackageServer, manager: DataManager
) -> None:
    assert manager.isVisible()
    assert shop.seen == []
    said = _words(manager)
    assert "Argos translation, Arabic → English" in said
    assert "Not installed" in said
    assert "“Look for packages” asks 127.0.0.1 what there is" in said
    assert "Nothing of what you read is part of that" in said


def test_what_can_be_had_is_listed_with_size_licence_and_use(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path]
) -> None:
    _look(qtbot, manager)
    names = list(manager.cards)
    assert names.index(TWO) < names.index(ONE) < names.index("ner-arabert")
    assert "argos-ar-en" not in names
    said = _words(manager.cards[TWO])
    size = f"{package_files[TWO].stat().st_size / 1e6:.1f} MB"
    for fact in ("Available", size, "version 1.10", "licence: stated in the package", "127.0.0.1"):
        assert fact in said
    assert manager.cards[TWO].button("install").isVisible()
    other = manager.cards["ner-arabert"]
    assert "Not used by Qari" in _words(other)
    assert not other.button("install").isVisible()
    assert "Not looked for yet" not in _words(manager)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html>", kind="text/html"), "sent a web page instead"),
        (Reply(b"[[", kind="text/plain"), "is not JSON"),
        (Reply(b"", 404), "does not have it"),
    ],
)
def test_a_look_that_fails_is_told_and_can_be_repeated(
    qtbot: QtBot, shop: PackageServer, manager: DataManager, reply: Reply, words: str
) -> None:
    good = shop.replies["/index.json"]
    shop.replies["/index.json"] = [reply]
    _look(qtbot, manager)
    assert words in manager.banners.texts()["look"]
    assert "drop it here" in _words(manager)
    shop.replies["/index.json"] = good
    _offer(manager.banners, "Try again").click()
    _settle(qtbot, manager)
    assert manager.banners.texts() == {}
    assert TWO in manager.cards


# ---------------------------------------------------------------- installing


def test_a_package_is_fetched_and_the_engines_are_loaded_anew(
    qtbot: QtBot, window: Window, manager: DataManager, loaded: list[str]
) -> None:
    _look(qtbot, manager)
    told: list[tuple[str, float | None, str]] = []
    manager.jobs.progressed.connect(lambda _, *what: told.append(what))
    with qtbot.waitSignal(manager.installed, timeout=20_000):
        _click(qtbot, manager, TWO)
        assert manager.strip.cancel.isVisible()
        assert not manager.look.isEnabled()
        assert not manager.cards[ONE].button("install").isEnabled()
    _settle(qtbot, manager)
    assert ("Downloading", 1.0) in {(m.split()[0].title(), share) for m, share, _ in told}
    assert any("MB" in amount for _, _, amount in told)
    assert "In use" in _words(manager.cards[TWO])
    assert "SHA-256" in _words(manager.cards[TWO])
    assert not manager.strip.cancel.isVisible()
    assert manager.look.isEnabled()
    qtbot.waitUntil(lambda: "auto" in loaded)
    for banners in (window.banners, manager.banners):
        assert banners.texts() == {"data": "Argos translation, Arabic → English 1.10 is installed."}


def test_the_open_article_is_offered_for_translation_anew(
    qtbot: QtBot, reading_window: Window, manager: DataManager, package_files: dict[str, Path]
) -> None:
    _install(qtbot, manager, package_files[ONE])
    with qtbot.waitSignal(reading_window.session.ended):
        _offer(reading_window.banners, "Translate again with argos ar-en 1.0").click()
    assert not manager.isVisible()
    assert reading_window.banners.texts() == manager.banners.texts() == {}


@pytest.mark.parametrize("built_in", ["draft", "lite"])
def test_who_had_chosen_a_built_in_engine_gets_the_new_one_with_it(
    qtbot: QtBot,
    built_in: str,
    reading_window: Window,
    manager: DataManager,
    package_files: dict[str, Path],
    kept: list[Settings],
) -> None:
    with qtbot.waitSignal(reading_window.session.ended):
        reading_window._choose("engine", built_in)
    _install(qtbot, manager, package_files[ONE])
    with qtbot.waitSignal(reading_window.session.ended):
        _offer(manager.banners, "Translate again with argos ar-en 1.0").click()
    assert kept[-1].engine == "argos"
    assert reading_window.commands["engine:argos"].isChecked()


def test_an_older_version_beside_the_one_in_use_changes_nothing_for_the_article(
    qtbot: QtBot, reading_window: Window, manager: DataManager, package_files: dict[str, Path]
) -> None:
    _install(qtbot, manager, package_files[TWO])
    _install(qtbot, manager, package_files[ONE])
    assert "In use" in _words(manager.cards[TWO])
    assert "In use" not in _words(manager.cards[ONE])
    buttons = reading_window.banners.findChildren(QPushButton)
    assert not [b for b in buttons if "Translate again" in b.text() and not b.isHidden()]


def test_a_download_is_stopped_and_gone_on_with(
    qtbot: QtBot, shop: PackageServer, manager: DataManager, package_files: dict[str, Path]
) -> None:
    path, body = f"/{TWO}.argosmodel", package_files[TWO].read_bytes()
    _look(qtbot, manager)
    shop.replies[path] = [Reply(body, drip=(20_000, 0.02))]
    _click(qtbot, manager, TWO)
    qtbot.waitUntil(lambda: "MB" in manager.strip.amount.text(), timeout=10_000)
    qtbot.mouseClick(manager.strip.cancel, Qt.MouseButton.LeftButton)
    _settle(qtbot, manager)
    assert manager.banners.texts() == {}
    assert installed_packages() == []
    card = manager.cards[TWO]
    assert "MB have arrived" in _words(card)
    assert card.button("install").text() == "Go on"
    shop.replies[path] = [Reply(body)]
    with qtbot.waitSignal(manager.installed, timeout=20_000):
        _click(qtbot, manager, TWO)
    _settle(qtbot, manager)
    assert "Range" in shop.asked(path)[-1].headers


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"", 404), "Not installed: Argos ar→en 1.10: 127.0.0.1 does not have it"),
        (Reply(b"x" * 9000, hang_after=100), "sent nothing for"),
        (Reply(b"x" * 9000), "is no whole .argosmodel package"),
    ],
)
def test_a_download_that_fails_is_told_and_the_old_package_stays(
    qtbot: QtBot,
    shop: PackageServer,
    manager: DataManager,
    package_files: dict[str, Path],
    reply: Reply,
    words: str,
) -> None:
    _install(qtbot, manager, package_files[ONE])
    _look(qtbot, manager)
    shop.replies[f"/{TWO}.argosmodel"] = [reply]
    _click(qtbot, manager, TWO)
    _settle(qtbot, manager)
    assert words in manager.banners.texts()["job"]
    best = best_package()
    assert best is not None
    assert best.name == ONE
    assert "In use" in _words(manager.cards[ONE])


def test_a_file_is_chosen_and_installed(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path]
) -> None:
    manager.choose.click()
    dialog = next(d for d in manager.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(package_files[ONE].parent))
    dialog.findChild(QLineEdit).setText(str(package_files[ONE]))
    with qtbot.waitSignal(manager.installed, timeout=20_000):
        dialog.accept()
    _settle(qtbot, manager)
    assert ONE in manager.cards


def _drop(target: QWidget, files: list[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(target.rect().center(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        where = QPointF(target.rect().center())
        QApplication.sendEvent(target, QDropEvent(where, copy, data, left, none))
    return enter.isAccepted()


def test_files_dropped_on_the_dialog_are_installed_one_after_the_other(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path]
) -> None:
    assert not _drop(manager, [])
    assert _drop(manager, [package_files[ONE], package_files[TWO]])
    qtbot.waitUntil(lambda: len(installed_packages()) == 2, timeout=20_000)
    _settle(qtbot, manager)


def test_a_package_dropped_on_the_window_is_installed_and_not_read(
    qtbot: QtBot, shop: PackageServer, window: Window, package_files: dict[str, Path]
) -> None:
    assert _drop(window, [package_files[ONE]])
    manager = window.data.manager
    assert manager is not None
    assert manager.isVisible()
    qtbot.waitUntil(lambda: len(installed_packages()) == 1, timeout=20_000)
    _settle(qtbot, manager)
    assert window.document is None
    window.close()


def test_a_bad_file_is_told_and_nothing_changes(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path], tmp_path: Path
) -> None:
    _install(qtbot, manager, package_files[ONE])
    half = tmp_path / "half.argosmodel"
    half.write_bytes(package_files[TWO].read_bytes()[:9000])
    _install(qtbot, manager, half)
    assert manager.banners.texts()["job"].startswith("Not installed: half.argosmodel: is no whole")
    assert [p.name for p in installed_packages()] == [ONE]


def test_closing_the_dialog_leaves_the_installation_running(
    qtbot: QtBot, shop: PackageServer, window: Window, manager: DataManager
) -> None:
    _look(qtbot, manager)
    waiting = shop.replies[f"/{TWO}.argosmodel"][0].body
    shop.replies[f"/{TWO}.argosmodel"] = [Reply(waiting, drip=(50_000, 0.02))]
    with qtbot.waitSignal(manager.installed, timeout=20_000):
        _click(qtbot, manager, TWO)
        qtbot.keyClick(manager, Qt.Key.Key_Escape)
        assert not manager.isVisible()
        assert "goes on in the background" in window.banners.texts()["data"]
    assert window.banners.texts()["data"].endswith("is installed.")
    _settle(qtbot, manager)


def test_closing_the_window_stops_a_download_at_once(
    qtbot: QtBot, shop: PackageServer, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", Patience(connect=60, stall=600))
    manager = window.data.open()
    _settle(qtbot, manager)
    _look(qtbot, manager)
    body = shop.replies[f"/{TWO}.argosmodel"][0].body
    shop.replies[f"/{TWO}.argosmodel"] = [Reply(body, hang_after=60_000)]
    _click(qtbot, manager, TWO)
    qtbot.waitUntil(lambda: bool(shop.asked(f"/{TWO}.argosmodel")))
    window.close()
    assert not manager.jobs._thread.isRunning()
    assert installed_packages() == []


# ---------------------------------------------------------------- verifying, removing, showing


def test_verifying_finds_nothing_or_what_is_damaged(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path]
) -> None:
    _install(qtbot, manager, package_files[ONE])
    _click(qtbot, manager, ONE, "verify")
    _settle(qtbot, manager)
    assert "Every byte is as it was installed" in _words(manager.cards[ONE])
    (installed_packages()[0].folder / "model" / "model.bin").write_bytes(b"spoilt")
    _click(qtbot, manager, ONE, "verify")
    _settle(qtbot, manager)
    said = _words(manager.cards[ONE])
    assert "Damaged: model/model.bin is not as it was installed." in said
    assert "In use" not in said
    _look(qtbot, manager)
    assert manager.cards[ONE].button("install").text() == "Install again"
    with qtbot.waitSignal(manager.installed, timeout=20_000):
        _click(qtbot, manager, ONE)
    _settle(qtbot, manager)
    assert "In use" in _words(manager.cards[ONE])


def _answer(manager: DataManager, text: str) -> None:
    box = next(b for b in manager.findChildren(QMessageBox) if b.isVisible())
    next(b for b in box.buttons() if b.text().replace("&", "") == text).click()


def test_a_part_is_removed_only_after_a_question(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path], loaded: list[str]
) -> None:
    _install(qtbot, manager, package_files[ONE])
    folder = installed_packages()[0].folder
    qtbot.waitUntil(lambda: "auto" in loaded)
    _click(qtbot, manager, ONE, "remove")
    _answer(manager, "Cancel")
    _settle(qtbot, manager)
    assert folder.exists()
    loaded.clear()
    _click(qtbot, manager, ONE, "remove")
    with qtbot.waitSignal(manager.removed):
        _answer(manager, "Remove")
    _settle(qtbot, manager)
    assert not folder.exists()
    assert ONE not in manager.cards
    qtbot.waitUntil(lambda: loaded[-1:] == ["auto"])


def test_where_a_part_lies_is_told_and_shown(
    qtbot: QtBot,
    manager: DataManager,
    package_files: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    _install(qtbot, manager, package_files[ONE])
    folder = installed_packages()[0].folder
    assert folder.name in _words(manager.cards[ONE])
    _click(qtbot, manager, ONE, "show")
    assert shown == [str(folder)]


# ---------------------------------------------------------------- the window around it


def test_the_banner_of_a_missing_engine_opens_the_dialog(
    qtbot: QtBot, shop: PackageServer, window: Window
) -> None:
    window.session.parts_failed.emit(str(MissingPartError("the Arabic dictionary is missing")))
    _offer(window.banners, "Dictionaries and models…").click()
    manager = window.data.manager
    assert manager is not None
    assert manager.isVisible()
    _settle(qtbot, manager)
    window.close()


def test_everything_is_reached_with_the_keyboard(
    qtbot: QtBot, manager: DataManager, package_files: dict[str, Path]
) -> None:
    _install(qtbot, manager, package_files[ONE])
    _look(qtbot, manager)
    wanted = {b for b in manager.findChildren(QPushButton) if b.isVisible() and b.isEnabled()}
    manager.look.setFocus()
    reached: list[QWidget] = []
    while manager.focusWidget() not in reached:
        reached.append(manager.focusWidget())
        qtbot.keyClick(manager, Qt.Key.Key_Tab)
    assert wanted <= set(reached)
    tops = [widget.mapTo(manager, widget.rect().topLeft()).y() for widget in reached]
    rows = tops[: reached.index(manager.leave)]
    assert rows == sorted(rows)
    assert all(b.accessibleName() or b.text() for b in wanted)
    assert "Install: Argos" in manager.cards[TWO].button("install").accessibleName()
    manager.cards[TWO].button("install").setFocus()
    with qtbot.waitSignal(manager.installed, timeout=20_000):
        qtbot.keyClick(manager.cards[TWO].button("install"), Qt.Key.Key_Space)
    _settle(qtbot, manager)
    qtbot.keyClick(manager, Qt.Key.Key_Escape)
    assert not manager.isVisible()


def test_enter_asks_nobody_unless_the_button_is_chosen(
    qtbot: QtBot, shop: PackageServer, manager: DataManager
) -> None:
    manager.setFocus()
    qtbot.keyClick(manager, Qt.Key.Key_Return)
    _settle(qtbot, manager)
    assert shop.seen == []


def test_the_theme_reaches_the_open_dialog(
    qtbot: QtBot, window: Window, manager: DataManager
) -> None:
    window.commands["theme:dark"].trigger()
    assert manager.grab().toImage().pixelColor(4, 4).name() == DARK.panel
    assert DARK.raised in manager.styleSheet()


def test_opening_it_twice_shows_the_same_one(window: Window, manager: DataManager) -> None:
    assert window.data.open() is manager


def test_a_bug_in_a_job_is_told_and_reported(
    qtbot: QtBot, manager: DataManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.gui import data_manager_jobs

    def fail() -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr(data_manager_jobs, "catalogue", fail)
    with qtbot.captureExceptions() as caught:
        manager.refresh()
        _settle(qtbot, manager)
    assert "An error in Qari (RuntimeError: no such thing)" in manager.banners.texts()["job"]
    assert [kind for kind, *_ in caught] == [RuntimeError]
