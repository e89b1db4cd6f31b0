"""Putting parts in and taking them out: what `qari data install` and `remove` do."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from pathlib import Path

from reader.data.archive import open_archive
from reader.data.argos import Progress, install_package
from reader.data.catalogue import ARGOS, DICTIONARY, DICTIONARY_BYTES, Part, State, catalogue
from reader.data.dictionary import build_dictionary, dictionary_path
from reader.data.download import check_wheel, dictionary_wheel
from reader.data.room import check_room
from reader.errors import BrokenPartError, InputError, MissingPartError, OutputError, UsageError
from reader.paths import data_dir

__all__ = ["install", "remove"]


def install(what: str, progress: Progress) -> Part:
    """Installs the part of that name, or the one in the file of that path, and returns it.

    An installed part is replaced only by a complete one. Raises UsageError for an unknown name,
    InputError for a file that holds no sound part, MissingPartError where it cannot be fetched,
    BrokenPartError where what was fetched is not what it should be, OutputError where it cannot be
    written.
    """
    file = Path(what).expanduser()
    if what == DICTIONARY and not file.is_file():
        with dictionary_wheel(progress) as wheel:
            _build(wheel, progress)
        return _named(DICTIONARY)
    if what == ARGOS and not file.is_file():
        mend = next((p.mend for p in catalogue() if p.name == ARGOS), "")
        raise MissingPartError(
            f"{ARGOS} cannot be fetched by name; "
            + (mend or "name the .argosmodel file: qari data install FILE")
        )
    if not file.exists():
        raise UsageError(
            f"there is no part and no file called {what}; parts are listed by: qari data list"
        )
    return _install_file(file, progress)


def _install_file(file: Path, progress: Progress) -> Part:
    if not zipfile.is_zipfile(file):
        raise InputError(
            f"{file}: is neither an .argosmodel package nor the camel-tools wheel with the"
            " dictionary"
        )
    with open_archive(file) as archive:
        is_wheel = any(name.startswith("camel_tools/") for name in archive.namelist())
    if not is_wheel:
        return _named(install_package(file, progress).name)
    try:
        check_wheel(file)
    except BrokenPartError as error:
        raise InputError(str(error)) from error
    _build(file, progress)
    return _named(DICTIONARY)


def _build(wheel: Path, progress: Progress) -> None:
    check_room(data_dir(), DICTIONARY_BYTES)
    progress("building the dictionary", None)
    build_dictionary(wheel, dictionary_path())
    progress("installed", 1.0)


def _named(name: str) -> Part:
    return next(part for part in catalogue() if part.name == name)


def remove(name: str) -> Path:
    """Removes the installed part of that name; where it was.

    Raises UsageError if there is none, OutputError if it cannot be removed.
    """
    installed = {p.name: p for p in catalogue() if p.state is not State.MISSING}
    if name not in installed:
        names = ", ".join(installed) or "none"
        raise UsageError(f"no part called {name} is installed; installed: {names}")
    path = installed[name].path
    assert path is not None
    try:
        if name == DICTIONARY:
            shutil.rmtree(path.parent)
        else:
            # Out of sight first: a half-removed package must not look like one.
            aside = path.with_name(f".removed-{secrets.token_hex(6)}")
            path.rename(aside)
            shutil.rmtree(aside)
    except OSError as error:
        raise OutputError(f"cannot remove {path}: {error.strerror or error}") from error
    return path
