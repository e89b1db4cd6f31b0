"""Words that stand for a name before them without being one: المدينة, الحركة, الوزير."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reader.entities.kinds import NOUNS, NOUNS_OF_KIND, noun_key
from reader.entities.memory import ArticleMemory, Named
from reader.entities.words import Word, adjoining, definite
from reader.model import Entity, EntityType
from reader.text.keys import lookup_key
from reader.text.proclitics import stems

__all__ = ["Reference", "callable_by", "nouns_before", "references"]

_TITLES_BACK: Final = 5
"""Words before a person's name among which the office stands: وزير الخارجية التركي هاكان فيدان."""
_NO_TITLE: Final = frozenset({"verb", "prep", "conj", "conj_sub", "pron_rel"})
_TOO_VAGUE: Final = frozenset(
    lookup_key(word)
    for word in "منطقة بحر ساحة سوق طريق شارع رجل سيدة شاب شابة طفل طفلة مواطن عضو عضوة مسؤول"
    " مسؤولة مجموعة فريق مركز مكتب غرفة تجمع دائرة".split()
)
"""Nouns that newspapers use for anything, and so stand for no certain name."""
_NOT_BEFORE: Final = frozenset(
    lookup_key(word) for word in "باسم السابق السابقة الأسبق الراحل الراحلة الأخرى الآخر".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Word number `word`, without `taken` letters, stands for what `named` tells; `noun` is
    English."""

    word: int
    taken: int
    noun: str
    named: Named


def references(
    words: Sequence[Word], free: Collection[int], memory: ArticleMemory, sentence: int
) -> Iterator[Reference]:
    """The references among the words whose numbers are in `free`."""
    for i, word in enumerate(words):
        if i not in free or not definite(word.key):
            continue
        for taken, stem in stems(word.key):
            noun = stem[2:] if stem.startswith("ال") else ""
            meant = NOUNS.get(noun) if noun not in _TOO_VAGUE else None
            if meant is None or not _stands_alone(words, i, free):
                continue
            named = memory.referred(noun, meant.keys(), word.start, sentence)
            if named:
                yield Reference(i, taken, meant[named.type], named)
            break


def _stands_alone(words: Sequence[Word], i: int, free: Collection[int]) -> bool:
    """Whether no adjective, title or name right after the noun makes it say something else."""
    if not adjoining(words, i + 1):
        return True
    after = words[i + 1]
    if (i + 1) not in free or after.key in _NOT_BEFORE:
        return False
    ordinary = after.key[:1] in "وفبلك" or not after.key.startswith("ال")
    return ordinary or after.pos in ("verb", "prep", "pron_rel", "conj", "conj_sub", "pron_dem")


def callable_by(entity: Entity) -> set[str]:
    """The keys of the nouns by which an article may call an entity: those of its kind, and those
    its names begin with."""
    nouns = set(NOUNS_OF_KIND.get(entity.kind, ()))
    for name in (entity.name_ar, *(alias.ar for alias in entity.aliases)):
        first, _, rest = name.partition(" ")
        if rest:
            nouns.add(noun_key(first))
    return {noun for noun in nouns if entity.type in NOUNS.get(noun, {})}


def nouns_before(words: Sequence[Word], first: int, type: EntityType) -> set[str]:
    """Keys of the nouns right before word `first` that say what it names: مدينة; before a
    person the
    office, a few words back (of several the first, which the others belong to)."""
    found: set[str] = set()
    for i in range(first - 1, first - 1 - (_TITLES_BACK if type is EntityType.PER else 1), -1):
        if not adjoining(words, i + 1) or words[i].pos in _NO_TITLE:
            break
        for _, stem in stems(words[i].key):
            noun = noun_key(stem)
            if type in NOUNS.get(noun, {}):
                found = {noun}
                break
    return found
