"""Writing a result so that its file is either complete or as it was before."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from reader.errors import OutputError

__all__ = ["check_writable", "write_atomically"]

_REASONS = {
    errno.EACCES: "no permission; choose a folder you may write to",
    errno.EPERM: "no permission; choose a folder you may write to",
    errno.EROFS: "that disk is read-only; choose another folder",
    errno.ENOSPC: "the disk is full; free some space or choose another disk",
    errno.EDQUOT: "your disk quota is used up; free some space or choose another disk",
    errno.EFBIG: "the file is too large for that disk; choose another disk",
    errno.EISDIR: "it is a folder; give the name of a file",
    errno.ENOTDIR: "its folder is a file; choose another folder",
    errno.ENOENT: "its folder does not exist; create the folder first",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def _failure(out: Path, error: OSError) -> OutputError:
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return OutputError(f"cannot write {out}: {reason}")


def check_writable(out: Path) -> None:
    """Says early, before an analysis of minutes, what would keep `out` from being written.

    Raises OutputError. That nothing is raised promises nothing: the disk may still fill up.
    """
    _target(out)


def _target(out: Path) -> Path:
    """The file to replace: `out`, or what it links to, so that a link stays a link."""
    try:
        target = Path(os.path.realpath(out))
        if target.is_dir():
            raise _failure(out, OSError(errno.EISDIR, ""))
        if target.exists() and not os.access(target, os.W_OK):
            # A rename would replace it all the same; whoever made it read-only meant it.
            raise OutputError(f"cannot write {out}: the file is read-only; choose another name")
        folder = target.parent
        if not folder.exists():
            raise _failure(out, OSError(errno.ENOENT, ""))
        if not folder.is_dir():
            raise _failure(out, OSError(errno.ENOTDIR, ""))
        if not (target.exists() and not target.is_file()) and not os.access(folder, os.W_OK):
            raise _failure(out, OSError(errno.EACCES, ""))
    except OSError as error:
        raise _failure(out, error) from error
    return target


def write_atomically(out: Path, data: bytes) -> None:
    """Writes `data` to `out` through a temporary neighbour, flushed to the disk, then renamed.

    A device or pipe is written to directly, since renaming would replace it. Raises OutputError,
    after which an earlier `out` is untouched and nothing else is left in its folder.
    """
    target = _target(out)
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                device.write(data)
            return
        _replace(target, data)
    except OSError as error:
        raise _failure(out, error) from error


def _replace(target: Path, data: bytes) -> None:
    neighbour = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    # Opened by hand: mkstemp would make a private file where the user's umask should decide.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(neighbour, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            neighbour.chmod(target.stat().st_mode & 0o7777)
        neighbour.replace(target)
    except BaseException:
        with suppress(OSError):
            neighbour.unlink()
        raise
