"""What goes to the small model and what comes back: names out, names in, faults seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import SourceInfo
from reader.pipeline import Parts, context_words, sentence_source
from reader.text.segmentation import build_article
from reader.translation.lite.faithful import judge
from reader.translation.lite.model import Guess
from reader.translation.lite.pieces import Vocabulary
from reader.translation.lite.placeholders import PLACEHOLDER
from reader.translation.lite.rates import RATES, Rates
from reader.translation.lite.reading import Reading, named, read, say
from reader.translation.pieces import join_pieces
from reader.translation.protocol import SentenceSource


@pytest.fixture(scope="module")
def vocabulary(random_model: Path) -> Vocabulary:
    return Vocabulary(random_model)


@pytest.fixture(scope="module")
def rates(random_model: Path) -> Rates:
    return Rates(random_model / RATES)


def source(parts: Parts, text: str) -> SentenceSource:
    assert parts.glosser is not None
    assert parts.recognizer is not None
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    sentence = next(iter(article.sentences))
    words, places = context_words(text, sentence)
    found = parts.glosser.gloss(words)
    glosses = [found[place] for place in places]
    mentions = parts.recognizer.recognize(article, sentence, glosses)
    return sentence_source(article, sentence, glosses, mentions)


def placeholders(reading: Reading) -> list[str]:
    return [m[0] for f in reading.fragments for m in PLACEHOLDER.finditer(f.text)]


def guess(reading: Reading, *pieces: str) -> Guess:
    """A guess that heeded every piece of its source."""
    return Guess(pieces, -0.5, [[1.0] * len(reading.pieces)] * len(pieces))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("وصل إلى مدينة الرقة", ["Raqqa"]),
        ("أعلنت الأمم المتحدة اتفاقا", ["United Nations"]),
        ("وصل 250 مقاتلا", ["250"]),
        ("وصل خمسة وعشرون مقاتلا", ["twenty-five"]),
        ("نشرت Reuters تقريرا", ["Reuters"]),
        ("كبيرة جدا", []),
    ],
)
def test_names_and_numbers_are_taken_out(
    parts: Parts, vocabulary: Vocabulary, text: str, kept: list[str]
) -> None:
    reading = read(source(parts, text), vocabulary)
    assert [reading.kept[symbol].english for symbol in placeholders(reading)] == kept


def test_a_name_is_put_back_where_the_model_wants_it(parts: Parts, vocabulary: Vocabulary) -> None:
    reading = read(source(parts, "وصل الوزير إلى الأمم المتحدة"), vocabulary)
    (symbol,) = placeholders(reading)
    said = say(reading, guess(reading, "▁the", symbol, "'", "s", "▁city", "."), vocabulary)
    assert said.english.text == "The United Nations's city."
    assert not said.lost
    token = reading.kept[symbol].tokens[0]
    links = named(reading, said, reading.draft().links)
    assert links[token].spans == ((4, 18),)


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        (["▁the", "▁city"], "lost"),
        (["⟦L0⟧", "⟦L0⟧"], "lost"),
        (["⟦L0⟧", "⟦P3⟧"], "lost"),
        (["▁from", "⟦L0⟧", "▁to", "▁Bergen"], "Bergen"),
        (["▁in", "⟦L0⟧", "▁in", "▁2", "0", "1", "7"], "number"),
    ],
)
def test_an_unfaithful_guess_is_seen_through(
    parts: Parts, vocabulary: Vocabulary, rates: Rates, pieces: list[str], why: str
) -> None:
    reading = read(source(parts, "وصل الوزير إلى مدينة الرقة"), vocabulary)
    verdict = judge(reading, say(reading, guess(reading, *pieces), vocabulary), rates)
    assert why in verdict.fault


def test_a_faithful_guess_passes(parts: Parts, vocabulary: Vocabulary, rates: Rates) -> None:
    reading = read(source(parts, "وصل الوزير إلى مدينة الرقة"), vocabulary)
    pieces = ["▁the", "▁minister", "▁arrived", "▁in", "▁the", "▁city", "▁of", "⟦L0⟧", "."]
    assert judge(reading, say(reading, guess(reading, *pieces), vocabulary), rates).fault == ""


def test_more_names_than_the_model_has_symbols_for_are_left_to_the_draft(
    parts: Parts, vocabulary: Vocabulary
) -> None:
    text = " و".join(["الرقة", "حلب", "دمشق", "حمص", "حماة", "درعا", "إدلب"] * 3)
    assert read(source(parts, text), vocabulary).pieces == ()


@pytest.mark.parametrize("text", ["the city of ⟦L0⟧", 'the "⟦O1⟧" army', "⟦P0⟧'s army (⟦O0⟧)"])
def test_english_comes_back_from_its_pieces(vocabulary: Vocabulary, text: str) -> None:
    numbers = vocabulary.target(text)
    assert join_pieces(vocabulary.spaced([vocabulary.pieces[n] for n in numbers])).text == text
