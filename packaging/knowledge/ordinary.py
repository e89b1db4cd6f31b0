"""Whether a city's name is also an ordinary word, or a person's name."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from reader.data.dictionary import dictionary_path
from reader.knowledge.base import KnowledgeBase
from reader.knowledge.cities import name_words
from reader.model import EntityType
from reader.morphology.camel import load_analyzer
from reader.morphology.glosses import load_glossary
from reader.morphology.lexicon import Lexicon
from reader.morphology.preferences import load_preferences
from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.likeness import name_likeness

__all__ = ["Ordinary", "OrdinaryWords"]

_ALIKE = 0.7
_ATTESTED = -7.5
"""ALMOR gives readings that its texts do not hold -8 or less."""
_COMMON = -5.2
_NAME_LEADS = 0.5


_PEOPLES = frozenset({(lookup_key(word),) for word in ("يهود", "روم", "عرب", "أكراد", "ترك")})


class Ordinary(IntEnum):
    """How ordinary a name is as a word."""

    NO = 0
    PARTLY = 1
    """It is also a word, or a person's name."""
    COMMON = 2
    """It is a word of every newspaper page and no name the dictionary knows."""


class OrdinaryWords:
    """What the dictionary and lists of people's names know of the words of a name."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        path = dictionary_path()
        self._lexicon = Lexicon(load_analyzer(path), load_glossary(), load_preferences())
        given = resource("glossary", "given-names.tsv").read_text("utf-8").splitlines()
        self._people = {
            lookup_key(line.partition("\t")[0]) for line in given if not line.startswith("#")
        }
        for entity in knowledge:
            if entity.type is EntityType.PER:
                for name in (entity.name_ar, *(alias.ar for alias in entity.aliases)):
                    self._people.update(name_words(name))
        self.of_word = lru_cache(maxsize=None)(self._of_word)

    def of(self, words: tuple[str, ...], english: str) -> Ordinary:
        """How ordinary the name of those word keys is, which in English is `english`. One of
        several words is as ordinary as its least ordinary word."""
        if all(word in self._people for word in words) or words in _PEOPLES:
            return Ordinary.PARTLY
        if len(words) == 1:
            return self.of_word(words[0], english)
        return min(Ordinary.PARTLY, *(self.of_word(word, "") for word in words))

    def _of_word(self, word: str, english: str) -> Ordinary:
        name = plain = -99.0
        readings = list(self._lexicon.candidates(word))
        if word.endswith("ه"):  # a key no longer tells ة
            readings += self._lexicon.candidates(word[:-1] + "ة")
        for reading in readings:
            if reading.pos != "noun_prop":
                plain = max(plain, reading.frequency)
            elif english and name_likeness(word, english) >= _ALIKE:
                name = max(name, reading.frequency)
        if plain < _ATTESTED or name >= plain + _NAME_LEADS:
            return Ordinary.NO
        return Ordinary.COMMON if plain > _COMMON and name < _ATTESTED else Ordinary.PARTLY
