"""Starts Qt: the window for people, or a picture of it where there is no screen."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QEventLoop,
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from reader import __version__, settings
from reader.display import names_display
from reader.errors import MissingPartError
from reader.files import write_atomically
from reader.gui.fonts import interface_font, load_fonts
from reader.gui.theme import Theme
from reader.gui.window import Window
from reader.gui.worker import Jobs
from reader.knowledge.base import KnowledgeBase
from reader.model import Analysis
from reader.palette import LIGHT, Palette
from reader.settings import Settings

__all__ = ["application", "has_platform", "render_window", "run_window"]


def has_platform() -> bool:
    """Whether Qt knows where to draw a window: on a display, or where `QT_QPA_PLATFORM` says, be
    it offscreen."""
    return names_display() or bool(os.environ.get("QT_QPA_PLATFORM"))


def application() -> QApplication:
    """The one QApplication, with Qari's fonts and style; without a display it draws offscreen."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        application = running
    else:
        if not has_platform():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = _started()
    application.setApplicationName("Qari")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    load_fonts()
    application.setFont(interface_font(13))
    return application


def _started() -> QApplication:
    """Qt ends the process where it cannot start, with a core dump and a page of its own words;
    here it is one line and the exit status of something missing."""
    said: list[str] = []

    def hear(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        said.append(message)
        if kind is QtMsgType.QtFatalMsg:
            print(
                f"qari: error: no window can be opened ({said[0]}):"
                " start Qari from a desktop session, or ask “qari doctor” what is missing",
                file=sys.stderr,
                flush=True,
            )
            os._exit(MissingPartError.exit_code)

    earlier = qInstallMessageHandler(hear)
    try:
        return QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(earlier)


def run_window(path: Path | None = None) -> int:
    """Shows the window, on an article if given, until it is closed; returns the exit status.

    Raises MissingPartError where there is no display."""
    if not has_platform():
        raise MissingPartError(
            "there is no display to open a window on: "
            "use “qari analyze FILE” or “qari export FILE OUT.pdf” instead"
        )
    qt = application()
    kept = settings.load()
    theme = Theme(qt, kept.theme)
    window = Window(kept, theme, Jobs())
    window.show()
    if path:
        window.open_path(path)
    else:
        window.session.load_engines()
    # Python's own handler would wait for the next event; this ends at once, as Ctrl-C should.
    interrupt = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return qt.exec()
    finally:
        signal.signal(signal.SIGINT, interrupt)


def render_window(
    analysis: Analysis,
    out: Path,
    palette: Palette = LIGHT,
    size: tuple[int, int] = (1440, 900),
    entity: str = "",
    knowledge: KnowledgeBase | None = None,
) -> None:
    """Writes a PNG of the window showing a finished analysis, without opening one on the screen;
    `entity` is the id of the card to show, `knowledge` what its relations may lead to.

    Raises OutputError if the picture cannot be written."""
    qt = application()
    theme = Theme(qt, palette.name)
    window = Window(Settings(theme=palette.name), theme, Jobs(), save=lambda _: None)
    try:
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(QSize(*size))
        if knowledge:
            window.panel.set_knowledge({known.id: known for known in knowledge})
        window.session.show(analysis)
        window.show()
        if entity:
            window.show_entity(entity)
        qt.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        picture = window.grab()
    finally:
        window.close()
    png = QBuffer()
    png.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(png, "PNG")
    write_atomically(out, bytes(png.data().data()))
