"""How the window speaks of parts: titles, pills, facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.data.catalogue import ARGOS, DICTIONARY, MORPHOLOGY, Part, State
from reader.data.progress import megabytes

__all__ = ["SECTIONS", "Pill", "capital", "facts", "gap_words", "pills", "section", "title"]

SECTIONS: Final = ("ON THIS COMPUTER", "AVAILABLE", "FOR CAMEL-TOOLS ITSELF")

_TITLES: Final = {
    DICTIONARY: "Arabic dictionary (ALMOR r13)",
    MORPHOLOGY: "Arabic dictionary from its makers",
    ARGOS: "Argos translation, Arabic → English",
    "disambig-mle-calima-msa-r13": "Word readings (camel-tools)",
    "disambig-bert-unfactored-msa": "Word readings, neural (camel-tools)",
    "ner-arabert": "Names, neural (camel-tools)",
}
_STATES: Final = {
    State.INSTALLED: ("Installed", "good"),
    State.MISSING: ("Not installed", "plain"),
    State.BROKEN: ("Damaged", "bad"),
    State.AVAILABLE: ("Available", "open"),
    State.UNUSED: ("Not used by Qari", "plain"),
}


@dataclass(frozen=True, slots=True)
class Pill:
    """`tone` is "use", "good", "bad", "open" or "plain"."""

    text: str
    tone: str


def capital(text: str) -> str:
    """`text` with a capital to begin with."""
    return text[:1].upper() + text[1:]


def title(part: Part) -> str:
    """What people call the part."""
    if part.name in _TITLES:
        return _TITLES[part.name]
    return f"Argos translation, Arabic → English {part.version}".rstrip()


def section(part: Part) -> str:
    """The heading it is listed under, one of SECTIONS."""
    if part.state in (State.MISSING, State.AVAILABLE):
        return SECTIONS[1]
    return SECTIONS[2] if part.state is State.UNUSED else SECTIONS[0]


def pills(part: Part, arrived: int) -> list[Pill]:
    """The state of the part; `arrived` are bytes of a download broken off."""
    shown = [Pill("In use", "use")] if part.in_use else [Pill(*_STATES[part.state])]
    if arrived:
        shown.append(Pill(f"{megabytes(arrived)} MB have arrived", "plain"))
    return shown


def facts(part: Part) -> list[str]:
    """Size, version, licence, checksum, as far as they are known."""
    sha256 = f"SHA-256 {part.sha256[:12]}…" if part.sha256 else ""
    if part.state is State.AVAILABLE and not part.sha256:
        sha256 = "SHA-256 shown once it is here"
    licence = part.licence
    if part.path and str(part.path) in licence:
        licence = f"see {Path(licence).name}"
    size = f"{megabytes(part.size)} MB" if part.size else ""
    version = f"version {part.version}" if part.version else ""
    return [fact for fact in (size, version, f"licence: {licence}", sha256) if fact]


def gap_words(hosts: list[str], looked: bool, offered: int, problem: bool) -> str:
    """What stands where offers would be, "" if there are some."""
    if offered:
        return ""
    if problem:
        return (
            "Nothing could be looked up. Without a connection, bring a package file from another"
            " machine and drop it here."
        )
    if looked:
        return "Everything there is for reading Arabic is installed."
    return (
        f"Not looked for yet. “Look for packages” asks {' and '.join(hosts)} what there is, and the"
        " servers of the packages for their sizes. Nothing of what you read is part of that."
    )
