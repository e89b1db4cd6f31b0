"""How much likelier than by chance each English word comes from each Arabic token.

The evidence of all kinds is one number, the lift p(word | token) / p(word), so that it can be
compared and multiplied: 1 says nothing, 1000 is a known translation of a rare word, 0.1 a word of
another kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from reader.model import Gloss
from reader.text.keys import has_arabic, plain_digits
from reader.text.numerals_arabic import arabic_numerals
from reader.text.numerals_english import english_numerals
from reader.translation.alignment_lexicon import (
    Meanings,
    meanings_of,
    meanings_of_spelling,
    word_table,
)
from reader.translation.alignment_names import likeness
from reader.translation.alignment_paths import Matrix
from reader.translation.alignment_words import EnglishWord, Kind, columns, derivation
from reader.translation.protocol import SentenceSource

__all__ = ["Evidence", "gather"]

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
_MOST: Final = 2000.0
_SAME: Final = 5000.0
_NUMERAL: Final = 300.0
_NAME: Final = 400.0
"""Lift of a word of a mention's English name for a token of the mention."""
_WINDOW: Final = 40
"""How far from its relative place a name is looked for by sound, in words."""
_GRAMMAR_POS: Final = ("prep", "conj", "part", "pron", "interj", "adv_rel", "adv_interrog", "verb_pseudo")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Lifts, tokens × words: `whole` of the token with its clitics, `stem` of the stem alone;
    `empty` of no token at all (words)."""

    whole: Matrix
    stem: Matrix
    empty: Matrix
    kinds: tuple[Kind, ...]


def gather(source: SentenceSource, words: Sequence[EnglishWord], english: str) -> Evidence:
    table = word_table()
    kinds = tuple(_kind_of(source, t) for t in range(len(source.tokens)))
    word_kinds = [word.kind for word in words]
    whole = _CHANCE[np.ix_(kinds, word_kinds)].copy()
    stem = whole.copy()
    places = columns(words)
    for place, word in enumerate(words):
        for form in word.forms:
            family = derivation(form)
            if family:
                places.setdefault("~" + family, []).append(place)

    def raise_to(target: Matrix, token: int, form: str, share: float) -> None:
        for place in places.get(form, ()):
            lift = min(share / table.frequency(words[place].forms[-1] if form[0] == "~" else form), _MOST)
            if lift > target[token, place]:
                target[token, place] = lift

    for t in range(len(source.tokens)):
        meanings = _meanings(source, t)
        for form, share in meanings.stem.items():
            if form in places:
                raise_to(stem, t, form, share)
        np.maximum(whole[t], stem[t], out=whole[t])
        for form, share in meanings.clitics.items():
            if form in places:
                raise_to(whole, t, form, share)
    extra = np.zeros_like(stem)
    _same(source, words, extra)
    _numerals(source, words, english, extra)
    _mentions(source, words, extra)
    _sounds(source, words, kinds, extra)
    if TERMS: _terms(source, words, places, whole, extra)
    np.maximum(stem, extra, out=stem)
    np.maximum(whole, extra, out=whole)
    null = table.row("∅")
    empty = np.array(
        [
            max(
                (null.get(f, 0.0) / table.frequency(f) for f in word.forms),
                default=0.0,
            )
            if word.kind is Kind.GRAMMAR
            else 0.1
            for word in words
        ]
    )
    return Evidence(whole, stem, np.maximum(empty, 0.2 * np.ones(len(words)) * 0.5), kinds)


def _gloss(source: SentenceSource, token: int) -> Gloss | None:
    return source.glosses[token] if token < len(source.glosses) else None


def _kind_of(source: SentenceSource, token: int) -> Kind:
    gloss = _gloss(source, token)
    if gloss is None:
        word = source.word(token)
        return Kind.NAME if has_arabic(word) or not any(c.isdigit() for c in word) else Kind.FIGURE
    if gloss.source != "dictionary" or gloss.pos == "noun_prop":
        return Kind.NAME
    return Kind.GRAMMAR if gloss.pos.startswith(_GRAMMAR_POS) else Kind.CONTENT


def _meanings(source: SentenceSource, token: int) -> Meanings:
    gloss = _gloss(source, token)
    return meanings_of(gloss) if gloss else meanings_of_spelling(source.word(token))


def _same(source: SentenceSource, words: Sequence[EnglishWord], lift: Matrix) -> None:
    """Words that stand on both sides as they are: Latin, figures in either script."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.text.lower(), []).append(place)
    for t in range(len(source.tokens)):
        for place in places.get(plain_digits(source.word(t)).lower(), ()):
            lift[t, place] = _SAME


