"""Trains the tagger of names and writes resources/ner/names.model.

usage: python packaging/ner/train.py FOLDER

FOLDER holds eval/ner/wojood_sample.train.conll (MIT), parallel/written.train.tsv and
gazetteer/names_en_ar_wikidata.tsv (CC0). From the repository come packaging/ner/sentences.txt, the
word classes beside it (made by classes.py), the knowledge base, the table of cities and the given
names. The dictionary must be installed. The same files give the same model. Takes about ten
minutes of one processor and 3 GB of memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from classes import read_classes
from corpus import Example, analysed, from_braces, read_conll, tagged_lines
from learning import Settings, train, vocabulary
from varying import read_names, varied

from reader.entities.matcher import KnowledgeMatcher
from reader.entities.tagging.model import dump_model
from reader.knowledge.base import load_knowledge
from reader.morphology.glosser import load_glosser
from reader.paths import resource
from reader.text.keys import lookup_key

HERE = Path(__file__).parent
OWN_WEIGHT = 2.0
"""How often each of our own sentences counts."""


def cities() -> Iterator[tuple[str, bool]]:
    """Lookup keys of the names of cities, and whether the name needs a cue."""
    for line in resource("places", "cities.tsv").read_text("utf-8").splitlines()[1:]:
        key, _, _, cue, *_ = line.split("\t")
        yield key, bool(cue)


def given_names() -> list[str]:
    lines = resource("glossary", "given-names.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith("#")]


def sounding(words: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Name words as keys without the article, with the most each may weigh."""
    found: dict[str, float] = {}
    for word, weight in words:
        key = lookup_key(word)
        key = key.removeprefix("ال") if len(key) > 4 else key
        found[key] = max(found.get(key, 0.0), min(weight, 5.0))
    return found


def main(folder: Path) -> int:
    knowledge = load_knowledge()
    glosser, matcher = load_glosser(), KnowledgeMatcher(knowledge)
    names = read_names(
        folder / "gazetteer/names_en_ar_wikidata.tsv", resource("places", "cities.tsv"), knowledge
    )

    def examples(lines: Iterable[str]) -> list[Example]:
        return [e for line in lines for e in analysed(from_braces(line), glosser, matcher)]

    lines = list(tagged_lines(folder / "parallel/written.train.tsv"))
    written = examples(lines)
    sample = read_conll(folder / "eval/ner/wojood_sample.train.conll")
    wojood = [e for marked in sample for e in analysed(marked, glosser, matcher)]
    own = examples(tagged_lines(HERE / "sentences.txt"))
    other = examples(varied(lines, names))
    print(f"{len(written)} + {len(wojood)} + {len(own)} sentences, {len(other)} varied", flush=True)

    known = vocabulary(
        entities=knowledge,
        given=given_names(),
        classes=read_classes(HERE / "word-classes.txt.xz"),
        marked=written,
        cities=cities(),
        name_words=sounding(zip(names.words, names.weights, strict=True)),
    )
    weighed = [(e, 1.0) for e in (*written, *wojood, *other)] + [(e, OWN_WEIGHT) for e in own]
    with TemporaryDirectory() as room:
        weights, transitions = train(weighed, known, Settings(), str(Path(room) / "crf"))
    out = resource("ner", "names.model")
    out.write_bytes(dump_model(weights, transitions, known))
    print(f"{len(weights)} features, {out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
