"""What the vowel marks of a word as written say about the name it may be."""

from __future__ import annotations

from reader.text.keys import strip_marks

__all__ = ["is_adverbial", "vowels_agree"]

_TANWEEN = "\u064b"
_SHADDA = "\u0651"


def is_adverbial(raw: str) -> bool:
    """Whether a word ends in -an: روسياً "in Russian terms"."""
    return raw.endswith((_TANWEEN, _TANWEEN + "ا"))


def vowels_agree(raw: str, name: str) -> bool:
    """Whether no mark of the written word contradicts one of the name: عُمان is not عمّان. The word
    may carry proclitics; what either leaves unmarked contradicts nothing."""
    written, known = _marked(raw), _marked(name)
    pairs = zip(reversed(written), reversed(known), strict=False)
    return not any(
        a[0] == b[0] and (a[1] != b[1]) and (a[1] or _SHADDA in b[1]) and (b[1] or _SHADDA in a[1])
        for a, b in pairs
        if any(marks for _, marks in written)
    )


def _marked(text: str) -> list[tuple[str, str]]:
    """Letters with their marks."""
    letters: list[tuple[str, str]] = []
    for character in text:
        if strip_marks(character):
            letters.append((character, ""))
        elif letters:
            letters[-1] = (letters[-1][0], letters[-1][1] + character)
    return letters
