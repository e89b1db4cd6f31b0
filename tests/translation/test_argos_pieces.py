"""Pieces of a model and the words of both sides; spaces mended; what the model could not spell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from argos_package import installed, never, one
from hypothesis import given, settings
from hypothesis import strategies as st
from random_argos import write_random_argosmodel

from reader.data.argos import install_package
from reader.model import EntityType, Mention
from reader.translation.argos import ArgosTranslator
from reader.translation.pieces import join_pieces, lay_pieces, source_tokens
from reader.translation.spacing import superfluous_spaces
from reader.translation.stretches import Stretch
from reader.translation.tokenizers import BytePairs, SentencePieces
from reader.translation.unknowns import UNKNOWN, spelled_out
from reader.translation.verbatim import Kind


@pytest.mark.parametrize(
    ("pieces", "text", "words"),
    [
        (["▁The", "▁cit", "y", "."], "The city.", ["The", "city"]),
        (["▁it", "&apos;", "s", "▁&quot;", "new", "&quot;"], 'it\'s "new"', ["it's", "new"]),
        (["▁the", "▁bank", "▁&", "apos", ";", "▁s"], "the bank's", ["the", "bank's"]),
        (["▁&amp;quot;", "▁a", "▁&quot;"], '"a"', ["a"]),
        (["▁AT&T", "▁R&D;"], "AT&T R&D;", ["AT&T", "R&D"]),
        (["▁caf", "<0xC3>", "<0xA9>"], "café", ["café"]),
        (["▁bad", "<0xC3>", "▁byte"], "bad byte", ["bad", "byte"]),
        (["No", "▁space"], "No space", ["No", "space"]),
        (["▁", "▁", "▁a", "▁", "▁b", "▁"], "a b", ["a", "b"]),
        (["▁file", "_", "name", "▁#", "tag", "_", "x"], "file_name #tag_x", ["file_name", "tag_x"]),
        (["▁of▁the", "▁city"], "of the city", ["of", "the", "city"]),
        (["▁law", "▁\u200f,", "▁yes"], "law, yes", ["law", "yes"]),
        (["▁&#10;", "▁x", "&nbsp;", "y"], "x y", ["x", "y"]),
        ([], "", []),
    ],
)
def test_pieces_become_text_with_words(pieces: list[str], text: str, words: list[str]) -> None:
    english = join_pieces(pieces)
    assert english.text == text
    assert [text[a:b] for a, b in english.words] == words


def test_every_piece_of_a_word_is_its_own() -> None:
    pieces = ["▁The", "▁bank", "▁&apos;", "▁s", "▁caf", "<0xC3>", "<0xA9>", "▁,", "▁&quot;", "▁x"]
    english = join_pieces(pieces)
    assert english.text == "The bank's café, \"x"
    assert english.owners == (0, 1, 1, 1, 2, 2, 2, None, None, 3)


piece = st.one_of(
    st.sampled_from(
        ["▁", "▁the", "&quot;", "▁&apos;", "s", "<0xC3>", "<0xA9>", ",", "▁.", "_", "-"]
    ),
    st.text(max_size=4),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(piece, max_size=30))
def test_joined_words_lie_in_the_text_in_order(pieces: list[str]) -> None:
    english = join_pieces(pieces)
    assert english.text == english.text.strip()
    assert len(english.owners) == len(pieces)
    end = -1
    for a, b in english.words:
        assert end < a < b <= len(english.text)
        assert not english.text[a:b].isspace()
        end = b - 1
    owned = [owner for owner in english.owners if owner is not None]
    assert all(0 <= owner < len(english.words) for owner in owned)


@pytest.mark.parametrize(
    ("spaced", "mended"),
    [
        ("the law , it said .", "the law, it said."),
        ('was the " Stable Land Law " , stressing', 'was the "Stable Land Law", stressing'),
        ('He said: " We left " .', 'He said: "We left".'),
        ('the " first " and " second "', 'the "first" and "second"'),
        ("the suspect ' s right", "the suspect's right"),
        ("the boss ' s car", "the boss's car"),
        ("the suspect 's right", "the suspect's right"),
        ("I don ' t know , we ' ll see", "I don't know, we'll see"),
        ("they did n't", "they didn't"),
        ("the countries ' rights", "the countries' rights"),
        ("the ' left ' party", "the 'left' party"),
        ("( M4 ) and [ 5 ]", "(M4) and [5]"),
        ("Al - Qaeda , anti - terrorist , long- term", "Al-Qaeda, anti-terrorist, long-term"),
        ("pre- and post-war", "pre- and post-war"),
        ("people - her guests", "people - her guests"),
        ("2010 - 2015 , -5 , 1 , 000", "2010 - 2015, -5, 1 , 000"),
        ("50 % of it", "50% of it"),
        ("who ? why !", "who? why!"),
        ("a   b", "a b"),
        ('It is well. It\'s "good" (so).', 'It is well. It\'s "good" (so).'),
        ("a .net site", "a .net site"),
    ],
)
def test_spaces_that_no_english_has_are_taken_away(spaced: str, mended: str) -> None:
    gone = superfluous_spaces(spaced)
    assert all(spaced[place] == " " for place in gone)
    assert "".join(c for i, c in enumerate(spaced) if i not in gone) == mended


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="a 's\"(),.-%1", max_size=40))
def test_mending_takes_away_nothing_but_spaces(text: str) -> None:
    assert all(text[place] == " " for place in superfluous_spaces(text))


def test_pieces_are_laid_along_the_sentence() -> None:
    source = one("ذهب الولد، إلى «المدرسة».")
    pieces = ["▁ذه", "ب", "▁الو", "لد", "،", "▁إلى", "▁«", "المد", "رسة", "»."]
    spans = lay_pieces(source.text, pieces)
    assert [source.text[a:b] for a, b in spans] == [p.removeprefix("▁") for p in pieces]
    assert source_tokens(source, spans) == [0, 0, 1, 1, None, 2, None, 3, 3, None]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.lists(piece, max_size=20))
def test_laid_pieces_stay_inside(text: str, pieces: list[str]) -> None:
    spans = lay_pieces(text, pieces)
    assert len(spans) == len(pieces)
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    owners = source_tokens(one(text), spans)
    assert all(owner is None or owner < len(one(text).tokens) for owner in owners)


# ---------------------------------------------------------------- what the model could not spell


def stretch(text: str, pieces: list[str], mentions: tuple[Mention, ...] = ()) -> Stretch:
    source = one(text, mentions)
    places = tuple(lay_pieces(text, pieces))
    return Stretch(0, 0, 0, Kind.MODEL, source, False, "", tuple(pieces), places)


def spelled(part: Stretch, *looks: int) -> str:
    """The English of "The <unk>…", each unknown looking at a source piece."""
    owners = source_tokens(part.source, part.places)
    attention = [[float(j == look) for j in range(len(part.pieces) + 1)] for look in (0, *looks)]
    return join_pieces(spelled_out(["▁The", *[UNKNOWN] * len(looks)], attention, part, owners)).text


def test_an_unknown_piece_is_the_thing_it_stands_for() -> None:
    part = stretch("زار حلب ٢٠١٩ ، BBC", ["▁زار", "▁حلب", "▁٢٠١٩", "▁،", "▁BBC"])
    assert spelled(part, 2) == "The 2019"
    assert spelled(part, 4) == "The BBC"
    assert spelled(part, 3) == "The,"
    assert spelled(part, 1) == "The Halab" or spelled(part, 1) == "The Aleppo"
    assert spelled(part, 1, 1, 2) == spelled(part, 1) + " 2019"
    assert spelled(part, 5) == "The"


def test_an_unknown_piece_of_a_name_is_the_name() -> None:
    mention = Mention(4, 11, EntityType.LOC, "x", "Ain Issa")
    part = stretch("زار عين عيسى", ["▁زار", "▁عين", "▁عيسى"], (mention,))
    assert spelled(part, 1) == "The Ain Issa"


def test_no_unknown_piece_reaches_the_reader(tmp_path: Path) -> None:
    """The random model is made to write nothing else."""
    package = installed(tmp_path)
    file = package / "model" / "shared_vocabulary.json"
    pieces = json.loads(file.read_text("utf-8"))
    engine = ArgosTranslator(package)
    ((_, before),) = engine.translate([one("ذهب الولد إلى المدرسة")], never)
    word = before.text.split()[0]
    pieces[pieces.index("▁" + word)], pieces[pieces.index("<unk>")] = "<unk>", "▁" + word
    file.write_text(json.dumps(pieces), "utf-8")
    ((_, after),) = ArgosTranslator(package).translate([one("ذهب الولد إلى المدرسة")], never)
    assert after.text != before.text
    assert "unk" not in after.text
    assert after.text.isascii()


# ---------------------------------------------------------------- tokenizers


def test_sentencepiece_tells_what_it_can_spell(tmp_path: Path) -> None:
    package = installed(tmp_path)
    vocabulary = json.loads((package / "model" / "shared_vocabulary.json").read_text("utf-8"))
    tokenizer = SentencePieces(package / "sentencepiece.model", frozenset(vocabulary))
    assert all(tokenizer.knows(letter) for letter in "المدينة،.abe")
    assert not any(tokenizer.knows(letter) for letter in "北😀ü")


BPE = "#version: 0.2\nا ل</w>\nا ل\nم د\nق ا\nقا ل</w>\n"


@pytest.fixture
def bpe_package(tmp_path: Path) -> Path:
    """A package whose tokenizer is Moses with byte pairs."""
    file = write_random_argosmodel(tmp_path / "bpe.argosmodel", extra={"bpe.model": BPE.encode()})
    package = install_package(file, lambda *_: None).folder
    (package / "sentencepiece.model").unlink()
    vocabulary = package / "model" / "shared_vocabulary.json"
    pieces = json.loads(vocabulary.read_text("utf-8"))
    used = set()
    for i, old in enumerate(pieces):
        if old in ("<unk>", "<s>", "</s>"):
            continue
        new = old[1:] if old.startswith("▁") and len(old) > 1 else old + "@@"
        pieces[i] = new if new not in used else f"{new}{i}"
        used.add(pieces[i])
    vocabulary.write_text(json.dumps(pieces, ensure_ascii=False), "utf-8")
    return package


def test_a_package_with_byte_pairs_is_translated(bpe_package: Path) -> None:
    given = [one("قال الرئيس: المدينة «مغلقة»، نعم."), one("قال")]
    found = dict(ArgosTranslator(bpe_package).translate(given, never))
    assert sorted(found) == [0, 1]
    for i, translation in found.items():
        assert "@@" not in translation.text
        assert "&" not in translation.text
        assert len(translation.links) == len(given[i].tokens)


def test_byte_pairs_are_laid_along_the_sentence(bpe_package: Path) -> None:
    vocabulary = json.loads((bpe_package / "model" / "shared_vocabulary.json").read_text("utf-8"))
    tokenizer = BytePairs(bpe_package / "bpe.model", frozenset(vocabulary))
    source = one('قال "الرئيس": المدينة.')
    pieces = tokenizer.encode(source.text)
    spans = tokenizer.lay(source.text, pieces)
    assert len(pieces) > 5
    laid = "".join(source.text[a:b] for a, b in spans)
    assert [c for c in laid if c.isalpha()] == [c for c in source.text if c.isalpha()]
    owners = {owner for owner in source_tokens(source, spans) if owner is not None}
    assert owners == {0, 1, 2}
    assert tokenizer.marked(["the", "ci@@", "ty", "&apos;s"]) == ["▁the", "▁ci", "ty", "▁&apos;s"]
