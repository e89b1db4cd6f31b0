"""Dates in Arabic and English text: days, months by any of their names, years, days of the week.

Arabic months go by four sets of names: the Levant's (كانون الأول), Egypt's and the Gulf's (ديسمبر),
the Maghreb's (جانفي) and Morocco's (غشت); a date that gives two of them is one date (أيلول/سبتمبر).
Months of the Hijri calendar are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reader.text.keys import plain_digits, strip_marks
from reader.text.numerals import Numeral, NumeralKind

__all__ = ["CalendarDate", "arabic_dates", "english_dates", "same_month"]

_ARABIC_MONTHS: Final = (
    "كانون الثاني|يناير|جانفي",
    "شباط|فبراير|فيفري",
    "آذار|اذار|أذار|مارس",
    "نيسان|أبريل|إبريل|ابريل|أفريل|افريل",
    "أيار|ايار|مايو|ماي",
    "حزيران|يونيو|يونيه|جوان",
    "تموز|يوليو|يوليه|يوليوز|جويلية|جويليه",
    "آب|أغسطس|اغسطس|غشت|أوت",
    "أيلول|ايلول|سبتمبر|شتنبر",
    "تشرين الأول|تشرين الاول|أكتوبر|اكتوبر",
    "تشرين الثاني|نوفمبر|نونبر|نوڤمبر",
    "كانون الأول|كانون الاول|ديسمبر|دجنبر",
)
_ARABIC_WEEKDAYS: Final = (
    "الاثنين|الإثنين|الأثنين",
    "الثلاثاء|الثلاثا",
    "الأربعاء|الاربعاء|الإربعاء",
    "الخميس",
    "الجمعة|الجمعه",
    "السبت",
    "الأحد|الاحد",
)
_ENGLISH_MONTHS: Final = (
    "January|Jan",
    "February|Feb",
    "March|Mar",
    "April|Apr",
    "May",
    "June|Jun",
    "July|Jul",
    "August|Aug",
    "September|Sept|Sep",
    "October|Oct",
    "November|Nov",
    "December|Dec",
)
_ENGLISH_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_UNSURE_MONTHS: Final = frozenset("مارس آب ماي جوان أوت اوت شباط تموز May March Mar".split())
"""Names that are also other words: a date only with a day, a year or شهر beside them."""
_YEARS: Final = range(1000, 2200)
_DAYS: Final = range(1, 32)
_NEAR: Final = 16
"""Code points within which a day or a year belongs to a month."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date or a part of one, `start` to `end` in code points. `month` and `weekday` count from 1
    (January, Monday); None is what the text does not say. `written` are the figures of a date
    without a month's name, whose order is anyone's guess (12/5/2024). Not `sure`: perhaps no date.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    written: tuple[int, ...] = ()
    sure: bool = True


def _names(groups: Sequence[str]) -> dict[str, int]:
    return {
        strip_marks(name): number
        for number, names in enumerate(groups, 1)
        for name in names.split("|")
    }


_MONTHS_AR: Final = _names(_ARABIC_MONTHS)
_WEEKDAYS_AR: Final = _names(_ARABIC_WEEKDAYS)
_MONTHS_EN: Final = _names(_ENGLISH_MONTHS)
_WEEKDAYS_EN: Final = _names(_ENGLISH_WEEKDAYS)


def _alternatives(names: dict[str, int]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)


_AR_MONTH: Final = re.compile(
    rf"(?<!\w)(?P<clitics>[وف]?[بلك]?)(?P<name>{_alternatives(_MONTHS_AR)})(?!\w)"
)
_AR_WEEKDAY: Final = re.compile(
    rf"(?<!\w)[وفبك]?(?:(?P<name>{_alternatives(_WEEKDAYS_AR)})"
    rf"|لل(?P<rest>{'|'.join(name.removeprefix('ال') for name in _WEEKDAYS_AR)}))(?!\w)"
)
_EN_MONTH: Final = re.compile(rf"\b(?P<name>{_alternatives(_MONTHS_EN)})\b\.?")
_EN_WEEKDAY: Final = re.compile(rf"\b(?P<name>{_alternatives(_WEEKDAYS_EN)})s?\b")
_NUMERIC: Final = re.compile(
    r"(?<![\w/.-])(?:(\d{4})([/-])(\d{1,2})\2(\d{1,2})"
    r"|(\d{1,2})([/.-])(\d{1,2})\6(\d{4}|\d{2}))(?![\w/-])"
)
_AR_BEFORE: Final = re.compile(r"[\s\u200e\u200f]*(?:من|شهر|من شهر|في)?[\s\u200e\u200f]*")
_AR_AFTER: Final = re.compile(r"[\s،,]*(?:من)?\s*(?:عام|العام|سنة|لعام|من العام)?\s*")
_EN_BEFORE: Final = re.compile(r"(?:\s|\s+of\s+|-)")
_EN_AFTER: Final = re.compile(r"\s*,?\s*(?:of\s+|the\s+)?")
_DAY_WORD: Final = re.compile(r"(?:يوم|مساء|صباح|ليل|ليلة|فجر|ظهر|أمس)\s+$")
_SLASH: Final = re.compile(r"\s{0,3}[/(–-]\s{0,3}")
_MONTH_WORD: Final = re.compile(
    r"(?<!\w)[وفبل]{0,2}(?:شهر|شهري|أشهر|مطلع|أواخر|أوائل|منتصف|نهاية|بداية)\s+$"
)


