from __future__ import annotations

import pytest

from reader.knowledge.base import load_knowledge
from reader.text.keys import lookup_key
from reader.text.pronunciation import pronunciation
from reader.text.transliteration import transliterate


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("حلب", "HA-lab"),
        ("الرقة", "ar-RAQ-qa"),
        ("عين عيسى", "‘ayn ‘EE-sa"),
        ("تركيا", "TUR-ki-ya"),
        ("الحسكة", "al-HA-sa-ka"),
        ("حزب الله", "hizb al-LAH"),
        ("عبد الرحمن", "‘abd ar-rah-MAAN"),
        ("قوات سوريا الديمقراطية", "qoo-WAAT SOO-ri-ya ad-dee-muq-raa-TEE-ya"),
        (
            "الإدارة الذاتية لشمال وشرق سوريا",
            "al-i-DAA-ra adh-dhaa-TEE-ya li-sha-MAAL wa-sharq SOO-ri-ya",
        ),
        ("طريق M4", "ta-REEQ M4"),
    ],
)
def test_words_names_are_made_of_are_said_as_they_are_read(name: str, said: str) -> None:
    assert pronunciation(name) == said


@pytest.mark.parametrize(
    ("name", "english", "said"),
    [
        ("منبج", "Manbij", "MAN-bij"),
        ("كوباني", "Kobani", "koo-BAA-nee"),
        ("خان شيخون", "Khan Sheikhoun", "khaan shay-KHOON"),
        ("يحيى سريع", "Yahya Saree", "YAH-ya sa-REE‘"),
        ("شيكاغو", "Chicago", "shee-KAA-goo"),
        ("ينبع", "Yanbu", "YAN-bu‘"),
        ("سعيد ياسين", "Saeed Yassin", "sa-‘EED yaa-SEEN"),
        ("مايك", "Mike", "maayk"),
        ("عبير موسي", "Abir Moussi", "‘a-BEER MOO-see"),
        ("عمّان", "Amman", "‘am-MAAN"),
        ("عمان", "Oman", "‘o-MAAN"),
    ],
)
def test_short_vowels_come_from_the_spelling_of_newspapers(
    name: str, english: str, said: str
) -> None:
    assert pronunciation(name, english) == said


@pytest.mark.parametrize(
    ("name", "english"), [("ألزيطو", "Sidon"), ("كزبهذ", "Raqqa"), ("المنذلق", "The Hague")]
)
def test_a_name_that_is_another_word_in_english_is_not_made_up(name: str, english: str) -> None:
    assert pronunciation(name, english, spell=lambda word: None) == ""


def test_one_word_that_cannot_be_told_leaves_the_whole_untold() -> None:
    assert pronunciation("حلب كزبهذ", spell=lambda word: None) == ""


def test_vowels_of_a_dictionary_are_taken_where_nothing_speaks_against_them() -> None:
    given = {lookup_key("كزبرة"): "كُزْبَرَةِ"}
    assert pronunciation("كزبرة", vowelled=given, spell=lambda word: None) == "KUZ-ba-ra"
    gentle = {lookup_key("قلعة"): "قِلْعَة"}
    assert pronunciation("قلعة", "Qalaa", vowelled=gentle) == "QAL-‘a"


def test_a_name_nobody_knows_is_said_by_its_guessed_spelling() -> None:
    assert pronunciation("حمود", spell=transliterate) == "ham-MOOD"


def test_nothing_breaks_on_any_name_we_know() -> None:
    told = [pronunciation(entity.name_ar, entity.name_en) for entity in load_knowledge()]
    assert all(text == text.strip() and "--" not in text for text in told)
    assert sum(map(bool, told)) > len(told) / 2


@pytest.mark.parametrize(
    "name", ["", "   ", "M4", "ال", "ء", "ةةة", "ًٌ", "ااااا", "ععععع", "سال" * 9000]
)
def test_odd_names_are_told_or_left_untold(name: str) -> None:
    assert isinstance(pronunciation(name, spell=transliterate), str)
