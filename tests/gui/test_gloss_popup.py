"""The gloss of a word, as the pop-up tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.gui.gloss_popup import GlossNote, GlossPopup
from reader.gui.reading_grammar import describe, spaced_root
from reader.model import EntityType, Features, Gloss, Reading, Segment
from reader.palette import DARK, LIGHT, Palette

_MEETING = Gloss(
    lemma="اِجْتِماع",
    root="ج.م.ع",
    pos="noun",
    diacritized="وَالِاجْتِماعُ",
    english="meeting; gathering; assembly",
    segments=(Segment("و", "and"), Segment("ال", "the"), Segment("اجتماع", "meeting")),
    alternatives=(Reading("اِجْتِماع", "noun_prop", "الِاجْتِماعَ", "sociology"),),
    features=Features(gender="m", number="s"),
)
_KOBANI = Gloss("كوباني", "", "noun_prop", "كوباني", "Kobani", source="transliteration")


@pytest.fixture
def popup(qtbot: QtBot) -> GlossPopup:
    popup = GlossPopup()
    qtbot.addWidget(popup)
    return popup


def _said(popup: GlossPopup, note: GlossNote) -> list[str]:
    popup.show_note(note, QRect(100, 100, 60, 30))
    return popup.lines()


def test_it_tells_form_meaning_pieces_origin_and_other_readings(popup: GlossPopup) -> None:
    assert _said(popup, GlossNote("والاجتماع", _MEETING)) == [
        "وَالِاجْتِماعُ",
        "noun",
        "meeting",
        "gathering; assembly",
        "و",
        "and",
        "ال",
        "the",
        "اجتماع",
        "meeting",
        "Lemma",
        "اِجْتِماع",
        "Root",
        "ج م ع",
        "It could also be read",
        "الِاجْتِماعَ",
        "sociology",
        "proper name",
    ]


def test_a_name_that_no_dictionary_holds_is_said_to_be_a_sound(popup: GlossPopup) -> None:
    assert _said(popup, GlossNote("كوباني", _KOBANI)) == [
        "كوباني",
        "not in the dictionary",
        "sounds like",
        "Kobani",
    ]


def test_a_word_inside_a_name_says_whose_name_it_is(popup: GlossPopup) -> None:
    note = GlossNote("عين", _MEETING, name=("Ain Issa", EntityType.LOC))
    assert _said(popup, note)[0] == "Ain Issa  ·  place"


@pytest.mark.parametrize(
    ("pos", "whole", "told"),
    [("noun", True, True), ("noun", False, False), ("noun_prop", True, False)],
)
def test_what_a_name_means_as_a_word_is_not_told_as_its_meaning(
    popup: GlossPopup, pos: str, whole: bool, told: bool
) -> None:
    gloss = replace(_MEETING, pos=pos)
    note = GlossNote("تلبيسة", gloss, name=("Talbiseh", EntityType.LOC), whole=whole)
    assert ("as an ordinary word" in _said(popup, note)) is told


def test_over_english_it_says_which_arabic_stands_behind(popup: GlossPopup) -> None:
    note = GlossNote("الاجتماع", _MEETING, behind=True, others=("عقد",))
    assert _said(popup, note)[0] == "From the Arabic, with عقد"


@pytest.mark.parametrize(
    ("pos", "features", "words"),
    [
        ("verb", Features(aspect="p", person="3", gender="f", number="s"), "verb · past · she/it"),
        (
            "verb",
            Features(aspect="i", person="3", gender="m", number="p", proclitics=("sa_fut",)),
            "verb · future · they",
        ),
        (
            "verb",
            Features(aspect="p", voice="p", person="3", gender="m", number="d"),
            "verb · past · passive · those two",
        ),
        ("verb", Features(aspect="i", person="1", number="p"), "verb · present · we"),
        ("noun", Features(gender="f", number="p"), "noun · feminine plural"),
        ("adj", Features(gender="m", number="d"), "adjective · dual"),
        ("part_neg", Features(), "negation"),
        ("some_new", Features(), "some new"),
    ],
)
def test_grammar_is_told_in_plain_words(pos: str, features: Features, words: str) -> None:
    assert describe(replace(_MEETING, pos=pos, features=features)) == words


@pytest.mark.parametrize(("root", "shown"), [("ك.ت.ب", "ك ت ب"), ("", ""), ("و.ص.ل", "و ص ل")])
def test_roots_are_printed_letter_by_letter(root: str, shown: str) -> None:
    assert spaced_root(root) == shown


@pytest.mark.parametrize("x", [0, 300, 5000])
@pytest.mark.parametrize("y", [0, 300, 5000])
def test_it_stays_on_the_screen_and_off_the_word(popup: GlossPopup, x: int, y: int) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    corner = QPoint(min(x, room.right() - 40), min(y, room.bottom() - 30))
    word = QRect(corner, QSize(40, 30))
    popup.show_note(GlossNote("والاجتماع", _MEETING), word)
    shown = popup.geometry().adjusted(10, 10, -10, -10)
    assert room.contains(shown)
    assert not shown.intersects(word)


def test_it_never_takes_the_focus(popup: GlossPopup, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    popup.show_note(GlossNote("والاجتماع", _MEETING), QRect(10, 10, 40, 30))
    assert field.hasFocus()
    assert popup.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert popup.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_is_painted_in_the_colours_of_the_theme(popup: GlossPopup, palette: Palette) -> None:
    popup.set_palette_colours(palette)
    popup.show_note(GlossNote("والاجتماع", _MEETING), QRect(100, 100, 40, 30))
    image = popup.grab().toImage()
    assert image.pixelColor(image.width() // 2, 16) == QColor(palette.raised)


def test_words_that_look_like_markup_are_shown_as_they_are(popup: GlossPopup) -> None:
    strange = replace(_MEETING, english="<img src='file:///etc/passwd'>; <b>x</b>")
    assert "<img src='file:///etc/passwd'>" in _said(popup, GlossNote("x", strange))


@pytest.mark.parametrize("count", [4, 9])
def test_long_glosses_stay_within_its_width(popup: GlossPopup, count: int) -> None:
    long = replace(
        _MEETING,
        diacritized="فَسَيَكْفِيكَهُمُ" * count,
        english="; ".join(["a rather long explanation of a word"] * count),
        segments=tuple(Segment("كلمة", "a long meaning of a piece") for _ in range(count)),
        alternatives=tuple(Reading("x", "noun", "كلمة" * count, "meaning " * 30) for _ in range(9)),
    )
    _said(popup, GlossNote("x", long))
    assert popup.width() < 400
