"""Decides between what the knowledge base and the taggers take for names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.entities.protocol import TaggedName
from reader.model import Mention

__all__ = ["merged"]


_SURE: Final = 0.6
"""Score from which a longer name is believed: below it, on sentences kept out, the shorter name on
record was right more often."""
_SURER: Final = 0.6
"""Score from which a shorter name of the same type inside one on record is believed: newspapers
write مدينة, شركة or الملك before a name without making it a part of it."""


def merged(known: Sequence[Mention], tagged: Sequence[TaggedName]) -> list[Mention | TaggedName]:
    """The names of a sentence in order, not overlapping.

    A name on record stands, unless a tagger is sure of a longer one around it (جامعة دمشق holds
    دمشق) or of just one shorter of the same type inside it. What taggers found stands where it
    touches no other name; of taggers that disagree the surer one is believed. Names of several
    taggers may come in any order."""
    kept: list[TaggedName] = []
    for name in sorted(tagged, key=lambda n: (-n.score, n.start - n.end, n.start)):
        around = [m for m in known if _touch(name, m)]
        if all(_beats(name, m) for m in around) and not any(_touch(name, k) for k in kept):
            kept.append(name)
    standing = [m for m in known if not any(_touch(name, m) for name in kept)]
    return sorted([*standing, *kept], key=lambda name: name.start)


def _touch(a: Mention | TaggedName, b: Mention | TaggedName) -> bool:
    return a.start < b.end and b.start < a.end


def _beats(name: TaggedName, mention: Mention) -> bool:
    if (name.start, name.end) == (mention.start, mention.end):
        return False
    if name.start <= mention.start and mention.end <= name.end:
        return name.score >= _SURE
    inside = mention.start <= name.start and name.end <= mention.end
    return inside and name.type is mention.type and name.score >= _SURER
