"""Code points and UTF-16 units: the one place where Qt's way of counting meets ours.

Qari counts text in Unicode code points; Qt counts UTF-16 units, of which a character beyond the
Basic Multilingual Plane (an emoji, a rare letter) takes two.
"""

from __future__ import annotations

import re
from bisect import bisect_left

__all__ = ["Utf16Map", "displayable"]

# Characters that Qt would act on instead of showing them, or could not hold at all.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffc\ud800-\udfff]")


class Utf16Map:
    """Turns positions in `text` from code points into UTF-16 units and back."""

    __slots__ = ("_astral", "_starts")

    def __init__(self, text: str) -> None:
        wide = not text.isascii() and max(text) > "\uffff"
        self._astral = [i for i, c in enumerate(text) if c > "\uffff"] if wide else []
        self._starts = [i + k for k, i in enumerate(self._astral)]

    def units(self, point: int) -> int:
        """The UTF-16 position of code point position `point`."""
        return point + bisect_left(self._astral, point)

    def points(self, unit: int) -> int:
        """The code point position of UTF-16 position `unit`; a position inside a surrogate pair
        counts as the one before the pair."""
        before = bisect_left(self._starts, unit)
        if before and self._starts[before - 1] + 1 == unit:
            return self._astral[before - 1]
        return unit - before


def _stand_in(match: re.Match[str]) -> str:
    return "\ufffd" if match[0] >= "\ud800" else " "


def displayable(text: str) -> str:
    """`text` as it can be given to Qt, of the same length in code points: control characters and
    line ends become spaces, lone surrogates and object marks the replacement character."""
    return _UNFIT.sub(_stand_in, text)
