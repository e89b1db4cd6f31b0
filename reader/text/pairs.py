"""Quotation marks and brackets of a paragraph, matched.

Quotation marks are told open or closed by their neighbours first: Arabic texts use ” “ » « " in
every direction. Each closes one of its own family, so quotations nest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from reader.model import Span

__all__ = ["SHORT_QUOTE", "Pairs"]

SHORT_QUOTE: Final = 80
"""Code points up to which a quotation is a part of the sentence around it."""
_SHORT_BRACKET: Final = 200

_FAMILIES: Final = {
    '"': "straight",
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys("«»", "angle"),
}
_PAIRED: Final = re.compile(r'[()\[\]{}"“”„‟«»]')
_CLOSING: Final = frozenset(")]}»”’﴾")
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}


class Pairs:
    """The pairs of `text` between `start` and `end`. `opened_at` maps the place of each closing
    mark to that of its opening mark."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.opened_at: dict[int, int] = {}
        self._text, self._start, self._end = text, start, end
        self._starts: list[int] = []
        self._ends: list[int] = []
        for opening, closing in sorted(self._match()):
            # Inner pairs add nothing to the pair around them.
            if not self._ends or opening > self._ends[-1]:
                self._starts.append(opening)
                self._ends.append(closing)

    def _match(self) -> list[Span]:
        """Matches all marks; returns the short pairs."""
        short: list[Span] = []
        brackets: list[int] = []
        quotes: dict[str, int] = {}
        for match in _PAIRED.finditer(self._text, self._start, self._end):
            place, mark = match.start(), match.group()
            if mark in "([{":
                brackets.append(place)
            elif mark in _BRACKETS:
                if brackets and self._text[brackets[-1]] == _BRACKETS[mark]:
                    opening = brackets.pop()
                    self.opened_at[place] = opening
                    if place - opening <= _SHORT_BRACKET:
                        short.append((opening, place))
            else:
                family, side = _FAMILIES[mark], self._side(place)
                if side == "open" or (side == "either" and family not in quotes):
                    quotes[family] = place
                elif family in quotes:
                    opening = quotes.pop(family)
                    self.opened_at[place] = opening
                    if place - opening <= SHORT_QUOTE:
                        short.append((opening, place))
        return short

    def _side(self, place: int) -> str:
        """Whether a quotation mark opens or closes, by its neighbours, else by its shape; "either"
        for a straight mark between two letters."""
        before = self._text[place - 1] if place > self._start else " "
        after = self._text[place + 1] if place + 1 < self._end else " "
        free_before = before.isspace() or before in "([{-–—،:"
        free_after = after.isspace() or after in ")]}.،,؛:!?؟…"
        if free_before != free_after:
            return "open" if free_before else "close"
        shape = self._text[place]
        if shape in "«“„":
            return "open"
        return "close" if shape in "»”" else "either"

    def shelter(self, place: int) -> bool:
        """Whether a cut at `place` would fall inside a short pair."""
        i = bisect_left(self._starts, place) - 1
        return i >= 0 and place <= self._ends[i]

    def after_closing(self, place: int) -> int:
        """Where the closing marks and further terminators that stand at `place` are over."""
        while place < self._end:
            mark = self._text[place]
            if mark in _FAMILIES:
                if place not in self.opened_at and self._side(place) != "close":
                    break
            elif mark == "'":
                if place + 1 < self._end and not self._text[place + 1].isspace():
                    break
            elif mark not in _CLOSING and mark not in ".!?؟…":
                break
            place += 1
        return place
