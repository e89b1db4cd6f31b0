"""Precision and recall of each check on sentences broken on purpose, and its false alarms.

usage: evaluate.py PAIRS [--every N] [--seed N] [--cache FILE] [--english FILE]

PAIRS is a file of tagged pairs (`source TAB Arabic TAB English`), or a file of Arabic lines with
the English lines in --english. Each fault is made once in every sentence that lends itself to it.
Recall is the share of broken sentences in which a fitting doubt is raised. Precision is of the
sentences doubted, among the broken ones and as many whole ones, the share that were broken. False
alarms are the sentences of the whole set doubted as they are.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from breaking import FAULTS, Case, Fault
from pairs import Line, Pair, analysed, read_pairs, read_tagged

from reader.model import Translation
from reader.translation.doubts import check


def kinds(line: Line, english: str) -> set[str]:
    found = check(line.source, Translation(english, ""), line.entities)
    return {doubt.kind for doubt in found}


def known_names(line: Line, pair: Pair) -> Pair:
    """`pair` with those of its marked names left that a mention of the line renders."""
    known = {m.english.removeprefix("the ") for m in line.source.mentions}
    names = tuple(name for name in pair.names if pair.english[name[0] : name[1]] in known)
    return replace(pair, names=names)


def measure(
    fault: Fault, lines: list[Line], pairs: list[Pair], whole: list[set[str]], seed: int
) -> str:
    """A line of the table: sentences broken, recall, precision."""
    chance = random.Random(seed)
    made = found = false = 0
    for line, pair, before in zip(lines, pairs, whole, strict=True):
        broken = fault.make(Case(pair, pairs, chance))
        if broken is not None:
            made += 1
            found += bool(kinds(line, broken) & fault.kinds)
            false += bool(before & fault.kinds)
    recall, precision = found / max(made, 1), found / max(found + false, 1)
    return f"{made:9} {recall:7.3f} {precision:9.3f}" if made else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--english", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    if options.english:
        pairs = read_pairs(options.pairs, options.english)
    else:
        pairs = read_tagged(options.pairs, options.every)
    lines = analysed([pair.arabic for pair in pairs], options.cache)
    whole = [kinds(line, pair.english) for line, pair in zip(lines, pairs, strict=True)]

    alarms = Counter(kind for found in whole for kind in found)
    alarms["any"] = sum(map(bool, whole))
    print(f"{len(pairs)} sentences as they are")
    for kind, count in sorted(alarms.items()):
        print(f"  {kind:20} {count:5} {100 * count / len(pairs):6.2f} %")

    print(f"{'fault':32} {'sentences':>9} {'recall':>7} {'precision':>9}")
    known = [known_names(line, pair) for line, pair in zip(lines, pairs, strict=True)]
    for fault in FAULTS:
        for label, some in (("", pairs), (" (known)", known)):
            if label and not fault.names:
                continue
            if row := measure(fault, lines, some, whole, options.seed):
                print(f"{fault.name + label:32} {row}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
