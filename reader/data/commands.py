"""What `qari data …` prints: the parts, in lines for people."""

from __future__ import annotations

from collections.abc import Callable

from reader.data import install as parts
from reader.data.catalogue import Part, State, catalogue, listed_with, verified
from reader.data.index import look
from reader.data.progress import Stop
from reader.errors import BrokenPartError, MissingPartError, UsageError

__all__ = ["install", "list_items", "remove", "verify"]

Say = Callable[[str], object]
"""Takes one line at a time, such as `print`."""


def list_items(say: Say, *, online: bool = False) -> None:
    """Every part there is: state, size, licence, checksum, place; with `online` also what can be
    had, for which the network is asked.

    Raises MissingPartError, after all that is known, where a source cannot be asked or is odd."""
    offers, problems = look(Stop()) if online else ([], [])
    for part in listed_with(catalogue(), [offer.part for offer in offers]):
        say(_headline(part))
        for name, value in _details(part):
            say(f"    {name:<9}{value}")
    if problems:
        raise MissingPartError("; also: ".join(problems))


def install(what: str, say: Say) -> None:
    """Installs a part by name or from a file; raises as `reader.data.install.install` does."""
    told: set[tuple[str, int]] = set()

    def progress(message: str, done: float | None, amount: str = "", /) -> None:
        quarter = int((done or 0.0) * 4)
        if (message, quarter) not in told:
            told.add((message, quarter))
            share = "" if done is None else f": {quarter * 25} %"
            say(f"{message}{share}{f' ({amount})' if amount else ''}")

    part = parts.install(what, progress)
    say(_headline(part))
    say(f"    {'SHA-256':<9}{part.sha256}")


def remove(name: str, say: Say) -> None:
    """Removes a part; raises as `reader.data.install.remove` does."""
    say(f"removed {parts.remove(name)}")


def verify(name: str | None, say: Say) -> None:
    """Reads the parts (or the one of that name) through and tells how each does.

    Raises BrokenPartError if one is damaged, UsageError for an unknown name, MissingPartError if
    the one asked for is not installed."""
    checked = verified(name)
    if not checked:
        raise UsageError(f"there is no part called {name}; parts are listed by: qari data list")
    for part in checked:
        say(_headline(part))
    for part in checked:
        if part.state is State.BROKEN:
            raise BrokenPartError(f"{part.name} is damaged: {part.problem}; {part.mend}")
        if part.state is State.MISSING and name is not None:
            raise MissingPartError(f"{part.name} is not installed; {part.mend}")


def _headline(part: Part) -> str:
    words = [f"{part.name}: {part.state}"]
    if part.version:
        words.append(f"version {part.version}")
    if part.size:
        words.append(f"{part.size / 1e6:.1f} MB")
    if part.in_use:
        words.append("in use")
    return ", ".join(words)


def _details(part: Part) -> list[tuple[str, str]]:
    lines = [
        ("brings", part.brings),
        ("licence", part.licence),
        ("where", str(part.path or "")),
        ("SHA-256", part.sha256),
        ("wrong", part.problem),
        ("to do", part.mend),
    ]
    return [(name, value) for name, value in lines if value]
