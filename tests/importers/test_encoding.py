from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from reader.importers.encoding import UnknownEncodingError, decode

TEXTS = {
    "a sentence": "أعلنت بلدية المدينة أن الطريق سيفتح أمام الشاحنات صباح يوم الأحد.",
    "a headline": "فتح الطريق الدولي أمام الشاحنات",
    "without common words": "ستستأنف محطة الضخ عملها صباح الأحد",
    "with Latin and digits": "قال موقع Example News إن 12 شاحنة عبرت الطريق M4 في 3/5/2021.",
    "mostly Latin": "Example News reported on 3 May: سيفتح الطريق غدا أمام الشاحنات (M4, 12 km).",
    "with diacritics": "مُنِعَ المرورُ على الجسرِ حتّى إشعارٍ آخرَ من البلديّةِ.",
    "punctuation of Arabic": "هل فُتح الطريق؟ نعم، فُتح؛ لكن للشاحنات فقط.",
    "several lines": "عنوان الخبر\nقالت لجنة المياه إن المحطة عادت إلى العمل.\r\nوانتهى البيان.",
}
ENCODINGS = {
    "utf-8": ("utf-8", "utf-8"),
    "utf-8 with mark": ("utf-8-sig", "utf-8"),
    "utf-16 little-endian with mark": ("utf-16-le", "utf-16-le"),
    "utf-16 big-endian with mark": ("utf-16-be", "utf-16-be"),
    "utf-16 little-endian": ("utf-16-le", "utf-16-le"),
    "utf-16 big-endian": ("utf-16-be", "utf-16-be"),
    "windows-1256": ("cp1256", "cp1256"),
    "iso-8859-6": ("iso8859-6", "iso8859-6"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("case", ENCODINGS)
def test_text_comes_back_whatever_its_encoding(case: str, text: str) -> None:
    codec, name = ENCODINGS[case]
    data = text.encode(codec)
    if case.endswith("endian with mark"):
        data = (codecs.BOM_UTF16_LE if "little" in case else codecs.BOM_UTF16_BE) + data
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.encoding == name


@pytest.mark.parametrize("codec", ["cp1256", "iso8859-6", "utf-16-le", "utf-16-be", "utf-8"])
def test_real_sentences_come_back(codec: str, shared: Path) -> None:
    lines = (shared / "eval" / "mt" / "flores_dev.ar").read_text("utf-8").splitlines()[::7]
    for line in lines:
        try:
            data = line.encode(codec)
        except UnicodeEncodeError:
            continue
        assert decode(data).text == line


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    text = "كل من"  # too short to be told from ISO-8859-6 by its letters
    assert decode(text.encode("cp1256"), "windows-1256").encoding == "cp1256"
    assert decode(text.encode("iso8859-6"), "iso-8859-6").encoding == "iso8859-6"


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "hex", "no-such-thing", "\ufffd"])
def test_a_declared_encoding_is_not_believed_where_it_does_not(
    declared: str, sentence: str
) -> None:
    assert decode(sentence.encode("cp1256"), declared).text == sentence


def test_a_few_broken_bytes_are_shown_where_they_stand(sentence: str) -> None:
    data = sentence.encode() * 10
    middle = len(sentence.encode())
    decoded = decode(data[:middle] + b"\xff" + data[middle:-1] + b"\xd8")
    assert decoded.encoding == "utf-8"
    assert decoded.text == sentence + "\ufffd" + sentence * 9 + "\ufffd" or (
        decoded.text.startswith(sentence + "\ufffd") and decoded.text.endswith("\ufffd")
    )


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Президент заявил, что переговоры продолжатся в Москве.", "cp1251"),
        ("Президент заявил, что переговоры продолжатся в Москве.", "koi8-r"),
        ("Größere Städte hätten über die Maßnahmen früher entscheiden müssen.", "cp1252"),
        ("ראש הממשלה אמר היום כי השיחות יימשכו בשבוע הבא", "cp1255"),
        ("首相は来週東京で会談が続くと述べた", "shift_jis"),
    ],
)
def test_other_encodings_are_not_taken_for_arabic(text: str, codec: str) -> None:
    with pytest.raises(UnknownEncodingError) as caught:
        decode(text.encode(codec))
    assert not caught.value.binary


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 50, "نص".encode() + b"\x00", bytes(range(256)) * 4]
)
def test_bytes_that_are_no_text_are_told(data: bytes) -> None:
    with pytest.raises(UnknownEncodingError) as caught:
        decode(data)
    assert caught.value.binary
