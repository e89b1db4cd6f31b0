"""What the name guard makes of an engine's output.

usage: guarded.py ARABIC ENGLISH OUT [--cache FILE]

Writes the guarded lines to OUT and prints each correction. Score before and after with score_mt.py.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from pairs import analysed, read_text

from reader.model import Translation
from reader.translation.alignment import align
from reader.translation.name_guard import CORRECTED, guard_names


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("arabic", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    lines = analysed(read_text(options.arabic), options.cache)
    written: list[str] = []
    for number, (line, english) in enumerate(
        zip(lines, read_text(options.english), strict=True), 1
    ):
        translation = replace(Translation(english, ""), links=align(line.source, english))
        guarded = guard_names(line.source, translation, line.entities)
        for doubt in guarded.doubts:
            if doubt.kind == CORRECTED:
                print(f"{number}: {doubt.text}")
                print(f"    {line.source.text}\n    {guarded.text}")
        written.append(guarded.text)
    options.out.write_text("\n".join(written) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
