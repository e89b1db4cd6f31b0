"""A database file: brought up to date, backed up, kept when damaged, told about in a sentence."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import OutputError, QariError
from reader.library.database import Database, Migration

ONE: tuple[Migration, ...] = (("CREATE TABLE word (text TEXT)",),)
TWO: tuple[Migration, ...] = (*ONE, ("ALTER TABLE word ADD COLUMN note TEXT DEFAULT 'old'",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "words.sqlite3"


def opened(path: Path, migrations: tuple[Migration, ...] = ONE, wait: float = 0.1) -> Database:
    return Database(path, migrations, "list of words", wait=wait)


def filled(path: Path, words: int = 1) -> None:
    database = opened(path)
    database.write_many("INSERT INTO word VALUES (?)", [(f"word {n}",) for n in range(words)])
    database.close()


def test_a_new_file_is_readable_only_by_its_owner(path: Path) -> None:
    opened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_written_is_there_when_opened_again(path: Path) -> None:
    filled(path)
    database = opened(path)
    assert database.rows("SELECT text FROM word") == [("word 0",)]
    assert database.notices == ()
    database.close()


def test_what_was_written_is_there_though_the_program_was_killed(path: Path) -> None:
    database = opened(path)
    database.write("INSERT INTO word VALUES ('x')")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT text FROM word").fetchall() == [("x",)]
    database.close()


def test_a_migration_keeps_the_rows_and_a_copy_of_the_file_as_it_was(path: Path) -> None:
    filled(path)
    database = opened(path, TWO)
    assert database.rows("SELECT text, note FROM word") == [("word 0", "old")]
    database.close()
    backup = path.with_name("words.sqlite3.v1.bak")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as old:
        assert old.execute("SELECT * FROM word").fetchall() == [("word 0",)]


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    filled(path)
    broken = (*ONE, ("ALTER TABLE word ADD COLUMN note TEXT", "ALTER TABLE nothing ADD x"))
    with pytest.raises(OutputError, match="list of words"):
        opened(path, broken)
    database = opened(path)
    assert database.rows("SELECT * FROM word") == [("word 0",)]
    database.close()


def test_a_file_of_a_newer_qari_is_left_alone(path: Path) -> None:
    opened(path, TWO).close()
    before = path.read_bytes()
    with pytest.raises(QariError, match="made by a newer Qari"):
        opened(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage", ["not a database at all, whatever its name is" * 9, "head", "cut"]
)
def test_a_damaged_file_is_kept_and_told_about_and_a_new_one_begun(path: Path, damage: str) -> None:
    filled(path, 3000)
    raw = path.read_bytes()
    if damage == "head":
        raw = b"\xff" * 100 + raw[100:]
    elif damage == "cut":
        raw = raw[: len(raw) // 3]
    else:
        raw = damage.encode()
    path.write_bytes(raw)
    database = opened(path)
    assert database.rows("SELECT * FROM word") == []
    (notice,) = database.notices
    (kept,) = path.parent.glob("words.sqlite3.damaged-*")
    assert kept.read_bytes() == raw
    assert kept.name in notice
    assert "\n" not in notice
    database.close()


def test_another_program_that_writes_is_told_in_a_sentence(path: Path) -> None:
    database = opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="in use by another program"):
            database.write("INSERT INTO word VALUES ('x')")
        assert database.rows("SELECT * FROM word") == []  # reading goes on
        other.execute("ROLLBACK")
    database.write("INSERT INTO word VALUES ('x')")
    database.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(path: Path) -> None:
    database = opened(path)
    database.write("INSERT INTO word VALUES ('before')")
    database.rows("PRAGMA max_page_count=4")
    with pytest.raises(OutputError, match="the disk is full"):
        database.write_many("INSERT INTO word VALUES (?)", [("x" * 2000,)] * 50)
    assert database.rows("SELECT * FROM word") == [("before",)]
    database.close()


def test_a_file_that_may_not_be_written_is_read_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    # Permissions do not bind every user who runs this; what the system would say is put instead.
    monkeypatch.setattr("os.access", lambda *_: False)
    database = opened(path)
    assert database.read_only
    assert database.rows("SELECT text FROM word") == [("word 0",)]
    with pytest.raises(OutputError, match="allow writing to its folder"):
        database.write("INSERT INTO word VALUES ('x')")
    database.close()


def test_a_folder_that_cannot_hold_the_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="the list of words "):
        opened(tmp_path / "file" / "words.sqlite3")


def test_threads_write_one_after_the_other(path: Path) -> None:
    database = opened(path)

    def write() -> None:
        for n in range(50):
            database.write("INSERT INTO word VALUES (?)", (str(n),))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.rows("SELECT count(*) FROM word") == [(200,)]
    database.close()


def test_two_programs_can_open_a_new_file_at_once(path: Path) -> None:
    one, other = opened(path), opened(path)
    one.write("INSERT INTO word VALUES ('x')")
    assert other.rows("SELECT * FROM word") == [("x",)]
    one.close()
    other.close()
