"""Stretches of the Arabic that nothing in the English answers: what an engine dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lemminflect import getAllLemmas

from reader.model import Doubt, Gloss
from reader.text.likeness import name_likeness
from reader.translation.doubts.compared import Compared

__all__ = ["coverage_doubts"]

_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_CONTENT: Final = frozenset("noun verb adj noun_prop adj_comp noun_num adj_num".split())
_AT_END: Final = 5
"""Unanswered words in a row at the end of a sentence that mean it was cut short. In the references
of flores_dev 1.6 % of sentences have as many, in what Argos made of them .9 %."""
_INSIDE: Final = 8
_ALIKE: Final = 0.6
_STEM: Final = 5


def coverage_doubts(pair: Compared) -> Iterator[Doubt]:
    """part-missing: content words in a row of which no sense, name or sound is in the English."""
    run: list[int] = []
    longest: list[int] = []
    words = _WORD.findall(pair.english)
    stems = frozenset(stem for word in words for stem in _stems(word))
    capitals = [word for word in words if word[0].isupper()]
    named = {i for m in pair.source.mentions for i in pair.source.tokens_of((m.start, m.end))}
    for i, gloss in enumerate(pair.source.glosses):
        if gloss is not None and gloss.pos not in _CONTENT:
            continue
        answered = (
            gloss is None  # figures and Latin words are counted elsewhere
            or i in named
            or _told(gloss, stems)
            or any(name_likeness(pair.source.word(i), word) >= _ALIKE for word in capitals)
        )
        if answered:
            run = []
            continue
        run = [*run, i]
        if len(run) > len(longest):
            longest = run
    missing = run if len(run) >= _AT_END else longest if len(longest) >= _INSIDE else []
    if missing:
        first, last = pair.source.tokens[missing[0]], pair.source.tokens[missing[-1]]
        stretch = pair.source.text[first.start : last.end].split()
        yield Doubt("part-missing", " ".join(stretch[:4]) + (" …" if len(stretch) > 4 else ""))


def _told(gloss: Gloss, stems: frozenset[str]) -> bool:
    return any(
        word[:_STEM].lower() in stems
        for text in (gloss.english, *(reading.english for reading in gloss.alternatives))
        for word in _WORD.findall(text)
    )


@lru_cache(maxsize=32_768)
def _stems(word: str) -> frozenset[str]:
    lower = word.lower()
    lemmas = (lemma for forms in getAllLemmas(lower).values() for lemma in forms)
    return frozenset(form[:_STEM] for form in (lower, *lemmas))
