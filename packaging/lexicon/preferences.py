#!/usr/bin/env python3
"""Learns `resources/glossary/preferences.tsv` from sentence pairs.

usage: python packaging/lexicon/preferences.py PAIRS.tsv > resources/glossary/preferences.tsv

PAIRS has an Arabic and an English sentence in its last two columns, tab separated; names may be
tagged `{P1:…}`. The installed dictionary is used.

Method: a reading of an Arabic word is supported by its pair if all content words of one of its
English senses stand in the English sentence (as lemmas). Where some readings of a word are
supported and others are not, an averaged perceptron moves weights until the best supported reading
leads the best unsupported one by a margin, with the frequencies and rules of
`reader.morphology.context` as they are. The weights belong to a dictionary entry, and to an entry
in one spelling. Words one of whose likely readings is a pronoun, particle or conjunction, or has no
content words to look for, teach nothing and are left out.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lemminflect import getAllLemmas

from reader.data.dictionary import dictionary_path
from reader.morphology.camel import load_analyzer
from reader.morphology.context import Place
from reader.morphology.glosses import load_glossary
from reader.morphology.lexicon import Candidate, Lexicon
from reader.morphology.preferences import ANY_WORD, Preferences, kind
from reader.text.keys import strip_marks

PASSES = 2
RATE = 0.1
MARGIN = 0.3
LEAST_WEIGHT = 0.1
# Evidence is the information (nats) of the English words found; a reading with less than this
# share of the best one's counts as not supported.
LEAST_EVIDENCE, SHARE = 1.0, 0.6

ARABIC = re.compile(r"[ء-ْٰ]+|\d+|[^\s\w]")
TAG = re.compile(r"\{[A-Z]\d+:|\}")
ENGLISH = re.compile(r"[a-z]+")
EMPTY = frozenset(
    "the a an of in is are was were and or by for with from on at as it he they his her that this "
    "their to be have has had its not no s one which who will would been more "
    "if indeed so but when there then".split()
)

CLOSED = ("pron", "part", "conj")

Feature = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence: its words, their readings, and the evidence for each reading."""

    words: Sequence[str]
    readings: Sequence[Sequence[Candidate]]
    evidence: Sequence[Sequence[float]]


@cache
def lemmas(word: str) -> frozenset[str]:
    return frozenset({word}.union(*getAllLemmas(word).values()))


@cache
def content(sense: str) -> tuple[frozenset[str], ...]:
    return tuple(lemmas(w) for w in ENGLISH.findall(sense.lower()) if w not in EMPTY)


def lessons(pairs: Sequence[tuple[str, str]], lexicon: Lexicon) -> Iterator[Lesson]:
    english = [frozenset().union(*map(lemmas, ENGLISH.findall(en.lower()))) for _, en in pairs]
    known_in = Counter(lemma for sentence in english for lemma in sentence)

    def support(reading: Candidate, sentence: frozenset[str]) -> float:
        best = 0.0
        for sense in reading.senses:
            found = [forms & sentence for forms in content(sense)]
            if found and all(found):
                rarest = (min(known_in[lemma] for lemma in forms) for forms in found)
                best = max(best, sum(math.log(len(pairs) / count) for count in rarest))
        return best

    def teaches(readings: Sequence[Candidate]) -> bool:
        likely = max((r.frequency for r in readings), default=0.0) - 2
        return all(
            any(map(content, r.senses)) and not r.pos.startswith(CLOSED)
            for r in readings
            if r.frequency > likely
        )

    for (arabic, _), sentence in zip(pairs, english, strict=True):
        words = ARABIC.findall(TAG.sub("", arabic))
        readings = [lexicon.candidates(word) for word in words]
        evidence = [
            [support(r, sentence) for r in rs] if teaches(rs) else [0.0] * len(rs)
            for rs in readings
        ]
        yield Lesson(words, readings, evidence)


class Perceptron:
    """Weights and what is needed for their average over all updates."""

    def __init__(self) -> None:
        self.weights: defaultdict[Feature, float] = defaultdict(float)
        self._late: defaultdict[Feature, float] = defaultdict(float)
        self._step = 1

    def move(self, features: Sequence[Feature], amount: float) -> None:
        for feature in features:
            self.weights[feature] += amount
            self._late[feature] += amount * self._step

    def step(self) -> None:
        self._step += 1

    def average(self) -> dict[Feature, float]:
        return {f: w - self._late[f] / self._step for f, w in self.weights.items()}


def features(word: str, reading: Candidate) -> tuple[Feature, Feature]:
    name = kind(reading.pos, reading.features.voice, reading.features.aspect)
    return (ANY_WORD, reading.entry, name), (strip_marks(word), reading.entry, name)


def study(lesson: Lesson, learner: Perceptron) -> None:
    ranked: list[list[Candidate]] = []
    for i, readings in enumerate(lesson.readings):
        if len(readings) < 2:
            ranked.append(list(readings))
            continue
        place = Place(lesson.words, lesson.readings, ranked, i)
        known = [features(lesson.words[i], r) for r in readings]
        scores = [
            r.frequency + place.evidence(r) + sum(learner.weights.get(f, 0.0) for f in own)
            for r, own in zip(readings, known, strict=True)
        ]
        order = sorted(range(len(readings)), key=lambda n: (-scores[n], n))
        evidence = lesson.evidence[i]
        needed = max(evidence) * SHARE
        right = [n for n in order if evidence[n] >= needed]
        wrong = [n for n in order if evidence[n] < needed]
        if max(evidence) >= LEAST_EVIDENCE and wrong:
            learner.step()
            if scores[right[0]] - scores[wrong[0]] < MARGIN:
                learner.move(known[right[0]], RATE)
                learner.move(known[wrong[0]], -RATE)
            order.remove(right[0])
            order.insert(0, right[0])
        ranked.append([readings[n] for n in order])


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    rows = Path(sys.argv[1]).read_text("utf-8").splitlines()
    pairs = [(cells[-2], cells[-1]) for cells in (row.split("\t") for row in rows)]
    lexicon = Lexicon(load_analyzer(dictionary_path()), load_glossary(), Preferences({}))
    course = list(lessons(pairs, lexicon))
    learner, shuffled = Perceptron(), random.Random(1)
    for _ in range(PASSES):
        shuffled.shuffle(course)
        for lesson in course:
            study(lesson, learner)
    print("# spelling (* any), ALMOR entry, kind of reading, weight (decimal logarithm)")
    for feature, weight in sorted(
        learner.average().items(), key=lambda item: item[0][1:] + item[0]
    ):
        if abs(weight) >= LEAST_WEIGHT:
            print(*feature, f"{weight:.2f}", sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
