"""How one actor or place stands to another, in words, from either side, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reader.model import Entity, EntityType

__all__ = ["Related", "country_of", "relations_of", "seat_of", "title_of"]

_TITLES: Final = {
    "part of": ("Part of", "Includes"),
    "located in": ("Located in", "Places here"),
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
    "from": ("From", "People from here"),
}
"""A relation's title on its owner's card, and on the card of the one it names."""
_BASED: Final = "Based here"
"""What is located in a place and is no place."""


_ORDER: Final = (
    "Leads|Led by|Part of|Includes|Member of|Members|Allied with|Backed by|Backs|Opposed to"
    "|Controls|Controlled by|Successor of|Succeeded by|Capital of|Located in|On the border of"
    "|From|On the road|Capital|On its border|Places on it|Based here|People from here|Places here"
).split("|")
"""Who, on whose side, where; what there is many of comes last."""


@dataclass(frozen=True, slots=True)
class Related:
    """A title ("Backed by") and those it leads to, each once: those the article names first.

    `owners` has, for each of `entities`, the one whose record says so: always the card's own for
    what it says itself, mostly the other's for what is said of it."""

    title: str
    entities: tuple[Entity, ...]
    owners: tuple[Entity, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """What the records that say so rest on, each once."""
        return tuple(dict.fromkeys(name for owner in self.owners for name in owner.sources))


def title_of(kind: str, *, inverse: bool = False) -> str:
    """What a relation is called on the card of its owner, or (`inverse`) of the one it names."""
    plain = kind.replace("_", " ")
    titles = _TITLES.get(plain)
    if titles:
        return titles[1] if inverse else titles[0]
    return f"{plain.capitalize()} (of this)" if inverse else plain.capitalize()


def relations_of(
    entity: Entity, known: Mapping[str, Entity], article: Iterable[Entity]
) -> list[Related]:
    """The relations of `entity`, and what others have to it. `known` gives all entities by id, and
    a relation to one it does not hold is left out; those of `article` come first."""
    here = {other.id: other for other in article}
    found: defaultdict[str, dict[str, tuple[Entity, Entity]]] = defaultdict(dict)
    for relation in entity.relations:
        other = here.get(relation.entity) or known.get(relation.entity)
        if other and other.id != entity.id:
            found[title_of(relation.kind)].setdefault(other.id, (other, entity))
    for other in {**here, **known}.values():
        if other.id == entity.id:
            continue
        for relation in other.relations:
            if relation.entity == entity.id:
                title = title_of(relation.kind, inverse=True)
                if relation.kind.replace("_", " ") == "located in" and not _is_place(other):
                    title = _BASED
                found[title].setdefault(other.id, (other, other))
    titles = sorted(found, key=lambda t: _ORDER.index(t) if t in _ORDER else len(_ORDER))
    return [_ordered(title, list(found[title].values()), here) for title in titles]


def _ordered(title: str, pairs: list[tuple[Entity, Entity]], here: Mapping[str, Entity]) -> Related:
    pairs.sort(key=lambda pair: pair[0].id not in here)
    return Related(title, tuple(other for other, _ in pairs), tuple(owner for _, owner in pairs))


def _is_place(entity: Entity) -> bool:
    return entity.type is EntityType.LOC


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


def seat_of(entity: Entity, known: Mapping[str, Entity]) -> Entity | None:
    """The town or region its record says an organisation is in, where it has no coordinates of its
    own. That a body it is part of sits somewhere says nothing of it."""
    if entity.type is not EntityType.ORG or entity.location:
        return None
    places = (
        known.get(r.entity) for r in entity.relations if r.kind in ("located in", "located_in")
    )
    return next(
        (p for p in places if p and _is_place(p) and p.location and p.kind != "country"), None
    )
