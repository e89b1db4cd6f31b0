"""Room on the disk: whether there is enough for a part, and giving back what was left behind."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from reader.errors import OutputError

__all__ = ["check_room", "sweep"]

_SPARE: Final = 32 << 20
"""Bytes to leave free."""
_DAY: Final = 24 * 3600


def check_room(folder: Path, need: int, variable: str = "QARI_DATA_DIR") -> None:
    """Raises OutputError unless `need` bytes fit on the disk of `folder`, which exists; `variable`
    is the environment variable that names another folder."""
    free = shutil.disk_usage(folder).free
    if free < need + _SPARE:
        raise OutputError(
            f"not enough room in {folder}: {(need + _SPARE) / 1e6:.0f} MB are needed,"
            f" {free / 1e6:.0f} MB are free; free some or set {variable} to another folder"
        )


def sweep(folder: Path) -> None:
    """Deletes what installations and removals that were cut off left in `folder` a day ago or
    earlier; later ones may still be at work."""
    for path in folder.glob(".*-*"):
        aside = path.name.startswith((".incoming-", ".removed-", ".replaced-"))
        with suppress(OSError):
            if aside and path.stat().st_mtime < time.time() - _DAY:
                shutil.rmtree(path, ignore_errors=True)
