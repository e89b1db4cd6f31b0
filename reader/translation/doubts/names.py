"""Names of the Arabic that the English lacks, and names of the English that nothing explains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from reader.model import Doubt, Entity, Mention
from reader.text.english_words import is_english_word
from reader.text.likeness import name_likeness
from reader.translation.doubts.compared import WORD, Compared
from reader.translation.name_spelling import NO_NAMES

__all__ = ["english_names", "name_doubts"]

_EMPTY: Final = frozenset(
    "the of and for in on al el de la a an to at by ez with from about around out over into that "
    "this which not be have one".split()
)
_ALIKE: Final = 0.7
"""Likeness from which two spellings are of one name: so are 944 of 1,000 true pairs and 4 of 1,000
chance ones among the marked names of the written pairs."""
_REMINDS: Final = 0.55
"""Likeness from which an Arabic word may be what an English name stands for: 974 and 17."""
_STEM: Final = 4
"""Letters that a name and its adjective share at least: Turkey and Turkish, Syria and Syrian."""
_WINDOW: Final = 120
"""Words on either side in which a name is looked for; sentences are hardly longer than that."""


def english_names(mention: Mention, entity: Entity | None) -> tuple[str, ...]:
    """All that English may call what `mention` names, its own rendering first, without "the"."""
    names = [mention.english]
    if entity:
        names += [entity.name_en, *entity.aliases_en]
        names += [alias.en for alias in (*entity.aliases, *entity.demonyms)]
    return tuple(dict.fromkeys(name.removeprefix("the ") for name in names if name))


def name_doubts(pair: Compared) -> Iterator[Doubt]:
    """name-missing: an entity stands nowhere in the English. name-invented: a name of the English
    has nothing in the Arabic."""
    for mention in _missing(pair):
        yield Doubt("name-missing", mention.english.removeprefix("the "))
    for name in _invented(pair):
        yield Doubt("name-invented", name)


# ---------------------------------------------------------------- missing


def _missing(pair: Compared) -> Iterator[Mention]:
    """Mentions whose entity is not there by any of its names, by half the words of one, by its
    initials or by a name that sounds alike; one for each entity. Left out are ordinary words that
    only look like names (قطر, a diameter): the English has their meaning."""
    lower = sorted({word.lower() for word in pair.words})
    upper = frozenset(word for word in pair.words if word.isupper())
    told: set[str] = set()
    for mention in pair.source.mentions:
        entity = pair.entities.get(mention.entity)
        if mention.entity in told or (entity and not entity.known):
            continue  # the English of what has no record is a guess
        told.add(mention.entity)
        tokens = pair.source.tokens_of((mention.start, mention.end))
        if _is_date(mention, pair) or _is_ordinary(tokens, pair, lower):
            continue
        names = english_names(mention, pair.entities.get(mention.entity))
        if any(_present(name, lower, upper) for name in names):
            continue
        if not any(_heard(pair, i) for i in tokens):
            yield mention


def _present(name: str, lower: Sequence[str], upper: frozenset[str]) -> bool:
    content = [word for word in WORD.findall(name) if word.lower() not in _EMPTY]
    if 2 * sum(_begins(lower, _stem(word)) for word in content) >= len(content):
        return True
    return len(content) > 1 and "".join(word[0] for word in content).upper() in upper


def _begins(words: Sequence[str], stem: str) -> bool:
    """Whether one of the sorted `words` begins with `stem`."""
    place = bisect_left(words, stem)
    return place < len(words) and words[place].startswith(stem)


def _heard(pair: Compared, i: int) -> bool:
    """Whether a capitalised word near its place sounds like Arabic token `i`."""
    middle = i * len(pair.words) // max(pair.size, 1)
    near = pair.words[max(0, middle - _WINDOW) : middle + _WINDOW]
    arabic = pair.source.word(i)
    return any(word[0].isupper() and name_likeness(arabic, word) >= _ALIKE for word in near)


def _is_date(mention: Mention, pair: Compared) -> bool:
    """Whether it is a month or a day: آب August, which is also a town's name."""
    return any(d.start < mention.end and mention.start < d.end for d in pair.arabic_dates)


