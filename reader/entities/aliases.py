"""Where an article gives a name a second one: قوات الدعم السريع (RSF), المعروف بـ"حميدتي"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.entities.words import Word
from reader.model import EntityType
from reader.text.keys import lookup_key

__all__ = ["GivenAlias", "alias_after", "is_proper"]

_LONGEST: Final = 4
"""Words of an alias."""
_ACRONYM: Final = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z][A-Za-z0-9-]{1,9}")
_OPENING: Final = '"“„«‹‘'
_CLOSING: Final = '"”“»›’'
_BEFORE: Final = frozenset(" ،,\u00a0")
_CALLED: Final = frozenset(
    lookup_key(word)
    for word in "المعروف المعروفة الملقب الملقبة الشهير الشهيرة المكنى المكناة المسمى المسماة يعرف"
    " تعرف يلقب تلقب يسمى تسمى يكنى والمعروف والمعروفة والملقب والملقبة والشهير والشهيرة".split()
)
_FILLERS: Final = frozenset(
    lookup_key(word)
    for word in "اختصارا اختصاراً أيضا أيضاً إعلاميا إعلامياً محليا محلياً شعبيا شعبياً حركيا حركياً"
    " ب باسم بلقب بكنية باسمه باسمها الحركي".split()
)
_INTRODUCING: Final = frozenset(lookup_key(word) for word in "ب باسم بلقب بكنية الحركي".split())
_FIRST_OF_TWO: Final = frozenset({"ابو", "ابي", "ام", "بابي", "بابو", "بام"})


@dataclass(frozen=True, slots=True)
class GivenAlias:
    """Words first..last (inclusive) of a sentence are another name; `taken` letters of the
    first are
    a proclitic. `quoted` if it stands in quotation marks, `how` says for people where it stands."""

    first: int
    last: int
    taken: int
    quoted: bool
    how: str


def alias_after(text: str, words: Sequence[Word], last: int, type: EntityType) -> GivenAlias | None:
    """The other name that the words behind a name, whose last word is number `last`, give it."""
    if last + 1 >= len(words):
        return None
    gap = words[last + 1].gap.strip()
    if gap[:1] == "(":
        return _in_brackets(text, words, last + 1, type, quoted=any(c in _OPENING for c in gap))
    if words[last + 1].key in _CALLED and _BEFORE.issuperset(gap):
        return _called(text, words, last + 1)
    return None


def _in_brackets(
    text: str, words: Sequence[Word], first: int, type: EntityType, *, quoted: bool
) -> GivenAlias | None:
    for i in range(first, min(first + _LONGEST, len(words))):
        if any(c.isdigit() for c in words[i].raw):
            return None
        behind = _behind(text, words, i)
        if ")" not in behind:
            if behind.strip():
                return None
            continue
        found = GivenAlias(first, i, 0, quoted, "given in brackets")
        latin = words[first].raw.isascii()
        if latin:
            acronym = i == first and _ACRONYM.fullmatch(words[first].raw)
            return found if acronym and type in (EntityType.ORG, EntityType.MISC) else None
        return found
    return None


def _called(text: str, words: Sequence[Word], cue: int) -> GivenAlias | None:
    i = cue + 1
    introduced = False
    while i < len(words) and words[i].key in _FILLERS:
        introduced = words[i].key in _INTRODUCING or introduced
        i += 1
    if i >= len(words):
        return None
    quoted = any(c in _OPENING for c in words[i].gap)
    taken = 0
    if not introduced:
        if quoted or not words[i].key.startswith("ب") or len(words[i].key) < 4:
            return None
        taken = 1
        quoted = words[i].raw[1:2] in _OPENING
    last = i
    if quoted:
        while last < min(i + _LONGEST, len(words)) and not any(
            c in _CLOSING for c in _behind(text, words, last)
        ):
            last += 1
        if last >= min(i + _LONGEST, len(words)):
            return None
    elif words[i].key in _FIRST_OF_TWO and i + 1 < len(words):
        last = i + 1
    return GivenAlias(i, last, taken, quoted, "given as another name")


def _behind(text: str, words: Sequence[Word], i: int) -> str:
    """What stands between word `i` and the next; two characters at the end of the sentence."""
    return words[i + 1].gap if i + 1 < len(words) else text[words[i].end : words[i].end + 2]


def is_proper(words: Sequence[Word]) -> bool:
    """Whether none of the words is an ordinary one of the dictionary."""
    return all(
        word.raw.isascii()
        or word.gloss is None
        or word.gloss.source != "dictionary"
        or word.pos == "noun_prop"
        for word in words
    )
