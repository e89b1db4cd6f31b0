"""Whether what the model said may be shown: nothing lost, nothing that the Arabic does not say.

A guess that fails is told why in a few words; the next one is tried, then the draft speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from reader.model import Gloss, Translation
from reader.text.english_words import base_forms
from reader.translation.alignment_lexicon import meanings_of, word_table
from reader.translation.alignment_words import base_form, derivation
from reader.translation.doubts import check
from reader.translation.lite.reading import Reading, Said

__all__ = ["fault"]

_CONTENT: Final = frozenset("noun verb adj adj_comp noun_quant noun_num adj_num adv".split())
_GRAVE: Final = frozenset(
    "number-missing number-added date-missing unit-changed negation-lost negation-added"
    " part-missing length repetition arabic-left".split()
)
"""Doubts that the draft of the sentence does not raise and a guess must not."""
_CAPITAL: Final = re.compile(r"(?<=[a-z,;:%)\"'] )[\"'(]?([A-Z][A-Za-z]+)")
_LETTERS: Final = re.compile("[A-Za-z]{3,}")
_STEM: Final = 5
_BEGINNING: Final = 4
"""Letters that Ethiopia and Ethiopian share."""
_ATTENDED: Final = 0.35
"""Attention, summed over what was written, from which a word of the Arabic was heeded."""
_HEEDED: Final = 0.5
"""What a word counts for that was heeded and yet cannot be found in what was said."""
_GAP: Final = 0.15
"""Share of the content words from which what is not found is too much. Of 200 written pairs kept
out 169 English sides stay below it without any word counting as heeded."""
_ALIEN: Final = 0.3
"""Share of the content words of a guess from which too many have no source."""
_FREQUENT: Final = 0.0008
"""Words of English as common as these need no source."""
_ALWAYS: Final = frozenset(
    "UN US UK EU MP MPs Arab Arabs Islamic Muslim Muslims Christian Christians God President"
    " Minister January February March April May June July August September October November"
    " December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Internet I".split()
)
"""Written with a capital though they are no names that Qari could put in."""


def fault(reading: Reading, said: Said) -> str:
    """Why `said` may not be shown, "" if it may."""
    if said.lost:
        return "a name or number lost or said twice"
    drafted = " ".join(f.text for f in reading.fragments)
    if set(re.findall(r"\d", said.plain)) - set(re.findall(r"\d", drafted)):
        return "a number that is not in the Arabic"
    invented = _invented(reading, said.plain, drafted)
    if invented:
        return f"a name that is not in the Arabic, {invented}"
    mine = check(reading.source, Translation(said.english.text, ""), {})
    if any(d.kind in _GRAVE for d in mine):
        theirs = {(d.kind, d.text) for d in check(reading.source, reading.draft(), {})}
        for doubt in mine:
            if doubt.kind in _GRAVE and (doubt.kind, doubt.text) not in theirs:
                return f"{doubt.kind.replace('-', ' ')}: {doubt.text}"
    missing = _missing(reading, said)
    if missing:
        return f"not said: {' '.join(missing)}"
    alien = _unexplained(reading, said)
    return f"not in the Arabic: {', '.join(alien)}" if alien else ""


def _invented(reading: Reading, plain: str, drafted: str) -> str:
    """A capitalised word of the model's own that neither the draft nor a gloss has."""
    words = [match[1] for match in _CAPITAL.finditer(plain) if match[1] not in _ALWAYS]
    if not words:
        return ""
    known = _stems_of([drafted, reading.draft().text, *_senses(reading)])
    beginnings = {stem[:_BEGINNING] for stem in known}
    return next((word for word in words if word[:_BEGINNING].lower() not in beginnings), "")


def _senses(reading: Reading) -> Iterable[str]:
    for gloss in reading.source.glosses:
        if gloss is not None:
            yield _senses_of(gloss)


def _senses_of(gloss: Gloss) -> str:
    return " ".join([gloss.english, *(reading.english for reading in gloss.alternatives)])


def _missing(reading: Reading, said: Said) -> list[str]:
    """The Arabic words that were neither said nor heeded, if they are too many."""
    named = {token for thing in reading.kept.values() for token in thing.tokens}
    forms = _forms(said.english.text)
    stems = _stems_of([said.english.text])
    drafted: dict[int, list[str]] = {}
    heeded: dict[int, float] = {}
    columns = [sum(row[n] for row in said.guess.attention) for n in range(len(reading.pieces))]
    for piece, weight in zip(reading.pieces, columns, strict=True):
        for token in reading.fragments[piece.fragment].tokens:
            heeded[token] = heeded.get(token, 0.0) + weight
    for fragment in reading.fragments:
        for token in fragment.tokens:
            drafted.setdefault(token, []).append(fragment.text)
    content, missing = 0, []
    gap = 0.0
    for i, gloss in enumerate(reading.source.glosses):
        if gloss is None or i in named or gloss.pos not in _CONTENT:
            continue
        content += 1
        if not forms.isdisjoint(meanings_of(gloss).stem):
            continue
        if not stems & _stems_of([_senses_of(gloss), *drafted.get(i, [])]):
            gap += _HEEDED if heeded.get(i, 0.0) >= _ATTENDED else 1.0
            missing.append(reading.source.word(i))
    return missing if gap > max(1.0, _GAP * content) else []


def _unexplained(reading: Reading, said: Said) -> list[str]:
    """Words of the model's own that neither the draft nor any meaning of the Arabic has, if they
    are too many."""
    known = set(_stems_of([reading.draft().text, *(f.text for f in reading.fragments)]))
    meanings = [meanings_of(gloss).stem for gloss in reading.source.glosses if gloss is not None]
    content, alien = 0, []
    for word in _LETTERS.findall(said.plain):
        form = base_form(word)
        if word_table().frequency(form) > _FREQUENT:
            continue
        content += 1
        family = f"~{derivation(form)}"
        if known & _stems(word) or any(form in m or family in m for m in meanings):
            continue
        alien.append(word)
    return alien if len(alien) > max(2.0, _ALIEN * content) else []


def _forms(text: str) -> frozenset[str]:
    return frozenset(base_form(word) for word in _LETTERS.findall(text))


def _stems_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        stem for text in texts for word in _LETTERS.findall(text) for stem in _stems(word)
    )


@lru_cache(maxsize=32_768)
def _stems(word: str) -> frozenset[str]:
    lower = word.lower()
    return frozenset(form[:_STEM] for form in (lower, *base_forms(lower)))
