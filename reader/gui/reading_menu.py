"""The menu over the reading view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from reader.gui.reading_view import ReadingView

__all__ = ["reading_menu"]


def reading_menu(view: ReadingView, sentence: int | None) -> QMenu:
    """The menu over `sentence`, not yet shown; it deletes itself when closed."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy = menu.addAction("Copy", QKeySequence.StandardKey.Copy, view.copy)
    copy.setEnabled(bool(view.selected_text()))
    both = menu.addAction("Copy sentence, Arabic and English")
    menu.addSeparator()
    edit = menu.addAction("Edit translation…")
    edit.setShortcut(QKeySequence("F2"))
    others = menu.addAction("Other translations…")
    for action in (both, edit, others):
        action.setEnabled(sentence is not None)
    if sentence is not None:
        both.triggered.connect(lambda: view.copy_sentence(sentence))
        edit.triggered.connect(lambda: view.edit_wanted.emit(sentence))
        others.triggered.connect(lambda: view.others_wanted.emit(sentence))
    menu.addSeparator()
    menu.addAction("Select all", QKeySequence.StandardKey.SelectAll, view.select_all)
    return menu
