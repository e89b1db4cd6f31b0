"""The draft: plain English order, nothing left out, nothing put in."""

from __future__ import annotations

import random

import pytest

from reader.assembly import load_parts
from reader.data.dictionary import dictionary_path
from reader.errors import QariError
from reader.model import Analysis, SentenceAnalysis, SourceInfo
from reader.pipeline import Parts, collect
from reader.text.segmentation import build_article


@pytest.fixture(scope="module")
def parts() -> Parts:
    if not dictionary_path().is_file():
        pytest.skip("no dictionary is installed: “qari data install dictionary”")
    return load_parts("draft")


def analysed(parts: Parts, text: str) -> Analysis:
    return collect(build_article(SourceInfo("x", "txt", "utf-8"), text), parts)


def draft(parts: Parts, text: str) -> str:
    found = analysed(parts, text).sentences
    return " ".join(s.translation.text for s in found if s.translation)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("أعلنت الحكومة اتفاقا جديدا", "The government announced a new agreement"),
        ("مدينة كبيرة", "A large city"),
        ("زار الوزير دمشق", "The minister visited Damascus"),
        ("زار وزير الخارجية بغداد أمس", "The foreign minister visited Baghdad yesterday"),
        ("وصل العديد من الجنود", "A number of soldiers arrived"),
        ("زار الوزير قاعدة العديد", "The minister visited the Al Udeid Air Base"),
        ("قال مبعوث أميركي إن الوضع صعب", "A US envoy said that the situation is difficult"),
        ("سكان المدينة القديمة", "The residents of the old city"),
        ("لم يعلن الوزير", "The minister did not announce"),
        ("سيعلن الوزير", "The minister will announce"),
        ("لن يعلن الوزير", "The minister will not announce"),
        ("بشكل رسمي", "Officially"),
        ("في مدينة الرقة", "In the city of Raqqa"),
        ("وفي ريف الرقة الشمالي", "In the northern Raqqa countryside"),
        ("بين الجانبين الروسي والسوري", "Between the Russian and Syrian sides"),
        ("أكبر مدينة", "The largest city"),
    ],
)
def test_phrases_come_out_in_plain_english(parts: Parts, arabic: str, english: str) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("ألقت الشرطة القبض على ثلاثة رجال", "The police arrested three men"),
        ("لقي ثلاثة عمال مصرعهم في الانفجار", "Three workers died in the explosion"),
        ("أطلق الجنود النار على المتظاهرين", "The soldiers opened fire on the demonstrators"),
        ("قام الجيش بنقل الجرحى", "The army moved the wounded"),
        ("تم نقل الجرحى إلى المستشفى", "The wounded were moved to the hospital"),
    ],
)
def test_idioms_split_by_their_subject_are_one_verb(
    parts: Parts, arabic: str, english: str
) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("من المقرر أن يصل الوزير غدا", "The minister is due to arrive tomorrow"),
        ("من المتوقع أن ترتفع الأسعار", "The prices are expected to rise"),
        ("يجب أن تتوقف الحرب", "The war must stop"),
        ("لا يمكن أن يعود السكان", "The residents cannot return"),
        ("لا يزال الجنود يقاتلون", "The soldiers are still fighting"),
        ("بدأ الجيش يتقدم", "The army began to advance"),
    ],
)
def test_modals_stand_between_subject_and_verb(parts: Parts, arabic: str, english: str) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        (
            "قال الوزير إن الحكومة ستعلن القرار",
            "The minister said that the government would announce the decision",
        ),
        (
            "قال الوزير إن الجنود وصلوا",
            "The minister said that the soldiers had arrived",
        ),
        ("دخل الرجل وهو يبكي", "The man entered as he wept"),
    ],
)
def test_what_was_said_keeps_the_tenses_of_reports(parts: Parts, arabic: str, english: str) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("القرية التي يعيش فيها السكان", "The village in which the residents live"),
        ("الأمر الذي رفضه الوزير", "Which the minister refused"),
        (
            "قوضت الغارات التي شنت في حزيران الاتفاق",
            "The raids which were carried out in June demolished the agreement",
        ),
    ],
)
def test_relative_clauses_drop_the_pronoun_that_repeats(
    parts: Parts, arabic: str, english: str
) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("تحاول الأطراف فرض سيطرتها", "to impose their control"),
        ("حاول الوزير منع الحرب", "tried to prevent the war"),
        ("وصل الجنود لحماية المدينة", "to protect the city"),
        ("أعلن أن الجانبين طلبا وقف القتال", "the two sides had requested"),
        ("حتى وصل الجنود", "Until the soldiers arrived"),
        ("أعلن أن اجتماعا عقد بين الجانبين", "that a meeting had been held between the two sides"),
    ],
)
def test_verbs_and_verbal_nouns_are_told_apart(parts: Parts, arabic: str, english: str) -> None:
    assert english in draft(parts, arabic)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("المكان مليء بالدخان", "The place is full of smoke"),
        ("ثلث السكان", "A third of the population"),
        ("لم تعلن أي جهة مسؤوليتها", "No side announced its responsibility"),
        ("أول رحلة إلى القرية", "The first flight to the village"),
        ("أكبر من القرية", "Larger than the village"),
        ("في 21 أيار", "On 21 May"),
        ("نشرت الوزارة التقرير في عام 2019", "The ministry published the report in 2019"),
    ],
)
def test_small_words_follow_english_usage(parts: Parts, arabic: str, english: str) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("أعلن المدير استقالته", "his resignation"),
        ("أعلنت الوزيرة استقالتها", "her resignation"),
        ("أعلنت الحكومة برنامجها", "its programme"),
        ("أعلن المسؤولون برنامجهم", "their programme"),
    ],
)
def test_a_pronoun_is_that_of_whom_it_stands_for(parts: Parts, arabic: str, english: str) -> None:
    assert english in draft(parts, arabic)


