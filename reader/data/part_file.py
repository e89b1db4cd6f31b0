"""A download on its way: the bytes that have arrived and what is needed to go on from there.

The bytes lie in the cache under a name made from the address; beside them a small JSON file with
the server's validator (its ETag or date), without which nothing may be joined on.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from reader.errors import OutputError
from reader.paths import cache_dir

__all__ = ["PartFile", "arrived", "claim"]

_FORGET_SECONDS: Final = 14 * 24 * 3600
_LOCK: Final = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class PartFile:
    """Attributes: path (of the bytes), validator (ETag or date, "" if there is none to trust)."""

    def __init__(self, folder: Path, link: str) -> None:
        # Readable, since messages name it.
        name = re.sub(r"[^\w.-]", "_", link.rpartition("/")[2], flags=re.ASCII)[-60:]
        stem = f"{name}-{hashlib.sha256(link.encode()).hexdigest()[:8]}"
        self.path = folder / f"{stem}.part"
        self._facts = folder / f"{stem}.json"
        self.validator = ""
        with suppress(OSError, ValueError, KeyError, TypeError):
            self.validator = str(json.loads(self._facts.read_text("utf-8"))["validator"])

    @property
    def size(self) -> int:
        """Bytes that are there and may be joined on to."""
        if not self.validator:
            return 0
        with suppress(OSError):
            return self.path.stat().st_size
        return 0

    def open(self, validator: str, *, append: bool) -> BinaryIO:
        """The file to write to, after what is there or from the start."""
        self.validator = validator
        self._facts.write_text(json.dumps({"validator": validator}), "utf-8")
        return self.path.open("ab" if append else "wb")

    def sha256(self) -> str:
        with self.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    def discard(self) -> None:
        self.validator = ""
        self.path.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Keeps what can be gone on with; throws the rest away."""
        if self.size == 0:
            self.discard()


def _folder() -> Path:
    return cache_dir() / "downloads"


def arrived(link: str) -> int:
    """Bytes of a broken-off download of `link` that are kept."""
    return PartFile(_folder(), link).size


@contextmanager
def claim(link: str) -> Iterator[PartFile]:
    """The part file for `link`; one download at a time on a machine.

    Raises OutputError if another Qari is downloading or the cache cannot be written to."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise OutputError(
            f"the cache cannot be written to ({error.strerror}: {error.filename}); make it"
            " writable or set QARI_CACHE_DIR to another folder"
        ) from error
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            raise OutputError(
                "another Qari is downloading at this moment; wait until it is done or stop it"
            ) from error
        _forget_old(folder)
        part = PartFile(folder, link)
        try:
            yield part
        finally:
            part.tidy()
    finally:
        os.close(descriptor)


def _forget_old(folder: Path) -> None:
    """Throws away what nobody has come back for in two weeks."""
    for path in folder.iterdir():
        with suppress(OSError):
            if path.name != _LOCK and path.stat().st_mtime < time.time() - _FORGET_SECONDS:
                path.unlink()
