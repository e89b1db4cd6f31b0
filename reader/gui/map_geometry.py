"""Land, borders and names for the locator map, read from the shipped TopoJSON.

The projection is Lambert's azimuthal equal-area (Snyder, Map Projections, USGS 1987, p. 182) about
the middle of the map, in kilometres, on a sphere: true enough for a locator and even-handed at
every scale, also across the date line.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import Any, Final

from reader.errors import BrokenPartError
from reader.gui.map_names import RENAMED
from reader.model import Location
from reader.paths import resource

__all__ = [
    "EARTH_KM",
    "SEAS",
    "Arc",
    "Box",
    "Cap",
    "Country",
    "Projection",
    "Ring",
    "World",
    "world",
]

Vector = tuple[float, float, float]
Point = tuple[float, float]

EARTH_KM: Final = 6371.0
_NEAR_KM: Final = 40.0
_MAIN_KM: Final = 2600.0
_MAIN_SHARE: Final = 0.12


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees; west is less than east (the file is cut at the date line)."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, location: Location) -> bool:
        return (
            self.west <= location.longitude <= self.east
            and self.south <= location.latitude <= self.north
        )


SEAS: Final = (
    ("Black Sea", Box(27.5, 40.9, 41.8, 47)),
    ("Sea of Azov", Box(34.8, 45.2, 39.3, 47.3)),
    ("Caspian Sea", Box(46.5, 36.4, 55, 47.2)),
    ("Aegean Sea", Box(22.8, 35.6, 27.5, 41)),
    ("Adriatic Sea", Box(12.2, 40.5, 19.7, 45.9)),
    ("Red Sea", Box(32.3, 12.7, 43.4, 30)),
    ("The Gulf", Box(47.6, 24, 56.2, 30.4)),
    ("Gulf of Oman", Box(56.3, 22.5, 61.6, 27)),
    ("Gulf of Aden", Box(43.4, 10.4, 51.2, 15.6)),
    ("Arabian Sea", Box(51.3, 5, 74, 25.4)),
    ("Baltic Sea", Box(12.5, 53.6, 30, 66)),
    ("North Sea", Box(-3, 51, 9, 61)),
    ("Mediterranean Sea", Box(-5.4, 30, 36.3, 44.5)),
    ("Atlantic Ocean", Box(-70, -50, -5.5, 60)),
    ("Indian Ocean", Box(42, -45, 100, 10)),
    ("Pacific Ocean", Box(-180, -50, -85, 55)),
    ("Pacific Ocean", Box(128, -10, 180, 55)),
    ("Arctic Ocean", Box(-180, 70, 180, 90)),
)
"""Names for stretches of water, the smaller before the larger that surround them."""


def _vector(longitude: float, latitude: float) -> Vector:
    across, up = math.radians(longitude), math.radians(latitude)
    return (math.cos(up) * math.cos(across), math.cos(up) * math.sin(across), math.sin(up))


@dataclass(frozen=True, slots=True)
class Cap:
    """A circle on the globe that holds a box: its middle, and its reach as an angle."""

    heart: Vector
    reach: float

    @classmethod
    def around(cls, box: Box) -> Cap:
        if box.east - box.west > 120:
            return cls((0.0, 0.0, 1.0), math.pi)
        middle, centre = (box.west + box.east) / 2, (box.south + box.north) / 2
        heart = _vector(middle, centre)
        rim = [
            _vector(across, up)
            for across in (box.west, middle)
            for up in (box.south, centre, box.north)
        ]
        return cls(heart, max(_angle(heart, point) for point in rim))


class Arc:
    """A line that one country (a coast) or two countries (a border) share; degrees."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        across, up = [p[0] for p in points], [p[1] for p in points]
        self.box = Box(min(across), min(up), max(across), max(up))

    @cached_property
    def cap(self) -> Cap:
        return Cap.around(self.box)

    @cached_property
    def vectors(self) -> list[Vector]:
        return [_vector(*point) for point in self.points]

    @cached_property
    def _spacing(self) -> float:
        """Kilometres from point to point, on average."""
        steps = pairwise(self.vectors)
        return sum(math.dist(a, b) for a, b in steps) * EARTH_KM / max(1, len(self.points) - 1)

    def thinned(self, detail: float) -> list[Vector]:
        """The line with points about `detail` km apart, both ends kept."""
        stride = int(detail / self._spacing) if self._spacing else 1
        if stride < 2:
            return self.vectors
        return [*self.vectors[:-1:stride], self.vectors[-1]]

    @property
    def cut(self) -> bool:
        """Whether this is no line on the ground but the edge of the file at the date line."""
        return abs(self.box.west) > 179.99 and self.box.west == self.box.east


