"""Words that take sides, with a neutral note on each (resources/knowledge/loaded-terms.tsv)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from reader.errors import BrokenPartError
from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.proclitics import stems

__all__ = ["LoadedTerm", "loaded_in", "read_terms"]

_WORD = re.compile(r"[^\s\d\"'«»“”‘’()\[\]{}،؛:.,;!?؟…/\-–—]+")


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """`words` are Arabic forms, without the article; `note` says who uses it and what for."""

    words: tuple[str, ...]
    english: str
    note: str


def read_terms(text: str) -> list[LoadedTerm]:
    """The terms of a table of three columns; lines that begin with # are comments.

    Raises ValueError, which names the line."""
    terms = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) != 3 or not all(columns):
            raise ValueError(f"line {number} has not three columns")
        terms.append(LoadedTerm(tuple(columns[0].split("|")), columns[1], columns[2]))
    return terms


@cache
def _by_key() -> Mapping[str, LoadedTerm]:
    path: Path = resource("knowledge", "loaded-terms.tsv")
    try:
        terms = read_terms(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenPartError(f"{path}: {error}; install Qari again") from error
    return MappingProxyType({lookup_key(word): term for term in terms for word in term.words})


def loaded_in(text: str) -> list[tuple[str, LoadedTerm]]:
    """The terms among the words of an Arabic text, each once with the word as it is written there,
    whatever is attached to it in front.

    Raises BrokenPartError if the shipped table is missing or damaged."""
    known = _by_key()
    found: dict[LoadedTerm, str] = {}
    for match in _WORD.finditer(text):
        for _, stem in stems(lookup_key(match[0])):
            term = known.get(stem) or known.get(stem.removeprefix("ال"))
            if term:
                found.setdefault(term, match[0])
                break
    return [(word, term) for term, word in found.items()]
