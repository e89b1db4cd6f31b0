"""The parts that are no part of Qari itself: what there is, where it lies and how it does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from reader.data.argos import ArgosPackage, damage, installed_packages
from reader.data.dictionary import FORMAT, dictionary_path, verify_dictionary
from reader.errors import BrokenPartError, MissingPartError

__all__ = [
    "ARGOS",
    "DICTIONARY",
    "DICTIONARY_BYTES",
    "MORPHOLOGY",
    "Part",
    "State",
    "catalogue",
    "listed_with",
    "verified",
]

DICTIONARY: Final = "dictionary"
MORPHOLOGY: Final = "morphology-db-msa-r13"
"""The package of camel-tools that the dictionary can also be made from."""
ARGOS: Final = "argos-ar-en"
DICTIONARY_BYTES: Final = 7_700_000
"""About, as installed."""


class State(StrEnum):
    """Of what is on this machine, or, the last two, of what can be had from the network."""

    INSTALLED = "installed"
    MISSING = "missing"
    BROKEN = "broken"
    AVAILABLE = "available"
    UNUSED = "not used by Qari"


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is what `qari data remove` takes; `brings` what it is good for; `size` in bytes, as
    installed or, where it is missing, as it will be; `sha256` as far as known; `in_use` whether it
    is the one of its kind that Qari uses; `problem` what is wrong and `mend` what to do about it,
    each one line, "" if nothing is."""

    name: str
    brings: str
    licence: str
    state: State
    path: Path | None
    version: str = ""
    size: int = 0
    sha256: str = ""
    in_use: bool = False
    problem: str = ""
    mend: str = ""


_MISSING_DICTIONARY: Final = Part(
    name=DICTIONARY,
    brings="glosses, and the built-in translation",
    licence="GPL-2.0-only (ALMOR, from AraMorph)",
    state=State.MISSING,
    path=None,
    version="r13",
    size=DICTIONARY_BYTES,
    mend=f"qari data install {DICTIONARY}",
)
_MISSING_ARGOS: Final = Part(
    name=ARGOS,
    brings="neural translation, better English than the built-in one",
    licence="stated in the package",
    state=State.MISSING,
    path=None,
    mend=f"qari data install {ARGOS}, or with an .argosmodel file: qari data install FILE",
)


def catalogue() -> list[Part]:
    """All parts, missing ones too, by a look at their files. `verified` reads them through."""
    packages = installed_packages()
    best = next((package for package in packages if not package.problem), None)
    parts = [_dictionary(), *(_argos(package, package is best) for package in packages)]
    return parts if packages else [*parts, _MISSING_ARGOS]


def listed_with(parts: Sequence[Part], offers: Sequence[Part]) -> list[Part]:
    """What is on this machine followed by what can be had and is not here yet; a part that is
    missing gives way to the offers that would fill its place."""
    here = {part.name for part in parts if part.state is not State.MISSING}
    if DICTIONARY in here:
        here.add(MORPHOLOGY)
    shown = [offer for offer in offers if offer.name not in here]
    argos = any(offer.state is State.AVAILABLE and offer.name != MORPHOLOGY for offer in shown)
    return [*(part for part in parts if not (part.name == ARGOS and argos)), *shown]


def verified(only: str | None = None) -> list[Part]:
    """All parts, or the one of that name, every byte of what is installed compared with what was
    installed."""
    packages: dict[Path | None, ArgosPackage] = {
        package.folder: package for package in installed_packages()
    }
    parts: list[Part] = []
    for part in catalogue():
        if only not in (None, part.name):
            continue
        found = ""
        if part.state is State.INSTALLED:
            package = packages.get(part.path)
            found = damage(package) if package else _dictionary_damage()
        parts.append(_broken(part, found) if found else part)
    return parts


def _broken(part: Part, problem: str) -> Part:
    mend = _mend_argos(part.name)
    if part.name == DICTIONARY:
        mend = f"qari data install {DICTIONARY}"
    return replace(part, state=State.BROKEN, problem=problem, mend=mend, in_use=False)


def _mend_argos(name: str) -> str:
    return f"qari data remove {name}, then install it again"


def _dictionary() -> Part:
    path = dictionary_path()
    try:
        with path.open("rb") as file:
            header = json.loads(file.readline())
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return _MISSING_DICTIONARY
    except (OSError, ValueError):
        header, size = {}, 0
    part = replace(_MISSING_DICTIONARY, path=path, size=size, mend="")
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        return _broken(part, "it is damaged or of another version of Qari")
    return replace(part, state=State.INSTALLED, sha256=str(header.get("sha256", "")), in_use=True)


def _dictionary_damage() -> str:
    try:
        verify_dictionary()
    except (BrokenPartError, MissingPartError):
        return "it is not as it was installed"
    return ""


def _argos(package: ArgosPackage, in_use: bool) -> Part:
    readme = package.folder / "README.md"
    part = Part(
        name=package.name,
        brings=_MISSING_ARGOS.brings,
        licence=f"see {readme}" if readme.is_file() else "not stated in the package",
        state=State.INSTALLED,
        path=package.folder,
        version=package.version,
        size=package.size,
        sha256=package.sha256,
        in_use=in_use,
    )
    return _broken(part, package.problem) if package.problem else part
