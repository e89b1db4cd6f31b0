from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.keys import (
    has_arabic,
    is_arabic_letter,
    lookup_key,
    plain_digits,
    strip_marks,
)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("الأمريكي", "الامريكي"),
        ("إلى", "الي"),
        ("آذار", "اذار"),
        ("ٱلرقة", "الرقه"),
        ("مسؤول", "مسوول"),
        ("رئيس", "رييس"),
        ("مُحَمَّدٌ", "محمد"),
        ("قســـد", "قسد"),
        ("می\u200cخواهم", "ميخواهم"),
        ("\u200fحلب\u200e", "حلب"),
        ("کوبانی", "كوباني"),
        ("ﻣﻨﺒﺞ", "منبج"),
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("ا\u0654مل", "أمل"),
        ("عام ٢٠١٩", "عام 2019"),
        ("الـM4", "الm4"),
        ("عين\u00a0عيسى", "عين عيسى"),
    ],
)
def test_spellings_of_one_word_share_a_key(written: str, same: str) -> None:
    assert lookup_key(written) == lookup_key(same)


@pytest.mark.parametrize(
    ("one", "other"), [("علم", "عمل"), ("ضباط", "ظباط"), ("عين", "عينا"), ("سماء", "سما")]
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert lookup_key(one) != lookup_key(other)


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("أُمَّةٌ", "أمة"),
        ("لـ", "ل"),
        ("إلى", "إلى"),
        ("ﻣﻨﺒﺞ", "منبج"),
        ("ﹰ", ""),
        ("M4", "M4"),
        ("ا\u0654مل", "أمل"),
    ],
)
def test_marks_go_and_every_letter_stays(written: str, letters: str) -> None:
    assert strip_marks(written) == letters


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("١٢٫٥", "12.5"),
        ("٢٬٥٠٠", "2,500"),
        ("۱۴۰۲", "1402"),
        ("١،٥ مليون، أو أكثر", "1,5 مليون، أو أكثر"),
        ("2019", "2019"),
    ],
)
def test_digits_become_ascii(written: str, plain: str) -> None:
    assert plain_digits(written) == plain


def test_arabic_letters_are_told_from_marks_digits_and_punctuation() -> None:
    assert all(map(is_arabic_letter, "ابةىيءکپﻣ"))
    assert not any(map(is_arabic_letter, "ـ٣،؟ًa1 "))
    assert has_arabic("M4 طريق")
    assert not has_arabic("١٢٣ ، ـ")


@given(st.text())
def test_a_key_of_a_key_is_itself(text: str) -> None:
    key = lookup_key(text)
    assert lookup_key(key) == key


@given(st.text())
def test_digits_keep_their_places(text: str) -> None:
    assert len(plain_digits(text)) == len(text)
