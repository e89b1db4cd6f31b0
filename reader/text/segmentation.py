"""Article, paragraphs, sentences and tokens out of one text that is never changed.

Guaranteed for any text: tokens nest in sentences and sentences in paragraphs; every non-space
character of a paragraph is in exactly one sentence; every Arabic word is in exactly one token.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from reader.model import Article, Paragraph, Sentence, SourceInfo, Span, Token
from reader.text.sentences import sentence_spans
from reader.text.tokens import token_spans

__all__ = ["build_article", "paragraph_spans"]

_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# A line of nothing but spaces and invisible marks is a blank line.
_VISIBLE: Final = re.compile(r"[^\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def paragraph_spans(text: str) -> list[Span]:
    """Spans of the paragraphs of `text`: its lines that show anything, without the spaces at their
    edges."""
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        if _VISIBLE.search(text, start, end):
            line = match.group()
            start += len(line) - len(line.lstrip())
            spans.append((start, start + len(line.strip())))
    return spans


def build_article(source: SourceInfo, text: str, headings: Collection[int] = ()) -> Article:
    """The article over `text`, which it keeps as it is; `headings` are the indices of those
    paragraphs (as `paragraph_spans` counts them) that are headings."""
    return Article(
        source=source,
        text=text,
        paragraphs=tuple(
            _paragraph(text, start, end, index in headings)
            for index, (start, end) in enumerate(paragraph_spans(text))
        ),
    )


def _paragraph(text: str, start: int, end: int, heading: bool) -> Paragraph:
    tokens = token_spans(text, start, end)
    sentences: list[Sentence] = []
    first = 0
    for left, right in sentence_spans(text, start, end, tokens):
        last = first
        while last < len(tokens) and tokens[last][0] < right:
            last += 1
        sentences.append(Sentence(left, right, tuple(Token(*t) for t in tokens[first:last])))
        first = last
    return Paragraph(start, end, tuple(sentences), heading)
