"""Sentence pairs as the aligner wants them: Arabic as lemmas and clitics, English as base forms."""

from __future__ import annotations

import lzma
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lemminflect import getAllLemmas

from reader.model import Gloss, SourceInfo
from reader.morphology.protocol import Glosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article

__all__ = ["Pair", "base_form", "gloss_keys", "read_pairs"]

# Sources of the parallel collection that are prose about the world, with their weight. Software
# manuals and scripture are left out: they teach the wrong senses. The Syrian Archive reports are
# left out too, since a development set is made of their siblings.
_PROSE = {"tatoeba": 1.0, "xquad": 2.0, "ms_courses_llm": 0.5, "mlqa_q": 1.0}
_WRITTEN_WEIGHT = 3.0
_TAG = re.compile(r"\{[POLM]\d+:([^{}]+)\}")
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Pair:
    """`arabic` are keys such as "كَشَف|verb" or "+bi"; `english` base forms and `written` the same
    words as they stand; `weight` for counts."""

    arabic: tuple[str, ...]
    english: tuple[str, ...]
    weight: float
    written: tuple[str, ...] = ()


@lru_cache(maxsize=200_000)
def base_form(word: str) -> str:
    """announced → announce, cities → city; names and what is unknown stay."""
    if not word.isalpha():
        return word
    if word[0].isupper() and not word.islower():
        return word
    lemmas = getAllLemmas(word)
    if word.endswith("ing") and word in lemmas.get("NOUN", ()):
        return word  # a meeting, a building: not forms of meet and build
    for part in ("VERB", "NOUN", "ADJ", "ADV", "AUX"):
        if part in lemmas:
            return str(lemmas[part][0])
    return word


def gloss_keys(gloss: Gloss) -> list[str]:
    """The keys of one word: its proclitics, its lemma, its enclitic."""
    features = gloss.features
    keys = ["+" + p.partition("_")[0] for p in features.proclitics]
    keys.append(f"{gloss.lemma}|{gloss.pos}")
    if features.enclitic:
        keys.append("+" + features.enclitic)
    return keys


def _words(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text)
    return tuple(word if i else word.lower() for i, word in enumerate(words))


def _arabic(glosser: Glosser, text: str) -> tuple[str, ...]:
    article = build_article(SourceInfo("pair", "txt", "utf-8"), text)
    keys: list[str] = []
    for sentence in article.sentences:
        words, _ = context_words(text, sentence)
        for word, gloss in zip(words, glosser.gloss(words), strict=True):
            if gloss is not None:
                keys += gloss_keys(gloss)
            elif any(c.isalnum() for c in word):
                keys.append(word)
    return tuple(keys)


def _written(path: Path, left_out: Collection[int]) -> Iterator[tuple[str, str, float]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if number in left_out:
            continue
        _, arabic, english = line.split("\t")
        yield _TAG.sub(r"\1", arabic), _TAG.sub(r"\1", english), _WRITTEN_WEIGHT


def _collected(path: Path) -> Iterator[tuple[str, str, float]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            source, _, arabic, english = line.rstrip("\n").split("\t")
            if source in _PROSE and len(arabic) < 600:
                yield arabic, english, _PROSE[source]


def read_pairs(folder: Path, glosser: Glosser, left_out: Collection[int] = ()) -> Sequence[Pair]:
    """The pairs of `folder` (written.train.tsv, without the lines numbered in `left_out`, and
    train.tsv.xz) that are fit to learn from."""
    pairs = []
    written = _written(folder / "written.train.tsv", left_out)
    sources = (written, _collected(folder / "train.tsv.xz"))
    for source in sources:
        for arabic, english, weight in source:
            keys, words = _arabic(glosser, arabic), _words(english)
            if keys and words and len(keys) < 120:
                pairs.append(Pair(keys, tuple(map(base_form, words)), weight, words))
    return pairs