class Ring:
    """A closed line made of arcs; `box` in degrees."""

    def __init__(self, arcs: Sequence[tuple[Arc, bool]]) -> None:
        self.arcs = arcs
        boxes = [arc.box for arc, _ in arcs]
        self.box = Box(
            min(box.west for box in boxes),
            min(box.south for box in boxes),
            max(box.east for box in boxes),
            max(box.north for box in boxes),
        )

    @cached_property
    def cap(self) -> Cap:
        return Cap.around(self.box)

    @property
    def points(self) -> Iterator[Point]:
        """Longitude and latitude."""
        for arc, backwards in self.arcs:
            yield from reversed(arc.points) if backwards else arc.points

    @property
    def vectors(self) -> Iterator[Vector]:
        for arc, backwards in self.arcs:
            yield from reversed(arc.vectors) if backwards else arc.vectors

    @cached_property
    def area(self) -> float:
        """In square degrees at the equator, roughly: to tell large from small."""
        points = list(self.points)
        sum2 = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
        middle = math.radians((self.box.south + self.box.north) / 2)
        return abs(sum2) / 2 * math.cos(middle)

    def holds(self, location: Location) -> bool:
        """Whether the location is inside (even–odd rule in degrees)."""
        if not self.box.holds(location):
            return False
        x, y, inside = location.longitude, location.latitude, False
        points = list(self.points)
        for (x1, y1), (x2, y2) in pairwise(points):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
        return inside


@dataclass(frozen=True, slots=True)
class Country:
    """`rings` are coasts, borders and the lakes and enclaves cut out of them."""

    name: str
    rings: tuple[Ring, ...]

    def holds(self, location: Location) -> bool:
        return sum(ring.holds(location) for ring in self.rings) % 2 == 1

    @property
    def arcs(self) -> Iterator[Arc]:
        for ring in self.rings:
            for arc, _ in ring.arcs:
                yield arc

    @property
    def main(self) -> tuple[Ring, ...]:
        """The largest piece, and those near it that are not small beside it: Indonesia's islands,
        but France without Guiana."""
        largest = max(self.rings, key=lambda ring: ring.area)
        reach = _MAIN_KM / EARTH_KM
        return tuple(
            ring
            for ring in self.rings
            if ring.area >= _MAIN_SHARE * largest.area
            and _angle(ring.cap.heart, largest.cap.heart) <= reach
        )


@dataclass(frozen=True, slots=True)
class World:
    countries: tuple[Country, ...]
    coasts: tuple[Arc, ...]
    borders: tuple[Arc, ...]

    def country_named(self, names: Container[str]) -> Country | None:
        """The country whose English name is among `names`."""
        return next((country for country in self.countries if country.name in names), None)

    def country_at(self, location: Location, name: str = "") -> Country | None:
        """The country there; where the coarse coast leaves a port in the sea, the one within
        40 km whose coast is nearest. One called `name` is preferred, if it is within 40 km."""
        named = self.country_named((name,))
        if named and (named.holds(location) or self._nearest(location, (named,))):
            return named
        inside = next((country for country in self.countries if country.holds(location)), None)
        return inside or self._nearest(location, self.countries)

    @staticmethod
    def _nearest(location: Location, countries: Iterable[Country]) -> Country | None:
        here, projection = _vector(location.longitude, location.latitude), Projection(location)
        found: Country | None = None
        least = _NEAR_KM / EARTH_KM
        for country in countries:
            for ring in country.rings:
                if projection.sees(ring.cap, _NEAR_KM):
                    distance = min(_angle(here, vector) for vector in ring.vectors)
                    if distance < least:
                        found, least = country, distance
        return found


