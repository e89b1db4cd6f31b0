"""Going through the article by keyboard: from mention to mention, from word to word."""

from __future__ import annotations

from collections.abc import Callable

from reader.gui.reading_pointer import Pointer
from reader.gui.reading_steps import counterpart, mention_after, word_after
from reader.gui.row_content import MentionMark, Row, Side, Word
from reader.model import Span

__all__ = ["Keys"]


class Keys:
    """Moves `pointer`; `show(row, side, span)` brings what it moves to into view."""

    def __init__(self, pointer: Pointer, show: Callable[[int, Side, Span], None]) -> None:
        self._pointer = pointer
        self._show = show

    def _rows(self) -> list[Row]:
        return self._pointer.page.rows

    def _start(self, step: int) -> int:
        """The row to begin in: that of what is pointed at, else the first (last) in view."""
        marks = self._pointer.marks
        if self._pointer.by_keyboard and marks.sentence is not None:
            return self._pointer.page.row_of(marks.sentence).index
        seen = [row.index for row, _ in self._pointer.page.visible()]
        return (seen[0] if step > 0 else seen[-1]) if seen else 0

    def to_mention(self, step: int) -> bool:
        """Goes to the next (1) or previous (-1) marked mention; false if there is none."""
        marks = self._pointer.marks
        start = self._start(step)
        found = mention_after(self._rows(), start, self._pointer.side, marks.ring, step)
        while found is not None and not marks.shows(found):
            start = self._pointer.page.row_of(found.sentence).index
            found = mention_after(self._rows(), start, self._pointer.side, found, step)
        if found is None:
            return False
        self.go_to_mention(found)
        return True

    def go_to_mention(self, mark: MentionMark) -> None:
        row = self._pointer.page.row_of(mark.sentence)
        self._show(row.index, mark.side, mark.spans[0])
        self._pointer.to_mention(mark)

    def to_word(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) word of the side last used, from the mention that
        has the keyboard if one has it."""
        marks = self._pointer.marks
        current = marks.word if marks.word and marks.word.side is self._pointer.side else None
        ring = marks.ring
        if ring is not None and ring.side is self._pointer.side:
            row = self._pointer.page.row_of(ring.sentence)
            place = ring.spans[0][0] if step > 0 else ring.spans[-1][1] - 1
            inside = row.word_at(ring.side, place)
            if inside is not None:
                self._go_to_word(inside)
                return
        found = word_after(self._rows(), self._start(step), self._pointer.side, current, step)
        if found is not None:
            self._go_to_word(found)

    def change_side(self) -> None:
        """Goes to the other side, to the partner of the word pointed at."""
        word = self._pointer.marks.word
        self._pointer.side = self._pointer.side.other
        if word is not None:
            partner = counterpart(self._pointer.page.row_of(word.sentence), word)
            if partner is not None:
                self._go_to_word(partner)

    def _go_to_word(self, word: Word) -> None:
        self._show(self._pointer.page.row_of(word.sentence).index, word.side, word.span)
        self._pointer.to_word(word)
