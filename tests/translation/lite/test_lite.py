"""The small model: fluent where it is faithful, else the draft, and nothing lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reader import assembly
from reader.assembly import load_translator
from reader.errors import BrokenPartError, MissingPartError
from reader.model import SentenceAnalysis, SourceInfo, Token
from reader.pipeline import Parts, collect
from reader.text.segmentation import build_article
from reader.translation.lite import LiteTranslator
from reader.translation.lite.engine import DRAFT_SHOWN
from reader.translation.protocol import SentenceSource

NEWS = (
    "قالت وزارة الدفاع الروسية إن 12 شاحنة دخلت مدينة الرقة يوم الخميس.",
    "أعلنت الأمم المتحدة إرسال 2500 سلة غذائية إلى مخيم الهول في محافظة الحسكة.",
    "لم يصدر تعليق من الجيش التركي على الحادث حتى الآن.",
)


def never() -> bool:
    return False


def read(parts: Parts, folder: Path, text: str) -> tuple[SentenceAnalysis, ...]:
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    return collect(article, replace(parts, translator=LiteTranslator(folder))).sentences


def english(sentences: Sequence[SentenceAnalysis]) -> str:
    return " ".join(s.translation.text for s in sentences if s.translation)


def bare(text: str) -> SentenceSource:
    """A sentence of words without glosses."""
    tokens, position = [], 0
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        tokens.append(Token(start, position))
    return SentenceSource(text, tuple(tokens), (None,) * len(tokens))


@pytest.mark.parametrize("text", NEWS)
def test_a_model_that_writes_nonsense_is_not_believed(
    parts: Parts, random_model: Path, text: str
) -> None:
    (sentence,) = read(parts, random_model, text)
    assert sentence.translation is not None
    assert "draft" in sentence.translation.engine
    assert [d.kind for d in sentence.translation.doubts][:1] == [DRAFT_SHOWN]


@pytest.mark.parametrize(
    "text",
    [
        "مدينة " * 2000,
        "🙂🙂",
        "٢٠٢٤",
        "12:30 — 45%",
        "Reuters",
        "https://example.org/a?b=1",
        "…",
        "م" * 5000,
        "قال: «» ()",
        "\u202e\u200fمدينة\u202c",
        "⟦P0⟧ في مدينة ⟦N3⟧",
    ],
    ids=lambda text: text[:12].strip(),
)
def test_odd_text_has_an_answer(parts: Parts, random_model: Path, text: str) -> None:
    for sentence in read(parts, random_model, text):
        assert sentence.translation is not None
        assert sentence.translation.text.strip()


@pytest.mark.parametrize("text", ["", "   ", "مدينة الرقة", "…", "Qari 2"])
def test_each_sentence_is_answered_once_with_no_gloss_at_all(random_model: Path, text: str) -> None:
    sources = [bare(text)] * 40
    told = list(LiteTranslator(random_model).translate(sources, never))
    assert [number for number, _ in told] == list(range(40))


def test_links_are_of_the_sentences_own_tokens_and_text(parts: Parts, random_model: Path) -> None:
    for sentence in read(parts, random_model, " ".join(NEWS)):
        assert sentence.translation is not None
        text = sentence.translation.text
        assert [link.token for link in sentence.translation.links] == list(
            range(len(sentence.glosses))
        )
        for link in sentence.translation.links:
            assert all(0 <= start < end <= len(text) for start, end in link.spans)


def test_it_stops_soon_when_cancelled(random_model: Path) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    told = list(LiteTranslator(random_model).translate([bare("مدينة")] * 40, cancelled))
    assert len(told) < 16


@pytest.mark.parametrize("name", ["model.bin", "pieces.model", "rates.tsv"])
@pytest.mark.parametrize("cut", [True, False], ids=["cut short", "gone"])
def test_a_damaged_file_is_named(random_model: Path, tmp_path: Path, name: str, cut: bool) -> None:
    folder = shutil.copytree(random_model, tmp_path / "lite")
    file = folder / name
    file.write_bytes(file.read_bytes()[:20]) if cut else file.unlink()
    with pytest.raises(BrokenPartError) as caught:
        LiteTranslator(folder).load()
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_model_is_named_and_the_draft_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MissingPartError, match="small model nowhere"):
        LiteTranslator(tmp_path / "nowhere").load()
    monkeypatch.setattr(assembly, "resource", lambda *parts: tmp_path.joinpath(*parts))
    told: list[str] = []
    assert load_translator("lite", told.append).name == "draft"
    assert len(told) == 1
    assert "small model" in told[0]


def test_a_model_damaged_later_leaves_the_draft_in_its_place(
    parts: Parts, random_model: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(random_model, tmp_path / "lite")
    (folder / "model.bin").write_bytes(b"")
    (sentence,) = read(parts, folder, NEWS[0])
    assert sentence.translation is not None
    assert "Russian" in sentence.translation.text
    assert "model.bin" in sentence.translation.doubts[0].text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (NEWS[0], ["Raqqa", "12", "Russian"]),
        (NEWS[1], ["United Nations", "2500", "al-Hol", "Hasakah"]),
        (NEWS[2], ["Turkish"]),
    ],
)
def test_names_and_numbers_come_through_the_model(
    parts: Parts, shipped_model: Path, text: str, names: list[str]
) -> None:
    (sentence,) = read(parts, shipped_model, text)
    assert sentence.translation is not None
    for name in names:
        assert name.replace("2500", "2,500") in sentence.translation.text.replace("2500", "2,500")


def test_nothing_is_invented_of_an_article_of_plain_sentences(
    parts: Parts, shipped_model: Path
) -> None:
    assert "⟦" not in english(read(parts, shipped_model, " ".join(NEWS * 5)))
