from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.dates import arabic_dates, english_dates, same_month
from reader.text.numerals import Numeral, NumeralKind, clock_values, figure_values, parts_of
from reader.text.numerals_arabic import arabic_numerals
from reader.text.numerals_english import english_numerals
from reader.text.units import arabic_unit, english_unit


def values(numerals: tuple[Numeral, ...]) -> list[float]:
    return [float(n.value) for n in numerals]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2019", [2019]),
        ("٢٠١٩", [2019]),
        ("۲۰۱۹", [2019]),
        ("2,500", [2500, 2.5]),
        ("٢٬٥٠٠٫٧٥", [2500.75]),
        ("12٫5", [12.5]),
        ("3,5", [3.5]),
        ("1.250", [1.25, 1250]),
        ("1.250.000", [1250000]),
        ("2.4", [2.4]),
        ("10 000", [10000]),
        ("10:30", []),
        ("", []),
    ],
)
def test_figures_have_every_value_they_may_have(written: str, expected: list[float]) -> None:
    assert [float(v) for v in figure_values(written)] == pytest.approx(expected)


def test_a_very_long_run_of_digits_is_compared_by_its_end() -> None:
    assert figure_values("7" * 5000) == (Fraction(int("7" * 40)),)
    assert parts_of("10.2.3") == (10, 2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سبعة وعشرون شخصا", [27]),
        ("ثلاثاً وأربعين رحلة", [43]),
        ("ثلاثمئة وثلاثمائة", [300, 300]),
        ("ألفان وتسعة عشر", [2019]),
        ("أربعة آلاف وثمانمئة وواحد وثلاثين", [4831]),
        ("مئة وخمسة وعشرين ألفا", [125000]),
        ("مئتان وأحد عشر", [211]),
        ("ثلاث مئة وخمسة", [305]),
        ("بنحو واحد وأربعين ألفاً", [41000]),
        ("أربعمئة ألف وسبعمئة وخمسين ألفاً", [400000, 750000]),
        ("2.4 مليون دولار", [2400000]),
        ("5 ملايين و200 ألف", [5200000]),
        ("340 مليون و500 مليون", [340000000, 500000000]),
        ("ألفا موظف", [2000]),
        ("إحدى عشرة دولة", [11]),
        ("ثلاثة عشر مدنيا و14 جنديا", [13, 14]),
        ("ثلاثة وأربعة", [3, 4]),
        ("القرن الحادي والعشرين", [100, 21]),
        ("الذكرى السابعة والسبعون", [77]),
        ("بين عامي 2010-2015", [2010, 2015]),
        ("نسبة 45 في المئة و3,5 بالمائة", [45, 3.5]),
        ("ثلثهم", [1 / 3]),
        ("الطريق M4", [4]),
        ("كمية ميتا الفهم", []),
        ("لست وحدك", []),
    ],
)
def test_arabic_numbers_are_read(text: str, expected: list[float]) -> None:
    assert values(arabic_numerals(text)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("مليون ونصف المليون", 1_500_000),
        ("مليونين ونصف مليون", 2_500_000),
        ("خمس سنوات ونصف", 5.5),
        ("عامين ونصف العام", 2.5),
        ("ستينيات القرن الماضي", 1960),
        ("ثلاثينيات القرن التاسع عشر", 1830),
        ("ثلاثة قرون", 300),
        ("من 2 إلى 3 ملايين", 2_000_000),
        ("الساعة التاسعة مساء", 21),
        ("الثامنة إلا ربعا مساء", 19.45),
        ("الثانية عشرة والنصف", 12.30),
        ("في الساعة 9:30 مساء", 21.30),
    ],
)
def test_a_number_may_mean_more_than_it_says(text: str, also: float) -> None:
    assert also in [float(v) for n in arabic_numerals(text) for v in n.values]


@pytest.mark.parametrize("text", ["واحد من المصادر", "المرة الأولى", "نصف", "آلاف", "M4", "مم2"])
def test_nothing_is_concluded_from_what_is_hardly_a_number(text: str) -> None:
    assert not any(n.sure for n in arabic_numerals(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-seven people and twenty seven", [27, 27]),
        ("four thousand eight hundred and thirty-one", [4831]),
        ("one hundred twenty-five thousand", [125000]),
        ("four hundred thousand and seven hundred and fifty thousand", [400000, 750000]),
        ("a hundred and thirty million", [130000000]),
        ("2.4 million, $1.5bn, $5m, 10k", [2400000, 1.5e9, 5e6, 10000]),
        ("1,250 and 2,500.75", [1250, 2500.75]),
        ("two and a half million", [2500000]),
        ("half a million", [500000]),
        ("two-dozen", [24]),
        ("28-year-old", [28]),
        ("the twenty-first century", [21, 100]),
        ("between five and ten", [5, 10]),
        ("hundreds of thousands", []),
        ("two hundred and fiftieth", [250]),
        ("5-3", [5, 3]),
    ],
)
def test_english_numbers_are_read(text: str, expected: list[float]) -> None:
    assert values(english_numerals(text)) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["one", "second", "a fifth", "Six Flags", "twice", "39C", "VIII"])
