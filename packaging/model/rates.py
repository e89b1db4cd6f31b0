"""Counts what human translators leave unsaid, for the check of what the model says.

usage: rates.py PREPARED OUT.tsv

PREPARED is what `prepare.py` wrote; its written pairs are read, never those held out. OUT gets a
line for each lemma and each English base form seen often enough: `unsaid` or `unexplained`, the
key, and minus the natural logarithm of the smoothed share of its occurrences that have no
counterpart on the other side (`reader/translation/lite/matching.py`); `*` stands for all others.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from encoding import Prepared, read_prepared

from reader.translation.alignment_words import Kind, base_form, english_words
from reader.translation.lite.matching import matched, units
from reader.translation.lite.placeholders import PLACEHOLDER
from reader.translation.lite.rates import ANY

_LEAST = 3
"""Occurrences from which a word has a line of its own."""
_WEIGHT = 5.0
"""Occurrences for which the share of all words together counts."""


def _pairs(prepared: Path) -> Iterator[Prepared]:
    for path in sorted(prepared.glob("written*.jsonl")):
        yield from read_prepared(path)


def _rows(kind: str, seen: Counter[str], alone: Counter[str]) -> Iterator[str]:
    overall = alone.total() / seen.total()
    yield f"{kind}\t{ANY}\t{-math.log(overall):.1f}"
    for key, count in sorted(seen.items()):
        if count >= _LEAST:
            share = (alone[key] + overall * _WEIGHT) / (count + _WEIGHT)
            yield f"{kind}\t{key}\t{-math.log(share):.1f}"


def rates(prepared: Path, out: Path) -> None:
    """Writes the table."""
    lemmas: Counter[str] = Counter()
    unsaid: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    unexplained: Counter[str] = Counter()
    for pair in _pairs(prepared):
        drafted = units(pair.fragments)
        plain = PLACEHOLDER.sub("", pair.english)
        match = matched(drafted, plain)
        lemmas.update(unit.lemma for unit in drafted if unit.content)
        unsaid.update(unit.lemma for unit in match.missing)
        words = [w for w in english_words(plain) if w.kind not in (Kind.GRAMMAR, Kind.FIGURE)]
        forms.update(base_form(word.text) for word in words)
        unexplained.update(base_form(word.text) for word in match.alien)
    head = "# minus the logarithm of how often translators do it; made by packaging/model/rates.py"
    rows = [*_rows("unsaid", lemmas, unsaid), *_rows("unexplained", forms, unexplained)]
    out.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    print(f"{out}: {len(rows)} lines; unsaid {unsaid.total() / lemmas.total():.3f} of the words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rates(arguments.prepared, arguments.out)


if __name__ == "__main__":
    main()
