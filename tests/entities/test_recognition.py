"""Who is meant: names nobody listed, short forms, other names, references, metonyms."""

from __future__ import annotations

from typing import Any

import pytest

from reader.model import EntityType, Mention


def one(mentions: list[Mention], text: str, surface: str, number: int = 0) -> Mention:
    """The mention of `surface` in `text`, counted from 0."""
    return [m for m in mentions if text[m.start : m.end] == surface][number]


# ---------------------------------------------------------------- names nobody listed


def test_a_name_nobody_listed_gets_an_entity_of_its_own(reading: Any) -> None:
    reader = reading(PER=["سامر الخلف"])
    text = "قال الناشط سامر الخلف إن الطريق مقطوع."
    _, mentions = reader.read(text)
    mention = one(mentions, text, "سامر الخلف")
    entity = reader.recognizer.entity(mention.entity)
    assert (mention.type, mention.english) == (EntityType.PER, "Samer al-Khalaf")
    assert (entity.known, entity.kind, entity.name_ar) == (False, "activist", "سامر الخلف")
    assert entity.name_en == "Samer al-Khalaf"
    assert mention.reason == "taken for an activist by its context; no record of it"


@pytest.mark.parametrize(
    ("text", "name", "type", "kind"),
    [
        ("في بلدة تل الحنطة", "تل الحنطة", "LOC", "town"),
        ("انتشر مقاتلو حركة فجر النهضة", "فجر النهضة", "ORG", "movement"),
        ("أقرت شركة نجم الشرق الخطة", "شركة نجم الشرق", "ORG", "company"),
        ("زارها فادي الموني", "فادي الموني", "PER", "person"),
    ],
)
def test_the_word_before_an_unknown_name_tells_its_kind(
    reading: Any, text: str, name: str, type: str, kind: str
) -> None:
    reader = reading(**{type: [name]})
    _, mentions = reader.read(text)
    assert reader.recognizer.entity(one(mentions, text, name).entity).kind == kind


def test_an_unknown_name_is_the_same_entity_all_through_an_article(reading: Any) -> None:
    reader = reading(PER=["سامر الخلف"])
    _, mentions = reader.read("وصل سامر الخلف أمس.\nوغادر سامر الخلف اليوم.")
    first, second = (m for m in mentions if m.type is EntityType.PER)
    assert first.entity == second.entity
    assert second.reason == "named in sentence 1"


def test_an_organisation_is_translated_where_somebody_can(knowledge: Any, reading: Any) -> None:
    from reader.entities.recognition import EntityRecognizer

    reader = reading(ORG=["شبكة أطباء النور"])
    tagger = reader.recognizer._taggers[0]
    asked: list[str] = []

    def translate(text: str, tokens: Any, glosses: Any, mentions: Any) -> str:
        asked.append(text)
        assert len(tokens) == len(glosses) == 3
        return "The network of doctors of light."

    reader.recognizer = EntityRecognizer(knowledge, (tagger,), translate)
    text = "قالت شبكة أطباء النور إن المشفى توقف."
    _, mentions = reader.read(text)
    mention = one(mentions, text, "شبكة أطباء النور")
    assert asked == ["شبكة أطباء النور"]
    assert mention.english == "the Network of Doctors of Light"
    assert reader.recognizer.entity(mention.entity).name_en == "Network of Doctors of Light"


def test_a_city_hidden_in_an_ordinary_word_is_believed_where_a_tagger_sees_it(reading: Any) -> None:
    text = "خرجت الباب عن السيطرة"
    assert reading().told(text) == []
    assert reading(LOC=["الباب"]).told(text) == [("الباب", "al-bab", "name")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("بلغ الحد الأقصى للأجور ألف دولار", []),
        ("تمتد الشعيرات الدموية في الجلد", []),
        ("لولا وصول الإسعاف لمات", []),
        ("سُيّرت دوريات مشتركة", []),
        ("تُدرّس بثلاث لغات", []),
        ("في مدينة الجزائر مطر", ["algiers"]),
        ("قالت الجزائر إنها ترفض", ["algeria"]),
        ("بلغ قطر الدائرة متراً", []),
        ("استضافت قطر المحادثات", ["qatar"]),
        ("صلى في المسجد الأقصى", ["al-aqsa-mosque"]),
    ],
)
def test_a_listed_name_is_none_where_it_is_an_ordinary_word(
    reading: Any, text: str, told: list[str]
) -> None:
    assert [entity for _, entity, _ in reading().told(text)] == told


