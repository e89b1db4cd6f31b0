"""Saving the analysis as a file: asking where to, writing it off the window's thread, telling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.gui.banner import Banners
from reader.gui.worker import Jobs
from reader.model import Analysis

__all__ = ["Exporter"]

_KINDS: Final = {"pdf": "PDF document (*.pdf)", "json": "Qari analysis (*.json)"}


class Exporter(QObject):
    """Attributes: writing (the file being written, None for none). Signals: changed()."""

    changed = Signal()

    def __init__(self, jobs: Jobs, banners: Banners) -> None:
        super().__init__()
        self.writing: Path | None = None
        self._jobs = jobs
        self._banners = banners
        jobs.exported.connect(self._on_exported)
        jobs.export_failed.connect(self._on_failed)

    def ask(
        self, parent: QWidget, suffix: str, suggested: Path, analysis: Callable[[], Analysis]
    ) -> None:
        """Asks where to save and does; `suggested` is the file offered, `suffix` "pdf" or
        "json"."""
        dialog = QFileDialog(
            parent, f"Export {suffix.upper()}", str(suggested.parent), _KINDS[suffix]
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(suggested.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(analysis(), Path(name)))
        dialog.open()

    def write(self, analysis: Analysis, out: Path) -> None:
        """Writes `out`; its suffix, .pdf or .json, says how."""
        self.writing = out
        self._banners.clear("export")
        self._jobs.export(analysis, out)
        self.changed.emit()

    def _on_exported(self, out: Path) -> None:
        self.writing = None
        self._banners.tell(
            "export",
            "done",
            f"Saved {out.name} in {out.parent}",
            ("Open", lambda: _show_in_desktop(out)),
            ("Open folder", lambda: _show_in_desktop(out.parent)),
        )
        self.changed.emit()

    def _on_failed(self, message: str) -> None:
        self.writing = None
        self._banners.tell("export", "error", message)
        self.changed.emit()


def _show_in_desktop(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
