"""The name guard on good translations, and on the same with one known name gone wrong.

usage: misnamed.py PAIRS [--every N] [--seed N] [--cache FILE] [--show N]

PAIRS is a file of tagged pairs. As they are, every correction is one too many (or a spelling that
the card has otherwise). Then, in each sentence, one name that the knowledge base knows is spelled
by its sound with one or two letters wrong, put literally by its gloss, or exchanged for another
name; the guard should put exactly the old name back.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from pairs import Line, Pair, analysed, read_tagged

from reader.model import Mention, Span, Translation
from reader.text.transliteration import sound_out
from reader.translation.alignment import align
from reader.translation.name_guard import CORRECTED, guard_names

_FAULTS = ("misspelt", "literal", "another name")


def _standing(line: Line, english: str) -> list[tuple[Mention, Span]]:
    """Mentions whose own English stands once in the sentence, and where."""
    found = []
    for mention in line.source.mentions:
        name = mention.english.removeprefix("the ")
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", english)]
        if len(places) == 1 and mention.source == "knowledge":
            found.append((mention, places[0]))
    return found


def _misspelt(arabic: str, chance: random.Random) -> str:
    letters = list(sound_out(arabic))
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(1, len(letters)) if len(letters) > 1 else 0
        if letters[at].isalpha():
            letters[at] = chance.choice(["", *"aeioubdfgklmnrst"])
    return "".join(letters)


def _literal(line: Line, mention: Mention) -> str:
    tokens = line.source.tokens_of((mention.start, mention.end))
    glosses = [line.source.glosses[i] for i in tokens]
    return " ".join(g.english.split(";")[0] for g in glosses if g)


def _broken(
    fault: str, line: Line, mention: Mention, pairs: list[Pair], chance: random.Random
) -> str:
    if fault == "misspelt":
        return _misspelt(line.source.text[mention.start : mention.end], chance)
    if fault == "literal":
        return _literal(line, mention)
    other = chance.choice([pair for pair in chance.choices(pairs, k=20) if pair.names] or pairs[:1])
    return other.english[slice(*other.names[0][:2])] if other.names else ""


def _guarded(line: Line, english: str) -> Translation:
    translation = replace(Translation(english, ""), links=align(line.source, english))
    return guard_names(line.source, translation, line.entities)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    pairs = read_tagged(options.pairs, options.every)
    lines = analysed([pair.arabic for pair in pairs], options.cache)

    needless: list[str] = []
    for line, pair in zip(lines, pairs, strict=True):
        doubts = _guarded(line, pair.english).doubts
        needless += [f"{d.text}\n    {pair.arabic}\n    {pair.english}" for d in doubts]
    print(f"{len(pairs)} good translations: {len(needless)} corrections")
    for correction in needless[: options.show]:
        print(f"  {correction}")

    chance = random.Random(options.seed)
    for fault in _FAULTS:
        counts: Counter[str] = Counter()
        shown = 0
        for line, pair in zip(lines, pairs, strict=True):
            standing = _standing(line, pair.english)
            if not standing:
                continue
            mention, (start, end) = chance.choice(standing)
            wrong = _broken(fault, line, mention, pairs, chance)
            if not wrong or wrong.lower() == pair.english[start:end].lower():
                continue
            english = pair.english[:start] + wrong + pair.english[end:]
            guarded = _guarded(line, english)
            told = [d for d in guarded.doubts if d.kind == CORRECTED]
            right = guarded.text.lower().replace("the ", "") == pair.english.lower().replace(
                "the ", ""
            )
            counts["sentences"] += 1
            counts["right" if told and right else "wrong" if told else "left alone"] += 1
            if told and not right and shown < options.show:
                shown += 1
                print(
                    f"  {[d.text for d in told]}\n    {pair.arabic}"
                    f"\n    {guarded.text}\n    {pair.english}"
                )
        made = counts["right"] + counts["wrong"]
        print(
            f"{fault:13} {counts['sentences']:6} sentences, put right {counts['right']:6}"
            f" ({counts['right'] / max(counts['sentences'], 1):.3f}), of corrections right"
            f" {counts['right'] / max(made, 1):.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
