"""What the dictionary says of a word on its own: its candidate readings, the likeliest first.

ALMOR answers for the word with hamza, ta marbuta and alif maqsura levelled, so that sloppy spelling
is still understood; readings spelled exactly as the word stands are preferred, then those that
agree with short vowels the writer put in, then the more frequent (ALMOR's `pos_lex_logprob`).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from reader.model import Features
from reader.morphology.camel import Analysis, Analyzer
from reader.morphology.glosses import Glossary, normal, passive_senses, plain_lemma
from reader.morphology.preferences import Preferences, kind
from reader.morphology.vowels import conflicts
from reader.text.keys import strip_marks

__all__ = ["Candidate", "Lexicon"]

_DAMMA: Final = "\u064f"
_CACHED_WORDS: Final = 10_000
_LETTERS: Final = re.compile("[ء-غف-ي]+")
# Persian keyboards give these for the Arabic letters that look the same.
_FOREIGN_LETTERS: Final = {ord("ی"): "ي", ord("ک"): "ك", ord("ہ"): "ه", ord("ٱ"): "ا"}
_ABSENT: Final = frozenset({"", "0", "na", "u", "-", "b"})
_FEATURES: Final = (
    "asp", "vox", "mod", "per", "gen", "num", "cas", "stt", "enc0", "prc3", "prc2", "prc1", "prc0",
)  # fmt: skip
_RARE_PROCLITICS: Final = frozenset({"la_emph", "la_rc", "wa_part", "wa_prep", "ta_prep", "hA_dem"})
_DISTINCT: Final = ("lex", "pos", "stemgloss", *_FEATURES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a word.

    `entry` is ALMOR's name of the lemma ("كَشَف-i_1"), `lemma` the same for people; `senses` are
    English, best first; `root` is radicals joined by dots, "" if unknown; `bw` are ALMOR's
    morphemes; `frequency` is a
    decimal logarithm: ALMOR's, corrected by the preferences and for kinds of readings that
    newspapers seldom print; `as_written` tells that its letters are
    those of the word.
    """

    lemma: str
    entry: str
    pos: str
    senses: tuple[str, ...]
    root: str
    diacritized: str
    bw: str
    features: Features
    frequency: float
    as_written: bool


