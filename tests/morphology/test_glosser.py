"""Glosses in context, with the installed dictionary."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import BrokenPartError, MissingPartError
from reader.model import Features, Gloss
from reader.morphology.glosser import AlmorGlosser, load_glosser
from reader.text.keys import has_arabic, strip_marks

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"


def gloss(glosser: AlmorGlosser, sentence: str, word: str) -> Gloss:
    words = re.findall(r"\w[\w\u064b-\u0652]*|[^\s\w]", sentence)
    found = glosser.gloss(words)[words.index(word)]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sentence", "word", "pos", "first_sense"),
    [
        ("كشفت مصادر خاصة عن الاجتماع", "كشفت", "verb", "discover"),
        ("ورفع العلم السوري فوق مؤسساتها", "العلم", "noun", "flag"),
        ("وفق المصادر ذاتها", "وفق", "prep", "according to"),
        ("مداخل المدينة ومخارجها", "مداخل", "noun", "entrance"),
        ("قال إن الجيش انسحب", "إن", "conj_sub", "indeed"),
        ("يريد أن يعود", "أن", "conj_sub", "to"),
        ("أعلن أن القوات انسحبت", "أن", "conj_sub", "that"),
        ("كان قد عقد اجتماعا", "قد", "part_verb", "has"),
        ("قد يعود غدا", "قد", "part_verb", "may"),
        ("قبل أيام من الاجتماع", "قبل", "prep", "before"),
        ("بعد الاجتماع", "بعد", "prep", "after"),
        ("لم يعلق على ذلك", "لم", "part_neg", "did not"),
        ("في شرق سوريا", "سوريا", "noun_prop", "Syria"),
        ("أي عمل عسكري محتمل", "عمل", "noun", "work"),
        ("أي عمل عسكري محتمل", "عسكري", "adj", "military"),
        ("خمسمئة دولار", "خمسمئة", "noun", "five hundred"),
        ("كان رئيسا", "كان", "verb", "be"),
        ("لأنه رفض", "لأنه", "conj_sub", "because"),
        ("وقال أيضا", "أيضا", "adv", "also"),
        ("لكنها رفضت", "لكنها", "conj", "but"),
    ],
)
def test_a_word_gets_the_meaning_its_sentence_gives_it(
    glosser, sentence: str, word: str, pos: str, first_sense: str
) -> None:
    found = gloss(glosser, sentence, word)
    assert (found.pos, found.english.split("; ")[0]) == (pos, first_sense)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("كشفت", [("كشف", "discover"), ("ت", "she/it")]),
        ("للجيش", [("ل", "to; for"), ("ل", "the"), ("جيش", "army")]),
        ("وبالمدينة", [("و", "and"), ("ب", "with; by; in"), ("ال", "the"), ("مدينة", "city")]),
        ("انسحابهم", [("انسحاب", "withdrawal"), ("هم", "their")]),
        ("رفضوه", [("رفض", "reject"), ("و", "they"), ("ه", "him/it")]),
        ("سيكتبون", [("س", "will"), ("ي", "they"), ("كتب", "write"), ("ون", "(plural)")]),
        ("كتبوا", [("كتب", "write"), ("وا", "they")]),
        ("كالجبل", [("ك", "like; as"), ("ال", "the"), ("جبل", "mountain")]),
        ("فعاد", [("ف", "and; so"), ("عاد", "return")]),
        ("له", [("ل", "to"), ("ه", "him/it")]),
        ("لليل", [("ل", "to; for"), ("ليل", "night")]),
        ("بسبب", [("بسبب", "because of")]),
        ("مما", [("مما", "which")]),
    ],
)
def test_clitics_are_split_off_with_their_meanings(
    glosser, word: str, parts: list[tuple[str, str]]
) -> None:
    (found,) = glosser.gloss([word])
    assert [(s.form, s.english) for s in found.segments] == parts


@pytest.mark.parametrize(
    ("written", "lemma", "english"),
    [
        ("عَلَم", "عَلَم", "flag"),
        ("عِلْم", "عِلْم", "knowledge"),
        ("كُتُب", "كِتاب", "book"),
        ("كَتَبَ", "كَتَب", "write"),
        ("مُدرّس", "مُدَرِّس", "instructor"),
    ],
)
def test_short_vowels_that_are_written_decide(
    glosser, written: str, lemma: str, english: str
) -> None:
    (found,) = glosser.gloss([written])
    assert (found.lemma, found.english.split("; ")[0]) == (lemma, english)


@pytest.mark.parametrize("variant", ["اجتمـــاع", "ﺍﺟﺘﻤﺎﻉ", "اجتِماع"])
def test_tatweel_presentation_forms_and_marks_do_not_hide_a_word(glosser, variant: str) -> None:
    (found,) = glosser.gloss([variant])
    assert found.english == "meeting; gathering"


def test_persian_letters_that_look_arabic_are_read_as_arabic(glosser) -> None:
    (found,) = glosser.gloss(["الکردی"])
    assert found.english == "Kurdish"


@pytest.mark.parametrize("word", ["2019", "٢٠١٩", "3,5", "M4", "Reuters", "،", "»", "", " "])
def test_what_is_no_arabic_word_has_no_gloss(glosser, word: str) -> None:
    assert glosser.gloss([word]) == [None]


@pytest.mark.parametrize(
    ("word", "stem", "before"),
    [
        ("غوتيرشك", "غوتيرشك", []),
        ("والزغبجات", "زغبجات", ["and", "the"]),
        ("للزغبجات", "زغبجات", ["to; for", "the"]),
        ("وزغبجات", "زغبجات", ["and"]),
        ("بزغبجات", "بزغبجات", []),
    ],
)
def test_a_word_that_no_dictionary_holds_is_transliterated_and_marked(
    glosser, word: str, stem: str, before: list[str]
) -> None:
    (found,) = glosser.gloss([word])
    assert found.source == "transliteration"
    assert (found.pos, found.lemma, found.root) == ("noun_prop", stem, "")
    assert [s.english for s in found.segments[:-1]] == before
    assert re.fullmatch(r"[A-Z][a-z'-]+", found.english)


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("قال", "ق.و.ل"),
        ("باع", "ب.ي.ع"),
        ("دعا", "د.ع.و"),
        ("رأى", "ر.ء.ي"),
        ("جيش", "ج.ي.ش"),
        ("مسؤول", "س.ء.ل"),
        ("كشفت", "ك.ش.ف"),
        ("في", ""),
    ],
)
def test_roots_have_their_weak_radicals_or_none_are_given(glosser, word: str, root: str) -> None:
    (found,) = glosser.gloss([word])
    assert found.root == root


def test_features_are_letters_or_empty(glosser) -> None:
    words = "وسيكتبونها قالت المدينة للجيش هذا في كتابين".split()
    for found in glosser.gloss(words):
        values = {f.name: getattr(found.features, f.name) for f in fields(Features)}
        assert all(v not in ("0", "na", "-") for v in values.values())
        assert not any(v == "u" for name, v in values.items() if name != "case")
        assert all(p not in ("0", "na") for p in found.features.proclitics)


def test_proclitics_are_told_from_the_outside_in(glosser) -> None:
    (found,) = glosser.gloss(["وبالمدينة"])
    assert found.features.proclitics == ("wa_conj", "bi_prep", "Al_det")


def test_alternatives_mean_something_else_and_are_few(glosser) -> None:
    for word in "عقد علم كتب قبل رفع مدينة قدم".split():
        (found,) = glosser.gloss([word])
        assert len(found.alternatives) <= 3
        told = set(found.english.split("; "))
        for other in found.alternatives:
            assert told.isdisjoint(other.english.split("; "))
            told |= set(other.english.split("; "))


def test_a_plural_is_glossed_in_the_singular(glosser) -> None:
    (found,) = glosser.gloss(["رؤساء"])
    assert (found.english.split("; ")[0], found.features.number) == ("president", "p")


def test_punctuation_among_the_words_keeps_places(glosser) -> None:
    assert [g is None for g in glosser.gloss(["قال", "،", "إن", "«", "الجيش", "»"])] == [
        False, True, False, True, False, True,
    ]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(LETTERS + "وفبلكس" * 3 + "ًٌٍَُِّْـ", max_size=12), max_size=6))
def test_segments_put_together_are_the_word(glosser, words: list[str]) -> None:
    for word, found in zip(words, glosser.gloss(words), strict=True):
        assert (found is not None) == has_arabic(word)
        if found is not None:
            assert "".join(s.form for s in found.segments) == strip_marks(word)
            assert found.english
            assert all(s.form and s.english for s in found.segments)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_text_is_answered_word_for_word(glosser, words: list[str]) -> None:
    assert len(glosser.gloss(words)) == len(words)


def test_a_missing_dictionary_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="qari data install dictionary"):
        AlmorGlosser(tmp_path / "absent.db")


def test_the_installed_dictionary_is_found(dictionary: Path) -> None:
    assert load_glosser().label == "ALMOR (AraMorph) + context rules"


@pytest.mark.parametrize("damage", [b"", b"not a dictionary\n", b'{"format": "qari-almor/1"}\nx'])
def test_a_damaged_dictionary_is_one_sentence(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "almor-msa-r13.db"
    path.write_bytes(damage)
    with pytest.raises(BrokenPartError, match="qari data install dictionary") as raised:
        AlmorGlosser(path)
    assert "\n" not in str(raised.value)
