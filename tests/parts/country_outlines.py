"""The outlines of countries from the shipped map, by the ids of their records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from reader.knowledge.base import load_knowledge
from reader.model import Location
from reader.paths import resource
from reader.text.keys import lookup_key

__all__ = ["Outline", "outlines"]

Point = tuple[float, float]
_KM_A_DEGREE = 111.2

# The map's name for a country where it is not one of our record's.
_MAP_NAMES = {
    "United States of America": "united-states",
    "Dem. Rep. Congo": "democratic-republic-of-the-congo",
    "Congo": "republic-of-the-congo",
    "Central African Rep.": "central-african-republic",
    "Bosnia and Herz.": "bosnia-and-herzegovina",
    "Côte d'Ivoire": "ivory-coast",
    "Czechia": "czech-republic",
    "Dominican Rep.": "dominican-republic",
    "Eq. Guinea": "equatorial-guinea",
    "Macedonia": "north-macedonia",
    "Cabo Verde": "cape-verde",
    "S. Sudan": "south-sudan",
    "W. Sahara": "western-sahara",
    "Solomon Is.": "solomon-islands",
    "Timor-Leste": "east-timor",
    "N. Cyprus": "northern-cyprus",
    "eSwatini": "eswatini",
    "Greenland": "greenland",
}
# Of one country two outlines: Natural Earth draws who holds the ground.
_ALSO = {
    "israel": ("golan",),
    "cyprus": ("northern-cyprus",),
    "palestine": ("gaza-strip", "west-bank", "jerusalem"),
    "united-kingdom": ("england", "scotland", "wales", "northern-ireland"),
    "somalia": ("somaliland",),
    "russia": ("crimea",),
}


@dataclass(frozen=True)
class Outline:
    """Rings of (longitude, latitude)."""

    rings: Sequence[Sequence[Point]]

    def holds(self, at: Location) -> bool:
        inside = False
        for ring in self.rings:
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
                if (y1 > at.latitude) != (y2 > at.latitude) and at.longitude < x1 + (
                    at.latitude - y1
                ) * (x2 - x1) / (y2 - y1):
                    inside = not inside
        return inside

    def kilometres(self, at: Location) -> float:
        """0 inside, else about how far the border is."""
        if self.holds(at):
            return 0.0
        shrunk = cos(radians(at.latitude))
        nearest = float("inf")
        for ring in self.rings:
            for a, b in pairwise(ring):
                nearest = min(nearest, _to_line(at, a, b, shrunk))
        return nearest * _KM_A_DEGREE


def _to_line(at: Location, a: Point, b: Point, shrunk: float) -> float:
    ax, ay = (a[0] - at.longitude) * shrunk, a[1] - at.latitude
    bx, by = (b[0] - at.longitude) * shrunk, b[1] - at.latitude
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + t * dx, ay + t * dy)


def _shapes(name: str) -> Iterator[tuple[str, list[list[Point]]]]:
    topology: dict[str, Any] = json.loads(resource("map", name).read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry.get("arcs", [])
        rings = polygons if geometry["type"] == "Polygon" else [r for p in polygons for r in p]
        yield (
            geometry.get("properties", {}).get("name", ""),
            [[p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])] for ring in rings],
        )


@cache
def outlines() -> Mapping[str, Outline]:
    """Detailed where the map is; a record without an outline of its own is not there."""
    ids = {
        lookup_key(name).removeprefix("the "): entity.id
        for entity in load_knowledge()
        if entity.kind in {"country", "territory", "self-governing island"}
        for name in (*entity.aliases_en, entity.name_en)
    }
    rings: dict[str, list[list[Point]]] = {}
    for file in ("countries-50m.json", "near-east-10m.json"):
        for name, shape in _shapes(file):
            id = _MAP_NAMES.get(name) or ids.get(lookup_key(name))
            if id:
                rings[id] = shape
    for id, others in _ALSO.items():
        for other in others:
            rings.setdefault(other, rings[id])
            if other in {"northern-cyprus", "somaliland"}:
                rings[id] = rings[id] + rings[other]
    for disputed, holder in (("crimea", "ukraine"), ("golan", "syria")):
        rings[disputed] = rings[disputed] + rings[holder]
    return {id: Outline(shape) for id, shape in rings.items()}
