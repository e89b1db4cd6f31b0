from __future__ import annotations

import pytest

from reader.importers.markdown import read_markdown


def blocks(text: str) -> list[str]:
    return read_markdown(text).text.split("\n\n") if text else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فقرة أولى.\n\nفقرة ثانية.", ["فقرة أولى.", "فقرة ثانية."]),
        ("# عنوان\nنص.", ["عنوان", "نص."]),
        ("عنوان\n===\n\nنص.", ["عنوان", "نص."]),
        ("نص **ثقيل** و_مائل_ و*آخر*.", ["نص ثقيل و_مائل_ وآخر."]),
        ("_سطر مائل _", ["سطر مائل"]),
        ("نص [موقع](https://a.org/x_y_z) ورابط <https://b.org>.", ["نص موقع ورابط https://b.org."]),
        ("نص ![صورة](a.png) هنا", ["نص هنا"]),
        ("- أول\n- ثان\n  - ثالث", ["أول", "ثان", "ثالث"]),
        ("1. أول\n2. ثان", ["1. أول", "2. ثان"]),
        ("5) خامس\n\n   تابع\n6) سادس", ["5) خامس", "تابع", "6) سادس"]),
        ("> قول\n> آخر", ["قول", "آخر"]),
        ("أ | ب\n--|--\nج | د", ["أ | ب", "ج | د"]),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("سطر أول\\\nسطر ثان  \nثالث", ["سطر أول", "سطر ثان", "ثالث"]),
        ("في 2017\\. ثم \\*", ["في 2017. ثم *"]),
        ("    سطر مزاح", ["سطر مزاح"]),
        ("```\nx = 1\n```\nنص", ["نص"]),
        ("```\nبيت شعر\n```", ["بيت شعر"]),
        ("<div>نص <b>ثقيل</b><br>وسطر &amp; آخر</div>", ["نص ثقيل", "وسطر & آخر"]),
        ("<iframe src='x'></iframe>\nنص [ موقع](https://a.org).", ["نص موقع."]),
        ("<video>Your browser has no video.</video>\n\nنص", ["نص"]),
        ("<script>alert('نص')</script>\n\nآخر", ["آخر"]),
        ("نص<br>آخر <sup>1</sup>", ["نص", "آخر 1"]),
        ("---\n\nنص", ["نص"]),
        ("~~قديم~~ جديد `رمز`", ["قديم جديد رمز"]),
    ],
)
def test_markup_becomes_the_text_it_shows(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_headings_are_known() -> None:
    document = read_markdown("# عنوان\n\nنص.\n\n## فرعي\n\n- بند")
    assert document.headings == {0, 2}
    assert document.title == "عنوان"


def test_front_matter_gives_title_date_and_address() -> None:
    document = read_markdown(
        '---\ntitle: "عنوان الخبر"\ndate: 2017-07-01T00:00:18Z\n'
        'url: https://a.org/b\nx: "y"\n---\nنص.'
    )
    assert (document.title, document.date) == ("عنوان الخبر", "2017-07-01")
    assert document.url == "https://a.org/b"
    assert document.text == "عنوان الخبر\n\nنص."
    assert document.headings == {0}


@pytest.mark.parametrize("date", ["أمس", "2017-13-45", "", "01/07/2017"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    assert read_markdown(f"---\ntitle: عنوان\ndate: {date}\n---\nنص").date is None


def test_a_title_that_the_text_repeats_stands_once() -> None:
    document = read_markdown("---\ntitle: عنوان الخبر\n---\n\n# عنوان  الخبر\n\nنص.")
    assert document.text == "عنوان الخبر\n\nنص."
    assert document.headings == {0}


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    line = "قالت لجنة المياه إن محطة الضخ عادت إلى العمل بعد توقف دام"
    assert blocks(f"{line}\nثلاثة أسابيع.") == [f"{line} ثلاثة أسابيع."]
