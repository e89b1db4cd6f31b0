"""A sentence and its English, with what several checks need of both worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from reader.model import Entity, Translation
from reader.text.dates import CalendarDate, arabic_dates, english_dates
from reader.text.numerals import Numeral
from reader.text.numerals_arabic import arabic_numerals
from reader.text.numerals_english import english_numerals
from reader.translation.protocol import SentenceSource

__all__ = ["Compared"]


class Compared:
    """`source` and `translation` side by side; `entities` are those its mentions name."""

    def __init__(
        self, source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
    ) -> None:
        self.source = source
        self.translation = translation
        self.entities = entities
        self.english = translation.text

    @cached_property
    def arabic_numerals(self) -> tuple[Numeral, ...]:
        return arabic_numerals(self.source.text)

    @cached_property
    def english_numerals(self) -> tuple[Numeral, ...]:
        return english_numerals(self.english)

    @cached_property
    def arabic_dates(self) -> tuple[CalendarDate, ...]:
        return arabic_dates(self.source.text, self.arabic_numerals)

    @cached_property
    def english_dates(self) -> tuple[CalendarDate, ...]:
        return english_dates(self.english, self.english_numerals)
