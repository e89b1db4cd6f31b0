"""Text broken into lines at a margin, as mail programs and old editors write it.

A line end is a margin's if the first word of the next line would not have fitted any more.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

__all__ = ["is_wrapped", "unwrap"]

_MARGINS: Final = range(40, 131)
"""Line lengths a margin may have; longer lines are paragraphs."""
_FEWEST_BREAKS: Final = 4
_SHARE: Final = 0.7
"""The rest of the line ends are ends of paragraphs."""
_FINAL: Final = frozenset(".!?؟")


def _is_margin(line: str, following: str, width: int) -> bool:
    """Whether `line` ended for want of room. Two letters are allowed for wide marks."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return bool(word) and len(line) + 1 + len(word) > width - 2


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether `lines` are one paragraph broken at a margin."""
    width = max(map(len, lines), default=0)
    breaks = list(itertools.pairwise(lines))
    return width in _MARGINS and all(_is_margin(a, b, width) for a, b in breaks)


def unwrap(text: str) -> str:
    """`text` with a space for every line end that a margin made; as long as `text`, and the same
    object where no margin is seen."""
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    if width not in _MARGINS:
        return text
    pairs = [(a.rstrip(), b) for a, b in itertools.pairwise(lines)]
    inside = [bool(a) and bool(b.strip()) for a, b in pairs]
    at_margin = [k and _is_margin(a, b, width) for k, (a, b) in zip(inside, pairs, strict=True)]
    finished = sum(m and a[-1] in _FINAL for m, (a, _) in zip(at_margin, pairs, strict=True))
    if sum(at_margin) < max(_FEWEST_BREAKS, _SHARE * sum(inside), 2 * finished):
        return text
    joints = [" " if margin else "\n" for margin in at_margin]
    return "".join(
        part for line, joint in zip(lines, [*joints, ""], strict=True) for part in (line, joint)
    )
