"""An entity in words for people: its names, each once, without the leading article; and when its
record was true."""

from __future__ import annotations

import calendar
import re

from reader.model import Entity

__all__ = ["aliases_ar", "aliases_en", "month_in_words"]


def aliases_ar(entity: Entity) -> list[str]:
    """Other Arabic names, in the order of the record."""
    names = dict.fromkeys(alias.ar for alias in entity.aliases)
    return [name for name in names if name != entity.name_ar]


def aliases_en(entity: Entity) -> list[str]:
    """Other English names: those of the record, then the renderings of its Arabic aliases."""
    candidates = [*entity.aliases_en, *(alias.en for alias in entity.aliases)]
    names = dict.fromkeys(name.removeprefix("the ") for name in candidates)
    return [name for name in names if name and name != entity.name_en]


def month_in_words(as_of: str) -> str:
    """ "June 2025" for "2025-06"; anything else as it stands."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?", as_of)
    if not match or not 1 <= int(match[2]) <= 12:
        return as_of
    return f"{calendar.month_name[int(match[2])]} {match[1]}"
