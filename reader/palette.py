"""Colours, as plain data for the window and for printed pages.

One hue a type of entity, the same on both sides and on paper; a fill to lie under text and a line
(underline, dot) strong enough to be told from its neighbours by people who see few colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reader.model import EntityType

__all__ = ["DARK", "LIGHT", "TYPE_NAMES", "Palette", "TypeColour"]

TYPE_NAMES: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: "People",
        EntityType.ORG: "Organisations",
        EntityType.LOC: "Places",
        EntityType.MISC: "Other names",
    }
)


@dataclass(frozen=True, slots=True)
class TypeColour:
    """`fill` lies under the text, `line` marks its edge, `active` is the fill when lit up."""

    fill: str
    line: str
    active: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours as #rrggbb. `page` is the reading ground, `panel` the side panel's, `raised` for
    cards and pop-ups, `sentence` lies under the sentence at the pointer."""

    name: str
    page: str
    panel: str
    raised: str
    text: str
    muted: str
    faint: str
    border: str
    accent: str
    on_accent: str
    sentence: str
    selection: str
    warning: str
    sea: str
    land: str
    land_other: str
    types: Mapping[EntityType, TypeColour]


LIGHT = Palette(
    name="light",
    page="#fdfcfa",
    panel="#f5f3ef",
    raised="#ffffff",
    text="#23211e",
    muted="#6b665e",
    faint="#a39d93",
    border="#e2ded6",
    accent="#1f5f8b",
    on_accent="#ffffff",
    sentence="#f1ede3",
    selection="#c9dff0",
    warning="#9a5b00",
    sea="#dfe8ec",
    land="#f7f3ea",
    land_other="#ece7dc",
    types=MappingProxyType(
        {
            EntityType.PER: TypeColour("#f6e3ec", "#a8396f", "#ecc0d6"),
            EntityType.ORG: TypeColour("#e1ebf7", "#2f69b0", "#bcd5f2"),
            EntityType.LOC: TypeColour("#e0f0e6", "#27805b", "#b5dfc7"),
            EntityType.MISC: TypeColour("#f8ecd2", "#9a6a12", "#efd49a"),
        }
    ),
)

DARK = Palette(
    name="dark",
    page="#1b1c1e",
    panel="#222426",
    raised="#2a2d30",
    text="#e6e3de",
    muted="#a19d96",
    faint="#6f6c67",
    border="#36393d",
    accent="#79b4dd",
    on_accent="#10202b",
    sentence="#26292c",
    selection="#2f4c63",
    warning="#e0a34a",
    sea="#1d272d",
    land="#33363a",
    land_other="#2a2d30",
    types=MappingProxyType(
        {
            EntityType.PER: TypeColour("#43293a", "#e487b4", "#653a55"),
            EntityType.ORG: TypeColour("#24374d", "#83b4ee", "#345276"),
            EntityType.LOC: TypeColour("#1f3d31", "#6cc79d", "#2e5c49"),
            EntityType.MISC: TypeColour("#45381d", "#dcb35c", "#675329"),
        }
    ),
)
