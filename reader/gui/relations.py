"""How one actor or place stands to another, in words, from either side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reader.model import Entity

__all__ = ["Related", "country_of", "relations_of"]

_TITLES: Final = {
    "part of": ("Part of", "Includes"),
    "located in": ("Located in", "Places there"),
    "capital of": ("Capital of", "Capital"),
    "allied with": ("Allied with", "Allied with"),
    "opposed to": ("Opposed to", "Opposed to"),
    "backed by": ("Backed by", "Backs"),
    "leads": ("Leads", "Led by"),
    "member of": ("Member of", "Members"),
    "controls": ("Controls", "Controlled by"),
    "successor of": ("Successor of", "Succeeded by"),
    "border of": ("On the border of", "On its border"),
    "on road": ("On the road", "Places on it"),
}
"""A relation's title on its owner's card, and on the card of the one it names."""


@dataclass(frozen=True, slots=True)
class Related:
    """A title ("Backed by") and those it leads to, each once."""

    title: str
    entities: tuple[Entity, ...]


def _title(kind: str, inverse: bool) -> str:
    plain = kind.replace("_", " ")
    titles = _TITLES.get(plain)
    if titles:
        return titles[1] if inverse else titles[0]
    return f"{plain.capitalize()} (of this)" if inverse else plain.capitalize()


def relations_of(
    entity: Entity, known: Mapping[str, Entity], article: Iterable[Entity]
) -> list[Related]:
    """The relations of `entity`, and what others of `article` have to it; `known` gives the
    entities by id, and a relation to one it does not hold is left out."""
    found: dict[str, dict[str, Entity]] = {}
    for relation in entity.relations:
        if other := known.get(relation.entity):
            found.setdefault(_title(relation.kind, False), {})[other.id] = other
    for other in article:
        for relation in other.relations:
            if relation.entity == entity.id and other.id != entity.id:
                found.setdefault(_title(relation.kind, True), {})[other.id] = other
    return [Related(title, tuple(others.values())) for title, others in found.items()]


def country_of(entity: Entity, known: Mapping[str, Entity]) -> Entity | None:
    """The country a place lies in, or an actor is part of, as its relations tell."""
    seen: set[str] = set()
    here: Entity | None = entity
    while here and here.id not in seen:
        if here.kind == "country":
            return here
        seen.add(here.id)
        steps = [
            r.entity
            for r in here.relations
            if r.kind.replace("_", " ") in ("located in", "part of", "capital of")
        ]
        here = next((known[id] for id in steps if id in known), None)
    return None
