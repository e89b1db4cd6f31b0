"""A sentence clause by clause: what the model cannot say faithfully as a whole it often can in
parts, and where it cannot, only that part is the draft's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reader.translation.lite.features import MARK, Fragment
from reader.translation.lite.model import Guess
from reader.translation.lite.pieces import SourcePiece, Vocabulary
from reader.translation.lite.placeholders import PLACEHOLDER
from reader.translation.lite.reading import Reading

__all__ = ["Clause", "clauses", "drafted_guess", "joined"]

_ENDS: Final = frozenset(",;:")
_JOINS: Final = frozenset("and but or while whereas".split())
"""Words that stay before a clause as the draft has them."""
_WORDS: Final = 5
"""Fragments of a clause with tokens, at least."""
_STOP: Final = "."
_SPACE: Final = "▁"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a stretch: `reading` holds its words, with a full stop after them so that the model
    takes it for a sentence; `join` ("and") goes before what it becomes and `mark` after."""

    join: str
    reading: Reading
    mark: str


def clauses(reading: Reading, vocabulary: Vocabulary) -> list[Clause]:
    """The stretch cut after commas, semicolons and colons outside quotation marks and brackets; a
    single clause where there is nothing to cut."""
    cuts = [0]
    said = [bool(fragment.tokens) for fragment in reading.fragments]
    words, open_ = 0, False
    for place, fragment in enumerate(reading.fragments):
        words += said[place]
        if fragment.text in {'"', "(", ")"}:
            open_ = not open_
        ends = fragment.text in _ENDS and fragment.grammar == MARK
        if ends and not open_ and words >= _WORDS and sum(said[place:]) >= _WORDS:
            cuts.append(place + 1)
            words = 0
    cuts.append(len(reading.fragments))
    return [
        _clause(reading, reading.fragments[first:last], vocabulary, last == cuts[-1])
        for first, last in pairwise(cuts)
    ]


def _clause(
    reading: Reading, fragments: tuple[Fragment, ...], vocabulary: Vocabulary, last: bool
) -> Clause:
    join, mark = "", ""
    if fragments[0].text in _JOINS and fragments[0] is not reading.fragments[0]:
        join, fragments = fragments[0].text, fragments[1:]
    if not last:
        mark = fragments[-1].text
        fragments = (*fragments[:-1], replace(fragments[-1], text=_STOP))
    pieces = tuple(vocabulary.source(fragments))
    return Clause(join, replace(reading, fragments=fragments, pieces=pieces), mark)


def drafted_guess(reading: Reading) -> Guess:
    """The draft's own words as a guess, each from the pieces that it became."""
    pieces: list[str] = []
    attention: list[list[float]] = []
    for number, fragment in enumerate(reading.fragments):
        own = [n for n, piece in enumerate(reading.pieces) if piece.fragment == number]
        weights = [1.0 / len(own) if n in own else 0.0 for n in range(len(reading.pieces))]
        spaced = fragment.spaced or not number
        for part in _parts_of(fragment.text):
            kept = PLACEHOLDER.fullmatch(part)
            pieces.append(part if kept or not spaced else _SPACE + part)
            attention.append(weights)
            spaced = False
    return Guess(tuple(pieces), 0.0, attention)


def _parts_of(text: str) -> list[str]:
    parts, position = [], 0
    for match in PLACEHOLDER.finditer(text):
        parts += [text[position : match.start()], match[0]]
        position = match.end()
    return [part for part in (*parts, text[position:]) if part]


def joined(parts: Sequence[tuple[Clause, Guess]]) -> tuple[Reading, Guess]:
    """The guesses for the clauses of a stretch as one for all of it, whose score is their mean,
    with the reading that it is of."""
    width = sum(len(clause.reading.pieces) for clause, _ in parts)
    fragments: list[Fragment] = []
    sources: list[SourcePiece] = []
    pieces: list[str] = []
    attention: list[Sequence[float]] = []
    for clause, guess in parts:
        before, own = len(sources), len(clause.reading.pieces)
        sources += [
            replace(piece, fragment=piece.fragment + len(fragments))
            for piece in clause.reading.pieces
        ]
        fragments += clause.reading.fragments
        said = list(zip(guess.pieces, guess.attention, strict=True))
        nothing = [0.0] * own
        if clause.join:
            said.insert(0, (_SPACE + clause.join, nothing))
        if clause.mark:
            # A clause ends as in the draft, whatever sentence the model thought it was.
            while said and said[-1][0].lstrip(_SPACE) in {_STOP, *_ENDS}:
                said.pop()
            said.append((clause.mark, nothing))
        for piece, weights in said:
            pieces.append(piece)
            attention.append([0.0] * before + list(weights) + [0.0] * (width - before - own))
    whole = replace(parts[0][0].reading, fragments=tuple(fragments), pieces=tuple(sources))
    score = sum(guess.score for _, guess in parts) / len(parts)
    return whole, Guess(tuple(pieces), score, attention)
