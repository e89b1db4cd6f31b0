"""The menu of articles opened before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMenu

__all__ = ["fill_recent"]


def fill_recent(menu: QMenu, recent: Sequence[str], open_path: Callable[[Path], object]) -> None:
    """Fills `menu` with the files of `recent`, which `open_path` opens."""
    menu.clear()
    for name in recent:
        path = Path(name)
        action = menu.addAction(path.name.replace("&", "&&"))
        action.setToolTip(name)
        action.triggered.connect(lambda _=False, path=path: open_path(path))
    if not recent:
        menu.addAction("Nothing opened yet").setEnabled(False)
