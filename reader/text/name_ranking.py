"""Chooses among English spellings of an Arabic name word.

Candidates are what the spelling model writes freely, the known English names it can lead to, and
the words known to render this Arabic one. A log-linear model ranks them, by how well letters agree,
in all names and in those of news prose, and how well known a name is; persons and places are
weighted apart. Its weights, in resources/glossary/spelling-weights.tsv, are learned by
`packaging/transliteration/train.py` from name words of news prose that were kept from models and
word list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from reader.model import EntityType
from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.name_words import NameWords, shipped_name_words
from reader.text.spelling_model import SpellingModel

__all__ = ["FEATURES", "NameSpeller", "parse_weights", "shipped_speller"]

FEATURES: Final = (
    *"letters person-pair person-pair-count city-pair city-pair-size".split(),
    *"wikidata wikidata-count city city-size prose prose-count news news-count".split(),
    *"length length-of-short".split(),
    *"person:person-pair person:person-pair-count person:city-pair person:city-pair-size".split(),
    *"person:wikidata person:wikidata-count person:city person:city-size".split(),
    *"news-letters native:news-letters".split(),
)
"""What a candidate is judged by, in the order of `NameSpeller.features`."""

_LARGE: Final = 3.3
"""Decimal logarithm of 2,000 people."""
_SHORT: Final = 4
_NATIVE: Final = re.compile("[حعصضطظقءؤةى]")
"""Letters that mark a word as Arabic rather than borrowed."""
_UNLIKE: Final = 3.0
"""How much less likely than the worst spelling is one that the letters do not lead to."""
_CACHED: Final = 16_384


class NameSpeller:
    """Spells single words. `model` is learned from all names, `news` from those of news prose;
    `weights` are by name of feature, what is missing weighs nothing."""

    def __init__(
        self,
        model: SpellingModel,
        news: SpellingModel,
        words: NameWords,
        weights: Mapping[str, float],
    ) -> None:
        self._model = model
        self._news = news
        self._words = words
        self._weights = tuple(weights.get(name, 0.0) for name in FEATURES)
        self.spellings = lru_cache(_CACHED)(self._spellings)

    def _spellings(self, word: str, type: EntityType | None = None) -> tuple[str, ...]:
        """Spellings in small letters of a word without marks or article, best first; none if it
        holds a letter never seen. `type` None is between a person and a place."""
        candidates, rows = self.features(word, type)
        scores = [sum(w * x for w, x in zip(self._weights, row, strict=True)) for row in rows]
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], candidates[i]))
        return tuple(candidates[i] for i in order)

    def features(
        self, word: str, type: EntityType | None
    ) -> tuple[list[str], list[tuple[float, ...]]]:
        """Candidate spellings of `word` and a row of FEATURES for each."""
        pairs = self._words.renderings(lookup_key(word))
        letters = {c.english: c.score for c in self._model.spellings(word)}
        if not letters:
            return [], []
        for known in (self._words.words, sorted(pairs)):
            for candidate in self._model.among(word, known):
                letters.setdefault(candidate.english, candidate.score)
        person = {EntityType.PER: 1.0, None: 0.5}.get(type, 0.0)
        native = float(_NATIVE.search(word) is not None)
        candidates = sorted(letters)
        in_all = _relative([letters[english] for english in candidates])
        in_news = _relative(self._in_news(word, candidates))
        rows = [
            (*self._row(word, english, a, pairs, person), n, n * native)
            for english, a, n in zip(candidates, in_all, in_news, strict=True)
        ]
        return candidates, rows

    def _in_news(self, word: str, candidates: Sequence[str]) -> list[float]:
        found = {c.english: c.score for c in self._news.among(word, candidates, len(candidates))}
        worst = min(found.values(), default=0.0) - _UNLIKE
        return [found.get(english, worst) for english in candidates]

    def _row(
        self, word: str, english: str, letters: float, pairs: Mapping[str, bool], person: float
    ) -> tuple[float, ...]:
        fame = self._words.fame(english)
        wikidata, size = math.log1p(fame.wikidata), fame.city / 3
        person_pair = float(english in pairs and not pairs[english])
        city_pair = float(english in pairs and pairs[english])
        length = len(english) / 5
        both = (
            person_pair,
            person_pair * wikidata,
            city_pair,
            city_pair * size,
            float(fame.wikidata > 0),
            wikidata,
            float(fame.city >= _LARGE),
            size,
        )
        return (
            letters,
            *both,
            float(fame.prose > 0),
            math.log1p(fame.prose),
            float(fame.news > 0),
            math.log1p(fame.news),
            length,
            length * (len(word) < _SHORT),
            *(person * x for x in both),
        )


def _relative(scores: Sequence[float]) -> list[float]:
    best = max(scores)
    return [score - best for score in scores]


def parse_weights(lines: Sequence[str]) -> dict[str, float]:
    """Weights by feature from lines of name, tab, number."""
    pairs = (line.split("\t") for line in lines)
    return {name: float(weight) for name, weight in pairs}


@cache
def shipped_speller() -> NameSpeller:
    lines = resource("glossary", "spelling-weights.tsv").read_text("utf-8").splitlines()
    return NameSpeller(
        SpellingModel.unpacked(resource("glossary", "spelling-model.xz").read_bytes()),
        SpellingModel.unpacked(resource("glossary", "news-spelling-model.xz").read_bytes()),
        shipped_name_words(),
        parse_weights(lines),
    )
