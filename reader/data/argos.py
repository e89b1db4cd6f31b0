"""Argos translation packages: which are installed, and how one is checked and put in place.

An `.argosmodel` is a zip file with one folder: `metadata.json`, a CTranslate2 model in `model/` and
the tokenizer's `sentencepiece.model` or `bpe.model`. Qari reads these itself: the library's own
installer wants its whole translation stack, trusts the archive, and writes into the home folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeGuard

from reader.data.archive import open_archive, read_member, single_folder
from reader.data.progress import Progress
from reader.data.room import check_room, sweep
from reader.errors import InputError, OutputError
from reader.paths import data_dir

__all__ = [
    "ArgosPackage",
    "best_package",
    "damage",
    "folder_name",
    "install_package",
    "installed_packages",
    "is_version",
    "packages_dir",
    "version_key",
]

_RECEIPT: Final = "installed.json"
_MAX_METADATA: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class ArgosPackage:
    """A package folder. `problem` says in a few words why it cannot be used, "" if it can;
    `sha256` is that of the package file it came from, "" if put there by hand."""

    folder: Path
    version: str
    sha256: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


def packages_dir() -> Path:
    """Where packages are installed, one folder each; it may not exist yet."""
    return data_dir() / "argos" / "packages"


def folder_name(version: str) -> str:
    """Name of the folder of a package of that version, and of the package."""
    return f"translate-ar_en-{version.replace('.', '_')}"


def installed_packages() -> list[ArgosPackage]:
    """Every Arabic-English package, the newest version first, the broken ones after the good.
    A folder that is nothing of the kind is passed over."""
    try:
        folders = [path for path in packages_dir().iterdir() if path.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    packages = [_package(folder) for folder in folders if _resembles_package(folder)]
    packages.sort(key=lambda p: (not p.problem, version_key(p.version), p.name), reverse=True)
    return packages


def best_package() -> ArgosPackage | None:
    """The newest package that can be used, if there is one."""
    return next((package for package in installed_packages() if not package.problem), None)


def damage(package: ArgosPackage) -> str:
    """Reads every byte of an installed package; what is wrong in a few words, "" if nothing is."""
    if package.problem or not (package.folder / _RECEIPT).exists():
        return package.problem
    try:
        receipt = json.loads((package.folder / _RECEIPT).read_text("utf-8"))
        for name, digest in receipt["files"].items():
            file = package.folder / name
            if not file.is_file():
                return f"{name} is missing"
            with file.open("rb") as content:
                if hashlib.file_digest(content, "sha256").hexdigest() != digest:
                    return f"{name} is not as it was installed"
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return f"{_RECEIPT} cannot be read"
    return ""


def _resembles_package(folder: Path) -> bool:
    inside = ("metadata.json", "model", "sentencepiece.model", "bpe.model")
    return not folder.name.startswith(".") and any((folder / name).exists() for name in inside)


def _package(folder: Path) -> ArgosPackage:
    try:
        version = _checked_version((folder / "metadata.json").read_bytes())
    except FileNotFoundError:
        return ArgosPackage(folder, "", problem="metadata.json is missing")
    except (OSError, ValueError) as error:
        return ArgosPackage(folder, "", problem=str(error))
    problem = next((f"{name} is missing" for name in _missing(folder)), "")
    sha256 = ""
    with suppress(OSError, ValueError, KeyError, TypeError):
        sha256 = str(json.loads((folder / _RECEIPT).read_text("utf-8"))["sha256"])
    return ArgosPackage(folder, version, sha256, problem)


def _missing(folder: Path) -> list[str]:
    """What a usable package has and this one lacks."""

    def filled(name: str) -> bool:
        path = folder / name
        return path.is_file() and path.stat().st_size > 0

    missing = [name for name in ("model/model.bin",) if not filled(name)]
    if not filled("sentencepiece.model") and not filled("bpe.model"):
        missing.append("sentencepiece.model")
    if not any((folder / "model").glob("*vocabulary.*")):
        missing.append("the vocabulary of the model")
    return missing


def _checked_version(raw: bytes) -> str:
    """The version of an Arabic-English package from its metadata.json. Raises ValueError, in a few
    words, if it is none."""
    try:
        metadata = json.loads(raw)
    except (ValueError, RecursionError):
        raise ValueError("metadata.json is not JSON") from None
    if not isinstance(metadata, dict):
        raise ValueError("metadata.json does not describe a package")
    pair = (metadata.get("from_code"), metadata.get("to_code"))
    if pair != ("ar", "en"):
        raise ValueError(f"it translates from {pair[0]!r} to {pair[1]!r}, not from 'ar' to 'en'")
    version = metadata.get("package_version")
    if not is_version(version):
        raise ValueError("metadata.json gives no version number")
    return version


def is_version(value: object) -> TypeGuard[str]:
    """Whether `value` is a version number such as "1.0": nothing else goes into a folder's name."""
    return isinstance(value, str) and bool(
        re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", value, re.ASCII)
    )


