"""The main job on the bundled article: `qari demo` and `qari self-test`."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.assembly import load_parts
from reader.display import has_display
from reader.errors import OutputError, QariError
from reader.export.json import write_json
from reader.export.pdf import write_pdf
from reader.importers import read_article
from reader.model import Problem
from reader.paths import sample_article
from reader.pipeline import collect

__all__ = ["Demo", "run_demo", "self_test", "show_window"]


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demonstration made: `paths` of its files; `display` tells that there is one to open
    the window on; `problems` are those of the analysis."""

    paths: tuple[Path, ...]
    display: bool
    problems: tuple[Problem, ...]


def run_demo(out: Path, *, headless: bool) -> Demo:
    """Writes article.pdf, window.png and analysis.json for the sample into `out`. With `headless`,
    or without a display, Qt draws offscreen.

    Raises OutputError where `out` cannot be written, and as `load_parts` does."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot make the folder {out}: {error.strerror}; choose another with --out"
        ) from error
    display = not headless and has_display()
    if not display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from reader.gui.app import render_window

    analysis = collect(read_article(sample_article()), load_parts())
    article, window, data = (out / name for name in ("article.pdf", "window.png", "analysis.json"))
    write_pdf(analysis, article)
    render_window(analysis, window)
    write_json(analysis, data)
    return Demo((article, window, data), display, analysis.problems)


def show_window() -> None:
    """The window on the sample, until it is closed."""
    from reader.gui.app import run_window

    run_window(sample_article())


def self_test() -> Iterator[str]:
    """Runs the main job headless in a temporary folder and checks what it made; yields a line a
    check. Raises QariError where one fails."""
    with tempfile.TemporaryDirectory() as folder:
        demo = run_demo(Path(folder), headless=True)
        for path in demo.paths:
            if path.stat().st_size < 1000:
                raise QariError(f"self-test: {path.name} is too small to be right")
            yield f"{path.name}: {path.stat().st_size} bytes"
        if demo.problems:
            raise QariError(f"self-test: {demo.problems[0].stage}: {demo.problems[0].message}")
        analysis = json.loads(demo.paths[-1].read_text("utf-8"))
        sentences = [s for p in analysis["paragraphs"] for s in p["sentences"]]
        if not all(s["translation"] and s["translation"]["text"] for s in sentences):
            raise QariError("self-test: a sentence has no translation")
        if not analysis["entities"]:
            raise QariError("self-test: no actor or place was found")
        yield f"{len(sentences)} sentences, {len(analysis['entities'])} actors and places"