# ---------------------------------------------------------------- short forms and other names


def test_a_known_person_is_told_by_the_last_name(reading: Any) -> None:
    text = "استقبل عبد الفتاح البرهان الوفد.\nوأضاف البرهان أن الحرب ستنتهي."
    _, mentions = reading().read(text)
    mention = one(mentions, text, "البرهان")
    assert mention.entity == "abdel-fattah-al-burhan"
    assert mention.reason == "short for Abdel Fattah al-Burhan, named in sentence 1"


def test_an_unknown_person_is_told_by_the_last_name(reading: Any) -> None:
    reader = reading(PER=["سامر الخلف"])
    told = reader.told("قال سامر الخلف إنه عائد.\nوأضاف الخلف أن أسرته معه.")
    assert told[-1][:2] == ("الخلف", told[0][1])


def test_a_headline_with_the_last_name_alone_is_of_the_same_person(reading: Any) -> None:
    reader = reading(PER=["الخلف", "سامر الخلف"])
    told = reader.told("الخلف: الطريق مقطوع\nقال سامر الخلف إنه عائد.")
    assert told[0][1] == told[1][1]
    assert reader.recognizer.entity(told[0][1]).name_ar == "سامر الخلف"


def test_of_two_people_with_one_last_name_neither_is_guessed(reading: Any) -> None:
    reader = reading(PER=["سامر الخلف", "رنا الخلف", "الخلف"])
    *_, (_, last, _) = reader.told("قال سامر الخلف لرنا الخلف إنه عائد.\nوأضاف الخلف المزيد.")
    assert last == "name:الخلف"


def test_a_persons_name_wins_over_a_town_of_that_name(reading: Any) -> None:
    told = reading(PER=["سلمى الزاكي"]).told("قالت سلمى الزاكي إنها عائدة.\nوبكت سلمى كثيراً.")
    assert {entity for _, entity, _ in told} == {"name:سلمي-الزاكي"}


def test_another_bearer_of_a_known_last_name_is_not_the_known_one(reading: Any) -> None:
    told = reading(PER=["هيثم البرهان"]).told("قال هيثم البرهان إنه عائد.\nوأضاف البرهان المزيد.")
    assert {entity for _, entity, _ in told} == {"name:هيثم-البرهان"}


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("أعلنت حركة فجر النهضة (RNM) موقفها.\nوقالت RNM إنها باقية.", "RNM"),
        ("اعتُقل فادي الموني، المعروف بـ«أبو الليل»، أمس.\nوقال أبو الليل ذلك.", "أبو الليل"),
        ('اعتُقل فادي الموني الملقب بـ"زيكو".\nوقال زيكو ذلك.', "زيكو"),
        ("أعلنت حركة فجر النهضة المعروفة اختصاراً بـ RNM ذلك.\nورفضت RNM الرد.", "RNM"),
    ],
)
def test_a_name_the_article_gives_is_known_from_then_on(
    reading: Any, text: str, alias: str
) -> None:
    reader = reading(PER=["فادي الموني", "أبو الليل"], ORG=["فجر النهضة"])
    _, mentions = reader.read(text)
    full = mentions[0]
    given, again = (one(mentions, text, alias, n) for n in (0, 1))
    assert given.entity == again.entity == full.entity
    assert given.english == again.english
    assert given.reason.startswith(
        f"another name of {reader.recognizer.entity(full.entity).name_en}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "وصل فادي الموني (34 عاماً) أمس.",
        "بيروت (وكالات) - قال شهود إن النار أُخمدت.",
        "دمشق (سانا) - قال شهود ذلك.",
        "اشتهر فادي الموني المعروف بمواقفه الحادة.",
    ],
)
def test_not_everything_in_brackets_or_after_known_is_a_name(reading: Any, text: str) -> None:
    mentions = reading(PER=["فادي الموني"]).read(text)[1]
    assert not [m for m in mentions if "another name" in m.reason]


