"""English meanings for people, made from ALMOR's glosses.

ALMOR writes `be_hostile_towards;oppose_(s.o.)` or `to;for_+_it;him_(it;he_has)`. A reader gets "be
hostile towards; oppose": senses joined by "; ", at most four, best first. Verbs are bare
infinitives, nouns singular, names capitalised. For function words and for words whose news sense
ALMOR does not put first, `resources/glossary/*.tsv` has the meaning written out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from reader.errors import BrokenPartError
from reader.paths import resource
from reader.text.english_words import inflected

__all__ = [
    "Glossary",
    "Meaning",
    "load_glossary",
    "normal",
    "passive_senses",
    "plain_lemma",
    "senses",
]

_MOST_SENSES: Final = 4
# Words of these tables are common, whatever ALMOR's counts say: the least decimal logarithm of
# their frequency.
_TABLES: Final = {"function-words.tsv": -3.5, "news-senses.tsv": -4.5}
_RARE: Final = -8.0
_COMPOUND: Final = re.compile(r"_\+_.*")
_TAGS: Final = re.compile(r"\[[^\]]*\]|<[^>]*>")
_ORIGIN: Final = re.compile(r"\b(?:of;from|from;of)_")
_LEADING_NOTE: Final = re.compile(r"^\(([a-z ]+)\) (?=\w)")
_NOTE: Final = re.compile(r"\([^()]*\)")
_SEPARATOR: Final = re.compile(r";(?![^(]*\))")
_SPACES: Final = re.compile(r"\s+")
_LOWER_IN_NAMES: Final = frozenset("of the and in de la al el bin ibn".split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is shown of a dictionary entry: its part of speech and its senses, best first; and the
    least frequency (decimal logarithm) the entry is to be given."""

    pos: str
    senses: tuple[str, ...]
    least_frequency: float = _RARE


class Glossary:
    """Hand-written meanings, and ALMOR's made readable where there is none."""

    def __init__(self, written: dict[tuple[str, str], Meaning]) -> None:
        self._written = written

    def meaning(self, entry: str, stem: str, pos: str, raw_gloss: str) -> Meaning:
        """The meaning of ALMOR's `entry` with the vowelled `stem` as a `pos`, which ALMOR glosses
        as `raw_gloss`; its senses are empty only where the lexicon has none."""
        for name in (f"stem:{stem}", entry, plain_lemma(entry)):
            if written := self._written.get((normal(name), pos)):
                return written
        return Meaning(pos, senses(raw_gloss, pos))

    def passive_meaning(self, entry: str, stem: str, raw_gloss: str) -> Meaning:
        """The meaning of a passive of the verb `entry`: ALMOR's ("be killed"), since the tables
        give verbs in the active."""
        active = self.meaning(entry, stem, "verb", raw_gloss)
        return Meaning("verb", senses(raw_gloss, "verb"), active.least_frequency)

    def expression(self, word: str, pos: str) -> Meaning | None:
        """The meaning of `word`, read as a `pos`, where its parts do not tell it: بسبب is not "by
        reason" but "because of"."""
        return self._written.get((f"word:{word}", pos))


def plain_lemma(entry: str) -> str:
    """An ALMOR entry without its numbering and vowel classes: كَشَف-i_1 is كَشَف."""
    return entry.partition("_")[0].partition("-")[0]


@cache
def load_glossary() -> Glossary:
    """The tables in `resources/glossary`: lemma, ALMOR's part of speech, English and, where people
    are to be told another, part of speech; tab separated, `#` begins a comment. Instead of a lemma
    may stand an entry (عَلَم_1), `stem:` and a vowelled stem, or `word:` and a whole word.

    Raises BrokenPartError for a line of another shape."""
    written: dict[tuple[str, str], Meaning] = {}
    for name, least in _TABLES.items():
        written |= _read(resource("glossary", name), least)
    return Glossary(written)


def _read(path: Path, least_frequency: float) -> dict[tuple[str, str], Meaning]:
    rows: dict[tuple[str, str], Meaning] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise BrokenPartError(
            f"{path}: cannot be read ({error.strerror}); install Qari again"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) not in (3, 4) or not all(cells):
            raise BrokenPartError(f"{path}:{number}: needs lemma, part of speech and English")
        lemma, pos, english, *shown = cells
        rows[normal(lemma), pos] = Meaning(
            shown[0] if shown else pos, tuple(english.split("; ")), least_frequency
        )
    return rows


def normal(vowelled: str) -> str:
    """Shadda and vowel in one order: ALMOR writes shadda first, keyboards either way."""
    return unicodedata.normalize("NFC", vowelled)


@cache
def _clean(sense: str) -> str:
    text = sense.replace("___", "").replace("_", " ").replace('"', "")
    text = _LEADING_NOTE.sub(r"\1 ", text)
    return _SPACES.sub(" ", _NOTE.sub("", text)).strip(" .,=/")


@cache
def senses(raw: str, pos: str) -> tuple[str, ...]:
    """The senses in ALMOR's gloss `raw` of a word of part of speech `pos`, clean and distinct, best
    first; empty if it has none."""
    text = _ORIGIN.sub("of_", _TAGS.sub("", _COMPOUND.sub("", raw)))
    found: list[str] = []
    for part in _SEPARATOR.split(text):
        sense = _clean(part) or _clean(part.strip("_()").replace(";", ",_"))
        if pos == "noun_prop":
            sense = _capitalised(sense)
        if sense and sense not in found:
            found.append(sense)
    return tuple(found[:_MOST_SENSES])


def _capitalised(name: str) -> str:
    words = name.split(" ")
    return " ".join(
        word if word.startswith(("al-", "el-")) or (i and word in _LOWER_IN_NAMES) else _upper(word)
        for i, word in enumerate(words)
    )


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]


def passive_senses(active: tuple[str, ...]) -> tuple[str, ...]:
    """keep; set apart → be kept; be set apart."""
    passive = []
    for sense in active:
        verb, space, rest = sense.partition(" ")
        if verb.isalpha() and verb != "be":
            sense = f"be {inflected(verb, 'VBN')}{space}{rest}"
        passive.append(sense)
    return tuple(passive)
