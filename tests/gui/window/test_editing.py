"""Editing the English in the window: kept at once, undone, marked, and there the next time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit, QPushButton, QTableWidgetItem, QToolTip
from pytestqt.qtbot import QtBot

from reader.errors import BrokenPartError, OutputError
from reader.gui.glossary_dialog import GlossaryDialog
from reader.gui.offers import OfferPopover
from reader.gui.reading_gloss import edits_at
from reader.gui.reading_paint import edit_marks
from reader.gui.row_content import Side
from reader.gui.sentence_editor import SentenceEditor
from reader.gui.window import Window
from reader.library import GlossaryFile, Library
from reader.model import Link, Translation
from reader.paths import data_dir
from reader.pipeline import Parts
from reader.translation.glossary_translator import GlossaryTranslator
from reader.translation.memory import Kept, MemoryTranslator
from reader.translation.protocol import SentenceSource

FIRST = "قالت قسد إن الطريق إلى الرقة مفتوح."


def _align(source: SentenceSource, english: str) -> tuple[Link, ...]:
    """Words in order."""
    spans, place = [], 0
    for word in english.split():
        place = english.index(word, place)
        spans.append((place, place + len(word)))
        place += len(word)
    return tuple(Link(n, (span,)) for n, span in enumerate(spans[: len(source.tokens)]))


class Wrapped:
    """An engine around another."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.name, self.batch = inner.name, inner.batch
        self.error: Exception | None = None

    @property
    def label(self) -> str:
        return str(self.inner.label)

    def translate(self, *given: Any) -> Any:
        return self.inner.translate(*given)


class Inventive(Wrapped):
    """Gives its engine two other versions of every sentence."""

    def alternatives(self, source: SentenceSource, count: int) -> list[Translation]:
        if self.error:
            raise self.error
        words = ["one", "two"][: count - 1]
        return [Translation(f"version {word}", self.label) for word in words]


@pytest.fixture
def engine(translator: Any, request: pytest.FixtureRequest) -> Any:
    """The engine under memory and glossary."""
    return getattr(request, "param", Inventive)(translator)


@pytest.fixture
def load_parts(load_parts: Callable[[str], Parts], engine: Any) -> Callable[[str], Parts]:
    """As the program puts engines together, without a cache."""

    def load(name: str) -> Parts:
        honouring = GlossaryTranslator(engine, GlossaryFile().glossary)
        try:
            memory = MemoryTranslator(honouring, Library(mend=False).find, _align)
        except BrokenPartError:
            return replace(load_parts(name), translator=honouring)
        return replace(load_parts(name), translator=memory)

    return load


def english(window: Window, sentence: int = 0) -> str:
    assert window.document is not None
    translation = window.document.sentence(sentence).translation
    assert translation is not None
    return translation.text


def engine_of(window: Window, sentence: int = 0) -> str:
    assert window.document is not None
    translation = window.document.sentence(sentence).translation
    assert translation is not None
    return translation.engine


def shown_english(window: Window) -> str:
    return "\n".join(row.text(Side.ENGLISH) for row in window.pane.view.page.rows)


def editor_on(qtbot: QtBot, window: Window, sentence: int = 0) -> SentenceEditor:
    """The editor, opened as the menu opens it, with what the engine says in it."""
    with qtbot.waitSignal(window._jobs.suggested):
        window.pane.view.edit_wanted.emit(sentence)
    return next(e for e in window.findChildren(SentenceEditor) if e.isVisible())


def popover_on(qtbot: QtBot, window: Window, sentence: int = 0) -> OfferPopover:
    with qtbot.waitSignal(window._jobs.suggested):
        window.pane.view.others_wanted.emit(sentence)
    return next(p for p in window.findChildren(OfferPopover) if p.isVisible())


def write(editor: SentenceEditor, text: str) -> None:
    editor.set_english(text)
    editor.save.click()


# ---------------------------------------------------------------- editing


