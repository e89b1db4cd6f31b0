"""The reader's own sentences, notes and choices, in `library.sqlite3` in the data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from reader import paths
from reader.errors import Cancelled, InputError
from reader.library.database import Database, Migration
from reader.translation.memory import Kept, Similar, sentence_key
from reader.translation.similar import LEAST, SimilarIndex, fold, score, signature

__all__ = ["ENTRY_LIMIT", "MIGRATIONS", "Imported", "Library"]

ENTRY_LIMIT: Final = 500_000
"""Sentences of the memory; more would make opening it slow."""

_CHUNK: Final = 1000
"""Sentences imported in one transaction: another window waits no longer than that takes."""

MIGRATIONS: Final[tuple[Migration, ...]] = (
    (
        # A sentence kept anew gets a new number: an index of the others need only be added to.
        """
        CREATE TABLE kept (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            arabic TEXT NOT NULL,
            english TEXT NOT NULL,
            was TEXT NOT NULL,
            file TEXT NOT NULL,
            changed TEXT NOT NULL,
            letters INTEGER NOT NULL,
            signature BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE note (
            key TEXT PRIMARY KEY,
            arabic TEXT NOT NULL,
            text TEXT NOT NULL,
            changed TEXT NOT NULL
        )
        """,
    ),
    (
        """
        CREATE TABLE taken_back (
            key TEXT NOT NULL,
            correction TEXT NOT NULL,
            changed TEXT NOT NULL,
            PRIMARY KEY (key, correction)
        ) WITHOUT ROWID
        """,
    ),
)

_FIELDS: Final = "arabic, english, was, file, changed"
_KEEP: Final = (
    f"INSERT OR REPLACE INTO kept ({_FIELDS}, key, letters, signature)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the pairs of an imported memory: `added` and `replaced` (an earlier import's)
    are in the memory now; `yours` gave way to what the reader wrote; `same` were there already."""

    added: int = 0
    replaced: int = 0
    yours: int = 0
    same: int = 0


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(kept: Kept) -> tuple[object, ...]:
    folded = fold(kept.arabic)
    return (
        kept.arabic,
        kept.english,
        kept.was,
        kept.file,
        kept.changed or _now(),
        sentence_key(kept.arabic),
        len(folded),
        signature(folded),
    )


class Library:
    """Attributes: `database`. `mend` as in `Database`.

    Raises what `Database` raises, in its methods too."""

    def __init__(self, path: Path | None = None, *, mend: bool = True) -> None:
        file = path or paths.data_dir() / "library.sqlite3"
        self.database = Database(file, MIGRATIONS, "translation memory", mend=mend)
        self._index: SimilarIndex | None = None

    def take_notices(self) -> tuple[str, ...]:
        """What happened when it was opened that the reader should know, told once."""
        notices, self.database.notices = self.database.notices, ()
        return notices

    def close(self) -> None:
        self.database.close()

    @property
    def size(self) -> int:
        """How many sentences are kept."""
        return int(self.database.rows("SELECT count(*) FROM kept")[0][0])

    # ------------------------------------------------------------ sentences

    def find(self, arabic: str) -> Kept | None:
        """What is kept for this sentence, invisible marks and spaces aside."""
        found = self.database.rows(
            f"SELECT {_FIELDS} FROM kept WHERE key = ?", (sentence_key(arabic),)
        )
        return Kept(*found[0]) if found else None

    def keep(self, kept: Kept) -> None:
        """Keeps it, on the disk when this returns, in place of what was kept for the sentence."""
        self.database.write(_KEEP, _row(kept))

    def forget(self, arabic: str) -> None:
        """Keeps nothing for this sentence any more."""
        self.database.write("DELETE FROM kept WHERE key = ?", (sentence_key(arabic),))

    def similar(self, arabic: str, most: int = 5) -> list[Similar]:
        """What is kept for other sentences at least LEAST like this one, the likest first."""
        if self._index is None:
            self._index = SimilarIndex()
        self._index.add(
            self.database.rows(
                "SELECT id, letters, signature FROM kept WHERE id > ? ORDER BY id",
                (self._index.last,),
            )
        )
        folded, key = fold(arabic), sentence_key(arabic)
        numbers = self._index.candidates(folded)
        marks = ",".join("?" * len(numbers))
        found: list[Similar] = []
        for fields in self.database.rows(
            f"SELECT {_FIELDS}, key FROM kept WHERE id IN ({marks})", numbers
        ):
            likeness = score(folded, fold(fields[0]))
            if likeness >= LEAST and fields[-1] != key:
                found.append(Similar(Kept(*fields[:-1]), likeness))
        found.sort(key=lambda similar: (-similar.score, similar.kept.arabic))
        return found[:most]

    def entries(self) -> Iterator[Kept]:
        """All that is kept, the oldest first."""
        last = 0
        while True:
            found = self.database.rows(
                f"SELECT id, {_FIELDS} FROM kept WHERE id > ? ORDER BY id LIMIT ?", (last, _CHUNK)
            )
            if not found:
                return
            for fields in found:
                yield Kept(*fields[1:])
            last = found[-1][0]

    def take_in(
        self, pairs: Iterable[Kept], cancelled: Callable[[], bool] = lambda: False
    ) -> Imported:
        """Imports pairs that somebody else wrote. What the reader wrote stays; of two pairs for one
        sentence the later counts.

        Raises InputError when the memory is full, Cancelled; what came before is then kept."""
        added = replaced = yours = same = 0
        room = ENTRY_LIMIT - self.size
        stream = iter(pairs)
        while chunk := {sentence_key(kept.arabic): kept for kept in islice(stream, _CHUNK)}:
            if cancelled():
                raise Cancelled("the import was stopped; what was read before is in the memory")
            rows = []
            with self.database.writing() as connection:
                for key, kept in chunk.items():
                    there = connection.execute(
                        "SELECT english, file FROM kept WHERE key = ?", (key,)
                    ).fetchone()
                    if there is None:
                        added += 1
                    elif there[0] == kept.english:
                        same += 1
                        continue
                    elif not there[1]:
                        yours += 1
                        continue
                    else:
                        replaced += 1
                    rows.append(_row(kept))
                if added > room:
                    raise InputError(
                        f"the memory would hold more than {ENTRY_LIMIT:,} sentences:"
                        " import a smaller file"
                    )
                connection.executemany(_KEEP, rows)
        return Imported(added, replaced, yours, same)

    # ------------------------------------------------------------ notes

    def note(self, arabic: str) -> str:
        """What the reader noted about this sentence, "" if nothing."""
        found = self.database.rows("SELECT text FROM note WHERE key = ?", (sentence_key(arabic),))
        return str(found[0][0]) if found else ""

    def write_note(self, arabic: str, text: str) -> None:
        """Keeps a note; an empty one takes it away."""
        key = sentence_key(arabic)
        if text.strip():
            self.database.write(
                "INSERT OR REPLACE INTO note (key, arabic, text, changed) VALUES (?, ?, ?, ?)",
                (key, arabic, text.strip(), _now()),
            )
        else:
            self.database.write("DELETE FROM note WHERE key = ?", (key,))

    # ------------------------------------------------------------ corrections of names

    def taken_back(self, arabic: str) -> frozenset[str]:
        """The corrections ("was → is") that the reader took back in this sentence."""
        found = self.database.rows(
            "SELECT correction FROM taken_back WHERE key = ?", (sentence_key(arabic),)
        )
        return frozenset(correction for (correction,) in found)

    def take_back(self, arabic: str, correction: str) -> None:
        """Keeps that a correction is not wanted in this sentence."""
        self.database.write(
            "INSERT OR REPLACE INTO taken_back (key, correction, changed) VALUES (?, ?, ?)",
            (sentence_key(arabic), correction, _now()),
        )

    def give_back(self, arabic: str, correction: str) -> None:
        """Keeps that it is wanted after all."""
        self.database.write(
            "DELETE FROM taken_back WHERE key = ? AND correction = ?",
            (sentence_key(arabic), correction),
        )
