"""Where sentences end.

Tokens come first, so a dot inside a number, a date, an address or initials is never looked at. What
is left is decided by these rules:

- . ! ? ؟ ۔ end a sentence together with the closing quotes and brackets that follow; ؛ : and ، do
  not. A terminator followed by a comma does not either.
- Nothing ends inside brackets of up to 200 characters or a quotation of up to 80: a short quotation
  in mid-sentence stays whole, a long one is split. After a short quotation that closes with ! or ؟
  the sentence goes on (حملة "لا للحرب!" التي…), unless a colon introduced it.
- A dot after a single letter (د. أ. م. ق.م. ا.ف.ب), a known abbreviation or a list number at the
  beginning is no end; after a letter that follows a number (2019م. 1442هـ.) it is.
- Dots in a row and … end a sentence only when it is already long or the next word has a capital:
  newspapers use them as a pause.
- A sentence of more than 120 tokens is cut at the last ؛ or comma before that, so that text without
  any full stop stays readable and every engine's work bounded.

Every rule looks at a bounded neighbourhood: the whole is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reader.model import Span
from reader.text.keys import has_arabic, strip_marks
from reader.text.pairs import SHORT_QUOTE, Pairs

__all__ = ["sentence_spans"]

_TERMINATOR: Final = re.compile(r"[.!?؟…۔。！？]+(?: [.!?؟…]+)*")
_STRONG: Final = frozenset("!?؟۔。！？")
_OPENING: Final = frozenset("([{«“„﴿")
_CONTINUES: Final = frozenset("،,؛;:")
_LONG_SENTENCE: Final = 20
"""Tokens after which dots in a row are taken for an end."""
_LONGEST: Final = 120
_SHORTEST_PIECE: Final = 30

_ABBREVIATIONS: Final = frozenset(
    "dr mr mrs ms prof st sr jr gen col lt capt sgt gov sen rep vs etc inc ltd co corp jan feb mar "
    "apr jun jul aug sep sept oct nov dec approx ed eds al".split()
)
_BEFORE_NUMBERS: Final = frozenset("no nr vol ch fig art p pp sec".split())
_ET_CETERA: Final = frozenset({"إلخ", "الخ"})


def _belongs_to_word(text: str, tokens: Sequence[Span], index: int, first: int) -> bool:
    """Whether the dot right after token `index` belongs to it; `first` is the sentence's first."""
    start, end = tokens[index]
    word = strip_marks(text[start:end])
    if len(word) == 1 and word.isalpha():
        if index == first:
            return True
        if not has_arabic(word):
            # Initials stand before a Latin name; before Arabic the letter is the last word.
            return not has_arabic(text[tokens[index + 1][0]])
        # 2019م. and 1442 هـ. end a sentence, unless they are ق.م.
        before = tokens[index - 1]
        gap = text[before[1] : start]
        return not (text[before[1] - 1].isdigit() and gap in ("", " "))
    return index == first and word.isdigit() and len(word) <= 3


def _dot_ends(
    text: str, tokens: Sequence[Span], index: int, first: int, dot: int, cut: int
) -> bool:
    word = text[slice(*tokens[index])]
    following_at = tokens[index + 1][0]
    following = text[following_at]
    if following.islower():
        return False
    if cut == following_at and not (has_arabic(word) or has_arabic(following)):
        return False
    if dot != tokens[index][1]:
        return True
    if strip_marks(word) in _ET_CETERA and cut == dot + 1:
        return following in "وف"
    if word.lower() in _ABBREVIATIONS or (word.lower() in _BEFORE_NUMBERS and following.isdigit()):
        return False
    return cut != dot + 1 or not _belongs_to_word(text, tokens, index, first)


def _next_mark(text: str, place: int, end: int) -> str:
    while place < end and text[place].isspace():
        place += 1
    return text[place] if place < end else ""


def _mark_before(text: str, place: int, start: int) -> str:
    while place > start and text[place - 1].isspace():
        place -= 1
    return text[place - 1] if place > start else ""


def _cuts(text: str, start: int, end: int, tokens: Sequence[Span]) -> list[int]:
    pairs = Pairs(text, start, end)
    starts = [token[0] for token in tokens]
    cuts: list[int] = []
    first = 0
    passed = start
    for match in _TERMINATOR.finditer(text, start, end):
        dot = match.start()
        index = bisect_left(starts, dot) - 1
        if dot < passed or index < first or index + 1 == len(tokens) or dot < tokens[index][1]:
            continue
        cut = passed = pairs.after_closing(match.end())
        if (
            _mark_before(text, dot, start) in _OPENING
            or _next_mark(text, cut, end) in _CONTINUES
            or pairs.shelter(cut)
        ):
            continue
        run = match.group()
        quoted = max((pairs.opened_at.get(i, -1) for i in range(match.end(), cut)), default=-1)
        if _STRONG.intersection(run):
            aside = (
                quoted > tokens[first][0]
                and cut - quoted <= SHORT_QUOTE
                and _mark_before(text, quoted, start) != ":"
            )
            ends = not aside
        elif run == ".":
            ends = _dot_ends(text, tokens, index, first, dot, cut)
        else:
            ends = (
                quoted >= 0
                or text[tokens[index + 1][0]].isupper()
                or index - first + 1 >= _LONG_SENTENCE
            )
        if ends:
            cuts.append(cut)
            first = index + 1
    return cuts


def _shortened(text: str, cuts: list[int], end: int, tokens: Sequence[Span]) -> list[int]:
    """`cuts` with more of them where a sentence has too many tokens."""
    if len(tokens) <= _LONGEST:
        return cuts
    result: list[int] = []
    first = 0
    for cut in [*cuts, end]:
        last = bisect_left(tokens, (cut, cut), first)
        while last - first > _LONGEST:
            window = range(first + _LONGEST - 1, first + _SHORTEST_PIECE, -1)
            best = window[0]
            for marks in ("؛;", "،,:–—"):
                found = next(
                    (i for i in window if text[tokens[i][1]] in marks and tokens[i][1] < end), None
                )
                if found is not None:
                    best = found
                    break
            place = tokens[best][1]
            result.append(place + 1 if text[place] in "؛;،,:–—" else place)
            first = best + 1
        first = last
        if cut != end:
            result.append(cut)
    return result


def sentence_spans(text: str, start: int, end: int, tokens: Sequence[Span]) -> list[Span]:
    """Spans of the sentences of the paragraph at `start`–`end`, whose tokens are `tokens`.

    Together they hold every non-space character of the paragraph; each holds a token, unless the
    paragraph has none; spaces at their edges are left out."""
    bounds = [start, *_shortened(text, _cuts(text, start, end, tokens), end, tokens), end]
    spans: list[Span] = []
    for left, right in pairwise(bounds):
        piece = text[left:right]
        inner = piece.strip()
        if inner:
            at = left + len(piece) - len(piece.lstrip())
            spans.append((at, at + len(inner)))
    return spans
