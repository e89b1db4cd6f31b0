"""What works on this machine and what is missing, each with the command that mends it."""

from __future__ import annotations

import importlib.util
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from reader import __version__
from reader.errors import QariError
from reader.paths import cache_dir, config_dir, data_dir, resource

__all__ = ["Finding", "examine"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `needed` marks what the main job cannot run without."""

    what: str
    ok: bool
    detail: str
    needed: bool = True

    def __str__(self) -> str:
        mark = "ok     " if self.ok else ("MISSING" if self.needed else "absent ")
        return f"{mark}  {self.what}: {self.detail}"


def examine() -> list[Finding]:
    """All findings, the program first, then what it needs, then what it can use."""
    return [
        Finding("Qari", True, f"{__version__}, Python {platform.python_version()}, {sys.platform}"),
        *map(_folder, (("data", data_dir), ("cache", cache_dir), ("settings", config_dir))),
        _checked("dictionary", _dictionary),
        _checked("knowledge", _knowledge),
        _checked("fonts", _fonts),
        _checked("window (Qt)", _qt),
        _checked("PDF (typst)", lambda: _module("typst")),
        _checked("HTML import (trafilatura)", lambda: _module("trafilatura")),
        _checked("Argos runtime (CTranslate2)", lambda: _module("ctranslate2"), needed=False),
        _checked("Argos Arabic→English package", _argos, needed=False),
    ]


def _checked(what: str, check: Callable[[], str], *, needed: bool = True) -> Finding:
    try:
        return Finding(what, True, check(), needed)
    except QariError as error:
        return Finding(what, False, str(error), needed)


def _folder(item: tuple[str, Callable[[], object]]) -> Finding:
    name, folder = item
    try:
        path = folder()
        with tempfile.TemporaryFile(dir=str(path)):
            return Finding(f"{name} folder", True, str(path))
    except OSError as error:
        return Finding(f"{name} folder", False, f"cannot be written ({error}): make it writable")


def _module(name: str) -> str:
    if importlib.util.find_spec(name) is None:
        raise QariError(
            f"the package {name} is not installed:"
            " run “make demo” in the checkout, or reinstall Qari"
        )
    return "installed"


def _dictionary() -> str:
    from reader.data.dictionary import dictionary_path, verify_dictionary

    path = dictionary_path()
    verify_dictionary(path)
    return str(path)


def _knowledge() -> str:
    from reader.knowledge.base import load_knowledge

    knowledge = load_knowledge()
    if knowledge.faults:
        raise QariError(f"{knowledge.faults[0]}: mend the record or reinstall Qari")
    return f"{len(knowledge)} actors and places"


def _fonts() -> str:
    fonts = sorted(resource("fonts").glob("*/*.ttf"))
    if not fonts:
        raise QariError(f"no fonts in {resource('fonts')}: reinstall Qari")
    return f"{len(fonts)} files"


def _qt() -> str:
    """Loads Qt's libraries, which is where a missing system library shows."""
    if importlib.util.find_spec("PySide6") is None:
        return _module("PySide6")
    try:
        widgets = importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise QariError(
            f"{error}: on Debian run “sudo apt-get install libegl1 libgl1 libglib2.0-0"
            " libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0”"
        ) from error
    return f"Qt {importlib.import_module('PySide6.QtCore').qVersion()}" if widgets else ""


def _argos() -> str:
    from reader.assembly import load_translator

    return load_translator("argos").label
