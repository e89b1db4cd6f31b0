"""What the reader points at, by mouse or keyboard: the sentence, the word with its gloss, the
entity; and what is marked because of it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.gui.gloss_popup import GlossPopup
from reader.gui.reading_gloss import note_for
from reader.gui.reading_page import Page
from reader.gui.reading_paint import Marks
from reader.gui.reading_selection import Selection
from reader.gui.row_content import MentionMark, Side, Word
from reader.model import EntityType

__all__ = ["Pointer", "Target"]

_NEXT_WORD_DELAY = 120
"""Milliseconds until an open pop-up goes over to the next word."""

Target = tuple[int | None, Word | None, MentionMark | None]
"""Sentence, word and visible mention at a point."""


class Pointer(QObject):
    """Attributes: `page`; `marks`; `popup`; `side`, the one last used; `delay` in ms before the
    gloss of a word shows; `by_keyboard`, whether the keyboard was the last to move it.

    Signals: marked() when something must be painted anew; entity_hovered(id, "" when left);
    sentence_focused(sentence).
    """

    marked = Signal()
    entity_hovered = Signal(str)
    sentence_focused = Signal(int)

    def __init__(self, viewport: QWidget, page: Page) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.page = page
        self.marks = Marks()
        self.side = Side.ARABIC
        self.popup = GlossPopup(viewport)
        self.delay = 350
        self.by_keyboard = False
        self._active = ""
        self._hovered = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.show_gloss)

    # ------------------------------------------------------------ marks

    def _set(self, marks: Marks) -> None:
        ring = marks.ring.entity if marks.ring else ""
        marks = replace(marks, lit=frozenset({self._active, self._hovered, ring} - {""}))
        if marks != self.marks:
            self.marks = marks
            self.marked.emit()

    def _hover(self, entity: str) -> None:
        changed = entity != self._hovered
        self._hovered = entity
        self._set(self.marks)
        if changed:
            self.entity_hovered.emit(entity)

    def set_active(self, entity: str | None) -> None:
        self._active = entity or ""
        self._set(self.marks)

    def set_hidden(self, types: AbstractSet[EntityType]) -> None:
        self._set(replace(self.marks, hidden=frozenset(types)))

    def seek(self, sought: str) -> None:
        """Marks these words wherever they stand, on both sides; "" marks none."""
        self._set(replace(self.marks, sought=sought))

    def set_waiting(self, waiting: bool) -> None:
        self._set(replace(self.marks, waiting=waiting))

    def select(self, selection: Selection | None) -> None:
        self._set(replace(self.marks, selection=selection))

    # ------------------------------------------------------------ moving

    def clear(self) -> None:
        """Points at nothing any more."""
        self.hide_gloss()
        self.by_keyboard = False
        self._set(replace(self.marks, sentence=None, word=None, ring=None))
        self._hover("")

    def _point(self, sentence: int, word: Word | None, ring: MentionMark | None) -> None:
        came = sentence != self.marks.sentence
        self._set(replace(self.marks, sentence=sentence, word=word, ring=ring))
        if came:
            self.sentence_focused.emit(sentence)

    def look(self, point: QPointF) -> Target:
        """What lies at a point of the viewport."""
        found = self.page.character_at(point)
        if found is None:
            return None, None, None
        side, place = found
        row = self.page.rows[place.row]
        mention = row.mention_at(side, place.offset)
        if mention is not None and not self.marks.shows(mention):
            mention = None
        return row.sentence_at(side, place.offset), row.word_at(side, place.offset), mention

    def follow(self, point: QPointF) -> Target:
        """Goes where the mouse is; the gloss of a word shows when it rests there."""
        target = self.look(point)
        sentence, word, mention = target
        if sentence is None:
            if not self.by_keyboard:
                self.clear()
            return target
        changed = word != self.marks.word or self.by_keyboard
        self.by_keyboard = False
        self._point(sentence, word, None)
        self._hover(mention.entity if mention else "")
        if changed:
            self._await_gloss()
        return target

    def to_sentence(self, sentence: int) -> None:
        """Marks a sentence until the pointer moves."""
        self.hide_gloss()
        self.by_keyboard = True
        self._point(sentence, None, None)
        self._hover("")

    def to_mention(self, mark: MentionMark) -> None:
        """Gives the keyboard to a mention."""
        self.hide_gloss()
        self.by_keyboard = True
        self._point(mark.sentence, None, mark)
        self._hover(mark.entity)

    def to_word(self, word: Word) -> None:
        """Goes to a word and shows its gloss at once."""
        self.by_keyboard = True
        self._point(word.sentence, word, None)
        mention = self.page.row_of(word.sentence).mention_at(word.side, word.span[0])
        self._hover(mention.entity if mention and self.marks.shows(mention) else "")
        self.show_gloss()

    # ------------------------------------------------------------ the gloss

    def _await_gloss(self) -> None:
        word = self.marks.word
        if word is None or note_for(self.page.row_of(word.sentence), word) is None:
            self.hide_gloss()
        else:
            shown = self.popup.isVisible()
            self._timer.start(min(self.delay, _NEXT_WORD_DELAY) if shown else self.delay)

    def show_gloss(self) -> None:
        """Shows the gloss of the word pointed at, if it is in view and has one."""
        self._timer.stop()
        word = self.marks.word
        if word is None:
            return
        row = self.page.row_of(word.sentence)
        note = note_for(row, word)
        stretches = self.page.stretches(row.index, word.side, word.span)
        if note is None or not stretches:
            self.hide_gloss()
            return
        area = stretches[0].band.toRect()
        corner = self._viewport.mapToGlobal(area.topLeft())
        self.popup.show_note(note, QRect(corner, area.size()))

    def hide_gloss(self) -> None:
        self._timer.stop()
        self.popup.hide()
