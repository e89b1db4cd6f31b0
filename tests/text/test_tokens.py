from __future__ import annotations

import pytest

from reader.text.tokens import token_spans


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in token_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كشفت مصادر خاصة،", ["كشفت", "مصادر", "خاصة"]),
        ('لـ "سبوتنيك"، أن', ["لـ", "سبوتنيك", "أن"]),
        ('لـ"سبوتنيك"', ["لـ", "سبوتنيك"]),
        ("(الحسكة- الرقة-حلب)", ["الحسكة", "الرقة", "حلب"]),
        ("باسم (M4) الرابط", ["باسم", "M4", "الرابط"]),
        ("الـM4 وM5", ["الـ", "M4", "و", "M5"]),
        ("و12 بـ50 ال30", ["و", "12", "بـ", "50", "ال", "30"]),
        ("50ألف", ["50", "ألف"]),
        ("2,500.75 و١٢٫٥٪ أو ٢٬٥٠٠", ["2,500.75", "و", "١٢٫٥", "أو", "٢٬٥٠٠"]),
        ("12/5/2024 عند 10:30", ["12/5/2024", "عند", "10:30"]),
        ("1،500،000 نسمة", ["1،500،000", "نسمة"]),
        ("+20% و-5 و$100", ["20", "و", "5", "و", "100"]),
        ("في 2019.", ["في", "2019"]),
        ("5, 6", ["5", "6"]),
        ("جُزءاً مِنْ أمْنِها", ["جُزءاً", "مِنْ", "أمْنِها"]),
        ("الــرقــة", ["الــرقــة"]),
        ("ــــ كلمة", ["كلمة"]),
        ("\u200fحلب\u200e و\u200fالرقة", ["حلب", "و\u200fالرقة"]),
        ("می\u200cخواهم\u200c ", ["می\u200cخواهم"]),
        ("ﻣﻨﺒﺞ ﻻ", ["ﻣﻨﺒﺞ", "ﻻ"]),
        ("#قسد_ترتكب_2019 @user_name", ["قسد_ترتكب_2019", "user_name"]),
        ("U.S. وU.S.A والـ F-16", ["U.S.", "و", "U.S.A", "والـ", "F-16"]),
        ("O'Brien and AT&T’s", ["O'Brien", "and", "AT&T’s"]),
        ("COVID-19 وكوفيد-19", ["COVID-19", "وكوفيد", "19"]),
        ("https://a.org/x?y=1.", ["https://a.org/x?y=1"]),
        ("(www.example.org/سوريا)", ["www.example.org/سوريا"]),
        ("a.b@mail.example.org،", ["a.b@mail.example.org"]),
        ("كلمة.كلمة", ["كلمة", "كلمة"]),
        ("ا.ف.ب", ["ا", "ف", "ب"]),
        ("Société Zürich naïve", ["Société", "Zürich", "naïve"]),
        ("Москва 北京", ["Москва", "北京"]),
        ("... !! — « » ؟ ً ـ ", []),
        ("", []),
    ],
)
def test_words_and_numbers_are_tokens_and_punctuation_is_not(
    text: str, expected: list[str]
) -> None:
    assert tokens(text) == expected


def test_only_the_asked_stretch_is_looked_at() -> None:
    assert token_spans("واحد اثنان ثلاثة", 5, 10) == [(5, 10)]
