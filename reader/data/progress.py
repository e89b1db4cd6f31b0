"""Telling how far a long job is, and stopping it from another thread."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final, Protocol

from reader.errors import Cancelled

__all__ = ["Progress", "Speed", "Stop", "megabytes"]

_WINDOW_SECONDS: Final = 3.0


class Progress(Protocol):
    """Told what is going on, how much of it is done (0 to 1, None if unknown) and, where bytes are
    counted, the amount in words ("34 of 121 MB, 2.1 MB/s"). What it raises ends the job."""

    def __call__(self, message: str, done: float | None, amount: str = "", /) -> None: ...


def megabytes(size: float) -> str:
    """Bytes for people: "0.4", "7.7", "121" (without the unit)."""
    value = size / 1e6
    return f"{value:.0f}" if value >= 99.95 else f"{value:.1f}"


class Stop:
    """A wish to end a job, set by one thread and heeded by another."""

    def __init__(self) -> None:
        self._event = Event()
        self._lock = Lock()
        self._hook: Callable[[], object] | None = None

    def set(self) -> None:
        self._event.set()
        with self._lock:
            if self._hook:
                self._hook()

    def is_set(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises Cancelled once the job is to end."""
        if self.is_set():
            raise Cancelled("stopped; what has arrived is kept for the next time")

    def wait(self, seconds: float) -> None:
        """Waits, but no longer than until the job is to end: then raises Cancelled."""
        self._event.wait(seconds)
        self.check()

    @contextmanager
    def calling(self, hook: Callable[[], object]) -> Iterator[None]:
        """Within the block `set` also calls `hook`, which wakes what the job is waiting for."""
        with self._lock:
            self._hook = hook
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._hook = None


class Speed:
    """Bytes a second over the last seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def at(self, total: int) -> float:
        """The speed now that `total` bytes are there; 0 while too little is known."""
        now = time.monotonic()
        self._seen.append((now, total))
        while now - self._seen[0][0] > _WINDOW_SECONDS and len(self._seen) > 2:
            self._seen.popleft()
        since, before = self._seen[0]
        return (total - before) / (now - since) if now - since > 0.2 else 0.0
