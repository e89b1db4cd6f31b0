"""From a file to an article: limits, encoding, then the reader of its format."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from reader.errors import InputError
from reader.importers.document import Document
from reader.importers.encoding import Decoded, UnknownEncodingError, decode
from reader.importers.html import declared_charset, looks_like_html, read_html
from reader.importers.limits import check_text_size, read_bytes, refuse_binary
from reader.importers.markdown import has_front_matter, read_markdown
from reader.importers.plain import read_plain
from reader.model import Article, SourceInfo
from reader.text.keys import has_arabic
from reader.text.segmentation import build_article

__all__ = ["read_article"]

_LINE_END: Final = re.compile("\r\n?")
_MARKDOWN_SUFFIXES: Final = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_HTML_SUFFIXES: Final = frozenset((".html", ".htm", ".xhtml"))
_ARABIC_WORD: Final = re.compile("[\u0620-\u065f]+")
_TAG: Final = re.compile(r"<[A-Za-z!/][^<>]{0,2000}>")


def read_article(path: Path) -> Article:
    """The article in the file at `path`: plain text, Markdown or a saved web page, told apart by
    content, and by the name only where the content leaves it open.

    Raises InputError, one sentence naming the file and what to do."""
    data = read_bytes(path)
    refuse_binary(path, data)
    decoded = _decoded(path, data)
    text = _LINE_END.sub("\n", decoded.text)
    format = _format(path, text)
    document = _document(path, text, format)
    check_text_size(path, document.text)
    if not has_arabic(document.text):
        raise InputError(f"{path} has no Arabic in it; choose an Arabic article")
    source = SourceInfo(
        # Linux lets a file be called anything; what is not UTF-8 could not be exported.
        name=os.fsencode(path.name).decode("utf-8", "replace"),
        format=format,
        encoding=decoded.encoding,
        title=document.title,
        date=document.date,
        url=document.url,
    )
    return build_article(source, document.text, document.headings)


def _decoded(path: Path, data: bytes) -> Decoded:
    try:
        decoded = decode(data, declared_charset(data))
    except UnknownEncodingError as error:
        if error.binary:
            raise InputError(
                f"{path} is not a text file; save the article as plain text"
            ) from error
        raise InputError(
            f"{path} is in an encoding that is not known here; save it as UTF-8 text"
        ) from error
    if "\x00" in decoded.text:
        raise InputError(f"{path} is not a text file; save the article as plain text")
    return decoded


def _format(path: Path, text: str) -> str:
    suffix = path.suffix.lower()
    if looks_like_html(text) or (suffix in _HTML_SUFFIXES and _TAG.search(text)):
        return "html"
    if suffix in _MARKDOWN_SUFFIXES or (suffix != ".txt" and has_front_matter(text)):
        return "md"
    return "txt"


def _document(path: Path, text: str, format: str) -> Document:
    if format == "txt":
        return read_plain(text)
    try:
        if format == "md":
            document = read_markdown(text)
            # Markup nested beyond reason is dropped by the parser: better its signs than a loss.
            return document if _keeps_words(text, document.text) else read_plain(text)
        document = read_html(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{path} cannot be taken apart; copy the article's text into a .txt file"
        ) from error
    if not document.text:
        raise InputError(
            f"no article was found in {path}; copy the article's text into a .txt file"
        )
    return document


def _keeps_words(text: str, read: str) -> bool:
    return 2 * len(_ARABIC_WORD.findall(read)) >= len(_ARABIC_WORD.findall(text))
