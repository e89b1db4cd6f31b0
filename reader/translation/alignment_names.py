"""How alike an Arabic and an English spelling of a name sound, by their consonants."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.text.keys import lookup_key
from reader.text.proclitics import stems

__all__ = ["likeness"]

# One letter for sounds that the two scripts part in different ways, so that Qardaha, Kardaha and
# القرداحة meet: g for ج غ ق ك and g j k q c, s for س ص ز ظ and s z, c for ش and sh ch. ه ح خ and h
# kh stay, since names hang on them; vowels, و, ي, ع and hamza are left out.
_ARABIC: Final = str.maketrans(
    {
        letter: sound
        for letters, sound in (
            ("بپ", "b"),
            ("فڤڥ", "f"),
            ("تطث", "t"),
            ("دضذ", "d"),
            ("سصزظژ", "s"),
            ("جغقكکگڨݣ", "g"),
            ("شچ", "c"),
            ("حخهھ", "h"),
            ("ل", "l"),
            ("م", "m"),
            ("ن", "n"),
            ("ر", "r"),
        )
        for letter in letters
    }
)
# Capitals are done with; what stays in lower case is a vowel or glide.
_LATIN: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|sch|tch|sh|ch", "C"),
        ("ph", "F"),
        ("kh", "H"),
        ("gh", "G"),
        ("x", "GS"),
        ("c(?=[eiy])", "S"),
        ("ck|[ckqgj]", "G"),
        ("[pb]", "B"),
        ("[fv]", "F"),
        ("th?", "T"),
        ("dh?", "D"),
        ("[sz]", "S"),
    )
)
_VOWELS: Final = re.compile("[^bftdsgchlmnr]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_LONGEST: Final = 24
"""Letters of a name that are looked at."""


def likeness(arabic: str, english: str) -> float:
    """0 to 1: how well the consonants of `english` answer those of `arabic`, with or without its
    proclitics and article. The measure is one less the edit distance as a share of the longer; a
    lone consonant proves little."""
    theirs = _english_sounds(english[:_LONGEST])
    if not theirs:
        return 0.0
    ours = _arabic_sounds(arabic[:_LONGEST])
    return max((_alike(reading, theirs) for reading in ours), default=0.0)


@lru_cache(maxsize=16_384)
def _arabic_sounds(word: str) -> tuple[str, ...]:
    found = []
    for _, rest in stems(lookup_key(word)):
        for form in (rest, rest.removeprefix("ال")):
            sounds = _DOUBLED.sub(r"\1", _VOWELS.sub("", form.translate(_ARABIC)))
            found.append(sounds.removesuffix("h") or sounds)
    return tuple(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=16_384)
def _english_sounds(word: str) -> str:
    letters = word.lower().removesuffix("'s").removesuffix("’s")
    for pattern, sound in _LATIN:
        letters = pattern.sub(sound, letters)
    sounds = _DOUBLED.sub(r"\1", _VOWELS.sub("", letters.lower()))
    return sounds.removesuffix("h") or sounds


@lru_cache(maxsize=65_536)
def _alike(ours: str, theirs: str) -> float:
    longest = max(len(ours), len(theirs))
    if longest == 1:
        return 0.5 if ours == theirs else 0.0
    row = list(range(len(theirs) + 1))
    for i, a in enumerate(ours, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(theirs, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return 1.0 - row[-1] / longest
