"""How English names a kind of place or institution with its name: the Niger River, Lake Chad."""

from __future__ import annotations

from collections.abc import Sequence

from reader.translation.draft.units import Word

__all__ = ["named_kind"]

_AFTER = frozenset(
    "river sea ocean bridge island islands airport university hospital prison bank dam canal valley"
    " street square stadium mosque church governorate province district desert peninsula crossing"
    " county corridor strait highway academy museum".split()
)
_BEFORE = {"lake": "Lake", "mountain": "Mount", "mount": "Mount", "tell": "Tell"}
_OF = {"gulf": "Gulf", "strait": "Strait", "ministry": "Ministry", "republic": "Republic"}


def named_kind(kind: Word, name: Sequence[Word], attributes: Sequence[Word]) -> list[Word] | None:
    """The words of kind and name as a proper name, or None where they stay "the city of Raqqa".
    `attributes` are adjectives of the kind, which keep their place in front."""
    word = kind.text
    if word in _BEFORE:
        return [*attributes, Word(_BEFORE[word], kind.tokens, kind.before, kind.after), *name]
    the = Word("the", kind.tokens)
    if word in _OF:
        head = Word(_OF[word], kind.tokens, kind.before, kind.after)
        return [the, *attributes, head, Word("of", kind.tokens), *name]
    if word in _AFTER and len(name) <= 3:
        capital = Word(word.capitalize(), kind.tokens, kind.before, kind.after)
        return [the, *attributes, *name, capital]
    return None
