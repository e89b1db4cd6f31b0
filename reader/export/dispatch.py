"""The format of a result follows the suffix of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.errors import UsageError
from reader.export.json import write_json
from reader.export.pdf import write_pdf
from reader.export.tmx import write_analysis
from reader.files import check_writable
from reader.model import Analysis

__all__ = ["SUFFIXES", "check_suffix", "export"]

Writer = Callable[[Analysis, Path], None]

_WRITERS: dict[str, Writer] = {".pdf": write_pdf, ".json": write_json, ".tmx": write_analysis}

SUFFIXES = tuple(_WRITERS)
"""The suffixes that can be written, in the order to offer them."""


def _writer(out: Path) -> Writer:
    suffix = out.suffix.lower()
    if suffix not in _WRITERS:
        given = f"{suffix} is not a format" if suffix else "it has no suffix"
        raise UsageError(f"cannot export to {out}: {given}; name a {' or '.join(SUFFIXES)} file")
    return _WRITERS[suffix]


def check_suffix(out: Path) -> None:
    """Says before an analysis of minutes what would keep `out` from being written.

    Raises UsageError naming the suffixes there are, and OutputError as `check_writable` does."""
    _writer(out)
    check_writable(out)


def export(analysis: Analysis, out: Path) -> None:
    """Writes the analysis to `out` in the format its suffix names, in upper or lower case.

    Raises UsageError for another suffix, OutputError where it cannot be written."""
    _writer(out)(analysis, out)
