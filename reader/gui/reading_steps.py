"""Where the keyboard goes next: from mention to mention, from word to word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.gui.row_content import MentionMark, Row, Side, Word

__all__ = ["counterpart", "mention_after", "nth_mention", "word_after"]


def _rows_from(rows: Sequence[Row], start: int, step: int) -> Iterator[Row]:
    for index in range(start, len(rows) if step > 0 else -1, step):
        yield rows[index]


def mention_after(
    rows: Sequence[Row], start: int, side: Side, current: MentionMark | None, step: int
) -> MentionMark | None:
    """The mention `step` (1 or -1) after `current`, or the first one met from row `start` on;
    None past the last."""
    for row in _rows_from(rows, start, step):
        marks = row.mentions(side)[::step]
        if current is not None and current.sentence in row.sentences:
            places = [(m.sentence, m.number) for m in marks]
            here = (current.sentence, current.number)
            marks = marks[places.index(here) + 1 :] if here in places else marks
        if marks:
            return marks[0]
    return None


def word_after(
    rows: Sequence[Row], start: int, side: Side, current: Word | None, step: int
) -> Word | None:
    """The word `step` (1 or -1) after `current`, or the first one met from row `start` on."""
    for row in _rows_from(rows, start, step):
        words = row.words(side)[::step]
        if current is not None and current.sentence in row.sentences:
            words = words[words.index(current) + 1 :] if current in words else words
        if words:
            return words[0]
    return None


def counterpart(row: Row, word: Word) -> Word | None:
    """The word on the other side that `word` is linked with, else the first of its sentence."""
    others = [w for w in row.words(word.side.other) if w.sentence == word.sentence]
    linked = [w for w in others if set(w.tokens) & set(word.tokens)]
    return next(iter(linked or others), None)


def nth_mention(rows: Sequence[Row], entity: str, number: int) -> MentionMark | None:
    """Mention `number` (from 0) of an entity in the Arabic, in reading order."""
    seen = 0
    for row in rows:
        for mark in row.mentions(Side.ARABIC):
            if mark.entity == entity:
                if seen == number:
                    return mark
                seen += 1
    return None