def test_an_unknown_name_beside_a_known_one_is_the_known_one(reading: Any) -> None:
    reader = reading(PER=["محمد دقلو موسى"])
    told = reader.told("قال محمد دقلو موسى (حميدتي) إن القتال مستمر.")
    assert {entity for _, entity, _ in told} == {"mohamed-hamdan-dagalo"}


def test_an_organisation_is_told_without_its_countrys_adjective(reading: Any) -> None:
    text = (
        "قالت وزارة الخارجية المصرية ذلك.\nوأضافت وزارة الخارجية أنها تتابع.\n"
        "ونفت وزارة الخارجية التركية الخبر."
    )
    told = reading().told(text)
    assert [entity for _, entity, _ in told] == [
        "egyptian-foreign-ministry",
        "egyptian-foreign-ministry",
        "turkish-foreign-ministry",
    ]


# ---------------------------------------------------------------- words that stand for names


@pytest.mark.parametrize(
    ("text", "word", "entity", "english"),
    [
        ("دخلوا مدينة الفاشر أمس. وقال سكان المدينة إن القصف توقف.", "المدينة",
         "el-fasher", "the city"),
        ("عادوا إلى بلدة الشحر. وفي البلدة فرن واحد.", "البلدة", "shihr", "the town"),
        ("رفضت حركة حماس العرض. وقالت الحركة إنها سترد.", "الحركة", "hamas", "the movement"),
        ("نفت وزارة الخارجية المصرية ذلك. وأضافت الوزارة أنها تتابع.", "الوزارة",
         "egyptian-foreign-ministry", "the ministry"),
    ],
)  # fmt: skip
def test_a_noun_stands_for_the_name_before_it(
    reading: Any, text: str, word: str, entity: str, english: str
) -> None:
    _, mentions = reading().read(text)
    mention = one(mentions, text, word)
    assert (mention.entity, mention.role, mention.english) == (entity, "reference", english)
    assert "named before" in mention.reason


@pytest.mark.parametrize(
    "text",
    [
        "وصلوا إلى المدينة.",
        "زاروا مدينة الفاشر ومدينة نيالا. ثم غادروا المدينة.",
        "زاروا مدينة الفاشر. وهناك المدينة القديمة.",
        "زاروا مدينة الفاشر." + " نام الناس." * 6 + " واستيقظت المدينة.",
    ],
)
def test_a_noun_that_may_stand_for_several_or_none_stands_for_none(reading: Any, text: str) -> None:
    assert [told for told in reading().told(text) if told[2] == "reference"] == []


@pytest.mark.parametrize(
    ("text", "surface", "government"),
    [
        ("رفضت أنقرة الاتهامات.", "أنقرة", "government-of-turkey"),
        ("وقال إن أنقرة تتهم جيرانها بالكذب.", "أنقرة", "government-of-turkey"),
        ("تدهورت العلاقات بين أنقرة وموسكو.", "موسكو", "government-of-russia"),
        ("تغير موقف طهران من الاتفاق.", "طهران", "government-of-iran"),
        ("طالب الجانب التركي بالانسحاب.", "الجانب التركي", "government-of-turkey"),
        ("نفى الكرملين الخبر.", "الكرملين", "government-of-russia"),
        ("أعلنت برازيليا موقفها.", "برازيليا", "brazil"),
    ],
)
def test_a_capital_that_acts_stands_for_its_government(
    reading: Any, text: str, surface: str, government: str
) -> None:
    _, mentions = reading().read(text)
    mention = one(mentions, text, surface)
    assert (mention.role, mention.stands_for) == ("stands for", government)
    assert "stands for" in mention.reason


