"""A sentence and its English, with what several checks need of both worked out once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Final

from reader.model import Entity, Gloss, Translation
from reader.text.dates import CalendarDate, arabic_dates, english_dates
from reader.text.keys import lookup_key
from reader.text.numerals import Numeral
from reader.text.numerals_arabic import arabic_numerals
from reader.text.numerals_english import english_numerals
from reader.translation.protocol import SentenceSource

__all__ = ["WORD", "Compared"]

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
"""A word of the English; hyphens part words."""


class Compared:
    """`source` and the text of `translation` side by side; `entities` are those its mentions name.

    Attributes:
        size: Arabic tokens.
        english: the text of the translation.
    """

    def __init__(
        self, source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
    ) -> None:
        self.source = source
        self.entities = entities
        self.english = translation.text
        self.size = len(source.tokens)

    def gloss(self, i: int) -> Gloss | None:
        """The gloss of token `i`, None where there is none or no such token."""
        return self.source.glosses[i] if 0 <= i < len(self.source.glosses) else None

    @cached_property
    def keys(self) -> list[str]:
        """The lookup key of each Arabic token."""
        return [lookup_key(self.source.word(i)) for i in range(self.size)]

    @cached_property
    def words(self) -> list[str]:
        return WORD.findall(self.english)

    @cached_property
    def arabic_numerals(self) -> tuple[Numeral, ...]:
        return arabic_numerals(self.source.text)

    @cached_property
    def english_numerals(self) -> tuple[Numeral, ...]:
        return english_numerals(self.english)

    @cached_property
    def english_values(self) -> frozenset[Fraction]:
        return frozenset(value for n in self.english_numerals for value in n.values)

    @cached_property
    def arabic_dates(self) -> tuple[CalendarDate, ...]:
        return arabic_dates(self.source.text, self.arabic_numerals)

    @cached_property
    def english_dates(self) -> tuple[CalendarDate, ...]:
        return english_dates(self.english, self.english_numerals)
