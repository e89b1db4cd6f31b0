"""Which country an entity belongs to, and who governs it, as the knowledge base tells."""

from __future__ import annotations

from typing import Final, Protocol

from reader.model import Entity, EntityType
from reader.text.keys import lookup_key

__all__ = ["Countries", "Knowledge"]

_UPWARDS: Final = frozenset({"located in", "part of", "capital of"})
_GOVERNMENT: Final = "الحكومه"
_SEATS: Final = frozenset({"presidency", "ministry"})


class Knowledge(Protocol):
    """Entities by id, as a knowledge base has them."""

    def __getitem__(self, id: str, /) -> Entity: ...
    def __contains__(self, id: object, /) -> bool: ...


class Countries:
    """Looks up by id what `knowledge` says of countries; `entities` are all of its records."""

    def __init__(self, knowledge: Knowledge, entities: list[Entity]) -> None:
        self._knowledge = knowledge
        self._country: dict[str, str] = {}
        self._capitals = {
            relation.entity: entity.id
            for entity in entities
            for relation in entity.relations
            if entity.kind == "capital" and _plain(relation.kind) == "capital of"
        }
        self._governments = {
            lookup_key(entity.name_ar): entity.id
            for entity in entities
            if entity.type is EntityType.ORG and entity.kind == "government"
        }

    def of(self, id: str) -> str:
        """The id of the country that the entity lies in or belongs to, "" if not told."""
        if id not in self._country:
            seen: list[str] = []
            here = id
            while here in self._knowledge and here not in seen:
                seen.append(here)
                entity = self._knowledge[here]
                if entity.kind == "country":
                    break
                ways = (r.entity for r in entity.relations if _plain(r.kind) in _UPWARDS)
                here = next((way for way in ways if way in self._knowledge), "")
            found = here if here in self._knowledge else ""
            if found and self._knowledge[found].kind != "country":
                found = ""
            self._country[id] = found
        return self._country[id]

    def capital(self, country: str) -> Entity | None:
        """The record of a country's capital, None where there is none."""
        id = self._capitals.get(country)
        return self._knowledge[id] if id else None

    def government(self, country: str) -> Entity | None:
        """The record of a country's government, None where there is none."""
        if country not in self._knowledge:
            return None
        for demonym in self._knowledge[country].demonyms:
            id = self._governments.get(f"{_GOVERNMENT} ال{lookup_key(demonym.ar)}ه")
            if id:
                return self._knowledge[id]
        return None

    def governed_from(self, entity: Entity) -> str:
        """The id of the country whose government newspapers call by this entity's name: by its
        capital, or by a seat such as the Kremlin; "" for all others."""
        if entity.kind == "capital":
            for relation in entity.relations:
                if _plain(relation.kind) == "capital of" and relation.entity in self._knowledge:
                    state = self._knowledge[relation.entity]
                    return state.id if state.kind == "country" else ""
        elif entity.kind in _SEATS and entity.location is not None:
            governments = self._governments.values()
            if any(r.entity in governments for r in entity.relations):
                return self.of(entity.id)
        return ""


def _plain(kind: str) -> str:
    return kind.replace("_", " ")
