"""Where what the reader looks for stands in a text, however it is spelled there."""

from __future__ import annotations

from functools import cache, lru_cache

from reader.gui.row_content import Side
from reader.model import Span
from reader.text.keys import lookup_key

__all__ = ["found_spans"]


@cache
def _folded(character: str, side: Side) -> str:
    return lookup_key(character) if side is Side.ARABIC else character.casefold()


@lru_cache(maxsize=256)  # a view is painted often before it shows other rows
def found_spans(text: str, sought: str, side: Side) -> tuple[Span, ...]:
    """The places of `sought` in `text` of that side, in code points, one after the other: Arabic in
    any spelling and with any vowels, English in capitals or not."""
    needle = "".join(_folded(character, side) for character in sought.strip())
    folds = [_folded(character, side) for character in text]
    folded = "".join(folds)
    if not needle or needle not in folded:
        return ()
    begins = [at for at, fold in enumerate(folds) for _ in fold]
    found: list[Span] = []
    at = folded.find(needle)
    while at >= 0:
        found.append((begins[at], begins[at + len(needle) - 1] + 1))
        at = folded.find(needle, at + len(needle))
    return tuple(found)
