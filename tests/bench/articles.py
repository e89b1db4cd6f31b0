"""The sample article, once or many times over, no two sentences alike."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

__all__ = ["SAMPLE", "many", "one"]

SAMPLE: Final = Path(__file__).parents[2] / "resources" / "samples" / "tell-abyad-road.txt"
_END: Final = re.compile(r"(?<=[^\s.\d])\.(?=\s|$)")


def one(number: int) -> str:
    """The sample with `number` in every sentence, so that no cache knows it."""
    return _END.sub(f" في اليوم {number}.", SAMPLE.read_text("utf-8").strip())


def many(copies: int) -> str:
    """An article `copies` times as long as the sample."""
    return "\n\n".join(one(number) for number in range(1000, 1000 + copies)) + "\n"
