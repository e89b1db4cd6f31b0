"""Where the actors of a graph stand: tied ones near each other, no two names over each other.

The first places come from the spring model of Fruchterman and Reingold (Graph Drawing by
Force-directed Placement, 1991) as networkx computes it; boxes that overlap are then pushed apart.
The same graph always gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Places = NDArray[numpy.float64]

__all__ = ["ALONE_GAP", "Box", "Spring", "lay_out"]

ALONE_GAP: Final = 40.0
"""Pixels between the picture and the rows of those without a tie."""

_SEED: Final = 7
_ROUNDS: Final = 120
_PUSHES: Final = 400
_ROOM: Final = 2.6
"""The area of the picture for each unit of area of the boxes."""
_HOLD: Final = 0.12
"""The pull of the middle, which keeps parts of the graph from drifting off; a tie pulls with 1."""


@dataclass(frozen=True, slots=True)
class Box:
    """What one actor takes up with its name, in pixels, room around it included."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spring:
    """A tie of boxes `first` and `second` (their numbers); `pull` is 1 for a usual one."""

    first: int
    second: int
    pull: float = 1.0


def lay_out(
    boxes: Sequence[Box], springs: Sequence[Spring], ratio: float = 1.6
) -> list[tuple[float, float]]:
    """The middles of the boxes, in pixels, in a picture about (0, 0) that is some `ratio` times as
    wide as high; those without a spring stand in rows below the others. No two boxes overlap.

    networkx and numpy are loaded only here: the window must not wait for them when it starts."""
    tied = sorted({end for spring in springs for end in (spring.first, spring.second)})
    alone = [i for i in range(len(boxes)) if i not in set(tied)]
    number = {box: i for i, box in enumerate(tied)}
    places: dict[int, tuple[float, float]] = {}
    bottom, width = 0.0, math.sqrt(sum(b.width * b.height for b in boxes) * ratio)
    if tied:
        inner = [Spring(number[s.first], number[s.second], s.pull) for s in springs]
        found = _tied([boxes[i] for i in tied], inner, ratio)
        places = dict(zip(tied, found, strict=True))
        bottom = max(y + boxes[i].height / 2 for i, (_, y) in places.items()) + ALONE_GAP
        width = 2 * max(abs(x) + boxes[i].width / 2 for i, (x, _) in places.items())
    for row in _rows([(i, boxes[i]) for i in alone], width):
        x = -sum(box.width for _, box in row) / 2
        height = max(box.height for _, box in row)
        for i, box in row:
            places[i] = (x + box.width / 2, bottom + box.height / 2)
            x += box.width
        bottom += height
    return [places[i] for i in range(len(boxes))]


def _rows(boxes: Sequence[tuple[int, Box]], width: float) -> list[list[tuple[int, Box]]]:
    """Rows no wider than `width` unless one box alone is."""
    rows: list[list[tuple[int, Box]]] = []
    left = 0.0
    for i, box in boxes:
        if not rows or box.width > left:
            rows.append([])
            left = width
        rows[-1].append((i, box))
        left -= box.width
    return rows


def _tied(
    boxes: Sequence[Box], springs: Sequence[Spring], ratio: float
) -> list[tuple[float, float]]:
    import numpy

    places = _sprung(len(boxes), springs)
    area = sum(box.width * box.height for box in boxes) * _ROOM
    height = math.sqrt(area / ratio)
    places *= numpy.array([height * ratio / 2, height / 2])
    sizes = numpy.array([(box.width, box.height) for box in boxes])
    places = _apart(places, sizes)
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    return [(float(x), float(y)) for x, y in places]


def _sprung(count: int, springs: Sequence[Spring]) -> Places:
    """Places between -1 and 1, as the springs draw them; from a circle in the order of the boxes,
    with one more in the middle that holds all the others loosely."""
    import networkx
    import numpy

    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((s.first, s.second, {"weight": s.pull}) for s in springs)
    middle = count
    graph.add_edges_from((middle, i, {"weight": _HOLD}) for i in range(count))
    start = {
        i: (math.cos(math.tau * i / count), math.sin(math.tau * i / count)) for i in range(count)
    }
    found = networkx.spring_layout(
        graph,
        pos=start | {middle: (0.0, 0.0)},
        fixed=[middle],
        k=1.6 / math.sqrt(count),
        iterations=_ROUNDS,
        seed=_SEED,
        method="force",
    )
    places = numpy.array([found[i] for i in range(count)], dtype=float)
    reach = numpy.abs(places).max(axis=0)
    return places / numpy.where(reach > 1e-9, reach, 1.0)


def _apart(places: Places, sizes: Places) -> Places:
    """Pushes overlapping boxes apart along the shorter way; where they are too many for the room,
    the whole picture grows."""
    import numpy

    # Two on one spot would not know which way to go.
    places = places + numpy.arange(len(places))[:, None] * numpy.array([0.013, 0.007])
    needed = (sizes[:, None, :] + sizes[None, :, :]) / 2
    pair = numpy.triu(numpy.ones((len(places), len(places)), dtype=bool), 1)
    for push in range(1, 100_000):
        apart = places[:, None, :] - places[None, :, :]
        over = needed - numpy.abs(apart)
        hit = pair & (over > 0).all(axis=2)
        if not hit.any():
            break
        if push % _PUSHES == 0:
            places = places * 1.1
            continue
        across = over[..., 0] <= over[..., 1]
        step = numpy.zeros_like(apart)
        step[..., 0] = numpy.where(hit & across, over[..., 0], 0)
        step[..., 1] = numpy.where(hit & ~across, over[..., 1], 0)
        # A little more than half, or the last overlap would be halved for ever.
        step *= numpy.where(apart < 0, -0.52, 0.52)
        places = places + step.sum(axis=1) - step.sum(axis=0)
    return places
