"""Learns how editors spell names, word for word, from the marked names of the written pairs.

usage: python packaging/lexicon/names.py FOLDER

Writes resources/glossary/learned-names.tsv: lookup key of the Arabic word, English word, count.
Only words whose consonants agree are paired, so that translated words (الصحة, "Health") stay out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from reader.paths import resource
from reader.text.keys import lookup_key, strip_marks
from reader.text.transliteration import sound_out

_TAG = re.compile(r"\{([POLM]\d+):([^{}]+)\}")
_ALIKE = 0.6
_SOUNDS = tuple(
    pair.split(">")
    for pair in (
        "sch>s sh>s ch>s kh>k gh>g th>t dh>d ph>f ck>k q>k c>k x>ks v>f p>b z>s j>g".split()
    )
)


def _skeleton(word: str) -> str:
    word = re.sub(r"^(al|el|ad|ar|as|an|at|az)-", "", word.lower())
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return re.sub(r"(.)\1+", r"\1", re.sub("[^bdfgklmnrst]", "", word))


def _alike(arabic: str, english: str) -> float:
    ours, theirs = _skeleton(sound_out(arabic)), _skeleton(english)
    if not ours or not theirs:
        return 0.0
    return SequenceMatcher(None, ours, theirs).ratio()


def _pairs(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / "written.train.tsv").read_text("utf-8").splitlines():
        _, arabic, english = line.split("\t")
        theirs = dict(_TAG.findall(english))
        for tag, name in _TAG.findall(arabic):
            words, spelled = strip_marks(name).split(), theirs.get(tag, "").split()
            if len(words) == len(spelled):
                yield from zip(words, spelled, strict=True)


def main(folder: Path) -> int:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, english in _pairs(folder):
        english = english.strip(".,'’\"“”()")
        if english[:1].isupper() or english.startswith(("al-", "el-")):
            key = lookup_key(word)
            if len(key) > 1 and _alike(word, english) >= _ALIKE:
                counts[key][english] += 1
    out = resource("glossary", "learned-names.tsv")
    lines = []
    for key, spellings in sorted(counts.items()):
        english, count = max(spellings.items(), key=lambda item: (item[1], item[0]))
        lines.append(f"{key}\t{english}\t{count}\n")
    out.write_text("".join(lines), "utf-8")
    print(f"{len(lines)} names, {out.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
