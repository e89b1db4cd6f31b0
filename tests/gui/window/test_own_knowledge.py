"""What the reader says of names in the window: kept at once, marked at once, undone, listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.entities.matcher import KnowledgeMatcher
from reader.entities.protocol import Recognizer
from reader.entities.verdicts import VerdictRecognizer
from reader.gui.own_knowledge_form import EntityForm
from reader.gui.own_knowledge_list import OwnNamesDialog
from reader.gui.own_knowledge_same import SameAsDialog
from reader.gui.reading_menu import NameTarget
from reader.gui.reading_page import Place
from reader.gui.reading_selection import Selection
from reader.gui.row_content import Side
from reader.gui.window import Window
from reader.gui.worker import Jobs
from reader.knowledge.base import load_knowledge
from reader.knowledge.own import OwnKnowledge, with_own
from reader.knowledge.own_file import OwnFile
from reader.library import Library
from reader.model import EntityType, Translation
from reader.pipeline import Parts
from reader.settings import Settings

W = TypeVar("W", bound=QWidget)

ARTICLE = "وصلت قافلة إلى بئر الهوى قرب الرقة.\nقالت قسد إن بئر الهوى آمنة.\nلا أحد هنا.\n"


def recognizer(knowledge: OwnKnowledge) -> Recognizer:
    return VerdictRecognizer(KnowledgeMatcher(knowledge), knowledge)


@pytest.fixture
def load_parts(load_parts: Callable[[str], Parts]) -> Callable[[str], Parts]:
    """The recogniser is the real one over the real knowledge base; the engine counts words."""

    def load(engine: str) -> Parts:
        parts = load_parts(engine)
        return Parts(
            parts.glosser,
            recognizer(with_own(load_knowledge())),
            parts.translator,
            taken_back=Library(mend=False).taken_back,
        )

    return load


@pytest.fixture
def jobs(qapp: object, load_parts: Callable[[str], Parts]) -> Iterator[Jobs]:
    jobs = Jobs(load_parts, recognizer)
    yield jobs
    jobs.close()


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    path = tmp_path / "مقال.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def names(window: Window) -> list[list[tuple[str, str]]]:
    """What is marked in each sentence, and as whom."""
    document = window.document
    assert document is not None
    text = document.article.text
    return [
        [(text[m.start : m.end], m.entity) for m in document.sentence(n).mentions]
        for n in range(len(document.sentences))
    ]


def target(window: Window, words: str, occurrence: int = 0) -> NameTarget:
    """The words as somebody who selected them would point at them, or the mention they are."""
    document = window.document
    assert document is not None
    start = -1
    for _ in range(occurrence + 1):
        start = document.article.text.index(words, start + 1)
    sentence = next(n for n, s in enumerate(document.sentences) if s.start <= start < s.end)
    mentions = document.sentence(sentence).mentions
    number = next((n for n, m in enumerate(mentions) if m.start == start), None)
    return NameTarget(sentence, (start, start + len(words)), number)


def choose(qtbot: QtBot, window: Window, at: NameTarget, title: str) -> None:
    """As if the entry of the menu over the name were clicked."""
    menu = window.pane.view.context_menu(at.sentence, at)
    entry(menu, title).trigger()
    menu.deleteLater()


def entry(menu: QMenu, title: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(title))


def shown(window: Window, kind: type[W]) -> W:
    QApplication.processEvents()
    return next(found for found in window.findChildren(kind) if found.isVisible())


def add(qtbot: QtBot, window: Window, words: str, english: str) -> None:
    choose(qtbot, window, target(window, words), "Add actor or place…")
    form = shown(window, EntityForm)
    assert form.arabic.text() == words
    form.type.choose(EntityType.LOC)
    form.english.setText(english)
    with qtbot.waitSignal(window.session.revised):
        form.save.click()


def english_of(window: Window, sentence: int) -> str:
    assert window.document is not None
    translation = window.document.sentence(sentence).translation
    assert isinstance(translation, Translation)
    return translation.text


# ---------------------------------------------------------------- adding


def test_a_name_that_is_added_is_marked_at_once_everywhere(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    assert names(window) == [[("الرقة", "raqqa")], [("قسد", "syrian-democratic-forces")], []]
    before = [english_of(window, n) for n in range(3)]
    add(qtbot, window, "بئر الهوى", "Bir al-Hawa")
    assert names(window)[0] == [("بئر الهوى", "my-bir-al-hawa"), ("الرقة", "raqqa")]
    assert names(window)[1][1] == ("بئر الهوى", "my-bir-al-hawa")
    assert OwnFile().path.read_text("utf-8").endswith("ar: بئر الهوى\nen: Bir al-Hawa\n")
    window.show_entity("my-bir-al-hawa")
    assert window.panel.card.entity is not None
    assert window.panel.card.entity.sources == ("your own names",)
    assert [len(window.panel._model._rows), before[2]] == [3, english_of(window, 2)]


def test_the_draft_says_a_sentence_anew_and_only_that(
    qtbot: QtBot, reading_window: Window, translator: Any
) -> None:
    translated = translator.seen
    add(qtbot, reading_window, "بئر الهوى", "Bir al-Hawa")
    assert translator.seen == translated + 2


def test_what_a_model_wrote_stays_when_names_change(
    qtbot: QtBot, window: Window, article_file: Path, translator: Any
) -> None:
    translator.name, translator.label = "argos", "argos ar-en 1.0"
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    translated = translator.seen
    add(qtbot, window, "بئر الهوى", "Bir al-Hawa")
    assert translator.seen == translated
    assert english_of(window, 2) == "word0 word1 word2"


def test_undo_takes_a_name_away_and_redo_brings_it_back(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    before = names(window)
    add(qtbot, window, "بئر الهوى", "Bir al-Hawa")
    after = names(window)
    banner = window.banners._shown["names"]
    undo = next(b for b in banner.findChildren(QPushButton) if b.text() == "Undo")
    with qtbot.waitSignal(window.session.revised):
        undo.click()
    assert names(window) == before
    assert OwnFile().records() == ([], [])
    with qtbot.waitSignal(window.session.revised):
        window.commands["redo"].trigger()
    assert names(window) == after


def test_nothing_is_written_on_cancel(qtbot: QtBot, reading_window: Window) -> None:
    window = reading_window
    choose(qtbot, window, target(window, "بئر الهوى"), "Add actor or place…")
    form = shown(window, EntityForm)
    form.reject()
    assert not OwnFile().path.exists()
    assert not window.commands["undo"].isEnabled()
    choose(qtbot, window, target(window, "بئر الهوى"), "Add actor or place…")
    form = shown(window, EntityForm)
    form.english.setText("Something else")
    form.reject()
    question = form.findChild(QMessageBox)
    assert question is not None
    question.button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert not OwnFile().path.exists()


def test_the_form_says_what_is_wrong_while_one_types(qtbot: QtBot, reading_window: Window) -> None:
    choose(qtbot, reading_window, target(reading_window, "بئر الهوى"), "Add actor or place…")
    form = shown(reading_window, EntityForm)
    assert not form.save.isEnabled()
    assert form.trouble.text().startswith("Choose whether it is a person")
    form.type.choose(EntityType.LOC)
    assert form.save.isEnabled()
    assert not form.trouble.isVisible()
    form.place.setText("nowhere")
    assert form.trouble.text() == "The place needs two numbers, such as 36.3844, 38.8611."
    assert not form.save.isEnabled()
    form.place.setText("36.1, 38.9")
    form.arabic.setText("الرقة")
    assert form.remark.text().startswith("Already a name of Raqqa: “الرقة”.")
    assert form.save.isEnabled()
    assert not form.remove.isEnabled()
    form.add_name()
    assert form.remove.isEnabled()
    form.others.item(0, 1).setText("the Well")  # type: ignore[union-attr]
    assert "lacks what stands in the Arabic text" in form.trouble.text()
    form.remove_selected()
    form.done(0)


def test_a_file_that_cannot_be_written_is_told_in_the_form(
    qtbot: QtBot, reading_window: Window
) -> None:
    OwnFile().path.mkdir()
    choose(qtbot, reading_window, target(reading_window, "بئر الهوى"), "Add actor or place…")
    form = shown(reading_window, EntityForm)
    form.type.choose(EntityType.LOC)
    form.english.setText("Bir")
    form.save.click()
    assert form.isVisible()
    assert "knowledge.rec could not be read" in form.trouble.text()
    form.done(0)


def test_a_word_is_offered_without_the_particles_written_with_it(
    qtbot: QtBot, analysis: Any, window: Window
) -> None:
    window.session.show(analysis)
    at = target(window, "وبالرقة")
    assert at.mention is None
    choose(qtbot, window, at, "Add actor or place…")
    form = shown(window, EntityForm)
    assert form.arabic.text() == "الرقة"
    form.done(0)


# ---------------------------------------------------------------- correcting, merging, leaving out


def test_a_correction_wins_and_giving_it_up_brings_ours_back(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    window.show_entity("raqqa")
    choose(qtbot, window, target(window, "الرقة"), "Correct this entry…")
    form = shown(window, EntityForm)
    assert form.english.text() == "Raqqa"
    form.english.setText("Ar-Raqqah")
    with qtbot.waitSignal(window.session.revised):
        form.save.click()
    assert window.document is not None
    assert window.document.entities["raqqa"].name_en == "Ar-Raqqah"
    assert window.panel.card.entity == window.document.entities["raqqa"]
    choose(qtbot, window, target(window, "الرقة"), "Correct this entry…")
    form = shown(window, EntityForm)
    form.english.setText("Raqqa")
    with qtbot.waitSignal(window.session.revised):
        form.save.click()
    assert window.document.entities["raqqa"] == load_knowledge()["raqqa"]
    assert OwnFile().records() == ([], [])


def test_a_word_that_is_no_name_is_not_marked_any_more(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    window.show_entity("raqqa")
    with qtbot.waitSignal(window.session.revised):
        choose(qtbot, window, target(window, "الرقة"), "This is not a name")
    assert names(window)[0] == []
    assert OwnFile().path.read_text("utf-8").endswith("hide: الرقة\n")
    assert window.banners.texts()["names"].startswith("Not marked as a name any more: “الرقة”.")


def test_a_name_is_another_of_somebody_known(qtbot: QtBot, reading_window: Window) -> None:
    window = reading_window
    choose(qtbot, window, target(window, "بئر الهوى"), "Same as…")
    dialog = shown(window, SameAsDialog)
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.query, "ain iss")
    assert dialog.chosen is not None
    assert dialog.chosen.id == "ain-issa"
    dialog.query.setText("عين")
    first = dialog.chosen
    qtbot.keyClick(dialog.query, Qt.Key.Key_Down)
    assert dialog.chosen != first
    dialog.query.setText("Ain Issa")
    dialog.english.setText("the well")
    assert dialog.words.text() == (
        "From now on “بئر الهوى” is Ain Issa, and “the well” in English."
    )
    with qtbot.waitSignal(window.session.revised):
        dialog.save.click()
    assert names(window)[0][0] == ("بئر الهوى", "ain-issa")
    assert window.document is not None
    assert window.document.sentence(0).mentions[0].english == "the well"
    assert "your own names" in window.document.sentence(0).mentions[0].reason


def test_a_new_name_frees_its_words_from_what_was_said_before(
    qtbot: QtBot, reading_window: Window
) -> None:
    window = reading_window
    with qtbot.waitSignal(window.session.revised):
        choose(qtbot, window, target(window, "الرقة"), "This is not a name")
    choose(qtbot, window, target(window, "الرقة"), "Add actor or place…")
    form = shown(window, EntityForm)
    form.type.choose(EntityType.LOC)
    form.english.setText("Other Raqqa")
    with qtbot.waitSignal(window.session.revised):
        form.save.click()
    assert [wish.wish.__class__.__name__ for wish in OwnFile().records()[0]] == ["Described"]
    assert names(window)[0][0][0] == "الرقة"


# ---------------------------------------------------------------- the menu


def test_the_menu_offers_what_makes_sense(qtbot: QtBot, reading_window: Window) -> None:
    view = reading_window.pane.view
    titles = ("Add actor or place…", "Correct this entry…", "Same as…", "This is not a name")
    known, word = target(reading_window, "الرقة"), target(reading_window, "بئر الهوى")
    for at, possible in ((known, [1, 1, 1, 1]), (word, [1, 0, 1, 0]), (None, [0, 0, 0, 0])):
        menu = view.context_menu(0, at)
        assert [int(entry(menu, title).isEnabled()) for title in titles] == possible
        menu.deleteLater()


def test_the_card_offers_the_same_once(reading_window: Window) -> None:
    menu = QMenu(reading_window)
    reading_window.panel.card.menu_opening.emit(menu, target(reading_window, "الرقة"))
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Add actor or place…",
        "Correct this entry…",
        "Same as…",
        "This is not a name",
    ]


def menu_of(view: Any) -> list[str]:
    menu = next(m for m in view.findChildren(QMenu) if m.isVisible())
    texts = [action.text() for action in menu.actions() if action.isEnabled()]
    menu.close()
    return texts


def test_the_menu_opens_over_what_the_mouse_or_the_keyboard_is_at(
    qtbot: QtBot, reading_window: Window
) -> None:
    view = reading_window.pane.view
    row = view.page.rows[0]
    mark = row.mentions(Side.ARABIC)[0]
    point = view.page.stretches(0, Side.ARABIC, mark.spans[0])[0].band.center().toPoint()
    reasons = QContextMenuEvent.Reason
    for reason, pos in ((reasons.Mouse, point), (reasons.Keyboard, QPoint(1, 1))):
        view.scroll_to_mention("raqqa")
        QApplication.sendEvent(
            view.viewport(), QContextMenuEvent(reason, pos, view.viewport().mapToGlobal(pos))
        )
        assert "Correct this entry…" in menu_of(view)


def test_what_is_selected_is_what_the_menu_is_about(qtbot: QtBot, reading_window: Window) -> None:
    view = reading_window.pane.view
    text = view.page.rows[0].text(Side.ARABIC)
    start = text.index("بئر الهوى")
    ends = Place(0, start - 1), Place(0, start + len("بئر الهوى") + 1)
    view.pointer.select(Selection(Side.ARABIC, *ends))
    view.pointer.to_sentence(0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(view.viewport(), event)
    menu = next(m for m in view.findChildren(QMenu) if m.isVisible())
    entry(menu, "Add actor or place…").trigger()
    menu.close()
    form = shown(reading_window, EntityForm)
    assert form.arabic.text() == "بئر الهوى"
    form.done(0)


# ---------------------------------------------------------------- the list


def listed(dialog: OwnNamesDialog) -> list[tuple[str, ...]]:
    rows = [n for n in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(n)]
    return [tuple(dialog.table.item(n, c).text() for c in range(3)) for n in rows]  # type: ignore[union-attr]


OWN = """\
id: my-well
type: LOC
kind: village
ar: بئر الهوى
en: Bir al-Hawa

