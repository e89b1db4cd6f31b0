"""Short vowels as evidence: does a reading agree with the marks its writer put on the word?"""

from __future__ import annotations

from typing import Final

__all__ = ["conflicts"]

_MARKS: Final = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")
_IGNORED: Final = frozenset("\u0652\u0640")
_LEVELLED: Final = {ord(c): "ا" for c in "أإآٱ"}
_LONG: Final = {"ا": "\u064e", "ى": "\u064e", "و": "\u064f", "ي": "\u0650"}


def conflicts(written: str, reading: str) -> int:
    """How many letters of `written` carry marks that `reading` (fully vowelled) contradicts.

    Letters without marks in either say nothing; sukun is not counted, nor is the vowel a long vowel
    implies. Words of different letters differ in every letter.
    """
    ours, theirs = _marked(written), _marked(reading)
    if [letter for letter, _ in ours] != [letter for letter, _ in theirs]:
        return len(ours)
    clashes = 0
    for i, ((_, mine), (_, other)) in enumerate(zip(ours, theirs, strict=True)):
        following = ours[i + 1][0] if i + 1 < len(ours) else ""
        implied = _LONG.get(following, "")
        # A letter doubled by the writer and single in the reading is another word; a letter that
        # the reading leaves bare (a case ending it does not decide) is none.
        unsupported = mine - other - {implied}
        clashes += bool(unsupported and (other or "\u0651" in mine))
    return clashes


def _marked(word: str) -> list[tuple[str, frozenset[str]]]:
    letters: list[tuple[str, set[str]]] = []
    for char in _tanwin_before_alif(word.translate(_LEVELLED)):
        if char in _MARKS:
            if letters and char not in _IGNORED:
                letters[-1][1].add(char)
        elif char not in _IGNORED:
            letters.append((char, set()))
    return [(letter, frozenset(marks)) for letter, marks in letters]


def _tanwin_before_alif(word: str) -> str:
    """Both spellings of the accusative, with the marks on the alif and before it, as the latter."""
    return word.replace("\u0627\u064b", "\u064b\u0627").replace("\u0649\u064b", "\u064b\u0649")
