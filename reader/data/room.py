"""Whether a disk has the room for a part, asked before it is half written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from reader.errors import OutputError

__all__ = ["check_room"]

_SPARE: Final = 32 << 20
"""Bytes to leave free."""


def check_room(folder: Path, need: int) -> None:
    """Raises OutputError unless `need` bytes fit on the disk of `folder`, which exists."""
    free = shutil.disk_usage(folder).free
    if free < need + _SPARE:
        raise OutputError(
            f"not enough room in {folder}: {(need + _SPARE) / 1e6:.0f} MB are needed,"
            f" {free / 1e6:.0f} MB are free; free some or set QARI_DATA_DIR to another folder"
        )
