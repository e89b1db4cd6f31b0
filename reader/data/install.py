"""Putting parts in and taking them out: what `qari data install` and `remove` do."""

from __future__ import annotations

import re
import secrets
import shutil
import zipfile
from pathlib import Path
from typing import Final

from reader.data.archive import open_archive
from reader.data.argos import install_package
from reader.data.catalogue import (
    DICTIONARY,
    DICTIONARY_BYTES,
    MORPHOLOGY,
    Part,
    State,
    catalogue,
)
from reader.data.dictionary import build_dictionary, dictionary_path, holds_lexicon
from reader.data.index import Offer, found, may_be_offered
from reader.data.progress import Progress, Stop
from reader.data.room import check_room
from reader.data.transfer import downloaded
from reader.data.wheel import check_wheel, dictionary_wheel
from reader.errors import BrokenPartError, InputError, MissingPartError, OutputError, UsageError
from reader.paths import data_dir

__all__ = ["install", "install_offer", "looks_like_part", "remove"]

# The last: as camel-tools publishes it, or under the name of the package.
_PART_NAME: Final = re.compile(r".+\.argosmodel|.+\.whl|morphology\.db|morphology.db.*msa.*\.zip")


def looks_like_part(file: Path) -> bool:
    """Whether `file` is, by its name, something to install rather than an article to read."""
    return bool(_PART_NAME.fullmatch(file.name.lower()))


def install(what: str, progress: Progress, stop: Stop | None = None) -> Part:
    """Installs the part of that name, or the one in the file of that path, and returns it.

    An installed part is replaced only by a complete one. Raises UsageError for an unknown name,
    InputError for a file that holds no sound part, MissingPartError where it cannot be fetched,
    BrokenPartError where what was fetched is not what it should be, OutputError where it cannot be
    written, Cancelled where `stop` was set.
    """
    file = Path(what).expanduser()
    stop = stop or Stop()
    if file.exists():
        return _install_file(file, _stopping(progress, stop))
    if what == DICTIONARY:
        with dictionary_wheel(_stopping(progress, stop)) as wheel:
            _build(wheel, progress)
        return _named(DICTIONARY)
    if not may_be_offered(what):
        raise UsageError(
            f"there is no part and no file called {what}; parts are listed by: qari data list"
        )
    progress(f"looking for {what}", None)
    return install_offer(found(what, stop), progress, stop)


def install_offer(offer: Offer, progress: Progress, stop: Stop) -> Part:
    """Downloads and installs what was offered. Raises as `install` does."""
    if offer.wanted is None:
        raise MissingPartError(
            f"{offer.part.name} is not used by Qari; for camel-tools itself run: {offer.part.mend}"
        )
    with downloaded(offer.wanted, progress, stop) as file:
        stop.check()
        return _install_file(file, _stopping(progress, stop))


def _stopping(progress: Progress, stop: Stop) -> Progress:
    """Ends the job at the next report once `stop` is set."""

    def told(message: str, done: float | None, /, *amount: str) -> None:
        stop.check()
        progress(message, done, *amount)

    return told


def _install_file(file: Path, progress: Progress) -> Part:
    if not zipfile.is_zipfile(file):
        if file.name == "morphology.db":
            return _installed_dictionary(file, progress)
        raise InputError(
            f"{file.name}: is no whole .argosmodel package, nor the camel-tools wheel or"
            f" {MORPHOLOGY} with the dictionary; fetch it again"
        )
    with open_archive(file) as archive:
        names = archive.namelist()
    if any(name.startswith("camel_tools/") for name in names):
        try:
            check_wheel(file)
        except BrokenPartError as error:
            raise InputError(str(error)) from error
        return _installed_dictionary(file, progress)
    if holds_lexicon(names):
        return _installed_dictionary(file, progress)
    return _named(install_package(file, progress).name)


def _installed_dictionary(file: Path, progress: Progress) -> Part:
    try:
        _build(file, progress)
    except BrokenPartError as error:
        raise InputError(str(error)) from error
    return _named(DICTIONARY)


def _build(file: Path, progress: Progress) -> None:
    try:
        check_room(data_dir(), DICTIONARY_BYTES)
    except OSError as error:
        raise OutputError(
            f"the dictionary cannot be installed ({error.strerror}: {error.filename}); make the"
            " folder writable or set QARI_DATA_DIR to another"
        ) from error
    progress("building the dictionary", None)
    build_dictionary(file, dictionary_path())
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
        # Out of sight first: a half-removed part must not look like one.
        whole = path.parent if name == DICTIONARY else path
        aside = whole.with_name(f".removed-{secrets.token_hex(6)}")
        whole.rename(aside)
    except OSError as error:
        raise OutputError(
            f"cannot remove {path} ({error.strerror or error}); close what uses it and make the"
            " folder writable"
        ) from error
    shutil.rmtree(aside, ignore_errors=True)  # what is left is swept up by a later installation
    return path
