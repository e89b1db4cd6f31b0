"""What a row says on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.gui.reading_gloss import note_for
from reader.gui.row_content import PENDING, Row, Side, rows_of
from reader.model import Analysis, SentenceAnalysis


@pytest.fixture
def rows(analysis: Analysis) -> list[Row]:
    rows = rows_of(analysis.article.paragraphs, analysis.article.text)
    for row in rows:
        for sentence in row.sentences:
            row.update(sentence, analysis.sentences[sentence])
    return rows


def _word(row: Row, side: Side, text: str) -> list[str]:
    """What is marked on both sides for the word `text`."""
    word = row.word_at(side, row.text(side).index(text))
    assert word is not None
    return [row.text(s)[a:b] for s in Side for a, b in row.aligned(word, s)]


def test_the_english_of_a_paragraph_is_its_sentences_joined_by_a_space(
    rows: list[Row], analysis: Analysis
) -> None:
    first, second = (s.translation for s in analysis.sentences[1:3])
    assert first is not None
    assert second is not None
    assert rows[1].text(Side.ENGLISH) == f"{first.text} {second.text}"
    for sentence, translation in ((1, first), (2, second)):
        start, end = rows[1].sentence_span(Side.ENGLISH, sentence)
        assert rows[1].text(Side.ENGLISH)[start:end] == translation.text


def test_a_sentence_without_english_beside_one_with_it_is_held_open(rows: list[Row]) -> None:
    row = rows[1]
    assert row.update(1, SentenceAnalysis())
    assert row.text(Side.ENGLISH).startswith(f"{PENDING} Its spokesman")
    assert [row.text(Side.ENGLISH)[a:b] for a, b in row.pending] == [PENDING]
    assert row.update(2, SentenceAnalysis())
    assert row.text(Side.ENGLISH) == ""
    assert row.mentions(Side.ENGLISH) == ()


def test_an_update_that_leaves_the_english_as_it_was_says_so(
    rows: list[Row], analysis: Analysis
) -> None:
    assert not rows[1].update(1, replace(analysis.sentences[1], glosses=()))


@pytest.mark.parametrize(
    ("row", "side", "word", "marked"),
    [
        (1, Side.ARABIC, "قافلة", ["قافلة", "a convoy"]),
        (1, Side.ENGLISH, "convoy", ["قافلة", "a convoy"]),
        (2, Side.ARABIC, "وبالرقة", ["وبالرقة", "In Raqqa"]),
        (2, Side.ENGLISH, "Raqqa", ["وبالرقة", "In Raqqa"]),
        (2, Side.ARABIC, "قوات", ["قوات", "the", "Forces"]),
        (1, Side.ENGLISH, "None", ["لم", "أحد", "None"]),
        (1, Side.ENGLISH, "on Thursday", ["on"]),
    ],
)
def test_a_word_is_marked_with_its_partners_on_the_other_side(
    rows: list[Row], row: int, side: Side, word: str, marked: list[str]
) -> None:
    assert _word(rows[row], side, word) == marked


@pytest.mark.parametrize("side", list(Side))
def test_mentions_cover_the_names_on_both_sides(rows: list[Row], side: Side) -> None:
    names = [
        row.text(side)[start:end]
        for row in rows
        for mark in row.mentions(side)
        for start, end in mark.spans
    ]
    expected = {
        Side.ARABIC: ["عين عيسى", "الأمم المتحدة", "الرقة", "طريق (M4)", "فادي حمود", "الرقة"],
        Side.ENGLISH: [
            "Ain Issa",
            "The United Nations",
            "Raqqa",
            "(M4) road",
            "Fadi Hammoud",
            "Raqqa",
        ],
    }
    assert names[:6] == expected[side]
    assert len(names) == 11


def test_the_clitics_before_a_name_are_not_part_of_its_mention(rows: list[Row]) -> None:
    text = rows[2].text(Side.ARABIC)
    assert rows[2].mention_at(Side.ARABIC, text.index("وبالرقة")) is None
    assert rows[2].mention_at(Side.ARABIC, text.index("الرقة")) is not None


def test_a_space_between_sentences_belongs_to_none(rows: list[Row]) -> None:
    gap = rows[1].sentence_span(Side.ARABIC, 1)[1]
    assert rows[1].sentence_at(Side.ARABIC, gap) is None
    assert rows[1].sentence_at(Side.ARABIC, gap - 1) == 1
    assert rows[1].sentence_at(Side.ARABIC, gap + 1) == 2


@pytest.mark.parametrize(
    ("row", "word", "name", "whole"),
    [
        (1, "الرقة", "Raqqa", True),
        (2, "وبالرقة", "Raqqa", True),
        (1, "المتحدة", "The United Nations", False),
        (1, "قافلة", None, False),
    ],
)
def test_a_gloss_knows_whose_name_its_word_is_and_whether_it_is_all_of_it(
    rows: list[Row], row: int, word: str, name: str | None, whole: bool
) -> None:
    found = rows[row].word_at(Side.ARABIC, rows[row].text(Side.ARABIC).index(word))
    assert found is not None
    note = note_for(rows[row], found)
    assert note is not None
    assert (note.name and note.name[0], note.whole) == (name, whole)
