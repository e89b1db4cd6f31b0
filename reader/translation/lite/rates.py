"""How often human translators leave a word of the draft unsaid, or use one that says none of it.

The table (`rates.tsv` beside the model) is made by `packaging/model/rates.py` from the written
pairs, with the matching of `matching.py`; it holds costs, minus the natural logarithm of the rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = ["ANY", "RATES", "Rates"]

RATES: Final = "rates.tsv"
ANY: Final = "*"
"""The key of what the table does not hold."""
_CHEAPEST: Final = 0.7
"""What a word left unsaid costs at least: where the table says that translators hardly ever say it,
it mostly does not know how they say it."""


class Rates:
    """Costs by lemma and by English base form.

    Raises OSError, ValueError or LookupError for a file that is missing or not what it should
    be."""

    def __init__(self, path: Path) -> None:
        tables: dict[str, dict[str, float]] = {"unsaid": {}, "unexplained": {}}
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                kind, key, cost = line.split("\t")
                tables[kind][key] = float(cost)
        self._unsaid: Mapping[str, float] = tables["unsaid"]
        self._unexplained: Mapping[str, float] = tables["unexplained"]
        self._any = (self._unsaid[ANY], self._unexplained[ANY])

    def unsaid(self, lemma: str) -> float:
        """What it costs that a word of this lemma ("مَدِينَة_noun") is not said."""
        return max(_CHEAPEST, self._unsaid.get(lemma, self._any[0]))

    def unexplained(self, form: str) -> float:
        """What it costs that a word of this base form says nothing of the draft."""
        return self._unexplained.get(form, self._any[1])

    def knows(self, form: str) -> bool:
        """Whether translators use the word at all."""
        return form in self._unexplained
