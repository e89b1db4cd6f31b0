"""The sentences to be checked against the Arabic, in a list that leads to each of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.document import Document
from reader.gui.icons import icon
from reader.gui.offsets import displayable
from reader.palette import Palette
from reader.translation.doubts import is_notice, sentence_for

__all__ = ["DoubtButton", "DoubtList", "doubtful"]

_WIDTH: Final = 480
_MOST: Final = 420
_SHOWN: Final = 4
_LONGEST: Final = 110


def doubtful(document: Document) -> list[int]:
    """The sentences whose English is to be checked, in their order."""
    found = []
    for number in range(len(document.sentences)):
        translation = document.sentence(number).translation
        if translation and not all(map(is_notice, translation.doubts)):
            found.append(number)
    return found


class DoubtButton(QToolButton):
    """How many sentences are to be checked; not seen where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("doubts")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def set_count(self, count: int) -> None:
        words = "1 sentence" if count == 1 else f"{count:,} sentences"
        self.setText(f"{count:,}")
        self.setToolTip(f"{words} to check against the Arabic (F4)")
        self.setAccessibleName(f"{words} to check against the Arabic")
        self.setVisible(count > 0)

    def set_colours(self, colours: Palette) -> None:
        self.setIcon(icon("triangle-alert", colours, colours.warning, 14))


class DoubtList(QFrame):
    """A small window over the page, gone when a sentence is chosen or something else is clicked.

    Attributes: list. Signals: sentence_wanted(number)."""

    sentence_wanted = Signal(int)

    def __init__(self, parent: QWidget, document: Document) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        title = QLabel("TO CHECK AGAINST THE ARABIC")
        title.setProperty("role", "section")
        title.setContentsMargins(12, 0, 12, 0)
        self.list = QListWidget()
        self.list.setObjectName("doubt-list")
        self.list.setAccessibleName("Sentences to check against the Arabic")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        for number in doubtful(document):
            item = QListWidgetItem(_in_words(document, number))
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        self.setFixedWidth(_WIDTH)

    def open_at(self, corner: QPoint, current: int | None) -> None:
        """Shows it under a point of the screen, at the sentence `current` or the next one."""
        # Laid out at full size first: only then it is known where lines break.
        self.resize(_WIDTH, _MOST)
        self.ensurePolished()
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self._column.activate()
        self.list.doItemsLayout()
        last = self.list.visualItemRect(self.list.item(self.list.count() - 1))
        spare = self.list.viewport().height() - last.bottom() - 1
        self.setFixedHeight(_MOST - max(0, spare))
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        numbers = [self._number(self.list.item(row)) for row in range(self.list.count())]
        after = (row for row, number in enumerate(numbers) if number >= (current or 0))
        self.list.setCurrentRow(next(after, 0))
        self.list.setFocus()

    @staticmethod
    def _number(item: QListWidgetItem) -> int:
        return int(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self, item: QListWidgetItem) -> None:
        self.sentence_wanted.emit(self._number(item))
        self.close()


def _in_words(document: Document, number: int) -> str:
    """The beginning of the English, and under it what there is to check."""
    translation = document.sentence(number).translation
    assert translation is not None
    english = translation.text
    if len(english) > _LONGEST:
        english = english[:_LONGEST].rsplit(" ", 1)[0] + " …"
    doubts = list(dict.fromkeys(map(sentence_for, translation.doubts)))
    told = doubts[:_SHOWN]
    if len(doubts) > _SHOWN:
        told.append(f"and {len(doubts) - _SHOWN} more")
    return "\n".join(displayable(line) for line in (f"“{english}”", *(f"• {t}" for t in told)))
