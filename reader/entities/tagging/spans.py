"""From labels of words to names in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from reader.entities.protocol import TaggedName
from reader.entities.tagging.words import Word, raw_length, stem_of
from reader.model import EntityType, Mention

__all__ = ["tagged_names"]


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
    return word.start + raw_length(text[word.start : word.end], taken)


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
