"""How much likelier than by chance each English word comes from each Arabic token.

Evidence of every kind is one number, the lift p(word | token) / p(word), so that it can be compared
and multiplied: 1 says nothing, 1000 is the known translation of a rare word, 0.1 a word of another
kind. By Bayes it serves both directions of the alignment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from reader.text.keys import has_arabic, lookup_key
from reader.translation.alignment_anchors import Unit, anchors
from reader.translation.alignment_lexicon import (
    Meanings,
    meanings_of,
    meanings_of_spelling,
    word_table,
)
from reader.translation.alignment_paths import Matrix
from reader.translation.alignment_words import EnglishWord, Kind, places_of_forms
from reader.translation.protocol import SentenceSource

__all__ = ["HIGHEST_LIFT", "Evidence", "gather"]

HIGHEST_LIFT: Final = 2000.0
_CHANCE: Final = np.array(
    # a word of: grammar, content, name, figure
    [
        [0.20, 0.02, 0.01, 0.01],  # a token of grammar
        [0.10, 0.20, 0.10, 0.01],  # of content
        [0.02, 0.20, 0.50, 0.01],  # a name
        [0.01, 0.02, 0.02, 0.05],  # a figure
    ]
)
"""Lift of a pair that nothing is known of, by the kinds of its words."""
_FROM_NOTHING: Final = 0.1
"""Lift of a word that no token made; for words of grammar the table knows better."""
_GRAMMAR: Final = (
    "prep",
    "conj",
    "part",
    "pron",
    "interj",
    "adv_rel",
    "adv_interrog",
    "verb_pseudo",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Lifts, tokens × words: `whole` of a token with its clitics, `stem` of its stem alone; `empty`
    (words) of no token at all. `kinds` are the tokens' own, `units` what several mean together."""

    whole: Matrix
    stem: Matrix
    empty: Matrix
    kinds: tuple[Kind, ...]
    units: tuple[Unit, ...]


def gather(source: SentenceSource, words: Sequence[EnglishWord], english: str) -> Evidence:
    """What is known of the pair; `words` are those of `english` to be aligned."""
    tokens = range(len(source.tokens))
    kinds = tuple(_kind(source, token) for token in tokens)
    places = places_of_forms(words)
    stem = _CHANCE[np.ix_(kinds, [word.kind for word in words])]
    meanings = [_meanings(source, token) for token in tokens]
    for token in tokens:
        _raise(stem[token], meanings[token].stem, places, words)
    lifts, units = anchors(source, words, kinds, english, places, stem)
    np.maximum(stem, lifts, out=stem)
    whole = stem.copy()
    for token in tokens:
        _raise(whole[token], meanings[token].clitics, places, words)
    return Evidence(whole, stem, _empty(words), kinds, units)


def _raise(
    lifts: Matrix,
    shares: Mapping[str, float],
    places: Mapping[str, Sequence[int]],
    words: Sequence[EnglishWord],
) -> None:
    table = word_table()
    for form, share in shares.items():
        for place in places.get(form, ()):
            known = words[place].forms[-1] if form.startswith("~") else form
            lift = min(share / table.frequency(known), HIGHEST_LIFT)
            lifts[place] = max(lifts[place], lift)


def _empty(words: Sequence[EnglishWord]) -> Matrix:
    table = word_table()
    null = table.row("∅")
    lifts = np.full(len(words), _FROM_NOTHING)
    for place, word in enumerate(words):
        if word.kind is Kind.GRAMMAR:
            known = (null.get(form, 0.0) / table.frequency(form) for form in word.forms)
            lifts[place] = max(_FROM_NOTHING, *known)
    return lifts


def _kind(source: SentenceSource, token: int) -> Kind:
    gloss = source.glosses[token] if token < len(source.glosses) else None
    if gloss is None:
        return _kind_by_spelling(source.word(token))
    if gloss.source != "dictionary" or gloss.pos == "noun_prop":
        return Kind.NAME
    return Kind.GRAMMAR if gloss.pos.startswith(_GRAMMAR) else Kind.CONTENT


def _kind_by_spelling(word: str) -> Kind:
    if not has_arabic(word):
        return Kind.FIGURE if any(c.isdigit() for c in word) else Kind.NAME
    keys = word_table().spelled(lookup_key(word))
    if keys and all(key.partition("|")[2].startswith(_GRAMMAR) for key in keys):
        return Kind.GRAMMAR
    return Kind.CONTENT if meanings_of_spelling(word).stem else Kind.NAME


def _meanings(source: SentenceSource, token: int) -> Meanings:
    gloss = source.glosses[token] if token < len(source.glosses) else None
    return meanings_of(gloss) if gloss else meanings_of_spelling(source.word(token))
