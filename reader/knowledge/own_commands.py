"""`qari knowledge`: the reader's own names shown, taken in from a file, written to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.files import check_writable, write_atomically
from reader.knowledge.base import load_knowledge
from reader.knowledge.own import with_own
from reader.knowledge.own_file import OwnFile, TakenIn, read_own_file
from reader.knowledge.own_records import Described, Hidden, OwnRecord, SameAs

__all__ = ["export_own", "import_own", "list_own"]

Say = Callable[[str], None]


def list_own(say: Say, complain: Say) -> None:
    """Says what the reader added, corrected and left out, a line each; records that do not count
    go to `complain`.

    Raises InputError if the file cannot be read, BrokenPartError without a knowledge base."""
    file = OwnFile()
    records, _ = file.records()
    ours = load_knowledge()
    for record in records:
        corrects = isinstance(record.wish, Described) and record.wish.id in ours
        say(_told(record, corrects=corrects))
    for fault in with_own(ours, file).own_faults:
        complain(str(fault))


def _told(record: OwnRecord, *, corrects: bool) -> str:
    match record.wish:
        case Described(id, fields):
            given = dict(fields)
            names = " = ".join(given[name] for name in ("ar", "en") if name in given)
            return f"{'corrected' if corrects else 'added'}: {id}" + (f": {names}" if names else "")
        case SameAs(what, target, english):
            return f"same as {target}: {what}" + (f" = {english}" if english else "")
        case Hidden(what):
            return f"left out: {what}"


def export_own(out: Path, say: Say) -> None:
    """Writes the reader's names to a file for others. Raises InputError, OutputError."""
    check_writable(out)
    file = OwnFile()
    write_atomically(out, file.exported().encode("utf-8"))
    say(f"wrote {len(file.records()[0]):,} names to {out}")


def import_own(path: Path, say: Say, complain: Say, *, theirs: bool) -> None:
    """Takes in the names of a file that somebody exported or wrote; `theirs` also where the reader
    has something else on the same name. Records that cannot be read go to `complain`.

    Raises InputError for a file without such records, with nothing taken in; OutputError."""
    file = OwnFile()
    outcome, changes = file.take_in(read_own_file(path), path.name, theirs=theirs)
    file.change(*changes)
    for fault in outcome.faults:
        complain(str(fault))
    say(f"{path.name}: {_counted(outcome)}")


def _counted(outcome: TakenIn) -> str:
    told = (
        (outcome.added, "added"),
        (outcome.replaced, "replaced"),
        (outcome.same, "there already"),
        (outcome.yours, "left as you have them"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in told if count)
