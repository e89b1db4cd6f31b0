"""Messages inside the window: what happened and the next step, until they are dismissed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.icons import icon, pixmap
from reader.gui.offsets import displayable
from reader.palette import Palette

__all__ = ["Banner", "Banners", "Offer"]

Offer = tuple[str, Callable[[], object]]
"""The title of a button and what it does."""

_ICONS: Final = {"error": "circle-alert", "warning": "triangle-alert", "done": "circle-check"}


class Banner(QFrame):
    """One message. `tone` is "error", "warning" or "done"."""

    def __init__(self, tone: str, text: str, offers: tuple[Offer, ...], colours: Palette) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self._tone = tone
        self.text = text
        self._sign = QLabel()
        words = QLabel(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        for title, act in offers:
            button = QPushButton(title)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        self.dismiss = QToolButton()
        self.dismiss.setToolTip("Dismiss this message")
        self.dismiss.setAccessibleName("Dismiss this message")
        self.dismiss.setIconSize(QSize(16, 16))
        row.addWidget(self.dismiss)
        self.set_colours(colours)

    def set_colours(self, colours: Palette) -> None:
        colour = colours.accent if self._tone == "done" else colours.warning
        self._sign.setPixmap(pixmap(_ICONS[self._tone], colour, 18, self.devicePixelRatioF()))
        self.dismiss.setIcon(icon("x", colours, colours.muted))


class Banners(QWidget):
    """Messages by topic: a new one on a topic takes the place of the old one."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._shown: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def tell(self, topic: str, tone: str, text: str, *offers: Offer) -> Banner:
        """Shows `text`, which begins with a capital here even where it is the middle of a line on
        the command line, with buttons for the next step."""
        self.clear(topic)
        text = displayable(text[:1].upper() + text[1:])
        banner = self._shown[topic] = Banner(tone, text, offers, self._colours)
        banner.dismiss.clicked.connect(lambda: self.clear(topic))
        self._column.addWidget(banner)
        self.show()
        return banner

    def clear(self, topic: str) -> None:
        banner = self._shown.pop(topic, None)
        if banner:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._shown))

    def texts(self) -> dict[str, str]:
        """What is being told, by topic."""
        return {topic: banner.text for topic, banner in self._shown.items()}

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        for banner in self._shown.values():
            banner.set_colours(colours)
