"""Spaces that a model leaves in its English and that no English has.

Models trained on tokenised text write `law " , stressing` or `suspect ' s`. Every mend here takes
spaces away and changes nothing else, so that places in the text can be followed.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["superfluous_spaces"]

_AROUND_MARKS: Final = re.compile(
    r"""
    (?<!\d)[ ](?=[,;])                              # before a comma; “1 , 000” is not ours to read
    | (?<=\d)[ ](?=[,;](?!\s*\d{3}(?!\d)))
    | [ ](?=[)\]}»”])
    | [ ](?=[.:!?…%]{1,3}(?:[\s"'”’»)\]]|$))
    | (?<=[(\[{«“])[ ]
    """,
    re.VERBOSE,
)
_CONTRACTION: Final = re.compile(
    r"(?<=\w)( ?)(?<!s )['’]( ?)(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=\ws)( )['’]( )(?=s\b)"
    r"|(?<=do|es|id|re|as|ve|ad|ld|ca|wo)( )(?=n['’]t\b)"
)
_LONE_APOSTROPHE: Final = re.compile(r"(?<= )'(?= |$)")
_HYPHEN_HALF: Final = re.compile(r"(?<=[^\W\d_])-( )(?!(?:and|or|to|nor)\b)(?=[^\W\d_])")
_HYPHEN_PREFIX: Final = re.compile(
    r"\b(?:al|el|anti|non|pre|post|ex|co|pro|semi|self|vice|mid|multi|inter|ultra|counter|neo|well"
    r"|so)( )-( )(?=[^\W\d_])",
    re.IGNORECASE,
)


def superfluous_spaces(text: str) -> set[int]:
    """Indices of the spaces of `text` to be left out: before punctuation, inside quotation marks
    and brackets, around the apostrophe of a contraction or genitive, beside the hyphen of a
    compound. Of several spaces in a row all but the first, too."""
    gone = {m.start() for m in re.finditer(r"(?<= ) ", text)}
    gone.update(m.start() for m in _AROUND_MARKS.finditer(text))
    for pattern in (_CONTRACTION, _HYPHEN_HALF, _HYPHEN_PREFIX):
        for match in pattern.finditer(text):
            for group in range(1, pattern.groups + 1):
                gone.update(range(*match.span(group)))
    return gone | _inside_quotes(text) | _inside_single_quotes(text)


def _inside_quotes(text: str) -> set[int]:
    """Straight double quotes stand at the word on their inner side."""
    gone: set[int] = set()
    opened = False
    for match in re.finditer('"', text):
        place = match.start()
        free_before = place == 0 or text[place - 1] == " "
        free_after = place + 1 == len(text) or text[place + 1] == " "
        if free_before and free_after:
            inner = place - 1 if opened else place + 1
            if 0 <= inner < len(text):
                gone.add(inner)
            opened = not opened
        else:
            opened = free_before or (not free_after and not opened)
    return gone


def _inside_single_quotes(text: str) -> set[int]:
    """Lone apostrophes in pairs are quotation marks; `countries ' rights` is a genitive."""
    lone = [match.start() for match in _LONE_APOSTROPHE.finditer(text)]
    if len(lone) == 1 and lone[0] >= 2 and text[lone[0] - 2] == "s":
        return {lone[0] - 1}
    if len(lone) % 2:
        return set()
    return {place + 1 for place in lone[::2]} | {place - 1 for place in lone[1::2]}
