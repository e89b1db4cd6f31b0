"""What of a sentence a model gets to read: the same words in the spelling it was trained on.

Nothing here changes what is shown: every character of the legible text knows its place in the
sentence. Marks that steer the direction of a line, tatweel and presentation forms are plain
spelling to a reader and noise to a model; so are the vowels of a fully vowelled word, while a
single tanwin or shadda is ordinary news spelling. Letters and marks that are not in the model's
vocabulary are given as their nearest relatives that are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reader.model import Span
from reader.text.keys import plain_digits

__all__ = ["Legible", "legible"]

_UNSEEN: Final = re.compile("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_VOWEL: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# A row of marks or a drawn-out letter; never digits.
_RUN: Final = re.compile(r"([^\w\s])\1{3,}|_{4,}|([^\W\d_])\2{7,}")
_PRESENTATION: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")

_RELATIVES: Final[dict[str, str]] = {
    **dict.fromkeys("«»“”„‟", '"'),
    **dict.fromkeys("‘’‚‛´`", "'"),
    **dict.fromkeys("–—−‐‑", "-"),
    "…": ".",
    "؛": ";،,",
    "،": ",",
    "؟": "?",
    "٪": "%",
    "۔": ".",
    "▁": "_",
    "ٱ": "ا",
    "آ": "ا",
    "أ": "ا",
    "إ": "ا",
    "ؤ": "و",
    "ئ": "ي",
    "ى": "ي",
    "ة": "ه",
    "گ": "كق",
    "ک": "ك",
    "ڪ": "ك",
    "ڤ": "ف",
    "ڨ": "قف",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ی": "ي",
    "ې": "ي",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
}


@dataclass(frozen=True, slots=True)
class Legible:
    """`text` for the model; `places[i]` is where its character i stands in the sentence."""

    text: str
    places: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """The place in the sentence of a span of `text`; empty for an empty span."""
        start, end = span
        if start >= end:
            place = self.places[start] if start < len(self.places) else 0
            return place, place
        return self.places[start], self.places[end - 1] + 1


def legible(sentence: str, knows: Callable[[str], bool]) -> Legible:
    """`sentence` as a model can read it; `knows` tells whether a character is in its vocabulary."""
    drop = {m.start() for m in _UNSEEN.finditer(sentence)}
    for word in re.finditer(r"\S+", sentence):
        vowels = [word.start() + m.start() for m in _VOWEL.finditer(word[0])]
        if len(vowels) > 1:
            drop.update(vowels)
    for run in _RUN.finditer(sentence):
        drop.update(range(run.start() + 3, run.end()))
    spelling = {letter: _spelled(letter, knows) for letter in set(sentence)}
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(sentence):
        if place in drop:
            continue
        for spelled in spelling[letter]:
            if spelled != " " or (letters and letters[-1] != " "):
                letters.append(spelled)
                places.append(place)
    while letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return Legible("".join(letters), tuple(places))


def _spelled(letter: str, knows: Callable[[str], bool]) -> str:
    if letter.isspace() or "\ud800" <= letter <= "\udfff":
        return " "  # half of a surrogate pair is no letter
    if _PRESENTATION.match(letter):
        letter = unicodedata.normalize("NFKC", letter).strip()
    elif unicodedata.decomposition(letter).startswith("<fraction>"):
        # A tokenizer writes ½ as 1⁄2, and would make twenty-one halves of 2½.
        return f" {letter}"
    if len(letter) != 1 or knows(letter):
        return letter
    relatives: tuple[str, ...] = (plain_digits(letter), *_RELATIVES.get(letter, ""))
    for relative in relatives:
        if relative != letter and knows(relative):
            return relative
    return letter
