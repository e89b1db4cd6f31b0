"""Where Arabic letters join, so that a page never cuts a word between two joined letters.

typst shapes each differently styled stretch by itself: a cut between joined letters would show both
unjoined, and zero-width joiners on either side of it spoil the words that a search in the PDF finds
(measured). A highlight is therefore widened to the nearest place where nothing joins.
"""

from __future__ import annotations

import unicodedata

from reader.model import Span

__all__ = ["joined", "widened"]

# Arabic letters that never join the letter after them (Unicode joining types R and U).
_OPEN = frozenset("ءآأؤإاةدذرزوٱٲٳٵٶٷڈډڊڋڌڍڎڏڐڑڒړڔڕږڗژڙۀۃۄۅۆۇۈۉۊۋۍەۮۯ")
_ALONE = "ء"
_JOINERS = "\u0640\u200d"


def _letter(char: str) -> bool:
    return "\u0620" <= char <= "\u06ff" and unicodedata.category(char) == "Lo"


def joined(text: str, index: int) -> bool:
    """Whether the letters on both sides of `index` belong together: they join, or the second is a
    mark on the first."""
    if not 0 < index < len(text):
        return False
    after = text[index]
    if unicodedata.combining(after):
        return True
    before = index - 1
    while before > 0 and unicodedata.combining(text[before]):
        before -= 1
    left = text[before]
    begins = left in _JOINERS or (_letter(left) and left not in _OPEN)
    return begins and (after in _JOINERS or (_letter(after) and after != _ALONE))


def widened(text: str, span: Span, inside: Span) -> Span:
    """`span` of `text`, grown on both sides until no joined letters are cut, but not beyond
    `inside`."""
    start, end = span
    while start > inside[0] and joined(text, start):
        start -= 1
    while end < inside[1] and joined(text, end):
        end += 1
    return start, end
