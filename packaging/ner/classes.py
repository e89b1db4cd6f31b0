"""Word classes: words that stand in the same company, learned from plain text.

usage: python packaging/ner/classes.py FOLDER

FOLDER holds parallel/written.train.tsv and parallel/train.tsv.xz. Writes word-classes.txt.xz beside
this file, which train.py reads. A minute of one processor, 2 GB of memory.

Positive pointwise mutual information of words with their neighbours, reduced by a truncated
singular value decomposition (Levy and Goldberg 2014), then k-means, coarse and fine.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reader.text.keys import lookup_key
from reader.text.proclitics import stems
from reader.text.tokens import token_spans

__all__ = ["learn_classes", "plain_sentences", "read_classes"]

Matrix = npt.NDArray[np.float32]

_SIZES = (40, 160, 640)
_LEAST = 4
_WORDS = 24_000
_CONTEXTS = 3000
_DIMENSIONS = 80
_BRACES = re.compile(r"\{[POLM]\d+:([^{}]+)\}")
_LEFT_OUT = frozenset({"ms_dynamics_ht"})
"""Manuals of one program, most of the collection."""


def plain_sentences(folder: Path) -> Iterator[list[str]]:
    """The Arabic sides of the parallel texts in `folder` as keys of words."""
    lines = (folder / "written.train.tsv").read_text("utf-8").splitlines()
    for line in lines:
        yield _keys(_BRACES.sub(r"\1", line.split("\t")[1]))
    with lzma.open(folder / "train.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            source, _, arabic, _ = line.split("\t")
            if source not in _LEFT_OUT:
                yield _keys(arabic)


def _keys(text: str) -> list[str]:
    keys = []
    for start, end in token_spans(text):
        key = lookup_key(text[start:end])
        keys.append("0" if any(c.isdigit() for c in key) else key)
    return keys


def learn_classes(sentences: Iterable[Sequence[str]], seed: int = 1) -> dict[str, tuple[str, ...]]:
    """Class numbers of each frequent word, coarse first. Proclitics are words of their own where
    the rest of a word is more frequent than the word."""
    texts = [list(sentence) for sentence in sentences]
    counts = Counter(key for text in texts for key in text)
    texts = [[piece for key in text for piece in _split(key, counts)] for text in texts]
    counts = Counter(key for text in texts for key in text)
    words = [w for w, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= _LEAST]
    words = words[:_WORDS]
    table = _vectors(texts, words)
    rows = [_k_means(table, size, np.random.default_rng(seed)) for size in _SIZES]
    return {
        word: tuple(str(int(row[i])) for row in rows)
        for i, word in enumerate(words)
        if not word.startswith("+")
    }


def _split(key: str, counts: Counter[str]) -> list[str]:
    best, pieces = counts[key], [key]
    for taken, stem in stems(key):
        if taken and len(stem) > 2 and counts[stem] > best:
            best, pieces = counts[stem], [f"+{key[:taken]}", stem]
    return pieces


def _vectors(texts: Sequence[Sequence[str]], words: Sequence[str]) -> Matrix:
    index = {word: i for i, word in enumerate(words)}
    width = min(_CONTEXTS, len(words))
    table: Matrix = np.zeros((len(words), 4 * (width + 1)), np.float32)
    for text in texts:
        ids = [index.get(key, -1) for key in text]
        padded = [width, width, *(min(i, width) if i >= 0 else -1 for i in ids), width, width]
        for place, i in enumerate(ids):
            if i < 0:
                continue
            for slot, distance in enumerate((-2, -1, 1, 2)):
                other = padded[place + 2 + distance]
                if other >= 0:
                    table[i, slot * (width + 1) + other] += 1.0
    total = table.sum()
    by_row = table.sum(1, keepdims=True)
    by_column = table.sum(0, keepdims=True) ** 0.75
    by_column *= total / by_column.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        np.log(table * total / (by_row * by_column), out=table)
    np.nan_to_num(table, copy=False, nan=0.0, neginf=0.0, posinf=0.0)
    np.maximum(table, 0.0, out=table)
    return _reduced(table)


def _reduced(table: Matrix) -> Matrix:
    """Left singular vectors times the root of their values, rows of length one; by a randomised
    range finder (Halko, Martinsson and Tropp 2011)."""
    generator = np.random.default_rng(7)
    basis = table @ generator.standard_normal((table.shape[1], _DIMENSIONS + 20), np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(basis)
        basis = table @ (table.T @ basis)
    basis, _ = np.linalg.qr(basis)
    left, values, _ = np.linalg.svd(basis.T @ table, full_matrices=False)
    vectors: Matrix = (basis @ left[:, :_DIMENSIONS]) * np.sqrt(values[:_DIMENSIONS])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return vectors.astype(np.float32)


def _k_means(vectors: Matrix, size: int, generator: np.random.Generator) -> npt.NDArray[np.int64]:
    """The class of each row, by cosine; some of the most frequent rows are the first centres."""
    size = min(size, len(vectors))
    seeds = generator.choice(min(len(vectors), 12 * size), size, replace=False)
    centres = vectors[np.sort(seeds)]
    found: npt.NDArray[np.int64] = np.zeros(len(vectors), np.int64)
    for _ in range(25):
        found = (vectors @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, found, vectors)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 0, sums / np.maximum(norms, 1e-6), centres)
    return found


def read_classes(path: Path) -> dict[str, tuple[str, ...]]:
    """Lines of classes, coarse first, a tab, and the words of these classes."""
    classes = {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row, _, words = line.rstrip("\n").partition("\t")
            classes |= dict.fromkeys(words.split(" "), tuple(row.split(" ")))
    return classes


def main(folder: Path) -> int:
    classes = learn_classes(plain_sentences(folder / "parallel"))
    rows: dict[tuple[str, ...], list[str]] = {}
    for word in sorted(classes):
        rows.setdefault(classes[word], []).append(word)
    text = "".join(f"{' '.join(row)}\t{' '.join(rows[row])}\n" for row in sorted(rows))
    out = Path(__file__).with_name("word-classes.txt.xz")
    out.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(classes)} words, {out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
