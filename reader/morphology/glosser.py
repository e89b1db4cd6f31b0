"""The glosser of Qari: each word's meaning in its sentence, from ALMOR and rules of context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from reader.data.dictionary import dictionary_path
from reader.model import Gloss, Reading
from reader.morphology.camel import load_analyzer
from reader.morphology.clitics import segments, unknown_word_segments
from reader.morphology.context import rank
from reader.morphology.glosses import load_glossary
from reader.morphology.lexicon import Candidate, Lexicon
from reader.morphology.preferences import load_preferences
from reader.text.keys import has_arabic, strip_marks
from reader.text.transliteration import transliterate

__all__ = ["AlmorGlosser", "load_glosser"]

_ALTERNATIVES: Final = 3
_WITH_ROOTS: Final = ("noun", "verb", "adj", "adv")


class AlmorGlosser:
    """A `Glosser` over the dictionary at `path`.

    Raises MissingPartError if the dictionary is not installed, BrokenPartError if it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._lexicon = Lexicon(load_analyzer(path), load_glossary(), load_preferences())

    @property
    def label(self) -> str:
        return "ALMOR (AraMorph) + context rules"

    def gloss(self, words: Sequence[str]) -> list[Gloss | None]:
        """One gloss for each of `words`; None for numbers, punctuation and other scripts."""
        readings = [self._lexicon.candidates(word) for word in words]
        return [
            _known(word, ranked) if ranked else _unknown(word)
            for word, ranked in zip(words, rank(words, readings), strict=True)
        ]


def _known(word: str, ranked: Sequence[Candidate]) -> Gloss:
    best = ranked[0]
    english = _english(best)
    return Gloss(
        lemma=best.lemma,
        root=best.root if best.pos.startswith(_WITH_ROOTS) else "",
        pos=best.pos,
        diacritized=best.diacritized,
        english="; ".join(english),
        segments=segments(word, best.bw, english[0]),
        alternatives=tuple(_alternatives(ranked)),
        features=best.features,
    )


def _english(candidate: Candidate) -> tuple[str, ...]:
    return candidate.senses or (transliterate(candidate.lemma),)


def _alternatives(ranked: Sequence[Candidate]) -> Iterator[Reading]:
    """The next best readings that mean something else than those before them."""
    told = {sense.casefold() for sense in _english(ranked[0])}
    given = 0
    for candidate in ranked[1:]:
        english = _english(candidate)
        fresh = {sense.casefold() for sense in english}
        if fresh & told:
            continue
        told |= fresh
        yield Reading(candidate.lemma, candidate.pos, candidate.diacritized, "; ".join(english))
        given += 1
        if given == _ALTERNATIVES:
            return


@lru_cache(maxsize=4096)
def _unknown(word: str) -> Gloss | None:
    if not has_arabic(word):
        return None
    parts = unknown_word_segments(word)
    stem = parts[-1].form
    return Gloss(
        lemma=stem,
        root="",
        pos="noun_prop",
        diacritized=strip_marks(word),
        english=parts[-1].english,
        segments=parts,
        source="transliteration",
    )


def load_glosser() -> AlmorGlosser:
    """The glosser over the installed dictionary; raises as `AlmorGlosser` does."""
    return AlmorGlosser(dictionary_path())
