"""The English side of an alignment: words, their base forms, and which of them are grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from reader.model import Span
from reader.text.english_words import is_english_word, lemmas

__all__ = [
    "EnglishWord",
    "Kind",
    "base_form",
    "derivation",
    "english_words",
    "places_of_forms",
    "word_spans",
]

_MARKS: Final = "\u0300-\u036f\u064b-\u0652\u0670"
_LETTER: Final = rf"[\w{_MARKS}]"
_WORD: Final = re.compile(rf"\w{_LETTER}*(?:[.,:'’](?=\w){_LETTER}+)*")
_SENTENCE_MARK: Final = re.compile('[.!?:؟…"“«\n]')

_ARTICLES: Final = frozenset(("the", "a", "an"))
_GRAMMAR: Final = frozenset(
    "be have do will would can could may might shall should must not no it its he him his she her"
    " they them their we us our you your i my me himself herself itself themselves this these those"
    " there that which who whom whose what if whether and or but nor so yet than then as because"
    " of to in on at by for with from into onto over under about against between among during"
    " within through until since although after before when while where however both up out off"
    " down s t ll ve re d let".split()
)
_CONTRACTED: Final = {
    "n't": "not",
    "'s": "be",
    "'re": "be",
    "'ve": "have",
    "'ll": "will",
    "'d": "would",
    "'m": "be",
}
_SUFFIX: Final = re.compile(
    "(?:isations?|izations?|ations?|itions?|ments?|ness|ities|ity|ings?|ively|ive|ially|ial|ally|al"
    "|ical|ics?|ly|ers?|ors?|ions?|ians?|ans?|ous|ish|ist|ism|ese|ies|ied|ed|es|ey|e|y|i|s)$"
)
_FAMILY: Final = 6
"""Letters that words of one family share at most."""


class Kind(IntEnum):
    """What a word is to the aligner; also its row or column in the table of chance."""

    GRAMMAR = 0
    CONTENT = 1
    NAME = 2
    FIGURE = 3


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """A word at `span` of the text. `forms` are its lower-case spelling and base forms; `article`
    tells "the", "a" and "an" from other words, `known` one of the English lexicon from names."""

    span: Span
    text: str
    forms: tuple[str, ...]
    kind: Kind
    article: bool
    known: bool


def word_spans(text: str) -> list[Span]:
    """Spans of the words of `text`: hyphens part words; apostrophes do not, nor points, commas and
    colons between letters or digits. Linear."""
    return [match.span() for match in _WORD.finditer(text)]


def english_words(text: str) -> tuple[EnglishWord, ...]:
    """The words of `text`, in order."""
    words = []
    last = 0
    for start, end in word_spans(text):
        begins = not last or _SENTENCE_MARK.search(text, last, start) is not None
        words.append(_word(text[start:end], (start, end), begins))
        last = end
    return tuple(words)


def _word(word: str, span: Span, begins: bool) -> EnglishWord:
    lower = word.lower()
    forms = _forms(word)
    known = is_english_word(lower)
    shouted = word.isupper() and len(word) > 1  # US, WHO, IT: never pronouns
    if any(c.isdigit() for c in word):
        kind = Kind.FIGURE
    elif not shouted and (lower in _ARTICLES or not _GRAMMAR.isdisjoint(forms[:2])):
        kind = Kind.GRAMMAR
    elif word[0].isupper() and not (begins and known):
        kind = Kind.NAME
    else:
        kind = Kind.CONTENT
    return EnglishWord(span, word, forms, kind, lower in _ARTICLES, known)


@lru_cache(maxsize=32_768)
def _forms(word: str) -> tuple[str, ...]:
    """Lower-case spelling, then base forms: announced, announce; cities, city; Turkey's, turkey."""
    lower = word.lower().replace("’", "'")
    forms = [lower]
    for ending, full in _CONTRACTED.items():
        if lower.endswith(ending) and len(lower) > len(ending):
            forms += [*_forms(lower.removesuffix(ending)), full]
            break
    forms += (lemma for lemmas in lemmas(lower).values() for lemma in lemmas)
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=32_768)
def base_form(word: str) -> str:
    """The one form under which learned tables hold `word`: lower case; a verb's bare form before a
    noun's singular; a noun in -ing (a meeting) as it is."""
    lower = word.lower()
    known = lemmas(lower)
    if lower.endswith("ing") and lower in known.get("NOUN", ()):
        return lower
    for part in ("VERB", "NOUN", "ADJ", "ADV", "AUX"):
        if part in known:
            return known[part][0]
    return lower


@lru_cache(maxsize=32_768)
def derivation(form: str) -> str:
    """What the words of one family share: Turkey and Turkish, protest and protester. "" for words
    too short to tell."""
    stem = form
    while len(stem) > 4:
        shorter = _SUFFIX.sub("", stem)
        if shorter == stem or len(shorter) < 4:
            break
        stem = shorter
    return stem[:_FAMILY] if len(stem) >= 4 else ""


def places_of_forms(words: Sequence[EnglishWord]) -> dict[str, list[int]]:
    """For each form, and for "~" with each derivation, the places of the words that have it."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        families = ("~" + derivation(form) for form in word.forms)
        for key in dict.fromkeys([*word.forms, *_told(families)]):
            places.setdefault(key, []).append(place)
    return places


def _told(families: Iterable[str]) -> list[str]:
    return [family for family in families if len(family) > 1]
