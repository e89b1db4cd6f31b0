"""How alike an Arabic and an English spelling of a name sound, by their consonants."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.text.keys import lookup_key, strip_marks
from reader.text.proclitics import stems

__all__ = ["likeness"]

# Sounds that the two scripts keep apart in different ways are one letter here: G for ج غ ق ك and
# g j k q c; S for س ص ز ث ظ; D for د ض ذ; T for ت ط. ه ح خ and h, kh stay, since names hang on them.
_ARABIC: Final = str.maketrans(
    {
        **dict.fromkeys("بپ", "b"),
        **dict.fromkeys("فڤڥ", "f"),
        **dict.fromkeys("تطث", "t"),
        **dict.fromkeys("دضذ", "d"),
        **dict.fromkeys("سصزظژ", "s"),
        **dict.fromkeys("جغقكکگڨݣ", "g"),
        **dict.fromkeys("شچ", "c"),
        **dict.fromkeys("حخهھ", "h"),
        **dict.fromkeys("لمنر", None),
    }
)
_ARABIC.update({ord(a): e for a, e in zip("لمنر", "lmnr", strict=True)})
_DIGRAPHS: Final = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("tsch|sch|tch|sh|ch", "C"),
        ("ph", "F"),
        ("kh", "H"),
        ("gh", "G"),
        ("th", "T"),
        ("dh", "D"),
        ("x", "GS"),
        ("c(?=[eiy])", "S"),
        ("ck|[ckqgj]", "G"),
        ("[pb]", "B"),
        ("[fv]", "F"),
        ("[td]h?(?=t)", ""),
        ("t", "T"),
        ("d", "D"),
        ("[sz]", "S"),
    )
)
_KEPT: Final = re.compile("[^bftdsgchlmnr]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_LONGEST: Final = 24


def likeness(arabic: str, english: str) -> float:
    """0 to 1: how well the consonants of `english` answer those of `arabic`, with or without its
    proclitics and article."""
    theirs = _english(english[:_LONGEST])
    if not theirs:
        return 0.0
    return max((_alike(ours, theirs) for ours in _arabic(arabic[:_LONGEST])), default=0.0)


@lru_cache(maxsize=16_384)
def _arabic(word: str) -> tuple[str, ...]:
    found = []
    for _, rest in stems(lookup_key(strip_marks(word))):
        for form in (rest, rest.removeprefix("ال")):
            letters = _KEPT.sub("", form.translate(_ARABIC))
            found.append(_DOUBLED.sub(r"\1", letters.removesuffix("h") or letters))
    return tuple(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=16_384)
def _english(word: str) -> str:
    letters = word.lower().removesuffix("'s").removesuffix("’s")
    for pattern, letter in _DIGRAPHS:
        letters = pattern.sub(letter, letters)
    letters = _DOUBLED.sub(r"\1", _KEPT.sub("", letters.lower()))
    return letters.removesuffix("h") or letters


@lru_cache(maxsize=65_536)
def _alike(ours: str, theirs: str) -> float:
    """One less the edit distance, as a share of the longer; a lone consonant proves nothing."""
    longest = max(len(ours), len(theirs))
    if longest == 1:
        return 0.5 if ours == theirs else 0.0
    row = list(range(len(theirs) + 1))
    for i, a in enumerate(ours, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(theirs, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return 1.0 - row[-1] / longest