class Lexicon:
    """Candidates by word; keeps the answers for the words asked last."""

    def __init__(self, analyzer: Analyzer, glossary: Glossary, preferences: Preferences) -> None:
        self._analyzer = analyzer
        self._glossary = glossary
        self._preferences = preferences
        self._known: OrderedDict[str, tuple[Candidate, ...]] = OrderedDict()

    def candidates(self, word: str) -> tuple[Candidate, ...]:
        """The readings of `word`, best first; empty for a word the dictionary does not hold.
        `word` may carry short vowels and tatweel."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._look_up(word)
            if len(self._known) > _CACHED_WORDS:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(word)
        return known

    def _look_up(self, word: str) -> tuple[Candidate, ...]:
        bare = strip_marks(word).translate(_FOREIGN_LETTERS)
        if not _LETTERS.fullmatch(bare):
            return ()
        found: dict[tuple[str, ...], Candidate] = {}
        for analysis in self._analyzer.analyze(bare):
            key = tuple(analysis[name] for name in _DISTINCT)
            earlier = found.get(key)
            if earlier is None or not earlier.as_written:
                candidate = self._candidate(analysis, bare)
                if earlier is None or candidate.as_written:
                    found[key] = candidate
        candidates = list(found.values())
        if any(c.as_written for c in candidates):
            candidates = [c for c in candidates if c.as_written]
        if bare != word and candidates:
            candidates += [p for c in candidates if (p := _marked_passive(word, c)) is not None]
            clashes = [conflicts(word, c.diacritized) for c in candidates]
            fewest = min(clashes)
            candidates = [c for c, n in zip(candidates, clashes, strict=True) if n == fewest]
        candidates.sort(key=lambda c: -c.frequency)
        return tuple(candidates)

    def _candidate(self, analysis: Analysis, bare: str) -> Candidate:
        entry, stem, gloss = analysis["lex"], analysis["stem"], analysis["stemgloss"]
        features, bw = _features(analysis), analysis["bw"]
        conjunction = analysis["prc2"] not in _ABSENT
        expression = self._glossary.expression(bare[conjunction:], analysis["pos"])
        if expression is not None and not features.enclitic:
            meaning = expression
            features = replace(features, proclitics=features.proclitics[:conjunction])
            parts = bw.split("+")[:conjunction]
            bw = "+".join([*parts, f"{bare[conjunction:]}/EXPRESSION"])
        elif features.voice == "p":
            meaning = self._glossary.passive_meaning(entry, stem, gloss)
        else:
            meaning = self._glossary.meaning(entry, stem, analysis["pos"], gloss)
        reading = kind(meaning.pos, features.voice, features.aspect)
        frequency = max(float(analysis["pos_lex_logprob"]), meaning.least_frequency)
        return Candidate(
            lemma=normal(plain_lemma(entry)),
            entry=normal(entry),
            pos=meaning.pos,
            senses=meaning.senses,
            root=analysis["root"],
            diacritized=normal(analysis["diac"]),
            bw=bw,
            features=features,
            frequency=frequency
            + self._preferences.weight(bare, normal(entry), reading)
            - _rarity(features, meaning.pos),
            as_written=strip_marks(analysis["diac"]) == bare,
        )


def _features(analysis: Analysis) -> Features:
    return _shared_features(*(analysis[name] for name in _FEATURES))


@lru_cache(maxsize=4096)
def _shared_features(
    aspect: str, voice: str, mood: str, person: str, gender: str, number: str, case: str,
    state: str, enclitic: str, *proclitics: str,
) -> Features:  # fmt: skip
    """A few hundred combinations serve all words."""

    def value(name: str) -> str:
        return "" if name in _ABSENT else name

    return Features(
        aspect=value(aspect),
        voice=value(voice),
        mood=value(mood),
        person=value(person),
        gender=value(gender),
        number=value(number),
        case="u" if case == "u" else value(case),
        state=value(state),
        proclitics=tuple(p for p in proclitics if p not in _ABSENT),
        enclitic=value(enclitic),
    )


def _marked_passive(word: str, c: Candidate) -> Candidate | None:
    """The passive of an active verb whose first letter the writer marked with u: يُحفظ "is kept".
    ALMOR holds few passives, and editors write that mark where they mean one."""
    f = c.features
    if c.pos != "verb" or f.voice != "a" or f.aspect not in ("p", "i"):
        return None
    unmarked = _without_damma(word, len(f.proclitics))
    if unmarked is None or conflicts(unmarked, c.diacritized) or not conflicts(word, c.diacritized):
        return None
    return replace(
        c,
        senses=passive_senses(c.senses),
        diacritized=normal(word),
        features=replace(f, voice="p"),
    )


def _without_damma(word: str, letter: int) -> str | None:
    """`word` without the u on the letter of that number, None if it carries none."""
    seen = -1
    for i, character in enumerate(word):
        if strip_marks(character):
            seen += 1
        elif seen == letter and character == _DAMMA:
            return word[:i] + word[i + 1 :]
        elif seen > letter:
            return None
    return None


def _rarity(f: Features, pos: str) -> float:
    """What a kind of reading that newspapers seldom print costs, in powers of ten."""
    cost = 0.0
    if f.voice == "p":
        cost += 0.5
    if f.aspect == "c":
        cost += 2.0
    if f.aspect and f.person in ("1", "2"):
        cost += 0.35 if f.number == "p" else 0.8
    if f.aspect and f.gender == "f" and f.number == "p":
        cost += 0.8
    if f.number == "d":
        cost += 0.5 if f.enclitic else 0.2
        if pos == "adj" and f.state == "c":
            cost += 1.0
    if f.enclitic.startswith("2"):
        cost += 0.8
    if not _RARE_PROCLITICS.isdisjoint(f.proclitics):
        cost += 1.0
    if f.case in ("n", "a") and any(p.endswith("_prep") for p in f.proclitics):
        cost += 0.6
    return cost
