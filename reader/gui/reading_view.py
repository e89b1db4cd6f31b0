"""The reading view: Arabic on the right, English on the left, row by row, scrolling as one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from html import escape
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QMenu, QToolTip, QWidget

from reader.gui.offsets import displayable
from reader.gui.reading_drag import Drag
from reader.gui.reading_gloss import both_sides, doubts_at, doubts_of, edits_at
from reader.gui.reading_keys import Keys
from reader.gui.reading_menu import NameTarget, open_menu, reading_menu
from reader.gui.reading_page import Page
from reader.gui.reading_paint import RowPainter
from reader.gui.reading_pointer import Pointer
from reader.gui.reading_scroll import ScrollLink
from reader.gui.reading_selection import selected_text
from reader.gui.reading_steps import nth_mention
from reader.gui.row_content import MentionMark, Side
from reader.model import Article, EntityType, SentenceAnalysis, Span
from reader.palette import LIGHT, Palette

__all__ = ["ReadingView", "Side"]

_LEAST_ZOOM, _MOST_ZOOM, _ZOOM_STEP = 0.6, 2.5, 0.1

_SCROLLING = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class ReadingView(QAbstractScrollArea):
    """Shows an article beside its translation as that becomes known.

    Keyboard: arrows up and down, Page, Home, End scroll; Tab goes through the mentions and Enter
    opens one; Left and Right go from word to word and show the gloss; F6 changes the side; Escape
    lets go; Ctrl+C, Ctrl+A and Ctrl with the wheel as everywhere.

    Attributes: `page`, what lies where; `pointer`, what is pointed at and marked.

    Signals: entity_clicked(id), and after it mention_clicked(sentence, number) where it was one in
    the text; entity_hovered(id, "" when left); word_activated(sentence, token) when a word is
    clicked or entered; zoom_changed(zoom); sentence_focused(sentence) when mouse or
    keyboard come to a sentence; edit_wanted(sentence), others_wanted(sentence) from its menu;
    menu_opening(QMenu, NameTarget or None), for others to add what can be done with a name.
    """

    entity_clicked = Signal(str)
    mention_clicked = Signal(int, int)
    entity_hovered = Signal(str)
    word_activated = Signal(int, int)
    zoom_changed = Signal(float)
    sentence_focused = Signal(int)
    edit_wanted = Signal(int)
    others_wanted = Signal(int)
    menu_opening = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self.page = Page(None)
        self._colours = LIGHT
        self._zoom = 1.0
        self._scroll = ScrollLink(self.verticalScrollBar())
        self.pointer = Pointer(self.viewport(), self.page)
        self.pointer.marked.connect(self.viewport().update)
        self.pointer.entity_hovered.connect(self.entity_hovered)
        self.pointer.sentence_focused.connect(self.sentence_focused)
        self.pointer.sentence_focused.connect(self._describe)
        self._drag = Drag(self.viewport(), self.verticalScrollBar(), self.pointer)
        self._keys = Keys(self.pointer, self._show)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: lines must not break anew because a translation made the page longer.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(32)
        self.setAccessibleName("Article, Arabic and English")

    # ------------------------------------------------------------ what is shown

    def set_article(self, article: Article | None) -> None:
        """Shows an article from its beginning, without translation yet; None shows nothing."""
        self._article = article
        self.page = Page(article)
        self.pointer.clear()
        self.pointer.select(None)
        self.pointer.page = self.page
        self._fit()

    def set_sentence(self, index: int, analysis: SentenceAnalysis) -> None:
        """Takes in what is now known of a sentence; IndexError if there is no such sentence."""
        marks = self.pointer.marks
        if self.page.update(index, analysis):
            word, selection = marks.word, marks.selection
            if word is not None and word.sentence in self.page.row_of(index).sentences:
                self.pointer.clear()
            if selection is not None and selection.side is Side.ENGLISH:
                self.pointer.select(None)
        self.viewport().update()

    def set_waiting(self, waiting: bool) -> None:
        """Whether bars stand for paragraphs without English (they do at first): no longer once it
        is known that none will come."""
        self.pointer.set_waiting(waiting)

    def set_palette_colours(self, palette: Palette) -> None:
        self._colours = palette
        self.pointer.popup.set_palette_colours(palette)
        self.viewport().update()

    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Sets the size of type, kept between 0.6 and 2.5."""
        zoom = round(min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM), 2)
        if zoom != self._zoom:
            self._zoom = zoom
            self.pointer.hide_gloss()
            self._fit()
            self.zoom_changed.emit(zoom)

    def set_active_entity(self, entity_id: str | None) -> None:
        """Lights up all mentions of an entity until another is set."""
        self.pointer.set_active(entity_id)

    def set_hidden_types(self, types: AbstractSet[EntityType]) -> None:
        """Leaves mentions of these types unmarked, but for those lit up."""
        self.pointer.set_hidden(types)

    def set_popup_delay(self, ms: int) -> None:
        """How long the pointer rests on a word before its gloss shows (at first 350 ms)."""
        self.pointer.delay = ms

    def scroll_to_sentence(self, index: int) -> None:
        """Brings a sentence into view and marks it; IndexError if there is no such sentence."""
        row = self.page.row_of(index)
        self._show(row.index, Side.ARABIC, row.sentence_span(Side.ARABIC, index))
        self.pointer.to_sentence(index)

    def scroll_to_mention(self, entity_id: str, occurrence: int = 0) -> None:
        """Brings a mention of an entity, counted from 0 in reading order, into view; nothing
        happens if there are not so many."""
        mark = nth_mention(self.page.rows, entity_id, occurrence)
        if mark is not None:
            self._keys.go_to_mention(mark)

    @property
    def current_sentence(self) -> int | None:
        """The sentence that mouse or keyboard are at, else the first that is in view."""
        if self.pointer.marks.sentence is not None:
            return self.pointer.marks.sentence
        rows = (row for row, _ in self.page.visible() if row.sentences)
        return next((row.first for row in rows), None)

    def area_of(self, sentence: int) -> QRect:
        """Where a sentence's English stands in the viewport, empty if it is out of view."""
        return self.page.area_of(sentence, Side.ENGLISH).toAlignedRect()

    def _show(self, row: int, side: Side, span: Span) -> None:
        self.page.show(row, side, span)
        self._scroll.correct(self.page)

    def _describe(self, sentence: int) -> None:
        """Tells assistive technology which sentence is looked at, and what is doubtful in it."""
        row = self.page.row_of(sentence)
        told = [*both_sides(row, sentence), *doubts_of(row, sentence)]
        self.setAccessibleDescription(displayable(" — ".join(told)))

    # ------------------------------------------------------------ geometry and painting

    def _fit(self) -> None:
        size = self.viewport().size()
        self.page.resize(size.width(), size.height(), self._zoom)
        self._scroll.correct(self.page)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pointer.hide_gloss()
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._scroll.follow(self.page):
            if self.pointer.by_keyboard:
                self.pointer.hide_gloss()
            else:
                self.pointer.clear()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # What arrived since the last time may have changed heights.
        self._scroll.correct(self.page)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(event.rect(), QColor(self._colours.page))
            self._paint_rows(painter)

    def _paint_rows(self, painter: QPainter) -> None:
        rows = list(self.page.visible())
        if not rows:
            return
        left, right = self.page.columns.gutter
        last, top = rows[-1]
        bottom = top + self.page.box(last.index).height - 18 * self._zoom
        painter.setPen(QColor(self._colours.border))
        middle = int((left + right) / 2) + 0.5
        painter.drawLine(QPointF(middle, max(rows[0][1] + 8, -4.0)), QPointF(middle, bottom))
        row_painter = RowPainter(
            painter, self._colours, self.page.columns, self.pointer.marks, self.page.height
        )
        for row, top in rows:
            row_painter.paint(row, self.page.box(row.index), top)

    # ------------------------------------------------------------ mouse

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and not self.pointer.by_keyboard:
            self.pointer.clear()
        if event.type() is QEvent.Type.ToolTip:
            self._tell_marks(cast(QHelpEvent, event))
            return True
        return super().viewportEvent(event)

    def _tell_marks(self, event: QHelpEvent) -> None:
        point = QPointF(event.pos())
        told = doubts_at(self.page, point) or edits_at(self.page, point)
        # Escaped: a tool tip takes what looks like HTML for HTML.
        lines = [escape(displayable(line)) for line in told]
        words = f"<p>{'<br>'.join(lines)}</p>" if lines else ""
        QToolTip.showText(event.globalPos(), words, self.viewport())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.active:
            self.pointer.hide_gloss()
            self._drag.move(event.position())
            return
        sentence, _, mention = self.pointer.follow(event.position())
        shape = Qt.CursorShape.ArrowCursor if sentence is None else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if mention else shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pointer.hide_gloss()
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._drag.begin(event.position(), extending=bool(shift))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._drag.active:
            return
        self._drag.end()
        if self._drag.selected:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                clipboard.setText(displayable(self.selected_text()), clipboard.Mode.Selection)
            return
        self.pointer.select(None)
        _, word, mention = self.pointer.follow(event.position())
        if mention is not None:
            self._open_mention(mention)
        elif word is not None:
            self.pointer.show_gloss()
            self._activate_word()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag.select_word(event.position())

    def _activate_word(self) -> None:
        word = self.pointer.marks.word
        if word is not None and word.tokens:
            self.word_activated.emit(word.sentence, word.tokens[0])

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + _ZOOM_STEP * event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu(self, event)

    def context_menu(self, sentence: int | None, target: NameTarget | None = None) -> QMenu:
        """The menu over `sentence`, not yet shown; it deletes itself when closed."""
        self.pointer.hide_gloss()
        return reading_menu(self, sentence, target)

    # ------------------------------------------------------------ keyboard

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays in the article until its last mention."""
        self.pointer.hide_gloss()
        return self._keys.to_mention(1 if next else -1) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif key in _SCROLLING:
            self.verticalScrollBar().triggerAction(_SCROLLING[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # English goes on to the right, Arabic to the left.
            onward = (key is Qt.Key.Key_Right) == (self.pointer.side is Side.ENGLISH)
            self._keys.to_word(1 if onward else -1)
        elif key is Qt.Key.Key_F6:
            self._keys.change_side()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key is not Qt.Key.Key_Escape or not self._let_go():
            event.ignore()

    def _enter(self) -> None:
        ring = self.pointer.marks.ring
        if ring is not None:
            self._open_mention(ring)
        else:
            self._activate_word()

    def _open_mention(self, mark: MentionMark) -> None:
        self.entity_clicked.emit(mark.entity)
        self.mention_clicked.emit(mark.sentence, mark.number)

    def _let_go(self) -> bool:
        """Hides the gloss, else lets go of the selection, else of what the keyboard came to."""
        if self.pointer.popup.isVisible():
            self.pointer.hide_gloss()
        elif self._drag.selected:
            self.pointer.select(None)
        elif self.pointer.by_keyboard:
            self.pointer.clear()
        else:
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointer.hide_gloss()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._drag.end()
        self.pointer.hide_gloss()

    # ------------------------------------------------------------ text out

    def selected_text(self, side: Side | None = None) -> str:
        """The selected text, exactly as the article or the translation has it; "" if nothing is
        selected, or nothing on `side` if that is given."""
        selection = self.pointer.marks.selection
        if self._article is None or selection is None or side not in (None, selection.side):
            return ""
        return selected_text(selection, self._article, self.page.rows)

    def copy(self) -> None:
        """Puts the selected text into the clipboard; without a selection nothing happens."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def copy_sentence(self, sentence: int) -> None:
        """Puts a sentence into the clipboard, in Arabic and, if there is one, in English."""
        QGuiApplication.clipboard().setText(
            "\n".join(both_sides(self.page.row_of(sentence), sentence))
        )

    def select_all(self) -> None:
        """Selects all text of the side last used."""
        self._drag.select_all()
