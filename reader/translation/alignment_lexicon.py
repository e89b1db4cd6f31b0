"""What an Arabic word may be in English: learned probabilities, dictionary senses, clitics.

The learned table (resources/glossary/learned-words.tsv) is made by
`packaging/lexicon/learn_words.py`; a sense of the dictionary counts as a guess at a probability.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reader.model import Gloss
from reader.paths import resource
from reader.text.keys import lookup_key, strip_marks
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
_GUESSED: Final = 0.5
"""What a reading counts for that was found by spelling alone."""
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
_DUAL: Final = {"two": 0.6, "both": 0.2}


@dataclass(frozen=True, slots=True)
class Meanings:
    """English base forms with their probabilities: of the stem, and of the clitics around it."""

    stem: Shares
    clitics: Shares


class WordTable:
    """p(English base form | Arabic key); keys are "lemma|pos" or a clitic such as "+wa"."""

    def __init__(self, rows: Mapping[str, Shares]) -> None:
        self._rows = rows
        self._common = rows.get("*", {})
        self._spelled: dict[str, list[str]] = {}
        for key in rows:
            self._spelled.setdefault(lookup_key(key.partition("|")[0]), []).append(key)

    def row(self, key: str) -> Shares:
        return self._rows.get(key, {})

    def frequency(self, form: str) -> float:
        """Share of `form` among all English words."""
        return self._common.get(form, _RARE)

    def spelled(self, key: str) -> list[str]:
        """Keys whose lemma has this lookup key."""
        return self._spelled.get(key, [])


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
        _add(stem, dict(_senses(reading.english)), _OTHER_READING)
    if gloss.source == "dictionary":
        _add(stem, dict(_senses(gloss.english)), 1.0)
    if gloss.features.number == "d":
        _add(stem, _DUAL, 1.0)
    return Meanings(_with_relatives(stem), _clitics(gloss, table))


def _clitics(gloss: Gloss, table: WordTable) -> Shares:
    found: dict[str, float] = {}
    for proclitic in gloss.features.proclitics:
        name = proclitic.partition("_")[0]
        if name != "Al":
            _add(found, table.row("+" + name), 1.0)
            _add(found, _CLITICS.get(name, {}), 1.0)
    if gloss.features.enclitic:
        _add(found, table.row("+" + gloss.features.enclitic), 1.0)
        for person, words in _PRONOUNS.items():
            if gloss.features.enclitic.startswith(person):
                _add(found, dict.fromkeys(words.split(), 0.15), 1.0)
    return found


@lru_cache(maxsize=16_384)
def meanings_of_spelling(word: str) -> Meanings:
    """The same by spelling alone, for a word without a gloss: readings with the article and
    proclitics taken off, found among the lemmas of the table."""
    table = word_table()
    stem: dict[str, float] = {}
    clitics: dict[str, float] = {}
    whole = lookup_key(strip_marks(word))
    for taken, rest in stems(whole):
        for form in (rest, rest.removeprefix("ال")):
            for key in table.spelled(form) if len(form) > 1 else ():
                _add(stem, table.row(key), _GUESSED if not taken else _GUESSED / 2)
                for letter in whole[:taken]:
                    _add(clitics, _CLITICS[_LETTERS[letter]], _GUESSED)
    return Meanings(_with_relatives(stem), clitics)


_LETTERS: Final = {"و": "wa", "ف": "fa", "ب": "bi", "ل": "li", "ك": "ka"}


def _senses(english: str) -> Iterator[tuple[str, float]]:
    """Base forms of the words of each sense; the words of a longer sense share its weight."""
    best: dict[str, float] = {}
    for rank, sense in enumerate(english.split(";")):
        words = _WORD.findall(sense)
        share = _SENSES[min(rank, len(_SENSES) - 1)] / max(len(words), 1) ** 0.5
        for word in words:
            form = base_form(word)
            best[form] = max(best.get(form, 0.0), share)
    yield from best.items()


def _add(found: dict[str, float], shares: Shares, weight: float) -> None:
    for word, share in shares.items():
        if share * weight > found.get(word, 0.0):
            found[word] = share * weight


def _with_relatives(stem: dict[str, float]) -> Shares:
    """With "~" and the derivation of each meaning, for words of the same family."""
    for word, share in list(stem.items()):
        family = derivation(word)
        if family and share >= 0.04:
            stem["~" + family] = max(stem.get("~" + family, 0.0), min(share, _RELATED))
    return stem
