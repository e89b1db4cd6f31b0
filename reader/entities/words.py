"""The words of a sentence as names are looked for in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.model import Gloss, Sentence
from reader.text.keys import lookup_key, strip_marks

__all__ = ["Word", "adjoining", "definite", "is_joined", "raw_length", "sentence_words"]

_JOINING: Final = frozenset(" \t\u00a0\"'\u201c\u201d\u201e«»‹›\u2019\u2018\u0640\u2013-")

_key = lru_cache(maxsize=1 << 16)(lookup_key)


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its lookup key and gloss; `start`/`end` in the article, `gap` the text before it
    from the token before or the beginning of the sentence."""

    start: int
    end: int
    raw: str
    key: str
    gap: str
    gloss: Gloss | None

    @property
    def lemma(self) -> str:
        """The lookup key of the dictionary's word, "" where there is none."""
        return _key(self.gloss.lemma) if self.gloss else ""

    @property
    def pos(self) -> str:
        return self.gloss.pos if self.gloss else ""


def sentence_words(
    text: str, sentence: Sentence, glosses: Sequence[Gloss | None] = ()
) -> list[Word]:
    """The tokens of a sentence of `text`; `glosses` has one entry a token or is empty."""
    words: list[Word] = []
    position = sentence.start
    for i, token in enumerate(sentence.tokens):
        raw = text[token.start : token.end]
        gap = text[position : token.start]
        gloss = glosses[i] if glosses else None
        words.append(Word(token.start, token.end, raw, _key(raw), gap, gloss))
        position = token.end
    return words


def is_joined(gap: str) -> bool:
    """Whether words on both sides of `gap` may be of one name: nothing but spaces, quotation marks
    and hyphens is between them."""
    return _JOINING.issuperset(gap)


def adjoining(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` stands behind another with nothing but space between."""
    return 0 < i < len(words) and words[i].gap.isspace()


def definite(key: str) -> bool:
    """Whether a word, by its key, has the article: السورية, والسورية, للسورية."""
    if key.startswith(("ال", "لل")):
        return True
    return key[:1] in "وفبك" and key[1:3] in ("ال", "لل")


def raw_length(raw: str, letters: int) -> int:
    """Length of the stretch of `raw` that holds its first `letters` letters and their marks."""
    seen = 0
    for i, character in enumerate(raw):
        if strip_marks(character):
            if seen == letters:
                return i
            seen += 1
    return len(raw)
