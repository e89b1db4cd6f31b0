from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.gui.document import Document
from reader.gui.entity_card import EntityCard
from reader.gui.entity_findings import loaded_words, vowelled_words
from reader.gui.entity_link import EntityLink
from reader.gui.entity_quotes import EntityQuotes
from reader.gui.locator_map import LocatorMap
from reader.gui.quote import Quote, excerpt
from reader.gui.reading_menu import NameTarget
from reader.model import (
    Alias,
    Analysis,
    Article,
    Entity,
    EntityType,
    Mention,
    Paragraph,
    Relation,
    Sentence,
    SentenceAnalysis,
    Span,
    Token,
)
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
    assert "Places here" in _texts(card)
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
    assert "a spelling by its sound" in _texts(card)


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


# ---------------------------------------------------------------- what the article says of it


def _with_mentions(analysis: Analysis, number: int, **changes: object) -> Analysis:
    """The article with all mentions of sentence `number` changed."""
    sentence = analysis.sentences[number]
    mentions = tuple(replace(mention, **changes) for mention in sentence.mentions)
    sentences = list(analysis.sentences)
    sentences[number] = replace(sentence, mentions=mentions)
    return replace(analysis, sentences=tuple(sentences))


ONLY = Entity("only", EntityType.ORG, "group", "قوات سوريا", "Forces", "the Forces")


def _with_text(analysis: Analysis, text: str, name: str) -> Analysis:
    """An article of one sentence that names ONLY once."""
    tokens = tuple(Token(m.start(), m.end()) for m in re.finditer(r"\w+", text))
    sentence = Sentence(0, len(text), tokens)
    article = Article(analysis.article.source, text, (Paragraph(0, len(text), (sentence,)),))
    start = text.index(name)
    mention = Mention(start, start + len(name), ONLY.type, ONLY.id, "")
    return Analysis(article, sentences=(SentenceAnalysis(mentions=(mention,)),), entities=(ONLY,))


def _visible(card: EntityCard) -> dict[str, int]:
    """The titles of the lists of sentences that are seen, with how many each quotes."""
    lists = [found for found in card.findChildren(EntityQuotes) if found.isVisible()]
    return {found.findChild(QLabel).text(): len(found.findChildren(Quote)) for found in lists}


def test_sentences_that_only_refer_to_it_are_listed_apart(
    card: EntityCard, analysis: Analysis
) -> None:
    _show(card, _with_mentions(analysis, 5, role="reference"), _entity(analysis, "ain-issa"))
    assert _visible(card) == {
        "NAMED IN 1 SENTENCE": 1,
        "SPOKEN OF WITHOUT ITS NAME IN 1 SENTENCE": 1,
    }


def test_sentences_where_another_name_stands_for_it_are_listed_apart(
    card: EntityCard, analysis: Analysis
) -> None:
    changed = _with_mentions(analysis, 0, role="stands for", stands_for="syrian-army")
    _show(card, changed, _entity(analysis, "syrian-army"))
    assert _visible(card) == {"NAMED IN 1 SENTENCE": 1, "MEANT BY ANOTHER NAME IN 1 SENTENCE": 1}


