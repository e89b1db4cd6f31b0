"""Tokens: the words and numbers of a text, found where they stand.

A token is
- a run of Arabic letters with their diacritics, tatweel and joining marks (ZWNJ and bidi marks
  only inside the word, never at its edge),
- a number with its inner separators (2,500.75  ١٢٫٥  12/5/2024  10:30  2010-2015), without a sign,
  a currency or a percent sign,
- a word in another script with inner apostrophe, hyphen, ampersand or dot (M4, COVID-19, U.S.),
- words joined by underscores (a hashtag, without its #), a web or mail address.

Where Arabic letters meet digits or other letters a token ends: و12 is و and 12, الـM4 is الـ and
M4, لـ"سبوتنيك" is لـ and سبوتنيك. Thus clitics written before a number or a foreign name are words
of their own. Punctuation is never a token, nor are diacritics or tatweel without a letter.
"""

from __future__ import annotations

import re
from typing import Final

from reader.model import Span
from reader.text.keys import ARABIC_LETTERS

__all__ = ["token_spans"]

_MARK: Final = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08c9-\u08e1\u08e3-\u08ff\ufe20-\ufe2f\ufe70-\ufe7f"
)
_EXTRA: Final = "\u0640" + _MARK
_JOINER: Final = "\u200c-\u200f\u061c\u00ad\u2060\ufeff"
# Any letter or digit of another script.
_OTHER: Final = rf"[^\W_\u0640{ARABIC_LETTERS}\u06e5\u06e6\u08c9\ufe70-\ufe7f]"
_OTHER_RUN: Final = rf"(?:{_OTHER}|[{_MARK}])"
_ANY_RUN: Final = rf"(?:{_OTHER}|[{ARABIC_LETTERS}{_EXTRA}])++"

_TOKEN: Final = re.compile(
    rf"""
    # web and mail addresses
    (?:https?|ftp)://[^\s<>"«»“”،؛؟]*[^\s<>"«»“”،؛؟.,;:!?)\]}}'’…]
    | www\.[^\s<>"«»“”،؛؟]*[^\s<>"«»“”،؛؟.,;:!?)\]}}'’…]
    | (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,64}}@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++
    # initials with their last dot
    | (?<![A-Za-z0-9])(?:[A-Za-z]\.){{2,6}}(?![A-Za-z])
    # an Arabic word
    | (?:(?<![{_EXTRA}])[{_EXTRA}]++)?[{ARABIC_LETTERS}][{ARABIC_LETTERS}{_EXTRA}]*+
      (?:[{_JOINER}]++[{ARABIC_LETTERS}{_EXTRA}]++ | _++{_ANY_RUN})*+
    # a number or a word in another script
    | {_OTHER}{_OTHER_RUN}*+
      (?:
        (?: (?<=\d)[.,٫٬،/:–-](?=\d) | (?<!\d)\.(?={_OTHER}) | ['’&‐‑-](?={_OTHER})
          | [{_JOINER}]++(?={_OTHER}) ) {_OTHER_RUN}++
        | _++{_ANY_RUN}
      )*+
    """,
    re.VERBOSE,
)


def token_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the tokens between `start` and `end`, in order, never overlapping. Linear."""
    stop = len(text) if end is None else end
    return [match.span() for match in _TOKEN.finditer(text, start, stop)]
