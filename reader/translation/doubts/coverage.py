"""Stretches of the Arabic that nothing in the English answers: what an engine dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from reader.model import Doubt, Gloss
from reader.text.english_words import base_forms
from reader.text.likeness import name_likeness
from reader.translation.doubts.compared import Compared

__all__ = ["coverage_doubts"]

_SENSE: Final = re.compile("[A-Za-z]{3,}")
_CONTENT: Final = frozenset("noun verb adj noun_prop adj_comp noun_num adj_num".split())
_AT_END: Final = ((5, 1.0), (4, 0.9), (3, 0.8))
_INSIDE: Final = ((7, 1.0),)
"""Unanswered words in a row, at the end of a sentence or anywhere, that mean something was dropped
where the English has at most so many letters for each Arabic one. In the references of flores_dev
1.2 % of sentences have as many, in what Argos made of them .9 %."""
_ALIKE: Final = 0.6
_STEM: Final = 5
_WINDOW: Final = 120
_SHOWN: Final = 4


def coverage_doubts(pair: Compared) -> Iterator[Doubt]:
    """part-missing: content words in a row of which no sense, name or sound is in the English."""
    stems = frozenset(stem for word in pair.words for stem in _stems(word))
    named = {i for m in pair.source.mentions for i in pair.source.tokens_of((m.start, m.end))}
    run: list[int] = []
    longest: list[int] = []
    for i, gloss in enumerate(pair.source.glosses):
        if gloss is not None and gloss.pos not in _CONTENT:
            continue
        # Figures and Latin words, which have no gloss, are counted elsewhere.
        if gloss is None or i in named or _told(gloss, stems) or _heard(pair, i):
            run = []
            continue
        run.append(i)
        if len(run) >= len(longest):
            longest = run
    share = len(pair.english) / max(1, len(pair.source.text))
    if _dropped(len(run), share, _AT_END) or _dropped(len(longest), share, _INSIDE):
        missing = run if _dropped(len(run), share, _AT_END) else longest
        first, last = pair.source.tokens[missing[0]], pair.source.tokens[missing[-1]]
        stretch = pair.source.text[first.start : last.end].split()
        yield Doubt("part-missing", " ".join(stretch[:_SHOWN]) + " …" * (len(stretch) > _SHOWN))


def _dropped(words: int, share: float, limits: tuple[tuple[int, float], ...]) -> bool:
    return any(words >= least and share < most for least, most in limits)


def _heard(pair: Compared, i: int) -> bool:
    """Whether a capitalised word near its place sounds like Arabic token `i`."""
    middle = i * len(pair.words) // pair.size
    near = pair.words[max(0, middle - _WINDOW) : middle + _WINDOW]
    arabic = pair.source.word(i)
    return any(word[0].isupper() and name_likeness(arabic, word) >= _ALIKE for word in near)


def _told(gloss: Gloss, stems: frozenset[str]) -> bool:
    return any(
        word[:_STEM].lower() in stems
        for text in (gloss.english, *(reading.english for reading in gloss.alternatives))
        for word in _SENSE.findall(text)
    )


@lru_cache(maxsize=32_768)
def _stems(word: str) -> frozenset[str]:
    lower = word.lower()
    return frozenset(form[:_STEM] for form in (lower, *base_forms(lower)))
