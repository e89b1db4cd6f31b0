"""The tables beside the dictionary, and how well the whole reads."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from reader.data.dictionary import read_dictionary
from reader.errors import BrokenPartError
from reader.morphology import preferences, supplement
from reader.morphology.camel import load_analyzer
from reader.morphology.context import rank
from reader.morphology.glosser import AlmorGlosser
from reader.morphology.glosses import load_glossary
from reader.morphology.lexicon import Lexicon
from reader.morphology.preferences import Preferences, kind, load_preferences
from reader.morphology.supplement import load_supplement, stem_key


def test_a_preference_adds_that_of_the_entry_and_that_of_the_spelling() -> None:
    table = Preferences({("*", "عَلَم_1", "noun"): 0.5, ("العلم", "عَلَم_1", "noun"): 0.25})
    assert table.weight("العلم", "عَلَم_1", "noun") == 0.75
    assert table.weight("علم", "عَلَم_1", "noun") == 0.5
    assert table.weight("علم", "عِلْم_1", "noun") == 0.0


def test_every_shipped_preference_is_small_enough_to_be_overruled_by_grammar() -> None:
    weights = load_preferences()._weights.values()
    assert weights
    assert all(0.1 <= abs(weight) <= 3.0 for weight in weights)


@pytest.mark.parametrize(
    ("pos", "voice", "aspect", "expected"),
    [
        ("verb", "a", "p", "verb"),
        ("verb", "p", "p", "verb/passive"),
        ("verb", "a", "c", "verb/command"),
        ("noun", "", "", "noun"),
    ],
)
def test_passives_and_commands_are_told_apart(
    pos: str, voice: str, aspect: str, expected: str
) -> None:
    assert kind(pos, voice, aspect) == expected


@pytest.mark.parametrize("module", [preferences, supplement])
def test_a_damaged_table_is_one_sentence(
    module, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("preferences.tsv", "supplement.tsv"):
        (tmp_path / name).write_text("too\tfew\n", "utf-8")
    monkeypatch.setattr(module, "resource", lambda *parts: tmp_path / parts[-1])
    load = {preferences: load_preferences.__wrapped__, supplement: load_supplement}[module]
    with pytest.raises(BrokenPartError, match="is damaged"):
        load()


def test_every_word_of_the_supplement_inflects_like_a_dictionary_word(dictionary: Path) -> None:
    _, lines = read_dictionary(dictionary)
    stems = {line.split("\t")[3] for line in lines.decode("utf-8").splitlines()}
    assert [a.stem for a in load_supplement() if a.model not in stems] == []


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("وخمسمئة", "خَمْسمائَة"),
        ("كيلومترين", "كِيلُومِتر"),
        ("المداخل", "مَدْخَل"),
        ("بالمسعفين", "مُسْعِف"),
        ("استؤنفت", "ٱِسْتَأْنَف"),
    ],
)
def test_words_of_the_supplement_are_read_with_their_endings(
    dictionary: Path, word: str, lemma: str
) -> None:
    lexicon = Lexicon(load_analyzer(dictionary), load_glossary(), Preferences({}))
    assert lemma in {c.lemma for c in lexicon.candidates(word)}


def test_a_stem_is_filed_as_camel_tools_levels_it() -> None:
    assert stem_key("أُولَى") == "اولي"
    assert stem_key("مَدْرَسَة") == "مدرسه"


def test_readings_spelled_as_written_shut_out_the_others(dictionary: Path) -> None:
    lexicon = Lexicon(load_analyzer(dictionary), load_glossary(), Preferences({}))
    assert {c.as_written for c in lexicon.candidates("إن")} == {True}
    assert lexicon.candidates("الاردن")
    assert not any(c.as_written for c in lexicon.candidates("الاردن"))


def test_readings_are_ranked_and_none_is_lost(dictionary: Path) -> None:
    lexicon = Lexicon(load_analyzer(dictionary), load_glossary(), Preferences({}))
    words = "أعلن الجيش أن قد عقد ،".split()
    readings = [lexicon.candidates(word) for word in words]
    for before, after in zip(readings, rank(words, readings), strict=True):
        assert sorted(map(id, before)) == sorted(map(id, after))


def test_glosses_in_context_are_as_good_as_measured(glosser: AlmorGlosser, shared: Path) -> None:
    """Shares of all words right at first place, on the development part of PADT."""
    score = runpy.run_path(str(shared / "tools" / "score_gloss.py"))
    text = (shared / "eval" / "gloss" / "padt_dev.tsv").read_text("utf-8").strip()
    right, counted = dict.fromkeys(("lemma", "pos", "gloss"), 0), {"words": 0, "glossed": 0}
    for block in re.split(r"\n\n", text):
        rows = [line.split("\t") for line in block.splitlines()]
        for (_, lemma, pos, gold), got in zip(
            rows, glosser.gloss([row[0] for row in rows]), strict=True
        ):
            if lemma == "_":
                continue
            counted["words"] += 1
            wanted = score["words"](gold.replace("_", " ")) if gold != "_" else set()
            counted["glossed"] += bool(wanted)
            if got is not None:
                coarse = {"verb": "verb", "noun": "noun", "adj": "noun", "digit": "noun"}
                right["lemma"] += score["key"](got.lemma) == score["key"](lemma)
                right["pos"] += score["COARSE"].get(pos) == coarse.get(got.pos.split("_")[0])
                right["gloss"] += bool(wanted & score["words"](got.english))
    assert right["lemma"] / counted["words"] >= 0.945
    assert right["pos"] / counted["words"] >= 0.945
    assert right["gloss"] / counted["glossed"] >= 0.920
