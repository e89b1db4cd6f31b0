"""Finds actors and places by what somebody begins to type, in Arabic or in Latin letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from reader.model import Entity
from reader.text.keys import has_arabic, lookup_key

__all__ = ["NameSearch"]

_JOINTS = str.maketrans(dict.fromkeys("-–_/.,'’‘ʿʾ`\"“”«»()", " "))


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an entity: its folded words, and how far down among the entity's names it is."""

    words: tuple[str, ...]
    rank: int
    entity: Entity


def _folded(text: str) -> tuple[str, ...]:
    """Words to compare: Arabic as lookup keys without the article, Latin without case, marks and
    the apostrophes and hyphens that transliterations differ in."""
    if has_arabic(text):
        keys = lookup_key(text).translate(_JOINTS).split()
        # A bare article is the beginning of a word that is still being typed.
        return tuple(bare for key in keys if (bare := key.removeprefix("ال")))
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = plain.lower().replace("'", "").replace("’", "").translate(_JOINTS).split()
    kept = tuple(word for word in words if word not in ("the", "al", "el"))
    return kept or tuple(words)


class NameSearch:
    """Over `entities`; their names are folded when first asked for."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = tuple(entities)

    @cached_property
    def _names(self) -> list[_Name]:
        found = []
        for entity in self._entities:
            names = [entity.name_en, entity.name_ar, *entity.aliases_en]
            for alias in entity.aliases:
                names += [alias.ar, alias.en]
            for rank, name in enumerate(dict.fromkeys(names)):
                if words := _folded(name):
                    found.append(_Name(words, min(rank, 2), entity))
        return found

    def find(self, query: str, most: int = 40) -> list[Entity]:
        """Entities one of whose names has, for each word of `query`, a word that begins with it;
        whole names before parts, shorter names before longer. None for a query without letters."""
        asked = _folded(query)
        if not asked:
            return []
        best: dict[str, tuple[tuple[int, int, int, str], Entity]] = {}
        for name in self._names:
            closeness = _closeness(asked, name.words)
            if closeness is None:
                continue
            length = sum(map(len, name.words))
            mark = (closeness, name.rank, length, name.entity.name_en)
            known = best.get(name.entity.id)
            if known is None or mark < known[0]:
                best[name.entity.id] = mark, name.entity
        return [entity for _, entity in sorted(best.values(), key=lambda item: item[0])[:most]]


def _closeness(asked: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """0 for the same words, 1 where the name begins with what is asked, 2 where its words do in any
    order, None where they do not."""
    if asked == words:
        return 0
    if " ".join(words).startswith(" ".join(asked)):
        return 1
    rest = list(words)
    for word in asked:
        found = next((i for i, other in enumerate(rest) if other.startswith(word)), None)
        if found is None:
            return None
        del rest[found]
    return 2
