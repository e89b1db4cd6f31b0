"""Marking an article anew: names become others, what was written in English stays honest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from reader.entities.matcher import KnowledgeMatcher
from reader.entities.verdicts import VerdictRecognizer
from reader.errors import BrokenPartError
from reader.importers import read_article
from reader.knowledge.base import KnowledgeBase
from reader.knowledge.own import with_own
from reader.knowledge.own_file import OwnFile
from reader.model import (
    Alias,
    Analysis,
    Article,
    Entity,
    EntityType,
    Gloss,
    Mention,
    Sentence,
    Translation,
)
from reader.pipeline import Parts, collect
from reader.remarking import reguard, remark
from reader.translation.protocol import SentenceSource

OURS = KnowledgeBase(
    [
        Entity("sputnik", EntityType.ORG, "news agency", "سبوتنيك", "Sputnik", "Sputnik"),
        Entity(
            "army",
            EntityType.ORG,
            "army",
            "الجيش السوري",
            "Syrian Army",
            "the Syrian Army",
            aliases=(Alias("الجيش", "the army"),),
        ),
    ]
)


@dataclass
class Engine:
    """Says `said`, else the English of every name; counts what it is asked."""

    name: str = "draft"
    label: str = "word-level draft"
    batch: int = 8
    said: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    error: Exception | None = None

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        for i, source in enumerate(sources):
            if self.error:
                raise self.error
            self.asked.append(source.text)
            names = " and ".join(mention.english for mention in source.mentions)
            words = self.said.get(source.text, f"About {names or 'nothing'}.")
            yield i, Translation(words, self.label)


class Broken:
    label = "broken"

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        raise BrokenPartError("the names are gone: reinstall Qari")

    def entity(self, id: str) -> Entity:
        raise KeyError(id)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "a.txt"
    path.write_text("ذكرت وكالة سبوتنيك ذلك أمس.\nوصل إلى بئر الهوى.\nعاد للجيش أمس.\n", "utf-8")
    return read_article(path)


def parts(engine: Engine | None, own: str = "") -> Parts:
    OwnFile().path.write_text(own, "utf-8")
    knowledge = with_own(OURS)
    return Parts(None, VerdictRecognizer(KnowledgeMatcher(knowledge), knowledge), engine)


def marked(analysis: Analysis) -> list[list[str]]:
    return [[m.entity for m in sentence.mentions] for sentence in analysis.sentences]


def english(analysis: Analysis) -> list[str]:
    return [s.translation.text if s.translation else "" for s in analysis.sentences]


def revised(analysis: Analysis | None) -> Analysis:
    assert analysis is not None
    return analysis


WELL = "id: my-well\ntype: LOC\nar: بئر الهوى\nen: Bir al-Hawa\n"


def test_a_new_name_is_marked_and_the_draft_says_just_its_sentence_anew(article: Article) -> None:
    engine = Engine()
    before = collect(article, parts(engine))
    assert marked(before) == [["sputnik"], [], ["army"]]
    engine.asked.clear()
    after = revised(remark(before, parts(engine, WELL)))
    assert marked(after) == [["sputnik"], ["my-well"], ["army"]]
    assert english(after)[1] == "About Bir al-Hawa."
    assert after.sentences[1].mention_spans == (((6, 17),),)
    assert engine.asked == ["وصل إلى بئر الهوى."]
    assert [entity.id for entity in after.entities] == ["sputnik", "my-well", "army"]
    assert after.sentences[0] == before.sentences[0]


def test_what_is_no_name_any_more_is_neither_marked_nor_listed(article: Article) -> None:
    engine = Engine()
    before = collect(article, parts(engine))
    after = revised(remark(before, parts(engine, "hide: الجيش\n\nhide: سبوتنيك\n")))
    assert marked(after) == [[], [], []]
    assert after.entities == ()


def test_a_name_is_anothers_after_a_preposition_too(article: Article) -> None:
    own = f"{WELL}\nar: الجيش\nen: the troops\nsame_as: my-well\n"
    after = revised(remark(collect(article, parts(None)), parts(None, own)))
    [mention] = after.sentences[2].mentions
    assert (mention.entity, mention.type, mention.english) == (
        "my-well",
        EntityType.LOC,
        "the troops",
    )
    assert mention.reason == "الجيش is a name of Bir al-Hawa, your own names"


def test_a_model_is_not_asked_again_and_the_guard_puts_the_new_name_in(article: Article) -> None:
    engine = Engine(
        "argos", "argos 1", said={"ذكرت وكالة سبوتنيك ذلك أمس.": "The Sabutnik agency."}
    )
    before = collect(article, parts(engine))
    assert english(before)[0] == "The Sputnik agency."
    engine.asked.clear()
    after = revised(remark(before, parts(engine, "id: sputnik\nen: Spoutnik\n")))
    assert english(after)[0] == "The Spoutnik agency."
    translation = after.sentences[0].translation
    assert translation is not None
    assert [d.text for d in translation.doubts if d.kind == "name-corrected"] == [
        "Sabutnik → Spoutnik"
    ]
    assert engine.asked == []
    hidden = revised(remark(after, parts(engine, "hide: سبوتنيك\n")))
    assert english(hidden)[0] == "The Sabutnik agency."
    back = revised(remark(hidden, parts(engine)))
    assert back.sentences == before.sentences


def test_switching_the_guard_off_and_on_leads_back(article: Article) -> None:
    engine = Engine(
        "argos", "argos 1", said={"ذكرت وكالة سبوتنيك ذلك أمس.": "The Sabutnik agency."}
    )
    before = collect(article, parts(engine))
    off = revised(reguard(before, replace(parts(engine), guard=False)))
    assert english(off)[0] == "The Sabutnik agency."
    assert off == collect(article, replace(parts(engine), guard=False))
    assert revised(reguard(off, parts(engine))) == before


def test_what_the_reader_wrote_stays(article: Article) -> None:
    before = collect(article, parts(Engine()))
    own = Translation("It came to the well.", "edited by you · was word-level draft")
    sentences = list(before.sentences)
    sentences[1] = replace(sentences[1], translation=own)
    edited = replace(before, sentences=tuple(sentences))
    after = revised(remark(edited, parts(Engine(), WELL)))
    assert marked(after)[1] == ["my-well"]
    assert after.sentences[1].translation == own


@pytest.mark.parametrize("revise", [remark, reguard])
def test_marking_stops_when_it_is_not_wanted_any_more(
    article: Article, revise: Callable[..., Analysis | None]
) -> None:
    engine = parts(Engine(), WELL)
    assert revise(collect(article, engine), engine, lambda: True) is None


def test_failures_leave_what_was_there(article: Article) -> None:
    engine = Engine()
    before = collect(article, parts(engine))
    told = revised(remark(before, Parts(None, Broken(), engine)))
    assert told.sentences == before.sentences
    assert [problem.message for problem in told.problems] == ["the names are gone: reinstall Qari"]
    engine.error = BrokenPartError("the model is damaged")
    after = revised(remark(before, parts(engine, WELL)))
    assert marked(after)[1] == ["my-well"]
    assert english(after)[1] == "About nothing."
    assert remark(before, Parts(None, None, None)) is before
