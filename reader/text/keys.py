"""Lookup keys: how a word is folded before it is looked up.

Keys are for dictionaries and gazetteers only; the article's text is never folded. All functions run
on every word, so each is one or two passes of `str.translate`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

__all__ = [
    "ARABIC_LETTERS",
    "has_arabic",
    "is_arabic_letter",
    "lookup_key",
    "plain_digits",
    "strip_marks",
]


def _span(*ranges: tuple[int, int]) -> Iterable[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


_DIACRITICS: Final = (
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08CA, 0x08E1),
    (0x08E3, 0x08FF),
)
_TATWEEL: Final = 0x0640
# Soft hyphen, Arabic letter mark, zero-width and bidi controls, word joiner, byte order mark.
_INVISIBLE: Final = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
)
_PRESENTATION: Final = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))


def _marks_table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_span(*_DIACRITICS, *_INVISIBLE))
    table[_TATWEEL] = None
    for code in _span(*_PRESENTATION):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            # Presentation forms of bare diacritics decompose to a space and the mark.
            table[code] = plain.translate(table).strip()
    return table


_MARKS: Final = _marks_table()

_VARIANTS: Final = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ہ": "ه",
    "ۀ": "ه",
    "ۂ": "ه",
    "ۃ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "\u00a0": " ",
    "\u202f": " ",
}

_DIGITS: Final = {
    **{0x0660 + n: str(n) for n in range(10)},
    **{0x06F0 + n: str(n) for n in range(10)},
}
_NUMBER_SIGNS: Final = {**_DIGITS, 0x066B: ".", 0x066C: ","}
_COMMA_IN_NUMBER: Final = re.compile(r"(?<=\d)،(?=\d)")


def _key_table() -> dict[int, str | None]:
    letters = {ord(written): plain for written, plain in _VARIANTS.items()}
    table: dict[int, str | None] = {**_MARKS, **letters, **_DIGITS}
    for code, plain in _MARKS.items():
        if plain:
            table[code] = plain.translate(letters)
    return table


_KEY: Final = _key_table()

ARABIC_LETTERS: Final = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088d\u08a0-\u08c8"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfb\ufe80-\ufefc"
)
"""Letters of the Arabic script with their presentation forms, as ranges for a character class of a
regular expression; tatweel, diacritics, digits and punctuation are not among them."""

_ARABIC: Final = re.compile(f"[{ARABIC_LETTERS}]")


def is_arabic_letter(character: str) -> bool:
    """Whether `character` is one of ARABIC_LETTERS."""
    return _ARABIC.match(character) is not None


def has_arabic(text: str) -> bool:
    """Whether `text` holds a letter of the Arabic script."""
    return _ARABIC.search(text) is not None


def strip_marks(word: str) -> str:
    """`word` without diacritics, tatweel and invisible marks; presentation forms become the letters
    they show. Every letter stays as spelled: hamza forms, ة and ى are kept."""
    return unicodedata.normalize("NFC", word).translate(_MARKS)


def lookup_key(text: str) -> str:
    """The key under which spellings of one word or name meet: marks stripped, أإآٱ→ا, ى and ئ→ي,
    ؤ→و, ة→ه, Persian and Urdu letter forms to the Arabic ones, digits to ASCII, Latin lower case.

    Spaces stay, so keys of names of several words can be joined and split at them."""
    return unicodedata.normalize("NFC", text).translate(_KEY).lower()


def plain_digits(text: str) -> str:
    """`text` with Arabic-Indic and Persian digits as ASCII digits, ٫ as "." and ٬ as ","; ، becomes
    "," only between digits. As long as `text`."""
    return _COMMA_IN_NUMBER.sub(",", text.translate(_NUMBER_SIGNS))
