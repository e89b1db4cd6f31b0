"""Sentence pairs as the checks see them: each Arabic line analysed, beside one English line.

The analysis of a set is kept in a cache file, since it takes a minute.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.entities.matcher import KnowledgeMatcher
from reader.knowledge.base import load_knowledge
from reader.model import Entity, Gloss, Mention, SourceInfo, Token
from reader.morphology.glosser import load_glosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article
from reader.translation.protocol import SentenceSource

__all__ = ["Line", "Pair", "analysed", "read_pairs", "read_tagged", "read_text"]

_TAG = re.compile(r"\{([POLM])\d+:([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Pair:
    """`names` are (start, end, type) of the English names, where they are marked."""

    arabic: str
    english: str
    names: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Arabic; `entities` are those its mentions name."""

    source: SentenceSource
    entities: dict[str, Entity]


def read_text(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


def read_pairs(arabic: Path, english: Path) -> list[Pair]:
    """Pairs of two files, line for line."""
    lines = zip(read_text(arabic), read_text(english), strict=True)
    return [Pair(a, e) for a, e in lines]


def read_tagged(path: Path, every: int = 1) -> list[Pair]:
    """Every n-th of a file of tagged pairs, tags taken off."""
    rows = (line.split("\t") for line in read_text(path)[::every])
    return [Pair(_TAG.sub(r"\2", row[1]), *_untagged(row[2])) for row in rows]


def _untagged(text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """`text` without its tags, and where the names stand that they marked."""
    plain = ""
    names: list[tuple[int, int, str]] = []
    position = 0
    for match in _TAG.finditer(text):
        plain += text[position : match.start()]
        names.append((len(plain), len(plain) + len(match[2]), match[1]))
        plain += match[2]
        position = match.end()
    return plain + text[position:], tuple(names)


def analysed(lines: Sequence[str], cache: Path | None = None) -> list[Line]:
    """Every line glossed and its names found, each as an article of its own."""
    if cache and cache.is_file():
        kept: list[Line] = pickle.loads(cache.read_bytes())
        return kept
    glosser = load_glosser()
    matcher = KnowledgeMatcher(load_knowledge())
    result: list[Line] = []
    for line in lines:
        article = build_article(SourceInfo("line", "txt", "utf-8"), line)
        tokens: list[Token] = []
        glosses: list[Gloss | None] = []
        mentions: list[Mention] = []
        for sentence in article.sentences:
            words, places = context_words(article.text, sentence)
            found = glosser.gloss(words)
            own = [found[p] for p in places]
            tokens += sentence.tokens
            glosses += own
            mentions += matcher.recognize(article, sentence, own)
        entities = {m.entity: matcher.entity(m.entity) for m in mentions}
        source = SentenceSource(line, tuple(tokens), tuple(glosses), tuple(mentions))
        result.append(Line(source, entities))
    if cache:
        cache.write_bytes(pickle.dumps(result))
    return result
