"""The reader's own terms: read from a file, found in sentences, honoured by engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from reader.model import Doubt, EntityType, Link, Mention, SourceInfo, Token, Translation
from reader.text.segmentation import build_article
from reader.translation import user_glossary
from reader.translation.draft import DraftTranslator
from reader.translation.glossary_translator import GlossaryTranslator, place_terms, with_terms
from reader.translation.protocol import SentenceSource
from reader.translation.user_glossary import Glossary, read_glossary


def source(text: str) -> SentenceSource:
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    (sentence,) = article.sentences
    return SentenceSource(text, sentence.tokens)


def found(text: str, *terms: tuple[str, str]) -> list[tuple[str, str]]:
    glossary = read_glossary("\n".join("\t".join(term) for term in terms))
    assert glossary.faults == ()
    return [(text[m.start : m.end], m.english) for m in glossary.find(source(text))]


# ---------------------------------------------------------------- the file


def test_lines_become_terms_and_remarks_are_left_out() -> None:
    glossary = read_glossary("\ufeff# mine\n\nهدنة\ttruce\r\n  إطلاق النار \t the   ceasefire \n")
    assert [(t.arabic, t.english, t.line) for t in glossary.terms] == [
        ("هدنة", "truce", 3),
        ("إطلاق النار", "the ceasefire", 4),
    ]


def test_of_two_lines_that_disagree_the_first_counts_and_the_other_is_told() -> None:
    glossary = read_glossary("الهُدْنة\ttruce\nقسد\tSDF\nالهدنه\tarmistice\nقسد\tSDF")
    assert [t.english for t in glossary.terms] == ["truce", "SDF"]
    assert [str(fault) for fault in glossary.faults] == [
        "line 3: الهدنه is already “truce” in line 1; that one counts"
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("هدنة", "a tab"),
        ("هدنة\ttruce\tx", "a tab"),
        ("هدنة\t ", "a tab"),
        ("truce\tهدنة", "the Arabic comes first"),
        ("هدنة\tهدنة", "is Arabic"),
        ("هدنة\t" + "x" * 300, "longer than 200"),
        ("هدنة\ta\x1btruce", "do not print"),
    ],
)
def test_a_line_that_cannot_be_understood_is_told_and_the_others_count(line: str, why: str) -> None:
    glossary = read_glossary(f"قسد\tSDF\n{line}\nحلب\tAleppo")
    assert len(glossary.terms) == 2
    (fault,) = glossary.faults
    assert fault.line == 2
    assert why in fault.message


def test_a_glossary_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_glossary, "TERM_LIMIT", 2)
    glossary = read_glossary("قسد\ta\nحلب\tb\nحمص\tc\nحماة\td")
    assert len(glossary.terms) == 2
    assert [fault.line for fault in glossary.faults] == [3]


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("بدأت الهدنة أمس", "الهدنة"),
        ("بدأت الهُدْنَة أمس", "الهُدْنَة"),
        ("وبالهدنة انتهى", "الهدنة"),
        ("وَبِالْهُدْنَةِ انتهى", "الْهُدْنَةِ"),
        ("نظرا للهدنة الأخيرة", "هدنة"),
        ("«الهدنه».", "الهدنه"),
    ],
)
def test_a_term_is_found_however_it_is_spelled_and_whatever_stands_before_it(
    text: str, written: str
) -> None:
    assert found(text, ("الهدنة", "the truce")) == [(written, "the truce")]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("بدأت الهدنة", "the truce"),
        ("بالهدنة", "the truce"),
        ("للهدنة", "the truce"),
        ("الهدنة الإنسانية", "the humanitarian truce"),
        ("هدنة إنسانية", "humanitarian truce"),
        ("الحصار", "a siege"),
        ("حصار", "a siege"),
    ],
)
def test_a_term_without_the_article_is_found_with_it_and_is_then_the(
    text: str, english: str
) -> None:
    terms = (("هدنة", "truce"), ("هدنة إنسانية", "humanitarian truce"), ("حصار", "a siege"))
    assert [said for _, said in found(text, *terms)] == [english]


def test_the_longer_of_two_terms_counts_and_each_place_once() -> None:
    terms = (("إطلاق", "launch"), ("إطلاق النار", "shooting"), ("وقف إطلاق النار", "ceasefire"))
    text = "وقف إطلاق النار ثم إطلاق النار ثم إطلاق"
    assert [english for _, english in found(text, *terms)] == ["ceasefire", "shooting", "launch"]


@pytest.mark.parametrize("text", ["الهدن", "إطلاق، النار", "إطلاق (النار)", "", "😀 12"])
def test_what_is_another_word_or_broken_by_a_mark_is_no_term(text: str) -> None:
    terms = (("الهدنة", "truce"), ("إطلاق النار", "shooting"))
    glossary = read_glossary("\n".join("\t".join(term) for term in terms))
    given = source(text) if text else SentenceSource("", ())
    assert glossary.find(given) == ()


def _mention(text: str, whole: str, english: str) -> Mention:
    start = text.index(whole)
    return Mention(start, start + len(whole), EntityType.ORG, whole, english)


def test_a_term_takes_the_place_of_a_name_but_not_of_a_longer_one() -> None:
    text = "دخلت قسد وقوات الجيش السوري"
    names = (_mention(text, "قسد", "the SDF"), _mention(text, "الجيش السوري", "the Syrian army"))
    given = replace(source(text), mentions=names)
    glossary = read_glossary("قسد\tSDF fighters\nالجيش\tthe military\nقوات\tunits")
    merged = with_terms(given, glossary.find(given))
    assert [m.english for m in merged.mentions] == ["SDF fighters", "units", "the Syrian army"]


# ---------------------------------------------------------------- honouring


def links(*spans: tuple[int, int] | None, score: float = 0.9) -> tuple[Link, ...]:
    return tuple(Link(i, (span,) if span else (), score) for i, span in enumerate(spans))


def placed(text: str, english: str, line: str, given: tuple[Link, ...]) -> Translation:
    sentence = source(text)
    terms = read_glossary(line).find(sentence)
    assert terms
    return place_terms(sentence, Translation(english, "argos", links=given), terms)


def test_a_term_is_put_where_the_engine_said_something_else() -> None:
    result = placed(
        "بدأت الهدنة أمس",
        "The armistice began yesterday.",
        "الهدنة\tthe truce",
        links((14, 19), (0, 13), (20, 29)),
    )
    assert result.text == "The truce began yesterday."
    assert result.doubts == ()
    assert [result.text[a:b] for link in result.links for a, b in link.spans] == [
        "began",
        "truce",
        "yesterday",
    ]


def test_what_stands_for_proclitics_stays() -> None:
    result = placed(
        "انتهى وبالهدنة",
        "It ended and with the armistice.",
        "الهدنة\ttruce",
        links((3, 8), (9, 31)),
    )
    assert result.text == "It ended and with the truce."


def test_at_the_beginning_of_a_sentence_a_term_gets_its_capital() -> None:
    result = placed("هدنة بدأت", "Armistice began.", "هدنة\ttruce", links((0, 9), (10, 15)))
    assert result.text == "Truce began."


@pytest.mark.parametrize("english", ["A truce began.", "TRUCES began.", "The truce’s end."])
def test_a_term_that_is_said_already_is_left_as_it_is(english: str) -> None:
    result = placed("هدنة بدأت", english, "هدنة\tthe truce", ())
    assert (result.text, result.doubts) == (english, ())


@pytest.mark.parametrize(
    "given",
    [
        (),
        links(None, (10, 15)),
        links((0, 9), (10, 15), score=0.4),
        links((0, 9), (0, 15)),
        (Link(0, ((0, 3), (10, 15)), 0.9),),
    ],
    ids=["no links", "no place", "unsure", "contested", "two places"],
)
def test_where_the_place_is_not_sure_the_text_stands_and_a_doubt_is_told(
    given: tuple[Link, ...],
) -> None:
    result = placed("هدنة بدأت", "Armistice began.", "هدنة\ttruce", given)
    assert result.text == "Armistice began."
    assert result.doubts == (Doubt("term-missing", "هدنة is “truce” in your glossary"),)


def test_of_two_occurrences_the_one_the_engine_said_otherwise_is_mended() -> None:
    result = placed(
        "هدنة بعد هدنة",
        "truce after armistice",
        "هدنة\ttruce",
        links((0, 5), (6, 11), (12, 21)),
    )
    assert (result.text, result.doubts) == ("truce after truce", ())


class Engine:
    name, label, batch = "argos", "argos", 5

    def __init__(self) -> None:
        self.seen: list[SentenceSource] = []

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        self.seen += sources
        for i, _ in enumerate(sources):
            yield i, Translation("Armistice", "argos", links=links((0, 9)))


def test_the_engine_gets_the_terms_as_mentions_and_a_changed_glossary_counts_at_once() -> None:
    engine, written = Engine(), ["هدنة\ttruce", "هدنة\tlull"]
    glossaries = map(read_glossary, written)
    translator = GlossaryTranslator(engine, lambda: next(glossaries))
    given = [source("هدنة"), source("سلام")]
    texts = [[t.text for _, t in translator.translate(given, lambda: False)] for _ in range(2)]
    assert texts == [["Truce", "Armistice"], ["Lull", "Armistice"]]
    assert [m.english for s in engine.seen for m in s.mentions] == ["truce", "lull"]
    assert engine.seen[0].mentions[0].source == "glossary"


def test_the_draft_says_terms_as_it_says_names() -> None:
    glossary = read_glossary("الهيئة الثورية\tthe Revolutionary Committee")
    translator = GlossaryTranslator(DraftTranslator(), lambda: glossary)
    ((_, result),) = translator.translate([source("الهيئة الثورية 2019")], lambda: False)
    assert result.text.startswith("The Revolutionary Committee")
    assert result.doubts == ()


def test_without_terms_sentences_are_given_on_as_they_are() -> None:
    engine = Engine()
    given = source("سلام")
    list(GlossaryTranslator(engine, Glossary).translate([given], lambda: False))
    assert engine.seen[0] is given
    assert Token(0, 4) in given.tokens
