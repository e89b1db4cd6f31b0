from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.keys import has_arabic
from reader.text.transliteration import sound_out, transliterate

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
    [("منبج", "Manbij"), ("سبوتنيك", "Sputnik"), ("شولتس", "Schulz"), ("غوتيريش", "Guterres")],
)
def test_names_that_were_learned_are_spelled_as_editors_spell_them(name: str, english: str) -> None:
    assert transliterate(name) == english


@pytest.mark.parametrize("name", ["قرطناوي", "الزنغابي", "بلوتشكين", "كرزماني"])
def test_names_nobody_learned_are_spelled_all_the_same(name: str) -> None:
    assert transliterate(name)[:1].isupper() or transliterate(name).startswith("al-")


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