@pytest.mark.parametrize(
    "text", ["وصل الوفد إلى أنقرة.", "تظاهر الآلاف في مدينة أنقرة.", "شهدت أنقرة أمطاراً."]
)
def test_a_capital_where_things_happen_is_a_place(reading: Any, text: str) -> None:
    [(_, entity, role)] = reading().told(text)
    assert (entity, role) == ("ankara", "name")


@pytest.mark.parametrize(
    ("text", "surface", "english"),
    [
        ("رحبت الحكومة البوليفية بالهدنة.", "الحكومة البوليفية", "the Bolivian government"),
        ("صوّت البرلمان الياباني أمس.", "البرلمان الياباني", "the Japanese parliament"),
        ("قالت وزارة الدفاع النرويجية ذلك.", "وزارة الدفاع النرويجية",
         "the Norwegian Defence Ministry"),
    ],
)  # fmt: skip
def test_an_institution_is_told_by_the_adjective_of_its_country(
    reading: Any, text: str, surface: str, english: str
) -> None:
    reader = reading()
    _, mentions = reader.read(text)
    mention = one(mentions, text, surface)
    entity = reader.recognizer.entity(mention.entity)
    assert (mention.type, mention.role, mention.english) == (EntityType.ORG, "name", english)
    assert not entity.known
    assert [r.kind for r in entity.relations] == ["part of"]


def test_a_minister_is_no_ministry(reading: Any) -> None:
    assert reading().told("وصل وزير الخارجية النرويجي أمس.") == []


# ---------------------------------------------------------------- the order of things


def test_a_longer_name_holds_the_shorter_one(reading: Any) -> None:
    told = reading(ORG=["جامعة دمشق"]).told("أعلنت جامعة دمشق النتائج.")
    assert [surface for surface, _, _ in told] == ["جامعة دمشق"]


def test_sentences_may_come_again_or_out_of_order(reading: Any) -> None:
    from reader.model import SourceInfo
    from reader.text.segmentation import build_article

    text = "قال سامر الخلف إنه عائد إلى مدينة حماة.\nوأضاف الخلف أن المدينة بخير.\nوغادر الخلف."
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    sentences = list(article.sentences)
    reader = reading(PER=["سامر الخلف"])

    def told(n: int) -> list[Mention]:
        glosses = reader.glosses(article, sentences[n])
        found: list[Mention] = reader.recognizer.recognize(article, sentences[n], glosses)
        return found

    in_order = [told(n) for n in range(3)]
    assert [told(n) for n in (2, 0, 1, 1)] == [in_order[n] for n in (2, 0, 1, 1)]


def test_what_one_article_named_is_forgotten_in_the_next(reading: Any) -> None:
    reader = reading(PER=["سامر الخلف"])
    reader.told("قال سامر الخلف إنه عائد إلى مدينة حماة.")
    assert reader.told("وأضاف الخلف أن المدينة بخير.") == []


def test_mentions_stand_in_order_and_do_not_overlap(reading: Any) -> None:
    reader = reading(PER=["سامر الخلف"], ORG=["جامعة دمشق", "دمشق وحلب"])
    text = "قال سامر الخلف من جامعة دمشق وحلب إن الحكومة البوليفية والجانب التركي في دمشق وحلب."
    _, mentions = reader.read(text)
    ends = [m.end for m in mentions]
    starts = [m.start for m in mentions]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert all(m.reason and "\n" not in m.reason for m in mentions)


def test_an_id_never_given_is_a_key_error(reading: Any) -> None:
    with pytest.raises(KeyError):
        reading().recognizer.entity("name:لا-أحد")


def test_the_label_tells_what_takes_part(reading: Any, knowledge: Any) -> None:
    expected = f"knowledge base ({len(knowledge):,} records) and a list of names"
    assert reading().recognizer.label == expected
