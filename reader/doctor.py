"""What works on this machine and what is missing, each with the command that mends it.

Every check imports what it looks at, so that a missing package is a finding and not an end.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader import __version__
from reader.data.argos import ArgosPackage, damage, installed_packages
from reader.display import check_qt, names_display
from reader.errors import BrokenPartError, MissingPartError, OutputError, QariError
from reader.paths import cache_dir, config_dir, data_dir, resource

__all__ = ["Finding", "examine"]

_SMALL_MODEL = ("models", "lite")
_REINSTALL = "run “make demo” in the checkout, or reinstall Qari"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `fault` is "", "missing" or "broken"; `needed` marks what the main job
    cannot run without."""

    what: str
    detail: str
    fault: str = ""
    needed: bool = True

    @property
    def ok(self) -> bool:
        return not self.fault

    def __str__(self) -> str:
        state = self.fault or "ok"
        mark = state.upper() if self.fault and self.needed else state
        return f"{mark:<8} {self.what}: {self.detail}"


def examine() -> Iterator[Finding]:
    """All findings, the program first, then what it needs, then what it can use. Reads every byte
    of dictionary, packages and models, loads them, and starts Qt for a moment: a few seconds."""
    yield Finding("Qari", f"{__version__}, Python {platform.python_version()}, {sys.platform}")
    for name, folder in (("data", data_dir), ("cache", cache_dir), ("settings", config_dir)):
        yield _checked(f"{name} folder", partial(_folder, folder))
    yield _checked("dictionary", _dictionary)
    yield _checked("knowledge", _knowledge)
    yield _checked("your own names", _own_names, needed=False)
    yield _checked("names by context", _tagger, needed=False)
    yield _checked("fonts", _fonts)
    yield _checked("window (Qt)", _qt)
    yield _checked("display", _display, needed=False)
    yield _checked("PDF (typst)", partial(_installed, "typst"))
    yield _checked("HTML import (trafilatura)", partial(_installed, "trafilatura"))
    yield _checked("Argos runtime (CTranslate2)", partial(_installed, "ctranslate2"), needed=False)
    yield _checked("Argos Arabic→English package", _argos, needed=False)
    yield from _damaged_packages()
    if resource(*_SMALL_MODEL).is_dir():
        yield _checked("small model", _lite, needed=False)


def _checked(what: str, check: Callable[[], str], *, needed: bool = True) -> Finding:
    try:
        return Finding(what, check(), needed=needed)
    except MissingPartError as error:
        return Finding(what, str(error), "missing", needed)
    except QariError as error:
        return Finding(what, str(error), "broken", needed)
    except ImportError as error:
        return Finding(what, f"{error}: {_REINSTALL}", "missing", needed)


def _folder(folder: Callable[[], Path]) -> str:
    path = folder()
    try:
        with tempfile.TemporaryFile(dir=path):
            return str(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}): make it writable"
        ) from error


def _installed(package: str) -> str:
    if importlib.util.find_spec(package) is None:
        raise MissingPartError(f"the package {package} is not installed: {_REINSTALL}")
    return "installed"


def _dictionary() -> str:
    from reader.data.dictionary import dictionary_path
    from reader.morphology.glosser import load_glosser

    load_glosser()
    return str(dictionary_path())


def _knowledge() -> str:
    from reader.knowledge.base import load_knowledge

    knowledge = load_knowledge()
    if knowledge.faults:
        raise QariError(f"{knowledge.faults[0]}: mend the record or reinstall Qari")
    return f"{len(knowledge)} actors and places"


def _own_names() -> str:
    """Raises QariError with the lines of the records that do not count."""
    from reader.knowledge.base import load_knowledge
    from reader.knowledge.own import with_own
    from reader.knowledge.own_file import OwnFile

    file = OwnFile()
    problem = with_own(load_knowledge(), file).problem
    if problem:
        raise QariError(f"{problem}: mend it with a text editor")
    records, _ = file.records()
    number = f"{len(records):,} record{'' if len(records) == 1 else 's'}"
    return f"{number}, all whole, in {file.path}" if records else "none yet"


def _tagger() -> str:
    from reader.entities.tagger import load_tagger

    return load_tagger().label


def _fonts() -> str:
    fonts = sorted(resource("fonts").glob("*/*.ttf"))
    if not fonts:
        raise MissingPartError(f"no fonts in {resource('fonts')}: reinstall Qari")
    return f"{len(fonts)} files"


def _qt() -> str:
    _installed("PySide6")
    check_qt("offscreen")
    return f"PySide6 {importlib.metadata.version('PySide6-Essentials')}"


def _display() -> str:
    if not names_display():
        return "none here; “qari demo” draws without one"
    check_qt()
    return "a window can be opened"


def _argos() -> str:
    from reader.assembly import load_translator

    return load_translator("argos").label


def _lite() -> str:
    from reader.translation.lite import LiteTranslator

    translator = LiteTranslator(resource(*_SMALL_MODEL))
    translator.load()
    return translator.label


def _damaged_packages() -> Iterator[Finding]:
    """Argos packages that cannot be used, also those beside a good one."""
    try:
        packages = installed_packages()
    except QariError:
        return  # the data folder is a finding of its own
    for package in packages:
        finding = _checked(f"Argos package {package.name}", partial(_whole, package), needed=False)
        if not finding.ok:
            yield finding


def _whole(package: ArgosPackage) -> str:
    """Raises BrokenPartError if the package is not as it was installed or does not load; one put
    there by hand has no checksums, but its model must load all the same."""
    from reader.assembly import load_package

    problem = "" if package.problem else damage(package)
    if problem:
        raise BrokenPartError(
            f"{problem}: remove it with “qari data remove {package.name}” and install it again"
        )
    load_package(package)
    return package.version
