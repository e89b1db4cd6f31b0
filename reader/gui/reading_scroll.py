"""Keeps a scroll bar and the page of rows in step, though heights become known only on sight."""

from __future__ import annotations

from math import ceil

from PySide6.QtWidgets import QScrollBar

from reader.gui.reading_page import Page

__all__ = ["ScrollLink"]


class ScrollLink:
    """Between `bar` and `page`: the reader moves the bar, the page moves; the page becomes higher,
    the bar is corrected without anything moving on the screen."""

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._value = 0
        self._correcting = False

    def follow(self, page: Page) -> bool:
        """Moves the page to where the bar now is; false if the bar was only being corrected."""
        if self._correcting:
            return False
        value, moved = self._bar.value(), self._bar.value() - self._value
        if value == self._bar.maximum() and moved > 0:
            page.stack.end(page.height)
        elif value == 0:
            page.stack.place(0, 0.0)
        elif abs(moved) <= 2 * page.height:
            page.stack.shift(moved)
        else:
            page.stack.jump(value)
        self._value = value
        self.correct(page)
        return True

    def correct(self, page: Page) -> None:
        """Lays out what is seen and sets the bar to where the page is."""
        page.settle()
        self._correcting = True
        self._bar.setRange(0, max(0, ceil(page.stack.height - page.height)))
        self._bar.setPageStep(max(1, int(page.height - 48)))
        self._bar.setValue(round(page.stack.position))
        self._correcting = False
        self._value = self._bar.value()
