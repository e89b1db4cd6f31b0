"""The words of a sentence as the tagger sees them: punctuation stands among them, and the stem of
each is told from the proclitics before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.model import Gloss, Mention, Sentence
from reader.text.keys import is_arabic_letter, lookup_key, strip_marks
from reader.text.proclitics import stems

__all__ = ["Word", "raw_length", "stem_of", "words_of"]

_PROCLITICS: Final = frozenset(
    "wa_conj fa_conj fa_conn fa_rc wa_sub bi_prep bi_part li_prep ka_prep la_emph la_prep la_rc "
    "wa_part wa_prep li_jus".split()
)
_OPENING: Final = frozenset("«“„‹(\u2018[")
_CLOSING: Final = frozenset("»”›)\u2019]")
_LONGEST_QUOTE: Final = 8
"""Words; longer quotations are speech, not names."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token, or a character of punctuation between tokens.

    `key` is its lookup key; `stem` the key without proclitics, of which `taken` letters were left
    out; `known` "B-LOC", "I-ORG"… where the knowledge base found a name, "D" where it found a
    demonym, else ""; `quoted` whether it stands in short quotation marks."""

    start: int
    end: int
    key: str
    stem: str
    taken: int
    gloss: Gloss | None
    known: str
    quoted: bool = False


def words_of(
    text: str,
    sentence: Sentence,
    glosses: Sequence[Gloss | None],
    known: Sequence[Mention],
    names: Collection[str],
) -> list[Word]:
    """The words of `sentence`. `names` are keys of words that begin names: they decide where the
    letters of a word may be proclitics or not."""
    tags = _known_tags(sentence, known)
    found: list[Word] = []
    position = sentence.start
    for i, token in enumerate(sentence.tokens):
        gap = range(position, token.start)
        found += [_mark(text, place) for place in gap if not text[place].isspace()]
        raw = text[token.start : token.end]
        gloss = glosses[i] if glosses else None
        key = lookup_key(raw)
        taken, stem = stem_of(key, gloss, names)
        found.append(Word(token.start, token.end, key, stem, taken, gloss, tags.get(i, "")))
        position = token.end
    rest = range(position, sentence.end)
    found += [_mark(text, place) for place in rest if not text[place].isspace()]
    return _with_quotes(found)


def _mark(text: str, place: int) -> Word:
    key = text[place]
    return Word(place, place + 1, key, key, 0, None, "")


def _known_tags(sentence: Sentence, known: Sequence[Mention]) -> dict[int, str]:
    tags: dict[int, str] = {}
    i = 0
    for mention in known:
        while i < len(sentence.tokens) and sentence.tokens[i].end <= mention.start:
            i += 1
        first = i
        while i < len(sentence.tokens) and sentence.tokens[i].start < mention.end:
            demonym = mention.source == "demonym"
            tags[i] = "D" if demonym else f"{'B' if i == first else 'I'}-{mention.type}"
            i += 1
    return tags


def _with_quotes(words: list[Word]) -> list[Word]:
    opened: int | None = None
    for i, word in enumerate(words):
        straight = word.key == '"'
        if word.key in _OPENING or (straight and opened is None):
            opened = i
        elif opened is not None and (word.key in _CLOSING or straight):
            if 1 < i - opened <= _LONGEST_QUOTE:
                for j in range(opened + 1, i):
                    w = words[j]
                    words[j] = Word(
                        w.start, w.end, w.key, w.stem, w.taken, w.gloss, w.known, quoted=True
                    )
            opened = None
    return words


def stem_of(key: str, gloss: Gloss | None, names: Collection[str]) -> tuple[int, str]:
    """(letters of proclitics, the key of the rest). The dictionary's reading of the word decides,
    unless the word as it stands begins names and the rest does not; for words that no dictionary
    holds, the longest stem that begins names."""
    if gloss and gloss.source == "dictionary":
        count = sum(p in _PROCLITICS for p in gloss.features.proclitics)
        taken, stem = _without(key, count, "Al_det" in gloss.features.proclitics)
        return (0, key) if taken and key in names and stem not in names else (taken, stem)
    return _by_names(key, names)


@lru_cache(maxsize=1 << 15)
def _without(key: str, count: int, definite: bool) -> tuple[int, str]:
    if not count:
        return 0, key
    if definite and key[count - 1 :].startswith("لل"):
        return count + 1, "ال" + key[count + 1 :]
    return count, key[count:]


def _by_names(key: str, names: Collection[str]) -> tuple[int, str]:
    ways = list(stems(key))
    for taken, stem in ways:
        if stem in names:
            return taken, stem
    for taken, stem in ways[1:]:
        if stem.startswith("ال") and len(stem) > 4:
            return taken, stem
    return 0, key


def raw_length(raw: str, letters: int) -> int:
    """Length of the stretch of `raw` that holds its first `letters` letters, with their marks."""
    if not letters:
        return 0
    seen = 0
    for i, character in enumerate(raw):
        if is_arabic_letter(character) and strip_marks(character):
            if seen == letters:
                return i
            seen += 1
    return len(raw)
