"""How long a download waits for a server, and how often it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from reader.data.progress import Stop
from reader.errors import MissingPartError

__all__ = ["ELSEWHERE", "PATIENCE", "Patience", "TransientError", "patiently"]

T = TypeVar("T")

ELSEWHERE: Final = "or fetch the file on another machine and install it from there"
"""The way round every failure of the network."""

_WORTH_ANOTHER_TRY: Final = 1 << 20
_LONGEST_PAUSE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Patience:
    """`connect` seconds for a connection; `stall` seconds without a byte, or at less than `slowest`
    bytes a second; `attempts` in a row that bring nothing new; `pause` seconds before the second
    attempt, doubled each time."""

    connect: float = 10.0
    stall: float = 20.0
    slowest: float = 200.0
    attempts: int = 4
    pause: float = 1.0


PATIENCE = Patience()


class TransientError(Exception):
    """What the server did; it may do better next time, after `pause` seconds if it asks for any."""

    def __init__(self, did: str, pause: float = 0.0) -> None:
        super().__init__(did)
        self.pause = pause


def patiently(
    what: str, stop: Stop, attempt: Callable[[], T], arrived: Callable[[], int] = lambda: 0
) -> T:
    """The result of `attempt`, which is tried again, with growing pauses, until
    `PATIENCE.attempts` in a row have failed; one that brought a megabyte more, as `arrived` tells,
    does not count.

    Raises MissingPartError then, Cancelled once `stop` is set."""
    best, failed = arrived(), 0
    while True:
        try:
            return attempt()
        except TransientError as error:
            stop.check()
            failed += 1
            if arrived() >= best + _WORTH_ANOTHER_TRY:
                best, failed = arrived(), 1
            if failed >= PATIENCE.attempts:
                kept = "; what has arrived is kept" if arrived() else ""
                raise MissingPartError(
                    f"{what}: {error}{kept}: try again later, {ELSEWHERE}"
                ) from error
            stop.wait(max(PATIENCE.pause * 2 ** (failed - 1), min(error.pause, _LONGEST_PAUSE)))
