"""What the model is told of each word of the draft: its English, its grammar, its lemma."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reader.model import Gloss
from reader.translation.draft.units import Word
from reader.translation.lite.placeholders import PLACEHOLDER
from reader.translation.protocol import SentenceSource

__all__ = ["MARK", "NO_LEMMA", "UNGLOSSED", "Fragment", "fragments", "grammar"]

MARK: Final = "mark"
UNGLOSSED: Final = "word"
NO_LEMMA: Final = "<none>"
_JOIN: Final = "\u2060"
_TIGHT_BEFORE: Final = frozenset(",.;:?!%)]}”…'")
_OPENING: Final = frozenset("([{“")
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."})


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of the draft without a space in front unless `spaced`, and the tokens it renders.

    `grammar` is a mark such as "verb.pa3s" (see `grammar`), `lemma` the diacritised lemma."""

    text: str
    spaced: bool
    grammar: str
    lemma: str
    tokens: tuple[int, ...]


def grammar(gloss: Gloss) -> str:
    """Part of speech, then what of the form English cares for: aspect, voice, mood, person, number;
    the article and the construct state; proclitics; the enclitic."""
    f = gloss.features
    form = f.aspect + f.voice + f.mood + f.person if f.aspect else ""
    state = "D" if "Al_det" in f.proclitics else f.state.replace("i", "").replace("d", "")
    proclitics = "".join(p.partition("_")[0] for p in f.proclitics if p != "Al_det")
    return f"{gloss.pos}.{form}{f.number}{state}.{proclitics}.{f.enclitic.partition('_')[0]}"


def fragments(source: SentenceSource, words: Iterable[Word]) -> list[Fragment]:
    """The words of a draft, in order, with marks by themselves."""
    made: list[Fragment] = []
    glued = False
    for word in words:
        tight = not word.tokens and word.text[:1] in _TIGHT_BEFORE
        spaced = bool(made) and not glued and not tight
        for mark in word.before.translate(_QUOTES):
            made.append(Fragment(mark, spaced, MARK, NO_LEMMA, ()))
            spaced = False
        tag, lemma = _of(source, word)
        for n, text in enumerate(word.text.translate(_QUOTES).split()):
            made.append(Fragment(text, spaced or n > 0, tag, lemma, word.tokens))
        marks = word.after.replace(_JOIN, "").translate(_QUOTES).split()
        made += [Fragment(mark, False, MARK, NO_LEMMA, ()) for mark in marks]
        glued = _JOIN in word.after or (not word.tokens and word.text[-1:] in _OPENING)
    return made


def _of(source: SentenceSource, word: Word) -> tuple[str, str]:
    if not word.tokens:
        return MARK, NO_LEMMA
    kept = PLACEHOLDER.search(word.text)
    if kept:
        return kept[1], NO_LEMMA
    gloss = source.glosses[word.tokens[0]] if source.glosses else None
    if gloss is None or gloss.source != "dictionary":
        return UNGLOSSED, NO_LEMMA
    return grammar(gloss), f"{gloss.lemma}_{gloss.pos}"
