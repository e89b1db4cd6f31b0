from __future__ import annotations

import math

import pytest

from reader.text.name_words import NameWords
from reader.text.spelling_model import END, ORDER, START, SpellingModel, gram_key

# ب is b, or p half as often; ا is a; تش is ch.
GRAPHONES = [("ب", "b"), ("ب", "p"), ("ا", "a"), ("تش", "ch")]


@pytest.fixture
def model() -> SpellingModel:
    chances = {END: 0.2, 3: 0.3, 4: 0.15, 5: 0.3, 6: 0.05}
    scores = {number: math.log(p) for number, p in chances.items()}
    start = [START] * (ORDER - 1)
    scores[gram_key([*start, 4])] = math.log(0.01)
    return SpellingModel(GRAPHONES, scores, {gram_key(start): -0.5})


def test_the_likeliest_spelling_comes_first(model: SpellingModel) -> None:
    found = model.spellings("باب")
    assert [word.english for word in found[:2]] == ["bab", "bap"]
    assert found[0].score > found[1].score


def test_what_was_seen_in_context_counts_more_than_the_letter_alone(model: SpellingModel) -> None:
    scores = {word.english: word.score for word in model.spellings("با")}
    assert scores["pa"] < scores["ba"] - math.log(0.3 / 0.15)


def test_two_letters_may_stand_for_one_sound(model: SpellingModel) -> None:
    assert [word.english for word in model.spellings("تشا")] == ["cha"]


def test_a_letter_never_seen_is_not_spelled(model: SpellingModel) -> None:
    assert model.spellings("باط") == []


def test_among_known_words_only_those_the_letters_lead_to_are_found(model: SpellingModel) -> None:
    assert [w.english for w in model.among("باب", ["bab", "baba", "pab", "tab"])] == ["bab", "pab"]


def test_a_packed_model_spells_as_before(model: SpellingModel) -> None:
    again = SpellingModel.unpacked(model.packed())
    for word in ("باب", "تشاب"):
        before, after = model.spellings(word), again.spellings(word)
        assert [w.english for w in before] == [w.english for w in after]
        assert [w.score for w in after] == pytest.approx([w.score for w in before], abs=0.3)


def test_a_list_of_known_words_tells_fame_and_renderings() -> None:
    words = NameWords.parse("adam\t12 37 4 0\nadem\t3 0 0 1\n\nادم\tadam\tadem\t+adana\n")
    assert list(words.words) == ["adam", "adem"]
    assert (words.fame("adam").wikidata, words.fame("adam").city) == (12, 3.7)
    assert words.fame("adele").wikidata == 0
    assert words.renderings("ادم") == {"adam": False, "adem": False, "adana": True}
    assert words.renderings("اد") == {}
