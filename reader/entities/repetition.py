"""Names an article gave before, where they stand again and no tagger saw them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reader.entities.aliases import is_proper
from reader.entities.cues import SAYING
from reader.entities.homonyms import is_qualified
from reader.entities.memory import ArticleMemory, Named
from reader.entities.words import Word, adjoining, is_joined
from reader.text.proclitics import stems

__all__ = ["Repeated", "repeated"]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Words first..last (inclusive), `taken` letters of the first left out, name again what `named`
    tells; `short` if it was named in full there."""

    first: int
    last: int
    taken: int
    named: Named
    short: bool


def repeated(
    words: Sequence[Word], free: Collection[int], memory: ArticleMemory
) -> Iterator[Repeated]:
    """The names again, among the words whose numbers are in `free`; what is found is looked up
    there anew, so it may be taken out of `free` meanwhile."""
    for i, word in enumerate(words):
        if i not in free:
            continue
        for taken, stem in stems(word.key):
            lengths = memory.lengths(stem)
            found = lengths and _again(words, i, taken, stem, lengths, free, memory)
            if found:
                yield found
                break


def _again(
    words: Sequence[Word],
    i: int,
    taken: int,
    stem: str,
    lengths: Collection[int],
    free: Collection[int],
    memory: ArticleMemory,
) -> Repeated | None:
    for length in sorted(lengths, reverse=True):
        last = i + length - 1
        run = words[i : last + 1]
        if len(run) < length or any(n not in free for n in range(i, last + 1)):
            continue
        if not all(is_joined(word.gap) for word in run[1:]):
            continue
        if length == 1 and not _is_name_here(words, i):
            continue
        keys = (stem, *(word.key for word in run[1:]))
        full = memory.full(keys, words[i].start)
        if full:
            return Repeated(i, last, taken, full, short=False)
        short = memory.short(keys, words[i].start)
        if short and not (length > 1 and is_qualified(words, last)):
            return Repeated(i, last, taken, short, short=True)
    return None


def _is_name_here(words: Sequence[Word], i: int) -> bool:
    """Whether one word that was a name before is one here: no ordinary word, or one right after a
    verb of saying, or with the article right before one."""
    word = words[i]
    if is_proper([word]):
        return word.key.isalpha()
    before = words[i - 1] if adjoining(words, i) else None
    after = words[i + 1] if adjoining(words, i + 1) else None
    if before and before.pos == "verb" and before.lemma in SAYING:
        return not (after and after.pos.startswith("adj"))
    return bool(word.key.startswith("ال") and after and after.lemma in SAYING)
