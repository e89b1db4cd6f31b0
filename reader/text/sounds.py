"""The letters of an Arabic name as sounds: consonants, and those vowels that are written."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from reader.text.keys import is_arabic_letter

__all__ = ["LONG_A", "Kind", "Sound", "sounds_of"]


class Kind(Enum):
    CONSONANT = auto()
    SILENT = auto()
    """ع or hamza: has its place in the syllable but is not written."""
    VOWEL = auto()
    CLOSED = auto()
    """No vowel after the consonant before, as a sukun says."""


Sound = tuple[Kind, str]

LONG_A: Final = "â"
"""The vowel an alef writes, told from a short a: it decides the vowel after it."""

_CONSONANTS: Final = {
    **dict(zip("بتثجحخدذرزسش", "b t th j h kh d dh r z s sh".split(), strict=True)),
    **dict(zip("صضطظغفقكلمنهوي", "s d t z gh f q k l m n h w y".split(), strict=True)),
    **dict(zip("پچژگڤڨکیہھڭۋڪ", "p ch zh g v g k y h h ng v k".split(), strict=True)),
}
_SHORT: Final = {"َ": "a", "ُ": "u", "ِ": "i", "ْ": ""}
_SHADDA: Final = "ّ"
_LONG_A: Final = frozenset("اآٱى")
_INITIAL: Final = {"إ": "i", "ؤ": "u"}
_DEEP: Final = frozenset("حخذصضطظعغقث")
"""Letters that mark a word as Arabic rather than borrowed."""
_GLIDES: Final = {"و": "w", "ي": "y", "ی": "y"}
_CONSONANTAL: Final = (Kind.CONSONANT, Kind.SILENT)


def sounds_of(name: str, borrowed: bool) -> list[Sound]:
    """The sounds of `name`, one word in Arabic letters, with or without short vowels. Between two
    consonants that follow each other the vowel is yet to be guessed. A borrowed name has o for و
    and g for غ."""
    return _Reader(name, borrowed).read()


def _letters(name: str) -> list[tuple[str, str | None, bool]]:
    """Letters, each with its written short vowel ("" for a sukun) and whether it is doubled."""
    found: list[tuple[str, str | None, bool]] = []
    for character in name:
        if found and character in _SHORT:
            letter, _, double = found[-1]
            found[-1] = (letter, _SHORT[character], double)
        elif found and character == _SHADDA:
            letter, vowel, _ = found[-1]
            found[-1] = (letter, vowel, True)
        elif is_arabic_letter(character):
            found.append((character, None, False))
    return found


class _Reader:
    def __init__(self, name: str, borrowed: bool) -> None:
        self._letters = _letters(name)
        self._borrowed = borrowed
        self._sounds: list[Sound] = []

    def read(self) -> list[Sound]:
        for i, (letter, vowel, double) in enumerate(self._letters):
            after = self._letters[i + 1][0] if i + 1 < len(self._letters) else ""
            if self._borrowed and letter + after == "تش":
                continue  # the two are ch, written with the second
            if letter in _LONG_A:
                self._long_a(i, after, vowel)
            elif letter in "أإؤئءع":
                self._silent(letter, i, after, vowel)
            elif letter == "ة":
                if self._last() != (Kind.VOWEL, LONG_A):
                    self._vowel("a")
            elif letter in _GLIDES:
                self._glide(letter, i, after, vowel, double)
            else:
                before = self._letters[i - 1][0] if i else ""
                self._consonant(self._latin(before, letter), vowel, double)
        return self._sounds

    def _latin(self, before: str, letter: str) -> str:
        if self._borrowed and before + letter == "تش":
            return "ch"
        if self._borrowed and letter == "غ":
            return "g"
        return _CONSONANTS.get(letter, "")

    def _last(self) -> Sound:
        return self._sounds[-1] if self._sounds else (Kind.CLOSED, "")

    def _vowel(self, quality: str) -> None:
        """Adds a vowel, unless it only lengthens the one before."""
        if self._last() != (Kind.VOWEL, quality):
            self._sounds.append((Kind.VOWEL, quality))

    def _consonant(self, latin: str, vowel: str | None, double: bool) -> None:
        if double and len(latin) == 1:
            self._sounds += [(Kind.CONSONANT, latin), (Kind.CLOSED, "")]
        self._sounds.append((Kind.CONSONANT, latin))
        if vowel is not None:
            self._sounds.append((Kind.VOWEL, vowel) if vowel else (Kind.CLOSED, ""))

    def _long_a(self, place: int, after: str, vowel: str | None) -> None:
        if place == 0 and vowel is None and after in _GLIDES and len(self._letters) > 2:
            beyond = self._letters[2][0]
            if beyond not in _LONG_A and beyond != "ة":
                return  # او, اي at the beginning are o and i
        if place == 0 or self._last() == (Kind.VOWEL, LONG_A):
            self._vowel(vowel or "a")
        elif self._last() == (Kind.VOWEL, "a"):
            self._sounds[-1] = (Kind.VOWEL, LONG_A)
        else:
            self._vowel(LONG_A)

    def _silent(self, letter: str, place: int, after: str, vowel: str | None) -> None:
        if place == 0 and letter != "ع":
            if vowel is None and after and (after == "و" or (letter == "إ" and after in _GLIDES)):
                return
            self._vowel(vowel or _INITIAL.get(letter, "a"))
            return
        follows_a = self._last() in ((Kind.VOWEL, "a"), (Kind.VOWEL, LONG_A))
        if letter == "ء" and not after:
            if follows_a:
                self._sounds += [(Kind.SILENT, ""), (Kind.VOWEL, "a")]
            return
        if letter in "عء" or vowel is not None:
            self._sounds.append((Kind.SILENT, ""))
            if vowel is not None:
                self._sounds.append((Kind.VOWEL, vowel) if vowel else (Kind.CLOSED, ""))
        elif letter == "ئ":
            if after and after in "يىةاو":
                self._sounds.append((Kind.SILENT, ""))
            else:
                self._vowel("e" if follows_a else "i")
        elif letter == "ؤ":
            self._sounds.append((Kind.SILENT, "") if after == "و" else (Kind.VOWEL, "u"))
        else:
            self._vowel("i" if letter == "إ" else "a")

    def _glide(self, letter: str, place: int, after: str, vowel: str | None, double: bool) -> None:
        quality = "i" if _GLIDES[letter] == "y" else "o" if self._borrowed else "u"
        kind, before = self._last()
        if vowel is None and not double:
            if kind is Kind.VOWEL and (before == quality or (self._borrowed and before in "iou")):
                self._vowel(quality)
                return
            if kind in _CONSONANTAL or (place == 1 and not self._sounds):
                opens = after != "" and after in "اآىةأ"
                if quality == "i" and opens:
                    self._vowel("i")
                    if after == "ة":
                        self._sounds.append((Kind.CONSONANT, "y"))
                    return
                glide_first = (
                    not self._borrowed and after in _GLIDES and place + 2 < len(self._letters)
                )
                if not opens and not glide_first:
                    self._sounds += self._long(quality, place)
                    return
        self._consonant(_GLIDES[letter], vowel, double)

    def _long(self, quality: str, place: int) -> list[Sound]:
        """A long i or u, or a diphthong: ai in an Arabic word of three or four letters with no
        other vowel (غيث, حيدر), aw and ai after ع (عوض, عين)."""
        rest = self._letters[place + 1 :]
        if not self._borrowed and place == 1 and rest:
            plain = all(letter not in "اأإآويىة" for letter, _, _ in rest)
            deep = any(letter in _DEEP for letter, _, _ in self._letters)
            if quality == "i" and plain and deep and len(rest) <= 2:
                return [(Kind.VOWEL, "ai")]
            if quality == "u" and self._letters[0][0] == "ع":
                return [(Kind.VOWEL, "a"), (Kind.CONSONANT, "w")]
        return [(Kind.VOWEL, quality)]
