from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.gui.document import Document
from reader.gui.entity_card import EntityCard
from reader.gui.entity_link import EntityLink
from reader.gui.locator_map import LocatorMap
from reader.gui.quote import Quote, excerpt
from reader.model import Alias, Analysis, Entity, EntityType, Relation, Span
from reader.palette import DARK, LIGHT

FULL = Entity(
    "raqqa",
    EntityType.LOC,
    "city",
    "الرقة",
    "Raqqa",
    "Raqqa",
    aliases=(Alias("مدينة الرقة", "the city of Raqqa"),),
    aliases_en=("Rakka",),
    description="On the Euphrates <img src='file:///etc/passwd'> & held by many.",
    as_of="2025-06",
    relations=(Relation("part_of", "syria"), Relation("located in", "unknown-to-all")),
    wikidata="Q483",
    sources=("GeoNames", "Wikipedia: Raqqa"),
)
SYRIA = Entity("syria", EntityType.LOC, "country", "سوريا", "Syria", "Syria")


@pytest.fixture
def card(qtbot: QtBot) -> EntityCard:
    card = EntityCard(LIGHT)
    qtbot.addWidget(card)
    card.resize(376, 900)
    card.set_colours(LIGHT)
    card.show()
    return card


def _texts(card: EntityCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def _show(card: EntityCard, analysis: Analysis, entity: Entity) -> Document:
    document = Document.of(analysis)
    everything = {e.id: e for e in analysis.entities} | {SYRIA.id: SYRIA, entity.id: entity}
    card.show_entity(entity, document, everything)
    return document


def _entity(analysis: Analysis, id: str) -> Entity:
    return next(entity for entity in analysis.entities if entity.id == id)


def test_it_tells_all_that_is_known(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, FULL)
    text = _texts(card)
    for words in (
        "Place · city",
        "Raqqa",
        "الرقة",
        "As of June 2025",
        "Rakka",
        "مدينة الرقة",
        "Part of",
        "GeoNames",
        "Wikipedia: Raqqa",
        "Wikidata Q483",
    ):
        assert words in text


def test_markup_in_a_description_is_shown_not_obeyed(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, FULL)
    assert "&lt;img src=" in _texts(card)
    assert "&amp; held" in _texts(card)


def test_relations_lead_on_and_those_to_nobody_are_left_out(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    _show(card, analysis, FULL)
    links = {link.text(): link for link in card.findChildren(EntityLink)}
    assert "Syria" in links
    assert "Located in" not in _texts(card)
    with qtbot.waitSignal(card.entity_wanted) as told:
        qtbot.mouseClick(links["Syria"], Qt.MouseButton.LeftButton)
    assert told.args == ["syria"]


def test_what_others_of_the_article_say_of_it_is_told_from_its_side(
    card: EntityCard, analysis: Analysis
) -> None:
    _show(card, analysis, _entity(analysis, "raqqa"))
    assert "Places there" in _texts(card)
    assert "Ain Issa" in [link.text() for link in card.findChildren(EntityLink)]


@pytest.mark.parametrize(("id", "shown"), [("ain-issa", True), ("sdf", False)])
def test_a_map_is_drawn_for_what_has_a_place(
    card: EntityCard, analysis: Analysis, id: str, shown: bool
) -> None:
    _show(card, analysis, _entity(analysis, id))
    assert bool(card.findChildren(LocatorMap)) == shown


def test_every_sentence_that_names_it_is_quoted_and_leads_there(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    document = _show(card, analysis, _entity(analysis, "raqqa"))
    sentences = list(dict.fromkeys(o.sentence for o in document.occurrences("raqqa")))
    quotes = card.findChildren(Quote)
    assert len(quotes) == len(sentences)
    for quote, sentence in zip(quotes, sentences, strict=True):
        with qtbot.waitSignal(card.sentence_wanted) as told:
            qtbot.mouseClick(quote, Qt.MouseButton.LeftButton)
        assert told.args == [sentence]
    with qtbot.waitSignal(card.sentence_wanted):
        qtbot.keyClick(quotes[0], Qt.Key.Key_Return)


def test_the_mentions_are_gone_through_round_and_round(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    document = _show(card, analysis, _entity(analysis, "raqqa"))
    count = len(document.occurrences("raqqa"))
    assert count > 1
    steps: list[int] = []
    card.mention_wanted.connect(lambda id, number: steps.append(number))
    forward = next(b for b in card.findChildren(QToolButton) if b.toolTip() == "Next mention")
    for _ in range(count):
        forward.click()
    assert steps == [*range(1, count), 0]
    assert f"1 of {count}" in _texts(card)


def test_one_that_is_not_in_the_article_says_so(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, SYRIA)
    assert "NOT NAMED IN THIS ARTICLE" in _texts(card)


def test_one_the_knowledge_base_does_not_hold_says_so(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, _entity(analysis, "fadi-hammoud"))
    assert "follows its sound" in _texts(card)


def test_many_sentences_come_in_portions(card: EntityCard, analysis: Analysis) -> None:
    article = analysis.article
    number = next(i for i, s in enumerate(analysis.sentences) if s.mentions)
    entity = _entity(analysis, analysis.sentences[number].mentions[0].entity)
    sentence = list(article.sentences)[number]
    paragraph = replace(article.paragraphs[0], sentences=(sentence,) * 30)
    many = replace(
        analysis,
        article=replace(article, paragraphs=(paragraph,)),
        sentences=(analysis.sentences[number],) * 30,
    )
    _show(card, many, entity)
    assert len(card.findChildren(Quote)) == 12
    more = next(b for b in card.findChildren(QPushButton) if b.text() == "Show 12 more")
    more.click()
    assert len(card.findChildren(Quote)) == 24
    assert more.text() == "Show 6 more"
    more.click()
    assert len(card.findChildren(Quote)) == 30
    assert not more.isVisible()


def test_other_colours_keep_what_is_shown(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, FULL)
    before, light = _texts(card), card.grab().toImage()
    card.set_colours(DARK)
    assert _texts(card) == before
    assert card.grab().toImage() != light


LONG = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("spans", "expected", "marked"),
    [
        ([(19, 23)], "…\u00a0three four five six seven\u00a0…", ["five"]),
        ([(0, 3)], "one two three\u00a0…", ["one"]),
        ([(45, 48)], "…\u00a0eight nine ten", ["ten"]),
        ([], "one two\u00a0…", []),
        ([(19, 23), (45, 48)], "…\u00a0three four five six seven\u00a0…", ["five"]),
    ],
)
def test_an_excerpt_is_cut_at_words_around_the_first_name(
    spans: Sequence[Span], expected: str, marked: list[str]
) -> None:
    text, kept = excerpt(LONG, spans, around=11)
    assert text == expected
    assert [text[a:b] for a, b in kept] == marked


def test_a_short_text_is_not_cut() -> None:
    assert excerpt("الرقة مدينة", [(0, 5)]) == ("الرقة مدينة", [(0, 5)])


def test_text_without_spaces_is_cut_all_the_same() -> None:
    text, kept = excerpt("x" * 400, [(200, 203)], around=10)
    assert text == "…\u00a0" + "x" * 23 + "\u00a0…"
    assert kept == [(12, 15)]
