"""Qari's Argos engine against the `argos-translate` command: one article, the whole process.

    python tests/bench/argos_command.py PYTHON [--size base|public] [--copies N] [--rounds N]

PYTHON is the interpreter of an environment of its own that has argostranslate with all it declares
(`pip install argostranslate`), which Qari's has not. Both translate the same text with the same
package; its weights are random, but it is as large as the public ones, makes as few pieces of a
word, and ends its sentences at about the length of real ones. The command's sentence splitter wants
to download a model; here it splits at full stops, which costs it nothing. The processes take turns,
and the best time of each counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from articles import many

sys.path.insert(0, str(Path(__file__).parents[1] / "parts"))
from random_argos import write_random_argosmodel

from reader.data.argos import install_package
from reader.data.dictionary import dictionary_path

REPOSITORY: Final = Path(__file__).parents[2]

COMMAND: Final = r"""
import re
from argostranslate import sbd
sbd.MiniSBDSentencizer.split_sentences = lambda self, text: [
    s.strip() for s in re.findall(r"[^.!?؟]+[.!?؟]*", text) if s.strip()
]
from argostranslate.cli import main
main()
"""
ENGINE: Final = r"""
import sys
from pathlib import Path
from reader.model import SourceInfo, Token
from reader.text.segmentation import build_article
from reader.translation.argos import ArgosTranslator
from reader.translation.protocol import SentenceSource
text = sys.stdin.read()
article = build_article(SourceInfo("stdin", "txt", "utf-8"), text)
sources = [
    SentenceSource(
        text[s.start : s.end],
        tuple(Token(t.start - s.start, t.end - s.start) for t in s.tokens),
    )
    for s in article.sentences
]
english = dict(ArgosTranslator(Path(sys.argv[1])).translate(sources, lambda: False))
print("\n".join(english[i].text for i in range(len(sources))))
"""


def _run(
    command: Sequence[str | Path], text: str, environment: Mapping[str, str]
) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of all processors, words written."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command],
        input=text,
        env=os.environ | dict(environment),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, spent, len(done.stdout.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", type=Path)
    parser.add_argument("--size", choices=("base", "public"), default="public")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        # Both as they are installed: compiled once, not at every start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environment = {
            f"QARI_{k.upper()}_DIR": str(folder / k) for k in ("data", "cache", "config")
        }
        environment |= {f"XDG_{k}_HOME": str(folder / k) for k in ("DATA", "CACHE", "CONFIG")}
        dictionary = dictionary_path().resolve().parent
        os.environ |= environment
        text = many(arguments.copies)
        file = write_random_argosmodel(
            folder / "ar_en.argosmodel",
            size=arguments.size,
            text=many(1) if arguments.size == "public" else "",
        )
        package = install_package(file, lambda *_: None).folder
        (folder / "data" / "dictionary").symlink_to(dictionary)
        environment["ARGOS_PACKAGES_DIR"] = str(package.parent)
        qari = (sys.executable, "-m", "reader", "translate", "--engine", "argos")
        commands: dict[str, Sequence[str | Path]] = {
            "argos-translate": (arguments.python, "-c", COMMAND, "-f", "ar", "-t", "en"),
            "Qari's engine": (sys.executable, "-c", ENGINE, package),
            "qari translate": qari,
        }
        print(f"{len(text.split())} words, best of {arguments.rounds}")
        print(f"{'':<20}{'clock':>10}{'processors':>12}{'words out':>11}")
        best: dict[str, tuple[float, float, int]] = {}
        for _ in range(arguments.rounds):
            for which, command in commands.items():
                for kept in (folder / "cache").glob("*.sqlite*"):
                    kept.unlink()  # what was translated before would not be translated again
                best[which] = min(best.get(which, (1e9, 0, 0)), _run(command, text, environment))
        theirs = best["argos-translate"]
        for which, (clock, spent, words) in best.items():
            print(
                f"{which:<20}{clock:>8.2f} s{spent:>10.2f} s{words:>11}"
                f"   × {theirs[0] / clock:.2f} by the clock, {theirs[1] / spent:.2f} by processors"
            )


if __name__ == "__main__":
    main()
