"""What the window shows before an article is open: ways to open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.fonts import arabic_font
from reader.gui.icons import pixmap
from reader.gui.offsets import displayable
from reader.gui.theme import mix
from reader.palette import Palette

__all__ = ["EmptyState"]

_WIDTH = 608
_SHOWN = 5


def _text(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class EmptyState(QWidget):
    """Signals: open_wanted(), sample_wanted(), file_wanted(Path)."""

    open_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(object)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("empty-body")
        self._recent_buttons: list[RecentRow] = []
        self._colours = colours
        name = _text("Qari", "display")
        arabic = QLabel("قارئ")
        arabic.setFont(arabic_font(34))
        arabic.setProperty("role", "display-arabic")
        heading = QHBoxLayout()
        heading.setSpacing(16)
        heading.addWidget(name)
        heading.addWidget(arabic)
        heading.addStretch(1)
        lead = _text(
            "Arabic articles beside an English translation, with every word glossed and every "
            "actor and place explained. All on this computer; nothing is sent anywhere.",
            "lead",
        )
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(heading)
        column.addSpacing(8)
        column.addWidget(lead)
        column.addSpacing(32)
        column.addWidget(self._drop_zone())
        column.addSpacing(24)
        self._recent_title = _text("RECENT", "section")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addWidget(self._recent_title)
        column.addSpacing(8)
        column.addLayout(self._recent)
        middle = QWidget()
        middle.setObjectName("empty-body")
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(32, 32, 32, 32)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self.set_recent(())

    def _drop_zone(self) -> QFrame:
        self._drop = QFrame()
        self._drop.setObjectName("drop")
        self._drop.setMinimumHeight(88)
        self._sign = QLabel()
        self._sign.setFixedSize(40, 40)
        open_button = QPushButton("Open an article…")
        open_button.setProperty("role", "primary")
        open_button.clicked.connect(self.open_wanted)
        sample = QPushButton("Try the sample")
        sample.clicked.connect(self.sample_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_text("Drop an article here", "heading"))
        words.addWidget(_text("Text, Markdown or a saved web page", "muted"))
        row = QHBoxLayout(self._drop)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addSpacing(8)
        row.addLayout(words, 1)
        row.addSpacing(8)
        row.addWidget(sample)
        row.addWidget(open_button)
        self.open_button = open_button
        return self._drop

    def set_recent(self, recent: Sequence[str]) -> None:
        """`recent` are absolute paths, the latest first."""
        for button in self._recent_buttons:
            button.setParent(None)
            button.deleteLater()
        self._recent_buttons.clear()
        self._recent_title.setVisible(bool(recent))
        for name in recent[:_SHOWN]:
            path = Path(name)
            button = RecentRow(path, self._colours)
            button.clicked.connect(lambda _=False, path=path: self.file_wanted.emit(path))
            self._recent.addWidget(button)
            self._recent_buttons.append(button)

    def set_dragging(self, over: bool) -> None:
        """Lights the zone up while a file is over the window."""
        self._drop.setProperty("over", "true" if over else "false")
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def set_colours(self, colours: Palette) -> None:
        scale = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap("book-open-text", colours.accent, 40, scale))
        self._colours = colours
        for button in self._recent_buttons:
            button.set_colours(colours)


class RecentRow(QAbstractButton):
    """A file's name, and its folder in a quieter voice."""

    def __init__(self, path: Path, colours: Palette) -> None:
        super().__init__()
        self._path = path
        self._colours = colours
        self.setToolTip(str(path))
        self.setAccessibleName(f"Open {path.name}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, metrics = self._colours, QFontMetrics(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            pen = QPen(QColor(colours.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(pen)
            painter.setBrush(QColor(mix(colours.text, colours.panel, 0.05)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        sign = pixmap("file-text", colours.muted, 18, self.devicePixelRatioF())
        painter.drawPixmap(8, (self.height() - 18) // 2, sign)
        left, right = 36, self.width() - 8
        name = metrics.elidedText(
            displayable(self._path.name), Qt.TextElideMode.ElideMiddle, (right - left) * 6 // 10
        )
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(left, 0, right - left, self.height()), line, name)
        left += metrics.horizontalAdvance(name) + 16
        folder = displayable(_folder(self._path))
        room = right - left
        painter.setPen(QColor(colours.muted))
        painter.drawText(
            QRect(left, 0, room, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(folder, Qt.TextElideMode.ElideMiddle, room),
        )
        painter.end()


def _folder(path: Path) -> str:
    """The folder as people write it, with ~ for their own."""
    try:
        return str(Path("~") / path.parent.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path.parent)
