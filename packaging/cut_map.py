"""Cuts the countries around Syria out of a detailed TopoJSON file.

    python packaging/cut_map.py countries-10m.json resources/map/near-east-10m.json

At 1:50 million border towns fall on the wrong side of their border; at 1:10 million the whole world
is too large to read while a reader waits. So the countries of the region are shipped in detail.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

COUNTRIES = (
    "Syria", "Turkey", "Iraq", "Lebanon", "Jordan", "Israel", "Palestine", "Cyprus", "N. Cyprus",
    "Iran", "Saudi Arabia", "Kuwait", "Bahrain", "Qatar", "United Arab Emirates", "Oman", "Yemen",
    "Egypt", "Libya", "Sudan", "Armenia", "Azerbaijan", "Georgia",
)  # fmt: skip


def _numbers(arcs: Any) -> list[int]:
    """The arc numbers in a nested list, in order; a negative one is a reversed arc."""
    if isinstance(arcs, int):
        return [arcs]
    return [number for part in arcs for number in _numbers(part)]


def _renumbered(arcs: Any, new: dict[int, int]) -> Any:
    if isinstance(arcs, int):
        return new[arcs] if arcs >= 0 else ~new[~arcs]
    return [_renumbered(part, new) for part in arcs]


def cut(topology: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The topology with only the countries of those names, and `borders`: the numbers of the arcs
    that are shared, also where the other country is left out. ValueError if a name is not there."""
    geometries = [
        geometry
        for geometry in topology["objects"]["countries"]["geometries"]
        if geometry["properties"]["name"] in names
    ]
    missing = set(names) - {geometry["properties"]["name"] for geometry in geometries}
    if missing:
        raise ValueError(f"not in the file: {', '.join(sorted(missing))}")
    uses = Counter(
        number if number >= 0 else ~number
        for geometry in topology["objects"]["countries"]["geometries"]
        for number in _numbers(geometry["arcs"])
    )
    new: dict[int, int] = {}
    for number in _numbers([geometry["arcs"] for geometry in geometries]):
        new.setdefault(number if number >= 0 else ~number, len(new))
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    geometry | {"arcs": _renumbered(geometry["arcs"], new)}
                    for geometry in geometries
                ],
            }
        },
        "arcs": [topology["arcs"][number] for number in new],
        "borders": [cut for number, cut in new.items() if uses[number] > 1],
    }


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    part = cut(json.loads(source.read_text("utf-8")), COUNTRIES)
    target.write_text(json.dumps(part, separators=(",", ":"), ensure_ascii=False), "utf-8")
    print(f"{target}: {len(part['arcs'])} arcs, {target.stat().st_size // 1024} KB")
