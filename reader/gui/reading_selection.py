"""A selection of text within one side of the reading view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.gui.reading_page import Place
from reader.gui.row_content import Row, Side
from reader.model import Article, Span

__all__ = ["Selection", "selected_text"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Text of `side` between `anchor`, where it was begun, and `head`, where the pointer went."""

    side: Side
    anchor: Place
    head: Place

    @property
    def empty(self) -> bool:
        return self.anchor == self.head

    def span_in(self, row: Row) -> Span:
        """The part of the selection that lies in `row`, (0, 0) if none does."""
        start, end = sorted((self.anchor, self.head))
        if not start.row <= row.index <= end.row:
            return (0, 0)
        first = start.offset if start.row == row.index else 0
        last = end.offset if end.row == row.index else len(row.text(self.side))
        return (first, last)


def selected_text(selection: Selection, article: Article, rows: Sequence[Row]) -> str:
    """The selected text. Arabic comes exactly as the article has it, also between paragraphs;
    English paragraphs are parted by an empty line."""
    if selection.empty:
        return ""
    start, end = sorted((selection.anchor, selection.head))
    if selection.side is Side.ARABIC:
        first, last = rows[start.row].paragraph.start, rows[end.row].paragraph.start
        return article.text[first + start.offset : last + end.offset]
    pieces = []
    for row in rows[start.row : end.row + 1]:
        begin, stop = selection.span_in(row)
        pieces.append(row.text(Side.ENGLISH)[begin:stop])
    return "\n\n".join(piece for piece in pieces if piece)
