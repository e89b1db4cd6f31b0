"""English and short forms of names nobody listed."""

from __future__ import annotations

import pytest

from reader.entities.memory import short_names
from reader.entities.unknown import rendered, unknown_entity, unknown_id
from reader.entities.words import sentence_words
from reader.model import EntityType, Mention, SourceInfo
from reader.text.keys import lookup_key
from reader.text.segmentation import build_article


@pytest.mark.parametrize(
    ("arabic", "type", "english"),
    [
        ("سامر الخلف", "PER", "Samer al-Khalaf"),
        ("شارع الوحدة", "LOC", "{} Street"),
        ("جبل الأكراد", "LOC", "Mount {}"),
        ("مطار الضمير", "LOC", "{} airport"),
        ("شركة كار", "ORG", "the {} company"),
        ("الخلف", "PER", "al-Khalaf"),
        ("عبد الله الخلف", "PER", "Abdullah al-Khalaf"),
        ("سامر عبد الرحمن", "PER", "Samer Abdul Rahman"),
        ("صلاح الدين الخلف", "PER", "Salah al-Din al-Khalaf"),
    ],
)
def test_a_name_is_spelled_by_its_sound_round_the_noun_in_it(
    arabic: str, type: str, english: str
) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), arabic)
    words = sentence_words(article.text, next(article.sentences))
    said, *_ = rendered(article.text, words, 0, EntityType(type), (), None)
    before, _, after = english.partition("{}")
    assert said.startswith(before)
    assert said.endswith(after)
    assert said.isascii()


def test_a_name_on_record_inside_another_keeps_its_english() -> None:
    text = "جامعة دمشق"
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    words = sentence_words(text, next(article.sentences))
    inside = [Mention(6, 10, EntityType.LOC, "damascus", "Damascus")]
    assert rendered(text, words, 0, EntityType.LOC, inside, None) == ["Damascus University"]


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("عبد الفتاح البرهان", ["البرهان", "عبد الفتاح"]),
        ("محمد حمدان دقلو", ["دقلو", "محمد دقلو", "حمدان دقلو", "محمد"]),
        ("أبو محمد الجولاني", ["الجولاني", "أبو محمد"]),
        ("عوض بن بريك", ["بن بريك", "عوض"]),
        ("حميدتي", []),
    ],
)
def test_the_shorter_forms_of_a_persons_name(name: str, shorter: list[str]) -> None:
    keys = tuple(lookup_key(word) for word in name.split())
    expected = [tuple(lookup_key(word) for word in form.split()) for form in shorter]
    assert list(short_names(keys)) == expected


def test_spellings_of_one_name_have_one_id() -> None:
    ids = {
        unknown_id(tuple(lookup_key(word) for word in spelling.split()))
        for spelling in ("أحمد الشوّا", "احمد الشوا", "أحمد الشوا")
    }
    assert ids == {"name:احمد-الشوا"}


def test_the_english_title_has_no_article_and_begins_with_a_capital() -> None:
    entity = unknown_entity(("x",), "س", EntityType.ORG, {"حزب"}, ["the new party", "new"])
    assert (entity.name_en, entity.running_en) == ("New party", "the new party")
    assert entity.aliases_en == ("New",)
    assert (entity.kind, entity.known, entity.description) == ("party", False, "")