nonsense

ar: القسديون
same_as: syrian-democratic-forces

id: raqqa
en: Ar-Raqqah

hide: الأمل
"""


@pytest.fixture
def with_names(window: Window) -> OwnNamesDialog:
    OwnFile().path.write_text(OWN, "utf-8")
    window.commands["names"].trigger()
    return shown(window, OwnNamesDialog)


def test_the_list_shows_what_was_said_and_what_does_not_count(with_names: OwnNamesDialog) -> None:
    dialog = with_names
    assert listed(dialog) == [
        ("Bir al-Hawa", "added · village", "بئر الهوى"),
        ("Syrian Democratic Forces", "same as", "القسديون"),
        ("Ar-Raqqah", "corrected", "الرقة"),
        ("–", "not a name", "الأمل"),
    ]
    assert "Line 7: it is not “field: value”" in dialog.faults.text()
    dialog.query.setText("raqq")
    assert [row[0] for row in listed(dialog)] == ["Ar-Raqqah"]
    dialog.query.setText("zzz")
    assert dialog.empty.text() == "None of your names is like that."
    dialog.close()


def test_what_is_removed_from_the_list_can_be_brought_back(
    qtbot: QtBot, window: Window, with_names: OwnNamesDialog
) -> None:
    dialog = with_names
    dialog.table.selectRow(3)
    assert not dialog.edit.isEnabled()
    with qtbot.waitSignal(window.session.revised):
        dialog.remove.click()
    assert len(listed(dialog)) == 3
    with qtbot.waitSignal(window.session.revised):
        window.names.undo()
    assert len(listed(dialog)) == 4
    dialog.close()


def test_a_name_is_changed_from_the_list(
    qtbot: QtBot, window: Window, with_names: OwnNamesDialog
) -> None:
    dialog = with_names
    dialog.table.selectRow(0)
    dialog.edit.click()
    form = shown(window, EntityForm)
    form.english.setText("The Well")
    with qtbot.waitSignal(window.session.revised):
        form.save.click()
    assert listed(dialog)[0][0] == "The Well"
    assert "nonsense" in OwnFile().path.read_text("utf-8")
    dialog.close()


def test_names_go_out_to_a_file_and_come_in_from_one(
    qtbot: QtBot, window: Window, with_names: OwnNamesDialog, tmp_path: Path
) -> None:
    dialog, out = with_names, tmp_path / "names.rec"
    window.names.export(out)
    assert f"Your names are in {out}." in dialog.banners.texts()["names"]
    theirs = out.read_text("utf-8").replace("Ar-Raqqah", "Rakka") + "\nbroken\n\nhide: السلام\n"
    out.write_text(theirs, "utf-8")
    window.names.take_in(out, dialog)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "One of the names is different in your own list."
    take = next(b for b in box.buttons() if b.text() == "Take theirs")
    with qtbot.waitSignal(window.session.revised):
        take.click()
    assert [row[0] for row in listed(dialog)][2:] == ["Rakka", "–", "–"]
    told = dialog.banners.texts()["names"]
    assert told.startswith("From names.rec: 1 added, 1 replaced, 3 there already.")
    assert "is not “field: value”" in told
    dialog.close()


def test_a_file_that_holds_no_names_is_told(
    window: Window, with_names: OwnNamesDialog, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader\n", "utf-8")
    window.names.take_in(letter, with_names)
    assert "holds no records of names" in with_names.banners.texts()["names"]
    with_names.close()


def test_records_that_do_not_count_are_told_when_the_window_opens(
    qtbot: QtBot, window: Window
) -> None:
    OwnFile().path.write_text("id: Bad Id\n\nhide: الأمل\n", "utf-8")
    with qtbot.waitSignal(window._jobs.knowledge_loaded):
        window.session.load_engines()
    assert "line 1: the id “Bad Id”" in window.banners.texts()["names-file"]


# ---------------------------------------------------------------- the name guard


@pytest.fixture
def misspelling(translator: Any) -> Any:
    """An engine that writes Sputnik as it sounds to it."""

    def translate(sources: Any, cancelled: Any) -> Any:
        for i, source in enumerate(sources):
            said = "The Sabutnik agency said it." if "سبوتنيك" in source.text else "Nothing here."
            yield i, Translation(said, "argos ar-en 1.0")

    translator.name, translator.label, translator.batch = "argos", "argos ar-en 1.0", 4
    translator.translate = translate
    return translator


@pytest.fixture
def sputnik(qtbot: QtBot, misspelling: Any, window: Window, tmp_path: Path) -> Window:
    path = tmp_path / "said.txt"
    path.write_text(
        "ذكرت وكالة سبوتنيك ذلك أمس.\nلا شيء هنا.\nذكرت وكالة سبوتنيك ذلك أمس.\n", "utf-8"
    )
    with qtbot.waitSignal(window.session.ended):
        window.open_path(path)
    return window


def test_a_name_put_right_can_be_put_back_and_stays_so(
    qtbot: QtBot, sputnik: Window, kept: list[Settings]
) -> None:
    window = sputnik
    assert english_of(window, 0) == "The Sputnik agency said it."
    choose(qtbot, window, target(window, "سبوتنيك"), "Undo: put back “Sabutnik”")
    wrong = "The Sabutnik agency said it."
    assert [english_of(window, n) for n in (0, 2)] == [wrong, wrong]
    window.commands["undo"].trigger()
    assert english_of(window, 2) == "The Sputnik agency said it."
    window.commands["redo"].trigger()
    assert window.session.path is not None
    with qtbot.waitSignal(window.session.ended):
        window.open_path(window.session.path)
    assert english_of(window, 0) == wrong


def test_the_guard_can_be_switched_off_and_on(
    qtbot: QtBot, sputnik: Window, kept: list[Settings]
) -> None:
    window, guard = sputnik, sputnik.commands["guard"]
    assert guard.isChecked()
    with qtbot.waitSignal(window.session.revised):
        guard.trigger()
    assert english_of(window, 0) == "The Sabutnik agency said it."
    assert not kept[-1].guard_names
    with qtbot.waitSignal(window.session.revised):
        guard.trigger()
    assert english_of(window, 0) == "The Sputnik agency said it."
    assert kept[-1].guard_names


def test_a_corrected_name_is_put_into_what_a_model_wrote(qtbot: QtBot, sputnik: Window) -> None:
    window = sputnik
    choose(qtbot, window, target(window, "سبوتنيك"), "Correct this entry…")
    form = shown(window, EntityForm)
    form.english.setText("Spoutnik")
    form.others_en.setText("")
    with qtbot.waitSignal(window.session.revised):
        form.save.click()
    assert english_of(window, 0) == "The Spoutnik agency said it."
    assert window.document is not None
    translation = window.document.sentence(0).translation
    assert translation is not None
    assert [d.text for d in translation.doubts if d.kind == "name-corrected"] == [
        "Sabutnik → Spoutnik"
    ]
