"""The pipeline puts names right before it looks for them in the English, and tells its doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from reader.entities.matcher import KnowledgeMatcher
from reader.export.json import to_json
from reader.knowledge.base import load_knowledge
from reader.model import Analysis, Doubt, SourceInfo, Translation
from reader.pipeline import Parts, collect
from reader.text.segmentation import build_article
from reader.translation.memory import EDITED
from reader.translation.protocol import SentenceSource

ARABIC = "ذكرت وكالة سبوتنيك أن 27 شخصاً قُتلوا."
ENGLISH = "The Sabutnik agency said that 72 people were killed."


@dataclass
class Fixed:
    """An engine that says what it is told to."""

    english: str
    doubts: tuple[Doubt, ...] = ()
    label: str = "fixed"
    name = "fixed"
    batch = 8

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        for i, _ in enumerate(sources):
            yield i, Translation(self.english, self.label, doubts=self.doubts)


@pytest.fixture(scope="module")
def matcher() -> KnowledgeMatcher:
    return KnowledgeMatcher(load_knowledge())


def analysed(matcher: KnowledgeMatcher, engine: Fixed, *, guard: bool = True) -> Analysis:
    article = build_article(SourceInfo("x", "txt", "utf-8"), ARABIC)
    return collect(article, Parts(None, matcher, engine, guard))


def test_a_mended_name_is_found_in_the_english(matcher: KnowledgeMatcher) -> None:
    (sentence,) = analysed(matcher, Fixed(ENGLISH)).sentences
    assert sentence.translation is not None
    assert sentence.translation.text == "The Sputnik agency said that 72 people were killed."
    assert sentence.mention_spans == (((4, 11),),)
    assert sentence.translation.doubts == (
        Doubt("name-corrected", "Sabutnik → Sputnik"),
        Doubt("number-missing", "27"),
        Doubt("number-added", "72"),
    )


def test_the_guard_can_be_left_out(matcher: KnowledgeMatcher) -> None:
    (sentence,) = analysed(matcher, Fixed(ENGLISH), guard=False).sentences
    assert sentence.translation is not None
    assert sentence.translation.text == ENGLISH
    assert "name-corrected" not in {d.kind for d in sentence.translation.doubts}


def test_the_engines_own_doubts_come_first_and_once(matcher: KnowledgeMatcher) -> None:
    own = (Doubt("term-missing", "x"), Doubt("number-missing", "27"))
    (sentence,) = analysed(matcher, Fixed(ENGLISH, own), guard=False).sentences
    assert sentence.translation is not None
    assert sentence.translation.doubts == (*own, Doubt("number-added", "72"))


def test_what_the_reader_wrote_is_left_alone(matcher: KnowledgeMatcher) -> None:
    (sentence,) = analysed(matcher, Fixed(ENGLISH, label=EDITED)).sentences
    assert sentence.translation == Translation(ENGLISH, EDITED)


def test_doubts_are_warnings_in_the_json(matcher: KnowledgeMatcher) -> None:
    written = to_json(analysed(matcher, Fixed(ENGLISH)))
    warnings = written["paragraphs"][0]["sentences"][0]["translation"]["warnings"]
    assert {"kind": "name-corrected", "text": "Sabutnik → Sputnik"} in warnings
