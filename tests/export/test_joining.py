from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.joining import joined, widened


@pytest.mark.parametrize(
    ("word", "cut", "expected"),
    [
        ("والرقة", 1, False),
        ("وبالرقة", 1, False),
        ("وبالرقة", 2, True),
        ("بالرقة", 1, True),
        ("سوريا", 3, False),
        ("شيء", 2, False),
        ("بِالرقة", 2, True),
        ("مُدن", 1, True),
        ("ـها", 1, True),
        ("M4", 1, False),
        ("الرقة،", 5, False),
        ("الرقة", 0, False),
        ("الرقة", 5, False),
    ],
)
def test_letters_join_as_unicode_says(word: str, cut: int, expected: bool) -> None:
    assert joined(word, cut) is expected


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("زار والرقة اليوم", "الرقة", "الرقة"),
        ("زار وبالرقة اليوم", "الرقة", "بالرقة"),
        ("قال للجيش السوري", "لجيش السوري", "للجيش السوري"),
        ("بسوريا", "سوريا", "بسوريا"),
        ("سوريا", "سور", "سور"),
        ("حلبها", "حلب", "حلبها"),
    ],
)
def test_a_name_is_shown_from_where_letters_do_not_join(text: str, name: str, shown: str) -> None:
    start = text.index(name)
    left, right = widened(text, (start, start + len(name)), (0, len(text)))
    assert text[left:right] == shown


@given(st.text(alphabet="ابترسلمويةىءأ ،.ً\u0640\u200dM1", max_size=12), st.data())
def test_widening_never_cuts_joined_letters_and_never_shrinks(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = widened(text, (start, end), (0, len(text)))
    assert 0 <= left <= start <= end <= right <= len(text)
    assert not joined(text, left)
    assert not joined(text, right)
