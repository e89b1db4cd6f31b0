from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.model import Article, SourceInfo
from reader.text.keys import is_arabic_letter
from reader.text.segmentation import build_article, paragraph_spans

SOURCE = SourceInfo("article.txt", "txt", "utf-8")
INVISIBLE = set(
    map(chr, [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
) | {"\ufeff"}

PIECES = (
    "كشفت مصادر الجيش و و12 د م. 2019 12.5 ٢٬٥٠٠ M4 U.S. قسد_ا https://a.b ، ؛ : . ! ؟ … ... "
    '" « » “ ” ( ) [ ] - — ـ ً'
).split()
newsy = st.lists(
    st.sampled_from([*PIECES, *" \t\n\u00a0\u2028\u200f\u200c", " ", " ", "\n\n", "\r\n"]),
    max_size=60,
).map("".join)
any_text = st.one_of(newsy, st.text(), st.text(alphabet=st.characters(codec="utf-8"), max_size=80))


def check(article: Article) -> None:
    text = article.text
    covered = [0] * len(text)
    worded = [0] * len(text)
    end_of_last = 0
    for paragraph in article.paragraphs:
        assert end_of_last <= paragraph.start < paragraph.end <= len(text)
        end_of_last = paragraph.end
        place = paragraph.start
        assert paragraph.sentences
        for sentence in paragraph.sentences:
            assert place <= sentence.start < sentence.end <= paragraph.end
            assert not text[sentence.start].isspace()
            assert not text[sentence.end - 1].isspace()
            place = sentence.end
            for i in range(sentence.start, sentence.end):
                covered[i] += 1
            at = sentence.start
            for token in sentence.tokens:
                assert at <= token.start < token.end <= sentence.end
                at = token.end
                word = text[token.start : token.end]
                assert any(c.isalnum() for c in word)
                assert not any(c.isspace() for c in word)
                for i in range(token.start, token.end):
                    worded[i] += 1
    for i, character in enumerate(text):
        if not character.isspace() and character not in INVISIBLE:
            assert covered[i] == 1, (i, character)
        if is_arabic_letter(character):
            assert worded[i] == 1, (i, character)


@settings(max_examples=400, deadline=None)
@given(any_text)
@example("\x00\x1c\x85 كلمة\x0b")
@example("ب\u064b\u064bا ـ ـب a\u0301ً\u200cب 1ب_2")
@example("(ا." * 50)
@example('"ا." ' * 50)
def test_spans_nest_and_nothing_is_lost(text: str) -> None:
    article = build_article(SOURCE, text)
    assert article.text == text
    check(article)


@settings(max_examples=100, deadline=None)
@given(newsy)
def test_the_same_text_always_gives_the_same_article(text: str) -> None:
    assert build_article(SOURCE, text) == build_article(SOURCE, text)


@settings(max_examples=100, deadline=None)
@given(st.lists(newsy.map(lambda t: "ا" + " ".join(t.split())), min_size=1, max_size=5))
def test_paragraphs_do_not_depend_on_each_other(paragraphs: list[str]) -> None:
    together = build_article(SOURCE, "\n\n".join(paragraphs))
    counts = [len(list(build_article(SOURCE, p).sentences)) for p in paragraphs]
    assert [len(p.sentences) for p in together.paragraphs] == counts


@pytest.mark.parametrize("blank", ["\n", "\n\n", "\r\n", "\n \t\n", "\n\u200f\n", "\u2029"])
def test_lines_are_paragraphs_and_blank_lines_are_none(blank: str) -> None:
    text = f"  أولا.{blank}ثانيا. "
    assert [text[s:e] for s, e in paragraph_spans(text)] == ["أولا.", "ثانيا."]


def test_headings_are_told_by_their_index() -> None:
    article = build_article(SOURCE, "عنوان\n\nنص.\n\nعنوان فرعي\n\nنص.", headings={0, 2})
    assert [p.heading for p in article.paragraphs] == [True, False, True, False]


@pytest.mark.parametrize("text", ["", "\n \n", "\u200f\n\ufeff"])
def test_text_that_shows_nothing_has_no_paragraphs(text: str) -> None:
    assert build_article(SOURCE, text).paragraphs == ()


def test_a_long_text_is_cut_into_as_many_parts_as_its_pieces() -> None:
    piece = 'قال د. محمد إن "الأمر انتهى." وأضاف (في 12.5.2024) أن الطريق M4 مفتوح!\n'
    once = build_article(SOURCE, piece)
    many = build_article(SOURCE, piece * 2000)
    assert len(list(many.sentences)) == 2000 * len(list(once.sentences))
