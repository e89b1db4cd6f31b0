"""What Qari is, and whose work it stands on, with the licences that came along."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader import __version__
from reader.gui.fonts import arabic_font
from reader.paths import resource

__all__ = ["AboutDialog", "licences"]

_TITLES: Final = {
    "fonts/amiri": "Amiri (Arabic type)",
    "fonts/inter": "Inter (type of the window)",
    "fonts/source-serif-4": "Source Serif 4 (English type)",
    "GPL-2.0": "ALMOR, AraMorph (dictionary)",
    "icons": "Lucide (icons)",
    "map": "Natural Earth, world-atlas (map)",
    "places": "GeoNames, CLDR (cities, countries)",
}


def licences() -> dict[str, str]:
    """The texts of the licences in `resources`, by what they are for."""
    found = {}
    root = resource()
    own = [*root.rglob("LICENSE*"), *root.rglob("OFL*")]
    for path in sorted(own):
        folder = path.parent.relative_to(root).as_posix()
        found[_TITLES.get(folder, folder)] = path.read_text("utf-8", errors="replace")
    for path in sorted(resource("licences").glob("*.txt")):
        found[_TITLES.get(path.stem, path.stem)] = path.read_text("utf-8", errors="replace")
    return found


class AboutDialog(QDialog):
    """Version, what is done with the reader's texts (nothing), licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Qari")
        self.setMinimumSize(640, 440)
        self.resize(760, 520)
        name, arabic = QLabel("Qari"), QLabel("قارئ")
        name.setProperty("role", "display")
        arabic.setFont(arabic_font(30))
        arabic.setProperty("role", "display-arabic")
        title = QHBoxLayout()
        title.setSpacing(16)
        title.addWidget(name)
        title.addWidget(arabic)
        title.addStretch(1)
        words = QLabel(
            f"Version {__version__}. Free software under the MIT licence.\n"
            "Everything happens on this computer: no article, word or name is sent anywhere."
        )
        words.setWordWrap(True)
        heading = QLabel("LICENCES OF WHAT IT IS MADE WITH")
        heading.setProperty("role", "section")
        self._texts = licences()
        self._list = QListWidget()
        self._list.addItems(list(self._texts))
        self._list.setAccessibleName("Parts with a licence")
        self._list.setFixedWidth(288)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Text of the licence")
        self._list.currentTextChanged.connect(
            lambda title: self._text.setPlainText(self._texts.get(title, ""))
        )
        self._list.setCurrentRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self._list)
        body.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addLayout(title)
        column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(heading)
        column.addLayout(body, 1)
        column.addWidget(buttons)
