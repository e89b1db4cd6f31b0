"""Learns which English words each Arabic lemma and clitic becomes: evidence for the word aligner.

usage: python packaging/lexicon/learn_words.py FOLDER

FOLDER holds written.train.tsv and train.tsv.xz. Writes resources/glossary/learned-words.tsv: a key
("lemma|pos", a clitic such as "+wa", "∅" for no Arabic word), a tab, and English base forms with
their probabilities. The key "*" holds the shares of common words among all English words. Lines of
written.train.tsv that are aligned by hand in packaging/alignment are left out, so that they can be
measured on. Takes about five minutes and always gives the same file.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from alignment_model import LexicalModel, train
from corpus import Pair, read_pairs

from reader.morphology.glosser import load_glosser
from reader.paths import resource
from reader.text.keys import has_arabic
from reader.translation.alignment_words import base_form

_HAND_ALIGNED = Path(__file__).parents[1] / "alignment" / "written.txt"
_ARTICLES = ("the", "a", "an")
_ARTICLE = "+Al"
_NOTHING = "∅"
_COMMON = 1500
_LEAST_SHARE = 0.02
_LEAST_COUNT = 1.5
_WORDS = 8
_WORDS_OF_NOTHING = 60
_MUTUAL = 0.05
"""Dice coefficient below which a pair is chance: a rare lemma explains what stands beside it."""
_OFTEN = 15.0
_OFTEN_COUNT = 4.0
_OFTEN_LIFT = 20.0
"""A lemma seen so often may become a common word (take, place) at so much more than its rate."""


def main(folder: Path) -> int:
    left_out = {int(line.split()[0]) for line in _HAND_ALIGNED.read_text("utf-8").splitlines()}
    pairs = [_without_articles(p) for p in read_pairs(folder, load_glosser(), left_out)]
    pairs = [pair for pair in pairs if pair.arabic and pair.english]
    print(f"{len(pairs)} pairs", file=sys.stderr)
    path = resource("glossary", "learned-words.tsv")
    path.write_text("".join(line + "\n" for line in _rows(pairs, train(pairs))), "utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes", file=sys.stderr)
    return 0


def _without_articles(pair: Pair) -> Pair:
    english = tuple(base_form(word) for word in pair.english)
    return Pair(
        tuple(key for key in pair.arabic if key != _ARTICLE),
        tuple(word for word in english if word not in _ARTICLES and ":" not in word),
        pair.weight,
    )


def _rows(pairs: Sequence[Pair], model: LexicalModel) -> Iterator[str]:
    keys: dict[str, float] = defaultdict(float)
    words: dict[str, float] = defaultdict(float)
    for pair in pairs:
        for key in pair.arabic:
            keys[key] += pair.weight
        for word in pair.english:
            words[word] += pair.weight
    total = sum(words.values())
    rate = {word: count / total for word, count in words.items()}
    common = sorted(rate.items(), key=lambda item: (-item[1], item[0]))[:_COMMON]
    yield "*\t" + " ".join(f"{word}:{share:.5f}" for word, share in common)
    for key in sorted(model.table):
        row = sorted(model.table[key].items(), key=lambda item: (-item[1], item[0]))
        kept = [
            (w, p) for w, p in row if p >= _LEAST_SHARE and _holds(key, w, p, keys, words, rate)
        ]
        kept = kept[: _WORDS_OF_NOTHING if key == _NOTHING else _WORDS]
        if kept and (key == _NOTHING or key.startswith("+") or has_arabic(key)):
            yield f"{key}\t" + " ".join(f"{word}:{share:.2f}" for word, share in kept)


def _holds(
    key: str,
    word: str,
    share: float,
    keys: Mapping[str, float],
    words: Mapping[str, float],
    rate: Mapping[str, float],
) -> bool:
    """Whether a pair is more than chance."""
    if key == _NOTHING or key.startswith("+"):
        return True
    count = share * keys[key]
    if count < _LEAST_COUNT:
        return False
    often = keys[key] >= _OFTEN and count >= _OFTEN_COUNT and share >= _OFTEN_LIFT * rate[word]
    return often or 2 * count / (keys[key] + words[word]) >= _MUTUAL


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
