"""English spellings of names: which are usual, which are of one name, which are names at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from reader.paths import resource
from reader.text import english_words
from reader.text.likeness import name_likeness

__all__ = [
    "EMPTY_WORDS",
    "NO_NAMES",
    "base_form",
    "is_name",
    "is_used_name",
    "same_spelling",
    "sound_alike",
    "without_possessive",
]

EMPTY_WORDS: Final = frozenset("the of and for in on al el a an to at by de la".split())
"""Words of a name that alone say nothing."""
NO_NAMES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays january february march april may june july august "
    "september october november december god internet mister mrs miss english arabic prix celsius "
    "fahrenheit islam islamic muslim muslims koran quran eid ramadan archbishop bible christ "
    "christian christians catholic orthodox jesus cafe café santa saint mecca sheikh imam inc ltd "
    "corp christmas easter the this that these those and but for with without from into onto upon "
    "under over about above against among between during within through until since because "
    "although though while when where whether which who whom whose what why how she her his him "
    "they them their our your you its not nor neither either both all any each every some such "
    "other another none nothing there here then than would could should might must shall will can "
    "cannot are was were been being has have had does did done per via one two three four five "
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "billion first second third let nobody anyone everyone someone whoever whatever wherever "
    "unless despite himself herself itself themselves "
    "jew jews amid towards toward according whereas albeit thus hence".split()
)
"""Capitalised words of English itself, and those its dictionary lacks for being grammar."""
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
    lower = plain.lower()
    known = lower in NO_NAMES or english_words.is_english_word(lower)
    return len(plain) > 2 and plain[0].isupper() and not known


def base_form(word: str) -> str:
    """The base form of a word as it stands in a sentence."""
    return english_words.base_form(without_possessive(word).lower())


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
