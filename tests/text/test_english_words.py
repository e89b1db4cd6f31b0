from __future__ import annotations

import subprocess
import sys

import pytest

from reader.text.english_words import base_form, base_forms, inflected, is_english_word


def test_words_read_one_by_one_are_those_of_the_whole_lists() -> None:
    compare = """
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
from reader.text.english_words import _inflections, _lemmatizer
for tool, codec, file, table in (
    (_lemmatizer(), LemmaLUCodec, "lemma_lu_fn", "lemma_dict"),
    (_inflections(), InflectionLUCodec, "infl_lu_fn", "infl_dict"),
):
    whole = codec.load(getattr(tool, file))
    assert len(whole) > 30_000
    for word, entry in whole.items():
        assert getattr(tool, table).get(word, {}) == entry, word
"""
    subprocess.run([sys.executable, "-c", compare], check=True, timeout=60)


@pytest.mark.parametrize(
    ("word", "forms"),
    [("cities", {"city"}), ("met", {"meet"}), ("qamishli", set()), ("u.n.", set())],
)
def test_base_forms(word: str, forms: set[str]) -> None:
    assert forms <= base_forms(word)
    assert bool(forms) == is_english_word(word)


def test_the_base_form_of_a_word_without_any_is_itself() -> None:
    assert base_form("cities") == "city"
    assert base_form("qamishli") == "qamishli"


@pytest.mark.parametrize(
    ("word", "tag", "form"),
    [
        ("go", "VBD", "went"),
        ("be", "VBN", "been"),
        ("will", "VBD", "would"),
        ("city", "NNS", "cities"),
        ("googlify", "VBD", "googlified"),
        ("ceasefire-", "NNS", "ceasefire-"),
    ],
)
def test_inflected_forms(word: str, tag: str, form: str) -> None:
    assert inflected(word, tag) == form
