"""From labels of words to names in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Final

from reader.entities.protocol import TaggedName
from reader.entities.tagging.words import Word, raw_length, stem_of
from reader.model import EntityType, Mention
from reader.text.transliteration import known_spelling

__all__ = ["tagged_names"]

_CONJUNCTIONS: Final = "وف"
_ARTICLE: Final = ("ال", "ل")
_HAMZA: Final = ("أ", "إ", "آ", "ـ")
"""What begins a word by its spelling: بأمريتسار, لـسارة."""
_LONG_ENOUGH: Final = 5
"""Letters of a word that "and" may be cut off without asking a dictionary."""


def tagged_names(
    text: str,
    words: Sequence[Word],
    labels: Sequence[str],
    scores: Sequence[float],
    known: Sequence[Mention],
    names: Collection[str],
    source: str,
) -> list[TaggedName]:
    """The names that BIO `labels` mark; an I without a name before it begins one. The score of a
    name is that of its least certain word. Where a name begins in its first word is told by a name
    on record that begins there, else by the word's proclitics; `names` are keys that begin names.
    """
    starts = [mention.start for mention in known]
    found = []
    for first, last, kind in _runs(labels):
        while last > first and not _is_word(words[last]):
            last -= 1
        if not _is_word(words[first]):
            continue
        start = _start(text, words[first], starts, names)
        score = min(min(scores[first : last + 1]), 1.0)
        found.append(TaggedName(start, words[last].end, EntityType(kind), score, source))
    return found


def _start(text: str, word: Word, known: Sequence[int], names: Collection[str]) -> int:
    for start in known[bisect_left(known, word.start) :]:
        if start < word.end:
            return start
        break
    taken = word.taken
    if not taken or (word.gloss and word.gloss.pos == "verb"):
        taken, _ = stem_of(word.key, None, names)
    raw = text[word.start : word.end]
    length = raw_length(raw, taken)
    if raw[length : length + 1] not in _HAMZA and not _may_lose(word, taken):
        length = 0
    if not length and _has_conjunction(word):
        length = raw_length(raw, 1)
    return word.start + length


def _may_lose(word: Word, taken: int) -> bool:
    """Whether the first letters of a word may be proclitics. The dictionary splits many a foreign
    name: كايا is no "as Aya"; what is left of it must be a name or an ordinary word."""
    rest = word.key[taken:]
    if not taken or known_spelling(rest):
        return True
    if known_spelling(word.key) or word.key[taken - 1] == "ك":
        return False
    gloss = word.gloss
    dictionary = gloss is not None and gloss.source == "dictionary"
    return word.key[taken - 1] in _CONJUNCTIONS or rest.startswith(_ARTICLE) or dictionary


def _has_conjunction(word: Word) -> bool:
    """Whether a word that no dictionary holds begins with "and": ونارفيك, not وينفريد."""
    guessed = word.gloss is None or word.gloss.source != "dictionary"
    return (
        guessed
        and len(word.key) >= _LONG_ENOUGH
        and word.key[0] == "و"
        and word.key[1] not in "اويل"
        and known_spelling(word.key) is None
    )


def _is_word(word: Word) -> bool:
    return any(character.isalnum() for character in word.key)


def _runs(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, last word, type) of each name."""
    runs: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        position, _, kind = label.partition("-")
        if position == "I" and runs and runs[-1][1:] == (i - 1, kind):
            runs[-1] = (runs[-1][0], i, kind)
        elif kind:
            runs.append((i, i, kind))
    return runs
