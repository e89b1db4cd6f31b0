"""English spellings of names: which are usual, which are of one name, which are names at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from lemminflect import getAllLemmas

from reader.paths import resource
from reader.text.likeness import name_likeness

__all__ = [
    "EMPTY_WORDS",
    "base_form",
    "is_name",
    "is_used_name",
    "same_spelling",
    "sound_alike",
    "without_possessive",
]

EMPTY_WORDS: Final = frozenset("the of and for in on al el a an to at by de la".split())
"""Words of a name that alone say nothing."""
_POSSESSIVE: Final = re.compile("['’]s?$")
_VOWELS: Final = re.compile("[aiu]")
_REDUCTIONS: Final = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"^(?:the|al|el|as|ash|an|ar|at|ad|az)[ -]", ""),
        (r"[^a-z]", ""),
        ("ck|c(?![hei])|q", "k"),
        ("[eiy]+", "i"),
        ("[ouw]+", "u"),
        (r"(.)\1+", r"\1"),
        ("[aiuh]+$", ""),
    )
)


def without_possessive(word: str) -> str:
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=32_768)
def _reduced(name: str) -> str:
    spelled = name.lower()
    for pattern, letter in _REDUCTIONS:
        spelled = pattern.sub(letter, spelled)
    return spelled


def same_spelling(name: str, other: str, *, vowels: bool = True) -> bool:
    """Whether two spellings differ in nothing but custom: Kobane and Kobani, Raqa and Raqqa, Edlib
    and Idlib; without `vowels` also in these."""
    ours, theirs = _reduced(name), _reduced(other)
    return ours == theirs or (not vowels and _VOWELS.sub("", ours) == _VOWELS.sub("", theirs))


def sound_alike(arabic: str, english: str) -> float:
    """`name_likeness` of two names of any number of words."""
    return name_likeness(re.sub(r"\W", "", arabic), re.sub(r"[\W_]", "", english))


@lru_cache(maxsize=32_768)
def is_name(word: str) -> bool:
    """Whether `word` is capitalised, al- aside, and is no ordinary English word."""
    plain = re.sub("^[Aa]l-", "", without_possessive(word))
    return len(plain) > 2 and plain[0].isupper() and not getAllLemmas(plain.lower())


@lru_cache(maxsize=32_768)
def base_form(word: str) -> str:
    lower = without_possessive(word).lower()
    lemmas = getAllLemmas(lower)
    return str(lemmas.get("NOUN", lemmas.get("VERB", (lower,)))[0])


def is_used_name(name: str) -> bool:
    """Whether newspapers use `name` as it is, so perhaps of something else: Algiers, Fatima."""
    return name in _used_names()


@cache
def _used_names() -> frozenset[str]:
    lines = (
        line
        for file in ("given-names.tsv", "learned-names.tsv")
        for line in resource("glossary", file).read_text("utf-8").splitlines()
    )
    return frozenset(line.split("\t")[1] for line in lines if line and not line.startswith("#"))
