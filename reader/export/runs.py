"""A paragraph cut into runs, plain stretches and names, for formats that colour the names.

The runs of a side put together are the text of that side, nothing added, nothing lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.export.joining import widened
from reader.model import Mention, Paragraph, SentenceAnalysis, Span

__all__ = ["Run", "arabic_runs", "english_runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `mention` is the name it shows, None for plain text."""

    text: str
    mention: Mention | None = None


def _cut(text: str, whole: Span, marks: Iterable[tuple[Span, Mention]]) -> list[Run]:
    """Runs of `text[whole]`; of marks that overlap, the first and then the longer one stands."""
    runs: list[Run] = []
    at, limit = whole
    for (start, end), mention in sorted(marks, key=lambda m: (m[0][0], -m[0][1])):
        start, end = max(start, whole[0]), min(end, limit)
        if start < at or start >= end:
            continue
        if start > at:
            runs.append(Run(text[at:start]))
        runs.append(Run(text[start:end], mention))
        at = end
    if at < limit:
        runs.append(Run(text[at:limit]))
    return runs


def arabic_runs(text: str, paragraph: Paragraph, mentions: Sequence[Mention]) -> list[Run]:
    """The Arabic side of a paragraph of the article's `text`. A name that begins inside a word is
    shown from the nearest place before it where the letters do not join (see `joining`)."""
    whole = (paragraph.start, paragraph.end)
    marks: list[tuple[Span, Mention]] = []
    at = whole[0]
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start < at:
            continue
        span = widened(text, (mention.start, mention.end), (at, whole[1]))
        marks.append((span, mention))
        at = span[1]
    return _cut(text, whole, marks)


def english_runs(known: SentenceAnalysis) -> list[Run]:
    """The English side of a sentence; no runs where it has no translation."""
    if known.translation is None:
        return []
    text = known.translation.text
    pairs = zip(known.mentions, known.mention_spans, strict=False)
    marks = [(span, mention) for mention, spans in pairs for span in spans]
    return _cut(text, (0, len(text)), marks)
