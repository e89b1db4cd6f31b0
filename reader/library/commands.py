"""`qari memory`: the reader's sentences in and out, and what is kept of articles forgotten."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from reader.export.tmx import read_tmx, write_tmx
from reader.files import check_writable
from reader.library.store import Imported, Library
from reader.library.translations import TranslationCache

__all__ = ["clear_cache", "export_memory", "import_memory"]

Say = Callable[[str], None]


def export_memory(out: Path, say: Say) -> None:
    """Writes the whole memory as TMX. Raises OutputError, and what `Library` raises."""
    check_writable(out)
    with contextlib.closing(Library(mend=False)) as library:
        count = write_tmx(library.entries(), out)
    say(f"wrote {count:,} sentences to {out}")


def import_memory(path: Path, say: Say) -> None:
    """Takes the Arabic–English pairs of a TMX file into the memory.

    Raises InputError for a file that is not TMX, not safe to read or holds no such pairs, with
    nothing taken in; and what `Library` raises."""
    found = sum(1 for _ in read_tmx(path))  # read to its end before anything of it is kept
    with contextlib.closing(Library(mend=False)) as library:
        outcome = library.take_in(read_tmx(path)) if found else Imported()
    say(f"{path.name}: {_told(outcome)}" if found else f"{path.name} holds no Arabic–English pairs")


def clear_cache(say: Say) -> None:
    """Forgets the translations kept of articles opened before; the reader's sentences stay.

    Raises OutputError where that cannot be written."""
    with contextlib.closing(TranslationCache()) as cache:
        cache.clear()
    say("forgot the translations of articles opened before")


def _told(outcome: Imported) -> str:
    told = (
        (outcome.added, "added"),
        (outcome.replaced, "replaced"),
        (outcome.same, "there already"),
        (outcome.yours, "left as you wrote them"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in told if count)
