"""How alike an Arabic and an English spelling of a name sound.

Both are reduced to classes of sounds, and compared by an edit distance in which a consonant weighs
one and a vowel a quarter, since Arabic writes only the long ones. Sounds that the two scripts keep
apart in different ways are one class: g for ج غ ق ك and g j k q c, s for س ص ز ث ظ ذ and s z th.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.text.keys import lookup_key, strip_marks
from reader.text.proclitics import stems

__all__ = ["name_likeness"]

_LONGEST: Final = 24
_VOWELS: Final = frozenset("awy")
_VOWEL: Final = 0.25
_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in "bf td ts ds tc cs gc hg wf yg nm ha".split()  # v is ف or و, j is ي
)
_NEAR_COST: Final = 0.5

_ARABIC: Final = {
    ord(letter): sound
    for sound, letters in {
        "b": "بپ",
        "f": "فڤڥ",
        "t": "تط",
        "d": "دض",
        "s": "سصزظژذث",
        "g": "جغقكکگڨݣ",
        "c": "شچ",
        "h": "حخه",
        "l": "ل",
        "m": "م",
        "n": "ن",
        "r": "ر",
        "w": "و",
        "y": "ي",
        "a": "اع",
    }.items()
    for letter in letters
}
_DIGRAPHS: Final = tuple(
    (re.compile(pattern), sounds)
    for pattern, sounds in (
        ("tsch|tch|sch|sh|ch", "C"),
        ("ph", "F"),
        ("kh", "H"),
        ("gh", "G"),
        ("dh|th|zh", "S"),
        ("x", "GS"),
        ("qu", "GW"),
        ("c(?=[eiy])", "S"),
        ("ck|[ckqgj]", "G"),
        ("[pb]", "B"),
        ("[fv]", "F"),
        ("[sz]", "S"),
        ("[wuo]+", "W"),
        ("[yie]+", "Y"),
        ("a+", "A"),
    )
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_KEPT: Final = re.compile("[^btdsgchlmnrfwya]")
_FOLDED: Final = str.maketrans(
    "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžčćğışłőű", "aaaaaaceeeeiiiinoooooouuuuyyszccgislou"
)


def name_likeness(arabic: str, english: str) -> float:
    """0 to 1: how well the sounds of `english` answer those of `arabic`, one word or several
    written as one, with or without its proclitics and article."""
    theirs = _english(english[:_LONGEST])
    if not theirs:
        return 0.0
    return max((_alike(ours, theirs) for ours in _arabic(arabic[:_LONGEST])), default=0.0)


@lru_cache(maxsize=16_384)
def _arabic(word: str) -> tuple[str, ...]:
    found = (
        _reduced(form.translate(_ARABIC))
        for _, rest in stems(lookup_key(strip_marks(word)))
        for form in (rest, rest.removeprefix("ال"))
    )
    return tuple(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=16_384)
def _english(word: str) -> str:
    letters = word.lower().removesuffix("'s").removesuffix("’s").translate(_FOLDED)
    for pattern, sounds in _DIGRAPHS:
        letters = pattern.sub(sounds, letters)
    return _reduced(letters.lower())


def _reduced(sounds: str) -> str:
    """Doubled sounds once, other signs and a last h, which is a vowel in both scripts, dropped."""
    kept = _DOUBLED.sub(r"\1", _KEPT.sub("", sounds))
    return kept[:-1] + "a" if len(kept) > 2 and kept[-1] == "h" else kept


@lru_cache(maxsize=65_536)
def _alike(ours: str, theirs: str) -> float:
    row = [0.0]
    for sound in theirs:
        row.append(row[-1] + _weight(sound))
    whole = max(row[-1], sum(map(_weight, ours)))
    for a in ours:
        corner, row[0] = row[0], row[0] + _weight(a)
        for j, b in enumerate(theirs, 1):
            best = min(row[j] + _weight(a), row[j - 1] + _weight(b), corner + _exchange(a, b))
            corner, row[j] = row[j], best
    return max(0.0, 1.0 - row[-1] / whole)


def _weight(sound: str) -> float:
    return _VOWEL if sound in _VOWELS else 1.0


def _exchange(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return _VOWEL / 2
    if frozenset((a, b)) in _NEAR:
        return _NEAR_COST
    return max(_weight(a), _weight(b))
