from __future__ import annotations

import pytest

from reader.importers.document import Document
from reader.importers.html import declared_charset, looks_like_html, read_html

TITLE = "عودة المياه إلى أحياء البلدة"


def page(paragraphs: tuple[str, ...], head: str = "", more: str = "") -> str:
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head>
      <title>{TITLE} - شبكة الأخبار</title>{head}</head><body>
      <header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">سياسة</a></li></ul></nav>
      </header><main><article><h1>{TITLE}</h1>{body}{more}
      <div class="share"><a href="#">شارك على فيسبوك</a></div></article>
      <aside class="related"><h3>مواضيع ذات صلة</h3><ul><li><a href="/2">خبر آخر تماما</a></li></ul>
      </aside></main><footer>جميع الحقوق محفوظة لشبكة الأخبار</footer></body></html>"""


def lines(document: Document) -> list[str]:
    return document.text.split("\n\n")


def test_the_article_is_taken_and_the_clutter_is_left(paragraphs: tuple[str, ...]) -> None:
    document = read_html(page(paragraphs))
    assert lines(document) == [TITLE, *paragraphs]
    assert document.headings == {0}
    assert document.title == TITLE


@pytest.mark.parametrize(
    "clutter",
    [
        "اقرأ أيضا: فتح الطريق الدولي",
        "إقرأ أيضاً: فتح الطريق",
        "شاهد أيضا",
        "تابعونا على منصاتنا",
        "شارك الخبر",
        "الكلمات المفتاحية: مياه، بلدة",
        "الآراء الواردة في التعليقات لا تعبر عن رأي الموقع.",
    ],
)
def test_pointers_and_buttons_inside_the_text_are_left_out(
    paragraphs: tuple[str, ...], clutter: str
) -> None:
    document = read_html(page((paragraphs[0], clutter, *paragraphs[1:])))
    assert lines(document) == [TITLE, *paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "شارك في الاجتماع 12 مندوبا عن القرى، وتابع الأهالي النقاش من الساحة العامة.",
        "تابع رئيس البلدية زيارته للقرى.",
        "اقرأ البيان كاملا كما نشرته اللجنة.",
    ],
)
def test_sentences_that_begin_like_a_button_stay(paragraphs: tuple[str, ...], text: str) -> None:
    assert text in read_html(page((*paragraphs, text))).text


def test_subheadings_lists_tables_and_line_breaks_keep_their_text(
    paragraphs: tuple[str, ...],
) -> None:
    more = (
        "<h2>أرقام من البيان</h2><ul><li>أصلح العمال ثلاث مضخات.</li><li>وبقيت اثنتان.</li></ul>"
        "<table><tr><td>المضخات</td><td>3</td></tr></table>"
        "<p>قال <b>المختار</b>: <a href='/x'>الحمد</a> لله<br>وسكت طويلا.</p>"
    )
    document = read_html(page(paragraphs, more=more))
    found = lines(document)
    assert found[4:] == [
        "أرقام من البيان",
        "أصلح العمال ثلاث مضخات.",
        "وبقيت اثنتان.",
        "المضخات | 3",
        "قال المختار: الحمد لله",
        "وسكت طويلا.",
    ]
    assert document.headings == {0, 4}


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (
            '<meta property="article:published_time" content="2024-05-06T10:00:00+03:00">',
            "2024-05-06",
        ),
        ('<meta itemprop="datePublished" content="2024-05-06">', "2024-05-06"),
        ('<meta name="DC.date.issued" content="2024-05-06">', "2024-05-06"),
        (
            '<script type="application/ld+json">{"datePublished": "2024-05-06T01:02:03Z"}</script>',
            "2024-05-06",
        ),
        ('<meta property="article:published_time" content="yesterday">', None),
        ('<meta property="og:updated" content="2024-05-06">', None),
        ("", None),
    ],
)
def test_a_date_is_taken_only_where_the_page_declares_one(
    paragraphs: tuple[str, ...], head: str, date: str | None
) -> None:
    other = "<p>نشر في 01/02/2013، وحقوق النشر 2013 للشبكة، كما جاء في موقعها على الإنترنت أمس.</p>"
    assert read_html(page(paragraphs, head, other)).date == date


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://news.example/1">', "https://news.example/1"),
        ('<meta property="og:url" content="http://news.example/1">', "http://news.example/1"),
        ('<link rel="canonical" href="/1">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
    ],
)
def test_an_address_is_taken_where_the_page_declares_one(
    paragraphs: tuple[str, ...], head: str, url: str | None
) -> None:
    assert read_html(page(paragraphs, head)).url == url


def test_the_title_comes_before_a_text_without_it(paragraphs: tuple[str, ...]) -> None:
    text = page(paragraphs, '<meta property="og:title" content="عنوان آخر للخبر">')
    assert lines(read_html(text))[0] == "عنوان آخر للخبر"


def test_numeric_entities_are_letters(paragraphs: tuple[str, ...]) -> None:
    coded = tuple("".join(f"&#{ord(c)};" if c.isalpha() else c for c in p) for p in paragraphs)
    assert lines(read_html(page(coded)))[1:] == list(paragraphs)


def test_a_page_of_one_short_paragraph_is_read() -> None:
    assert read_html("<html><body><p>فتح الطريق أمس.</p></body></html>").text == "فتح الطريق أمس."


@pytest.mark.parametrize("text", ["<html></html>", "<html><body><img src=x></body></html>", "<p>"])
def test_a_page_without_text_gives_none(text: str) -> None:
    assert read_html(text).text == ""


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=iso-8859-6">', "iso-8859-6"),
        (b'<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        (b"<p>charset=x</p>", None),
    ],
)
def test_the_declared_charset_is_found(data: bytes, charset: str | None) -> None:
    assert declared_charset(data) == charset


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("  <!DOCTYPE HTML PUBLIC '-//W3C//DTD'>", True),
        ("<?xml version='1.0'?>\n<!-- saved from --><html>", True),
        ("<head>", True),
        ("<p>فقرة</p>", False),
        ("نص عن <html>", False),
        ("", False),
    ],
)
def test_pages_are_told_by_their_beginning(text: str, is_page: bool) -> None:
    assert looks_like_html(text) is is_page
