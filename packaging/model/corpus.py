"""Sentence pairs for the small model, as they lie in the parallel collection."""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["HELD_OUT", "Tag", "TrainingPair", "collected_pairs", "own_pairs", "written_pairs"]

HELD_OUT = 300
"""Written pairs that are never trained on; drawn with a fixed seed."""
_SEED = 5

_TAG = re.compile(r"\{([POLM])(\d+):([^{}]+)\}")
_SENTENCE = re.compile(r"[A-Z\"'“(].*[.!?]\"?$")
_ODD = re.compile(r"[<>{}\[\]|\\_=#@*]|%\d|https?:|&[a-z]+;")
_SOFTWARE = re.compile(
    r"\b(?:click|select|file|folder|field|dialog|button|page|tab|menu|server|Microsoft|Windows"
    r"|default|specify|ID|code|form|record|journal|vendor|invoice|customer|workflow)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A name marked on one side: its type letter, its number, where it stands in the plain text."""

    letter: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TrainingPair:
    """`arabic` and `english` are plain; the tags are those of either side."""

    source: str
    arabic: str
    english: str
    arabic_tags: tuple[Tag, ...] = ()
    english_tags: tuple[Tag, ...] = ()


def _untagged(text: str) -> tuple[str, tuple[Tag, ...]]:
    plain, tags, position = "", [], 0
    for match in _TAG.finditer(text):
        plain += text[position : match.start()]
        start = len(plain)
        plain += match[3]
        tags.append(Tag(match[1], int(match[2]), start, len(plain)))
        position = match.end()
    return plain + text[position:], tuple(tags)


def written_pairs(folder: Path) -> tuple[list[TrainingPair], list[TrainingPair]]:
    """The written pairs to train on, shuffled, and those held out."""
    pairs = own_pairs(folder / "written.train.tsv")
    random.Random(_SEED).shuffle(pairs)
    return pairs[HELD_OUT:], pairs[:HELD_OUT]


def own_pairs(path: Path) -> list[TrainingPair]:
    """The pairs of one file, Arabic and English in its last two columns, with names tagged."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        *_, arabic, english = line.split("\t")
        a, a_tags = _untagged(arabic)
        e, e_tags = _untagged(english)
        pairs.append(TrainingPair("written", a, e, a_tags, e_tags))
    return pairs


def _fit(source: str, arabic: str, english: str) -> bool:
    """Whether a collected pair is prose of a sensible length."""
    words, said = len(arabic.split()), len(english.split())
    if not (3 <= words <= 45 and 3 <= said <= 60 and said < 2.6 * words + 4):
        return False
    if _ODD.search(english) or not any("\u0621" <= c <= "\u064a" for c in arabic):
        return False
    if source.startswith("ms_"):
        prose = _SENTENCE.match(english) is not None and words >= 7
        if source == "ms_courses_llm":
            return prose
        return prose and _SOFTWARE.search(english) is None
    if source == "bible":
        return words <= 25
    return source != "quran"


_SHARE = {"bible": 0.25, "ms_dynamics_ht": 0.2}
"""How much is taken of the sources that would drown the others."""


def collected_pairs(folder: Path) -> Iterator[TrainingPair]:
    """Prose of the collected pairs, in an order that is always the same and mixes the sources."""
    chance = random.Random(_SEED)
    pairs = []
    with lzma.open(folder / "train.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            source, _, arabic, english = line.rstrip("\n").split("\t")
            drawn = chance.random() < _SHARE.get(source, 1.0)
            if drawn and _fit(source, arabic, english):
                pairs.append(TrainingPair(source, arabic, english))
    chance.shuffle(pairs)
    yield from pairs
