"""The sound of an Arabic word by rule, vowels guessed from its syllables.

One Latin spelling a letter (ح and ه h, خ kh, ذ dh, ض d, ظ z, غ gh, ق q; ع and hamza are not
written), long vowels a i u, ة and ى a, a doubled letter where a shadda is written. Written short
vowels are kept. Unwritten ones are guessed by syllable: an Arabic syllable has one consonant before
its vowel and at most one after it, so "a" is set wherever the next would begin with two (منبج
Manbaj, حلب Halab), "e" in the pattern of خالد Khaled. ع that closes a syllable lengthens its vowel
(جعفر Jaafar).

Names that look borrowed keep their clusters and take o for و, g for غ, e before a last r, l or n
(ستيفن Stifen, غوردون Gordon).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from reader.text.keys import strip_marks
from reader.text.sounds import LONG_A, Kind, Sound, sounds_of

__all__ = ["spelled_by_rule"]

_NATIVE: Final = re.compile("[حعصضظطقءؤةى]")
_FOREIGN: Final = re.compile(
    "[پچژگڤڨ]|تش|سون$|ينغ|ونغ|وف$|سكي$|و$|.(?:وي|يو).|^(?:ست|سك|سب|شت|فل)..."
)
_LONG: Final = re.compile("(?<=.)[اوي]")
_INITIAL_CLUSTERS: Final = frozenset(
    "bl br dr fl fr gl gr kl kr pl pr sf sk sl sm sn sp sb st sw shm shn shl sht shr shf tr".split()
)
_SONORANTS: Final = frozenset(("r", "l", "n", "m"))


def spelled_by_rule(word: str) -> str:
    """One word in Latin letters, capitalised. Never empty."""
    return _spell(word, borrowed=_looks_borrowed(strip_marks(word)))


def _looks_borrowed(letters: str) -> bool:
    if _NATIVE.search(letters):
        return False
    return (
        _FOREIGN.search(letters) is not None
        or (len(letters) >= 5 and len(_LONG.findall(letters)) >= 2)
        or len(letters) >= 7
    )


def _spell(word: str, *, borrowed: bool) -> str:
    sounds = sounds_of(word, borrowed)
    spelled = _join(_with_vowels(sounds, borrowed))
    return (spelled[:1].upper() + spelled[1:]) or "A"


# ---------------------------------------------------------------- guessing the vowels


def _with_vowels(sounds: list[Sound], borrowed: bool) -> list[Sound]:
    """`sounds` with a vowel set between consonants wherever the syllable asks for one."""
    result: list[Sound] = []
    run: list[Sound] = []
    before: Sound | None = None
    for sound in [*sounds, None]:
        if sound is not None and sound[0] in (Kind.CONSONANT, Kind.SILENT):
            run.append(sound)
            continue
        if run:
            letters = [letter for _, letter in run]
            opened = sound is not None and sound[0] is Kind.VOWEL
            unknown = letters[:-1] if opened else letters
            after_vowel = before is not None and before[0] is Kind.VOWEL
            if borrowed:
                vowels = _borrowed_vowels(letters, len(unknown), after_vowel)
            else:
                vowels = _native_vowels(len(unknown), after_vowel, opened)
                if before == (Kind.VOWEL, LONG_A) and not opened and len(unknown) == 2:
                    vowels = ["e", ""]
            for consonant, vowel in zip(run, [*vowels, ""], strict=False):
                result.append(consonant)
                if vowel:
                    result.append((Kind.VOWEL, vowel))
        run = []
        before = sound
        if sound is not None:
            result.append(sound)
    return result


def _native_vowels(count: int, after_vowel: bool, opened: bool) -> list[str]:
    """Vowels after each of `count` consonants; `opened`: a consonant with its vowel follows."""
    if count == 0:
        return []
    if after_vowel:
        if not opened and count == 2:
            return ["a", ""]
        return ["", *_native_vowels(count - 1, False, opened)]
    if opened:
        return ["" if i % 2 else "a" for i in range(count)]
    pairs = max(0, count // 2 - 1)
    last = [["a"], ["a", ""], ["a", "a", ""]][count - 2 * pairs - 1]
    return ["a", ""] * pairs + last


def _borrowed_vowels(letters: list[str], count: int, after_vowel: bool) -> list[str]:
    vowels = [""] * count
    if not after_vowel and count and letters[0]:
        clusters = ["".join(pair) in _INITIAL_CLUSTERS for pair in pairwise(letters)]
        if not all(clusters[:count]) or not clusters:
            vowels = _native_vowels(count, False, count < len(letters))
        return vowels
    for i in range(1, count):
        closed = i + 1 == count == len(letters) or (i + 1 < count and not vowels[i - 1])
        if letters[i] in _SONORANTS and letters[i - 1] not in _SONORANTS and closed:
            vowels[i - 1] = "e"
    if count >= 3 and not any(vowels):
        vowels[1] = "e"
    return vowels


def _join(sounds: list[Sound]) -> str:
    written: list[str] = []
    for i, (kind, letter) in enumerate(sounds):
        if kind is Kind.SILENT:
            closes = i + 1 == len(sounds) or sounds[i + 1][0] is not Kind.VOWEL
            a_follows = not closes and sounds[i + 1][1] in ("a", LONG_A)
            before = written[-1] if written else ""
            if (closes and before == "a") or (a_follows and before and before not in "aiou"):
                written.append("a")
        else:
            written.append("a" if letter == LONG_A else letter)
    return re.sub(r"(.)\1{2,}", r"\1\1", "".join(written))