def _is_ordinary(tokens: range, pair: Compared, lower: Sequence[str]) -> bool:
    gloss = pair.gloss(tokens[0]) if len(tokens) == 1 else None
    if gloss is None:
        return False
    readings = [(gloss.pos, gloss.english)]
    readings += [(reading.pos, reading.english) for reading in gloss.alternatives]
    return any(
        _begins(lower, _stem(word))
        for pos, english in readings
        if pos != "noun_prop"
        for word in _senses(english)
    )


# ---------------------------------------------------------------- invented


def _invented(pair: Compared) -> Iterator[str]:
    """Capitalised English words, none of the language's own, that no Arabic word explains: by the
    names of a mention, by a gloss, by its sound, or by standing in the Arabic as they are."""
    names = [(n, word) for n, word in enumerate(pair.words) if _is_name(word)]
    if not names:
        return
    explained, spoken = _beginnings(pair), _spoken(pair)
    told: set[str] = set()
    for n, word in names:
        if word in told or word[:_STEM].lower() in explained:
            continue
        told.add(word)
        middle = n * pair.size // len(pair.words)
        near = range(middle - _WINDOW, middle + _WINDOW)
        forms = (form for place in near for form in spoken.get(place, ()))
        if not any(name_likeness(form, word) >= _REMINDS for form in forms):
            yield word


@lru_cache(maxsize=32_768)
def _is_name(word: str) -> bool:
    plain = re.sub("['’].*", "", word)
    lower = plain.lower()
    return (
        len(plain) > 2
        and plain[0].isupper()
        and plain[1:].islower()
        and lower not in NO_NAMES
        and not is_english_word(lower)
        and not is_english_word(lower.removeprefix("un"))
    )


def _beginnings(pair: Compared) -> set[str]:
    """The beginnings of all words that names of mentions, glosses and the Arabic itself have."""
    texts = [pair.source.text]
    for mention in pair.source.mentions:
        texts += english_names(mention, pair.entities.get(mention.entity))
    for gloss in pair.source.glosses:
        if gloss is not None:
            texts += (gloss.english, *(reading.english for reading in gloss.alternatives))
    return {word[:_STEM].lower() for text in texts for word in WORD.findall(text)}


def _spoken(pair: Compared) -> dict[int, tuple[str, ...]]:
    """By token, what may be heard in an English name: the word, and it with one or two neighbours
    in one (توت عنخ آمون Tutankhamun). Words that the English has by their meaning are left out."""
    said = {_stem(word) for word in pair.words if word[0].islower()}
    heard: dict[int, str] = {}
    for i in range(pair.size):
        gloss = pair.gloss(i)
        meant = gloss is not None and gloss.pos != "noun_prop" and gloss.source == "dictionary"
        if not (meant and gloss and said.intersection(map(_stem, _senses(gloss.english)))):
            heard[i] = pair.source.word(i)
    runs: dict[int, tuple[str, ...]] = {}
    for i, word in heard.items():
        two = word + heard[i + 1] if i + 1 in heard else ""
        three = two + heard[i + 2] if two and i + 2 in heard else ""
        runs[i] = tuple(form for form in (word, two, three) if form)
    return runs


def _senses(english: str) -> list[str]:
    return [word for word in re.findall("[a-z]{3,}", english) if word not in _EMPTY]


@lru_cache(maxsize=32_768)
def _stem(word: str) -> str:
    """What a word shares with its adjective: the first letters, case and apostrophes aside."""
    plain = re.sub("['’].*", "", word).lower()
    return plain[: max(_STEM, len(plain) - 3)] if len(plain) > _STEM else plain
