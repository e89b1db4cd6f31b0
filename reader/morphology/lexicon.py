"""What the dictionary says of a word on its own: its candidate readings, the likeliest first.

ALMOR answers for the word with hamza, ta marbuta and alif maqsura levelled, so that sloppy spelling
is still understood; readings spelled exactly as the word stands are preferred, then those that
agree with short vowels the writer put in, then the more frequent (ALMOR's `pos_lex_logprob`).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Final

from reader.model import Features
from reader.morphology.camel import Analysis, Analyzer
from reader.morphology.glosses import Glossary, normal, plain_lemma
from reader.morphology.preferences import Preferences, kind
from reader.morphology.vowels import conflicts
from reader.text.keys import strip_marks

__all__ = ["Candidate", "Lexicon"]

_CACHED_WORDS: Final = 20_000
_LETTERS: Final = re.compile("[ء-غف-ي]+")
# Persian keyboards give these for the Arabic letters that look the same.
_FOREIGN_LETTERS: Final = {ord("ی"): "ي", ord("ک"): "ك", ord("ہ"): "ه", ord("ٱ"): "ا"}
_ABSENT: Final = frozenset({"", "0", "na", "u", "-", "b"})
_DISTINCT: Final = (
    "lex", "pos", "stemgloss", "prc3", "prc2", "prc1", "prc0", "enc0", "asp", "vox", "mod", "cas",
    "stt", "gen", "num", "per",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a word.

    `entry` is ALMOR's name of the lemma ("كَشَف-i_1"), `lemma` the same for people; `senses` are
    English, best first; `root` and the morphemes `bw` are as ALMOR has them; `frequency` is a
    decimal logarithm, ALMOR's corrected by the preferences; `as_written` tells that its letters are
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
            frequency=frequency + self._preferences.weight(bare, normal(entry), reading),
            as_written=strip_marks(analysis["diac"]) == bare,
        )


def _features(analysis: Analysis) -> Features:
    def value(name: str) -> str:
        found: str = analysis[name]
        return "" if found in _ABSENT else found

    proclitics = (analysis[name] for name in ("prc3", "prc2", "prc1", "prc0"))
    return Features(
        aspect=value("asp"),
        voice=value("vox"),
        mood=value("mod"),
        person=value("per"),
        gender=value("gen"),
        number=value("num"),
        case="u" if analysis["cas"] == "u" else value("cas"),
        state=value("stt"),
        proclitics=tuple(p for p in proclitics if p not in _ABSENT),
        enclitic=value("enc0"),
    )
