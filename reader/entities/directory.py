"""Where what is found in a text looks entities up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import Protocol

from reader.entities.countries import Countries
from reader.entities.names import Form
from reader.model import Entity, EntityType

__all__ = ["Directory"]


class Directory(Protocol):
    """Entities on record and those found without one."""

    @property
    def countries(self) -> Countries: ...
    @property
    def demonyms(self) -> Mapping[tuple[str, ...], tuple[str, str]]: ...
    def entity(self, id: str) -> Entity: ...
    def keep(self, entity: Entity) -> Entity:
        """Takes in an entity that has no record, or knows it by another name."""
        ...

    def find(self, keys: tuple[str, ...], type: EntityType, nouns: Set[str]) -> Form | None:
        """The name on record that is just these words, of this type; `nouns` stand before it. None
        where there is none or nothing decides between several."""
        ...

    def person(self, keys: tuple[str, ...]) -> Entity | None:
        """The one person on record with the given and the last of these names."""
        ...

    def nouns(self, entity: Entity) -> Collection[str]:
        """Keys of the nouns by which an article may call the entity."""
        ...
