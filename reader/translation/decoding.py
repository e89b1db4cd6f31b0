"""Batches of stretches through a resident CTranslate2 model, results as they come."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from reader.translation.argos_model import ArgosModel
from reader.translation.stretches import Stretch
from reader.translation.tuning import Tuning, batches

__all__ = ["decode", "first_screen", "in_batches"]

_FIRST: Final = 4
"""Stretches translated before all others: the first screen."""
_WINDOW: Final = 32
"""Batches that are sorted together: a long article still comes in reading order on the whole."""
_AHEAD: Final = 2
"""Batches that wait for a worker: enough that none stands idle, few enough to cancel soon."""
_POLL: Final = 0.01
"""Seconds."""


def first_screen(parts: Iterator[Stretch]) -> list[Stretch]:
    """The stretches, which come in order, of the first sentences."""
    first: list[Stretch] = []
    while len(first) < _FIRST and (part := next(parts, None)):
        first.append(part)
    return first


def in_batches(parts: Iterator[Stretch], tuning: Tuning) -> Iterator[list[Stretch]]:
    """Full batches of like lengths, the longest first, window after window. No more of `parts` is
    asked for than the next window."""
    window: list[Stretch] = []
    filled = 0
    for part in parts:
        window.append(part)
        filled += len(part.pieces)
        if filled >= _WINDOW * tuning.batch:
            yield from _grouped(window, tuning)
            window, filled = [], 0
    yield from _grouped(window, tuning)


def _grouped(window: Sequence[Stretch], tuning: Tuning) -> Iterator[list[Stretch]]:
    for group in batches([len(part.pieces) for part in window], tuning):
        yield [window[i] for i in group]


def decode(
    model: ArgosModel,
    groups: Iterator[list[Stretch]],
    cancelled: Callable[[], bool],
    meanwhile: Callable[[], None],
) -> Iterator[tuple[list[Stretch], list[Any]]]:
    """Batches and their results, in the order they are done; `meanwhile` is called once, when there
    is nothing to do but wait. Once `cancelled()`, it ends without waiting for what is under way.

    Raises BrokenPartError if the model fails."""
    under_way: deque[tuple[list[Stretch], list[Any]]] = deque()
    idle = False
    while not cancelled():
        while len(under_way) < model.tuning.workers + _AHEAD and (group := next(groups, None)):
            under_way.append((group, model.send(group)))
        if not under_way:
            return
        done = next((job for job in under_way if job[1][-1].done()), None)
        if done is None:
            if not idle:
                meanwhile()
            idle = True
            time.sleep(_POLL)
            continue
        under_way.remove(done)
        yield done[0], model.receive(done[1])
