"""Each check finds the fault it is for and leaves a good translation alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.data.dictionary import dictionary_path
from reader.entities.matcher import KnowledgeMatcher
from reader.knowledge.base import load_knowledge
from reader.model import Doubt, Entity, EntityType, Mention, SourceInfo, Token, Translation
from reader.morphology.glosser import load_glosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article
from reader.text.tokens import token_spans
from reader.translation.doubts import Checker, check, sentence_for
from reader.translation.doubts.score import ScoreScale
from reader.translation.protocol import SentenceSource

Kinds = Callable[[str, str], dict[str, list[str]]]


@dataclass
class Reader:
    """Reads a line as the pipeline does."""

    glosser: object = field(default_factory=load_glosser)
    matcher: KnowledgeMatcher = field(default_factory=lambda: KnowledgeMatcher(load_knowledge()))

    def read(self, arabic: str) -> tuple[SentenceSource, dict[str, Entity]]:
        article = build_article(SourceInfo("line", "txt", "utf-8"), arabic)
        (sentence,) = article.sentences
        words, places = context_words(arabic, sentence)
        found = self.glosser.gloss(words)  # type: ignore[attr-defined]
        glosses = tuple(found[place] for place in places)
        mentions = tuple(self.matcher.recognize(article, sentence, glosses))
        entities = {m.entity: self.matcher.entity(m.entity) for m in mentions}
        return SentenceSource(arabic, sentence.tokens, glosses, mentions), entities


@pytest.fixture(scope="module")
def reader() -> Reader:
    if not dictionary_path().is_file():
        pytest.skip("the dictionary is not installed")
    return Reader()


@pytest.fixture
def doubts(reader: Reader) -> Kinds:
    """The doubts about a pair, texts by kind."""

    def found(arabic: str, english: str) -> dict[str, list[str]]:
        source, entities = reader.read(arabic)
        told: dict[str, list[str]] = {}
        for doubt in check(source, Translation(english, "test"), entities):
            told.setdefault(doubt.kind, []).append(doubt.text)
        return told

    return found


def bare(arabic: str) -> SentenceSource:
    return SentenceSource(arabic, tuple(Token(*span) for span in token_spans(arabic)))


GOOD = [
    (
        "قُتل سبعة وعشرون مدنياً في الرقة يوم 14 كانون الأول 2019.",
        "Twenty-seven civilians were killed in Raqqa on 14 December 2019.",
    ),
    ("لم تعلن أي جهة مسؤوليتها عن الهجوم.", "No party claimed responsibility for the attack."),
    ("لا يزال الطريق مغلقاً أمام المدنيين.", "The road is still closed to civilians."),
    ("عجز رجال الإطفاء عن الوصول.", "The firefighters could not get there."),
    ("ارتفعت الأسعار بنسبة 12 في المئة خلال شهرين.", "Prices rose by 12% in two months."),
    (
        "عاد الأهالي إلى منازلهم بعد مليون ونصف المليون يوم.",
        "Residents returned after 1.5 million days.",
    ),
    ("لن يعود إلا قبل نهاية العام.", "He will only return before the end of the year."),
    (
        "قال الناطق إن القوات الروسية غادرت القاعدة.",
        "The spokesman said Russian forces had left the base.",
    ),
    (
        "وصلت القافلة إلى عين عيسى عند التاسعة والنصف مساء.",
        "The convoy reached Ain Issa at 9:30 p.m.",
    ),
]


@pytest.mark.parametrize(("arabic", "english"), GOOD)
def test_a_good_translation_is_not_doubted(doubts: Kinds, arabic: str, english: str) -> None:
    assert doubts(arabic, english) == {}


@pytest.mark.parametrize(
    ("arabic", "english", "kind", "text"),
    [
        ("قُتل سبعة وعشرون مدنياً.", "Civilians were killed.", "number-missing", "27"),
        ("نزح 40 ألف شخص.", "Forty people fled.", "number-missing", "40,000"),
        ("قُتل مدنيون في القصف.", "Some 35 civilians died in the shelling.", "number-added", "35"),
        ("في 14 كانون الأول 2019", "On 14 November 2019", "date-missing", "14 December 2019"),
        ("انتهى في شهر آذار من عام 2020", "It ended in March", "date-missing", "March 2020"),
        ("وصل الوفد يوم الثلاثاء", "The delegation arrived on Friday", "date-missing", "Tuesday"),
        ("ارتفعت 45 في المئة", "It rose by 45", "unit-changed", "45 %"),
        ("بعد خمسة أيام", "after five weeks", "unit-changed", "five day → week"),
        ("دفعت مليون دولار", "It paid 1 million euros", "unit-changed", "1 million dollar → euro"),
        ("لم يصل الوفد إلى المدينة", "The delegation reached the city", "negation-lost", "لم يصل"),
        ("وصل الوفد إلى المدينة", "The delegation did not reach it", "negation-added", "not"),
        ("غادرت القوات الرقة أمس", "The forces left Aleppo yesterday", "name-missing", "Raqqa"),
        ("غادرت القوات الرقة أمس", "The forces left Aleppo yesterday", "name-invented", "Aleppo"),
        ("بقي كما هو في المدينة", "It stayed as هو in the city", "arabic-left", "هو"),
        ("قال إنه سيعود", 'He said "he would return', "quotes-unbalanced", "quotation mark"),
        ("قال إنه سيعود", "He said (he would return", "quotes-unbalanced", "bracket"),
        ("قال إنه سيعود إلى منزله", "He said he would return, he would return", "repetition", ""),
        ("قال إنه سيعود", "He said the the the house", "repetition", "the"),
    ],
)
def test_a_fault_is_found(doubts: Kinds, arabic: str, english: str, kind: str, text: str) -> None:
    found = doubts(arabic, english)
    assert kind in found
    assert not text or text in found[kind]


LONG = (
    "أعلنت وزارة الدفاع التركية أن قواتها بدأت عملية عسكرية واسعة في شمال سوريا، وأن مدفعيتها "
    "قصفت مواقع المسلحين، بينما نزح آلاف المدنيين نحو المخيمات القريبة من الحدود العراقية."
)


def test_a_sentence_cut_short_is_found(doubts: Kinds) -> None:
    found = doubts(LONG, "The Turkish Defence Ministry announced that its forces had begun.")
    assert "length" in found
    assert "part-missing" in found


def test_a_sentence_with_another_hung_on_is_found(doubts: Kinds) -> None:
    whole = (
        "The Turkish Defence Ministry announced that its forces had begun a large military "
        "operation in northern Syria and that its artillery had shelled the gunmen's positions, "
        "while thousands of civilians fled to the camps near the Iraqi border."
    )
    assert doubts(LONG, whole) == {}
    assert "length" in doubts(LONG, f"{whole} {whole}")


def test_a_number_that_moves_is_told_on_both_sides(doubts: Kinds) -> None:
    found = doubts("قُتل 25 مدنياً.", "52 civilians were killed.")
    assert found == {"number-missing": ["25"], "number-added": ["52"]}


def test_a_month_is_not_taken_for_a_town(doubts: Kinds) -> None:
    assert doubts("انتهت المعركة في التاسع من آب.", "The battle ended on 9 August.") == {}


def test_an_ordinary_word_is_not_taken_for_a_name(doubts: Kinds) -> None:
    arabic = "تعهدت الرياض بدعم مالي للموازنة اليمنية."
    assert doubts(arabic, "Riyadh pledged financial support for the Yemeni budget.") == {}


def test_a_name_is_there_by_an_alias_an_adjective_or_its_initials() -> None:
    source = bare("القوات")
    mention = Mention(0, 6, EntityType.ORG, "x", "the Syrian Democratic Forces")
    entity = Entity(
        "x", EntityType.ORG, "", "", "Syrian Democratic Forces", "", aliases_en=("QSD",)
    )
    source = SentenceSource(source.text, source.tokens, (), (mention,))
    for english in ("the SDF", "QSD units", "Syrian forces", "the Democratic Forces of Syria"):
        assert check(source, Translation(english, ""), {"x": entity}) == ()
    assert check(source, Translation("the army", ""), {"x": entity}) == (
        Doubt("name-missing", "Syrian Democratic Forces"),
    )


def test_checks_that_need_no_dictionary_work_without_one() -> None:
    kinds = {d.kind for d in check(bare("قُتل 25 شخصاً في 3 أيار"), Translation("52 died", ""), {})}
    assert {"number-missing", "number-added", "date-missing"} <= kinds


# ---------------------------------------------------------------- the engine's score


def scored(score: float | None, words: int = 20, engine: str = "e") -> Translation:
    return Translation(" ".join(["word"] * words), engine, score)


def test_a_score_is_low_against_the_engines_own() -> None:
    scale = ScoreScale()
    usual = [scale.doubt(scored(-0.5 - 0.01 * (n % 20))) for n in range(100)]
    assert usual == [None] * 100
    low = scale.doubt(scored(-1.6))
    assert low == Doubt("low-score", f"{math.exp(-1.6):.0%}")
    assert scale.doubt(scored(-0.6)) is None


def test_nothing_is_low_before_enough_is_known_or_without_a_score() -> None:
    scale = ScoreScale()
    assert [scale.doubt(scored(score)) for score in (-9.0, -0.1, None, math.nan)] == [None] * 4


def test_short_sentences_are_allowed_more() -> None:
    scale = ScoreScale()
    for n in range(60):
        scale.doubt(scored(-0.8 - 0.01 * (n % 20)))
    assert scale.doubt(scored(-1.3, words=2)) is None
    assert scale.doubt(scored(-1.3)) is not None


def test_engines_have_scales_of_their_own_and_old_scores_are_forgotten() -> None:
    checker, source = Checker(), bare("كلمة")
    for n in range(2_100):
        checker.check(source, scored(-0.8 - 0.01 * (n % 20), 1, "sure"), {})
        checker.check(source, scored(-3.0 - 0.01 * (n % 20), 1, "unsure"), {})
    kinds = {d.kind for d in checker.check(source, scored(-3.0, 1, "unsure"), {})}
    assert "low-score" not in kinds
    assert "low-score" in {d.kind for d in checker.check(source, scored(-3.0, 1, "sure"), {})}


# ---------------------------------------------------------------- wording, odd text


def test_every_doubt_has_a_sentence() -> None:
    assert sentence_for(Doubt("number-missing", "27")).endswith(": 27")
    assert sentence_for(Doubt("odd-thing", "x")) == "Odd thing: x"
    assert sentence_for(Doubt("odd-thing", "")) == "Odd thing"


ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=120)


@settings(max_examples=250, deadline=None)
@given(ANY, ANY)
def test_any_two_texts_are_compared(arabic: str, english: str) -> None:
    for doubt in check(bare(arabic), Translation(english, ""), {}):
        assert doubt.kind
        assert sentence_for(doubt)


@pytest.mark.parametrize(
    "arabic",
    ["", "كلمة " * 2_000, "«" * 500, "١ " * 2_000, "لم " * 1_000, "1/1/2020 " * 600, "مئة و" * 800],
)
@pytest.mark.parametrize(
    "english", ["", "Word " * 2_000, '"' * 500, "one hundred and " * 500, "1/1/2020 " * 600]
)
def test_long_and_odd_texts_are_bounded(arabic: str, english: str) -> None:
    assert len(check(bare(arabic), Translation(english, ""), {})) <= 12
