"""Sentences with other names in them, so that the tagger learns from what stands around names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.model import Entity, EntityType
from reader.text.keys import strip_marks

__all__ = ["Names", "read_names", "varied"]

_MARK = re.compile(r"\{([POLM])(\d+):([^{}]+)\}")
_SHORT = 180
"""Characters."""
_AGAIN = 2
_LETTERS = re.compile("[ء-غف-ي]{3,}")


@dataclass(frozen=True, slots=True)
class Names:
    """Words to make names of persons from, with their weights; names of places and of
    organisations."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]


def read_names(words: Path, places: Path, entities: Iterable[Entity]) -> Names:
    """`words` is the CC0 list of name words (Latin, Arabic, count), `places` the table of cities,
    `entities` those of the knowledge base, for its organisations."""
    counts: dict[str, int] = {}
    for line in words.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 3 and fields[2].isdigit() and fields[0].isalpha():
            word = strip_marks(fields[1])
            if _LETTERS.fullmatch(word):
                counts[word] = max(counts.get(word, 0), int(fields[2]))
    lines = places.read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    cities = sorted({row[1] for row in rows if row[2] == "0" and not row[3]})
    organisations = sorted(e.name_ar for e in entities if e.type is EntityType.ORG)
    return Names(
        words=tuple(counts),
        weights=tuple(float(n) ** 0.6 for n in counts.values()),
        places=tuple(cities),
        organisations=tuple(organisations),
    )


def varied(lines: Iterable[str], names: Names, seed: int = 1) -> Iterator[str]:
    """The marked lines whose names can be changed, once more with other ones; short lines that name
    persons several times. Some persons are called by the last name alone, as newspapers do after
    the first time."""
    generator = random.Random(seed)
    lines = list(lines)
    others = {
        kind: sorted({m[3] for line in lines for m in _MARK.finditer(line) if m[1] == kind})
        for kind in "PO"
    }
    short = [line for line in lines if "{P" in line and len(line) <= _SHORT]
    for line in (*lines, *short * _AGAIN):
        changed = _MARK.sub(lambda m: _other(m, names, others, generator), line)
        if changed != line:
            yield changed


def _other(
    match: re.Match[str],
    names: Names,
    others: Mapping[str, Sequence[str]],
    generator: random.Random,
) -> str:
    kind, number, name = match.groups()
    whole = match.string[: match.start()][-2:] != "لل"  # after لل stands a name without its article
    if kind == "P":
        name = _person(name, names, others["P"], generator)
    elif kind == "L" and " " not in name and whole and generator.random() < 0.35:
        name = generator.choice(names.places)
    elif kind == "O" and whole and generator.random() < 0.4:
        name = generator.choice(names.organisations if generator.random() < 0.5 else others["O"])
    return f"{{{kind}{number}:{name}}}"


def _person(name: str, names: Names, persons: Sequence[str], generator: random.Random) -> str:
    chance = generator.random()
    if chance < 0.2:
        return name.rpartition(" ")[2]
    if chance < 0.35:
        return generator.choice(persons)
    count = generator.choices((1, 2, 3), (0.3, 0.6, 0.1))[0]
    return " ".join(generator.choices(names.words, names.weights, k=count))
