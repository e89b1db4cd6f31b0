"""Saved web pages: the article without menus, adverts, shared links and comments.

The main text is found by trafilatura (imported only when a page is read: it takes half a second).
Title, date and address are taken only where the page declares them; dates are never guessed from
other text on the page. Nothing is fetched, no DTD is read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from reader.importers.document import Block, Document, from_blocks, iso_date

__all__ = ["declared_charset", "looks_like_html", "read_html"]

_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I | re.DOTALL,
)
_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_DATE_NAMES: Final = (
    "article:published_time",
    "datepublished",
    "dc:date",
    "dcterms:created",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "date",
)
_JSON_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
# What sites set beside or below an article and extraction sometimes leaves in: pointers to other
# articles, share and follow buttons, rules for comments. Only short paragraphs are looked at, but
# for rules of comments.
_FURNITURE: Final = re.compile(
    r"(?:[إا]قر[أا]\s*(?:أيض|ايض|المزيد)|(?:شاهد|طالع|[أا]نظر|ا?ستمع)\s*أيض|مواضيع\s*(?:ذات|متعلقة)|"
    r"(?:أخبار|مقالات|مواد)\s*ذات\s*صلة|للمزيد\s*(?:من|اضغط|على|$)|شارك(?:\s*(?:المقال|الخبر|على|عبر)|\s*$)|"
    r"تابع(?:نا|ونا)|اشترك\s*(?:في|الآن)|حمّ?ل\s*التطبيق|جميع\s*الحقوق\s*محفوظة|الكلمات\s*(?:الدلالية|المفتاحية)|"
    r"(?:ال)?وسوم\s*:|انسخ\s*الرابط|تم\s*نسخ\s*الرابط|أضف\s*تعليق|اترك\s*تعليق|[إا]علان\s*$)"
)
_FURNITURE_LENGTH: Final = 120
_COMMENT_RULES: Final = re.compile(
    r"(?=.*(?:تعليق|الآراء|مشاركات))(?=.*(?:لا تعبر|شروط (?:ال)?استخدام|سياسة الخصوصية))", re.DOTALL
)


_EMBEDDED: Final = re.compile(r"""data:[^\s"'<>)]{200,}""")
_MOST_TAGS: Final = 100_000
"""A news page has a few thousand; extraction takes five seconds and 300 MB for this many."""


def looks_like_html(text: str) -> bool:
    """Whether `text` begins like a web page."""
    return _START.match(text[:4096]) is not None


def declared_charset(data: bytes) -> str | None:
    """The encoding a page names in its first bytes."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii", "replace") if match else None


def read_html(text: str) -> Document:
    """The article of the page in `text`; without any text if none is found.

    Raises ValueError if the page cannot be taken apart."""
    if text.count("<") > _MOST_TAGS:
        raise ValueError("too many tags")
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = _EMBEDDED.sub("data:", text)
    if not looks_like_html(text):
        text = f"<html><body>{text}</body></html>"
    try:
        tree = trafilatura.load_html(text)
        if tree is None:
            return Document("")
        title, published, url = _title(tree), _date(tree), _url(tree)
        found = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=True, with_metadata=False
        )
        blocks = list(_blocks(found.body)) if found is not None else []
        if not blocks:
            body, _, _ = trafilatura.baseline(text)
            blocks = list(_blocks(body))
    except (RecursionError, MemoryError, AssertionError, TypeError, AttributeError) as error:
        raise ValueError("too deep or broken") from error
    blocks = [block for block in blocks if not _is_furniture(block.text)]
    return from_blocks(blocks, title, published, url) if blocks else Document("")


def _is_furniture(text: str) -> bool:
    if len(text) <= _FURNITURE_LENGTH and _FURNITURE.match(text):
        return True
    return _COMMENT_RULES.match(text) is not None


def _blocks(element: Any) -> Iterator[Block]:
    """The paragraphs of an extracted body: its elements in order, text between them included."""
    lines: list[str] = [""]

    def flush(heading: bool = False) -> Iterator[Block]:
        yield from (Block(line, heading) for line in lines if line.strip())
        lines[:] = [""]

    lines[0] += element.text or ""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "lb":
            lines.append("")
        elif tag == "row":
            yield from flush()
            yield Block(" | ".join(" ".join("".join(c.itertext()).split()) for c in child))
        elif tag in ("hi", "ref", "del", "code", "span", "a", "b", "i", "strong", "em"):
            for line in _inline(child):
                if line is None:
                    lines.append("")
                else:
                    lines[-1] += line
        elif tag == "head":
            yield from flush()
            yield Block("".join(child.itertext()), heading=True)
        elif tag:
            yield from flush()
            yield from _blocks(child)
        lines[-1] += child.tail or ""
    yield from flush()


def _inline(element: Any) -> Iterator[str | None]:
    """The text of inline elements; None for a line break."""
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield None
        else:
            yield from _inline(child)
        yield child.tail or ""


# ---------------------------------------------------------------- what the page declares


def _meta(tree: Any, *names: str) -> str | None:
    """The content of the first element that carries one of `names`, by the order of the names."""
    found: dict[str, str] = {}
    for element in tree.xpath("//*[@content][@property or @name or @itemprop]"):
        for attribute in ("property", "name", "itemprop"):
            found.setdefault((element.get(attribute) or "").lower(), element.get("content"))
    return next((found[name] for name in names if found.get(name)), None)


def _title(tree: Any) -> str | None:
    declared = _meta(tree, "og:title", "twitter:title")
    if declared and declared.strip():
        return declared
    headings = [" ".join("".join(h.itertext()).split()) for h in tree.xpath("//h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1:
        return headings[0]
    titles = [" ".join("".join(t.itertext()).split()) for t in tree.xpath("//head/title")]
    return titles[0] if titles and titles[0] else None


def _date(tree: Any) -> str | None:
    times = tree.xpath("//time[@pubdate]/@datetime | //*[@itemprop='datePublished']/@datetime")
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]/text()")
    in_scripts = [m.group(1) for s in scripts if (m := _JSON_DATE.search(s))]
    for written in (_meta(tree, *_DATE_NAMES), *times, *in_scripts):
        if (day := iso_date(written)) is not None:
            return day
    return None


def _url(tree: Any) -> str | None:
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    for address in (*canonical, _meta(tree, "og:url")):
        if address and re.match(r"https?://\S+\Z", address.strip()):
            return str(address.strip())
    return None
