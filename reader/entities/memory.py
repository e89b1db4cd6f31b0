"""What an article has named so far: full names for short ones, kinds for المدينة, aliases it gave.

Everything is kept with the place where it was read and asked for by place, so that sentences may
come again or out of order. Adding and asking take the time of a search by halving.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reader.model import Article, EntityType

__all__ = ["ArticleMemory", "Named", "short_names", "whole_names"]

_REACH = 4
"""Sentences back in which المدينة looks for its city."""
_LOOKED = 12
"""How many names of that kind are looked at."""
_COMPOUNDS = frozenset({"عبد", "ابو", "ام", "بن", "ابن", "بنت", "ال", "ذو"})
"""Words that make one name with the word after them: عبد الفتاح, أبو محمد. ال is here آل."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """That an entity (an id) was named at a place of the article, in sentence number `sentence`."""

    position: int
    sentence: int
    entity: str
    type: EntityType


def whole_names(keys: Keys) -> Keys:
    """`keys` with the two names in عبدالكريم parted, as in عبد الكريم."""
    parted: list[str] = []
    for key in keys:
        parted += ["عبد", key[3:]] if key.startswith("عبدال") and len(key) > 6 else [key]
    return tuple(parted)


def short_names(keys: Keys) -> Iterator[Keys]:
    """The shorter forms by which a person named in full is called later, the surest first: the last
    name, given and last name, the given name."""
    units: list[Keys] = []
    open_ = False
    for key in keys:
        if open_:
            units[-1] = (*units[-1], key)
        else:
            units.append((key,))
        open_ = key in _COMPOUNDS
    if len(units) < 2:
        return
    yield units[-1]
    if len(units) > 2:
        yield (*units[0], *units[-1])
        yield (*units[-2], *units[-1])
    yield units[0]


class ArticleMemory:
    """The memory of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._numbers = {s.start: n for n, s in enumerate(article.sentences)}
        self._full: dict[Keys, Named] = {}
        self._short: dict[Keys, dict[str, Named]] = {}
        self._nouns: dict[str, list[Named]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._in_full: dict[str, Named] = {}
        self._said: dict[str, set[str]] = {}

    def sentence(self, start: int) -> int:
        """The number of the sentence that begins at `start`, from 0."""
        return self._numbers.get(start, 0)

    def add(
        self,
        named: Named,
        keys: Keys,
        nouns: Collection[str] = (),
        shorter: Collection[Keys] = (),
    ) -> None:
        """Takes note that the words `keys` named an entity, by which nouns it may be called, and by
        which shorter names."""
        self._full[keys] = min(named, self._full.get(keys, named))
        self._lengths.setdefault(keys[0], set()).add(len(keys))
        for short in shorter:
            bearers = self._short.setdefault(short, {})
            bearers[named.entity] = min(named, bearers.get(named.entity, named))
            self._lengths.setdefault(short[0], set()).add(len(short))
            self._in_full[named.entity] = min(named, self._in_full.get(named.entity, named))
        self.refer(named, nouns)

    def refer(self, named: Named, nouns: Collection[str]) -> None:
        """Takes note that an entity that may be called by these nouns was spoken of."""
        for noun in nouns:
            _insert(self._nouns.setdefault(noun, []), named)

    def called(self, entity: str, said: Collection[str]) -> Collection[str]:
        """The keys of the nouns that the article has called an entity by, `said` among them."""
        nouns = self._said.setdefault(entity, set())
        nouns.update(said)
        return nouns

    def lengths(self, key: str) -> Collection[int]:
        """How many words the names have, full or short, whose first word is `key`."""
        return self._lengths.get(key, ())

    def in_full(self, entity: str, position: int) -> Named | None:
        """Where an entity was first named in full, before `position`."""
        found = self._in_full.get(entity)
        return found if found and found.position < position else None

    def full(self, keys: Keys, position: int) -> Named | None:
        """What just these words named before `position`, the first time."""
        found = self._full.get(keys)
        return found if found and found.position < position else None

    def short(self, keys: Keys, position: int) -> Named | None:
        """The one entity these words may be short for, named before `position`; None if there is
        none or more than one."""
        bearers = (n for n in self._short.get(keys, {}).values() if n.position < position)
        first, second = next(bearers, None), next(bearers, None)
        return first if second is None else None

    def referred(
        self, noun: str, types: Collection[EntityType], position: int, sentence: int
    ) -> Named | None:
        """What المدينة and the like at `position` stands for: of the entities that may be called by
        this noun the one named last, in this sentence or the nearest before it; None if that
        sentence names several."""
        found = self._nouns.get(noun, [])
        place = bisect_left(found, position, key=lambda n: n.position)
        near: Named | None = None
        for named in reversed(found[max(0, place - _LOOKED) : place]):
            if near is None:
                if sentence - named.sentence > _REACH:
                    return None
                if named.type in types:
                    near = named
            elif named.sentence != near.sentence:
                break
            elif named.entity != near.entity and named.type in types:
                return None
        return near


def _insert(found: list[Named], named: Named) -> None:
    place = bisect_left(found, named)
    if found[place : place + 1] != [named]:
        insort(found, named)
