"""What the spelling of names is learned from, and the speller made of it or of a part of it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from graphones import Path as Pairing
from graphones import Table, learn_table, pair_letters, spelling_model
from numpy.typing import NDArray
from pairs import (
    Marked,
    bare,
    city_pairs,
    city_sizes,
    key_fold,
    marked_names,
    name_words,
    prose_counts,
    wikidata_pairs,
    written_rows,
)

from reader.model import EntityType
from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.name_ranking import FEATURES, NameSpeller
from reader.text.name_words import NameWords
from reader.text.spelling_model import SpellingModel

__all__ = ["Example", "Made", "Material", "examples", "learn_weights", "make", "material"]

_ALIKE = -2.6
"""Logarithm a letter below which two words are no pair."""
_NEWS_ALIKE = -2.4
_NEWS_WEIGHT = 3.0
_GIVEN_WEIGHT = 3
_CITY = 4.0
"""Decimal logarithm of the population from which a city's name is a known word."""
_TYPES = {"P": EntityType.PER, "L": EntityType.LOC, "O": EntityType.ORG}

Keep = Callable[[str], bool]
"""Whether an Arabic word may be learned from."""


@dataclass(frozen=True, slots=True)
class Material:
    """`wikidata` and `cities`: pairs with count and pairing; `table` pairs letters."""

    table: Table
    wikidata: list[tuple[str, str, int, Pairing]]
    cities: list[tuple[str, str, Pairing]]
    sizes: Mapping[str, float]
    prose: Mapping[str, int]
    given: list[tuple[str, str]]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Made:
    """What is shipped, but for the weights. `vocabulary` is the text of the word list."""

    model: SpellingModel
    news: SpellingModel
    vocabulary: str

    def speller(self, weights: Mapping[str, float]) -> NameSpeller:
        return NameSpeller(self.model, self.news, NameWords.parse(self.vocabulary), weights)


@dataclass(frozen=True, slots=True)
class Example:
    """A name word of news prose with how it is spelled there, in small letters; `surface` and
    `word` are what stands in the text, article included."""

    type: str
    arabic: str
    english: str
    word: str
    surface: str
    pairing: Pairing


def material(folder: Path) -> Material:
    """Reads and pairs everything once; FOLDER as in `train.py`."""
    raw = list(wikidata_pairs(folder))
    table = learn_table([(a, e, 1 + math.log(n)) for a, e, n in raw[::2]])
    wikidata = []
    for arabic, english, count in raw:
        found = pair_letters(arabic, english, table)
        if found and found[0] > _ALIKE:
            wikidata.append((arabic, english, count, found[1]))
    cities = []
    for arabic, english in city_pairs():
        found = pair_letters(arabic, english, table)
        if found and found[0] > _ALIKE:
            cities.append((arabic, english, found[1]))
    given = []
    for line in resource("glossary", "given-names.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#") and " " not in line:
            arabic, english = line.split("\t")
            given.append((arabic, english))
    prose = prose_counts(folder)
    return Material(table, wikidata, cities, city_sizes(), prose, given, written_rows(folder))


def examples(names: Iterable[Marked], table: Table) -> list[Example]:
    """The words of marked names that sound alike in both languages."""
    found = []
    for type, word, surface in name_words(names):
        pair = bare(word, surface)
        paired = pair_letters(*pair, table) if pair else None
        if pair and paired and paired[0] > _NEWS_ALIKE:
            found.append(Example(type, *pair, word, surface, paired[1]))
    return found


def _all(_: str) -> bool:
    return True


