"""What a drag brings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

__all__ = ["dropped_files"]


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of this machine that a drag holds."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
