from __future__ import annotations

import re

import pytest

from reader.knowledge.loaded_terms import loaded_in, read_terms
from reader.paths import resource
from reader.text.keys import lookup_key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قوات النظام السوري", [("النظام", "regime")]),
        ("وللنظام", [("وللنظام", "regime")]),
        ("مِيليشيا «قسد» الإرهابيّة", [("مِيليشيا", "militia"), ("الإرهابيّة", "terrorist")]),
        ("النظام ونظام الأسد", [("النظام", "regime")]),
        ("مدينة عين عيسى", []),
        ("", []),
    ],
)
def test_words_that_take_sides_are_found_whatever_is_attached(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(word, term.english) for word, term in loaded_in(text)] == found


def test_a_table_with_a_line_that_is_not_whole_is_refused_by_line() -> None:
    with pytest.raises(ValueError, match="line 2 has not three columns"):
        read_terms("# words\nنظام\tregime\n")


def test_the_shipped_table_is_whole_and_no_word_stands_twice() -> None:
    terms = read_terms(resource("knowledge", "loaded-terms.tsv").read_text("utf-8"))
    keys = [lookup_key(word) for term in terms for word in term.words]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch("[\u0621-\u064a ]+", word) for term in terms for word in term.words)
    assert all(60 <= len(term.note) <= 260 and term.note.endswith(".") for term in terms)
    assert not any(word.startswith("ال") for term in terms for word in term.words)
