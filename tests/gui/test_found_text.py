from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.gui.found_text import found_spans
from reader.gui.reading_view import ReadingView, Side


@pytest.mark.parametrize(
    ("side", "text", "sought", "found"),
    [
        (Side.ARABIC, "إلى الرقّة وإلى الرقه", "الرقة", ["الرقّة", "الرقه"]),
        (Side.ARABIC, "قالَ أحمدُ", "احمد", ["أحمد"]),
        (Side.ARABIC, "في عام ٢٠١٩", "2019", ["٢٠١٩"]),
        (Side.ENGLISH, "The city of Raqqa, a City", "city", ["city", "City"]),
        (Side.ENGLISH, "in Straße 5", "STRASSE", ["Straße"]),
        (Side.ENGLISH, "the city", " city ", ["city"]),
        (Side.ENGLISH, "the city", "", []),
        (Side.ENGLISH, "the city", "town", []),
    ],
)
def test_words_are_found_however_they_are_spelled(
    side: Side, text: str, sought: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in found_spans(text, sought, side)] == found


def test_what_is_sought_is_marked_on_both_sides_until_it_is_no_more(
    qtbot: QtBot, reading: ReadingView
) -> None:
    plain = reading.grab().toImage()
    reading.pointer.seek("convoy")
    assert reading.grab().toImage() != plain
    reading.pointer.seek("")
    assert reading.grab().toImage() == plain
