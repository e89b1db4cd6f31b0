"""Whether each denial of the draft is still said of the word that it denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reader.translation.alignment_words import english_words
from reader.translation.lite.features import Fragment
from reader.translation.lite.matching import Unit, words_of

__all__ = ["denial_lost"]

_DENIES: Final = frozenset("not no never nor neither without cannot non none".split())
_SAID: Final = re.compile(
    r"(?:not|no|non|nor|never|nobody|nothing|nowhere|none|neither|cannot|without|unless|hardly"
    r"|barely|rarely|little|few|only|just|except|unable|absen[ct]\w*|instead|rather|otherwise|yet"
    r"|impossible|lack\w*|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*|fail\w*|declin\w+|prevent\w*"
    r"|avoid\w*|ceas\w+|bann?\w*|prohibit\w*|forb[ai]d\w*|miss(?:ed|es|ing)?|exclud\w+|ignor\w+"
    r"|abst\w+|beyond|until|but|\w+n['’]t|(?:in|im|ir|il|un|dis|non)\w{4,}|\w{3,}less)"
)
_BEFORE: Final = 6
_AFTER: Final = 3
"""Words before and after the denied one among which its denial stands."""


def denial_lost(fragments: Sequence[Fragment], units: Sequence[Unit], plain: str) -> str:
    """The first word denied in the draft that is said without a denial near it, or not said where
    nothing else is denied; "" if none is."""
    words = english_words(plain)
    said = [_SAID.fullmatch(word.text.lower()) is not None for word in words]
    for denied in _denied(fragments, units):
        places = words_of(denied, words)
        kept = any(_denied_at(place, said) for place in places) if places else any(said)
        if not kept:
            return denied.text
    return ""


def _denied_at(place: int, said: Sequence[bool]) -> bool:
    """Whether a denial stands near a word, which may itself sound like one ("denied")."""
    return any(said[max(0, place - _BEFORE) : place]) or any(said[place + 1 : place + _AFTER + 1])


def _denied(fragments: Sequence[Fragment], units: Sequence[Unit]) -> Iterator[Unit]:
    """For each denial of the draft the unit of content after it."""
    by_tokens = {unit.tokens: unit for unit in units if unit.content and unit.tokens}
    waiting = False
    for fragment in fragments:
        text = fragment.text.lower()
        if text in _DENIES or text.endswith(("n't", "n’t")):
            waiting = True
            continue
        unit = by_tokens.get(fragment.tokens)
        if waiting and unit is not None:
            yield unit
            waiting = False
