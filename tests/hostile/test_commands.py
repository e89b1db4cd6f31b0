"""The commands under bad input and on bad disks: a sentence, the right status, nothing half done.

Where the disk matters, each runs as a program on a small disk of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import cli
from reader.paths import data_dir

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "tell-abyad-road.txt"
ARABIC = "وصلت القوات التركية إلى مدينة الرقة. "


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


ARTICLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "does not exist"),
    "a folder": (lambda path: path.mkdir(), "folder"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "spaces": (lambda path: path.write_bytes(b" \n\t\n"), "empty"),
    "binary": (lambda path: path.write_bytes(b"\x00\x01\x02\xff" * 1000), "not a text file"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "picture"),
    "no Arabic": (lambda path: path.write_text("only English", "utf-8"), "no Arabic"),
    "200 MB": (_large, "20 MB"),
    "too long": (lambda path: path.write_text("كلمة " * 1_100_000, "utf-8"), "split"),
    "in no known encoding": (
        lambda path: path.write_bytes(("переговоры продолжатся завтра " * 3).encode("koi8-r")),
        "encoding",
    ),
    "a pipe": (lambda path: os.mkfifo(path), "ordinary file"),
    "under a file": (lambda path: path, "does not exist"),
}


@pytest.mark.parametrize("what", ARTICLES)
@pytest.mark.parametrize("command", ["analyze", "export"])
def test_an_article_that_cannot_be_read_is_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, command: str
) -> None:
    make, said = ARTICLES[what]
    path = tmp_path / "a.txt"
    make(path)
    if what == "under a file":
        (tmp_path / "file").write_bytes(b"")
        path = tmp_path / "file" / "a.txt"
    out = tmp_path / "out.json"
    status = cli.main([command, str(path), *(["-o"] if command == "analyze" else []), str(out)])
    told = capsys.readouterr()
    assert status == 3
    assert told.out == ""
    assert told.err.startswith("qari: error: ")
    assert told.err.count("\n") == 1
    assert str(path) in told.err
    assert said in told.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none/out.json", "does not exist"),
        ("file/out.json", "its folder is a file"),
        ("folder.json", "it is a folder"),
        ("n" * 300 + ".json", "too long"),
        ("\x1b[31m\n/out.json", r"\x1b[31m\n/out.json"),
    ],
)
@pytest.mark.parametrize("command", ["analyze", "export"])
def test_a_place_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str, command: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.json").mkdir()
    out = str(tmp_path / name)
    # The article is not there either: the place is looked at first.
    status = cli.main([command, "none.txt", *(["-o"] if command == "analyze" else []), out])
    told = capsys.readouterr()
    assert (status, told.out) == (1, "")
    assert told.err.count("\n") == 1
    assert said in told.err


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_folder_without_permission_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o555)
    try:
        assert cli.main(["export", str(SAMPLE), str(tmp_path / "out.pdf")]) == 1
    finally:
        tmp_path.chmod(0o755)
    assert "no permission" in capsys.readouterr().err


# ---------------------------------------------------------------- disks

_DISK = """
set -e
disk=$1; options=$2; shift 2
mount -t tmpfs -o size=96k qari "$disk"
printf old > "$disk/out.json"; printf old > "$disk/out.pdf"; printf old > "$disk/article.pdf"
[ -z "$options" ] || mount -o "remount,$options" "$disk"
status=0
"$@" || status=$?
printf '%s\\n' --- >&2
for file in out.json out.pdf article.pdf; do cat "$disk/$file" >&2; echo >&2; done
ls -A "$disk" >&2
exit $status
"""


@pytest.fixture(scope="session")
def namespace() -> list[str]:
    """The command that lets another one mount a disk of its own."""
    unshare = shutil.which("unshare")
    for options in (["-m"], ["-rm"]):
        command = [str(unshare), *options]
        probe = [*command, "sh", "-c", "mount -t tmpfs qari /tmp"]
        if unshare and subprocess.run(probe, capture_output=True).returncode == 0:
            return command
    pytest.skip("this system lets no test mount a disk")


def on_disk(
    namespace: list[str], disk: Path, options: str, *arguments: str | Path, **variables: Path
) -> tuple[int, str, list[str]]:
    """Status and first line on stderr of the command, and what is then on the disk."""
    disk.mkdir()
    command = [sys.executable, "-m", "reader", *map(str, arguments)]
    process = subprocess.run(
        [*namespace, "sh", "-c", _DISK, "sh", str(disk), options, *command],
        capture_output=True,
        timeout=120,
        env=os.environ | {name: str(value) for name, value in variables.items()},
    )
    said, _, left = process.stderr.decode().partition("---\n")
    assert said.count("\n") <= 1, said
    return process.returncode, said, left.splitlines()


INTACT = ["old", "old", "old", "article.pdf", "out.json", "out.pdf"]


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["export", SAMPLE, "DISK/out.json"], "out.json"),
        (["demo", "--out", "DISK"], "article.pdf"),
    ],
)
def test_a_full_disk_is_told_and_what_was_there_stays(
    tmp_path: Path, namespace: list[str], command: list[str | Path], file: str
) -> None:
    disk = tmp_path / "disk"
    arguments = [str(part).replace("DISK", str(disk)) for part in command]
    status, said, left = on_disk(namespace, disk, "", *arguments)
    assert status == 1
    assert said.startswith(f"qari: error: cannot write {disk}/{file}: the disk is full")
    assert left == INTACT


def test_a_read_only_disk_is_told_before_the_work(tmp_path: Path, namespace: list[str]) -> None:
    disk = tmp_path / "disk"
    status, said, left = on_disk(namespace, disk, "ro", "export", "none.txt", disk / "out.pdf")
    assert status == 1
    assert "read-only" in said
    assert left == INTACT


def test_a_cache_on_a_full_disk_keeps_nobody_from_reading(
    tmp_path: Path, namespace: list[str]
) -> None:
    disk, out = tmp_path / "disk", tmp_path / "out.json"
    status, said, _ = on_disk(
        namespace, disk, "", "analyze", SAMPLE, "-q", "-o", out, QARI_CACHE_DIR=disk
    )
    assert (status, said) == (0, "")
    assert out.stat().st_size > 100_000


def test_a_data_folder_that_cannot_be_written_keeps_nobody_from_reading(
    tmp_path: Path, namespace: list[str]
) -> None:
    """As on a machine where an administrator has installed the dictionary for all."""
    disk, out = tmp_path / "disk", tmp_path / "out.json"
    own = tmp_path / "data"
    own.mkdir()
    (own / "dictionary").symlink_to((data_dir() / "dictionary").resolve())
    for name in ("argos", "library.sqlite3"):
        (own / name).symlink_to(disk / name)
    status, _, _ = on_disk(
        namespace, disk, "ro", "analyze", SAMPLE, "-q", "-o", out, QARI_DATA_DIR=own
    )
    assert status == 0
    assert out.stat().st_size > 100_000
