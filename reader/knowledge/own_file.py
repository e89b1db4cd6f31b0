"""The reader's own knowledge as a file, `knowledge.rec` in the data folder, open to any editor.

Records are put in, replaced and taken out one by one; every other line stays as it is, be it a
remark or a record that cannot be read. What was there before the last change is kept beside it as
`knowledge.rec.bak`, and every file with something that cannot be read as
`knowledge.rec.damaged-…` before anything is written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from reader import paths
from reader.errors import InputError, OutputError
from reader.files import write_atomically
from reader.knowledge.own_records import Described, Hidden, OwnRecord, SameAs, Wish, read_own
from reader.knowledge.records import Fault, record_blocks

__all__ = ["Change", "OwnFile", "TakenIn", "edited", "read_own_file", "subject"]

_LIMIT: Final = 5_000_000
"""Bytes; ten thousand records take about that."""
_HEAD: Final = (
    "# Names of your own. What stands here wins over what comes with Qari. Change it in the\n"
    "# window (“Your names” in the menu) or with any text editor; empty lines part the records.\n"
)


@dataclass(frozen=True, slots=True)
class Change:
    """Records that go and records that come in their place, as text; either may be empty."""

    before: str
    after: str

    @property
    def back(self) -> Change:
        """What undoes it."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the records of an imported file; `yours` were left as the reader wrote them,
    `same` were there already, `faults` cannot be read."""

    added: int = 0
    replaced: int = 0
    yours: int = 0
    same: int = 0
    faults: tuple[Fault, ...] = ()


def subject(wish: Wish) -> tuple[str, str]:
    """What a record is about: two of one subject contradict each other."""
    match wish:
        case Described(id):
            return "entity", id
        case SameAs(what) | Hidden(what):
            return "name", what


def edited(text: str, changes: Sequence[Change]) -> str:
    """`text` with each change made; a record that is to go and is not there changes nothing, one
    that comes without another going is put at the end."""
    for change in changes:
        text = _edited(text, change)
    return text


def _edited(text: str, change: Change) -> str:
    lines = text.splitlines(keepends=True)
    after = change.after.splitlines(keepends=True)
    if after and not after[-1].endswith("\n"):
        after[-1] += "\n"
    for block in record_blocks(text) if change.before else ():
        if "\n".join(line for _, line in block) == change.before:
            first, last = block[0][0] - 1, block[-1][0]
            remarks = [line for line in lines[first:last] if line.startswith("#")]
            if not after and last < len(lines) and not lines[last].strip():
                last += 1
            return "".join([*lines[:first], *remarks, *after, *lines[last:]])
    if not after:
        return text
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    gap = ["\n"] if lines and lines[-1].strip() else []
    return "".join([*lines, *gap, *after])


def read_own_file(path: Path) -> str:
    """The text of a knowledge file; bytes that are not UTF-8 come as lone surrogates, which make
    their record a fault and are written back as they were.

    Raises InputError if it cannot be read."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LIMIT + 1)
    except OSError as error:
        raise InputError(
            f"{path} could not be read ({error.strerror or error});"
            " change its permissions or move it away"
        ) from error
    if len(raw) > _LIMIT:
        raise InputError(f"{path} is larger than 5 MB; a knowledge file is a list of names")
    return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


class OwnFile:
    """A file that is not there holds no records."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @cached_property
    def path(self) -> Path:
        """Raises OutputError, as every method, where there can be no data folder."""
        return self._path or paths.data_dir() / "knowledge.rec"

    def text(self) -> str:
        """What the file says, "" if there is none. Raises InputError if it cannot be read."""
        return read_own_file(self.path) if self.path.exists() else ""

    def records(self) -> tuple[list[OwnRecord], list[Fault]]:
        """Those that can be read, and what is wrong with the others. Raises as `text`."""
        return _sorted(self.text(), self.path.name)

    def change(self, *changes: Change) -> None:
        """Makes the changes in the file as it is now, all of them or none; it is on the disk when
        this returns.

        Raises InputError if the file cannot be read, OutputError if it cannot be written."""
        before = self.text()
        after = edited(before or _HEAD, changes)
        if after == (before or _HEAD):
            return
        self._keep(before)
        self._write(self.path, after)

    def take_in(
        self, text: str, file: str, *, theirs: bool = False
    ) -> tuple[TakenIn, list[Change]]:
        """What importing `text`, the content of another such file, would change, and how; `theirs`
        takes its records also where the reader has one on the same name.

        Raises InputError if it holds no record that can be read."""
        found, faults = _sorted(text, file)
        if not found:
            why = f" ({faults[0]})" if faults else ""
            raise InputError(f"{file} holds no records of names{why}; choose a file Qari exported")
        there = {subject(record.wish): record for record in self.records()[0]}
        changes: list[Change] = []
        added = replaced = yours = same = 0
        for record in found:
            own = there.get(subject(record.wish))
            if own is None:
                added += 1
            elif own.wish == record.wish:
                same += 1
                continue
            elif not theirs:
                yours += 1
                continue
            else:
                replaced += 1
            changes.append(Change(own.text if own else "", record.text))
            there[subject(record.wish)] = record
        return TakenIn(added, replaced, yours, same, tuple(faults)), changes

    def exported(self) -> str:
        """The records that can be read, as a file for others. Raises as `text`."""
        return "\n\n".join([_HEAD.rstrip(), *(r.text for r in self.records()[0])]) + "\n"

    def _keep(self, text: str) -> None:
        """Keeps the file as it is, aside from the one that is to be written."""
        if not text:
            return
        raw = _bytes(text)
        if _sorted(text, "")[1]:
            name = f"{self.path.name}.damaged-{hashlib.sha256(raw).hexdigest()[:8]}"
            damaged = self.path.with_name(name)
            if not damaged.exists():
                self._write(damaged, text)
        self._write(self.path.with_name(f"{self.path.name}.bak"), text)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        # Made by hand so that nobody else may read which names somebody looks for.
        new = not path.exists()
        with contextlib.suppress(OSError):
            if new:
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        try:
            write_atomically(path, _bytes(text))
        except OutputError:
            with contextlib.suppress(OSError):
                if new and path.stat().st_size == 0:
                    path.unlink()
            raise


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _sorted(text: str, file: str) -> tuple[list[OwnRecord], list[Fault]]:
    """Of two records on one subject the first counts and the second is a fault."""
    records: dict[tuple[str, str], OwnRecord] = {}
    faults: list[Fault] = []
    for record in read_own(text, file):
        if isinstance(record, Fault):
            faults.append(record)
        elif subject(record.wish) in records:
            what = subject(record.wish)[1]
            faults.append(Fault(file, record.line, f"“{what}” has a record above already"))
        else:
            records[subject(record.wish)] = record
    return list(records.values()), faults
