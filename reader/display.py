"""Whether Qt can start here, found out in a process of its own: where it cannot, Qt ends the
process it is in."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

from reader.errors import MissingPartError

__all__ = ["check_qt", "has_display", "names_display"]

_WITHOUT_DISPLAY: Final = frozenset({"offscreen", "minimal"})
_SECONDS: Final = 60
_START: Final = "from PySide6.QtWidgets import QApplication; QApplication([])"
_LIBRARIES: Final = (
    "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"
    " libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)


def names_display() -> bool:
    """Whether the environment promises a display: always on macOS and Windows."""
    if sys.platform in {"darwin", "win32"}:
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform in _WITHOUT_DISPLAY:
        return False
    return bool(platform or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_display() -> bool:
    """Whether a window can be shown: a display is promised, and Qt can start on it."""
    try:
        if names_display():
            check_qt()
            return True
    except MissingPartError:
        pass
    return False


def check_qt(platform: str | None = None) -> None:
    """Starts Qt as the window would, on the named Qt platform or on the display there is.

    Raises MissingPartError saying what it lacks."""
    if getattr(sys, "frozen", False):
        return  # brings all its libraries, and no interpreter to ask
    environment = os.environ | ({"QT_QPA_PLATFORM": platform} if platform else {})
    try:
        tried = subprocess.run(
            [sys.executable, "-c", _START],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingPartError(f"Qt does not start ({error}); reinstall Qari") from error
    if tried.returncode != 0:
        raise MissingPartError(_reason(tried.stderr.decode("utf-8", "replace").splitlines()))


def _reason(said: list[str]) -> str:
    lines = [line.strip() for line in said if line.strip()] or ["no reason given"]
    first = next((line for line in lines if line.startswith("qt.qpa")), lines[-1])
    if "connect to display" in first:
        return f"Qt does not start ({first}): start Qari from a desktop session"
    return (
        f"Qt does not start ({first}): on Debian run “sudo apt-get install {_LIBRARIES}”,"
        " elsewhere install the packages of these libraries"
    )
