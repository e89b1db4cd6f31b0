"""Other English for a sentence, to choose from: what else the engine says, what the reader wrote
for sentences like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reader.gui.fonts import arabic_font, english_font
from reader.gui.offsets import displayable
from reader.translation.hypotheses import Hypotheses
from reader.translation.memory import Similar

__all__ = ["Offer", "OfferList", "OfferPopover", "engine_offers", "memory_offers"]


@dataclass(frozen=True, slots=True)
class Offer:
    """`about` says where `english` comes from; `arabic` is the sentence it was written for where
    that is another one."""

    english: str
    about: str
    arabic: str = ""


def memory_offers(found: Sequence[Similar]) -> list[Offer]:
    """What is kept for like sentences, each with how alike they are in hundredths."""
    return [
        Offer(
            similar.kept.english,
            f"For a similar sentence, {min(99, int(similar.score * 100))} % alike"
            f" · {similar.kept.label}",
            similar.kept.arabic,
        )
        for similar in found
    ]


def engine_offers(found: Hypotheses, shown: str) -> list[Offer]:
    """What the engine says, first its own choice, but for what is `shown` already."""
    own = [Offer(found.own.text, f"{found.own.engine} · its own choice")] if found.own else []
    others = [Offer(other.text, f"{other.engine} · another version") for other in found.others]
    return [offer for offer in (*own, *others) if offer.english != shown]


class _Row(QFrame):
    """One offer, chosen by click, Enter or space."""

    chosen = Signal(str)

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{offer.about}: {offer.english}")
        self.offer = offer
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        about = QLabel(displayable(offer.about))
        about.setProperty("role", "muted")
        column.addWidget(about)
        if offer.arabic:
            column.addWidget(_paragraph(offer.arabic, right_to_left=True))
        column.addWidget(_paragraph(offer.english, right_to_left=False))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.chosen.emit(self.offer.english)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.offer.english)
        else:
            super().keyPressEvent(event)


def _paragraph(text: str, *, right_to_left: bool) -> QLabel:
    label = QLabel(displayable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(arabic_font(18) if right_to_left else english_font(16))
    label.setStyleSheet("font-size: 18px;" if right_to_left else "font-size: 16px;")
    label.setAlignment(
        (Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
        | Qt.AlignmentFlag.AlignAbsolute
    )
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


class OfferList(QScrollArea):
    """Offers below one another; under them a line that says what is still to come, or why there is
    nothing. Signals: chosen(english)."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("card-body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._remark = QLabel()
        self._remark.setProperty("role", "muted")
        self._remark.setWordWrap(True)
        self._remark.setContentsMargins(12, 4, 12, 4)
        self._column.addWidget(self._remark)
        self._column.addStretch(1)
        self.setWidget(body)
        self._rows: list[_Row] = []

    @property
    def offers(self) -> list[Offer]:
        return [row.offer for row in self._rows]

    @property
    def remark(self) -> str:
        return self._remark.text()

    def show_offers(self, offers: Sequence[Offer], remark: str = "") -> None:
        """Shows these; the row that has the focus keeps it if it is still among them."""
        focused = next((row.offer for row in self._rows if row.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for offer in dict.fromkeys(offers):
            row = _Row(offer)
            row.chosen.connect(self.chosen)
            self._column.insertWidget(len(self._rows), row)
            row.show()  # a widget not yet shown takes no room in a layout
            self._rows.append(row)
            if offer == focused:
                row.setFocus()
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def height_for(self, width: int) -> int:
        """What all of it takes in pixels."""
        # A size asked for before the style sheet is applied is that of another type.
        for label in self.findChildren(QLabel):
            label.ensurePolished()
            label.updateGeometry()
        self._column.invalidate()
        return self._column.totalHeightForWidth(width)

    def choose(self, number: int) -> None:
        """As if the offer of that number were clicked."""
        self._rows[number].chosen.emit(self._rows[number].offer.english)


class OfferPopover(QFrame):
    """Offers in a small window over the page, gone when one is chosen or something else is
    clicked. Signals: chosen(english)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self.setFixedWidth(520)
        self._area = QRect()
        self.list = OfferList()
        self.list.chosen.connect(self._choose)
        title = QLabel("OTHER TRANSLATIONS")
        title.setProperty("role", "section")
        title.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.list, 1)

    def _choose(self, english: str) -> None:
        self.chosen.emit(english)
        self.close()

    def show_offers(self, offers: Sequence[Offer], remark: str = "") -> None:
        """Shows these, as high as they need."""
        self.list.show_offers(offers, remark)
        self.setFixedHeight(min(max(self.list.height_for(self.width() - 16), 32), 420) + 66)
        self._place()

    def open_at(self, area: QRect) -> None:
        """Shows it under an area of the screen, or over it where there is no room below."""
        self._area = area
        self._place()
        self.show()

    def _place(self) -> None:
        area = self._area
        screen = QGuiApplication.screenAt(area.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = min(max(area.left(), room.left()), room.right() - self.width())
        y = area.bottom() + 6
        if y + self.height() > room.bottom():
            y = max(room.top(), area.top() - 6 - self.height())
        self.move(QPoint(x, y))
