"""Finding known names through clitics, spelling, the article and quotes."""

from __future__ import annotations

import pytest

from reader.entities.matcher import KnowledgeMatcher
from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.knowledge.records import read_records
from reader.model import Entity, EntityType, Gloss, Mention, Relation, SourceInfo
from reader.morphology.glosser import AlmorGlosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article

RECORDS = """
id: raqqa
type: LOC
kind: city
ar: الرقة
en: Raqqa
about: x

id: raqqa-governorate
type: LOC
kind: governorate
ar: محافظة الرقة
en: Raqqa Governorate
alias: ريف الرقة الشمالي = the northern Raqqa countryside
about: x

id: hama
type: LOC
kind: city
ar: حماة
en: Hama
ambiguous: yes
about: x

id: homs
type: LOC
kind: city
ar: حمص
en: Homs
about: x

id: russia
type: LOC
kind: country
ar: روسيا
en: Russia
demonym: روسي = Russian
about: x

id: syria
type: LOC
kind: country
ar: سوريا
en: Syria
alias: سورية
demonym: سوري = Syrian
about: x

id: syrian-army
type: ORG
kind: army
ar: الجيش السوري
en: the Syrian Army
about: x

id: sdf
type: ORG
kind: armed group
ar: قوات سوريا الديمقراطية
en: the Syrian Democratic Forces
alias: قسد = the SDF
about: x

id: tripoli-libya
type: LOC
kind: capital
ar: طرابلس
en: Tripoli
relation: located_in libya
about: x

id: tripoli-lebanon
type: LOC
kind: city
ar: طرابلس
en: Tripoli
relation: located_in lebanon
about: x

id: lebanon
type: LOC
kind: country
ar: لبنان
en: Lebanon
about: x

id: libya
type: LOC
kind: country
ar: ليبيا
en: Libya
about: x
"""


@pytest.fixture(scope="module")
def matcher() -> KnowledgeMatcher:
    entities = [r for r in read_records(RECORDS, "x.rec") if isinstance(r, Entity)]
    return KnowledgeMatcher(KnowledgeBase(entities))


def found(matcher: KnowledgeMatcher, text: str) -> list[tuple[str, str, str]]:
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    mentions = [m for s in article.sentences for m in matcher.recognize(article, s, ())]
    return [(text[m.start : m.end], m.entity, m.english) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دخلت القوات وبالرقة انتشرت", [("الرقة", "raqqa", "Raqqa")]),
        ("وصل للجيش السوري دعم", [("جيش السوري", "syrian-army", "the Syrian Army")]),
        ("من سوريه والرقه", [("سوريه", "syria", "Syria"), ("الرقه", "raqqa", "Raqqa")]),
        ('مسلحو "قسد" لـ"قسد"', [("قسد", "sdf", "the SDF"), ("قسد", "sdf", "the SDF")]),
        (
            "بريف الرقة الشمالي",
            [("ريف الرقة الشمالي", "raqqa-governorate", "the northern Raqqa countryside")],
        ),
        (
            "قوات سوريا الديمقراطية في سوريا",
            [
                ("قوات سوريا الديمقراطية", "sdf", "the Syrian Democratic Forces"),
                ("سوريا", "syria", "Syria"),
            ],
        ),
        ("طالب الجانب الروسي", [("الجانب الروسي", "russia", "the Russian side")]),
        (
            "أن الجانبين الروسي والسوري طلبا",
            [("الروسي", "russia", "Russian"), ("السوري", "syria", "Syrian")],
        ),
        ("أعلنت السلطات السورية", [("السلطات السورية", "syria", "the Syrian authorities")]),
        ("شعب روسي صديق", []),
    ],
)
def test_names_are_found_as_newspapers_write_them(
    matcher: KnowledgeMatcher, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(matcher, text) == expected


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("كانوا حماة الديار", []),
        ("في مدينة حماة", ["hama"]),
        ("بين حمص وحماة", ["homs", "hama"]),
        ("حماة، حمص", ["hama", "homs"]),
    ],
)
def test_an_ordinary_word_needs_a_cue_to_be_a_name(
    matcher: KnowledgeMatcher, text: str, ids: list[str]
) -> None:
    assert [id for _, id, _ in found(matcher, text)] == ids


