"""Weak radicals and hamzas put back into roots.

ALMOR writes every و, ي and ء of a root as `#` (ق.#.ل). Which of them it is shows in the lemma where
the letter stands as a consonant (جَيْش, رَأْس, وَصَل), and in the vowel class of simple verbs (قال-u is
ق.و.ل, باع-i is ب.ي.ع). Where the lemma itself does not tell (نار), the lemmas of the same root that
do decide by a large majority; where they disagree or there are none, the root stays unknown. Sound
changes that hide the radical (قِيام, قائِل, بِناء, سَيِّد, nisbas in -awi) are no evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Final

__all__ = ["resolved_roots"]

_RADICALS: Final = re.compile(r"[ء-ي#](?:\.[ء-ي#]){1,4}")
_FATHA, _DAMMA, _KASRA, _SHADDA, _SUKUN = "\u064e\u064f\u0650\u0651\u0652"
_VOWELS: Final = frozenset((_FATHA, _DAMMA, _KASRA))
_HAMZAS: Final = frozenset("أإؤئءآ")
_AUGMENTS: Final = frozenset("اٱىأإآءةمتنسويط")
_MAJORITY: Final = 0.85

_Letter = tuple[str, frozenset[str]]


def resolved_roots(entries: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Root of each (entry, ALMOR root), its radicals joined by dots; "" where it is not known."""
    known: dict[tuple[str, str], str] = {}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entry, raw in set(entries):
        known[entry, raw] = root = _from_lemma(entry, raw) if _RADICALS.fullmatch(raw) else ""
        if root:
            votes[raw][root] += 1
    for (entry, raw), root in known.items():
        # With two weak radicals, or a final hamza against all the ways a final weak one hides, the
        # relatives are too often of another root.
        if not root and raw.count("#") == 1 and votes[raw]:
            (likeliest, count), *_ = votes[raw].most_common(1)
            if count >= _MAJORITY * votes[raw].total() and not likeliest.endswith("ء"):
                known[entry, raw] = likeliest
    return known


def _from_lemma(entry: str, raw: str) -> str:
    radicals = raw.split(".")
    weak = [i for i, radical in enumerate(radicals) if radical == "#"]
    if not weak:
        return raw
    lemma, _, rest = unicodedata.normalize("NFC", entry).partition("_")[0].partition("-")
    if len(weak) == 1 and (from_class := _from_vowel_class(lemma, rest, weak[0])):
        radicals[weak[0]] = from_class
        return ".".join(radicals)
    letters = _letters(lemma)
    found: dict[str, int] = {}
    for places in combinations(range(len(letters)), len(radicals)):
        filled = _filled(radicals, letters, places)
        if filled is not None:
            root, doubt = filled
            found[root] = min(doubt, found.get(root, doubt))
    surest = [root for root, doubt in found.items() if doubt == min(found.values())]
    return surest[0] if len(surest) == 1 else ""


def _from_vowel_class(lemma: str, vowel_class: str, weak: int) -> str:
    """The middle radical of a hollow verb, by the vowel of its imperfect."""
    letters = _letters(lemma)
    if weak == 1 and len(letters) == 3 and letters[1][0] == "ا":
        return {"u": "و", "i": "ي"}.get(vowel_class, "")
    return ""


def _filled(
    radicals: list[str], letters: list[_Letter], places: tuple[int, ...]
) -> tuple[str, int] | None:
    """The root if its radicals are the letters at `places`, and how doubtful that is; None if they
    cannot be."""
    doubt, root = 0, []
    for radical, place in zip(radicals, places, strict=True):
        letter = letters[place][0]
        if radical == "#":
            consonant = _weak_consonant(letters, place)
            if not consonant:
                return None
            # An initial hamza is as often an augment (أَوْجَد).
            doubt += place == 0 and letter in "أإ"
            root.append(consonant)
        elif letter == radical:
            root.append(radical)
        else:
            return None
    spare = (letter for i, (letter, _) in enumerate(letters) if i not in places)
    if not all(letter in _AUGMENTS for letter in spare):
        return None
    return ".".join(root), doubt


def _weak_consonant(letters: list[_Letter], place: int) -> str:
    """و, ي or ء if the letter at `place` is surely that radical, else ""."""
    letter, marks = letters[place]
    before, marks_before = letters[place - 1] if place else ("", frozenset())
    after = letters[place + 1][0] if place + 1 < len(letters) else ""
    if letter in _HAMZAS:
        # After a long a it stands for a weak radical; إي at the beginning for either.
        hidden = before in ("ا", "ى") or (letter == "إ" and after == "ي")
        return "" if hidden else "ء"
    if len(letters) == 3 and place == 2 and letter in "اى":
        return "و" if letter == "ا" else "ي"  # دعا, رمى: spelling tells them apart
    if letter not in "وي":
        return ""
    heard = not place or bool(marks & _VOWELS) or _SHADDA in marks or _FATHA in marks_before
    before_nisba = after == "ي" and place + 2 >= len(letters) and letter == "و"
    if not heard or before_nisba:
        return ""
    if letter == "ي":
        is_nisba = _SHADDA in marks and _KASRA in marks_before
        from_waw = _KASRA in marks_before or (_SHADDA in marks and _KASRA in marks)
        return "" if is_nisba or from_waw else "ي"
    return "و"


def _letters(lemma: str) -> list[_Letter]:
    letters: list[tuple[str, set[str]]] = []
    for char in lemma:
        if unicodedata.combining(char):
            if letters:
                letters[-1][1].add(char)
        else:
            letters.append((char, set()))
    return [(letter, frozenset(marks - {_SUKUN})) for letter, marks in letters]