def test_the_arabic_in_the_editor_begins_on_the_right(qtbot: QtBot, reading_window: Window) -> None:
    editor = editor_on(qtbot, reading_window)
    arabic = next(
        e for e in editor.findChildren(QPlainTextEdit) if e.accessibleName().endswith("in Arabic")
    )
    assert arabic.cursorRect().x() > arabic.viewport().width() * 0.9
    editor.done(0)


def test_what_is_written_stands_in_the_window_and_on_the_disk_at_once(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    editor = editor_on(qtbot, window)
    assert editor.text == "word0 word1 word2 word3 word4 word5 word6"
    editor.english.setPlainText("The SDF said\n the road to  Raqqa is open.")
    editor.save.click()
    assert not editor.isVisible()
    assert english(window) == "The SDF said the road to Raqqa is open."
    assert "is open." in shown_english(window)
    assert engine_of(window) == "edited by you · was word-level draft"
    with closing(sqlite3.connect(data_dir() / "library.sqlite3")) as file:
        ((kept,),) = file.execute("SELECT english FROM kept").fetchall()
    assert kept == "The SDF said the road to Raqqa is open."


def test_an_edited_sentence_is_linked_to_its_arabic_and_its_names_stay_marked(
    qtbot: QtBot, reading_window: Window
) -> None:
    write(editor_on(qtbot, reading_window), "The Syrian Democratic Forces spoke of Raqqa.")
    assert reading_window.document is not None
    known = reading_window.document.sentence(0)
    assert known.translation is not None
    assert known.translation.links
    places = [known.translation.text[a:b] for spans in known.mention_spans for a, b in spans]
    assert places == ["Syrian Democratic Forces", "Raqqa"]


def test_the_same_article_opened_again_has_the_edit_and_the_engine_does_not_see_it(
    qtbot: QtBot, reading_window: Window, article_file: Path, translator: Any
) -> None:
    window = reading_window
    write(editor_on(qtbot, window), "My words.")
    before = translator.seen
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    assert english(window) == "My words."
    assert translator.seen - before == 2


def test_every_occurrence_of_a_sentence_is_edited(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "twice.txt"
    path.write_text(f"{FIRST}\n\nلا أحد هنا.\n\n\u200f{FIRST}\n", "utf-8")
    with qtbot.waitSignal(window.session.ended):
        window.open_path(path)
    write(editor_on(qtbot, window, 2), "My words.")
    assert [english(window, n) for n in range(3)] == ["My words.", "word0 word1 word2", "My words."]
    window.editing.undo()
    assert english(window, 0) == english(window, 2) == "word0 word1 word2 word3 word4 word5 word6"


def test_edits_are_undone_and_done_again_on_the_disk_too(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    undo, redo = window.commands["undo"], window.commands["redo"]
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    for words in ("first", "second"):
        write(editor_on(qtbot, window), words)
    library = window.editing.edits.library

    def kept() -> str | None:
        found = library.find(FIRST)
        return found.english if found else None

    undo.trigger()
    assert (english(window), kept()) == ("first", "first")
    undo.trigger()
    assert (english(window)[:5], kept()) == ("word0", None)
    assert not undo.isEnabled()
    undo.trigger()
    redo.trigger()
    redo.trigger()
    assert (english(window), kept()) == ("second", "second")
    assert engine_of(window) == "edited by you · was word-level draft"
    assert not redo.isEnabled()
    undo.trigger()
    write(editor_on(qtbot, window), "third")
    assert not redo.isEnabled()


def test_opening_another_article_leaves_nothing_to_undo(
    qtbot: QtBot, reading_window: Window, article_file: Path
) -> None:
    write(editor_on(qtbot, reading_window), "first")
    with qtbot.waitSignal(reading_window.session.ended):
        reading_window.open_path(article_file)
    assert not reading_window.commands["undo"].isEnabled()
    assert english(reading_window) == "first"


def test_reset_brings_the_engines_english_back_and_forgets_the_edit(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    write(editor_on(qtbot, window), "My words.")
    editor = editor_on(qtbot, window)
    assert editor.reset.isEnabled()
    qtbot.mouseClick(editor.reset, Qt.MouseButton.LeftButton)
    assert not editor.reset.isEnabled()
    editor.save.click()
    assert english(window).startswith("word0")
    assert engine_of(window) == "word-level draft"
    assert window.editing.edits.library.size == 0
    window.editing.undo()
    assert english(window) == "My words."


def test_saving_without_a_change_is_no_edit(qtbot: QtBot, reading_window: Window) -> None:
    editor_on(qtbot, reading_window).save.click()
    assert engine_of(reading_window) == "word-level draft"
    assert not reading_window.editing.edits.can_undo


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001])
def test_nothing_and_too_much_cannot_be_saved(
    qtbot: QtBot, reading_window: Window, text: str
) -> None:
    editor = editor_on(qtbot, reading_window)
    editor.english.setPlainText(text)
    assert not editor.save.isEnabled()
    editor.english.setPlainText("x")
    assert editor.save.isEnabled()
    editor.save.click()


def test_a_note_is_there_when_the_sentence_is_opened_again(
    qtbot: QtBot, reading_window: Window
) -> None:
    editor = editor_on(qtbot, reading_window)
    editor.note.setText("ask Samer")
    editor.save.click()
    assert engine_of(reading_window) == "word-level draft"
    editor = editor_on(qtbot, reading_window)
    assert editor.note.text() == "ask Samer"
    editor.close()


@pytest.mark.parametrize(("button", "left"), [("Discard", "word0"), ("Save", "My words.")])
def test_what_is_written_is_not_thrown_away_unasked(
    qtbot: QtBot, reading_window: Window, button: str, left: str
) -> None:
    editor = editor_on(qtbot, reading_window)
    editor.set_english("My words.")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    question = editor.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    question.button(getattr(QMessageBox.StandardButton, button)).click()
    qtbot.waitUntil(lambda: not editor.isVisible())
    assert english(reading_window).startswith(left)


def test_f2_edits_the_sentence_one_is_at(qtbot: QtBot, reading_window: Window) -> None:
    reading_window.pane.view.scroll_to_sentence(1)
    with qtbot.waitSignal(reading_window._jobs.suggested):
        reading_window.commands["edit"].trigger()
    editor = next(e for e in reading_window.findChildren(SentenceEditor) if e.isVisible())
    write(editor, "Fadi arrived.")
    assert english(reading_window, 1) == "Fadi arrived."


def test_the_menu_over_a_sentence_edits_it(qtbot: QtBot, reading_window: Window) -> None:
    menu = reading_window.pane.view.context_menu(2)
    edit = next(a for a in menu.actions() if a.text() == "Edit translation…")
    with qtbot.waitSignal(reading_window._jobs.suggested):
        edit.trigger()
    menu.deleteLater()
    editor = next(e for e in reading_window.findChildren(SentenceEditor) if e.isVisible())
    assert "لا أحد" in reading_window.editing.edits.arabic(2)
    editor.close()


def test_a_sentence_still_being_translated_is_not_edited(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.gate = threading.Semaphore(1)
    window.open_path(article_file)
    qtbot.waitUntil(lambda: window.status.message == "Translating: 1 of 3 sentences")
    window.pane.view.edit_wanted.emit(2)
    assert not window.findChildren(SentenceEditor)
    assert "still being translated" in window.banners.texts()["edit"]
    window.pane.view.edit_wanted.emit(0)
    (editor,) = window.findChildren(SentenceEditor)
    write(editor, "Early words.")
    with qtbot.waitSignal(window._jobs.suggested):
        translator.gate.release(10)
    assert english(window) == "Early words."
    assert english(window, 2).startswith("word0")
    assert window.document is not None
    assert window.document.done == 3


# ---------------------------------------------------------------- offers


def test_the_editor_offers_what_was_kept_for_similar_sentences_and_other_versions(
    qtbot: QtBot, reading_window: Window
) -> None:
    library = reading_window.editing.edits.library
    library.keep(Kept(FIRST.replace("الرقة", "الطبقة"), "The road to Tabqa is open."))
    editor = editor_on(qtbot, reading_window)
    similar, *versions = editor.offers.offers
    assert similar.english == "The road to Tabqa is open."
    assert "% alike · edited by you" in similar.about
    assert "الطبقة" in similar.arabic
    assert [offer.english for offer in versions] == ["version one", "version two"]
    editor.offers.choose(0)
    editor.save.click()
    assert english(reading_window) == "The road to Tabqa is open."


def test_another_version_chosen_from_the_popover_is_kept_as_an_edit(
    qtbot: QtBot, reading_window: Window
) -> None:
    popover = popover_on(qtbot, reading_window)
    assert [offer.english for offer in popover.list.offers] == ["version one", "version two"]
    popover.list.choose(1)
    assert english(reading_window) == "version two"
    assert reading_window.editing.edits.is_edited(0)
    popover = popover_on(qtbot, reading_window)
    own = popover.list.offers[0]
    assert own.english.startswith("word0")
    assert own.about.endswith("its own choice")
    popover.list.choose(0)
    assert not reading_window.editing.edits.is_edited(0)


@pytest.mark.parametrize("engine", [Wrapped], indirect=True)
def test_an_engine_that_knows_one_version_says_so(qtbot: QtBot, reading_window: Window) -> None:
    popover = popover_on(qtbot, reading_window)
    assert popover.list.offers == []
    assert popover.list.remark == "This engine (word-level draft) knows one version of a sentence."
    popover.close()


def test_an_engine_that_fails_tells_why_in_the_popover(
    qtbot: QtBot, reading_window: Window, engine: Any
) -> None:
    engine.error = BrokenPartError("the package is damaged: install it again")
    popover = popover_on(qtbot, reading_window)
    assert "the package is damaged" in popover.list.remark
    popover.close()


def test_offers_are_chosen_with_the_keyboard(qtbot: QtBot, reading_window: Window) -> None:
    popover = popover_on(qtbot, reading_window)
    row = popover.list._rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert english(reading_window) == "version one"


# ---------------------------------------------------------------- the mark


def test_edited_sentences_carry_a_mark_that_tells_whose_english_it_is(
    qtbot: QtBot, reading_window: Window
) -> None:
    view = reading_window.pane.view
    plain = view.grab().toImage()
    write(editor_on(qtbot, reading_window), "word0 word1 word2 word3 word4 word5 word7")
    page = view.page
    (row, top), *_ = page.visible()
    (mark,) = edit_marks(row, page.box(row.index), page.columns, top)
    assert mark.area.right() <= page.columns.english
    assert edits_at(page, mark.area.center()) == ["Edited by you · was word-level draft"]
    area = mark.area.toAlignedRect()
    marked: QImage = view.grab().toImage()
    assert marked.copy(area) != plain.copy(area)
    assert edits_at(page, mark.area.center() + QPoint(60, 0)) == []
    QToolTip.hideText()


# ---------------------------------------------------------------- what goes wrong


def test_a_memory_that_cannot_be_written_keeps_the_editor_open_with_the_reason(
    qtbot: QtBot, reading_window: Window
) -> None:
    library = reading_window.editing.edits.library
    library.database.rows("PRAGMA busy_timeout=50")
    editor = editor_on(qtbot, reading_window)
    with closing(sqlite3.connect(library.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        write(editor, "My words.")
        assert editor.isVisible()
        assert "in use by another program" in editor.trouble.text()
        assert engine_of(reading_window) == "word-level draft"
    editor.save.click()
    assert not editor.isVisible()
    assert english(reading_window) == "My words."


def test_a_damaged_memory_is_told_and_reading_and_editing_go_on(
    qtbot: QtBot, window: Window, article_file: Path
) -> None:
    (data_dir() / "library.sqlite3").write_bytes(b"no database" * 500)
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    assert "is damaged: it is kept as" in window.banners.texts()["memory"]
    assert english(window).startswith("word0")
    write(editor_on(qtbot, window), "My words.")
    assert english(window) == "My words."
    with closing(Library()) as library:
        assert library.size == 1


def test_a_memory_that_cannot_be_opened_is_told_and_reading_goes_on(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window

    def broken() -> Library:
        raise OutputError("the translation memory cannot be written: allow writing to its folder")

    window.editing.close()
    window.editing.edits._open = broken
    window.pane.view.edit_wanted.emit(0)
    window.pane.view.others_wanted.emit(0)
    assert "allow writing to its folder" in window.banners.texts()["edit"]
    assert not window.findChildren(SentenceEditor)


def test_an_editor_left_open_over_another_article_keeps_the_text_for_its_own_sentence(
    qtbot: QtBot, reading_window: Window, tmp_path: Path
) -> None:
    window = reading_window
    editor = editor_on(qtbot, window)
    other = tmp_path / "other.txt"
    other.write_text("لا أحد هنا.\n", "utf-8")
    with qtbot.waitSignal(window.session.ended):
        window.open_path(other)
    write(editor, "My words.")
    assert english(window) == "word0 word1 word2"
    found = window.editing.edits.library.find(FIRST)
    assert found is not None
    assert found.english == "My words."


def test_opening_another_article_closes_the_popover(
    qtbot: QtBot, reading_window: Window, article_file: Path
) -> None:
    popover = popover_on(qtbot, reading_window)
    closed: list[bool] = []
    popover.destroyed.connect(lambda: closed.append(True))
    with qtbot.waitSignal(reading_window.session.ended):
        reading_window.open_path(article_file)
    qtbot.waitUntil(lambda: bool(closed))


# ---------------------------------------------------------------- the glossary


def glossary_of(window: Window) -> GlossaryDialog:
    window.commands["glossary"].trigger()
    return next(d for d in window.findChildren(GlossaryDialog) if d.isVisible())


def fill(dialog: GlossaryDialog, *terms: tuple[str, str]) -> None:
    for arabic, english in terms:
        dialog.add_term()
        row = dialog.table.rowCount() - 1
        dialog.table.setItem(row, 0, QTableWidgetItem(arabic))
        dialog.table.setItem(row, 1, QTableWidgetItem(english))


def test_a_term_written_in_the_dialog_counts_when_translated_again(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    dialog = glossary_of(window)
    fill(dialog, ("الطريق", "the highway"), ("", ""))
    dialog.save.click()
    assert GlossaryFile().text() == "الطريق\tthe highway\n"
    again = next(
        b for b in window.banners.findChildren(QPushButton) if b.text() == "Translate again"
    )
    with qtbot.waitSignal(window.session.ended):
        again.click()
    assert english(window) == "word0 word1 word2 the highway word4 word5 word6"


def test_lines_that_do_not_count_are_told_by_number_and_are_kept(
    qtbot: QtBot, reading_window: Window
) -> None:
    GlossaryFile().save("# mine\nهدنة\ttruce\nعربي\n")
    dialog = glossary_of(reading_window)
    assert dialog.table.rowCount() == 2
    assert dialog.faults.text() == "Line 2: not an Arabic term, a tab and its English"
    fill(dialog, ("هُدنة", "lull"))
    assert "Line 3: هُدنة is already “truce” in line 1" in dialog.faults.text()
    dialog.save.click()
    assert GlossaryFile().text() == "# mine\nهدنة\ttruce\nعربي\t\nهُدنة\tlull\n"
    assert len(GlossaryFile().glossary().terms) == 1


def test_a_term_is_removed(qtbot: QtBot, reading_window: Window) -> None:
    GlossaryFile().save("هدنة\ttruce\nحلب\tAleppo\n")
    dialog = glossary_of(reading_window)
    dialog.table.selectRow(0)
    dialog.remove.click()
    dialog.save.click()
    assert GlossaryFile().text() == "حلب\tAleppo\n"


def test_tab_leads_out_of_the_terms(qtbot: QtBot, reading_window: Window) -> None:
    GlossaryFile().path.write_text("قسد\tSDF\n", "utf-8")
    dialog = glossary_of(reading_window)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.table
    dialog.done(0)


def test_a_glossary_that_is_not_text_is_told(qtbot: QtBot, reading_window: Window) -> None:
    GlossaryFile().path.write_bytes(b"\xff\xfe\x00")
    reading_window.commands["glossary"].trigger()
    assert "is not UTF-8 text" in reading_window.banners.texts()["edit"]
    assert GlossaryFile().glossary().terms == ()