def version_key(version: str) -> tuple[int, ...]:
    """Sorts versions: 1.9 before 1.10."""
    return tuple(int(part) for part in version.split(".") if part)


def install_package(file: Path, progress: Progress) -> ArgosPackage:
    """Checks the `.argosmodel` at `file` and puts it in place, replacing the same version only
    when all of the new one is there.

    Raises InputError for a file that is no sound Arabic-English package, OutputError where there
    is no room or no right to write.
    """
    with open_archive(file) as archive:
        wanted, version = _wanted(file, archive)
        need = sum(member.file_size for member in wanted.values())
        try:
            folder = packages_dir()
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
            check_room(folder, need)
            incoming = folder / f".incoming-{secrets.token_hex(6)}"
            incoming.mkdir()
            try:
                files = _unpack(archive, wanted, incoming, progress)
                lacking = _missing(incoming)
                if lacking:
                    raise InputError(f"{file.name}: is no usable package: it lacks {lacking[0]}")
                receipt = {"file": file.name, "sha256": _digest(file), "files": files}
                _write(incoming / _RECEIPT, json.dumps(receipt, indent=1).encode("utf-8"))
                target = folder / folder_name(version)
                _put(incoming, target)
            finally:
                shutil.rmtree(incoming, ignore_errors=True)
        except OSError as error:
            raise OutputError(
                f"cannot install {file.name}: {error.strerror or error}; free some space or set"
                " QARI_DATA_DIR to another folder"
            ) from error
    progress("installed", 1.0)
    return _package(target)


def _wanted(file: Path, archive: zipfile.ZipFile) -> tuple[dict[str, zipfile.ZipInfo], str]:
    """The members to unpack by their names inside the package, and the package's version."""
    top = single_folder(file, archive)
    inside = {
        member.filename.removeprefix(f"{top}/"): member
        for member in archive.infolist()
        if not member.is_dir()
    }
    # Sentence splitters and the like also travel in packages; Qari has its own.
    own = re.compile(
        r"metadata\.json|README\.md|LICEN[CS]E[\w.-]*|(sentencepiece|bpe)\.model|model/[\w.-]+"
    )
    wanted = {name: member for name, member in inside.items() if own.fullmatch(name)}
    if "metadata.json" not in wanted or wanted["metadata.json"].file_size > _MAX_METADATA:
        raise InputError(f"{file.name}: is no Argos package: it has no metadata.json in its folder")
    raw = b"".join(read_member(archive, wanted["metadata.json"]))
    try:
        version = _checked_version(raw)
    except ValueError as error:
        raise InputError(f"{file.name}: is no Arabic-English package: {error}") from error
    return wanted, version


def _unpack(
    archive: zipfile.ZipFile,
    wanted: dict[str, zipfile.ZipInfo],
    folder: Path,
    progress: Progress,
) -> dict[str, str]:
    """Writes the members into `folder`; their SHA-256 by name."""
    total = sum(member.file_size for member in wanted.values()) or 1
    done = 0
    digests: dict[str, str] = {}
    for name, member in wanted.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        digest = hashlib.sha256()
        with path.open("xb") as out:
            for chunk in read_member(archive, member):
                out.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                progress("unpacking", done / total)
            out.flush()
            os.fsync(out.fileno())
        digests[name] = digest.hexdigest()
    return digests


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _put(incoming: Path, target: Path) -> None:
    """Renames `incoming` to `target`; an earlier target comes back if that fails."""
    earlier = target.with_name(f".replaced-{secrets.token_hex(6)}")
    had_one = target.exists()
    if had_one:
        target.rename(earlier)
    try:
        incoming.rename(target)
    except BaseException:
        if had_one:
            earlier.rename(target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
