"""The menu over the reading view, and which name it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from reader.gui.reading_pointer import Pointer
from reader.gui.row_content import MentionMark, Row, Side, Word
from reader.model import Span

if TYPE_CHECKING:
    from reader.gui.reading_view import ReadingView

__all__ = ["NameTarget", "name_target", "open_menu", "reading_menu"]


@dataclass(frozen=True, slots=True)
class NameTarget:
    """What may be a name: the Arabic at `span` of the article's text, in `sentence`; `mention` is
    the number of the mention it is already, if it is one."""

    sentence: int
    span: Span
    mention: int | None = None


def open_menu(view: ReadingView, event: QContextMenuEvent) -> None:
    """Opens the menu where the mouse is, or at what the keyboard came to."""
    pointer = view.pointer
    if event.reason() is QContextMenuEvent.Reason.Keyboard:
        menu = view.context_menu(pointer.marks.sentence, name_target(pointer, None))
        menu.popup(_keyboard_place(view) or event.globalPos())
    else:
        point = QPointF(event.pos())
        menu = view.context_menu(pointer.look(point)[0], name_target(pointer, point))
        menu.popup(event.globalPos())


def _keyboard_place(view: ReadingView) -> QPoint | None:
    """Under the mention or word that the keyboard came to."""
    marks = view.pointer.marks
    mark = marks.ring or marks.word
    if mark is None:
        return None
    row = view.page.row_of(mark.sentence)
    span = mark.spans[0] if isinstance(mark, MentionMark) else mark.span
    stretches = view.page.stretches(row.index, mark.side, span)
    if not stretches:
        return None
    return view.viewport().mapToGlobal(stretches[0].band.toRect().bottomLeft())


def name_target(pointer: Pointer, point: QPointF | None) -> NameTarget | None:
    """The name at a point of the view, or the one that the keyboard came to (None): what is
    selected in Arabic within a sentence, else the mention, else the word there."""
    selected = _selected(pointer, point)
    if selected:
        return selected
    if point is None:
        word, mark = pointer.marks.word, pointer.marks.ring
    else:
        _, word, mark = pointer.look(point)
    if mark is not None:
        mentions = pointer.page.row_of(mark.sentence).analysis(mark.sentence).mentions
        if mark.number < len(mentions):  # else it was marked anew while the keyboard was there
            mention = mentions[mark.number]
            return NameTarget(mark.sentence, (mention.start, mention.end), mark.number)
    if word is not None:
        return _at_word(pointer.page.row_of(word.sentence), word)
    return None


def _at_word(row: Row, word: Word) -> NameTarget | None:
    """The word itself, or the Arabic behind an English one; the mention it is a part of, if so."""
    if not word.tokens:
        return None
    token = row.source(word.sentence).tokens[word.tokens[0]]
    for number, mention in enumerate(row.analysis(word.sentence).mentions):
        if mention.start < token.end and token.start < mention.end:
            return NameTarget(word.sentence, (mention.start, mention.end), number)
    return NameTarget(word.sentence, (token.start, token.end))


def _selected(pointer: Pointer, point: QPointF | None) -> NameTarget | None:
    selection = pointer.marks.selection
    if selection is None or selection.empty or selection.side is not Side.ARABIC:
        return None
    if selection.anchor.row != selection.head.row:
        return None
    row = pointer.page.rows[selection.head.row]
    start, end = selection.span_in(row)
    if point is not None:
        found = pointer.page.character_at(point)
        if found is None or found[0] is not Side.ARABIC or found[1].row != row.index:
            return None
        if not start <= found[1].offset < end:
            return None
    text = row.text(Side.ARABIC)[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    sentence = row.sentence_at(Side.ARABIC, start)
    if start >= end or sentence is None or row.sentence_at(Side.ARABIC, end - 1) != sentence:
        return None
    span = row.paragraph.start + start, row.paragraph.start + end
    mentions = row.analysis(sentence).mentions
    same = (n for n, mention in enumerate(mentions) if (mention.start, mention.end) == span)
    return NameTarget(sentence, span, next(same, None))


def reading_menu(view: ReadingView, sentence: int | None, target: NameTarget | None) -> QMenu:
    """The menu over `sentence` and the name at `target`, not yet shown; it deletes itself when
    closed."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy = menu.addAction("Copy", QKeySequence.StandardKey.Copy, view.copy)
    copy.setEnabled(bool(view.selected_text()))
    both = menu.addAction("Copy sentence, Arabic and English")
    menu.addSeparator()
    view.menu_opening.emit(menu, target)
    edit = menu.addAction("Edit translation…")
    edit.setShortcut(QKeySequence("F2"))
    others = menu.addAction("Other translations…")
    others.setShortcut(QKeySequence("Shift+F2"))
    for action in (both, edit, others):
        action.setEnabled(sentence is not None)
    if sentence is not None:
        both.triggered.connect(lambda: view.copy_sentence(sentence))
        edit.triggered.connect(lambda: view.edit_wanted.emit(sentence))
        others.triggered.connect(lambda: view.others_wanted.emit(sentence))
    menu.addSeparator()
    menu.addAction("Select all", QKeySequence.StandardKey.SelectAll, view.select_all)
    return menu
