"""Translations made before, in `translations.sqlite3` in the cache folder.

Nothing here is the reader's own: a damaged file is thrown away, a cache that cannot be used is as
good as an empty one, and what was not used for longest goes when the file grows too large.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reader import paths
from reader.errors import QariError
from reader.library.database import Database, Migration
from reader.model import Translation
from reader.translation.cache import from_bytes, to_bytes

__all__ = ["LIMIT", "MIGRATIONS", "TranslationCache"]

LIMIT: Final = 96_000_000
"""Bytes of translations kept: some 60,000 sentences with their links."""

_SPARE: Final = 0.9
"""The part of the limit that is left after making room, so that it is not made at every write."""
_DAY: Final = 86_400

MIGRATIONS: Final[tuple[Migration, ...]] = (
    (
        """
        CREATE TABLE translation (
            key BLOB PRIMARY KEY,
            value BLOB NOT NULL,
            size INTEGER NOT NULL,
            used INTEGER NOT NULL
        ) WITHOUT ROWID
        """,
        "CREATE INDEX translation_used ON translation (used, size)",
        "CREATE TABLE package (path TEXT PRIMARY KEY, state TEXT NOT NULL, sha256 TEXT NOT NULL)",
    ),
)


class TranslationCache:
    """Never raises: what cannot be read was never there, what cannot be written is not kept.

    `limit` is in bytes of translations; `used` of an entry is the day (since 1970) it was last
    given or made."""

    def __init__(self, path: Path | None = None, limit: int = LIMIT) -> None:
        self._limit = limit
        self._database: Database | None = None
        self._size = 0
        with contextlib.suppress(QariError, OSError):
            file = path or paths.cache_dir() / "translations.sqlite3"
            database = Database(file, MIGRATIONS, "cache of translations", wait=0.5)
            for damaged in file.parent.glob(f"{file.name}.damaged-*"):
                damaged.unlink(missing_ok=True)
            # The last few translations before a power cut are no loss.
            database.rows("PRAGMA synchronous=NORMAL")
            self._size = self._measured(database)
            self._database = database

    @staticmethod
    def _measured(database: Database) -> int:
        return int(database.rows("SELECT coalesce(sum(size), 0) FROM translation")[0][0])

    def close(self) -> None:
        if self._database:
            self._database.close()
            self._database = None

    def get(self, key: bytes) -> Translation | None:
        found = self._rows("SELECT value, used FROM translation WHERE key = ?", (key,))
        if not found:
            return None
        value, used = found[0]
        today = _today()
        if used != today:
            self._write("UPDATE translation SET used = ? WHERE key = ?", (today, key))
        return from_bytes(value)

    def put(self, key: bytes, translation: Translation) -> None:
        value = to_bytes(translation)
        if self._write(
            "INSERT OR REPLACE INTO translation (key, value, size, used) VALUES (?, ?, ?, ?)",
            (key, value, len(value), _today()),
        ):
            self._size += len(value)
            if self._size > self._limit:
                self._make_room()

    def known_hash(self, path: str, state: str) -> str:
        """The SHA-256 of the package at `path` if it was reckoned when its files were in `state`,
        else ""."""
        found = self._rows("SELECT sha256 FROM package WHERE path = ? AND state = ?", (path, state))
        return str(found[0][0]) if found else ""

    def remember_hash(self, path: str, state: str, sha256: str) -> None:
        self._write(
            "INSERT OR REPLACE INTO package (path, state, sha256) VALUES (?, ?, ?)",
            (path, state, sha256),
        )

    def clear(self) -> None:
        """Forgets all translations, also from the disk.

        Raises OutputError where the file cannot be written."""
        if self._database:
            self._database.write("DELETE FROM translation")
            self._database.rows("VACUUM")
            self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            self._size = 0

    def _make_room(self) -> None:
        """Drops what was not used for longest. The size is reckoned anew: other windows write."""
        database = self._database
        if database is None:
            return
        with contextlib.suppress(QariError):
            surplus = self._measured(database) - int(self._limit * _SPARE)
            dropped: list[tuple[bytes]] = []
            for key, size in database.rows("SELECT key, size FROM translation ORDER BY used, key"):
                if surplus <= 0:
                    break
                surplus -= size
                dropped.append((key,))
            database.write_many("DELETE FROM translation WHERE key = ?", dropped)
            self._size = self._measured(database)

    def _rows(self, statement: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        try:
            return self._database.rows(statement, parameters)
        except QariError:
            self.close()
            return []

    def _write(self, statement: str, parameters: Sequence[object]) -> bool:
        """Whether it could be written; after a failure nothing is tried again."""
        if self._database is None:
            return False
        try:
            self._database.write(statement, parameters)
        except QariError:
            self.close()
            return False
        return True


def _today() -> int:
    return int(time.time()) // _DAY