def test_a_proper_noun_reading_is_a_cue(matcher: KnowledgeMatcher) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), "زار حماة")
    sentence = next(article.sentences)
    name = Gloss("حَماة", "", "noun_prop", "حَماة", "Hama")
    assert [m.entity for m in matcher.recognize(article, sentence, (None, name))] == ["hama"]


@pytest.mark.parametrize(("country", "city"), [("لبنان", "lebanon"), ("ليبيا", "libya")])
def test_of_two_places_of_one_name_the_rest_of_the_article_decides(
    matcher: KnowledgeMatcher, country: str, city: str
) -> None:
    assert f"tripoli-{city}" in [
        id for _, id, _ in found(matcher, f"قصفت طرابلس أمس.\nوقالت حكومة {country} إنها تحقق.")
    ]


@pytest.mark.parametrize(
    "text",
    ["موقف سورياً", "كان القائد روسياً"],
)
def test_an_adverb_is_not_taken_for_a_country(matcher: KnowledgeMatcher, text: str) -> None:
    assert found(matcher, text) == []


def test_a_quotation_that_opens_inside_a_name_is_closed_in_it() -> None:
    record = RECORDS.replace("ar: قوات سوريا الديمقراطية", "ar: عملية نبع السلام")
    entities = [r for r in read_records(record, "x.rec") if isinstance(r, Entity)]
    text = 'خلال عملية "نبع السلام" الأخيرة'
    assert found(KnowledgeMatcher(KnowledgeBase(entities)), text)[0][0] == 'عملية "نبع السلام"'


def test_marks_inside_a_word_do_not_hide_it(matcher: KnowledgeMatcher) -> None:
    text = "بِالرَّقّة"
    assert found(matcher, text) == [("الرَّقّة", "raqqa", "Raqqa")]


def test_every_mention_says_why(matcher: KnowledgeMatcher) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), "قسد والجانب الروسي في الرقة")
    mentions: list[Mention] = matcher.recognize(article, next(article.sentences), ())
    assert [m.reason for m in mentions] == [
        "قسد is an alias of Syrian Democratic Forces, knowledge base",
        "“والجانب الروسي” stands for Russia, knowledge base",
        "the name الرقة, knowledge base",
    ]


def test_every_actor_and_place_of_an_article_on_ain_issa_is_found(shared) -> None:
    text = (shared / "articles" / "ain-issa.txt").read_text("utf-8")
    names = {name for name, *_ in found(KnowledgeMatcher(load_knowledge()), text)}
    assert names >= {
        "سبوتنيك", "الجيش الروسي", "القوات التركية", "عين عيسى", "ريف الرقة الشمالي",
        "الجانب التركي", "الجانب الروسي", "قسد", "جيش الأمريكي", "الجيش السوري", "منبج",
        "ريف حلب الشرقي", "الشرطة الروسية", "الجيش التركي", "التنظيمات الكردية", "أنقرة",
        "الحسكة", "الرقة", "حلب", "M4", "عين العرب", "كوباني", "محافظة الحسكة",
        "إدارة الأقاليم",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("طالب الجانب الكوري الشمالي", ["الجانب الكوري الشمالي"]),
        ("قالت السلطات الكورية الشمالية", ["السلطات الكورية الشمالية"]),
        ("قال الجانب الجنوب أفريقي", ["الجانب الجنوب أفريقي"]),
        ("بين الجانبين الكوري الشمالي والروسي", ["الكوري الشمالي", "الروسي"]),
    ],
)
def test_a_country_may_have_an_adjective_of_two_words(text: str, surfaces: list[str]) -> None:
    records = RECORDS + (
        "\nid: north-korea\ntype: LOC\nkind: country\nar: كوريا الشمالية\nen: North Korea\n"
        "demonym: كوري شمالي = North Korean\nabout: x\n"
        "\nid: south-africa\ntype: LOC\nkind: country\nar: جنوب أفريقيا\nen: South Africa\n"
        "demonym: جنوب أفريقي = South African\nabout: x\n"
    )
    entities = [r for r in read_records(records, "x.rec") if isinstance(r, Entity)]
    matcher = KnowledgeMatcher(KnowledgeBase(entities))
    assert [surface for surface, *_ in found(matcher, text)] == surfaces


