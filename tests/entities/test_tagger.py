"""Names that nobody listed, found by the shipped model."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from reader.entities.protocol import NameTagger
from reader.entities.tagger import StatisticalTagger, load_tagger
from reader.entities.tagging.features import Vocabulary
from reader.entities.tagging.model import dump_model, load_model
from reader.errors import BrokenPartError, MissingPartError
from reader.model import Article, Gloss, Mention, SourceInfo
from reader.morphology.glosser import AlmorGlosser
from reader.paths import resource
from reader.pipeline import context_words
from reader.text.segmentation import build_article

MODEL = resource("ner", "names.model")


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    return load_tagger()


def article(text: str) -> Article:
    return build_article(SourceInfo("test", "txt", "utf-8"), text)


def found(
    tagger: NameTagger,
    text: str,
    glosser: AlmorGlosser | None = None,
    known: list[Mention] | None = None,
) -> list[tuple[str, str]]:
    names = []
    for sentence in article(text).sentences:
        glosses: list[Gloss | None] = []
        if glosser:
            words, places = context_words(text, sentence)
            glossed = glosser.gloss(words)
            glosses = [glossed[place] for place in places]
        for name in tagger.tag(text, sentence, glosses, known or []):
            assert 0 < name.score <= 1
            assert sentence.start <= name.start < name.end <= sentence.end
            names.append((text[name.start : name.end], name.type.value))
    return names


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("قال المتحدث باسم الشرطة مروان الزعتري إن التحقيق مستمر.", "مروان الزعتري", "PER"),
        ("وصلت القافلة إلى مدينة كرنافة صباح أمس.", "كرنافة", "LOC"),
        ("تبنى تنظيم أنصار البادية الهجوم.", "أنصار البادية", "ORG"),
        ("اجتمع مجلس إدارة شركة نورتيل في لندن.", "لندن", "LOC"),
    ],
)
def test_names_of_no_list_are_found_by_where_they_stand(
    tagger: NameTagger, glosser: AlmorGlosser, text: str, name: str, type: str
) -> None:
    """Whether the noun before a name is a part of it, newspapers themselves do not agree on."""
    assert any(name in n and t == type for n, t in found(tagger, text, glosser))


@pytest.mark.parametrize("clitic", ["و", "ب", "ل"])
def test_proclitics_stay_outside(tagger: NameTagger, glosser: AlmorGlosser, clitic: str) -> None:
    text = f"وقعت اشتباكات في حلب {clitic}دمشق أمس."
    assert ("دمشق", "LOC") in found(tagger, text, glosser)


def test_a_sentence_without_names_has_none(tagger: NameTagger, glosser: AlmorGlosser) -> None:
    assert found(tagger, "شرب الطفل الماء ثم نام.", glosser) == []


def test_names_are_found_without_a_dictionary(tagger: NameTagger) -> None:
    text = "قال الرئيس الفرنسي جاك دوفال في باريس إن بلاده لن تنسحب."
    names = found(tagger, text)
    assert ("جاك دوفال", "PER") in names
    assert ("باريس", "LOC") in names


@pytest.mark.parametrize("text", ["", "…", "« »", "123 / 45", "ـــ", "َ ً", "a" * 3000, "لا " * 900])
def test_odd_text_is_tagged_without_complaint(tagger: NameTagger, text: str) -> None:
    found(tagger, text)


def test_the_same_sentence_is_tagged_alike_whatever_was_tagged_before(
    glosser: AlmorGlosser,
) -> None:
    fresh, used = StatisticalTagger(load_model(MODEL)), load_tagger()
    text = "التقى وزير الدفاع نظيره الروسي في موسكو."
    found(used, "عاد الوفد إلى بغداد. ثم سافر إلى الرياض.", glosser)
    assert found(fresh, text, glosser) == found(used, text, glosser)


def test_a_missing_model_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match=r"names\.model"):
        load_model(tmp_path / "names.model")


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _changed(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]


def _older(whole: bytes) -> bytes:
    return lzma.compress(lzma.decompress(whole).replace(b"qari-names/1", b"qari-names/0"))


def _shorter(whole: bytes) -> bytes:
    return lzma.compress(lzma.decompress(whole)[:-1])


def _no_table(_: bytes) -> bytes:
    return lzma.compress(b"[]\n")


@pytest.mark.parametrize(
    "damage", [_cut, _changed, _older, _shorter, _no_table, lambda _: b"", lambda _: b"\0" * 99]
)
def test_a_damaged_model_is_told_with_its_file(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "names.model"
    assert callable(damage)
    path.write_bytes(damage(MODEL.read_bytes()))
    with pytest.raises(BrokenPartError, match=r"names\.model: .* is damaged .*install Qari again"):
        load_model(path)


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < 5_000_000


def test_a_model_reads_back_what_was_written(tmp_path: Path) -> None:
    vocabulary = Vocabulary(
        classes={"دمشق": ("1", "7"), "حلب": ("1", "7"), "في": ("2", "9")},
        parts={"دمشق": ("LOC1", "ORGi")},
        given=frozenset({"احمد"}),
        nations=frozenset({"سوري"}),
        names=frozenset({"دمشق", "احمد"}),
        sounds={"^دم": -4},
    )
    path = tmp_path / "small.model"
    weights = {"0|s=دمشق": {"B-LOC": 2.0}, "-1|s=في": {"B-LOC": 1.0, "O": -0.5}, "0|m": {"O": 0.0}}
    path.write_bytes(dump_model(weights, {("O", "B-LOC"): 0.25}, vocabulary))
    model = load_model(path)
    assert model.vocabulary == vocabulary
    assert found(StatisticalTagger(model), "نزل في دمشق") == [("دمشق", "LOC")]


def test_the_same_weights_make_the_same_bytes() -> None:
    vocabulary = Vocabulary({}, {}, frozenset("اب"), frozenset(), frozenset("جد"), {})
    backwards = Vocabulary({}, {}, frozenset("با"), frozenset(), frozenset("دج"), {})
    one = {"0|a": {"O": 1.0, "B-PER": 0.5}, "0|b": {"O": 1.0}}
    other = {"0|b": {"O": 1.0}, "0|a": {"B-PER": 0.5, "O": 1.0}}
    assert dump_model(one, {}, vocabulary) == dump_model(other, {}, backwards)
