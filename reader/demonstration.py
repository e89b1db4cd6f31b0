"""The main job on the bundled article: `qari demo` and `qari self-test`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reader.assembly import load_parts
from reader.errors import OutputError, QariError
from reader.export.json import write_json
from reader.export.pdf import write_pdf
from reader.importers import read_article
from reader.model import Analysis
from reader.paths import resource
from reader.pipeline import collect

__all__ = ["SAMPLE", "has_display", "run_demo", "self_test"]

SAMPLE = resource("samples", "tell-abyad-road.txt")


def has_display() -> bool:
    """Whether a window can be shown: always on macOS and Windows, elsewhere with a display server
    and no other Qt platform asked for."""
    if sys.platform in {"darwin", "win32"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_demo(out: Path, *, show: bool = True) -> list[Path]:
    """Writes article.pdf, window.png and analysis.json for the sample into `out` and returns their
    paths; then, with a display and `show`, opens the window until it is closed.

    Raises OutputError where `out` cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {out}: {error.strerror}") from error
    analysis = _analyse_sample()
    paths = [out / name for name in ("article.pdf", "window.png", "analysis.json")]
    write_pdf(analysis, paths[0])
    if not (show and has_display()):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from reader.gui.app import render_window, run_window

    render_window(analysis, paths[1])
    write_json(analysis, paths[2])
    if show and has_display():
        run_window(SAMPLE)
    return paths


def self_test() -> Iterator[str]:
    """Runs the main job headless in a temporary folder and checks what it made; yields a line a
    check. Raises QariError where one fails."""
    with tempfile.TemporaryDirectory() as folder:
        paths = run_demo(Path(folder), show=False)
        for path in paths:
            if path.stat().st_size < 1000:
                raise QariError(f"self-test: {path.name} is too small to be right")
            yield f"{path.name}: {path.stat().st_size} bytes"
        analysis = json.loads(paths[2].read_text("utf-8"))
        sentences = [s for p in analysis["paragraphs"] for s in p["sentences"]]
        if not all(s["translation"] and s["translation"]["text"] for s in sentences):
            raise QariError("self-test: a sentence has no translation")
        if not analysis["entities"] or analysis["problems"]:
            raise QariError(f"self-test: problems {analysis['problems']}")
        yield f"{len(sentences)} sentences, {len(analysis['entities'])} actors and places"


def _analyse_sample() -> Analysis:
    return collect(read_article(SAMPLE), load_parts("auto"))
