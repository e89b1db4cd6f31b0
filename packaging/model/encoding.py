"""Numbers for the network: pieces, grammar marks and lemmas, and the pairs made of them."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from reader.translation.lite.features import Fragment
from reader.translation.lite.pieces import PER_KIND, PIECES, Vocabulary, placeholder_pieces
from reader.translation.lite.placeholders import KeptKind

__all__ = [
    "Example",
    "Prepared",
    "build_vocabulary",
    "encoded",
    "read_prepared",
    "shuffled_placeholders",
]

_GRAMMARS = 600
_LEMMAS = 7000
_LEAST = 4
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_MARKED = re.compile(r"⟦[A-Z]\d+⟧")

Numbers = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Example:
    """`source` has three rows, pieces, grammar and lemmas; `target` neither begin nor end mark."""

    origin: str
    source: Numbers
    target: Numbers


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pair as `prepare.py` wrote it; `origin` is its source."""

    origin: str
    fragments: tuple[Fragment, ...]
    english: str


def read_prepared(path: Path) -> Iterator[Prepared]:
    """The pairs of one file that `prepare.py` wrote; its last line may be cut short."""
    if not path.exists():
        return
    for line in path.read_bytes().split(b"\n")[:-1]:
        row: dict[str, Any] = json.loads(line)
        if "w" in row:
            said = tuple(Fragment(w[0], bool(w[1]), w[2], w[3], ()) for w in row["w"])
            yield Prepared(row["s"], said, row["t"])


def _always_capital(lines: Iterable[str]) -> list[str]:
    """Words that are written with a capital more often than not inside a sentence."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for line in lines:
        for word in _WORD.findall(line)[1:]:
            (large if word[0].isupper() else small)[word.lower()] += 1
    return sorted(word for word in large if large[word] > small[word])


def build_vocabulary(prepared: Sequence[Prepared], folder: Path) -> Vocabulary:
    """Learns the pieces of both sides and counts the features; writes them to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    capital = _always_capital(p.english for p in prepared if p.origin != "bible")
    known = frozenset(capital)
    text = folder / "pieces.txt"
    with text.open("w", encoding="utf-8") as file:
        for p in prepared:
            file.write(_MARKED.sub(" ", uncapitalised(p.english, known)) + "\n")
            if p.origin == "written":
                said = " ".join(f.text for f in p.fragments if f.text.isalpha())
                file.write(_MARKED.sub(" ", said) + "\n")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "lite"),
        vocab_size=PIECES,
        model_type="bpe",
        character_coverage=0.9999,
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        num_threads=2,
        minloglevel=2,
        normalization_rule_name="identity",
    )
    (folder / "lite.model").rename(folder / "pieces.model")
    (folder / "lite.vocab").unlink()
    text.unlink()
    grammars: Counter[str] = Counter()
    lemmas: Counter[str] = Counter()
    for p in prepared:
        for f in p.fragments:
            grammars[f.grammar] += 1
            grammars[f.grammar.partition(".")[0]] += 1
            lemmas[f.lemma] += 1
    described = {
        "capital": capital,
        "grammars": [g for g, _ in grammars.most_common(_GRAMMARS)],
        "lemmas": [lm for lm, n in lemmas.most_common(_LEMMAS) if n >= _LEAST and lm[0] != "<"],
    }
    (folder / "vocabulary.json").write_text(
        json.dumps(described, ensure_ascii=False, indent=0), "utf-8"
    )
    return Vocabulary(folder)


def uncapitalised(text: str, capital: frozenset[str]) -> str:
    """The sentence without the capital that only its beginning gives it."""
    match = _WORD.search(text)
    if match is None or text[: match.start()].strip("\"'( "):
        return text
    word = match[0]
    if word == "I" or word.startswith("I'") or word[1:] != word[1:].lower():
        return text
    if word.lower() in capital:
        return text
    return text[: match.start()] + word[0].lower() + text[match.start() + 1 :]


def encoded(prepared: Iterable[Prepared], vocabulary: Vocabulary) -> list[Example]:
    """The pairs as numbers, without those that are too long or plainly not of one another."""
    made = []
    for p in prepared:
        source = vocabulary.source(p.fragments)
        target = vocabulary.target(uncapitalised(p.english, vocabulary.capital))
        n, m = len(source), len(target)
        if not (0 < n <= 150 and 0 < m <= 120 and m < 2.2 * n + 8):
            continue
        numbers = np.array([(s.piece, s.grammar, s.lemma) for s in source], dtype=np.int16).T
        made.append(Example(p.origin, numbers, np.array(target, dtype=np.int16)))
    return made


def shuffled_placeholders(chance: random.Random, size: int) -> NDArray[np.int64]:
    """A table of piece numbers that gives every placeholder the number of another of its kind, so
    that none of them means more than another."""
    table = np.arange(size, dtype=np.int64)
    assert len(placeholder_pieces()) == PER_KIND * len(KeptKind)
    for kind in range(len(KeptKind)):
        first = PIECES + kind * PER_KIND
        numbers = list(range(first, first + PER_KIND))
        chance.shuffle(numbers)
        table[first : first + PER_KIND] = numbers
    return table
