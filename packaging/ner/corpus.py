"""Sentences with marked names, as the tagger is trained and measured on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.entities.matcher import KnowledgeMatcher
from reader.model import (
    Article,
    Gloss,
    Mention,
    Paragraph,
    Sentence,
    SourceInfo,
    Token,
)
from reader.morphology.protocol import Glosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article

__all__ = ["Example", "Marked", "analysed", "from_braces", "read_conll", "tagged_lines"]

_TYPES = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC"}
_MARK = re.compile(r"\{([POLM])\d+:([^{}]+)\}")
# Of nested names the outermost of the first three types counts; events and laws fill what is left.
_FLAT = (
    {"PER": "PER", "PERS": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"},
    {"MISC": "MISC", "EVENT": "MISC", "LAW": "MISC", "PRODUCT": "MISC"},
)
_SOURCE = SourceInfo(name="corpus", format="txt", encoding="utf-8")

Name = tuple[int, int, str]
"""(start, end, type) in a text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text cut into sentences, and its names."""

    article: Article
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what is known of it before it is tagged."""

    text: str
    sentence: Sentence
    glosses: tuple[Gloss | None, ...]
    known: tuple[Mention, ...]
    names: tuple[Name, ...]


def tagged_lines(path: Path) -> Iterator[str]:
    """Arabic with names in braces: the second column of `source, Arabic, English`, or the line."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            columns = line.split("\t")
            yield columns[1] if len(columns) > 1 else line


def from_braces(marked: str) -> Marked:
    """و{L1:الرقة} is the text والرقة, whose name begins at its second letter."""
    text, names, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        names.append((len(text), len(text) + len(match[2]), _TYPES[match[1]]))
        text += match[2]
        last = match.end()
    return Marked(build_article(_SOURCE, text + marked[last:]), tuple(names))


def read_conll(path: Path) -> Iterator[Marked]:
    """Sentences of `word tag…` lines, parted by blank lines; each an article of its own, whose
    tokens are just these words."""
    rows: list[list[str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            rows.append(line.split())
        elif rows:
            yield _from_rows(rows)
            rows = []


def _from_rows(rows: Sequence[Sequence[str]]) -> Marked:
    tokens: list[Token] = []
    position = 0
    for word, *_ in rows:
        tokens.append(Token(position, position + len(word)))
        position += len(word) + 1
    text = " ".join(row[0] for row in rows)
    sentence = Sentence(0, len(text), tuple(tokens))
    taken: list[tuple[int, int, str]] = []
    for types in _FLAT:
        found = sorted(_runs(rows, types), key=lambda run: (run[0] - run[1], run[0]))
        for first, last, kind in found:
            if not any(first < b and a < last for a, b, _ in taken):
                taken.append((first, last, kind))
    names = tuple(sorted((tokens[a].start, tokens[b - 1].end, kind) for a, b, kind in taken))
    return Marked(Article(_SOURCE, text, (Paragraph(0, len(text), (sentence,)),)), names)


def _runs(rows: Sequence[Sequence[str]], types: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    for raw, kind in types.items():
        start: int | None = None
        for i in range(len(rows) + 1):
            tags = rows[i][1:] if i < len(rows) else []
            position = next((t[0] for t in tags if t[1:] == f"-{raw}"), "O")
            if start is not None and position != "I":
                yield start, i, kind
                start = None
            if position == "B" or (position == "I" and start is None):
                start = i


def analysed(
    marked: Marked, glosser: Glosser | None, matcher: KnowledgeMatcher
) -> Iterator[Example]:
    """The sentences with their glosses and what the knowledge base finds in them."""
    article = marked.article
    for sentence in article.sentences:
        glosses: tuple[Gloss | None, ...] = ()
        if glosser:
            words, places = context_words(article.text, sentence)
            all_glosses = glosser.gloss(words)
            glosses = tuple(all_glosses[p] for p in places)
        known = tuple(matcher.recognize(article, sentence, glosses))
        names = tuple(n for n in marked.names if sentence.start <= n[0] < sentence.end)
        yield Example(article.text, sentence, glosses, known, names)
