"""Fixed terms: every shipped line is sound, and terms are found as papers write them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from reader.paths import resource
from reader.text.keys import has_arabic, lookup_key, strip_marks
from reader.translation.draft.terms import (
    KINDS,
    Term,
    TermIndex,
    read_terms,
    shipped_terms,
)
from reader.translation.draft.units import Kind

FILES = sorted(resource("glossary").glob("terms*.tsv"))
ARABIC = re.compile(r"[\u0621-\u064a]+(?: [\u0621-\u064a]+)*")
ENGLISH = re.compile(r"[A-Za-z0-9é’'-]+(?: [A-Za-z0-9é’'-]+)*")
LONGEST = 6
"""Words the draft looks ahead for a term."""


def lines() -> list[tuple[str, str, str, str]]:
    """Where it stands, Arabic, English, kind of every shipped line."""
    found = []
    for file in FILES:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                arabic, english, kind = line.split("\t")
                found.append((f"{file.name}:{number}", arabic, english, kind))
    return found


def index(*terms: str) -> TermIndex:
    return TermIndex(read_terms("\n".join(terms), "here"))


def found(terms: TermIndex, text: str) -> tuple[str, int] | None:
    """English and letters taken off, of the term that begins `text`."""
    words = text.split()
    match = terms.longest(words, [True] * len(words))
    return match and (match[0].english, match[1])


def test_the_glossary_is_large() -> None:
    assert len(lines()) >= 1500


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_read_whole(file: Path) -> None:
    assert list(read_terms(file.read_text("utf-8"), file.name))


def test_every_line_has_a_known_kind() -> None:
    assert [where for where, _, _, kind in lines() if kind not in KINDS] == []


def test_every_line_has_plain_arabic_on_the_left() -> None:
    assert [
        where
        for where, arabic, _, _ in lines()
        if not ARABIC.fullmatch(arabic) or strip_marks(arabic) != arabic
    ] == []


def test_every_line_has_english_on_the_right() -> None:
    assert [
        where
        for where, _, english, _ in lines()
        if not ENGLISH.fullmatch(english) or has_arabic(english)
    ] == []


def test_no_arabic_stands_twice() -> None:
    keys = Counter(lookup_key(arabic) for _, arabic, _, _ in lines())
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_term_is_a_bare_letter() -> None:
    assert [where for where, arabic, _, _ in lines() if len(arabic) < 2] == []


def test_no_term_is_longer_than_the_draft_looks() -> None:
    assert [where for where, arabic, _, _ in lines() if len(arabic.split()) > LONGEST] == []


def test_nouns_and_verbs_stand_bare() -> None:
    dressed = {"noun": ("the ", "a ", "an "), "verb": ("to ",)}
    assert [
        where
        for where, _, english, kind in lines()
        if kind in dressed and english.startswith(dressed[kind])
    ] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("وزير الخارجية\tforeign minister", "not Arabic, English and kind"),
        ("وزير الخارجية\tforeign minister\tnoun\tmore", "not Arabic, English and kind"),
        ("وزير الخارجية\t\tnoun", "not Arabic, English and kind"),
        ("وزير الخارجية\tforeign minister\tnuon", "unknown kind 'nuon'"),
    ],
)
def test_a_bad_line_is_told_with_file_and_number(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"terms-x.tsv line 3: {said}"):
        list(read_terms(f"# remark\n\n{line}", "terms-x.tsv"))


@pytest.mark.parametrize(
    ("text", "english", "taken"),
    [
        ("وزير الخارجية", "foreign minister", 0),
        ("ووزير الخارجية", "foreign minister", 1),
        ("لوزير الخارجية", "foreign minister", 1),
        ("وبوزير الخارجيه", "foreign minister", 2),
        ("للأمن القومي", "national security", 2),
        ("للامن القومي", "national security", 2),
    ],
)
def test_a_term_is_found_with_proclitics_and_as_papers_spell_it(
    text: str, english: str, taken: int
) -> None:
    terms = index("وزير الخارجية\tforeign minister\tnoun", "الأمن القومي\tnational security\tnoun")
    assert found(terms, text) == (english, taken)


def test_the_longest_term_is_taken() -> None:
    terms = index("إطلاق النار\tshooting\tnoun", "إطلاق النار على\tshooting at\tnoun")
    assert found(terms, "إطلاق النار على الجنود") == ("shooting at", 0)
    assert found(terms, "إطلاق النار في المدينة") == ("shooting", 0)


def test_a_mark_between_the_words_keeps_them_apart() -> None:
    terms = index("إطلاق النار\tshooting\tnoun")
    assert terms.longest(["إطلاق", "النار"], [True, False]) is None


@pytest.mark.parametrize("other", ["وحدة", "مضيفة"])
def test_a_word_with_another_last_letter_is_another_word(other: str) -> None:
    terms = index("وحده\talone\tadv", "مضيفه\this host\tnoun")
    assert found(terms, other) is None


def only(line: str) -> Term:
    return next(read_terms(line, "here"))


@pytest.mark.parametrize(
    ("line", "definite"),
    [
        ("وقف إطلاق النار\tceasefire\tnoun", True),
        ("وقف إطلاق نار\tceasefire\tnoun", False),
        ("التهاب رئوي\tpneumonia\tnoun", False),
        ("الالتهاب الرئوي\tpneumonia\tnoun", True),
        ("مجهول الهوية\tunidentified\tadj", False),
        ("غير الشرعي\tillegitimate\tadj", True),
    ],
)
def test_the_article_makes_a_term_definite(line: str, definite: bool) -> None:
    assert only(line).definite is definite


@pytest.mark.parametrize(
    ("text", "english", "kind"),
    [
        ("وقف إطلاق النار", "ceasefire", Kind.NOUN),
        ("رئيس الوزراء", "prime minister", Kind.NOUN),
        ("على خلفية", "over", Kind.PREPOSITION),
        ("لا يقل عن", "of no less than", Kind.OTHER),
        ("الأمر الذي", "which", Kind.RELATIVE),
        ("غير قانونية", "illegal", Kind.ADJECTIVE),
        ("أسفرت عن", "result in", Kind.VERB),
        ("عشرات الآلاف من", "tens of thousands of", Kind.QUANTIFIER),
    ],
)
def test_what_readers_of_news_expect_is_there(text: str, english: str, kind: Kind) -> None:
    words = text.split()
    match = shipped_terms().longest(words, [True] * len(words))
    assert match is not None
    assert (match[0].english, match[0].kind) == (english, kind)


def test_verbal_nouns_have_their_verb_and_shares() -> None:
    text = resource("glossary", "verbal-nouns.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert rows
    assert all(len(row) == 9 and row[1] == "noun" and has_arabic(row[0]) for row in rows)
    assert all(0 <= float(share) <= 1 for row in rows for share in row[3::2])
