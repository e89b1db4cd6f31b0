from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.data.archive import open_archive, read_member, single_folder
from reader.errors import InputError


def _zip(path: Path, members: dict[str, bytes], mode: int | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if mode is not None:
                info.external_attr = mode << 16
            archive.writestr(info, content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "top/../../evil",
        "/etc/passwd",
        "top//file",
        "./top/file",
        "C:/windows/file",
        "top\\..\\file",
        "top/fi\nle",
        "top/fi\u202ele",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = _zip(tmp_path / "a.zip", {name: b"x"})
    with pytest.raises(InputError, match=r"a\.zip: was refused: .* is not a safe name") as error:
        open_archive(path).__enter__()
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    path = _zip(tmp_path / "a.zip", {"top/link": b"/etc/passwd"}, kind | 0o777)
    with pytest.raises(InputError, match="is a link or a device"), open_archive(path):
        pass


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"top/bomb": bytes(30_000_000)})
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="more than a hundred times its size"):
        open_archive(path).__enter__()


def test_a_bomb_that_lies_about_its_size_is_not_read_beyond_it(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"top/bomb": bytes(3_000_000)})
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    with pytest.raises(InputError, match="is not a whole zip file"), open_archive(path) as archive:
        assert sum(len(chunk) for chunk in read_member(archive, archive.infolist()[0])) <= 10


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {f"top/{i}": b"" for i in range(1001)})
    with pytest.raises(InputError, match="it holds 1001 files"), open_archive(path):
        pass


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"top/File": b"a", "top/file": b"b"})
    with pytest.raises(InputError, match="is there twice"), open_archive(path):
        pass


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"top/file": b"secret"})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the member's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the list
    path.write_bytes(data)
    with pytest.raises(InputError, match="is encrypted"), open_archive(path):
        pass


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_compression_is_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("top/file", b"x" * 100)
    with pytest.raises(InputError, match="packed in an unusual way"), open_archive(path):
        pass


def test_more_than_one_thing_at_the_top_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"one/file": b"", "two/file": b""})
    with pytest.raises(InputError, match="one folder, not 2"), open_archive(path) as archive:
        single_folder(path, archive)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is not a whole zip file"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(500)), "is not a whole zip file"),
    ],
)
def test_what_is_no_zip_file_is_told(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "a.zip"
    make(path)
    with pytest.raises(InputError, match=reason), open_archive(path):
        pass


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_anywhere_is_told_and_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    path = _zip(tmp_path / "a.zip", {"top/a": b"abc" * 50, "top/b": bytes(range(256))})
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(raw)[: data.draw(st.integers(len(raw) // 2, len(raw)))])
    with suppress(InputError), open_archive(path) as archive:
        for member in archive.infolist():
            assert sum(len(chunk) for chunk in read_member(archive, member)) == member.file_size
