"""An analysis made by hand, so that the exports are tested without any engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from reader.model import (
    Alias,
    Analysis,
    Article,
    Doubt,
    Engines,
    Entity,
    EntityType,
    Gloss,
    Link,
    Location,
    Mention,
    Paragraph,
    Problem,
    Reading,
    Relation,
    Segment,
    Sentence,
    SentenceAnalysis,
    SourceInfo,
    Span,
    Token,
    Translation,
)

ENTITIES = (
    Entity(
        id="syrian-army",
        type=EntityType.ORG,
        kind="army",
        name_ar="الجيش السوري",
        name_en="Syrian Army",
        running_en="the Syrian Army",
        aliases=(Alias("قوات الجيش السوري", "the Syrian Army forces"),),
        aliases_en=("Syrian Arab Army", "SAA"),
        description="The land force of Syria. It fought rebels and armed groups from 2011 on.",
        as_of="2024-11",
        relations=(Relation("part_of", "syria"), Relation("allied_with", "russia")),
        wikidata="Q1123456",
        sources=("Wikipedia: Syrian Army",),
    ),
    Entity(
        id="raqqa",
        type=EntityType.LOC,
        kind="city",
        name_ar="الرقة",
        name_en="Raqqa",
        running_en="Raqqa",
        aliases=(Alias("مدينة الرقة", "the city of Raqqa"),),
        aliases_en=("Rakka", "ar-Raqqah"),
        description="A city on the Euphrates in northern Syria, capital of its governorate.",
        location=Location(35.9528, 39.0079),
        relations=(Relation("located_in", "syria"),),
        wikidata="Q83085",
        sources=("GeoNames",),
    ),
    Entity(
        id="syria",
        type=EntityType.LOC,
        kind="country",
        name_ar="سوريا",
        name_en="Syria",
        running_en="Syria",
        demonyms=(Alias("سوري", "Syrian"),),
        description="A country in western Asia on the eastern Mediterranean.",
        location=Location(33.5138, 36.2765),
        sources=("GeoNames",),
    ),
    Entity(
        id="m4",
        type=EntityType.LOC,
        kind="road",
        name_ar="الطريق الدولي",
        name_en="M4 motorway",
        running_en="the M4 motorway",
        description="The road from the coast to the Iraqi border through the north of Syria.",
    ),
    Entity(
        id="found:salim-hadari",
        type=EntityType.PER,
        kind="person",
        name_ar="سليم الحضري",
        name_en="Salim al-Hadari",
        running_en="Salim al-Hadari",
        known=False,
    ),
)


@dataclass(frozen=True)
class Line:
    """A sentence for `make_analysis`; `names` are (Arabic surface, entity id, English surface)."""

    arabic: str
    english: str | None
    names: tuple[tuple[str, str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    heading: bool = False


Lines = Sequence[Sequence[Line]]
MakeAnalysis = Callable[..., Analysis]


def _gloss(word: str) -> Gloss | None:
    if not word.startswith("كشف"):
        return None
    return Gloss(
        lemma="كَشَف",
        root="ك.ش.ف",
        pos="verb",
        diacritized="كَشَفَتْ",
        english="reveal; uncover",
        segments=(Segment("كشف", "reveal"), Segment("ت", "she/it")),
        alternatives=(Reading("كَشْف", "noun", "كَشْفت", "disclosure"),),
    )


def _mentions(
    line: Line, base: int, types: dict[str, EntityType]
) -> tuple[tuple[Mention, ...], tuple[tuple[Span, ...], ...]]:
    mentions: list[Mention] = []
    spans: list[tuple[Span, ...]] = []
    at, at_english = 0, 0
    for surface, entity, english in line.names:
        start = line.arabic.index(surface, at)
        at = start + len(surface)
        mentions.append(
            Mention(base + start, base + at, types[entity], entity, english, reason="by its name")
        )
        found = (line.english or "").find(english, at_english)
        spans.append(((found, found + len(english)),) if found >= 0 else ())
        at_english = max(at_english, found)
    return tuple(mentions), tuple(spans)


def make(
    lines: Lines,
    *,
    engine: str = "draft",
    source: SourceInfo | None = None,
    entities: Sequence[Entity] = ENTITIES,
    problems: tuple[Problem, ...] = (),
) -> Analysis:
    types = {entity.id: entity.type for entity in entities}
    text = ""
    paragraphs: list[Paragraph] = []
    analyses: list[SentenceAnalysis] = []
    for group in lines:
        text += "\n" if text else ""
        first, sentences = len(text), []
        for i, line in enumerate(group):
            text += " " if i else ""
            base = len(text)
            text += line.arabic
            tokens = tuple(
                Token(base + m.start(), base + m.end())
                for m in re.finditer(r"[^\W_][\w\u064b-\u0652.]*(?<!\.)", line.arabic)
            )
            sentences.append(Sentence(base, len(text), tokens))
            mentions, spans = _mentions(line, base, types)
            glosses = tuple(_gloss(text[t.start : t.end]) for t in tokens)
            translation = None
            if line.english is not None:
                links = (Link(0, ((0, len(line.english.split(" ")[0])),)), Link(1, ()))
                translation = Translation(line.english, engine, None, links, line.doubts)
            analyses.append(SentenceAnalysis(glosses, mentions, translation, spans))
        paragraphs.append(Paragraph(first, len(text), tuple(sentences), group[0].heading))
    used = list(dict.fromkeys(m.entity for a in analyses for m in a.mentions))
    known = {entity.id: entity for entity in entities}
    article = Article(
        source or SourceInfo("report.txt", "txt", "utf-8", date="2024-11-30"),
        text,
        tuple(paragraphs),
    )
    return Analysis(
        article,
        Engines(engine, "knowledge", "dictionary"),
        tuple(analyses),
        tuple(known[id] for id in used),
        problems,
    )


SAMPLE: Lines = (
    (
        Line(
            "الجيش السوري يعود إلى الرقة",
            "The Syrian Army returns to Raqqa",
            (("الجيش السوري", "syrian-army", "The Syrian Army"), ("الرقة", "raqqa", "Raqqa")),
            heading=True,
        ),
    ),
    (
        Line(
            "كشفت مصادر محلية أن وحدات تابعة للجيش السوري دخلت أحياء المدينة وبالرقة قُطعت "
            "الكهرباء 12.5 ساعة.",
            "Local sources revealed that units of the Syrian Army entered the quarters of the "
            "city and in Raqqa the power was cut for 12.5 hours.",
            (
                ("لجيش السوري", "syrian-army", "the Syrian Army"),
                ("الرقة", "raqqa", "Raqqa"),
            ),
        ),
        Line(
            "وقال الضابط سليم الحضري إن القوات انتشرت في 30 نوفمبر 2019 على الطريق الدولي "
            "(الحسكة - الرقة - حلب) المعروف باسم (M4).",
            "The officer Salim al-Hadari said that the forces deployed on 30 November on the "
            "M4 motorway (Hasakah - Raqqa - Aleppo) known as (M4).",
            (
                ("سليم الحضري", "found:salim-hadari", "Salim al-Hadari"),
                ("الطريق الدولي", "m4", "the M4 motorway"),
                ("الرقة", "raqqa", "Raqqa"),
            ),
            (Doubt("number-missing", "2019"),),
        ),
    ),
    (Line("ردود الفعل", "Reactions", heading=True),),
    (
        Line(
            'ورحبت الحكومة بما سمته "عودة الاستقرار" لسوريا، ولم تصدر أي جهة أخرى جزءاً من '
            "البيانات.",
            'The government welcomed what it called "the return of stability" to Syria, and no '
            "other side issued any statements.",
            (("سوريا", "syria", "Syria"),),
        ),
        Line("لم يُعرف بعد مصير النازحين.", None),
    ),
)


@pytest.fixture(scope="session")
def make_analysis() -> MakeAnalysis:
    return make


@pytest.fixture(scope="session")
def line() -> type[Line]:
    return Line


@pytest.fixture(scope="session")
def sample() -> Analysis:
    return make(SAMPLE, problems=(Problem("translation", "one sentence was left out"),))


@pytest.fixture(scope="session")
def long_analysis() -> Callable[[int], Analysis]:
    """The sample's body repeated to that many paragraphs."""

    def build(paragraphs: int) -> Analysis:
        body = SAMPLE[1:]
        return make([body[i % len(body)] for i in range(paragraphs)])

    return build
