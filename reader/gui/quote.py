"""A sentence that names someone, in both languages, cut to what stands around the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.fonts import arabic_font, english_font
from reader.gui.theme import mix
from reader.model import EntityType, Span
from reader.palette import Palette

__all__ = ["Quote", "excerpt"]

_AROUND: Final = 90
_PAD: Final = 8
_GAP: Final = 4


def excerpt(text: str, spans: Sequence[Span], around: int = _AROUND) -> tuple[str, list[Span]]:
    """`text` cut at spaces to about `around` code points on both sides of the first of `spans`
    (the beginning, where there is none), … marking a cut; and the spans inside the excerpt."""
    first, last = spans[0] if spans else (0, 0)
    start, end = max(0, first - around), min(len(text), last + around)
    if start > 0:
        space = text.find(" ", start - 1, first)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", last, end + 1)
        end = space if space >= 0 else end
    head = "…\u00a0" if start > 0 else ""
    tail = "\u00a0…" if end < len(text) else ""
    shift = len(head) - start
    kept = [(a + shift, b + shift) for a, b in spans if start <= a and b <= end]
    return f"{head}{text[start:end]}{tail}", kept


def _utf16(text: str, offset: int) -> int:
    """Qt counts UTF-16 units where the model counts code points."""
    return len(text[:offset].encode("utf-16-le")) // 2


class _Block:
    """A paragraph laid out for a width."""

    def __init__(self, text: str, spans: Sequence[Span], font: QFont, rtl: bool) -> None:
        self._text = text
        self._spans = [(_utf16(text, a), _utf16(text, b)) for a, b in spans]
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        # Absolute, or Qt mirrors the alignment once more for right-to-left text.
        option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(option)
        self._leading = 1.0 if rtl else 1.2
        self.height = 0.0

    def lay_out(self, width: float) -> None:
        self._layout.beginLayout()
        y = 0.0
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() * self._leading
        self._layout.endLayout()
        self.height = y

    def draw(self, painter: QPainter, at: QPointF, text: str, fill: str, marked_text: str) -> None:
        marked = []
        for start, end in self._spans:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, end - start
            look = QTextCharFormat()
            look.setBackground(QColor(fill))
            look.setForeground(QColor(marked_text))
            piece.format = look
            marked.append(piece)
        painter.setPen(QColor(text))
        self._layout.draw(painter, at, marked)


class Quote(QWidget):
    """Signals: clicked(), by mouse, Enter or Space."""

    clicked = Signal()

    def __init__(
        self,
        arabic: tuple[str, Sequence[Span]],
        english: tuple[str, Sequence[Span]],
        type: EntityType,
        colours: Palette,
    ) -> None:
        super().__init__()
        self._type = type
        self._colours = colours
        self._arabic = _Block(*arabic, arabic_font(17), rtl=True)
        self._english = _Block(*english, english_font(13.5), rtl=False)
        self._width = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip("Go to this sentence")
        self.setAccessibleName(english[0] or arabic[0])
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width != self._width:
            self._width = width
            for block in (self._arabic, self._english):
                block.lay_out(max(40, width - 2 * _PAD))
        return round(self._arabic.height + _GAP + self._english.height + 2 * _PAD)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(self.width() or 280))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.heightForWidth(self.width())
        colours = self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            pen = QPen(QColor(colours.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(pen)
            painter.setBrush(QColor(mix(colours.text, colours.panel, 0.05)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        fill = colours.types[self._type].active
        self._arabic.draw(painter, QPointF(_PAD, _PAD), colours.text, fill, colours.text)
        below = QPointF(_PAD, _PAD + self._arabic.height + _GAP)
        self._english.draw(painter, below, colours.muted, fill, colours.text)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
