"""From sentences with marked names to the tagger's model."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pycrfsuite
from corpus import Example
from sounds import learn_sounds

from reader.entities.tagging.features import REACH, Facets, Vocabulary, facets_of, pairs_at
from reader.entities.tagging.words import Word, stem_of, words_of
from reader.model import Entity
from reader.text.keys import lookup_key

__all__ = ["Settings", "features", "labels", "train", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the field is trained: penalties, passes, the least count of a feature, and how often what
    the knowledge base found, or the glosses of a sentence, are kept from the learner, so that it
    learns to do without."""

    l1: float = 0.03
    l2: float = 0.5
    passes: int = 60
    least: int = 2
    hidden: float = 0.5
    unread: float = 0.1


def vocabulary(
    entities: Iterable[Entity],
    given: Iterable[str],
    classes: Mapping[str, tuple[str, ...]],
    marked: Sequence[Example],
    cities: Iterable[tuple[str, bool]],
    name_words: Mapping[str, float],
) -> Vocabulary:
    """What the tagger knows of words: the parts of the knowledge base's names, given names,
    demonyms, word classes, and which words begin names in the marked sentences."""
    parts: dict[str, set[str]] = defaultdict(set)
    nations: set[str] = set()
    for entity in entities:
        for name in (entity.name_ar, *(alias.ar for alias in entity.aliases)):
            keys = [lookup_key(word) for word in name.split()]
            for i, key in enumerate(keys):
                place = "1" if len(keys) == 1 else "b" if i == 0 else "i"
                parts[key].add(f"{entity.type}{place}")
        for demonym in entity.demonyms:
            key = lookup_key(demonym.ar)
            forms = {key + ending for ending in ("", "ه", "ين", "ان", "ون", "يه")}
            nations |= forms | {"ال" + form for form in forms}
    for city, doubtful in cities:
        keys = city.split(" ")
        for i, key in enumerate(keys):
            place = "" if len(keys) == 1 else "b" if i == 0 else "i"
            parts[key].add(f"city{place}{'?' if doubtful else ''}")
    names: Counter[str] = Counter()
    for example in marked:
        for start, end, _ in example.names:
            first = example.text[start:end].split()[0]
            names[lookup_key(first)] += 1
    return Vocabulary(
        classes=dict(classes),
        parts={key: tuple(sorted(found)) for key, found in parts.items()},
        given=frozenset(lookup_key(word) for word in given),
        nations=frozenset(nations),
        names=frozenset(
            {key for key, n in names.items() if n > 1 and len(key) > 1}
            | parts.keys()
            | {lookup_key(word) for word in given}
        ),
        sounds=learn_sounds(name_words, _other_words(marked)),
    )


def _other_words(marked: Iterable[Example]) -> Iterator[str]:
    """The distinct words of the sentences that the dictionary holds and that are of no name."""
    seen = set()
    for example in marked:
        for token, gloss in zip(example.sentence.tokens, example.glosses, strict=False):
            if gloss is None or gloss.source != "dictionary" or gloss.pos == "noun_prop":
                continue
            if not any(a < token.end and token.start < b for a, b, _ in example.names):
                key = lookup_key(example.text[token.start : token.end])
                _, stem = stem_of(key, gloss, ())
                seen.add(stem.removeprefix("ال") if len(stem) > 4 else stem)
    yield from sorted(seen)


def labels(example: Example, words: Sequence[Word]) -> list[str]:
    """The tag of each word: a word is of a name if it shares a character with it."""
    found = []
    for word in words:
        tag = "O"
        for start, end, kind in example.names:
            if start < word.end and word.start < end:
                tag = f"{'B' if word.start <= start else 'I'}-{kind}"
        found.append(tag)
    return found


def hidden(words: Sequence[Word], share: float, generator: random.Random) -> list[Word]:
    """The words without what the knowledge base says of some names."""
    found = []
    hide = False
    for word in words:
        if not word.known.startswith("I"):
            hide = generator.random() < share
        found.append(replace(word, known="") if hide and word.known else word)
    return found


def features(words: Sequence[Facets]) -> Iterator[list[str]]:
    for i in range(len(words)):
        found = [f"0|{facet}" for facet in words[i].here]
        for distance in range(-REACH, REACH + 1):
            if distance and 0 <= i + distance < len(words):
                word = words[i + distance]
                bag = word.near if abs(distance) == 1 else word.far
                found += [f"{distance}|{facet}" for facet in bag]
        yield found + pairs_at(words, i)


def train(
    examples: Sequence[tuple[Example, float]], known: Vocabulary, settings: Settings, path: str
) -> tuple[dict[str, dict[str, float]], dict[tuple[str, str], float]]:
    """Weights of features and of pairs of labels. Each example counts so many times: 0.5 is every
    second one. `path` is where the trainer may write."""
    generator = random.Random(1)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.l1,
            "c2": settings.l2,
            "max_iterations": settings.passes,
            "feature.minfreq": settings.least,
            "feature.possible_transitions": True,
        }
    )
    for example, weight in examples:
        times = int(weight) + (generator.random() < weight % 1)
        glosses = () if generator.random() < settings.unread else example.glosses
        words = words_of(example.text, example.sentence, glosses, example.known, known.names)
        if not words:
            continue
        tags = labels(example, words)
        for _ in range(times):
            seen = [facets_of(w, known) for w in hidden(words, settings.hidden, generator)]
            trainer.append(list(features(seen)), tags)
    trainer.train(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (feature, label), weight in info.state_features.items():
        weights[feature][label] = weight
    tagger.close()
    return dict(weights), dict(info.transitions)