@pytest.mark.parametrize(
    ("text", "count"),
    [("أفاد شهود", 0), ("قالت آفاد", 1), ("قالت افاد", 1), ("وأفاد شهود", 0), ("وآفاد أيضاً", 1)],
)
def test_a_hamza_that_is_written_tells_words_apart(text: str, count: int) -> None:
    record = "id: afad\ntype: ORG\nkind: agency\nar: آفاد\nen: AFAD\nabout: x\n"
    entities = [r for r in read_records(record, "x.rec") if isinstance(r, Entity)]
    assert len(found(KnowledgeMatcher(KnowledgeBase(entities)), text)) == count


SHARED = """
id: faw
type: LOC
kind: town
ar: الفاو
en: Faw
about: x

id: fao
type: ORG
kind: international organisation
ar: منظمة الأغذية والزراعة
en: the FAO
alias: الفاو = the FAO
about: x

id: jazira-channel
type: ORG
kind: broadcaster
ar: قناة الجزيرة
en: Al Jazeera
alias: الجزيرة = Al Jazeera
about: x

id: jazira-region
type: LOC
kind: region
ar: الجزيرة
en: the Jazira
relation: located_in syria
about: x

id: syria
type: LOC
kind: country
ar: سوريا
en: Syria
about: x
"""


@pytest.mark.parametrize(
    ("text", "entity", "why"),
    [
        ("وصل إلى بلدة الفاو", "faw", "the words beside it fit Faw"),
        ("زارت منظمة الفاو", "fao", "the words beside it fit FAO"),
        (
            "منظمة الأغذية والزراعة قلقة.\nوتراقب الفاو الأسعار",
            "fao",
            "the article names FAO elsewhere",
        ),
        ("في سوريا جفاف.\nوتضررت الجزيرة", "jazira-region", "Jazira fits the article"),
        ("رحل الفاو", "faw", "it is the first name of Faw"),
    ],
)
def test_of_two_records_with_one_name_the_context_decides_and_says_so(
    text: str, entity: str, why: str
) -> None:
    entities = [r for r in read_records(SHARED, "x.rec") if isinstance(r, Entity)]
    matcher = KnowledgeMatcher(KnowledgeBase(entities))
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    *_, last = [m for s in article.sentences for m in matcher.recognize(article, s, ())]
    assert last.entity == entity
    assert last.reason.endswith(f"two records have this name; {why}")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("التقطت صور الأقمار الصناعية للموقع", []),
        ("نشر صور جوية للموقع في لبنان", ["lebanon"]),
        ("قصف الطيران منزلاً في صور", []),
        ("قصف الطيران منزلاً في صور وغادر أهلها نحو بيروت في لبنان", ["tyre", "lebanon"]),
        ("قدم دعم مالي للموازنة", []),
        ("انقلاب في جمهورية مالي", ["mali"]),
        ("بلغ نصف قطر الدائرة متراً", []),
        ("من العين المجردة", []),
        ("في مدينة العين", ["al-ain"]),
        ("محادثات السلام في الأمل", []),
    ],
)
def test_a_word_that_is_also_a_name_is_read_by_what_is_around_it(
    glosser: AlmorGlosser, text: str, ids: list[str]
) -> None:
    names = (
        ("tyre", "صور", "city", "lebanon"),
        ("mali", "مالي", "country", ""),
        ("qatar", "قطر", "country", ""),
        ("al-ain", "العين", "city", ""),
        ("al-amal", "الأمل", "neighbourhood", ""),
        ("salam", "السلام", "neighbourhood", ""),
        ("lebanon", "لبنان", "country", ""),
    )
    entities = [
        Entity(
            id,
            EntityType.LOC,
            kind,
            arabic,
            id,
            id,
            relations=(Relation("located in", country),) if country else (),
            ambiguous=id != "lebanon",
        )
        for id, arabic, kind, country in names
    ]
    matcher = KnowledgeMatcher(KnowledgeBase(entities))
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    [sentence] = article.sentences
    words, places = context_words(article.text, sentence)
    glosses = glosser.gloss(words)
    mentions = matcher.recognize(article, sentence, [glosses[p] for p in places])
    assert [mention.entity for mention in mentions] == ids