class Projection:
    """Kilometres east and north of `centre`."""

    def __init__(self, centre: Location) -> None:
        self.centre = centre
        across, up = math.radians(centre.longitude), math.radians(centre.latitude)
        self._up = _vector(centre.longitude, centre.latitude)
        self._east = (-math.sin(across), math.cos(across), 0.0)
        self._north = (
            -math.sin(up) * math.cos(across),
            -math.sin(up) * math.sin(across),
            math.cos(up),
        )

    def line(self, vectors: Iterable[Vector]) -> list[Point]:
        (ux, uy, uz), (ex, ey, _), (nx, ny, nz) = self._up, self._east, self._north
        root, scale = math.sqrt, EARTH_KM * math.sqrt(2)
        points = []
        for x, y, z in vectors:
            # At the far side of the earth the scale has no end.
            k = scale / root(max(1e-6, 1 + ux * x + uy * y + uz * z))
            points.append((k * (ex * x + ey * y), k * (nx * x + ny * y + nz * z)))
        return points

    def point(self, location: Location) -> Point:
        return self.line([_vector(location.longitude, location.latitude)])[0]

    def location(self, east: float, north: float) -> Location:
        """The place at a point of the map."""
        distance = math.hypot(east, north) / EARTH_KM
        if distance < 1e-9:
            return self.centre
        angle = 2 * math.asin(min(1.0, distance / 2))
        along, away = math.cos(angle), math.sin(angle)
        length = math.hypot(east, north)
        e, n = away * east / length, away * north / length
        x, y, z = (
            along * u + e * ee + n * nn
            for u, ee, nn in zip(self._up, self._east, self._north, strict=True)
        )
        return Location(math.degrees(math.asin(z)), math.degrees(math.atan2(y, x)))

    def sees(self, cap: Cap, radius: float) -> bool:
        """Whether something in `cap` may lie within `radius` km of the centre."""
        (ux, uy, uz), (x, y, z) = self._up, cap.heart
        reach = cap.reach + radius / EARTH_KM
        return reach >= math.pi or ux * x + uy * y + uz * z >= math.cos(reach)


def _angle(a: Vector, b: Vector) -> float:
    return math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])))


@dataclass(frozen=True, slots=True)
class _Layer:
    """One file: its countries, and its lines by whether they are shared."""

    countries: tuple[Country, ...]
    shared: frozenset[Arc]


def _layer(name: str) -> _Layer:
    """Raises BrokenPartError if the shipped file is missing or damaged."""
    path = resource("map", name)
    try:
        topology = json.loads(path.read_bytes())
        arcs = _arcs(topology)
        uses: Counter[int] = Counter()
        countries = []
        for geometry in topology["objects"]["countries"]["geometries"]:
            shape = geometry["arcs"]
            polygons = shape if geometry["type"] == "MultiPolygon" else [shape]
            rings = []
            for numbers in (ring for polygon in polygons for ring in polygon):
                uses.update(n if n >= 0 else ~n for n in numbers)
                rings.append(Ring([(arcs[n if n >= 0 else ~n], n < 0) for n in numbers]))
            title = geometry["properties"]["name"]
            countries.append(Country(RENAMED.get(title, title), tuple(rings)))
        borders = topology.get("borders", [n for n in uses if uses[n] > 1])
        return _Layer(tuple(countries), frozenset(arcs[n] for n in borders))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BrokenPartError(f"{path}: the map is damaged; install Qari again") from error


def _arcs(topology: Any) -> list[Arc]:
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for steps in topology["arcs"]:
        across = accumulate(step[0] for step in steps)
        up = accumulate(step[1] for step in steps)
        points = zip(across, up, strict=True)
        arcs.append(Arc([(left + x * scale_x, bottom + y * scale_y) for x, y in points]))
    return arcs


@cache
def world() -> World:
    """The countries of the world at 1:50 million, those around Syria at 1:10 million; read once
    (about 0.2 s).

    Raises BrokenPartError if a shipped file is missing or damaged."""
    far, near = _layer("countries-50m.json"), _layer("near-east-10m.json")
    detailed = {country.name for country in near.countries}
    coarse = tuple(country for country in far.countries if country.name not in detailed)
    replaced = {
        arc for country in far.countries if country.name in detailed for arc in country.arcs
    }
    lines = {
        arc: None
        for country in (*coarse, *near.countries)
        for arc in country.arcs
        if arc not in replaced and not arc.cut
    }
    shared = far.shared | near.shared
    return World(
        coarse + near.countries,
        coasts=tuple(arc for arc in lines if arc not in shared),
        borders=tuple(arc for arc in lines if arc in shared),
    )
