"""The names of an entity as lists for people: each once, without the leading article."""

from __future__ import annotations

from reader.model import Entity

__all__ = ["aliases_ar", "aliases_en"]


def aliases_ar(entity: Entity) -> list[str]:
    """Other Arabic names, in the order of the record."""
    names = dict.fromkeys(alias.ar for alias in entity.aliases)
    return [name for name in names if name != entity.name_ar]


def aliases_en(entity: Entity) -> list[str]:
    """Other English names: those of the record, then the renderings of its Arabic aliases."""
    candidates = [*entity.aliases_en, *(alias.en for alias in entity.aliases)]
    names = dict.fromkeys(name.removeprefix("the ") for name in candidates)
    return [name for name in names if name and name != entity.name_en]