def arabic_dates(text: str, numerals: Sequence[Numeral]) -> tuple[CalendarDate, ...]:
    """The dates of `text`, whose numbers are `numerals`, in order. Never raises."""
    found = list(_numeric(text))
    months: list[CalendarDate] = []
    for match in _AR_MONTH.finditer(text):
        name = " ".join(match["name"].split())
        month = _MONTHS_AR[strip_marks(name)]
        previous = months[-1] if months else None
        if (
            previous
            and previous.month == month
            and _SLASH.fullmatch(text, previous.end, match.start())
        ):
            months[-1] = replace(previous, end=match.end())
            continue
        sure = name not in _UNSURE_MONTHS or bool(
            _MONTH_WORD.search(text[max(0, match.start() - 12) : match.start()])
        )
        months.append(CalendarDate(match.start(), match.end(), month=month, sure=sure))
    months += _numbered(text, numerals)
    found += _completed(text, months, numerals, _AR_BEFORE, _AR_AFTER)
    for match in _AR_WEEKDAY.finditer(text):
        name = match["name"] or "ال" + match["rest"]
        sure = strip_marks(name)[2] not in "اإأ" or bool(
            _DAY_WORD.search(text[max(0, match.start() - 10) : match.start()])
        )  # الاثنين can be "the two", الأحد rarely "the one"
        weekday = _WEEKDAYS_AR[strip_marks(name)]
        found.append(CalendarDate(match.start(), match.end(), weekday=weekday, sure=sure))
    return tuple(sorted(found, key=lambda d: d.start))


def _numbered(text: str, numerals: Sequence[Numeral]) -> Iterator[CalendarDate]:
    """Months by number (الشهر العاشر), which may also be the tenth month of something."""
    for numeral in numerals:
        if numeral.kind is NumeralKind.ORDINAL and 1 <= numeral.value <= 12:
            before = text[max(0, numeral.start - 8) : numeral.start].split()[-1:]
            if before in (["الشهر"], ["شهر"]):
                month = int(numeral.value)
                yield CalendarDate(numeral.start, numeral.end, month=month, sure=False)


def english_dates(text: str, numerals: Sequence[Numeral]) -> tuple[CalendarDate, ...]:
    """The dates of `text`, whose numbers are `numerals`, in order. Never raises."""
    found = list(_numeric(text))
    months = [
        CalendarDate(
            match.start(),
            match.end(),
            month=_MONTHS_EN[match["name"]],
            sure=match["name"] not in _UNSURE_MONTHS,
        )
        for match in _EN_MONTH.finditer(text)
    ]
    found += _completed(text, months, numerals, _EN_BEFORE, _EN_AFTER)
    found += [
        CalendarDate(match.start(), match.end(), weekday=_WEEKDAYS_EN[match["name"]])
        for match in _EN_WEEKDAY.finditer(text)
    ]
    return tuple(sorted(found, key=lambda d: d.start))


def same_month(date: CalendarDate, other: CalendarDate) -> bool:
    """Whether two dates can be of one month: by name, or by figures in any order."""
    if date.month is not None and other.month is not None:
        return date.month == other.month
    named, figures = (date, other) if date.month is not None else (other, date)
    return named.month in figures.written or bool(set(date.written) & set(other.written))


def _numeric(text: str) -> Iterator[CalendarDate]:
    for match in _NUMERIC.finditer(plain_digits(text)):
        year, _, month, day, first, _, second, last = match.groups()
        figures = [int(f) for f in (year, month, day, first, second, last) if f]
        years = [f for f in figures if f in _YEARS]
        rest = [f for f in figures if f not in _YEARS]
        if any(f > 31 for f in rest if f != figures[-1]) or not any(1 <= f <= 12 for f in rest):
            continue
        yield CalendarDate(
            match.start(),
            match.end(),
            year=years[0] if years else None,
            written=tuple(figures),
        )


def _completed(
    text: str,
    months: Sequence[CalendarDate],
    numerals: Sequence[Numeral],
    before: re.Pattern[str],
    after: re.Pattern[str],
) -> Iterator[CalendarDate]:
    """Months with the day and the year that stand beside them."""
    starts = [numeral.start for numeral in numerals]
    for month in months:
        date = month
        first = bisect_left(starts, date.start)
        if first > 0:
            day, number = numerals[first - 1], _whole(numerals[first - 1])
            near = date.start - day.end <= _NEAR
            if number in _DAYS and near and before.fullmatch(text, day.end, date.start):
                date = replace(date, start=day.start, day=number, sure=True)
        place = bisect_left(starts, date.end)
        for following in numerals[place : place + 2]:
            number = _whole(following)
            near = following.start - date.end <= _NEAR
            if not near or not after.fullmatch(text, date.end, following.start):
                break
            if number in _YEARS and date.year is None:
                date = replace(date, end=following.end, year=number, sure=True)
            elif number in _DAYS and date.day is None and date.year is None:
                date = replace(date, end=following.end, day=number, sure=True)
            else:
                break
        yield date


def _whole(numeral: Numeral) -> int:
    """The number as an integer, -1 if it is none."""
    return int(numeral.value) if numeral.value.denominator == 1 else -1
