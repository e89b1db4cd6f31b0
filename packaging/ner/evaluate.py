"""Measures names found: by the knowledge base, by the tagger without and with it, and by both.

usage: python packaging/ner/evaluate.py FOLDER [SET…]

FOLDER holds eval/ner with the sets (default: written.dev, wojood_sample.val, anercorp.train; none
of them is trained on). Precision, recall and F1 of exact spans of words, as tools/score_ner.py
there counts them; sentences are tagged alone, as `qari entities --conll` does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import Example, Name, analysed, read_conll

from reader.entities.matcher import KnowledgeMatcher
from reader.entities.merging import merged
from reader.entities.protocol import TaggedName
from reader.entities.tagger import load_tagger
from reader.knowledge.base import load_knowledge
from reader.model import Mention
from reader.morphology.glosser import load_glosser

SETS = ("written.dev", "wojood_sample.val", "anercorp.train")
TYPES = ("PER", "ORG", "LOC")

Span = tuple[int, int, int, str]
"""(sentence, first word, word after the last, type)."""


def word_spans(number: int, example: Example, names: Sequence[Name]) -> set[Span]:
    """Names as stretches of words; a word belongs to the first name that touches it."""
    tokens = example.sentence.tokens
    taken: set[int] = set()
    found = set()
    for start, end, kind in names:
        words = [
            i
            for i, token in enumerate(tokens)
            if token.end > start and token.start < end and i not in taken
        ]
        if words:
            taken.update(words)
            found.add((number, words[0], words[-1] + 1, kind))
    return {span for span in found if span[3] in TYPES}


def figures(gold: set[Span], found: set[Span]) -> str:
    hit = len(gold & found)
    precision, recall = hit / max(len(found), 1), hit / max(len(gold), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:.3f} {recall:.3f} {f1:.3f}"


def plain(names: Sequence[Mention | TaggedName]) -> list[Name]:
    return [(name.start, name.end, name.type.value) for name in names]


def main(folder: Path, sets: Sequence[str]) -> int:
    glosser, matcher, tagger = load_glosser(), KnowledgeMatcher(load_knowledge()), load_tagger()

    def tagged(example: Example, known: Sequence[Mention], glossed: bool) -> list[TaggedName]:
        glosses = example.glosses if glossed else ()
        return tagger.tag(example.text, example.sentence, glosses, known)

    ways: dict[str, Callable[[Example], list[Name]]] = {
        "knowledge base": lambda e: plain(e.known),
        "tagger alone": lambda e: plain(tagged(e, (), True)),
        "tagger, no dictionary": lambda e: plain(tagged(e, (), False)),
        "tagger that sees it": lambda e: plain(tagged(e, e.known, True)),
        "both": lambda e: plain(merged(e.known, tagged(e, e.known, True))),
    }
    for name in sets:
        marked = read_conll(folder / "eval/ner" / f"{name}.conll")
        examples = [e for m in marked for e in analysed(m, glosser, matcher)]
        gold = {s for i, e in enumerate(examples) for s in word_spans(i, e, e.names)}
        print(f"{name:<24}" + "".join(f"{kind:<20}" for kind in ("all", *TYPES)))
        for way, predict in ways.items():
            found = {s for i, e in enumerate(examples) for s in word_spans(i, e, predict(e))}
            row = [figures(gold, found)] + [
                figures({s for s in gold if s[3] == kind}, {s for s in found if s[3] == kind})
                for kind in TYPES
            ]
            print(f"  {way:<22}" + "".join(f"{cell:<20}" for cell in row), flush=True)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:] or SETS))
