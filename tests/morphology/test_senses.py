"""ALMOR's glosses made readable."""

from __future__ import annotations

import re

import pytest

from reader.data.dictionary import STEM_COLUMNS, read_dictionary
from reader.errors import BrokenPartError
from reader.morphology import glosses
from reader.morphology.glosses import load_glossary, plain_lemma, senses


@pytest.mark.parametrize(
    ("raw", "pos", "expected"),
    [
        ("meeting;gathering", "noun", ("meeting", "gathering")),
        ("be_hostile_towards", "verb", ("be hostile towards",)),
        ("to;for_+_it;him_(it;he_has)", "prep", ("to", "for")),
        ("you_[masc.pl.]", "pron", ("you",)),
        ("who;whom_[fem.pl.]", "pron_rel", ("who", "whom")),
        ("riyal_(S.Ar.=100_halala,_Qatar=100_dirham)", "noun", ("riyal",)),
        ("(in_order)_not_to", "conj_sub", ("in order not to",)),
        ("of;from_Gaza", "adj", ("of Gaza",)),
        ("capacity;weight_measure_(1;2_kg)", "noun", ("capacity", "weight measure")),
        ("a;b;c;d;e;f", "noun", ("a", "b", "c", "d")),
        ("source;source", "noun", ("source",)),
        ("red_sea", "noun_prop", ("Red Sea",)),
        ("al-Asad;lion_of_the_desert", "noun_prop", ("al-Asad", "Lion of the Desert")),
        ('say_"bismillah"', "verb", ("say bismillah",)),
        ("", "noun", ()),
    ],
)
def test_a_gloss_becomes_clean_senses(raw: str, pos: str, expected: tuple[str, ...]) -> None:
    assert senses(raw, pos) == expected


def test_no_gloss_of_the_dictionary_keeps_its_markup(dictionary) -> None:
    header, lines = read_dictionary(dictionary)
    gloss, bundle = STEM_COLUMNS.index("gloss"), STEM_COLUMNS.index("bundle")
    rows = [line.split("\t") for line in lines.decode("utf-8").splitlines()]
    entries = {(row[gloss], header["bundles"][int(row[bundle])]["pos"]) for row in rows}
    unclean = re.compile(r"[\[\]()<>_+=;\"]|^\s|\s$|\s\s|^$")
    bad = [
        (raw, found)
        for raw, pos in entries
        for found in [senses(raw, pos)]
        if not found or len(found) > 4 or any(unclean.search(sense) for sense in found)
    ]
    assert bad == []


@pytest.mark.parametrize(("entry", "lemma"), [("كَشَف-i_1", "كَشَف"), ("عَلَم_1", "عَلَم"), ("أَيّ", "أَيّ")])
def test_a_lemma_loses_its_numbering_and_vowel_class(entry: str, lemma: str) -> None:
    assert plain_lemma(entry) == lemma


def test_every_written_meaning_belongs_to_a_dictionary_entry(dictionary) -> None:
    header, lines = read_dictionary(dictionary)
    lex, bundle = STEM_COLUMNS.index("lex"), STEM_COLUMNS.index("bundle")
    known = set()
    for line in lines.decode("utf-8").splitlines():
        cells = line.split("\t")
        pos = header["bundles"][int(cells[bundle])]["pos"]
        known |= {
            (glosses.normal(cells[lex]), pos),
            (glosses.normal(plain_lemma(cells[lex])), pos),
        }
    written = load_glossary()._written
    assert [key for key in written if ":" not in key[0] and key not in known] == []


def test_written_meanings_hold_no_markup_and_few_senses() -> None:
    for key, meaning in load_glossary()._written.items():
        assert 1 <= len(meaning.senses) <= 4, key
        assert not any(re.search(r"[_\[\]<>]|^\s|\s$", sense) for sense in meaning.senses), key


def test_a_passive_keeps_the_dictionary_meaning() -> None:
    glossary = load_glossary()
    assert glossary.meaning("قال-u_1", "قال", "verb", "said").senses == ("say",)
    assert glossary.passive_meaning("قال-u_1", "قِيل", "be_said").senses == ("be said",)


def test_a_damaged_table_names_its_line(tmp_path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("# comment\nفِي\tprep\tin\nفِي\tprep\n", "utf-8")
    with pytest.raises(BrokenPartError, match=r"table\.tsv:3"):
        glosses._read(table, -4.0)
