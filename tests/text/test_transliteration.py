from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import EntityType
from reader.text.keys import has_arabic
from reader.text.name_ranking import shipped_speller
from reader.text.transliteration import sound_out, spellings, transliterate

GAZETTEER = Path(__file__).parents[2].parent / "shared" / "gazetteer" / "names_en_ar_wikidata.tsv"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("محمد", "Mohammed"),
        ("عبد الله", "Abdullah"),
        ("عبدالرحمن", "Abdul Rahman"),
        ("يحيى", "Yahya"),
        ("مُحَمَّد", "Mohammed"),
        ("ﻣﺤﻤﺪ", "Mohammed"),
    ],
)
def test_common_given_names_are_spelled_as_in_newspapers(name: str, english: str) -> None:
    assert transliterate(name) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("منبج", "Manbaj"),
        ("حلب", "Halab"),
        ("كوباني", "Kobani"),
        ("الشدادي", "al-Shadadi"),
        ("معلولا", "Maalula"),
        ("درعا", "Daraa"),
        ("جرابلس", "Jarablas"),
        ("مُسْتَقْبَل", "Mustaqbal"),
        ("الشَّعب", "al-Shaab"),
        ("سكّان", "Sakkan"),
        ("طويل", "Tawil"),
        ("غوردون", "Gordon"),
        ("سبوتنيك", "Sbotnik"),
        ("تشاد", "Chad"),
        ("قسد ٢٠١٩", "Qasad 2019"),
    ],
)
def test_other_names_follow_the_scheme(name: str, english: str) -> None:
    assert sound_out(name) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [("منبج", "Manbij"), ("سبوتنيك", "Sputnik"), ("بلينكن", "Blinken"), ("غوتيريش", "Guterres")],
)
def test_names_that_were_learned_are_spelled_as_editors_spell_them(name: str, english: str) -> None:
    assert transliterate(name) == english


@pytest.mark.parametrize("name", ["قرطناوي", "الزنغابي", "بلوتشكين", "كرزماني"])
def test_names_nobody_learned_are_spelled_all_the_same(name: str) -> None:
    assert transliterate(name)[:1].isupper() or transliterate(name).startswith("al-")


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("ترامب", "Trump"),
        ("زيلينسكي", "Zelensky"),
        ("جوهانسبرغ", "Johannesburg"),
        ("جوهانسبورج", "Johannesburg"),
        ("هيروشيما", "Hiroshima"),
        ("ألكسندر", "Alexander"),
        ("الكسندر", "Alexander"),
    ],
)
def test_a_known_english_name_is_recognised_behind_its_arabic(name: str, english: str) -> None:
    assert transliterate(name) == english


@pytest.mark.parametrize(("name", "english"), [("ماكنتاير", "McIntyre"), ("أودونيل", "O'Donnell")])
def test_capitals_inside_a_name_are_kept(name: str, english: str) -> None:
    assert english in spellings(name)


def test_spellings_are_offered_best_first_each_once() -> None:
    found = spellings("غوردون", 6)
    assert found[0] == transliterate("غوردون")
    assert len(found) == len(set(found)) == 6
    assert spellings("غوردون", 6) == found


def test_a_place_may_be_spelled_otherwise_than_a_person() -> None:
    spell = shipped_speller().spellings
    assert spell("ريدينغ", EntityType.LOC)[0] == "reading"
    assert spell("ريدينغ", EntityType.PER)[0] == "redding"


def test_each_word_of_a_name_is_spelled() -> None:
    assert transliterate("باسل الشدادي") == "Basel Shaddadi"


def test_what_is_not_arabic_stays() -> None:
    assert transliterate("M4") == "M4"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(alphabet="اأإآبتةثجحخدذرزسشصضطظعغفقكلمنهويىءؤئپچگژڤًٌٍَُِّْـ\u200c ", min_size=1),
        st.text(),
    )
)
def test_every_arabic_word_gets_a_sound(text: str) -> None:
    sound = transliterate(text)
    if has_arabic(text):
        assert sound.strip()
        assert not has_arabic(sound)


@pytest.mark.skipif(not GAZETTEER.is_file(), reason="no gazetteer beside the repository")
def test_spellings_are_near_those_of_a_gazetteer() -> None:
    rows = [line.split("\t") for line in GAZETTEER.read_text("utf-8").splitlines()[::40]]
    pairs = [(arabic, english) for english, arabic, _ in rows if english.isascii()]
    shared = [
        len(set(transliterate(arabic).lower()) & set(english)) / len(set(english))
        for arabic, english in pairs
    ]
    assert sum(shared) / len(shared) > 0.7
