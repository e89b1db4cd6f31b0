"""The guard mends names that are plainly wrong, moves the links along and leaves the rest alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import (
    Alias,
    Doubt,
    Entity,
    EntityType,
    Gloss,
    Link,
    Mention,
    Token,
    Translation,
)
from reader.text.likeness import name_likeness
from reader.text.tokens import token_spans
from reader.translation.name_guard import CORRECTED, guard_names, undo_correction
from reader.translation.name_spelling import is_name, same_spelling
from reader.translation.protocol import SentenceSource


def entity(id: str, type: EntityType, running: str, **more: tuple[str, ...]) -> Entity:
    return Entity(id, type, "", "", running.removeprefix("the "), running, **more)


ENTITIES = {
    e.id: e
    for e in (
        entity("sputnik", EntityType.ORG, "Sputnik"),
        entity("ain-issa", EntityType.LOC, "Ain Issa"),
        entity("tobruk", EntityType.LOC, "Tobruk"),
        entity("raqqa", EntityType.LOC, "Raqqa"),
        entity("kobani", EntityType.LOC, "Kobani", aliases_en=("Kobane",)),
        entity("sdf", EntityType.ORG, "the Syrian Democratic Forces", aliases_en=("SDF",)),
        entity("jericho", EntityType.LOC, "Jericho"),
        entity("quneitra", EntityType.LOC, "Quneitra"),
        entity("us-navy", EntityType.ORG, "the US Navy"),
        replace(
            entity("syria", EntityType.LOC, "Syria"),
            demonyms=(Alias("سوري", "Syrian"),),
        ),
    )
}


def source(arabic: str, *named: tuple[str, str], glosses: tuple[str, ...] = ()) -> SentenceSource:
    """A sentence in which each (surface, id) of `named` is a mention; `glosses` by token."""
    mentions = []
    for surface, id in named:
        start = arabic.index(surface)
        known = ENTITIES[id]
        mentions.append(Mention(start, start + len(surface), known.type, id, known.running_en))
    tokens = tuple(Token(*span) for span in token_spans(arabic))
    meanings = tuple(
        Gloss(arabic[t.start : t.end], "", "noun", "", english) if english else None
        for t, english in zip(tokens, glosses, strict=False)
    )
    return SentenceSource(arabic, tokens, meanings, tuple(mentions))


def linked(english: str, *words: str, score: float = 0.9) -> Translation:
    """A translation whose n-th Arabic token became the n-th of `words` ("" for nothing)."""
    links = []
    for token, word in enumerate(words):
        spans = ((english.index(word), english.index(word) + len(word)),) if word else ()
        links.append(Link(token, spans, score if word else 0.0))
    return Translation(english, "test", links=tuple(links))


def corrections(translation: Translation) -> list[str]:
    return [d.text for d in translation.doubts if d.kind == CORRECTED]


@pytest.mark.parametrize(
    ("arabic", "named", "english", "expected", "told"),
    [
        (
            "ذكرت وكالة سبوتنيك أمس",
            ("سبوتنيك", "sputnik"),
            "The Sabutnik agency said yesterday",
            "The Sputnik agency said yesterday",
            "Sabutnik → Sputnik",
        ),
        (
            "هبط في طبرق",
            ("طبرق", "tobruk"),
            "He landed in Tubrig.",
            "He landed in Tobruk.",
            "Tubrig → Tobruk",
        ),
        (
            "طبرق مدينة ليبية",
            ("طبرق", "tobruk"),
            "Tubrig's port is Libyan",
            "Tobruk's port is Libyan",
            "Tubrig → Tobruk",
        ),
    ],
)
def test_a_misspelt_name_is_mended(
    arabic: str, named: tuple[str, str], english: str, expected: str, told: str
) -> None:
    guarded = guard_names(source(arabic, named), Translation(english, "test"), ENTITIES)
    assert guarded.text == expected
    assert corrections(guarded) == [told]


def test_a_name_taken_word_for_word_is_mended_by_its_links() -> None:
    sentence = source(
        "دخلوا عين عيسى أمس",
        ("عين عيسى", "ain-issa"),
        glosses=("", "eye; spring", "Jesus; Issa", ""),
    )
    translation = linked(
        "They entered Jesus' eye yesterday", "entered", "eye", "Jesus", "yesterday"
    )
    guarded = guard_names(sentence, translation, ENTITIES)
    assert guarded.text == "They entered Ain Issa yesterday"
    name, after = (13, 21), (22, 31)
    assert [link.spans for link in guarded.links] == [((5, 12),), (name,), (name,), (after,)]
    assert guarded.text[slice(*after)] == "yesterday"


def test_the_article_goes_with_the_name() -> None:
    sentence = source("أعلنت سبوتنيك", ("سبوتنيك", "sputnik"))
    for english, expected in (
        ("It said the Sabutnik announced", "It said Sputnik announced"),
        ("It said the Sabutnik agency", "It said the Sputnik agency"),
    ):
        assert guard_names(sentence, Translation(english, ""), ENTITIES).text == expected


@pytest.mark.parametrize(
    ("arabic", "named", "english"),
    [
        ("في سبوتنيك", ("سبوتنيك", "sputnik"), "in Sputnik"),
        ("في كوباني", ("كوباني", "kobani"), "in Kobane"),
        ("في كوباني", ("كوباني", "kobani"), "in Kobanî"),
        ("في سوريا", ("سوريا", "syria"), "in the Syrian desert"),
        ("قوات سوريا الديمقراطية", ("قوات سوريا الديمقراطية", "sdf"), "the SDF"),
        ("قوات سوريا الديمقراطية", ("قوات سوريا الديمقراطية", "sdf"), "Democratic Forces of Syria"),
        ("في أريحا", ("أريحا", "jericho"), "in Ariha"),  # a town of that name near Idlib
        ("في القنيطرة", ("القنيطرة", "quneitra"), "in Kenitra"),  # in Morocco
        ("حاجي طبرق", ("طبرق", "tobruk"), "in Haji Tubrig"),  # a longer name
        ("في طبرق", ("طبرق", "tobruk"), "in the city"),
        ("طبرق", ("طبرق", "tobruk"), "Tubrig and Tubrag"),
        ("زار فاطمة طبرق", ("طبرق", "tobruk"), "Fatima visited it"),
    ],
)
def test_what_is_right_or_unsure_stays(arabic: str, named: tuple[str, str], english: str) -> None:
    translation = Translation(english, "test")
    assert guard_names(source(arabic, named), translation, ENTITIES) is translation


def test_a_name_far_from_its_place_stays() -> None:
    arabic = "طبرق " + "كلمة " * 20
    translation = Translation("word " * 20 + "Tubrig", "test")
    assert guard_names(source(arabic, ("طبرق", "tobruk")), translation, ENTITIES) is translation


def test_one_ordinary_word_is_not_taken_for_a_name() -> None:
    sentence = source("في الرقة", ("الرقة", "raqqa"), glosses=("", "delicacy; thinness"))
    translation = linked("with delicacy", "with", "delicacy")
    assert guard_names(sentence, translation, ENTITIES) is translation


def test_a_name_that_is_itself_translated_stays() -> None:
    sentence = source(
        "البحرية الأمريكية", ("البحرية الأمريكية", "us-navy"), glosses=("navy", "American")
    )
    translation = linked("the American Navy", "Navy", "American")
    assert guard_names(sentence, translation, ENTITIES) is translation


def test_unsure_or_scattered_links_mend_nothing() -> None:
    sentence = source("دخلوا عين عيسى", ("عين عيسى", "ain-issa"), glosses=("", "eye", "Jesus"))
    for translation in (
        linked("They saw Jesus' eye", "saw", "eye", "Jesus", score=0.5),
        linked("Jesus saw the eye", "saw", "eye", "Jesus"),
        linked("They saw the eye", "eye", "eye", ""),
    ):
        assert guard_names(sentence, translation, ENTITIES) is translation


def test_a_correction_can_be_undone() -> None:
    sentence = source("قالت سبوتنيك أمس", ("سبوتنيك", "sputnik"))
    translation = linked("Sabutnik said yesterday", "said", "Sabutnik", "yesterday")
    guarded = guard_names(sentence, translation, ENTITIES)
    assert guarded.text == "Sputnik said yesterday"
    assert undo_correction(guarded, guarded.doubts[0]) == translation


def test_undoing_what_is_not_there_changes_nothing() -> None:
    translation = Translation("Nothing here", "test")
    for doubt in (
        Doubt(CORRECTED, "a → b"),
        Doubt(CORRECTED, "odd"),
        Doubt("length", "a → Nothing"),
    ):
        assert undo_correction(translation, doubt) is translation


ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(ANY, ANY, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4))
def test_links_stay_inside_the_text(before: str, after: str, places: list[tuple[int, int]]) -> None:
    english = f"{before} Tubrig {after}"
    spans = tuple((min(a, len(english)), min(a + n, len(english))) for a, n in places)
    translation = Translation(english, "", links=(Link(0, spans, 0.9),))
    guarded = guard_names(source("في طبرق", ("طبرق", "tobruk")), translation, ENTITIES)
    if guarded is not translation:
        assert "Tobruk" in guarded.text
        for link in guarded.links:
            assert all(0 <= start <= end <= len(guarded.text) for start, end in link.spans)


@pytest.mark.parametrize(
    ("arabic", "english", "least"),
    [
        ("سبوتنيك", "Sputnik", 0.95),
        ("وبالرقة", "Raqqa", 0.9),
        ("الحسكة", "Hasakah", 0.8),
        ("تشايكوفسكي", "Tchaikovsky", 0.8),
        ("يافع", "Yafa", 0.7),
        ("توتعنخآمون", "Tutankhamun", 0.9),
        ("غارسيا", "García", 0.8),
    ],
)
def test_spellings_of_one_name_sound_alike(arabic: str, english: str, least: float) -> None:
    assert name_likeness(arabic, english) >= least


@pytest.mark.parametrize(
    ("arabic", "english"), [("دمشق", "Aleppo"), ("حلب", "Homs"), ("", "Homs"), ("مصر", "")]
)
def test_other_names_do_not(arabic: str, english: str) -> None:
    assert name_likeness(arabic, english) < 0.5


def test_usual_spellings_are_one() -> None:
    for ours, theirs in (("Kobane", "Kobani"), ("Raqa", "al-Raqqa"), ("Edlib", "Idlib")):
        assert same_spelling(ours, theirs)
    assert not same_spelling("Kenitra", "Quneitra")
    assert same_spelling("Kenitra", "Quneitra", vowels=False)
    assert [is_name(word) for word in ("Tubrig", "al-Qahna")] == [True, True]
    assert [is_name(word) for word in ("The", "Table", "tubrig")] == [False, False, False]
