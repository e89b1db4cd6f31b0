from __future__ import annotations

import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.errors import OutputError
from reader.files import check_writable, write_atomically


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "تقرير.pdf"
    write_atomically(out, b"new")
    assert out.read_bytes() == b"new"
    assert _names(tmp_path) == ["تقرير.pdf"]


def test_an_earlier_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"old")
    out.chmod(0o640)
    write_atomically(out, b"new")
    assert out.read_bytes() == b"new"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "out.json", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"through")
    reader.join()
    assert got == [b"through"]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere/out.pdf", "its folder does not exist"),
        ("", "it is a folder"),
        ("file/out.pdf", "its folder is a file"),
        ("n" * 300 + ".pdf", "the name is too long"),
    ],
)
@pytest.mark.parametrize("act", [check_writable, lambda out: write_atomically(out, b"new")])
def test_a_place_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, name: str, reason: str, act: object
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=reason) as error:
        act(tmp_path / name)  # type: ignore[operator]
    assert "\n" not in str(error.value)
    assert _names(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_told() -> None:
    with pytest.raises(OutputError, match="the disk is full"):
        write_atomically(Path("/dev/full"), b"x" * 100_000)
    assert Path("/dev/full").is_char_device()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("may not mount a small file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(tiny_disk: Path) -> None:
    out = tiny_disk / "out.pdf"
    write_atomically(out, b"old")
    with pytest.raises(OutputError, match="the disk is full"):
        write_atomically(out, b"x" * 200_000)
    assert out.read_bytes() == b"old"
    assert _names(tiny_disk) == ["out.pdf"]


@contextmanager
def _ordinary_user() -> Iterator[None]:
    """Gives up the rights of root, which may write everywhere, if the tests have them."""
    if os.geteuid() != 0:
        yield
        return
    os.setresgid(65534, 65534, 0)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that every user of the machine may reach, with its parents."""
    closed = [p for p in (tmp_path, *tmp_path.parents) if p.stat().st_uid == os.geteuid()]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in closed}
    for path, mode in modes.items():
        if not mode & 0o001:
            path.chmod(mode | 0o011)
    yield tmp_path
    for path, mode in modes.items():
        path.chmod(mode)


def test_a_read_only_file_is_not_replaced(open_folder: Path) -> None:
    folder = open_folder / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    out = folder / "out.json"
    out.write_bytes(b"old")
    out.chmod(0o444)
    with _ordinary_user(), pytest.raises(OutputError, match="the file is read-only"):
        write_atomically(out, b"new")
    assert out.read_bytes() == b"old"


def test_a_folder_without_permission_is_told(open_folder: Path) -> None:
    folder = open_folder / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    out = folder / "out.json"
    with _ordinary_user(), pytest.raises(OutputError, match="no permission; choose a folder"):
        write_atomically(out, b"new")
    folder.chmod(0o755)
    assert _names(folder) == []
