"""Evidence beyond single meanings: what is the same on both sides, numbers, names, fixed terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

import numpy as np

from reader.text.keys import has_arabic, lookup_key, plain_digits
from reader.text.numerals_arabic import arabic_numerals
from reader.text.numerals_english import english_numerals
from reader.translation.alignment_lexicon import word_table
from reader.translation.alignment_names import likeness
from reader.translation.alignment_paths import Matrix
from reader.translation.alignment_words import EnglishWord, Kind, base_form
from reader.translation.draft.terms import shipped_terms
from reader.translation.protocol import SentenceSource

__all__ = ["Unit", "anchors"]

_SAME: Final = 5000.0
_NUMERAL: Final = 300.0
_NAME: Final = 400.0
"""Lift of a word of a mention's English name for a token of the mention that sounds like it."""
_SMALL: Final = frozenset(("the", "of", "and", "for", "in"))
_UNLIKE: Final = 0.3
"""Part of it where they do not sound alike: translated names, abbreviations."""
_LIKE_NAME: Final = 0.5
_LIKE_WORD: Final = 0.75
"""Likeness from which a name, or a word the dictionary knows as another, is taken for the name."""
_WINDOW: Final = 40
"""How far from its relative place a name is looked for by sound, in words."""
_TERM: Final = 0.2
_TERM_WORDS: Final = 10
_TERM_LIFT: Final = 2000.0
_EXPLAINED: Final = 5.0
"""Lift from which a word of a term is one token's own meaning, not that of the term."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens that mean `places`, words of the English, together: a name, a number, a fixed term."""

    tokens: range
    places: frozenset[int]


def anchors(
    source: SentenceSource,
    words: Sequence[EnglishWord],
    kinds: Sequence[Kind],
    english: str,
    places: Mapping[str, Sequence[int]],
    known: Matrix,
) -> tuple[Matrix, tuple[Unit, ...]]:
    """Lifts, tokens × words, 0 where there is no such evidence, and the units of several tokens.
    `places` are those of the words' forms, `known` the lifts of single meanings."""
    lifts = np.zeros_like(known)
    _same(source, words, lifts)
    _sounds(source, words, kinds, lifts)
    units = [
        *_numerals(source, words, english, lifts),
        *_mentions(source, words, lifts),
        *_terms(source, places, known, lifts),
    ]
    return lifts, tuple(unit for unit in units if len(unit.tokens) > 1 and unit.places)


def _same(source: SentenceSource, words: Sequence[EnglishWord], lifts: Matrix) -> None:
    """Words that stand on both sides as they are: Latin, figures in either script."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.text.lower(), []).append(place)
    for t in range(len(source.tokens)):
        lifts[t, places.get(plain_digits(source.word(t)).lower(), [])] = _SAME


def _numerals(
    source: SentenceSource, words: Sequence[EnglishWord], english: str, lifts: Matrix
) -> Iterator[Unit]:
    """Numbers of one value, in figures or words."""
    theirs: dict[Fraction, list[int]] = {}
    for numeral in english_numerals(english):
        for place, word in enumerate(words):
            if word.span[0] < numeral.end and numeral.start < word.span[1]:
                for value in numeral.values:
                    theirs.setdefault(value, []).append(place)
    for ours in arabic_numerals(source.text):
        same = sorted({place for value in ours.values for place in theirs.get(value, ())})
        if same:
            tokens = source.tokens_of((ours.start, ours.end))
            for t in tokens:
                lifts[t, same] = np.maximum(lifts[t, same], _NUMERAL)
            yield Unit(tokens, frozenset(same))


def _mentions(
    source: SentenceSource, words: Sequence[EnglishWord], lifts: Matrix
) -> Iterator[Unit]:
    """The words of each mention's English name, and its initials: the SDF."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if word.kind is not Kind.GRAMMAR:
            places.setdefault(word.forms[0], []).append(place)
    for mention in source.mentions:
        tokens = source.tokens_of((mention.start, mention.end))
        told = [w for w in mention.english.lower().replace("-", " ").split() if w not in _SMALL]
        initials = "".join(word[0] for word in told)
        names = {*told, initials if len(initials) > 1 else ""} & places.keys()
        for name in names:
            for t in tokens:
                lift = _NAME * (_UNLIKE + (1 - _UNLIKE) * likeness(source.word(t), name))
                lifts[t, places[name]] = np.maximum(lifts[t, places[name]], lift)
        yield Unit(tokens, frozenset(place for name in names for place in places[name]))


def _sounds(
    source: SentenceSource, words: Sequence[EnglishWord], kinds: Sequence[Kind], lifts: Matrix
) -> None:
    """Names by their consonants, near their relative place."""
    names = [w for w, word in enumerate(words) if _may_be_name(word)]
    stretch = len(words) / max(len(source.tokens), 1)
    for t, kind in enumerate(kinds):
        word = source.word(t)
        if not names or kind in (Kind.GRAMMAR, Kind.FIGURE) or not has_arabic(word):
            continue
        least = _LIKE_NAME if kind is Kind.NAME else _LIKE_WORD
        highest = 2 * _NAME if kind is Kind.NAME else _NAME
        centre = (t + 0.5) * stretch
        for w in names:
            if abs(w + 0.5 - centre) <= _WINDOW:
                alike = likeness(word, words[w].text)
                if alike >= least:
                    lifts[t, w] = max(lifts[t, w], highest * ((alike - 0.4) / 0.6) ** 2)


def _may_be_name(word: EnglishWord) -> bool:
    return word.kind is Kind.NAME or (
        word.kind is Kind.CONTENT and not word.known and len(word.text) > 3
    )


def _terms(
    source: SentenceSource, places: Mapping[str, Sequence[int]], known: Matrix, lifts: Matrix
) -> Iterator[Unit]:
    """Words of a fixed term's English that none of its tokens means by itself."""
    table = word_table()
    for tokens, english in _found_terms(source):
        forms = [base_form(word) for word in english.replace("-", " ").split()]
        unit: set[int] = set()
        for form in forms:
            lift = min(_TERM / len(forms) ** 0.5 / table.frequency(form), _TERM_LIFT)
            for place in places.get(form, ()):
                unit.add(place)
                if known[tokens.start : tokens.stop, place].max() < _EXPLAINED:
                    for t in tokens:
                        lifts[t, place] = max(lifts[t, place], lift)
        yield Unit(tokens, frozenset(unit))


def _found_terms(source: SentenceSource) -> Iterator[tuple[range, str]]:
    index = shipped_terms()
    keys = [lookup_key(source.word(t)) for t in range(len(source.tokens))]
    joined = [False] + [
        not source.text[before.end : after.start].strip()
        for before, after in pairwise(source.tokens)
    ]
    t = 0
    while t < len(keys):
        found = index.longest(keys[t : t + _TERM_WORDS], joined[t : t + _TERM_WORDS])
        length = len(found[0].words) if found else 1
        if found:
            yield range(t, t + length), found[0].english
        t += length
