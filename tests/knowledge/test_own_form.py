"""What somebody types into the form of a name, and finding names by their beginnings."""

from __future__ import annotations

import pytest

from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.knowledge.own_form import Form, form_of, named_alike
from reader.knowledge.own_search import NameSearch
from reader.model import EntityType, Location

FORM = Form(EntityType.LOC, "village", "بئر الهوى", "Bir al-Hawa")


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.mark.parametrize(
    ("form", "trouble"),
    [
        (
            Form(None, "", "بئر", "X"),
            "Choose whether it is a person, an organisation, a place or something else.",
        ),
        (Form(EntityType.LOC, "", "", "X"), "The Arabic name is missing."),
        (Form(EntityType.LOC, "", "Bir", "X"), "The Arabic name has no Arabic letter."),
        (Form(EntityType.LOC, "", "بئر", " "), "The English name is missing."),
        (Form(EntityType.LOC, "", "بئر", "بئر"), "The English name has Arabic letters."),
        (Form(EntityType.LOC, "", "ب" * 121, "X"), "The Arabic name is longer than 120 letters."),
        (
            Form(EntityType.LOC, "", "بئر", "X", (("Bir", "بئر"),)),
            "The English of the other name “Bir” has Arabic letters.",
        ),
        (
            Form(EntityType.LOC, "", "بئر", "X", (("", "Bir"),)),
            "The other name “Bir” lacks what stands in the Arabic text.",
        ),
        (
            Form(EntityType.LOC, "", "بئر", "X", about="x" * 1501),
            "The explanation is longer than 1,500 letters.",
        ),
        (
            Form(EntityType.LOC, "", "بئر", "X", place="north"),
            "The place needs two numbers, such as 36.3844, 38.8611.",
        ),
    ],
)
def test_a_form_says_in_words_what_is_wrong_with_it(form: Form, trouble: str) -> None:
    assert form.troubles() == [trouble]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("36.3844, 38.8611", Location(36.3844, 38.8611)),
        ("36.3844 38.8611", Location(36.3844, 38.8611)),
        ("٣٦٫٥، ٣٨٫٥", Location(36.5, 38.5)),
        ("-33, 151.2", Location(-33, 151.2)),
        ("36.4° N, 38.8° E", Location(36.4, 38.8)),
        ("38.8E 36.4N", Location(36.4, 38.8)),
        ("33 S; 70 W", Location(-33, -70)),
        ("91, 0", None),
        ("36.4", None),
        ("36,4 38,8", None),
        ("nan, 3", None),
    ],
)
def test_a_place_is_two_numbers_in_any_usual_writing(written: str, place: Location | None) -> None:
    form = Form(EntityType.LOC, "", "بئر", "X", place=written)
    assert bool(form.troubles()) == (place is None)
    if place:
        assert form.entity("my-x").location == place


def test_what_a_form_says_becomes_an_entity() -> None:
    form = Form(
        EntityType.ORG,
        " armed  group ",
        "سرايا\u200f النور",
        "the Nour Brigades",
        (("السرايا", "the Brigades"), ("سرايا النّور", ""), ("", "")),
        "NB; Nour ; ",
        "Founded\nin 2020.",
        ordinary=True,
    )
    entity = form.entity("my-nour")
    assert not form.troubles()
    assert (entity.kind, entity.name_ar, entity.name_en) == (
        "armed group",
        "سرايا النور",
        "Nour Brigades",
    )
    assert [alias.en for alias in entity.aliases] == ["the Brigades", "the Nour Brigades"]
    assert (entity.aliases_en, entity.description) == (("NB", "Nour"), "Founded in 2020.")
    assert entity.ambiguous


def test_a_form_left_as_it_is_changes_nothing(knowledge: KnowledgeBase) -> None:
    for entity in knowledge:
        form = form_of(entity)
        assert not form.troubles(), (entity.id, form.troubles())
        assert form.entity(entity.id, entity) == entity


def test_who_has_the_name_already_is_found(knowledge: KnowledgeBase) -> None:
    assert "ain-issa" in [entity.id for entity in named_alike(knowledge, "عين عيسى", "")]
    assert named_alike(knowledge, "عين عيسى", "ain-issa") == []
    assert named_alike(knowledge, " ", "") == []


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("عين عي", "ain-issa"),
        ("ain is", "ain-issa"),
        ("قسد", "syrian-democratic-forces"),
        ("democratic syrian", "syrian-democratic-forces"),
        ("the syrian democ", "syrian-democratic-forces"),
        ("sdf", "syrian-democratic-forces"),
        ("الأمم ال", "united-nations"),
        ("أمم", "united-nations"),
    ],
)
def test_a_name_is_found_as_it_is_typed(knowledge: KnowledgeBase, typed: str, id: str) -> None:
    assert id in [entity.id for entity in NameSearch(knowledge).find(typed)[:3]]


def test_nothing_is_found_for_nothing(knowledge: KnowledgeBase) -> None:
    search = NameSearch(knowledge)
    assert search.find(" ") == search.find("“”") == search.find("qqqqzz") == []
