"""The column a card is written in: sections, lines and paragraphs one under the other."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.gui.offsets import displayable
from reader.text.keys import has_arabic

__all__ = ["CardColumn"]

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class CardColumn(QWidget):
    """`above` is the room over what is added, in pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card-body")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 24)
        self._column.setSpacing(0)

    def add(self, widget: QWidget, above: int) -> None:
        self._column.addSpacing(above)
        self._column.addWidget(widget)

    def end(self) -> None:
        """What is left of the height stays empty."""
        self._column.addStretch(1)

    def section(self, title: str) -> QLabel:
        return self.text(title, "section", 20)

    def text(self, words: str, role: str = "", above: int = 4) -> QLabel:
        """English, which may hold Arabic words: it runs from left to right all the same."""
        # Without the mark a line that begins with an Arabic name would be turned around.
        mark = "\u200e" if has_arabic(words) else ""
        label = QLabel(mark + displayable(words))
        label.setTextFormat(Qt.TextFormat.PlainText)
        return self._set(label, role, above)

    def arabic(self, words: str, role: str, above: int = 0) -> QLabel:
        """A name under its English: at the left, where that stands."""
        label = QLabel(displayable(words))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(_LEFT)
        return self._set(label, role, above)

    def arabic_lines(self, words: str, above: int) -> QLabel:
        """Arabic that may need several lines: from the right, as it is read."""
        label = self.arabic(words, "arabic", above)
        label.setAlignment(_RIGHT)
        return label

    def prose(self, words: str, above: int) -> QLabel:
        """Text with room between its lines, which takes markup: so the text itself is escaped."""
        label = QLabel(
            f'<p dir="ltr" style="line-height: 140%">{html.escape(displayable(words))}</p>'
        )
        label.setTextFormat(Qt.TextFormat.RichText)
        return self._set(label, "body", above)

    def _set(self, label: QLabel, role: str, above: int) -> QLabel:
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setProperty("role", role)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.add(label, above)
        return label
