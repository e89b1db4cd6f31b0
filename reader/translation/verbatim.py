"""What of a sentence a model translates and what it must not touch.

Web and mail addresses, @names, file names, emoji, long codes, words in a script that the model
cannot spell and whole stretches without an Arabic letter stand in the English as they stand in the
Arabic: no model copies them reliably. Hashtags are translated by themselves and stay one tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from reader.model import Span
from reader.text.keys import has_arabic, plain_digits
from reader.translation.protocol import SentenceSource

__all__ = ["STEERING", "Kind", "Passage", "english_marks", "passages"]

_EMOJI: Final = re.compile(
    "(?:[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299]"
    "[\ufe0e\ufe0f\u20e3\u200d\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    "|\ufe0f?\u20e3)+"
)
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://|www\.|[^\s@]+@[^\s@]+\.", re.IGNORECASE)
_LONGEST_COPIED: Final = 40
"""Characters; a longer word without Arabic letters is a code."""
_LONGEST_WORD: Final = 60
"""Characters; no Arabic word is longer with all its clitics."""
_OPENING: Final = frozenset("([{<«“\"'")
STEERING: Final = frozenset("\u061c\u200e\u200f\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Marks that steer the direction of a line of Arabic; English needs none."""
_MARKS: Final = str.maketrans("،؛؟٪۔", ",;?%.")


class Kind(Enum):
    MODEL = "translated by the model"
    KEPT = "kept as it is"
    TAG = "words joined by underscores, translated by themselves"


@dataclass(frozen=True, slots=True)
class Passage:
    """`span` of a sentence and the tokens in it. A word of absurd length is several passages, all
    with its token."""

    kind: Kind
    span: Span
    tokens: range


def english_marks(text: str) -> str:
    """Arabic punctuation and digits as English writes them. As long as `text`."""
    return plain_digits(text).translate(_MARKS)


def passages(source: SentenceSource, knows: Callable[[str], bool]) -> list[Passage]:
    """The passages of a sentence in order: each token is in one, and nothing but spaces and marks
    that steer the direction of a line between them. `knows` is of the model's tokenizer."""
    found: list[Passage] = []
    position, token = 0, 0
    items = sorted([*_words(source, knows), *_signs(source, knows)], key=lambda item: item.span)
    for item in items:
        start = max(item.span[0], position)
        found += _between(source, (position, start), range(token, item.tokens.start))
        if start < item.span[1]:
            found.append(Passage(item.kind, (start, item.span[1]), item.tokens))
            position = item.span[1]
        token = item.tokens.stop
    found += _between(source, (position, len(source.text)), range(token, len(source.tokens)))
    return found


def _between(source: SentenceSource, span: Span, tokens: range) -> Iterator[Passage]:
    """What lies between two passages, if it is anything."""
    start, end = span
    while start < end and _is_nothing(source.text[start]):
        start += 1
    while end > start and _is_nothing(source.text[end - 1]):
        end -= 1
    if start == end and not tokens:
        return
    if not has_arabic(source.text[start:end]):
        yield Passage(Kind.KEPT, (start, end), tokens)
        return
    first = tokens.start
    for i in tokens:
        word = source.tokens[i]
        if word.end - word.start <= _LONGEST_WORD:
            continue
        if first < i:
            yield Passage(Kind.MODEL, (start, word.start), range(first, i))
        for at in range(word.start, word.end, _LONGEST_WORD):
            yield Passage(Kind.MODEL, (at, min(at + _LONGEST_WORD, word.end)), range(i, i + 1))
        start, first = word.end, i + 1
    if start < end:
        kind = Kind.MODEL if has_arabic(source.text[start:end]) else Kind.KEPT
        yield Passage(kind, (start, end), range(first, tokens.stop))


def _is_nothing(character: str) -> bool:
    return character.isspace() or character in STEERING


def _words(source: SentenceSource, knows: Callable[[str], bool]) -> Iterator[Passage]:
    """The tokens that are not for the model, with the brackets and marks that cling to them."""
    text, tokens = source.text, source.tokens
    for i, token in enumerate(tokens):
        word = text[token.start : token.end]
        floor = tokens[i - 1].end if i else 0
        ceiling = tokens[i + 1].start if i + 1 < len(tokens) else len(text)
        sign = token.start > floor and text[token.start - 1] in "#@"
        kind = _kind(word, sign, knows)
        if kind is Kind.MODEL:
            continue
        start = token.start - sign
        if kind is Kind.TAG:
            yield Passage(kind, (start, token.end), range(i, i + 1))
            continue
        while start > floor and text[start - 1] in _OPENING:
            start -= 1
        end = token.end
        while end < ceiling and not (text[end].isspace() or text[end] in "([{<«“#@"):
            if _EMOJI.match(text, end):
                break
            end += 1
        yield Passage(kind, (start, end), range(i, i + 1))


def _kind(word: str, sign: bool, knows: Callable[[str], bool]) -> Kind:
    if _ADDRESS.match(word):
        return Kind.KEPT
    if has_arabic(word):
        return Kind.TAG if sign or "_" in word else Kind.MODEL
    if sign or "_" in word or len(word) > _LONGEST_COPIED:
        return Kind.KEPT
    spelled = all(knows(letter) for letter in word if letter.isalpha())
    return Kind.MODEL if spelled else Kind.KEPT


def _signs(source: SentenceSource, knows: Callable[[str], bool]) -> Iterator[Passage]:
    """Emoji and other pictures between the tokens."""
    position = 0
    for i in range(len(source.tokens) + 1):
        at_end = i == len(source.tokens)
        end = len(source.text) if at_end else source.tokens[i].start
        # All pictures between two words are one passage, whatever stands between them.
        places = [m.span() for m in _EMOJI.finditer(source.text, position, end)]
        places += [
            (place, place + 1)
            for place in range(position, end)
            if unicodedata.category(source.text[place]) in ("So", "Co", "Cn")
            and not knows(source.text[place])
        ]
        if places:
            span = min(start for start, _ in places), max(stop for _, stop in places)
            yield Passage(Kind.KEPT, span, range(i, i))
        position = end if at_end else source.tokens[i].end
