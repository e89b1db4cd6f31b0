"""The draft's view of a sentence: units that move as one, each with its English and its clitics.

A unit is a word, a name or fixed term of several words, or a punctuation mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from reader.model import EMPTY_FEATURES, Features

__all__ = ["Kind", "NounPhrase", "Unit", "Word"]


class Kind(Enum):
    NAME = auto()
    NOUN = auto()
    ADJECTIVE = auto()
    COMPARATIVE = auto()
    QUANTIFIER = auto()
    NUMBER = auto()
    VERB = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    SUBORDINATOR = auto()
    RELATIVE = auto()
    DEMONSTRATIVE = auto()
    PRONOUN = auto()
    NEGATION = auto()
    PERFECTIVE = auto()
    FUTURE = auto()
    MODAL = auto()
    OTHER = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of English and the tokens it renders. `before` and `after` are marks glued to it."""

    text: str
    tokens: tuple[int, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """`english` is bare: not inflected, without article. `lead` are rendered proclitics, outermost
    first; `preposition` tells that the last of them is one. `pronoun` is the enclitic's person
    ("3ms"), `owner` what it stands for as an English pronoun ("he"), `doer` the same for a
    verb's own person; `key` names lemma and part of speech in the learned tables,
    `link` a preposition whose English is still open."""

    kind: Kind
    tokens: tuple[int, ...]
    english: str
    arabic: str = ""
    lead: tuple[Word, ...] = ()
    preposition: bool = False
    subjunctive: bool = False
    future: bool = False
    definite: bool = False
    pronoun: str = ""
    features: Features = EMPTY_FEATURES
    lemma: str = ""
    human: bool = False
    before: str = ""
    after: str = ""
    senses: tuple[str, ...] = ()
    key: str = ""
    owner: str = ""
    doer: str = ""
    link: str = ""

    @property
    def plural(self) -> bool:
        return self.features.number in {"p", "d"}

    @property
    def conjoined(self) -> bool:
        """Whether it begins with nothing but "and"."""
        return len(self.lead) == 1 and self.lead[0].text == "and"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """`words` in English order; `end` is the index of the first unit after it; `head` its main
    unit; `plural` whether an English verb takes the plural."""

    words: tuple[Word, ...]
    end: int
    head: Unit
    definite: bool
    plural: bool
