"""The gloss of one word in a small window of its own that never takes the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from reader.gui.fonts import arabic_font, english_font, interface_font
from reader.gui.offsets import displayable
from reader.gui.reading_grammar import PARTS_OF_SPEECH, describe, spaced_root
from reader.model import EntityType, Gloss
from reader.palette import LIGHT, Palette

__all__ = ["GlossNote", "GlossPopup"]

_TYPE_WORDS: Final = {
    EntityType.PER: "person",
    EntityType.ORG: "organisation",
    EntityType.LOC: "place",
    EntityType.MISC: "name",
}
_WIDTH: Final = 320.0
_PAD: Final = 16.0
_SHADOW: Final = 10
_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class GlossNote:
    """What the pop-up says of one Arabic word.

    `written` is the word as it stands in the article; `name`, the English and type of the mention
    it is part of; `whole` tells that the word is all of that name; `behind`, that the pointer is on
    English that this word stands behind, and `others` are further Arabic words behind the same
    English.
    """

    written: str
    gloss: Gloss
    name: tuple[str, EntityType] | None = None
    whole: bool = False
    behind: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    area: QRectF
    words: str
    font: QFont
    colour: str
    alignment: Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class _Box:
    """A rounded ground, or a line where `area` is flat."""

    area: QRectF
    colour: str
    radius: float


class _Sheet:
    """Sets a note from the top down, in areas relative to its top left corner."""

    def __init__(self, note: GlossNote, palette: Palette) -> None:
        self.items: list[_Text | _Box] = []
        self._palette = palette
        self._y = _PAD
        gloss = note.gloss
        if note.name is not None:
            self._name(*note.name)
        if note.behind:
            words = "From the Arabic"
            if note.others:
                words += ", with " + "، ".join(note.others)
            self._line(words, interface_font(11), palette.muted)
            self._y += 2
        self._headword(note)
        if note.whole and gloss.source == "dictionary" and gloss.pos != "noun_prop":
            # تلبيسة the town is no تلبيسة "suppository".
            self._line("as an ordinary word", interface_font(11), palette.muted)
        self._meaning(gloss)
        if len(gloss.segments) > 1:
            self._segments(gloss)
        if gloss.source == "dictionary":
            self._origin(gloss)
        if gloss.alternatives:
            self._alternatives(gloss)
        self.height = self._y + _PAD - 2

    def _put(
        self,
        area: QRectF,
        words: str,
        font: QFont,
        colour: str,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        place = alignment | Qt.AlignmentFlag.AlignAbsolute
        self.items.append(_Text(area, displayable(words), font, colour, place))

    def _arabic(self, area: QRectF, words: str, size: float, alignment: Qt.AlignmentFlag) -> None:
        """Arabic in the middle of `area`, with room above and below for the vowel marks."""
        room = area.adjusted(0, -size / 2, 0, size / 2)
        self._put(room, words, arabic_font(size), self._palette.text, alignment)

    def _line(self, words: str, font: QFont, colour: str) -> None:
        """A paragraph over the whole width, as high as its words need."""
        width = _WIDTH - 2 * _PAD
        room = QRectF(0, 0, width, 10_000)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        high = QFontMetricsF(font).boundingRect(room, int(flags), displayable(words)).height()
        self._put(QRectF(_PAD, self._y, width, high), words, font, colour)
        self._y += high

    def _name(self, english: str, kind: EntityType) -> None:
        colours = self._palette.types[kind]
        font = interface_font(12, QFont.Weight.Medium)
        words = f"{english}  ·  {_TYPE_WORDS[kind]}"
        metrics = QFontMetricsF(font)
        room = _WIDTH - 2 * _PAD - 18
        words = metrics.elidedText(displayable(words), Qt.TextElideMode.ElideRight, room)
        ground = QRectF(_PAD - 4, self._y - 4, metrics.horizontalAdvance(words) + 26, 24)
        self.items.append(_Box(ground, colours.fill, 6))
        self.items.append(_Box(QRectF(_PAD + 4, self._y + 5, 6, 6), colours.line, 3))
        area = QRectF(_PAD + 16, self._y - 4, room, 24)
        self._put(area, words, font, self._palette.text, Qt.AlignmentFlag.AlignVCenter)
        self._y += 28

    def _headword(self, note: GlossNote) -> None:
        width, size = _WIDTH - 2 * _PAD, 34.0
        word = note.gloss.diacritized or note.written
        while size > 18 and QFontMetricsF(arabic_font(size)).horizontalAdvance(word) > width * 0.62:
            size -= 2
        high = size * 1.62
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        area = QRectF(_PAD, self._y - 6, width, high)
        self._arabic(area, word, size, right)
        known = note.gloss.source == "dictionary"
        grammar = describe(note.gloss) if known else "not in the dictionary"
        colour = self._palette.muted if known else self._palette.warning
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        beside = QRectF(_PAD, self._y - 6, width * 0.40, high)
        self._put(beside, grammar, interface_font(12), colour, middle)
        self._y += high - 4

    def _meaning(self, gloss: Gloss) -> None:
        if gloss.source == "dictionary":
            first, *more = gloss.english.split("; ")
            self._line(first or "—", english_font(18, QFont.Weight.DemiBold), self._palette.text)
            if more:
                self._line("; ".join(more), english_font(15), self._palette.text)
        else:
            self._line("sounds like", interface_font(11), self._palette.muted)
            self._line(gloss.english, english_font(18), self._palette.text)

    def _segments(self, gloss: Gloss) -> None:
        """The pieces of the word, the first on the right as in the word itself."""
        self._y += 12
        arabic, english = arabic_font(20), interface_font(11)
        right, top = _WIDTH - _PAD, self._y
        for segment in gloss.segments:
            meaning = displayable(segment.english) or "—"
            wide = max(
                QFontMetricsF(arabic).horizontalAdvance(segment.form),
                min(QFontMetricsF(english).horizontalAdvance(meaning), 110.0),
                20.0,
            )
            meaning = QFontMetricsF(english).elidedText(meaning, Qt.TextElideMode.ElideRight, wide)
            wide += 18
            if right - wide < _PAD - 1:
                right, top = _WIDTH - _PAD, top + 58
            area = QRectF(right - wide, top, wide, 52)
            self.items.append(_Box(area, self._palette.sentence, 6))
            centre = Qt.AlignmentFlag.AlignCenter
            upper = QRectF(area.left(), top, wide, 32)
            self._arabic(upper, segment.form, 20, centre)
            lower = QRectF(area.left(), top + 31, wide, 17)
            self._put(lower, meaning, english, self._palette.muted, centre)
            right -= wide + 6
        self._y = top + 52

    def _origin(self, gloss: Gloss) -> None:
        parts = [("Lemma", gloss.lemma), ("Root", spaced_root(gloss.root))]
        parts = [(label, word) for label, word in parts if word]
        if not parts:
            return
        self._y += 10
        left = _PAD
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for label, word in parts:
            name, arabic = interface_font(11), arabic_font(20)
            before = QFontMetricsF(name).horizontalAdvance(label) + 8
            wide = QFontMetricsF(arabic).horizontalAdvance(word) + 2
            self._put(QRectF(left, self._y, before, 30), label, name, self._palette.muted, middle)
            area = QRectF(left + before, self._y, wide, 30)
            self._arabic(area, word, 20, middle)
            left += before + wide + 24
        self._y += 30

    def _alternatives(self, gloss: Gloss) -> None:
        self._y += 10
        width = _WIDTH - 2 * _PAD
        self.items.append(_Box(QRectF(_PAD, self._y, width, 1), self._palette.border, 0))
        self._y += 10
        self._line("It could also be read", interface_font(11), self._palette.muted)
        self._y += 2
        middle = Qt.AlignmentFlag.AlignVCenter
        for reading in gloss.alternatives[:3]:
            arabic, english, small = arabic_font(20), english_font(14), interface_font(11)
            word = displayable(reading.diacritized)
            wide = min(QFontMetricsF(arabic).horizontalAdvance(word) + 2, width * 0.5)
            area = QRectF(_PAD + width - wide, self._y, wide, 32)
            right = Qt.AlignmentFlag.AlignRight | middle
            self._arabic(area, word, 20, right)
            kind = PARTS_OF_SPEECH.get(reading.pos, reading.pos.replace("_", " "))
            aside = QFontMetricsF(small).horizontalAdvance(kind) + 8
            room = width - wide - aside - 10
            meaning = QFontMetricsF(english).elidedText(
                displayable(reading.english), Qt.TextElideMode.ElideRight, room
            )
            taken = QFontMetricsF(english).horizontalAdvance(meaning) + 8
            area = QRectF(_PAD, self._y, room + 2, 32)
            self._put(
                area, meaning, english, self._palette.text, Qt.AlignmentFlag.AlignLeft | middle
            )
            area = QRectF(_PAD + taken, self._y + 1, aside, 32)
            self._put(area, kind, small, self._palette.muted, Qt.AlignmentFlag.AlignLeft | middle)
            self._y += 32


class GlossPopup(QWidget):
    """Shows one note at a time beside the word it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        flags = (
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.NoDropShadowWindowHint
        )
        super().__init__(parent, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Gloss")
        self._palette = LIGHT
        self._sheet: _Sheet | None = None
        self.note: GlossNote | None = None

    def set_palette_colours(self, palette: Palette) -> None:
        self._palette = palette
        self.hide()

    def show_note(self, note: GlossNote, word: QRect) -> None:
        """Shows `note` below the word at `word` (screen coordinates), or above it where there is
        no room below, always wholly on the word's screen."""
        self.note = note
        self._sheet = _Sheet(note, self._palette)
        self.setAccessibleDescription("; ".join(self.lines()))
        size = QSize(round(_WIDTH), round(self._sheet.height))
        self.resize(size + QSize(2 * _SHADOW, 2 * _SHADOW))
        self.move(self._place(size, word) - QPoint(_SHADOW, _SHADOW))
        self.show()
        self.update()

    def lines(self) -> list[str]:
        """Every text it shows, from the top."""
        if self._sheet is None:
            return []
        return [item.words for item in self._sheet.items if isinstance(item, _Text)]

    def _place(self, size: QSize, word: QRect) -> QPoint:
        screen = QGuiApplication.screenAt(word.center()) or self.screen()
        room = screen.availableGeometry()
        top = word.bottom() + _GAP
        if top + size.height() > room.bottom():
            above = word.top() - _GAP - size.height()
            top = above if above >= room.top() else room.bottom() - size.height()
        left = word.center().x() - size.width() // 2
        left = min(max(left, room.left() + 4), room.right() - size.width() - 4)
        owner = self.parentWidget()
        frame = owner.window().geometry() if owner is not None else room
        if frame.width() > size.width() and room.contains(frame):
            # Within its window where that is wide enough: nothing of other programs is covered.
            left = min(max(left, frame.left() + 4), frame.right() - size.width() - 4)
        return QPoint(left, max(top, room.top()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            painter.translate(_SHADOW, _SHADOW)
            for item in self._sheet.items:
                self._paint(painter, item)

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_SHADOW, 0, -1):
            # Lighter outwards: rings laid over each other, the outer ones hardly seen.
            painter.setBrush(QColor(0, 0, 0, 1 + (_SHADOW - step) // 3))
            spread = ground.adjusted(-step, 2 - step, step, min(step + 1, _SHADOW))
            painter.drawRoundedRect(spread, 8 + step, 8 + step)
        painter.setPen(QPen(QColor(self._palette.border), 1))
        painter.setBrush(QColor(self._palette.raised))
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    @staticmethod
    def _paint(painter: QPainter, item: _Text | _Box) -> None:
        if isinstance(item, _Box):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(item.colour))
            painter.drawRoundedRect(item.area, item.radius, item.radius)
            return
        option = QTextOption(item.alignment)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.setFont(item.font)
        painter.setPen(QColor(item.colour))
        painter.drawText(item.area, item.words, option)
