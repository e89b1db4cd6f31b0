"""What the window remembers between runs: one frozen value, kept as JSON in the user's settings.

The file is written whole through a temporary neighbour. A file that cannot be understood is set
aside as `settings.json.bad`, never deleted, and the defaults are used.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from reader import paths
from reader.errors import OutputError
from reader.files import write_atomically

__all__ = ["ENGINES", "THEMES", "VERSION", "Settings", "load", "save", "with_recent"]

VERSION: Final = 1
THEMES: Final = ("system", "light", "dark")
ENGINES: Final = ("auto", "argos", "lite", "draft")
_RECENT_LIMIT: Final = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """`zoom` is a factor (1.0 = designed size); `popup_delay` milliseconds until a gloss shows;
    `geometry` is Qt's own record of the window's place as base64, "" for none; `panel_width` is in
    logical pixels; `guard_names` puts names right that an engine plainly got wrong; `recent` holds
    absolute paths, the latest first."""

    theme: str = "system"
    zoom: float = 1.0
    popup_delay: int = 250
    engine: str = "auto"
    guard_names: bool = True
    geometry: str = ""
    panel_visible: bool = True
    panel_width: int = 376
    recent: tuple[str, ...] = ()


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in (int, float) and low <= value <= high


_VALID: Final[dict[str, Callable[[Any], bool]]] = {
    "theme": THEMES.__contains__,
    "zoom": _number(0.25, 5),
    "popup_delay": lambda value: type(value) is int and 0 <= value <= 10_000,
    "engine": ENGINES.__contains__,
    "guard_names": lambda value: isinstance(value, bool),
    "geometry": lambda value: isinstance(value, str),
    "panel_visible": lambda value: isinstance(value, bool),
    "panel_width": lambda value: type(value) is int and 0 <= value <= 10_000,
    "recent": lambda value: (
        isinstance(value, list) and all(isinstance(path, str) for path in value)
    ),
}


def _file() -> Path:
    return paths.config_dir() / "settings.json"


def _read(raw: str) -> Settings:
    """ValueError unless `raw` is a settings file of this version; a single odd value in a sound
    file falls back to its default."""
    data = json.loads(raw)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("not settings of this version")
    known = {
        field.name: data[field.name]
        for field in fields(Settings)
        if field.name in data and _VALID[field.name](data[field.name])
    }
    if "recent" in known:
        known["recent"] = tuple(known["recent"][:_RECENT_LIMIT])
    return Settings(**known)


def load() -> Settings:
    """The settings as last saved, or the defaults. Never fails: an unreadable settings folder is
    no reason not to open an article."""
    try:
        file = _file()
        raw = file.read_bytes()
    except (OSError, OutputError):
        return Settings()
    try:
        return _read(raw.decode())
    except (ValueError, RecursionError):
        aside = file.with_name(file.name + ".bad")
        with contextlib.suppress(OSError):
            file.replace(aside)
        return Settings()


def save(settings: Settings) -> None:
    """Writes the settings atomically.

    Raises OutputError if the settings folder cannot be written."""
    data = {"version": VERSION} | {f.name: getattr(settings, f.name) for f in fields(settings)}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    try:
        write_atomically(_file(), text.encode("utf-8"))
    except OutputError as error:
        raise OutputError(f"the settings could not be saved: {error}") from error


def with_recent(settings: Settings, path: Path) -> Settings:
    """The settings with `path` as the latest of the recent files."""
    name = str(path.absolute())
    others = tuple(other for other in settings.recent if other != name)
    return replace(settings, recent=(name, *others)[:_RECENT_LIMIT])
