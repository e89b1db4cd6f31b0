"""One SQLite file: opened, brought up to date, and never lost.

`PRAGMA user_version` counts the migrations a file has been through. Before a migration the file is
copied beside itself; a file that is damaged is kept under another name and a new one begun. A
connection serves all threads, one at a time; between programs SQLite's own locks decide, and
readers never wait for a writer (write-ahead log).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from reader.errors import BrokenPartError, OutputError, QariError

__all__ = ["Database", "Migration"]

Migration = Sequence[str]
"""The statements that take a file from one version to the next, in one transaction."""

_WAIT: Final = 3.0
"""Seconds to wait for another program that is writing."""
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_WRITABLE: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)
_COMPANIONS: Final = ("", "-wal", "-shm", "-journal")


class Database:
    """The file at `path`; `what` is its name in sentences ("translation memory").

    Attributes:
        notices: what happened while opening it that the user should know, a sentence each.
        read_only: the file can be read but not written.

    Raises OutputError where it can neither be opened nor made, QariError where a newer Qari made
    it, BrokenPartError where it is damaged and `mend` is False (whoever opens a file only to read
    it has nobody to tell of a new one). Every method raises OutputError where it cannot write,
    BrokenPartError for a file that was damaged after it was opened.
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration],
        what: str,
        *,
        wait: float = _WAIT,
        mend: bool = True,
    ) -> None:
        self.path = path
        self.notices: tuple[str, ...] = ()
        self.read_only = False
        self._what = what
        self._wait = wait
        self._lock = threading.RLock()
        try:
            try:
                self._connection = self._opened()
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED or not mend:
                    raise
                self._set_aside()
                self._connection = self._opened()
            self.close = weakref.finalize(self, self._connection.close)
            self._bring_up_to_date(migrations)
        except (sqlite3.Error, OSError) as error:
            self._abandon()
            raise self._told(error) from error
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        if hasattr(self, "close"):
            self.close()

    # ------------------------------------------------------------ opening

    def _opened(self) -> sqlite3.Connection:
        new = not self.path.exists()
        if new:
            # Made by hand so that nobody else may read what a reader edits.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = self._connected()
        try:
            if not new:
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                if verdict != "ok":
                    damaged = sqlite3.DatabaseError(verdict)
                    damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                    raise damaged
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA secure_delete=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _connected(self) -> sqlite3.Connection:
        address = self.path.absolute().as_uri()
        if not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            # A log cannot be kept beside a file in a folder that may not be written.
            self.read_only = True
            address += "?mode=ro&immutable=1"
        return sqlite3.connect(
            address, uri=True, timeout=self._wait, isolation_level=None, check_same_thread=False
        )

    def _set_aside(self) -> None:
        """Keeps the damaged file, and what belongs to it, under another name."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        kept = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        for suffix in _COMPANIONS:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self.path}{suffix}").replace(f"{kept}{suffix}")
        self.notices += (
            f"the {self._what} {self.path} is damaged: it is kept as {kept.name} beside it, and a"
            " new one was begun",
        )

    def _bring_up_to_date(self, migrations: Sequence[Migration]) -> None:
        version = self._version()
        if version > len(migrations):
            raise QariError(
                f"the {self._what} {self.path} was made by a newer Qari:"
                " use that one, or move the file away"
            )
        if version == len(migrations) or self.read_only:
            if version != len(migrations):
                raise sqlite3.OperationalError("attempt to write a readonly database")
            return
        if version:
            self._back_up(version)
        with self.writing() as connection:
            # Another Qari may have done it while this one waited for the lock.
            for number in range(self._version(), len(migrations)):
                for statement in migrations[number]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={number + 1}")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _back_up(self, version: int) -> None:
        target = self.path.with_name(f"{self.path.name}.v{version}.bak")
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(part)) as copy:
            self._connection.backup(copy)
        part.replace(target)

    # ------------------------------------------------------------ use

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows a SELECT gives."""
        with self._lock, self._telling():
            return self._connection.execute(statement, parameters).fetchall()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: what is done to the connection inside is done wholly or not at all, and
        is on the disk when it ends."""
        with self._lock, self._telling():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # Some errors, such as a full disk, have rolled back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def write(self, statement: str, parameters: Sequence[object] = ()) -> None:
        """One statement that changes something."""
        with self.writing() as connection:
            connection.execute(statement, parameters)

    def write_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """The statement once for each of `rows`, all of them or none."""
        with self.writing() as connection:
            connection.executemany(statement, rows)

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error | OSError) -> QariError:
        code = _code(error)
        file = f"the {self._what} {self.path}"
        if code in _DAMAGED:
            return BrokenPartError(
                f"{file} is damaged: close Qari and open its window again;"
                " the file is then kept aside and a new one begun"
            )
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return OutputError(f"{file} is in use by another program: close that, or try again")
        if code == sqlite3.SQLITE_FULL:
            return OutputError(f"{file} cannot be written: the disk is full; free some space")
        if code in _NOT_WRITABLE or isinstance(error, PermissionError) or self.read_only:
            return OutputError(
                f"{file} cannot be written: allow writing to its folder,"
                " or set QARI_DATA_DIR to another one"
            )
        reason = error.strerror if isinstance(error, OSError) else None
        return OutputError(f"{file} cannot be used ({reason or error}): check the disk it is on")


def _code(error: BaseException) -> int:
    """SQLite's primary result code, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
