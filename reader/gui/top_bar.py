"""The bar above the page: open, what is open, find, zoom, theme, panel, export."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.icons import SIZE, icon
from reader.gui.offsets import displayable
from reader.palette import Palette
from reader.text.keys import has_arabic

__all__ = ["ElidedLabel", "TopBar"]


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tooltip then."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def set_text(self, text: str) -> None:
        self._whole = text
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


def _divider() -> QWidget:
    line = QFrame()
    line.setObjectName("divider")
    line.setFixedSize(1, 24)
    return line


class TopBar(QFrame):
    """Buttons of the window's actions around the title of what is open."""

    def __init__(self, actions: Mapping[str, QAction], recent: QMenu) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(64)
        self._theme_menu = QMenu(self)
        for value in ("system", "light", "dark"):
            self._theme_menu.addAction(actions[f"theme:{value}"])
        self._open = self._button(actions["open"], " Open")
        self._open.setMenu(recent)
        self._open.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._theme = QToolButton()
        self._theme.setMenu(self._theme_menu)
        self._theme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme.setToolTip("Light or dark")
        self._theme.setAccessibleName("Light or dark")
        self._theme.setIconSize(QSize(SIZE, SIZE))
        self._zoom = self._button(actions["zoom-reset"], "100 %")
        self._zoom.setMinimumWidth(56)
        self._export = QPushButton("Export PDF")
        self._export.setProperty("role", "primary")
        self._export_action = actions["export-pdf"]
        self._export.setToolTip(self._export_action.toolTip())
        self._export.setIconSize(QSize(SIZE, SIZE))
        self._export.clicked.connect(self._export_action.trigger)
        self._export_action.enabledChanged.connect(self._export.setEnabled)
        self._title = ElidedLabel("document-title")
        self._source = ElidedLabel("document-source")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 0, 0, 0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._source)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(self._open)
        row.addSpacing(12)
        row.addLayout(words, 1)
        row.addSpacing(12)
        row.addWidget(self._button(actions["find"]))
        row.addWidget(_divider())
        row.addWidget(self._button(actions["zoom-out"]))
        row.addWidget(self._zoom)
        row.addWidget(self._button(actions["zoom-in"]))
        row.addWidget(_divider())
        row.addWidget(self._theme)
        row.addWidget(self._button(actions["panel"]))
        row.addSpacing(8)
        row.addWidget(self._export)

    @staticmethod
    def _button(action: QAction, text: str = "") -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(SIZE, SIZE))
        button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            # A button follows its action's text unless it has its own.
            action.setIconText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def set_document(self, title: str, source: str) -> None:
        self._title.setProperty("script", "arabic" if has_arabic(title) else "latin")
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)
        self._title.set_text(displayable(title))
        self._source.set_text(displayable(source))
        self._source.setVisible(bool(source))

    def set_zoom(self, zoom: float) -> None:
        self._zoom.defaultAction().setIconText(f"{zoom:.0%}".replace("%", " %"))

    def set_colours(self, colours: Palette) -> None:
        dark = colours.name == "dark"
        self._theme.setIcon(icon("moon" if dark else "sun", colours))
        self._export.setIcon(icon("file-down", colours, colours.on_accent))
