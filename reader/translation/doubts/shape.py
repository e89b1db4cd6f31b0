"""What can be seen without knowing the words: loops, length, Arabic letters, quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reader.model import Doubt
from reader.text.keys import ARABIC_LETTERS
from reader.translation.doubts.compared import Compared

__all__ = ["length_doubts", "quote_doubts", "repetition_doubts", "script_doubts"]

_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
_SAID: Final = re.compile(rf"{_WORD.pattern}|[.!?;؟؛]+")
"""Words, and the ends of sentences between them."""
_ARABIC: Final = re.compile(f"[{ARABIC_LETTERS}\u064b-\u0652\u0640]+")
_LONGEST_PHRASE: Final = 12
_SCATTERED: Final = 5
"""Words of a phrase that may stand twice in an English sentence but hardly three times."""
_LETTERS: Final = 60
"""Arabic letters and spaces below which a sentence's length says little."""
# English letters for each Arabic one: in 4,400 sentences of three development sets and the output
# of two engines, 99 of 100 lie between .75 and 2.0 (short ones .5 and 3.0).
_SHORTEST, _LONGEST = 0.7, 2.1
_SHORTEST_BRIEF, _LONGEST_BRIEF = 0.45, 3.2
_OPENING: Final = "“«„"
_CLOSING: Final = "”»"


def repetition_doubts(pair: Compared) -> Iterator[Doubt]:
    """repetition: a phrase said twice and more in a row, or three times in one sentence, that the
    Arabic does not repeat."""
    loop = _loop(_SAID.findall(pair.english.lower()))
    if loop and not _loop(_SAID.findall(pair.source.text)):
        yield Doubt("repetition", " ".join(loop[:6]))


def _loop(words: Sequence[str]) -> Sequence[str]:
    """The first phrase that is looped, empty where none is, in `_LONGEST_PHRASE` passes."""
    for size in range(1, min(_LONGEST_PHRASE, len(words) // 2) + 1):
        # One word can be said twice for good reason: had had, very very; digits more often.
        repeats = size * (2 if size == 1 else 1)
        run = 0
        for i in range(size, len(words)):
            run = run + 1 if words[i] == words[i - size] else 0
            if run >= repeats:
                phrase = words[i - size + 1 : i + 1]
                if not all(word.isdigit() for word in phrase):
                    return phrase
    grams = Counter(zip(*(words[n:] for n in range(_SCATTERED)), strict=False))
    return next((gram for gram, count in grams.items() if count >= 3), ())


def length_doubts(pair: Compared) -> Iterator[Doubt]:
    """length: the English is far shorter or longer than the Arabic lets expect."""
    arabic, english = len(pair.source.text.strip()), len(pair.english.strip())
    if not pair.source.tokens:
        return
    brief = arabic < _LETTERS
    least = _SHORTEST_BRIEF if brief else _SHORTEST
    most = _LONGEST_BRIEF if brief else _LONGEST
    words = len(_WORD.findall(pair.english))
    if english < least * arabic and arabic > 15:
        yield Doubt("length", f"too short: {words} words for {len(pair.source.tokens)}")
    elif english > most * arabic and english > _LETTERS:
        yield Doubt("length", f"too long: {words} words for {len(pair.source.tokens)}")


def script_doubts(pair: Compared) -> Iterator[Doubt]:
    """arabic-left: words in Arabic letters in the English."""
    for word in dict.fromkeys(_ARABIC.findall(pair.english)):
        yield Doubt("arabic-left", word)


def quote_doubts(pair: Compared) -> Iterator[Doubt]:
    """quotes-unbalanced: a quotation mark or bracket of the English is opened and not closed, or
    closed and not opened, while those of the Arabic are paired."""
    if not _quotes_paired(pair.english) and _quotes_paired(pair.source.text):
        yield Doubt("quotes-unbalanced", "quotation mark")
    if not _brackets_paired(pair.english) and _brackets_paired(pair.source.text):
        yield Doubt("quotes-unbalanced", "bracket")


def _quotes_paired(text: str) -> bool:
    marks = re.sub(r"(?<=\d)[\"”]", "", text)  # inches
    opened = sum(marks.count(mark) for mark in _OPENING)
    closed = sum(marks.count(mark) for mark in _CLOSING)
    # Arabic texts mix their marks («…" and ”…“), so only the sum is sure.
    return (opened + closed + marks.count('"')) % 2 == 0


def _brackets_paired(text: str) -> bool:
    text = re.sub(r"^\W*\w{1,3}\)", "", text)  # a) and 1)
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]"))
