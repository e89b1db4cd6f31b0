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
from pathlib import Path

from breaking import FAULTS
from pairs import Line, analysed, read_pairs, read_tagged

from reader.model import Translation
from reader.translation.doubts import check


def kinds(line: Line, english: str) -> set[str]:
    found = check(line.source, Translation(english, ""), line.entities)
    return {doubt.kind for doubt in found}


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
    print(f"{len(pairs)} sentences as they are")
    for kind, count in sorted(alarms.items()):
        print(f"  {kind:20} {count:5} {100 * count / len(pairs):6.2f} %")
    print(
        f"  {'any':20} {sum(map(bool, whole)):5} {100 * sum(map(bool, whole)) / len(pairs):6.2f} %"
    )

    print(f"{'fault':28} {'sentences':>9} {'recall':>7} {'precision':>9}")
    for fault in FAULTS:
        chance = random.Random(options.seed)
        made = found = false = 0
        for line, pair, before in zip(lines, pairs, whole, strict=True):
            broken = fault.make(pair, pairs, chance)
            if broken is None:
                continue
            made += 1
            found += bool(kinds(line, broken) & fault.kinds)
            false += bool(before & fault.kinds)
        if made:
            precision = found / max(found + false, 1)
            print(f"{fault.name:28} {made:9} {found / made:7.3f} {precision:9.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
