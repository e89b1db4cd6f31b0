"""The English side of an alignment: words, their base forms, and which of them are grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from reader.model import Span

__all__ = ["EnglishWord", "Kind", "base_form", "derivation", "english_words", "word_spans"]

_MARKS: Final = "\u0300-\u036f\u064b-\u0652\u0670"
_LETTER: Final = rf"[\w{_MARKS}]"
_WORD: Final = re.compile(rf"\w{_LETTER}*(?:[.,:'’](?=\w){_LETTER}+)*")

ARTICLES: Final = frozenset(("the", "a", "an"))
_GRAMMAR: Final = frozenset(
    "be have do will would can could may might shall should must not no of to in on at by for with"
    " from into onto over under about against between among during within through until since"
    " as than and or but nor so yet if that which who whom whose what it its he him his she her they"
    " them their we us our you your i me my this these those there s t ll ve re d let"
    " himself herself itself themselves both up out off down when while where whether because"
    " although after before then however".split()
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


class Kind(IntEnum):
    """What a word is to the aligner; also the row and column of its table of chance."""

    GRAMMAR = 0
    CONTENT = 1
    NAME = 2
    FIGURE = 3


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """A word at `span` of the text; `forms` are its lower-case spelling and base forms; `article`
    tells "the", "a", "an" from other words."""

    span: Span
    text: str
    forms: tuple[str, ...]
    kind: Kind
    article: bool


def word_spans(text: str) -> list[Span]:
    """Spans of the words of `text`: hyphens part words, apostrophes and the points and commas in
    figures do not. Linear."""
    return [match.span() for match in _WORD.finditer(text)]


def english_words(text: str) -> list[EnglishWord]:
    words = [text[start:end] for start, end in word_spans(text)]
    return [
        EnglishWord(span, word, forms_of(word), _kind(text, span, word), word.lower() in ARTICLES)
        for span, word in zip(word_spans(text), words, strict=True)
    ]


def _kind(text: str, span: Span, word: str) -> Kind:
    if any(c.isdigit() for c in word):
        return Kind.FIGURE
    lower = word.lower()
    if lower in _GRAMMAR or lower in ARTICLES or any(f in _GRAMMAR for f in forms_of(word)[1:2]):
        return Kind.GRAMMAR
    if not word[0].isupper():
        return Kind.CONTENT
    begins = not text[: span[0]].rstrip(" \"'“”«(").strip() or text[: span[0]].rstrip(
        " \"'“”«("
    ).endswith((".", "!", "?", ":"))
    return Kind.CONTENT if begins and _known(lower) else Kind.NAME


@lru_cache(maxsize=32_768)
def forms_of(word: str) -> tuple[str, ...]:
    """Lower-case spelling, then base forms: announced, announce; cities, city; Turkey's, turkey."""
    lower = word.lower().replace("’", "'")
    forms = [lower]
    for ending, full in _CONTRACTED.items():
        if lower.endswith(ending) and len(lower) > len(ending):
            stem = lower.removesuffix(ending)
            forms += [*forms_of(stem), full]
    if lower.isascii() and lower.isalpha():
        forms += (lemma for lemmas in _lemmas(lower).values() for lemma in lemmas)
    return tuple(dict.fromkeys(forms))


def _known(word: str) -> bool:
    return word.isascii() and word.isalpha() and bool(_lemmas(word))


@lru_cache(maxsize=32_768)
def _lemmas(word: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllLemmas

    return {part: tuple(forms) for part, forms in getAllLemmas(word).items()}


@lru_cache(maxsize=32_768)
def base_form(word: str) -> str:
    """The one form under which learned tables hold `word`: lower case; a verb's bare form before a
    noun's singular; a noun in -ing (a meeting) as it is."""
    lower = word.lower()
    if not (lower.isascii() and lower.isalpha()):
        return lower
    lemmas = _lemmas(lower)
    if lower.endswith("ing") and lower in lemmas.get("NOUN", ()):
        return lower
    for part in ("VERB", "NOUN", "ADJ", "ADV", "AUX"):
        if part in lemmas:
            return lemmas[part][0]
    return lower


@lru_cache(maxsize=32_768)
def derivation(form: str) -> str:
    """What words of one family share: Turkey and Turkish, protest and protester. "" for words too
    short to tell."""
    stem = form
    while len(stem) > 4:
        shorter = _SUFFIX.sub("", stem)
        if shorter == stem or len(shorter) < 4:
            break
        stem = shorter
    return stem[:6] if len(stem) >= 4 else ""


def columns(words: Sequence[EnglishWord]) -> dict[str, list[int]]:
    """For each form the places of the words that have it."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for form in word.forms:
            places.setdefault(form, []).append(place)
    return places
