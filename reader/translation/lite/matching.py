"""Which words of the draft are said in a piece of English, and which of its words say none of them.

Words are compared by base form and family (announce, announcement); a word of the draft stands for
all that its lemma is known to mean in English (see `reader/translation/alignment_lexicon.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from reader.model import Gloss
from reader.translation.alignment_lexicon import meanings_of, word_table
from reader.translation.alignment_words import (
    EnglishWord,
    Kind,
    base_form,
    derivation,
    english_words,
)
from reader.translation.lite.features import MARK, NO_LEMMA, UNGLOSSED, Fragment
from reader.translation.lite.placeholders import PLACEHOLDER
from reader.translation.protocol import SentenceSource

__all__ = ["Matched", "Unit", "matched", "units", "words_of"]

_CONTENT: Final = frozenset(
    "noun verb adj adj_comp noun_quant noun_num adj_num adv noun_prop abbrev".split()
)
_LEAST: Final = 0.01
_LIFT: Final = 20.0
"""Probability, and how many times that of the word as such, from which a word is a meaning."""

_NO_FAMILY: Final = frozenset(
    "party part partial hide hideous general generate generation university universe important"
    " import committee commit former form formal inform information organ organisation state"
    " statement station minister ministry press pressure impress president preside contract"
    " contraction convention convene executive execute execution mine mining mineral secret"
    " secretary secretariat counter country county count company companion rule ruler intern"
    " international internal invest investigate investigation custom customer passage passenger"
    " ration rational reside resident residence president capital capitulate arm army armed"
    " charge charity polic police policy policeman politic politics political object objective"
    " person personnel human humane humanitarian author authority author authorise sign signal"
    " significant communicate community communism communist communion".split()
)
"""Words whose likeness to others in letters is not one in sense."""

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of the draft that render the same tokens: `keys` are the base forms and families of
    what they may be in English; `content` tells them from words of grammar."""

    text: str
    lemma: str
    content: bool
    tokens: tuple[int, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class Matched:
    """`missing` are the units of content that no word says, `alien` the words of content that say
    no unit, `repeated` those that are said more often than there are units for them."""

    missing: tuple[Unit, ...]
    alien: tuple[EnglishWord, ...]
    repeated: tuple[EnglishWord, ...]
    content: int


def units(fragments: Iterable[Fragment], source: SentenceSource | None = None) -> list[Unit]:
    """The units of a draft in order, marks and placeholders left out; with its source they may
    also be what other readings of their tokens mean."""
    made = []
    for (tokens, lemma, grammar), group in groupby(
        fragments, key=lambda f: (f.tokens, f.lemma, f.grammar)
    ):
        text = " ".join(fragment.text for fragment in group)
        part = grammar.partition(".")[0]
        if part == MARK or PLACEHOLDER.search(text):
            continue
        keys = set(_keys_of_draft(text, lemma))
        for token in tokens:
            gloss = source.glosses[token] if source and source.glosses else None
            if gloss is not None:
                keys |= _keys_of_gloss(gloss)
        content = part in _CONTENT or part == UNGLOSSED
        made.append(Unit(text, lemma, content, tokens, frozenset(keys)))
    return made


@lru_cache(maxsize=32_768)
def _keys_of_draft(text: str, lemma: str) -> Keys:
    keys: set[str] = set()
    for word in english_words(text):
        if word.kind is not Kind.GRAMMAR or word.text == text:
            keys |= _keys(word.text)
    if lemma != NO_LEMMA:
        name, _, part = lemma.partition("_")
        keys |= _keys_of_shares(word_table().row(f"{name}|{part}"))
    return frozenset(keys)


@lru_cache(maxsize=16_384)
def _keys_of_gloss(gloss: Gloss) -> Keys:
    return _keys_of_shares(meanings_of(gloss).stem)


def _keys_of_shares(shares: Mapping[str, float]) -> Keys:
    table = word_table()
    likely = (
        form
        for form, share in shares.items()
        if form[0] != "~" and share >= _LEAST and share >= _LIFT * table.frequency(form)
    )
    return frozenset().union(*(_keys(form) for form in likely))


@lru_cache(maxsize=32_768)
def _keys(word: str) -> Keys:
    lower = word.lower()
    form = base_form(lower)
    families = set()
    if form not in _NO_FAMILY and lower not in _NO_FAMILY:
        families = {f"~{family}" for family in (derivation(lower), derivation(form)) if family}
    return frozenset({lower, form, *families})


def words_of(unit: Unit, words: Sequence[EnglishWord]) -> list[int]:
    """Places of the words that say `unit`."""
    return [place for place, word in enumerate(words) if not unit.keys.isdisjoint(_word_keys(word))]


def _word_keys(word: EnglishWord) -> Keys:
    return _keys(word.text.removesuffix("'s")) | frozenset(word.forms)


def matched(units: Sequence[Unit], plain: str) -> Matched:
    """What of `units` is said in `plain`, English without its placeholders."""
    words = [word for word in english_words(plain) if word.kind is not Kind.FIGURE]
    keys = [_word_keys(word) for word in words]
    said: Keys = frozenset().union(*keys)
    known: Keys = frozenset().union(*(unit.keys for unit in units))
    content = [unit for unit in units if unit.content]
    missing = [unit for unit in content if said.isdisjoint(unit.keys)]
    alien, repeated = [], []
    counts: Counter[str] = Counter()
    for word, own in zip(words, keys, strict=True):
        if word.kind is Kind.GRAMMAR:
            continue
        if known.isdisjoint(own):
            alien.append(word)
        form = base_form(word.text.removesuffix("'s"))
        counts[form] += 1
        if counts[form] > max(1, sum(not own.isdisjoint(unit.keys) for unit in units)):
            repeated.append(word)
    return Matched(tuple(missing), tuple(alien), tuple(repeated), len(content))