@pytest.mark.parametrize("number", ["2019", "12.5", "1,250", "60", "٢٠١٩"])
def test_numbers_stand_as_they_are(parts: Parts, number: str) -> None:
    plain = number.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    assert plain in draft(parts, f"وصل {number} مقاتل إلى المدينة")


def test_quotes_and_brackets_stay_with_their_words(parts: Parts) -> None:
    text = draft(parts, 'قال إن "الطريق مفتوح" في عين العرب (كوباني).')
    assert text.count('"') == 2
    assert "(Kobani)" in text
    assert text.endswith(".")


def links_of(found: SentenceAnalysis) -> dict[int, str]:
    assert found.translation is not None
    text = found.translation.text
    return {
        link.token: " ".join(text[a:b] for a, b in link.spans) for link in found.translation.links
    }


def test_every_word_of_an_article_has_english_and_all_english_has_its_word(
    parts: Parts, shared
) -> None:
    text = (shared / "articles" / "ain-issa.txt").read_text("utf-8")
    analysis = analysed(parts, text)
    for sentence, found in zip(analysis.article.sentences, analysis.sentences, strict=True):
        assert found.translation is not None
        links = links_of(found)
        unsaid = [
            text[sentence.tokens[t].start : sentence.tokens[t].end]
            for t, said in links.items()
            if not said
        ]
        assert not unsaid
        covered = set()
        for link in found.translation.links:
            for start, end in link.spans:
                covered.update(range(start, end))
        loose = [
            c for i, c in enumerate(found.translation.text) if c.isalnum() and i not in covered
        ]
        assert not loose


@pytest.mark.parametrize(
    "text",
    [
        "كلمة " * 2000,
        "«" * 500,
        "\u200f\u200f\u200f",
        "ًٌٍَُِّْ",
        "12345",
        "only Latin here",
        "😀 😀 قال 😀",
        "mixed نص and نص",
        ")(",
        "ـــــ",
    ],
)
def test_odd_text_gets_a_line_and_no_error(parts: Parts, text: str) -> None:
    assert isinstance(draft(parts, text), str)


def test_any_run_of_arabic_words_keeps_every_word(parts: Parts, shared) -> None:
    words = (shared / "articles" / "ain-issa.txt").read_text("utf-8").split()
    shuffle = random.Random(7)
    for _ in range(60):
        text = " ".join(shuffle.choices(words, k=12))
        for found in analysed(parts, text).sentences:
            assert all(links_of(found).values()), text


def test_cancelling_stops_before_the_next_sentence(parts: Parts) -> None:
    text = "جملة أولى.\nجملة ثانية.\nجملة ثالثة."
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    asked = iter([False] * 5)
    analysis = collect(article, parts, lambda: next(asked, True))
    assert not all(s.translation for s in analysis.sentences)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(QariError, match="choose one of"):
        load_parts("babelfish")


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال رئيس الوزراء بوريس جونسون", "Prime Minister Boris Johnson said"),
        ("اللواء خليفة حفتر", "Major General Khalifa Haftar"),
        ("وفاة الأميرة ديانا", "The death of Princess Diana"),
        ("مستشفى ماساتشوستس العام", "Massachusetts General Hospital"),
        ("شارع وول ستريت", "Wall Street"),
        ("إعصار كاترينا", "Hurricane Katrina"),
    ],
)
def test_titles_and_kinds_stand_beside_names_as_english_has_them(
    parts: Parts, arabic: str, english: str
) -> None:
    assert draft(parts, arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("الساحة الحمراء", "The Red Square"),
        ("سقط جدار برلين", "The Berlin Wall fell"),
        ("الدول العربية", "The Arab states"),
        ("المسلمون والمسيحيون", "Muslims and Christians"),
        ("الرئيس الأمريكي دونالد ترامب", "US President Donald Trump"),
        ("ولد في 3 سبتمبر", "It was born on 3 September"),
    ],
)
def test_names_of_ordinary_words_peoples_and_dates_read_as_english(
    parts: Parts, arabic: str, english: str
) -> None:
    assert draft(parts, arabic) == english