def _numerals(
    source: SentenceSource, words: Sequence[EnglishWord], english: str, lift: Matrix
) -> None:
    """Numbers of one value, in figures or words."""
    ours, theirs = arabic_numerals(source.text), english_numerals(english)
    for numeral in theirs:
        span = [w for w, x in enumerate(words) if x.span[0] < numeral.end and numeral.start < x.span[1]]
        for other in ours:
            if set(numeral.values) & set(other.values):
                tokens = source.tokens_of((other.start, other.end))
                lift[np.ix_(list(tokens), span)] = np.maximum(
                    lift[np.ix_(list(tokens), span)], _NUMERAL
                )


def _mentions(source: SentenceSource, words: Sequence[EnglishWord], lift: Matrix) -> None:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.forms[0], []).append(place)
    for mention in source.mentions:
        tokens = source.tokens_of((mention.start, mention.end))
        for name in mention.english.lower().replace("-", " ").split():
            if name in ("the", "of", "and"):
                continue
            for place in places.get(name, ()):
                for t in tokens:
                    sound = likeness(source.word(t), name)
                    lift[t, place] = max(lift[t, place], _NAME * (0.3 + 0.7 * sound))


def _sounds(
    source: SentenceSource, words: Sequence[EnglishWord], kinds: Sequence[Kind], lift: Matrix
) -> None:
    """Names by their consonants, near their relative place."""
    names = [w for w, word in enumerate(words) if word.kind is Kind.NAME or _unknown(word)]
    if not names:
        return
    n, m = len(source.tokens), len(words)
    for t in range(n):
        if kinds[t] in (Kind.GRAMMAR, Kind.FIGURE):
            continue
        word = source.word(t)
        if not has_arabic(word):
            continue
        centre = (t + 0.5) / n * m
        for w in names:
            if abs(w + 0.5 - centre) > _WINDOW:
                continue
            alike = likeness(word, words[w].text)
            if alike >= (0.5 if kinds[t] is Kind.NAME else 0.75):
                strength = (alike - 0.4) / 0.6
                sure = _NAME * 2 if kinds[t] is Kind.NAME else _NAME
                lift[t, w] = max(lift[t, w], sure * strength**2)


TERMS=True
TSHARE=0.2
def _terms(source, words, places, known, lift) -> None:
    from reader.translation.draft.terms import shipped_terms
    from reader.text.keys import lookup_key
    from reader.translation.alignment_words import base_form
    index=shipped_terms(); table=word_table()
    keys=[lookup_key(source.word(t)) for t in range(len(source.tokens))]
    joined=[False]+[not source.text[a.end:b.start].strip() for a,b in zip(source.tokens,source.tokens[1:])]
    t=0
    while t<len(keys):
        found=index.longest(keys[t:t+10],joined[t:t+10])
        if not found: t+=1; continue
        term,_=found
        tokens=range(t,t+len(term.words)); t+=len(term.words)
        theirs=[base_form(w) for w in term.english.replace('-',' ').split() if w not in('the','a','an')]
        for form in theirs:
            share=TSHARE/len(theirs)**.5
            for place in places.get(form,()):
                if known[tokens.start:tokens.stop,place].max()<5:
                    v=min(share/table.frequency(form),_MOST)
                    for k in tokens: lift[k,place]=max(lift[k,place],v)

def _unknown(word: EnglishWord) -> bool:
    return word.kind is Kind.CONTENT and len(word.forms) == 1 and len(word.text) > 3