def test_whom_a_name_stands_for_is_told_and_leads_there(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    changed = _with_mentions(analysis, 0, role="stands for", stands_for="syrian-army")
    _show(card, changed, _entity(analysis, "ain-issa"))
    assert "HERE IT STANDS FOR" in _texts(card)
    link = next(b for b in card.findChildren(EntityLink) if b.text() == "Syrian army")
    assert "Meant once in this article" in link.toolTip()
    with qtbot.waitSignal(card.entity_wanted) as told:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert told.args == ["syrian-army"]


def test_a_word_beside_a_name_counts_but_not_what_is_only_listed_with_it(
    analysis: Analysis,
) -> None:
    document = Document.of(_with_text(analysis, "قالت ميليشيا «قسد» إن الشهداء والنظام كثر", "قسد"))
    assert [word for word, _ in loaded_words(ONLY, document)] == ["ميليشيا"]
    document = Document.of(_with_text(analysis, "قالت الميليشيات وقسد والنظام", "قسد"))
    assert loaded_words(ONLY, document) == []


def test_why_words_mean_it_is_told_with_how_often(card: EntityCard, analysis: Analysis) -> None:
    changed = _with_mentions(analysis, 3, reason="قسد is an alias of it, knowledge base")
    _show(card, changed, _entity(analysis, "sdf"))
    assert "WHY THESE WORDS MEAN IT" in _texts(card)
    assert "\u200eقسد is an alias of it, knowledge base (2 times)" in _texts(card)


def test_a_word_that_takes_sides_has_a_neutral_note(card: EntityCard, analysis: Analysis) -> None:
    regime = replace(_entity(analysis, "syrian-army"), name_ar="قوات النظام")
    _show(card, analysis, regime)
    assert "A WORD THAT TAKES SIDES" in _texts(card)
    assert "“regime”" in _texts(card)
    assert "whose legitimacy the speaker disputes" in _texts(card)


def test_how_the_name_is_said_is_told_as_rough(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, FULL)
    assert "Said roughly: ar\u2011RAQ\u2011qa" in _texts(card)
    _show(card, analysis, replace(FULL, name_ar="كزبهذ", name_en="Something"))
    assert "Said roughly" not in _texts(card)


def test_the_dictionary_gives_vowels_only_to_names(analysis: Analysis) -> None:
    document = Document.of(analysis)
    assert vowelled_words(_entity(analysis, "raqqa"), document) == {"الرقه": "الرَّقَّةِ"}
    town = replace(_entity(analysis, "ain-issa"), name_ar="مدينة")
    assert vowelled_words(town, document) == {}


# ---------------------------------------------------------------- who says so


def test_each_relation_names_its_source(card: EntityCard, analysis: Analysis) -> None:
    _show(card, analysis, FULL)
    assert "Source: GeoNames and 1 more" in _texts(card)
    link = next(link for link in card.findChildren(EntityLink) if link.text() == "Syria")
    assert "Part of: GeoNames; Wikipedia: Raqqa, as of June 2025." in link.toolTip()
    assert "Not named in this article" in link.accessibleDescription()


def test_of_many_related_a_few_are_shown_and_the_others_on_demand(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    towns = [
        replace(
            SYRIA, id=f"town-{i}", name_en=f"Town {i}", relations=(Relation("located in", "syria"),)
        )
        for i in range(30)
    ]
    everything = {e.id: e for e in (*analysis.entities, SYRIA, *towns)}
    card.show_entity(SYRIA, Document.of(analysis), everything)
    assert len(card.findChildren(EntityLink)) == 5
    more = next(b for b in card.findChildren(QPushButton) if b.text() == "and 25 more")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(card.findChildren(EntityLink)) == 30
    assert not more.isVisible()


def test_an_organisation_is_shown_where_its_record_puts_its_seat(
    card: EntityCard, analysis: Analysis
) -> None:
    seated = replace(_entity(analysis, "sdf"), relations=(Relation("located in", "raqqa"),))
    _show(card, analysis, seated)
    [chart] = card.findChildren(LocatorMap)
    assert chart.accessibleName() == "Map: Raqqa"
    assert "In Raqqa, as its record says" in _texts(card)


# ---------------------------------------------------------------- what the reader can say of it


def test_what_can_be_said_of_a_name_is_offered_from_its_first_place(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    document = _show(card, analysis, _entity(analysis, "fadi-hammoud"))
    asked: list[NameTarget] = []

    def offer(menu: QMenu, target: NameTarget) -> None:
        asked.append(target)
        menu.addAction("Add actor or place…")

    card.menu_opening.connect(offer)
    button = next(b for b in card.findChildren(QPushButton) if b.text() == "Add to your names…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    [target] = asked
    start, end = target.span
    assert document.article.text[start:end] == "فادي حمود"
    [menu] = card.findChildren(QMenu)
    assert menu.isVisible()
    menu.close()


def test_nothing_opens_where_nobody_offers_anything(
    qtbot: QtBot, card: EntityCard, analysis: Analysis
) -> None:
    _show(card, analysis, _entity(analysis, "raqqa"))
    own = next(b for b in card.findChildren(QToolButton) if "Correct" in b.toolTip())
    qtbot.mouseClick(own, Qt.MouseButton.LeftButton)
    assert not any(menu.isVisible() for menu in card.findChildren(QMenu))


def test_a_record_corrected_meanwhile_is_shown_as_it_is_now(
    card: EntityCard, analysis: Analysis
) -> None:
    document = _show(card, analysis, _entity(analysis, "raqqa"))
    document.entities["raqqa"] = replace(document.entities["raqqa"], name_en="Rakka city")
    card.refresh()
    assert "Rakka city" in _texts(card)
