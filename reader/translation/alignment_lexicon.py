"""What an Arabic word may be in English: learned probabilities, dictionary senses, clitics.

The learned table (resources/glossary/learned-words.tsv) is made by
`packaging/lexicon/learn_words.py`; a sense of the dictionary counts as a guess at a probability.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reader.model import Gloss
from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.proclitics import stems
from reader.translation.alignment_words import base_form, derivation

__all__ = ["Meanings", "WordTable", "meanings_of", "meanings_of_spelling", "word_table"]

Shares = Mapping[str, float]

_SENSES: Final = (0.5, 0.3, 0.2, 0.15)
"""What a dictionary's senses count for, by rank; later ones like the last."""
_OTHER_READING: Final = 0.3
"""What another reading of the word counts for, beside the one chosen in context."""
_RELATED: Final = 0.02
"""Probability of a word that only shares its derivation with a meaning: Turkish for Turkey."""
_RELATED_FROM: Final = 0.04
_BY_SPELLING: Final = 0.5
"""What a reading counts for that was found by spelling alone, or by its light stem: the square."""
_RARE: Final = 2e-5
"""Frequency of an English word that is not among the common ones of the table."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_CLITICS: Final[Mapping[str, Shares]] = {
    "wa": {"and": 0.8},
    "fa": {"and": 0.35, "so": 0.2, "then": 0.1},
    "bi": {"with": 0.2, "in": 0.15, "by": 0.15, "of": 0.15, "to": 0.1, "at": 0.1, "on": 0.1},
    "li": {"to": 0.4, "for": 0.35, "of": 0.15},
    "la": {"to": 0.2, "for": 0.2, "would": 0.1},
    "ka": {"as": 0.5, "like": 0.3},
    "sa": {"will": 0.7, "would": 0.3},
    "lA": {"not": 0.5, "no": 0.2},
    "mA": {"what": 0.3, "which": 0.2, "that": 0.1},
    "man": {"who": 0.5, "those": 0.2},
}
_LETTERS: Final = {"و": "wa", "ف": "fa", "ب": "bi", "ل": "li", "ك": "ka", "ا": "li"}
_PRONOUNS: Final = {
    "1s": "me my i myself",
    "1p": "us our we ourselves",
    "2": "you your yourself",
    "3ms": "his its him it he himself itself",
    "3fs": "its her it she their them they herself itself",
    "3d": "their them they two both",
    "3mp": "their them they whom themselves",
    "3fp": "their them they",
}
_PRONOUN: Final = 0.15
_DUAL: Final = {"two": 0.6, "both": 0.2}
_ENDINGS: Final = re.compile("(?:تهما|تهم|تها|هما|هم|ها|كم|نا|ات|ان|ون|ين|تي|وا|يه|ته|ي|ه|ا|ت)$")
_IMPERFECT: Final = re.compile("^[يتن](?=...)")


@dataclass(frozen=True, slots=True)
class Meanings:
    """English base forms with their probabilities: of the stem, and of the clitics around it. A
    key that begins with "~" is the derivation of a meaning."""

    stem: Shares
    clitics: Shares


class WordTable:
    """p(English base form | Arabic key). Keys are "lemma|pos", a clitic such as "+wa", "∅" for no
    Arabic word, and "*" for English as such."""

    def __init__(self, rows: Mapping[str, Shares]) -> None:
        self._rows = rows
        self._common = rows.get("*", {})
        self._spelled: dict[str, list[str]] = {}
        for key in rows:
            spelling = lookup_key(key.partition("|")[0])
            for form in dict.fromkeys((spelling, _light_stem(spelling))):
                self._spelled.setdefault(form, []).append(key)

    def row(self, key: str) -> Shares:
        return self._rows.get(key, {})

    def frequency(self, form: str) -> float:
        """Share of `form` among all English words."""
        return self._common.get(form, _RARE)

    def spelled(self, form: str) -> list[str]:
        """Keys whose lemma has `form` as its lookup key or light stem."""
        return self._spelled.get(form, [])


@cache
def word_table() -> WordTable:
    """The table that comes with Qari."""
    rows: dict[str, Shares] = {}
    for line in resource("glossary", "learned-words.tsv").read_text("utf-8").splitlines():
        key, _, field = line.partition("\t")
        items = (item.rpartition(":") for item in field.split())
        rows[key] = {word: float(share) for word, _, share in items}
    return WordTable(rows)


@lru_cache(maxsize=16_384)
def meanings_of(gloss: Gloss) -> Meanings:
    """What the word of `gloss` and its clitics may be in English."""
    table = word_table()
    stem: dict[str, float] = {}
    _add(stem, table.row(f"{gloss.lemma}|{gloss.pos}"), 1.0)
    for reading in gloss.alternatives:
        _add(stem, table.row(f"{reading.lemma}|{reading.pos}"), _OTHER_READING)
        _add(stem, _senses(reading.english), _OTHER_READING)
    if gloss.source == "dictionary":
        _add(stem, _senses(gloss.english), 1.0)
    if gloss.features.number == "d":
        _add(stem, _DUAL, 1.0)
    return Meanings(_with_families(stem), _clitics(gloss, table))


def _clitics(gloss: Gloss, table: WordTable) -> Shares:
    found: dict[str, float] = {}
    for proclitic in gloss.features.proclitics:
        name = proclitic.partition("_")[0]
        if name != "Al":
            _add(found, table.row("+" + name), 1.0)
            _add(found, _CLITICS.get(name, {}), 1.0)
    enclitic = gloss.features.enclitic
    if enclitic:
        _add(found, table.row("+" + enclitic), 1.0)
        for person, words in _PRONOUNS.items():
            if enclitic.startswith(person):
                _add(found, dict.fromkeys(words.split(), _PRONOUN), 1.0)
    return found


@lru_cache(maxsize=16_384)
def meanings_of_spelling(word: str) -> Meanings:
    """The same by spelling alone, for a word without a gloss: what the table knows of lemmas so
    spelled, once proclitics, article and endings are taken off."""
    table = word_table()
    stem: dict[str, float] = {}
    clitics: dict[str, float] = {}
    whole = lookup_key(word)
    for taken, rest in stems(whole):
        weight = _BY_SPELLING ** (2 if taken else 1)
        bare = rest.removeprefix("ال")
        for form, share in ((rest, weight), (bare, weight), (_light_stem(bare), weight / 2)):
            keys = table.spelled(form) if len(form) > 1 else []
            for key in keys:
                _add(stem, table.row(key), share)
            for letter in whole[:taken] if keys else "":
                _add(clitics, _CLITICS[_LETTERS[letter]], _BY_SPELLING)
    return Meanings(_with_families(stem), clitics)


def _light_stem(key: str) -> str:
    """`key` without endings of inflection, attached pronouns and the prefix of an imperfect; after
    light10 of Larkey, Ballesteros and Connell (2002)."""
    stem = _IMPERFECT.sub("", key)
    for _ in range(2):
        shorter = _ENDINGS.sub("", stem)
        if len(shorter) < 3:
            break
        stem = shorter
    return stem


def _senses(english: str) -> Shares:
    """Base forms of the words of each sense; the words of a longer sense share its weight."""
    best: dict[str, float] = {}
    for rank, sense in enumerate(english.split(";")):
        words = _WORD.findall(sense)
        share = _SENSES[min(rank, len(_SENSES) - 1)] / max(len(words), 1) ** 0.5
        for word in words:
            form = base_form(word)
            best[form] = max(best.get(form, 0.0), share)
    return best


def _add(found: dict[str, float], shares: Shares, weight: float) -> None:
    for word, share in shares.items():
        if share * weight > found.get(word, 0.0):
            found[word] = share * weight


def _with_families(stem: dict[str, float]) -> Shares:
    families = {
        "~" + derivation(word): min(share, _RELATED)
        for word, share in stem.items()
        if share >= _RELATED_FROM and derivation(word)
    }
    return {**stem, **families}
