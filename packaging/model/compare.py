"""Lays two translations side by side for a reader who does not know which is which.

usage: compare.py ask ARABIC REFERENCE ONE OTHER SHEET KEY [--most N] [--seed N]
       compare.py tell KEY ANSWERS

ARABIC, REFERENCE, ONE and OTHER hold a sentence a line. `ask` draws N lines in which ONE and OTHER
differ and writes SHEET, where the two stand as A and B in an order drawn for each line, and KEY,
which tells the order. `tell` counts ANSWERS: lines of the number on the sheet and A, B or = with a
tab between, a remark behind another tab.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


def ask(files: list[Path], sheet: Path, key: Path, most: int, seed: int) -> None:
    """Writes the sheet and its key."""
    rows = list(zip(*map(_lines, files), strict=True))
    chance = random.Random(seed)
    different = [n for n, row in enumerate(rows) if row[2] != row[3]]
    drawn = sorted(chance.sample(different, min(most, len(different))))
    asked, orders = [], []
    for number, place in enumerate(drawn, 1):
        arabic, reference, *both = rows[place]
        turned = chance.random() < 0.5
        first, second = both[::-1] if turned else both
        asked.append(f"{number}\n  {arabic}\n  = {reference}\n  A {first}\n  B {second}\n")
        orders.append(f"{number}\t{place}\t{'BA' if turned else 'AB'}")
    sheet.write_text("\n".join(asked), "utf-8")
    key.write_text("\n".join(orders) + "\n", "utf-8")
    print(f"{len(drawn)} of {len(different)} lines that differ, of {len(rows)}")


def tell(key: Path, answers: Path) -> None:
    """Prints how often each of the two was preferred."""
    orders = {number: order for number, _, order in (line.split("\t") for line in _lines(key))}
    counts: Counter[str] = Counter()
    for line in _lines(answers):
        number, answer, *_ = line.split("\t")
        if number not in orders or answer not in ("A", "B", "="):
            sys.exit(f"{answers}: “{line}” is no answer: write the number, a tab and A, B or =")
        counts["=" if answer == "=" else ("one", "other")[orders[number].index(answer)]] += 1
    print(f"one {counts['one']}  other {counts['other']}  equal {counts['=']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("ask")
    for name in ("arabic", "reference", "one", "other", "sheet", "key"):
        asking.add_argument(name, type=Path)
    asking.add_argument("--most", type=int, default=100)
    asking.add_argument("--seed", type=int, default=7)
    telling = commands.add_parser("tell")
    telling.add_argument("key", type=Path)
    telling.add_argument("answers", type=Path)
    a = parser.parse_args()
    if a.command == "ask":
        ask([a.arabic, a.reference, a.one, a.other], a.sheet, a.key, a.most, a.seed)
    else:
        tell(a.key, a.answers)


if __name__ == "__main__":
    main()
