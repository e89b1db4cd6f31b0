"""How a name sounds that no dictionary holds, in the spelling newspapers use.

The scheme: one Latin spelling a letter (ح and ه h, خ kh, ذ dh, ض d, ظ z, غ gh, ق q; ع and hamza are
not written), long vowels a i u, ة and ى a, a doubled letter where a shadda is written, the article
as "al-". Written short vowels are kept. Unwritten ones are guessed by syllable: an Arabic syllable
has one consonant before its vowel and at most one after it, so "a" is set wherever the next would
begin with two (منبج Manbaj, حلب Halab), "e" in the pattern of خالد Khaled. ع that closes a syllable
lengthens its vowel (جعفر Jaafar).

Names that look borrowed keep their clusters and take o for و, g for غ, e before a last r, l or n
(ستيفن Stifen, غوردون Gordon).

Two lists in resources/glossary are asked first: common given names, and words of names with the
spelling editors gave them (learned by `packaging/lexicon/names.py`). What neither holds is spelled
by the learned model, or by the scheme where marks are written. It is a guess for eye and ear, to be
marked as such wherever it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

from reader.paths import resource
from reader.text.keys import has_arabic, lookup_key, plain_digits, strip_marks
from reader.text.sounds import LONG_A, Kind, Sound, sounds_of
from reader.text.spelling_model import shipped_model

__all__ = ["known_spelling", "sound_out", "transliterate"]

_NOT_SAID: Final = re.compile("[\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ARABIC_WORD: Final = re.compile(
    "[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u08ff]+"
)
_ARTICLE: Final = re.compile("[اٱ][\u064b-\u0652]*ل[\u064b-\u0652]*")
_NATIVE: Final = re.compile("[حعصضظطقءؤةى]")
_FOREIGN: Final = re.compile(
    "[پچژگڤڨ]|تش|سون$|ينغ|ونغ|وف$|سكي$|و$|.(?:وي|يو).|^(?:ست|سك|سب|شت|فل)..."
)
_LONG: Final = re.compile("(?<=.)[اوي]")
_INITIAL_CLUSTERS: Final = frozenset(
    "bl br dr fl fr gl gr kl kr pl pr sf sk sl sm sn sp sb st sw shm shn shl sht shr shf tr".split()
)
_SONORANTS: Final = frozenset(("r", "l", "n", "m"))


@cache
def _given_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in resource("glossary", "given-names.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            arabic, english = line.split("\t")
            names.setdefault(lookup_key(arabic), english)
    return names


@cache
def _known_names() -> dict[str, str]:
    names = dict(_given_names())
    for line in resource("glossary", "learned-names.tsv").read_text("utf-8").splitlines():
        key, english, _ = line.split("\t")
        names.setdefault(key, english)
    return names


def known_spelling(word: str) -> str | None:
    """How newspapers spell this word of a name, if Qari knows it."""
    return _known_names().get(lookup_key(word))


def transliterate(word: str) -> str:
    """The sound of `word`, a word or a name of several, in Latin letters with capitals. Never empty
    for a text with an Arabic letter, never an error; what is not Arabic stays as it is."""
    return _transliterated(word, _known_names(), _learned)


def sound_out(word: str) -> str:
    """As `transliterate`, by given names and rules alone."""
    return _transliterated(word, _given_names(), _ruled)


Speller = Callable[[str], str]

_LONGEST_NAME: Final = 40
"""Letters."""


def _learned(word: str) -> str:
    """By the learned model; by rules where marks are written, the model knows a letter not, or the
    word is too long to be a name: the model takes a millisecond a letter."""
    learned = len(word) <= _LONGEST_NAME and strip_marks(word) == word
    spelling = shipped_model().spell(word) if learned else ""
    return spelling[:1].upper() + spelling[1:] if spelling else _ruled(word)


def _ruled(word: str) -> str:
    return _spell(word, borrowed=_looks_borrowed(strip_marks(word)))


def _transliterated(word: str, known: dict[str, str], spell: Speller) -> str:
    text = "".join(
        unicodedata.normalize("NFKC", c).strip() if "\ufb50" <= c <= "\ufefc" else c
        for c in unicodedata.normalize("NFC", _NOT_SAID.sub("", word))
    )
    if (spelling := known.get(lookup_key(text))) is not None:
        return spelling
    return plain_digits(_ARABIC_WORD.sub(lambda match: _name(match.group(), known, spell), text))


def _name(word: str, known: dict[str, str], spell: Speller) -> str:
    letters = strip_marks(word)
    if not has_arabic(letters):
        return ""
    if (name := known.get(lookup_key(letters))) is not None:
        return name
    article = _ARTICLE.match(word)
    if article and len(letters) >= 5:
        rest = word[article.end() :]
        return "al-" + (known.get(lookup_key(rest)) or spell(rest))
    return spell(word)


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
