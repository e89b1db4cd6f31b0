"""The argos engine on a structurally real package with random weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from random_argos import write_random_argosmodel

from reader.data.argos import installed_packages
from reader.data.install import install
from reader.errors import BrokenPartError
from reader.model import SourceInfo, Token, Translation
from reader.pipeline import Parts, collect
from reader.text.segmentation import build_article
from reader.translation.argos import ArgosTranslator
from reader.translation.pieces import join_pieces
from reader.translation.protocol import SentenceSource


@pytest.fixture
def package(tmp_path: Path) -> Path:
    file = write_random_argosmodel(tmp_path / "ar_en.argosmodel")
    install(str(file), lambda _message, _done: None)
    (installed,) = installed_packages()
    return installed.folder


def sources(text: str) -> list[SentenceSource]:
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    return [
        SentenceSource(
            text[s.start : s.end],
            tuple(type(t)(t.start - s.start, t.end - s.start) for t in s.tokens),
        )
        for s in article.sentences
    ]


def never() -> bool:
    return False


def translate(
    package: Path, text: str, cancelled: Callable[[], bool] = never
) -> list[tuple[int, Translation]]:
    return list(ArgosTranslator(package).translate(sources(text), cancelled))


ARTICLE = "ذهب الولد إلى المدرسة.\nقال الرئيس إن وزارة الخارجية اجتمعت أمس.\nعاد مع أحمد 2019."


def test_every_sentence_is_translated_once(package: Path) -> None:
    found = translate(package, ARTICLE)
    assert sorted(i for i, _ in found) == [0, 1, 2]
    assert all(t.engine == "argos ar-en 1.0" and t.score is not None for _, t in found)


def test_links_stay_inside_the_text_and_cover_every_token(package: Path) -> None:
    given = sources(ARTICLE)
    for i, translation in translate(package, ARTICLE):
        assert [link.token for link in translation.links] == list(range(len(given[i].tokens)))
        for link in translation.links:
            assert 0.0 <= link.score <= 1.0
            for start, end in link.spans:
                assert translation.text[start:end].strip() == translation.text[start:end] != ""


def test_a_sentence_gets_the_same_english_alone_and_in_an_article(package: Path) -> None:
    together = dict(translate(package, ARTICLE))
    alone = dict(translate(package, ARTICLE.splitlines()[1]))
    assert together[1].text == alone[0].text


def test_a_very_long_sentence_is_translated_whole_in_stretches(package: Path) -> None:
    text = "ذهب الولد إلى المدرسة، " * 60
    tokens = tuple(Token(*m.span()) for m in re.finditer(r"\w+", text))
    source = SentenceSource(text, tokens)
    ((_, translation),) = ArgosTranslator(package).translate([source], never)
    assert len(translation.links) == 240
    assert len(translation.text) > 100


@pytest.mark.parametrize("text", ["😀 ✌", "...", "\u200f\u200f", "only Latin", "12 34", "ﷺ قال ﷺ"])
def test_odd_lines_get_a_translation_and_no_error(package: Path, text: str) -> None:
    assert len(translate(package, text)) == len(sources(text))


def test_cancelling_stops_between_batches(package: Path) -> None:
    asked = iter([False])
    found = translate(package, ARTICLE + "\nجملة." * 20, lambda: next(asked, True))
    assert 0 < len(found) < 23


def test_the_pipeline_runs_it_without_a_dictionary(package: Path) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), ARTICLE)
    analysis = collect(article, Parts(None, None, ArgosTranslator(package)))
    assert all(s.translation for s in analysis.sentences)


@pytest.mark.parametrize("file", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_a_damaged_package_is_named(package: Path, file: str) -> None:
    (package / file).write_bytes(b"not what it should be")
    with pytest.raises(
        BrokenPartError, match=r"translate-ar_en-1_0 is damaged .* install it again"
    ):
        translate(package, ARTICLE)


@pytest.mark.parametrize(
    ("pieces", "text", "words"),
    [
        (["▁The", "▁cit", "y", "."], "The city.", ["The", "city"]),
        (["▁it", "&apos;", "s", "▁&quot;", "new", "&quot;"], 'it\'s "new"', ["it's", "new"]),
        (["▁caf", "<0xC3>", "<0xA9>"], "café", ["café"]),
        (["No", "▁space"], "No space", ["No", "space"]),
        ([], "", []),
    ],
)
def test_pieces_become_text_with_words(pieces: list[str], text: str, words: list[str]) -> None:
    english = join_pieces(pieces)
    assert english.text == text
    assert [text[a:b] for a, b in english.words] == words
