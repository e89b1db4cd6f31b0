"""Find in the article: sentence by sentence, in Arabic (however it is spelled) or in English."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from reader.gui.icons import icon
from reader.palette import Palette

__all__ = ["FindBar"]


class FindBar(QFrame):
    """Signals: searched(str) while typing, next_wanted(), previous_wanted(), closed()."""

    searched = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find-bar")
        self._field = QLineEdit()
        self._field.setPlaceholderText("Find in Arabic or English")
        self._field.setAccessibleName("Find in the article")
        self._field.setMaximumWidth(360)
        self._field.setClearButtonEnabled(False)
        self._field.textChanged.connect(self.searched)
        self._glass = QAction(self)
        self._field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._count = QLabel()
        self._count.setObjectName("find-count")
        self._previous = self._button("Find previous (Shift+F3)", self.previous_wanted)
        self._next = self._button("Find next (F3)", self.next_wanted)
        self._close = self._button("Close (Esc)", self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addSpacing(4)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addSpacing(8)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._close)
        self.hide()

    @staticmethod
    def _button(tip: str, signal: object) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(signal)
        return button

    def begin(self) -> None:
        """Shows the bar, ready to type."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def text(self) -> str:
        return self._field.text()

    def set_result(self, number: int, count: int) -> None:
        """The `number`th (from 1; 0 for none) of `count` sentences is shown."""
        if not self.text.strip():
            self._count.setText("")
        elif not count:
            self._count.setText("Not in this article")
        else:
            noun = "sentence" if count == 1 else "sentences"
            self._count.setText(f"{number} of {count} {noun}")

    def set_colours(self, colours: Palette) -> None:
        self._glass.setIcon(icon("search", colours, colours.muted))
        self._previous.setIcon(icon("chevron-up", colours))
        self._next.setIcon(icon("chevron-down", colours))
        self._close.setIcon(icon("x", colours, colours.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.previous_wanted if back else self.next_wanted).emit()
        else:
            super().keyPressEvent(event)
