from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import EntityType, Gloss
from reader.text.english_names import english_name, english_spellings, full_name
from reader.text.keys import has_arabic

PER, LOC, ORG = EntityType.PER, EntityType.LOC, EntityType.ORG


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("يحيى سريع", "Yahya Saree"),
        ("دونالد ترامب", "Donald Trump"),
        ("فولوديمير زيلينسكي", "Volodymyr Zelensky"),
        ("إيمانويل ماكرون", "Emmanuel Macron"),
        ("مهدي المشاط", "Mahdi al-Mashat"),
        ("شي جين بينغ", "Xi Jinping"),
        ("جورج دبليو بوش", "George W. Bush"),
    ],
)
def test_persons_are_spelled_as_newspapers_do(name: str, english: str) -> None:
    assert english_name(name.split()) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("عبد الفتاح", "Abdel Fattah"),
        ("عبد المقصود", "Abdel Maqsoud"),
        ("عبدالباقي سالم", "Abdul Baqi Salem"),
        ("سيف الدين", "Saif al-Din"),
        ("حسن بن سالم", "Hassan bin Salem"),
        ("ابن بطوطة", "Ibn Battuta"),
        ("جون ف كينيدي", "John F. Kennedy"),
        ("إيزابيل الثانية", "Isabella II"),
        ("فيليبي الثالث", "Felipe III"),
        ("لويس السادس عشر", "Louis XVI"),
        ("سانا مارين", "Sana Marin"),
    ],
)
def test_parts_of_a_name_are_put_together(name: str, english: str) -> None:
    assert english_name(name.split()) == english


def test_the_article_stays_small_in_a_person_and_leaves_the_head_of_a_place() -> None:
    assert english_name(["مهدي", "القرطناوي"]).split()[1].startswith("al-")
    assert not english_name(["القرطناوية"], type=LOC).startswith("al-")
    assert english_name(["القرطناوي"], type=ORG).startswith("Al-")


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("إيه بي سي", "ABC"),
        ("إن بي إيه", "NBA"),
        ("سي بي إس نيوز", "CBS News"),
        ("آي بي إم", "IBM"),
    ],
)
def test_names_of_letters_are_an_acronym(name: str, english: str) -> None:
    assert english_name(name.split(), type=ORG) == english


def test_a_person_is_no_acronym() -> None:
    assert english_name(["دي", "إن"]) != "DN"


def test_a_place_the_dictionary_translates_is_called_so() -> None:
    gloss = Gloss("زَغْبُورَة", "", "noun_prop", "زَغْبُورَة", "Marsh City")
    assert english_name(["زغبورة"], [gloss], LOC) == "Marsh City"
    assert english_name(["زغبورة"], [gloss], PER) != "Marsh City"


def test_a_name_met_before_is_written_as_editors_wrote_it() -> None:
    assert full_name(["مضيق", "باب", "المندب"]) == "the Bab al-Mandab Strait"
    assert full_name(["زنغاب", "القرطناوي"]) is None


def test_other_ways_to_write_a_name_are_offered() -> None:
    ways = english_spellings(["نور", "سليم"], n=6)
    assert ways[0] == english_name(["نور", "سليم"])
    assert len(ways) == len(set(ways)) == 6


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(alphabet="اأإآبتةثجحخدذرزسشعغفقكلمنهويىءَّ", min_size=1), min_size=1),
    st.sampled_from(list(EntityType)),
)
def test_every_name_gets_english(words: list[str], type: EntityType) -> None:
    english = english_name(words, type=type)
    assert not has_arabic(english)
    if any(map(has_arabic, words)):
        assert english.strip()
