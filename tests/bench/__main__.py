"""How fast Qari is, how much memory it takes, and how both grow with the article.

    python tests/bench            the sample article, 10 and 100 times as long
    python tests/bench --argos    an Argos package against CTranslate2 alone

Growth is told as a ratio: 100 for an article a hundred times as long is linear.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from articles import many

from reader.data.dictionary import dictionary_path

HERE = Path(__file__).parent
SIZES = (1, 10, 100)
PDF_SIZES = (1, 10, 50)
NAME_SIZES = (20, 200)


def run(task: str, *arguments: object) -> dict[str, float]:
    """The figures of a task in a fresh process with empty data, cache and settings."""
    with TemporaryDirectory() as folder:
        environment = {"QT_QPA_PLATFORM": "offscreen"}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: compiled once
        for name in ("data", "cache", "config"):
            (Path(folder) / name).mkdir()
            environment[f"QARI_{name.upper()}_DIR"] = str(Path(folder) / name)
        (Path(folder) / "data" / "dictionary").symlink_to(dictionary_path().resolve().parent)
        begun = [time.time()] if task == "window" else []
        done = subprocess.run(
            [sys.executable, HERE / "tasks.py", task, *map(str, [*arguments, *begun])],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def row(name: str, values: Sequence[float], sizes: Sequence[int], unit: str) -> str:
    cells = "".join(f"{value:>10.3f}" if unit == "s" else f"{value:>10.0f}" for value in values)
    ratio = values[-1] / values[0] if values[0] else float("nan")
    return f"{name:<28}{cells}   {unit:<3}{ratio:>8.1f} for {sizes[-1]}"


def per_copy(values: Sequence[float], sizes: Sequence[int]) -> str:
    """What another copy of the article adds, first and later: equal if growth is linear."""
    steps = [(values[i + 1] - values[i]) / (sizes[i + 1] - sizes[i]) for i in range(len(sizes) - 1)]
    return " then ".join(f"{step:.2f}" for step in steps) + " MB a copy"


def articles() -> None:
    print(f"{platform.platform()}, {os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print(f"{'':<28}" + "".join(f"{f'{size}×':>10}" for size in SIZES) + "        growth")
    with TemporaryDirectory() as folder:
        found = []
        for size in SIZES:
            path = Path(folder) / f"{size}.txt"
            path.write_text(many(size), "utf-8")
            found.append(run("window", path))
    for name in ("window", "first sentence", "whole article"):
        print(row(f"{name}, from start", [f[name] for f in found], SIZES, "s"))
    memory = [f["window memory"] for f in found]
    print(row("memory of the window", memory, SIZES, "MB"), "", per_copy(memory, SIZES))

    found = [run("analyse", size) for size in SIZES]
    print(row("loading dictionary and all", [f["load"] for f in found], SIZES, "s"))
    for name in ("read", "analyse", "JSON"):
        print(row(f"{name}, processor time", [f[name] for f in found], SIZES, "s"))
    memory = [f["memory"] for f in found]
    print(row("memory of the analysis", memory, SIZES, "MB"), "", per_copy(memory, SIZES))

    print(f"{'':<28}" + "".join(f"{f'{size}×':>10}" for size in NAME_SIZES) + "        growth")
    found = [run("names", size) for size in NAME_SIZES]
    print(row("words", [f["words"] for f in found], NAME_SIZES, ""))
    print(row("loading the model of names", [f["model"] for f in found], NAME_SIZES, "s"))
    print(row("names, beyond the glosses", [f["names"] for f in found], NAME_SIZES, "s"))
    print(row("the tagger alone", [f["tagger"] for f in found], NAME_SIZES, "s"))

    print(f"{'':<28}" + "".join(f"{f'{size}×':>10}" for size in PDF_SIZES) + "        growth")
    found = [run("pdf", size) for size in PDF_SIZES]
    print(row("PDF, processor time", [f["PDF"] for f in found], PDF_SIZES, "s"))
    print(row("size of the PDF", [f["size"] / 1e3 for f in found], PDF_SIZES, "kB"))
    memory = [f["PDF memory"] for f in found]
    print(row("memory with the PDF", memory, PDF_SIZES, "MB"), "", per_copy(memory, PDF_SIZES))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("--argos", action="store_true", help="the Argos engine instead")
    if parser.parse_args().argos:
        from argos import compare

        compare()
    else:
        articles()


if __name__ == "__main__":
    main()
