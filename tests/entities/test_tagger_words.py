"""What the tagger takes for a word, and for its proclitics."""

from __future__ import annotations

import pytest

from reader.entities.tagging.spans import tagged_names
from reader.entities.tagging.words import Word, raw_length, stem_of, words_of
from reader.model import EMPTY_FEATURES, EntityType, Features, Gloss, Mention, SourceInfo
from reader.text.segmentation import build_article

NAMES = frozenset({"دمشق", "واشنطن", "بيروت", "الجيش", "كييف"})


def words(text: str, known: list[Mention] | None = None) -> list[Word]:
    article = build_article(SourceInfo("test", "txt", "utf-8"), text)
    (sentence,) = article.sentences
    return words_of(text, sentence, (), known or [], NAMES)


def read(lemma: str, *proclitics: str, pos: str = "noun") -> Gloss:
    features = Features(proclitics=proclitics) if proclitics else EMPTY_FEATURES
    return Gloss(lemma, "", pos, lemma, "x", features=features)


@pytest.mark.parametrize(
    ("key", "gloss", "expected"),
    [
        ("ودمشق", None, (1, "دمشق")),
        ("وبدمشق", None, (2, "دمشق")),
        ("واشنطن", None, (0, "واشنطن")),
        ("بيروت", None, (0, "بيروت")),
        ("للجيش", None, (2, "الجيش")),
        ("والزعتري", None, (1, "الزعتري")),
        ("وولفوفيتز", None, (0, "وولفوفيتز")),
        ("بقلم", read("قلم", "bi_prep"), (1, "قلم")),
        ("للقلم", read("قلم", "li_prep", "Al_det"), (2, "القلم")),
        ("القلم", read("قلم", "Al_det"), (0, "القلم")),
        ("كييف", read("ييف", "ka_prep"), (0, "كييف")),
    ],
)
def test_stems_are_told_from_proclitics(
    key: str, gloss: Gloss | None, expected: tuple[int, str]
) -> None:
    assert stem_of(key, gloss, NAMES) == expected


def test_punctuation_stands_among_the_words() -> None:
    assert [word.key for word in words("قال: «نعم»!")] == ["قال", ":", "«", "نعم", "»", "!"]


def test_words_in_short_quotation_marks_are_told() -> None:
    found = {word.key: word.quoted for word in words('نشرت صحيفة "الغد" الخبر')}
    assert found["الغد"]
    assert not found["الخبر"]


def test_what_the_knowledge_base_found_is_told_of_the_words() -> None:
    text = "زار دير الزور والجانب الروسي"
    known = [
        Mention(4, 13, EntityType.LOC, "deir-ez-zor", "Deir ez-Zor"),
        Mention(15, 28, EntityType.LOC, "russia", "the Russian side", source="demonym"),
    ]
    assert [word.known for word in words(text, known)] == ["", "B-LOC", "I-LOC", "D", "D"]


@pytest.mark.parametrize(
    ("raw", "letters", "length"),
    [("ودمشق", 1, 1), ("وَدمشق", 1, 2), ("لـدرب", 1, 2), ("1701", 0, 0), ("و", 1, 1)],
)
def test_letters_are_counted_in_the_word_as_written(raw: str, letters: int, length: int) -> None:
    assert raw_length(raw, letters) == length


def _names(text: str, labels: str, known: list[Mention] | None = None) -> list[str]:
    found = words(text)
    tags = ["O" if label == "O" else f"{label[0]}-{label[1:]}" for label in labels.split()]
    scores = [0.9] * len(found)
    names = tagged_names(text, found, tags, scores, known or [], NAMES, "test")
    return [text[name.start : name.end] for name in names]


def test_a_name_without_a_beginning_begins_where_its_first_word_stands() -> None:
    assert _names("قال أحمد خوري", "O IPER IPER") == ["أحمد خوري"]


def test_another_type_is_another_name() -> None:
    assert _names("أحمد خوري دمشق", "BPER IPER ILOC") == ["أحمد خوري", "دمشق"]


def test_punctuation_is_neither_a_name_nor_the_end_of_one() -> None:
    assert _names("( ودمشق ) أمس", "BLOC BLOC ILOC O") == ["دمشق"]


def test_a_name_on_record_tells_where_in_its_word_it_begins() -> None:
    known = [Mention(0, 5, EntityType.LOC, "batna", "Batna")]
    assert _names("باتنة مدينة", "BLOC O", known) == ["باتنة"]
