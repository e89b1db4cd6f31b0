"""A stretch of a sentence as the model gets it, and what it said as English with its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reader.model import Link, Translation
from reader.translation.attention import Hypothesis
from reader.translation.draft import DraftTranslator
from reader.translation.lite.drafting import drafted
from reader.translation.lite.features import Fragment, fragments
from reader.translation.lite.model import Guess
from reader.translation.lite.pieces import PER_KIND, SourcePiece, Vocabulary
from reader.translation.lite.placeholders import (
    PLACEHOLDER,
    Kept,
    symbol,
    things_to_keep,
    with_placeholders,
)
from reader.translation.pieces import EnglishText, join_pieces
from reader.translation.protocol import SentenceSource

__all__ = ["Reading", "Said", "heard", "named", "read", "say"]

_SPACE: Final = "▁"


@dataclass(frozen=True, slots=True)
class Reading:
    """`kept` are the things taken out, by their symbols; `pieces` go to the model, none if there
    are more things to keep than it has symbols for."""

    source: SentenceSource
    kept: dict[str, Kept]
    fragments: tuple[Fragment, ...]
    pieces: tuple[SourcePiece, ...]

    def draft(self) -> Translation:
        """What the draft engine says of the stretch."""
        ((_, said),) = DraftTranslator().translate([self.source], lambda: False)
        return said


@dataclass(frozen=True, slots=True)
class Said:
    """A guess with its names put back: `plain` is what the model itself wrote between them."""

    guess: Guess
    english: EnglishText
    plain: str
    lost: bool


def read(source: SentenceSource, vocabulary: Vocabulary) -> Reading:
    """The draft's words of a stretch, cut for the model."""
    draft = drafted(source)
    counts: Counter[str] = Counter()
    kept: dict[str, Kept] = {}
    for thing in things_to_keep(draft.source, draft.units):
        written = symbol(thing.kind, counts[thing.kind])
        counts[thing.kind] += 1
        if with_placeholders(draft.words, [(thing, written)]) != list(draft.words):
            kept[written] = thing
    if any(count > PER_KIND for count in counts.values()):
        return Reading(source, kept, (), ())
    words = with_placeholders(draft.words, [(thing, written) for written, thing in kept.items()])
    said = fragments(draft.source, words)
    return Reading(source, kept, tuple(said), tuple(vocabulary.source(said)))


def say(reading: Reading, guess: Guess, vocabulary: Vocabulary) -> Said:
    """The guess as English; `lost` tells that it has not just the placeholders of its source."""
    written = vocabulary.spaced(guess.pieces)
    plain = join_pieces([p for p in written if not PLACEHOLDER.search(p)]).text
    counts = Counter(p for p in guess.pieces if PLACEHOLDER.fullmatch(p))
    wanted = Counter(m[0] for f in reading.fragments for m in PLACEHOLDER.finditer(f.text))
    whole = []
    for piece in written:
        bare = piece.removeprefix(_SPACE)
        thing = reading.kept.get(bare)
        if thing is not None:
            piece = piece.removesuffix(bare) + thing.english.replace(" ", _SPACE)
        whole.append(piece)
    english = join_pieces(whole)
    text = _with_capitals(english.text, reading.fragments)
    same = len(text) == len(english.text)
    return Said(guess, replace(english, text=text) if same else english, plain, counts != wanted)


def _with_capitals(text: str, drafted: Sequence[Fragment]) -> str:
    """The text with a capital at its beginning and where the draft has one: of "General Hospital"
    the model often makes "general hospital"."""
    words = {fragment.text for fragment in drafted}
    for word in words:
        small = word.lower()
        if word[:1].isupper() and word.isalpha() and len(word) > 1 and small not in words:
            text = re.sub(rf"(?<!\w){small}(?!\w)", word, text)
    first = next((i for i, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def heard(reading: Reading, said: Said) -> Hypothesis:
    """The guess as the aligner takes it."""
    tokens = [reading.fragments[piece.fragment].tokens for piece in reading.pieces]
    return Hypothesis(
        reading.source,
        [own[-1] if own else None for own in tokens],
        said.english,
        said.guess.attention,
    )


def named(reading: Reading, said: Said, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with those of names and numbers told by where they were put back."""
    exact: dict[int, Link] = {}
    position = 0
    for piece, owner in zip(said.guess.pieces, said.english.owners, strict=True):
        thing = reading.kept.get(piece)
        if thing is None:
            continue
        start = said.english.text.lower().find(thing.english.lower(), position)
        if start < 0 or owner is None:
            continue
        position = start + len(thing.english)
        for token in thing.tokens:
            exact[token] = Link(token, ((start, position),))
    return tuple(exact.get(link.token, link) for link in links)
