"""Draws the pictures of the README: the window with the bundled article, light and dark.

    python packaging/screenshots.py [FOLDER]

Uses the engine that is always there, so that the pictures come out the same for everybody.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from reader.assembly import load_parts
from reader.gui.app import render_window
from reader.gui.window import sample_path
from reader.importers import read_article
from reader.knowledge.base import load_knowledge
from reader.palette import DARK, LIGHT
from reader.pipeline import collect

SIZE = (1440, 900)


def main(folder: Path) -> None:
    analysis = collect(read_article(sample_path()), load_parts("draft"))
    knowledge = load_knowledge()
    for palette, entity in ((LIGHT, "ain-issa"), (DARK, "")):
        out = folder / f"{palette.name}.png"
        render_window(analysis, out, palette, SIZE, entity, knowledge)
        print(out)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    main(target)