def test_english_words_that_only_hold_a_number_are_not_sure(text: str) -> None:
    assert not any(n.sure for n in english_numerals(f"On the {text}"))


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("التاسعة والنصف صباحا", "9.30 a.m."),
        ("الساعة التاسعة مساء", "at 21:00"),
        ("في 11:20", "at 1120 hours"),
        ("مليونا شخص", "two million people"),
        ("اثنتي عشرة ساعة", "a dozen hours"),
        ("عشرين في المئة", "20 per cent"),
        ("سبعة أضعاف", "sevenfold"),
        ("مليونين إلى ثلاثة ملايين", "two to three million"),
    ],
)
def test_the_two_languages_agree(arabic: str, english: str) -> None:
    theirs = {v for n in english_numerals(english) for v in n.values}
    assert all(theirs.intersection(n.values) for n in arabic_numerals(arabic) if n.sure)


def test_times_of_day_are_told_from_numbers() -> None:
    (time,) = arabic_numerals("عند 14:05")
    assert time.kind is NumeralKind.TIME
    assert set(clock_values(14, 5)) == set(time.values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 14 كانون الأول 2019", (14, 12, 2019)),
        ("في الرابع عشر من كانون الأول/ديسمبر 2019", (14, 12, 2019)),
        ("يوم ٣١ أغسطس/آب ١٩٩٠", (31, 8, 1990)),
        ("16 أيار من عام 1999", (16, 5, 1999)),
        ("في شهر آذار", (None, 3, None)),
        ("في الشهر العاشر من عام 2012", (None, 10, 2012)),
        ("7 جويلية", (7, 7, None)),
    ],
)
def test_arabic_dates_are_read(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    (date,) = arabic_dates(text, arabic_numerals(text))
    assert (date.day, date.month, date.year) == expected
    assert text[date.start : date.end].strip() == text[date.start : date.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 14 December 2019", (14, 12, 2019)),
        ("December 14, 2019", (14, 12, 2019)),
        ("Dec. 14th", (14, 12, None)),
        ("the 14th of March", (14, 3, None)),
        ("in May 2020", (None, 5, 2020)),
    ],
)
def test_english_dates_are_read(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    (date,) = english_dates(text, english_numerals(text))
    assert (date.day, date.month, date.year) == expected


def test_a_date_in_figures_is_of_any_month_it_may_be_of() -> None:
    (figures,) = arabic_dates("12/5/2024", ())
    for month, other in ((5, True), (12, True), (7, False)):
        name = ["", *"January February March April May June July".split()]
        english = f"{name[month]} 2024" if month < 8 else "December 2024"
        (date,) = english_dates(english, english_numerals(english))
        assert same_month(figures, date) is other


def test_months_that_are_also_words_need_a_sign() -> None:
    doubtful = arabic_dates("مارس المهنة", ())
    assert [d.sure for d in doubtful] == [False]
    assert arabic_dates("يوم الاثنين", ())[0].sure
    assert not arabic_dates("الاثنين معا", ())[0].sure


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("45 في المئة", "45 per cent"),
        ("12٪", "12%"),
        ("5 أيام", "5 days"),
        ("خمسة أيام", "a five-day visit"),
        ("300 كيلومتر", "300km"),
        ("مليون دولار", "$1 million"),
        ("ألف ليرة", "1,000 Syrian pounds"),
    ],
)
def test_units_have_one_name_in_both_languages(arabic: str, english: str) -> None:
    ours = arabic_unit(arabic, arabic_numerals(arabic)[0])
    theirs = english_unit(english, english_numerals(english)[0])
    assert ours & theirs


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_has_numbers_in_order_inside_it(text: str) -> None:
    for read, date in ((arabic_numerals, arabic_dates), (english_numerals, english_dates)):
        numerals = read(text)
        assert all(n.values for n in numerals)
        assert all(0 <= n.start < n.end <= len(text) for n in numerals)
        assert all(a.end <= b.start for a, b in pairwise(numerals))
        for found in date(text, numerals):
            assert 0 <= found.start < found.end <= len(text)


_NUMBERISH = st.sampled_from(
    "واحد اثنان ثلاثة وعشرون مئة ومئتان ألف آلاف وملايين مليونا ونصف ربع الثالثة عشر عشرة الساعة "
    "القرن إلا و 12 9:30 2/3/2024 1.250 ٪ في المئة ستينيات".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_NUMBERISH, max_size=30))
def test_number_words_in_any_order_are_read(words: list[str]) -> None:
    text = " ".join(words)
    numerals = arabic_numerals(text)
    assert all(a.end <= b.start for a, b in pairwise(numerals))
    assert all(v >= 0 for n in numerals for v in n.values)
