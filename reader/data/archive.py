"""Reading a zip file that someone else made, without trusting it.

Nothing is unpacked until every member's name, kind and size has been looked at; then the bytes
really read are counted. See CPython's documentation of `zipfile` on decompression pitfalls.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from reader.errors import InputError

__all__ = ["MAX_BYTES", "open_archive", "read_member", "single_folder"]

_MAX_MEMBERS: Final = 1000
MAX_BYTES: Final = 2 * 1024**3
"""Unpacked; the largest public translation package has a quarter of it."""
_MAX_RATIO: Final = 100
_CHUNK: Final = 1 << 20


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file at `path`, its list of members checked.

    Raises InputError if it cannot be read, is damaged or is made to do harm, also for damage met
    while its members are read inside the block."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(path, archive)
            yield archive
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder, not a file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        UnicodeError,
    ) as error:
        raise InputError(
            f"{path.name}: is not a whole zip file ({error}); fetch it again"
        ) from error


def _check_members(path: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise _refused(path, f"it holds {len(members)} files")
    seen: set[str] = set()
    for member in members:
        _check_name(path, member.filename)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _refused(path, f"{member.filename!r} is a link or a device")
        if member.flag_bits & 0x1:
            raise _refused(path, f"{member.filename!r} is encrypted")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(path, f"{member.filename!r} is packed in an unusual way")
        folded = member.filename.rstrip("/").casefold()
        if folded in seen:
            raise _refused(path, f"{member.filename!r} is there twice")
        seen.add(folded)
    size = sum(member.file_size for member in members)
    if size > MAX_BYTES:
        raise _refused(path, f"it would unpack to {size / 1e9:.1f} GB")
    if size > _MAX_RATIO * max(path.stat().st_size, 1):
        raise _refused(path, "it would unpack to more than a hundred times its size")


def _check_name(path: Path, name: str) -> None:
    parts = name.rstrip("/").split("/")
    bad = any(part in ("", ".", "..") for part in parts)
    if bad or "\\" in name or ":" in name or not name.isprintable():
        raise _refused(path, f"{name!r} is not a safe name")


def _refused(path: Path, why: str) -> InputError:
    return InputError(f"{path.name}: was refused: {why}")


def single_folder(path: Path, archive: zipfile.ZipFile) -> PurePosixPath:
    """The one folder at the top that holds everything. Raises InputError if it is not so."""
    tops = {PurePosixPath(member.filename).parts[0] for member in archive.infolist()}
    if len(tops) != 1:
        raise _refused(path, f"it should hold one folder, not {len(tops)} things at its top")
    return PurePosixPath(tops.pop())


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member in pieces, never more than the size it was checked with; zipfile
    compares the checksum at the end."""
    left = member.file_size
    with archive.open(member) as file:
        while left > 0 and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
        if left > 0 or file.read(1):
            raise zipfile.BadZipFile(f"{member.filename!r} has not the size it claims")
