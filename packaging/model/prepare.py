"""Makes the pairs ready for the small model: what the dictionary and the draft say of the Arabic.

usage: prepare.py FOLDER OUT [--written] [--own] [--collected] [--most N]

FOLDER holds written.train.tsv and train.tsv.xz; OUT gets written.jsonl, held-out.jsonl,
collected.jsonl and, of the pairs beside this script, written-pairs-*.jsonl, one pair a line:
{"s": source, "w": [[text, spaced, grammar, lemma], …], "t": English}. Names and numbers that both
sides share are placeholders such as ⟦P0⟧. Goes on where it was stopped; some 600 words a second.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from corpus import TrainingPair, collected_pairs, own_pairs, written_pairs
from paired import PairMaker

from reader.entities.matcher import KnowledgeMatcher
from reader.knowledge.base import load_knowledge
from reader.morphology.glosser import load_glosser

_LONGEST = 110
"""Fragments of a draft; longer pairs are left out."""


def _prepare(pairs: Iterable[TrainingPair], path: Path, maker: PairMaker) -> None:
    """Appends to `path`, which is cut back to its last whole line first."""
    text = path.read_bytes() if path.exists() else b""
    whole = text[: text.rfind(b"\n") + 1]
    done = whole.count(b"\n")
    began, words = time.monotonic(), 0
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(len(whole))
        file.seek(len(whole))
        for number, pair in enumerate(islice(pairs, done, None), done + 1):
            made = maker.make(pair)
            line: dict[str, object] = {"s": pair.source}
            if made is not None and len(made[0]) <= _LONGEST:
                said = [[f.text, int(f.spaced), f.grammar, f.lemma] for f in made[0]]
                line |= {"w": said, "t": made[1]}
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            words += len(pair.arabic.split())
            if number % 1000 == 0:
                file.flush()
                rate = words / (time.monotonic() - began)
                print(f"{path.name}: {number} pairs, {rate:.0f} words/s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--written", action="store_true", help="the written pairs")
    parser.add_argument("--own", action="store_true", help="the pairs in packaging/model/data")
    parser.add_argument("--collected", action="store_true", help="the collected pairs")
    parser.add_argument("--most", type=int, help="no more than N collected pairs")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    maker = PairMaker(load_glosser(), KnowledgeMatcher(load_knowledge()))
    if arguments.written:
        trained, held_out = written_pairs(arguments.folder)
        _prepare(held_out, arguments.out / "held-out.jsonl", maker)
        _prepare(trained, arguments.out / "written.jsonl", maker)
    if arguments.own:
        for path in sorted(Path(__file__).with_name("data").glob("pairs-*.tsv")):
            _prepare(own_pairs(path), arguments.out / f"written-{path.stem}.jsonl", maker)
    if arguments.collected:
        chosen = islice(collected_pairs(arguments.folder), arguments.most)
        _prepare(chosen, arguments.out / "collected.jsonl", maker)


if __name__ == "__main__":
    main()
