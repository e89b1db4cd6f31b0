"""Plain text: taken as it is; only line ends that a margin made become spaces."""

from __future__ import annotations

from typing import Final

from reader.importers.document import Document
from reader.importers.wrapping import unwrap
from reader.text.segmentation import paragraph_spans
from reader.text.tokens import token_spans

__all__ = ["read_plain"]

_HEADING_TOKENS: Final = 16
_FINAL_MARKS: Final = frozenset(".!?؟…:؛،,;")


def read_plain(text: str) -> Document:
    """The document in `text`, line ends \\n: a short first line without final punctuation, followed
    by a longer one, is its heading and title."""
    text = unwrap(text)
    headings = _headings(text)
    title = None
    if 0 in headings:
        start, end = paragraph_spans(text)[0]
        title = text[start:end]
    return Document(text, headings, title)


def _headings(text: str) -> frozenset[int]:
    spans = paragraph_spans(text)
    if len(spans) < 2:
        return frozenset()
    (start, end), (next_start, next_end) = spans[:2]
    short = len(token_spans(text, start, end)) <= _HEADING_TOKENS
    longer = len(token_spans(text, next_start, next_end)) > len(token_spans(text, start, end))
    open_end = text[end - 1].strip("\"'»”)]") not in _FINAL_MARKS
    return frozenset({0} if short and longer and open_end else ())
