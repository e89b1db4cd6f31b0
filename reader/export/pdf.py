"""An article beside its translation as a PDF, set by typst from `resources/typst/article.typ`.

What comes from the document travels as strings in one JSON value; none of it is ever typst code.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import BrokenPartError
from reader.export.report import report
from reader.files import write_atomically
from reader.model import Analysis
from reader.paths import resource

if TYPE_CHECKING:
    import typst

__all__ = ["to_pdf", "write_pdf"]

_FAMILIES = ("Amiri", "Inter", "Source Serif 4")


def write_pdf(analysis: Analysis, out: Path, made: datetime | None = None) -> None:
    """Writes the analysis to `out` as a PDF, whole or not at all.

    `made` is the date printed and kept in the document; see `to_pdf`. Raises OutputError, and
    BrokenPartError where the fonts that belong to Qari are missing.
    """
    write_atomically(out, to_pdf(analysis, made))


def to_pdf(analysis: Analysis, made: datetime | None = None) -> bytes:
    """The PDF: A4, tagged, with outline, links and embedded fonts; the same bytes each time for the
    same analysis and date. `made` must know its time zone; it is else taken from the environment's
    SOURCE_DATE_EPOCH (reproducible-builds.org), else now."""
    import typst

    when = made or _now()
    return typst.compile(
        resource("typst", "article.typ"),
        root=resource("typst"),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        timestamp=int(when.timestamp()),
        sys_inputs={"data": json.dumps(report(analysis, when), ensure_ascii=False)},
    )


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now().astimezone()


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts shipped: a page looks the same and is as searchable on every machine."""
    import typst

    folder = resource("fonts")
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    missing = sorted(set(_FAMILIES) - set(fonts.families()))
    if missing:
        raise BrokenPartError(
            f"cannot set the PDF: no {', '.join(missing)} under {folder}; install Qari again"
        )
    return fonts
