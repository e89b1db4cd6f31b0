from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.importers import read_article
from reader.importers.limits import FILE_LIMIT

Write = Callable[[str, bytes | str], Path]


def shown(path: Path) -> list[str]:
    article = read_article(path)
    return [article.text[p.start : p.end] for p in article.paragraphs]


def test_plain_text_stays_as_it_is_but_for_line_ends(write: Write, sentence: str) -> None:
    text = f"  {sentence}\t\r\n\r\n“{sentence}”  \r{sentence}\u200f\n"
    article = read_article(write("a.txt", text))
    assert article.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert (article.source.name, article.source.format) == ("a.txt", "txt")
    assert article.source.encoding == "utf-8"
    assert article.source.title is None
    assert [p.heading for p in article.paragraphs] == [False, False, False]


def test_a_short_first_line_is_the_heading(write: Write, paragraphs: tuple[str, ...]) -> None:
    article = read_article(write("a.txt", "\n".join(["عودة المياه إلى البلدة", *paragraphs])))
    assert article.source.title == "عودة المياه إلى البلدة"
    assert [p.heading for p in article.paragraphs] == [True, False, False, False]


@pytest.mark.parametrize("first", ["انتهى الاجتماع.", "قال البيان:", "كلمة " * 30])
def test_a_first_line_that_reads_like_text_is_none(
    write: Write, paragraphs: tuple[str, ...], first: str
) -> None:
    article = read_article(write("a.txt", "\n".join([first, *paragraphs])))
    assert not article.paragraphs[0].heading


@pytest.mark.parametrize("width", [60, 72, 90])
def test_lines_broken_at_a_margin_are_joined(
    write: Write, paragraphs: tuple[str, ...], width: int
) -> None:
    longer = [f"{p} {p}" for p in paragraphs]
    wrapped = "\n\n".join("\n".join(textwrap.wrap(p, width)) for p in longer)
    path = write("a.txt", wrapped)
    assert shown(path) == longer
    assert len(read_article(path).text) == len(wrapped)


def test_a_list_of_short_lines_is_not_joined(write: Write) -> None:
    lines = ["فتح الطريق", "عودة المياه إلى أحياء البلدة", "الأهالي يطالبون", "ختام", "تقرير", "نص"]
    assert shown(write("a.txt", "\n".join(lines))) == lines


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.txt", "<!DOCTYPE html><html><body><p>{}</p></body></html>", "html"),
        ("a", "<html><body><p>{}</p></body></html>", "html"),
        ("a.html", "{}", "txt"),
        ("a.htm", "<p>{}</p>", "html"),
        ("a.md", "# عنوان\n\n{}", "md"),
        ("a.MARKDOWN", "{}", "md"),
        ("a", "---\ntitle: عنوان\n---\n\n{}", "md"),
        ("a.md", "<!-- x -->\n<html><body><p>{}</p></body></html>", "html"),
        ("a.txt", "---\nعنوان: شيء\n---\n{}", "txt"),
        ("a", "{}", "txt"),
        ("a.pdf", "{}", "txt"),
    ],
)
def test_the_content_decides_the_format(
    write: Write, sentence: str, name: str, content: str, format: str
) -> None:
    article = read_article(write(name, content.format(sentence)))
    assert article.source.format == format
    assert sentence in article.text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "cp1256", "iso8859-6"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_every_format_comes_in_every_encoding(
    write: Write, paragraphs: tuple[str, ...], codec: str, name: str
) -> None:
    texts = [f"<p>{p}</p>" if name.endswith("html") else p for p in paragraphs]
    body = "\n\n".join(texts)
    if name.endswith("html"):
        body = f"<html><body><article>{body}</article></body></html>"
    assert shown(write(name, body.encode(codec))) == list(paragraphs)


def test_a_folder_of_real_articles_is_read(shared: Path) -> None:
    for path in sorted((shared / "articles").rglob("*.*")):
        article = read_article(path)
        assert len(article.paragraphs) >= 8
        assert all(p.sentences for p in article.paragraphs)


def test_an_article_at_the_limit_is_read(write: Write, sentence: str) -> None:
    data = (sentence + "\n").encode()
    path = write("a.txt", data * (2_000_000 // len(data)))
    assert path.stat().st_size < FILE_LIMIT
    assert len(read_article(path).paragraphs) == 2_000_000 // len(data)