def make(
    source: Material, rows: Sequence[Sequence[str]], listed: Keep = _all, news: Keep = _all
) -> Made:
    """Learns from the lists those words that are to be `listed`, from `rows` of the written pairs
    those that are to be `news`."""
    met: Counter[tuple[str, str]] = Counter()
    pairings: dict[tuple[str, str], Pairing] = {}
    for example in examples(marked_names(rows), source.table):
        if news(example.arabic):
            met[example.arabic, example.english] += 1
            pairings[example.arabic, example.english] = example.pairing
    for word, surface in source.given:
        pair = bare(word, surface)
        paired = pair_letters(*pair, source.table) if pair else None
        if pair and paired and paired[0] > _NEWS_ALIKE and news(pair[0]):
            met[pair] += _GIVEN_WEIGHT
            pairings[pair] = paired[1]
    wikidata = [entry for entry in source.wikidata if listed(entry[0])]
    cities = [entry for entry in source.cities if listed(entry[0])]
    paths = [(pairings[pair], _NEWS_WEIGHT) for pair in met]
    paths += [(path, 1.0) for _, _, _, path in wikidata]
    paths += [(path, 0.999) for _, _, path in cities]
    return Made(
        spelling_model(paths),
        spelling_model([(pairings[pair], 1.0) for pair in met]),
        _vocabulary(source, wikidata, cities, met),
    )


def _vocabulary(
    source: Material,
    wikidata: Sequence[tuple[str, str, int, Pairing]],
    cities: Sequence[tuple[str, str, Pairing]],
    news: Mapping[tuple[str, str], int],
) -> str:
    """The text that `NameWords.parse` reads. Of the list of Wikidata it holds counts of English
    words only; pairs come from the written pairs and the cities."""
    borne: Counter[str] = Counter()
    written: Counter[str] = Counter()
    pairs: dict[str, dict[str, bool]] = defaultdict(dict)
    for arabic, english in ((a, e) for a, e, _ in cities if source.sizes.get(e, 0) >= _CITY):
        pairs[lookup_key(arabic)][english] = True
    for _, english, count, _ in wikidata:
        borne[english] += count
    for (arabic, english), count in news.items():
        written[english] += count
        pairs[lookup_key(arabic)][english] = False
    words = {*borne, *written, *source.prose}
    words |= {word for word, size in source.sizes.items() if size >= _CITY}
    lines = []
    for word in sorted(word for word in words if len(word) > 1):
        size = round(10 * source.sizes.get(word, 0.0))
        fame = f"{borne[word]} {size} {source.prose.get(word, 0)} {written[word]}"
        lines.append(f"{word}\t{fame}\n")
    lines.append("\n")
    for key, found in sorted(pairs.items()):
        spelled = sorted("+" * city + word for word, city in found.items())
        lines.append("\t".join([key, *spelled]) + "\n")
    return "".join(lines)


def learn_weights(source: Material, rows: Sequence[Sequence[str]]) -> dict[str, float]:
    """Weights of the ranking: a quarter of the news words is kept from what is learned, and their
    spellings are made likelier than the other candidates (a conditional logit model)."""

    def kept_out(word: str) -> bool:
        return key_fold(word, 4) == 0

    made = make(source, rows, news=lambda word: not kept_out(word))
    speller = made.speller({})
    found = {
        (e.type, e.arabic, e.english): None
        for e in examples(marked_names(rows), source.table)
        if kept_out(e.arabic) and e.type in _TYPES
    }
    data: list[tuple[NDArray[np.float64], int]] = []
    for type, arabic, english in found:
        candidates, features = speller.features(arabic, _TYPES[type])
        if english in candidates:
            data.append((np.array(features), candidates.index(english)))
    weights = _fit(data)
    return dict(zip(FEATURES, weights.round(3).tolist(), strict=True))


def _fit(data: Sequence[tuple[NDArray[np.float64], int]]) -> NDArray[np.float64]:
    """Maximises the likelihood of the right candidates by Adam with an L2 penalty."""
    sizes = [len(rows) for rows, _ in data]
    ends = np.cumsum([0, *sizes])
    starts, features = ends[:-1], np.vstack([rows for rows, _ in data])
    owner = np.repeat(np.arange(len(data)), sizes)
    wanted = features[starts + np.array([right for _, right in data])].sum(0)
    weights = np.zeros(features.shape[1])
    weights[0] = 1.0
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 601):
        scores = features @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares /= np.add.reduceat(shares, starts)[owner]
        slope = (wanted - shares @ features) / len(data) - 1e-3 * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        change = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = weights + 0.05 * change
    return weights
