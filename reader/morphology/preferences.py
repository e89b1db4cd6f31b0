"""How likely a reading is in today's news, beyond ALMOR's own frequencies.

ALMOR counts words in newswire of about 2000 and has no count at all for many everyday readings
(وفق "according to", أيضا "also"). `resources/glossary/preferences.tsv` adds or takes away from the
decimal logarithm of its frequency, for a dictionary entry or for one spelling of it. The table was
learned by `packaging/lexicon/preferences.py` from sentence pairs written for this project: where
the English of a pair has the sense of some readings of a word and of no other, those readings were
raised until they came first. It holds no text of the pairs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from reader.errors import BrokenPartError
from reader.paths import resource

__all__ = ["ANY_WORD", "Preferences", "kind", "load_preferences"]

ANY_WORD: Final = "*"
"""Stands for the spelling in a line that holds for every spelling of an entry."""


class Preferences:
    """Weights by (spelling without marks or `ANY_WORD`, entry, kind of reading)."""

    def __init__(self, weights: dict[tuple[str, str, str], float]) -> None:
        self._weights = weights

    def weight(self, word: str, entry: str, kind: str) -> float:
        """What to add to the decimal logarithm of the frequency of this reading of `word`."""
        find = self._weights.get
        return find((ANY_WORD, entry, kind), 0.0) + find((word, entry, kind), 0.0)


def kind(pos: str, voice: str, aspect: str) -> str:
    """Part of speech as the table tells readings apart: passives and commands stand alone."""
    if voice == "p":
        return f"{pos}/passive"
    return f"{pos}/command" if aspect == "c" else pos


@cache
def load_preferences() -> Preferences:
    """The shipped table. Raises BrokenPartError if it is damaged."""
    path = resource("glossary", "preferences.tsv")
    try:
        return Preferences(_read(path))
    except (OSError, ValueError) as error:
        raise BrokenPartError(f"{path}: is damaged ({error}); install Qari again") from error


def _read(path: Path) -> dict[tuple[str, str, str], float]:
    weights: dict[tuple[str, str, str], float] = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            word, entry, reading, weight = line.split("\t")
            weights[word, entry, reading] = float(weight)
    return weights
