"""An article of four paragraphs with a hand-made analysis, for everything that shows one.

It holds what is hard to show: Latin and numbers inside Arabic, brackets and quotes, a character
beyond the Basic Multilingual Plane, clitics on a name, a name in two pieces of English, a word that
no dictionary holds, a translation with a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from reader.gui.reading_view import ReadingView
from reader.model import (
    Alias,
    Analysis,
    Article,
    Doubt,
    Engines,
    Entity,
    EntityType,
    Features,
    Gloss,
    Link,
    Location,
    Mention,
    Paragraph,
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

_WORD = re.compile(r"[^\W_]+(?:[\u064b-\u0652]+[^\W_]*)*")
_ENGINE = "draft"


@dataclass(frozen=True)
class _Written:
    """A sentence with its English; `links` are pairs of an Arabic word (`word#2` for its second
    occurrence) and the English it became, pieces parted by `|`; `names` are Arabic surface, entity
    and English."""

    arabic: str
    english: str
    links: Mapping[str, str]
    names: Sequence[tuple[str, str, str]] = ()
    doubts: tuple[Doubt, ...] = ()


def _gloss(
    diacritized: str,
    lemma: str,
    root: str,
    pos: str,
    english: str,
    segments: Sequence[tuple[str, str]] = (),
    alternatives: Sequence[tuple[str, str, str, str]] = (),
    features: Features | None = None,
) -> Gloss:
    return Gloss(
        lemma=lemma,
        root=root,
        pos=pos,
        diacritized=diacritized,
        english=english,
        segments=tuple(Segment(form, meaning) for form, meaning in segments),
        alternatives=tuple(Reading(*reading) for reading in alternatives),
        features=features or Features(),
    )


_PAST = Features(aspect="p", voice="a", person="3", gender="f", number="s")

GLOSSES: Mapping[str, Gloss] = {
    "أعلنت": _gloss(
        "أَعْلَنَتْ",
        "أَعْلَن",
        "ع.ل.ن",
        "verb",
        "announce; declare; disclose",
        [("أعلن", "announce"), ("ت", "she/it")],
        [
            ("أَعْلَن", "verb", "أَعْلَنْتُ", "I announced"),
            ("أَعْلَن", "verb", "أُعْلِنَتْ", "she was announced"),
        ],
        _PAST,
    ),
    "الأمم": _gloss(
        "الأُمَم",
        "أُمَّة",
        "ء.م.م",
        "noun",
        "nations; peoples",
        [("ال", "the"), ("أمم", "nations")],
        features=Features(gender="f", number="p", state="d"),
    ),
    "المتحدة": _gloss(
        "المُتَّحِدَة",
        "مُتَّحِد",
        "و.ح.د",
        "adj",
        "united; joined",
        [("ال", "the"), ("متحدة", "united")],
        features=Features(gender="f", number="s", state="d"),
    ),
    "أن": _gloss("أَنَّ", "أَنَّ", "", "conj_sub", "that"),
    "قافلة": _gloss(
        "قافِلَةً",
        "قافِلَة",
        "ق.ف.ل",
        "noun",
        "convoy; caravan",
        alternatives=[("قافِل", "adj", "قافِلَة", "closing; locking")],
        features=Features(gender="f", number="s", case="a", state="i"),
    ),
    "من": _gloss(
        "مِن",
        "مِن",
        "",
        "prep",
        "of; from",
        alternatives=[("مَن", "pron_rel", "مَن", "who; whom"), ("مَنّ", "noun", "مَنّ", "favour")],
    ),
    "شاحنة": _gloss("شاحِنَة", "شاحِنَة", "ش.ح.ن", "noun", "truck; lorry"),
    "وصلت": _gloss(
        "وَصَلَتْ", "وَصَل", "و.ص.ل", "verb", "arrive; reach", [("وصل", "reach"), ("ت", "she/it")]
    ),
    "إلى": _gloss("إِلَى", "إِلَى", "", "prep", "to; towards"),
    "مدينة": _gloss("مَدِينَةِ", "مَدِينَة", "م.د.ن", "noun", "city; town"),
    "الرقة": _gloss("الرَّقَّةِ", "الرَّقَّة", "ر.ق.ق", "noun_prop", "Raqqa"),
    "وبالرقة": _gloss(
        "وَبِالرَّقَّةِ",
        "الرَّقَّة",
        "ر.ق.ق",
        "noun_prop",
        "Raqqa",
        [("و", "and"), ("ب", "in; with"), ("الرقة", "Raqqa")],
        [("رِقَّة", "noun", "وَبِالرِّقَّةِ", "and with gentleness")],
    ),
    "هدنة": _gloss("هُدْنَةٍ", "هُدْنَة", "ه.د.ن", "noun", "truce; armistice; cease-fire"),
    "عين": _gloss(
        "عَيْن", "عَيْن", "ع.ي.ن", "noun", "eye; spring", features=Features(gender="f", number="s")
    ),
    "حمود": Gloss("حمود", "", "noun_prop", "حمود", "Hammoud", source="transliteration"),
    "السائقين": _gloss(
        "السّائِقِينَ",
        "سائِق",
        "س.و.ق",
        "noun",
        "drivers",
        [("ال", "the"), ("سائقين", "drivers")],
        features=Features(gender="m", number="p"),
    ),
}

_PARAGRAPHS: tuple[tuple[bool, tuple[_Written, ...]], ...] = (
    (
        True,
        (
            _Written(
                "هدنة قصيرة تعيد فتح الطريق الدولي قرب عين عيسى",
                "A short truce reopens the international road near Ain Issa",
                {
                    "هدنة": "truce",
                    "قصيرة": "short",
                    "تعيد": "reopens",
                    "فتح": "reopens",
                    "الطريق": "the|road",
                    "الدولي": "international",
                    "قرب": "near",
                    "عين": "Ain",
                    "عيسى": "Issa",
                },
                [("عين عيسى", "ain-issa", "Ain Issa")],
            ),
        ),
    ),
    (
        False,
        (
            _Written(
                "أعلنت الأمم المتحدة أن قافلة من 24 شاحنة وصلت إلى مدينة الرقة مساء الخميس، بعد "
                "هدنة استمرت ست ساعات على طريق (M4).",
                "The United Nations announced that a convoy of 24 trucks reached the city of Raqqa "
                "on Thursday evening, after a truce that lasted six hours on the (M4) road.",
                {
                    "أعلنت": "announced",
                    "الأمم": "The|Nations",
                    "المتحدة": "United",
                    "أن": "that",
                    "قافلة": "a convoy",
                    "من": "of",
                    "24": "24",
                    "شاحنة": "trucks",
                    "وصلت": "reached",
                    "مدينة": "the city",
                    "الرقة": "Raqqa",
                    "مساء": "evening",
                    "الخميس": "Thursday",
                    "بعد": "after",
                    "هدنة": "a truce",
                    "استمرت": "lasted",
                    "ست": "six",
                    "ساعات": "hours",
                    "طريق": "road",
                    "M4": "M4",
                },
                [
                    ("الأمم المتحدة", "united-nations", "The United Nations"),
                    ("الرقة", "raqqa", "Raqqa"),
                    ("طريق (M4)", "m4-road", "(M4) road"),
                ],
            ),
            _Written(
                'وقال الناطق باسمها فادي حمود: "لم يُصب أحد من السائقين".',
                'Its spokesman, Fadi Hammoud, said: "None of the drivers was hurt."',
                {
                    "وقال": "said",
                    "الناطق": "spokesman",
                    "باسمها": "Its",
                    "فادي": "Fadi",
                    "حمود": "Hammoud",
                    "لم": "None",
                    "يُصب": "was hurt",
                    "أحد": "None",
                    "السائقين": "the drivers",
                },
                [("فادي حمود", "fadi-hammoud", "Fadi Hammoud")],
            ),
        ),
    ),
    (
        False,
        (
            _Written(
                "وبالرقة نفسها استقبل الأهالي الشاحنات، فيما راقبت قوات سوريا الديمقراطية (قسد) "
                "مداخل المدينة.",
                "In Raqqa itself residents received the trucks, while the Syrian Democratic Forces "
                "(SDF) watched the entrances to the city.",
                {
                    "وبالرقة": "In Raqqa",
                    "نفسها": "itself",
                    "استقبل": "received",
                    "الأهالي": "residents",
                    "الشاحنات": "the trucks",
                    "فيما": "while",
                    "راقبت": "watched",
                    "قوات": "the|Forces",
                    "سوريا": "Syrian",
                    "الديمقراطية": "Democratic",
                    "قسد": "SDF",
                    "مداخل": "the entrances",
                    "المدينة": "the city",
                },
                [
                    ("الرقة", "raqqa", "Raqqa"),
                    ("قوات سوريا الديمقراطية", "sdf", "the Syrian Democratic Forces"),
                    ("قسد", "sdf", "SDF"),
                ],
            ),
            _Written(
                "ونشرت وكالة Reuters صورا للقافلة على منصة X مع الرمز 🚚، ثم حذفتها الوكالة.",
                "The agency Reuters published pictures of the convoy on the platform X with the "
                "symbol 🚚, then the agency deleted them.",
                {
                    "ونشرت": "published",
                    "وكالة": "The agency",
                    "Reuters": "Reuters",
                    "صورا": "pictures",
                    "للقافلة": "of the convoy",
                    "منصة": "the platform",
                    "X": "X",
                    "الرمز": "the symbol",
                    "حذفتها": "deleted|them",
                    "الوكالة": "the agency",
                },
                [("وكالة Reuters", "reuters", "The agency Reuters")],
            ),
        ),
    ),
    (
        False,
        (
            _Written(
                "ومن المتوقع أن تصل قافلة ثانية إلى عين عيسى خلال 48 ساعة، بحسب مصدر في الجيش "
                "السوري طلب عدم ذكر اسمه.",
                "A second convoy is expected to reach Ain Issa within two days, according to a "
                "source in the Syrian army who asked not to be named.",
                {
                    "المتوقع": "is expected",
                    "تصل": "reach",
                    "قافلة": "convoy",
                    "ثانية": "second",
                    "عين": "Ain",
                    "عيسى": "Issa",
                    "خلال": "within",
                    "48": "two",
                    "ساعة": "days",
                    "بحسب": "according to",
                    "مصدر": "a source",
                    "الجيش": "the|army",
                    "السوري": "Syrian",
                    "طلب": "asked",
                    "عدم": "not",
                    "اسمه": "named",
                },
                [
                    ("عين عيسى", "ain-issa", "Ain Issa"),
                    ("الجيش السوري", "syrian-army", "the Syrian army"),
                ],
                (Doubt("number-missing", "48"),),
            ),
        ),
    ),
)

ENTITIES = (
    Entity(
        "ain-issa",
        EntityType.LOC,
        "town",
        "عين عيسى",
        "Ain Issa",
        "Ain Issa",
        description="A town in the north of Raqqa governorate, on the international road M4.",
        location=Location(36.3844, 38.8611),
        relations=(Relation("located in", "raqqa"), Relation("on road", "m4-road")),
    ),
    Entity(
        "united-nations",
        EntityType.ORG,
        "international organisation",
        "الأمم المتحدة",
        "United Nations",
        "the United Nations",
        aliases_en=("UN",),
        description="The organisation of almost all states, with aid agencies working in Syria.",
    ),
    Entity(
        "raqqa",
        EntityType.LOC,
        "city",
        "الرقة",
        "Raqqa",
        "Raqqa",
        description="A city on the Euphrates in northern Syria.",
        location=Location(35.9528, 39.0097),
    ),
    Entity(
        "m4-road",
        EntityType.LOC,
        "road",
        "طريق M4",
        "M4 road",
        "the M4 road",
        description="The road that runs across northern Syria from the coast to the Iraqi border.",
    ),
    Entity(
        "fadi-hammoud",
        EntityType.PER,
        "spokesman",
        "فادي حمود",
        "Fadi Hammoud",
        "Fadi Hammoud",
        known=False,
    ),
    Entity(
        "sdf",
        EntityType.ORG,
        "armed group",
        "قوات سوريا الديمقراطية",
        "Syrian Democratic Forces",
        "the Syrian Democratic Forces",
        aliases=(Alias("قسد", "the SDF"),),
        aliases_en=("SDF",),
        description="A coalition of armed groups in the north-east of Syria.",
    ),
    Entity("reuters", EntityType.ORG, "news agency", "رويترز", "Reuters", "Reuters"),
    Entity(
        "syrian-army",
        EntityType.ORG,
        "army",
        "الجيش السوري",
        "Syrian army",
        "the Syrian army",
        description="The army of the Syrian state.",
    ),
)

_TYPES = {entity.id: entity.type for entity in ENTITIES}


def _spans(text: str, pieces: str) -> tuple[Span, ...]:
    """Where the pieces (parted by `|`) stand in `text`, each after the one before if it can."""
    spans: list[Span] = []
    position = 0
    for piece in pieces.split("|"):
        found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)")
        match = found.search(text, position) or found.search(text)
        assert match, (piece, text)
        spans.append(match.span())
        position = match.end()
    return tuple(spans)


def _analysis(written: _Written, sentence: Sentence) -> SentenceAnalysis:
    words = [
        written.arabic[t.start - sentence.start : t.end - sentence.start] for t in sentence.tokens
    ]
    assert set(written.links) <= set(words), set(written.links) - set(words)
    links = tuple(
        Link(i, _spans(written.english, written.links[word]))
        for i, word in enumerate(words)
        if word in written.links
    )
    mentions = []
    for surface, entity, english in written.names:
        start = sentence.start + written.arabic.index(surface)
        mentions.append(Mention(start, start + len(surface), _TYPES[entity], entity, english))
    return SentenceAnalysis(
        glosses=tuple(GLOSSES.get(word) for word in words),
        mentions=tuple(mentions),
        translation=Translation(written.english, _ENGINE, None, links, written.doubts),
        mention_spans=tuple(_spans(written.english, english) for _, _, english in written.names),
    )


def _build() -> Analysis:
    text = ""
    paragraphs: list[Paragraph] = []
    analyses: list[SentenceAnalysis] = []
    for heading, sentences in _PARAGRAPHS:
        text += "\n" if text else ""
        start = len(text)
        built: list[Sentence] = []
        for written in sentences:
            text += " " if built else ""
            base = len(text)
            tokens = tuple(
                Token(base + m.start(), base + m.end()) for m in _WORD.finditer(written.arabic)
            )
            text += written.arabic
            built.append(Sentence(base, len(text), tokens))
            analyses.append(_analysis(written, built[-1]))
        paragraphs.append(Paragraph(start, len(text), tuple(built), heading))
    source = SourceInfo("truce.txt", "txt", "utf-8", title="هدنة قصيرة", date="2025-05-08")
    return Analysis(
        article=Article(source, text, tuple(paragraphs)),
        engines=Engines(_ENGINE, "knowledge", "dictionary"),
        sentences=tuple(analyses),
        entities=ENTITIES,
    )


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """Four paragraphs, six sentences, eleven mentions of eight entities; everything known."""
    return _build()


def _long(times: int) -> Article:
    """The paragraphs of the article many times over."""
    base = _build().article
    text = "\n".join([base.text] * times)
    paragraphs: list[Paragraph] = []
    for i in range(times):
        shift = i * (len(base.text) + 1)
        for p in base.paragraphs:
            sentences = tuple(
                Sentence(
                    s.start + shift,
                    s.end + shift,
                    tuple(Token(t.start + shift, t.end + shift) for t in s.tokens),
                )
                for s in p.sentences
            )
            paragraphs.append(Paragraph(p.start + shift, p.end + shift, sentences, p.heading))
    return Article(base.source, text, tuple(paragraphs))


@pytest.fixture(scope="session")
def long_article() -> Article:
    """A thousand paragraphs."""
    return _long(250)


@pytest.fixture
def reading(qtbot: QtBot, analysis: Analysis) -> ReadingView:
    """A reading view of the article, everything known, 1180 by 760 pixels, shown."""
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(1180, 760)
    view.set_article(analysis.article)
    for index, sentence in enumerate(analysis.sentences):
        view.set_sentence(index, sentence)
    view.show()
    qtbot.waitExposed(view)
    return view
