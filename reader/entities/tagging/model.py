"""The tagger's model: weights of features, and the best tags of a sentence under them.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). A word's facets weigh
the same wherever the word stands, so their sum is kept by word and only added up along a sentence.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from reader.entities.tagging.features import LABELS, REACH, Facets, Vocabulary, pairs_at
from reader.errors import BrokenPartError, MissingPartError

__all__ = ["Model", "dump_model", "load_model"]

Matrix = npt.NDArray[np.float32]

FORMAT: Final = "qari-names/1"
_STEP: Final = 0.03
"""What one unit of a stored weight is worth."""
_SETS: Final = ("given", "nations", "names")


class Model:
    """Attributes: `vocabulary` is what features are made with."""

    def __init__(
        self,
        rows: Mapping[str, int],
        weights: Matrix,
        transitions: Matrix,
        vocabulary: Vocabulary,
    ) -> None:
        self.vocabulary = vocabulary
        self._rows = rows
        self._facets = _by_distance(rows)
        self._weights = weights
        self._transitions = transitions
        self._by_word: dict[Facets, Matrix] = {}
        self._nothing: Matrix = np.zeros((2 * REACH + 1, len(LABELS)), np.float32)

    def emissions(self, words: Sequence[Facets]) -> Matrix:
        """The weight of each label at each word, without that of its neighbours' labels."""
        count = len(words)
        padded = np.zeros((count + 2 * REACH, len(LABELS)), np.float32)
        for i, word in enumerate(words):
            padded[i : i + 2 * REACH + 1] += self._of_word(word)
        found: Matrix = padded[REACH : REACH + count]
        rows = self._rows.get
        for i in range(count):
            hits = [row for f in pairs_at(words, i) if (row := rows(f)) is not None]
            if hits:
                found[i] += self._weights[hits].sum(0)
        return found

    def _of_word(self, word: Facets) -> Matrix:
        """What a word says of the labels around it: row 0 that of the word `REACH` before it."""
        sums = self._by_word.get(word)
        if sums is None:
            sums = self._nothing.copy()
            for distance, rows in enumerate(self._facets, -REACH):
                bag = word.here if not distance else word.near if abs(distance) == 1 else word.far
                hits = [row for facet in bag if (row := rows.get(facet)) is not None]
                if hits:
                    # A word at distance d of another is seen by that one, d words back.
                    sums[REACH - distance] = self._weights[hits].sum(0)
            self._by_word[word] = sums
        return sums

    def forget(self) -> None:
        """Lets go of what is kept by word."""
        self._by_word.clear()

    def best(self, emissions: Matrix) -> list[int]:
        """The likeliest labels (Viterbi)."""
        score = emissions[0]
        back = []
        for row in emissions[1:]:
            ways = score[:, None] + self._transitions
            back.append(ways.argmax(0))
            score = ways.max(0) + row
        labels = [int(score.argmax())]
        for pointers in reversed(back):
            labels.append(int(pointers[labels[-1]]))
        return labels[::-1]

    def certainty(self, emissions: Matrix) -> Matrix:
        """How probable each label is at each word (forward and backward)."""
        count = len(emissions)
        forward = np.empty_like(emissions)
        backward = np.zeros_like(emissions)
        forward[0] = emissions[0]
        for i in range(1, count):
            forward[i] = emissions[i] + _logsum(forward[i - 1][:, None] + self._transitions, 0)
        for i in range(count - 2, -1, -1):
            ahead = emissions[i + 1] + backward[i + 1]
            backward[i] = _logsum(self._transitions + ahead[None, :], 1)
        joint = forward + backward
        joint -= joint.max(1, keepdims=True)
        likely = np.exp(joint)
        result: Matrix = likely / likely.sum(1, keepdims=True)
        return result


def _by_distance(rows: Mapping[str, int]) -> list[dict[str, int]]:
    """For each distance from -REACH on, rows of the facets of a word so far away, without the mark
    of their distance."""
    found: dict[str, dict[str, int]] = {str(d): {} for d in range(-REACH, REACH + 1)}
    for feature, row in rows.items():
        distance, _, facet = feature.partition("|")
        if distance in found:
            found[distance][facet] = row
    return list(found.values())


