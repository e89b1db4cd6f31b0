"""What a locator map shows of a place: its centre, how wide, what else is named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.gui.map_geometry import Country, Projection, world
from reader.model import Entity, EntityType, Location

__all__ = ["Scene", "scene"]

_WIDTHS_KM: Final = {
    "capital": 700.0,
    "country": 900.0,
    "governorate": 520.0,
    "province": 520.0,
    "region": 700.0,
    "state": 700.0,
    "republic": 900.0,
    "territory": 700.0,
    "district": 360.0,
    "road": 800.0,
    "border": 700.0,
    "river": 1400.0,
    "canal": 500.0,
    "lake": 500.0,
    "strait": 500.0,
    "gulf": 900.0,
    "sea": 2400.0,
    "ocean": 9000.0,
    "island": 500.0,
    "islands": 900.0,
    "peninsula": 700.0,
    "mountain": 700.0,
    "mountains": 900.0,
    "desert": 1000.0,
    "continent": 9000.0,
}
_KINDS_OF_POINT: Final = frozenset(
    ("airport", "base", "camp", "capital", "city", "crossing", "dam", "port", "town", "village")
)
_TOWN_KM: Final = 320.0
_SEAT_KM: Final = 900.0
_WIDEST_KM: Final = 9000.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What a map shows. `width` is in kilometres; `marked` says whether a dot is set (a country is
    shown by its shape); `others` are further names with their places."""

    label: str
    centre: Location
    width: float
    country: Country | None
    marked: bool
    others: tuple[tuple[str, Location], ...] = ()


def scene(
    entity: Entity, others: Sequence[Entity] = (), ratio: float = 1.7, home: str = ""
) -> Scene | None:
    """The map for an entity, None where it has no location. A town gets about 300 km, a country
    all of its main land, an actor its seat.

    `ratio` is the map's width by its height. `home` is the country's English name where it is
    known: a town beside a border may fall on the far side of the border as it is drawn."""
    location = entity.location
    if location is None:
        return None
    country = world().country_at(location, home)
    near = tuple(
        (other.name_en, other.location)
        for other in others
        if other.location
        and other.id != entity.id
        and not _KINDS_OF_POINT.isdisjoint(other.kind.split())
    )
    if entity.kind == "country":
        # By name, not by place: the middle of Indonesia is in the sea, Scotland has no shape here.
        own = world().country_named((entity.name_en, *entity.aliases_en))
        if own:
            centre, width = _fit(own, ratio)
            return Scene(entity.name_en, centre, width, own, False, near)
    word = entity.kind.split()[-1] if entity.kind else ""
    width = _WIDTHS_KM.get(word, _TOWN_KM)
    if entity.type is not EntityType.LOC:
        width = _SEAT_KM
    return Scene(entity.name_en, location, _widened(location, width, ratio), country, True, near)


def _fit(country: Country, ratio: float) -> tuple[Location, float]:
    """The middle of a country's main land and the width that shows it with some of its
    neighbours."""
    rings = country.main
    middle = Location(
        (min(r.box.south for r in rings) + max(r.box.north for r in rings)) / 2,
        (min(r.box.west for r in rings) + max(r.box.east for r in rings)) / 2,
    )
    points = Projection(middle).line([vector for ring in rings for vector in ring.vectors])
    east, north = [p[0] for p in points], [p[1] for p in points]
    centre = Projection(middle).location((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
    needed = max(max(east) - min(east), (max(north) - min(north)) * ratio)
    return centre, min(_WIDEST_KM, max(needed * 1.3, 250.0))


def _widened(location: Location, width: float, ratio: float) -> float:
    """`width`, or as much more as brings a coast or a border into sight."""
    projection = Projection(location)
    for factor in (1.0, 1.5, 2.2, 3.3):
        reach = width * factor / 2 / ratio
        for arc in (*world().borders, *world().coasts):
            if projection.sees(arc.cap, reach) and any(
                math.hypot(x, y) < reach * 0.9 for x, y in projection.line(arc.vectors)
            ):
                return width * factor
    return width * 4