def _logsum(table: Matrix, axis: int) -> Matrix:
    top = table.max(axis, keepdims=True)
    result: Matrix = np.log(np.exp(table - top).sum(axis)) + top.squeeze(axis)
    return result


def dump_model(
    weights: Mapping[str, Mapping[str, float]],
    transitions: Mapping[tuple[str, str], float],
    vocabulary: Vocabulary,
) -> bytes:
    """The model's file: xz over a line of JSON, the features in order, then for each feature the
    number of labels it weighs, these labels, and their weights in steps of one signed byte."""
    features, counts, labels, steps = [], bytearray(), bytearray(), bytearray()
    for feature in sorted(weights):
        row = {
            LABELS.index(label): max(-127, min(127, round(weight / _STEP)))
            for label, weight in weights[feature].items()
        }
        row = {label: step for label, step in sorted(row.items()) if step}
        if row:
            features.append(feature)
            counts.append(len(row))
            labels.extend(row)
            steps.extend(step & 0xFF for step in row.values())
    table = [[transitions.get((a, b), 0.0) for b in LABELS] for a in LABELS]
    text = "\n".join(features).encode("utf-8")
    head = {
        "format": FORMAT,
        "labels": LABELS,
        "transitions": [[round(x, 4) for x in row] for row in table],
        "features": len(features),
        "bytes": len(text),
        "weights": len(labels),
        "step": _STEP,
        "classes": _by_row(vocabulary.classes),
        "parts": _by_row(vocabulary.parts),
        "sounds": vocabulary.sounds,
        **{name: sorted(getattr(vocabulary, name)) for name in _SETS},
    }
    line = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    raw = line.encode("utf-8") + b"\n" + text + bytes(counts) + bytes(labels) + bytes(steps)
    return lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)


def _by_row(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The table the other way round: each row of values once, with its words."""
    words: dict[str, list[str]] = {}
    for word in sorted(table):
        words.setdefault(" ".join(table[word]), []).append(word)
    return {row: " ".join(found) for row, found in words.items()}


def _by_word(rows: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    shared = {row: tuple(row.split(" ")) for row in rows}
    return {word: shared[row] for row, words in rows.items() for word in words.split(" ")}


def load_model(path: Path) -> Model:
    """The model at `path`.

    Raises MissingPartError, BrokenPartError naming the file."""
    mend = "install Qari again"
    try:
        raw = lzma.decompress(path.read_bytes())
    except FileNotFoundError as error:
        raise MissingPartError(f"{path}: the model of names is missing; {mend}") from error
    except (OSError, lzma.LZMAError, EOFError) as error:
        raise BrokenPartError(f"{path}: the model of names is damaged ({error}); {mend}") from error
    try:
        return _parse(raw)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise BrokenPartError(f"{path}: the model of names is damaged ({error}); {mend}") from error


def _parse(raw: bytes) -> Model:
    line, _, rest = raw.partition(b"\n")
    head = json.loads(line)
    if head["format"] != FORMAT or tuple(head["labels"]) != LABELS:
        raise ValueError("it is of another version")
    count, length, size = head["features"], head["bytes"], head["weights"]
    if len(rest) != length + count + 2 * size:
        raise ValueError("its length is wrong")
    features = rest[:length].decode("utf-8").split("\n")
    per_feature = np.frombuffer(rest, np.uint8, count, length)
    labels = np.frombuffer(rest, np.uint8, size, length + count)
    steps = np.frombuffer(rest, np.int8, size, length + count + size)
    weights = np.zeros((count, len(LABELS)), np.float32)
    weights[np.repeat(np.arange(count), per_feature), labels] = steps * np.float32(head["step"])
    transitions = np.array(head["transitions"], np.float32)
    if len(features) != count or transitions.shape != (len(LABELS), len(LABELS)):
        raise ValueError("its tables do not fit")
    vocabulary = Vocabulary(
        _by_word(head["classes"]),
        _by_word(head["parts"]),
        **{name: frozenset(head[name]) for name in _SETS},
        sounds=head["sounds"],
    )
    return Model(dict(zip(features, range(count), strict=True)), weights, transitions, vocabulary)
