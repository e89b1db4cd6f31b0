"""`translate`, `gloss` and `entities`: line for line, whatever is in the lines."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from reader.pipeline import Parts
from reader.streams import entities_conll, gloss_lines, translate_lines

Qari = Callable[..., Any]

LINES = {
    "plain": "قال الجيش إن الطريق مغلق.",
    "empty": "",
    "spaces": "   \t ",
    "several sentences": "وصلت القافلة. غادرت القافلة! لماذا؟",
    "line separator": "قال الجيش\u2028إن الطريق مغلق",
    "paragraph separator": "قال\u2029الجيش",
    "form feed": "قال\fالجيش",
    "vertical tab": "قال\vالجيش",
    "next line": "قال\x85الجيش",
    "carriage return": "قال\rالجيش",
    "only a carriage return": "\r\r",
    "separators of old": "قال\x1cالجيش\x1dإن\x1eالطريق\x1f",
    "Latin": "Hello world",
    "emoji": "😀 👩‍👩‍👧 🇸🇾",
    "only digits": "123 ٤٥٦",
    "punctuation": "... ؟!",
    "marks alone": "\u064b\u0650\u0651",
    "right-to-left marks": "\u200f\u200f\u202b\u202c",
    "zero bytes": "قال\x00الجيش",
    "no-break": "عين\u00a0عيسى",
    "mixed": "قال M4 الجيش COVID-19 في 12/5/2024",
    "quotes": '"' * 500,
    "brackets": "((((قال الجيش",
    "beyond the first plane": "𐤀𐤁 𝒜",
    "private and unassigned": "\ue000\U000e0001\uffff",
    "long": "قال الجيش إن الطريق مغلق و" * 400,
    "one long word": "ا" * 5000,
}


class Arriving:
    """Input that arrives in given pieces."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def read1(self, size: int = -1, /) -> bytes:
        return next(self._pieces, b"")


def translated(parts: Parts, text: str | bytes) -> list[str]:
    """The lines of the answer, each checked to be one."""
    output = io.StringIO(newline="")
    data = text.encode() if isinstance(text, str) else text
    translate_lines(parts, io.BytesIO(data), output)
    answer = output.getvalue()
    assert answer == "" or answer.endswith("\n")
    lines = answer.split("\n")[:-1]
    assert all(len(line.splitlines()) <= 1 for line in lines)
    return lines


@pytest.mark.parametrize("name", LINES)
def test_one_line_in_is_one_line_out(parts: Parts, name: str) -> None:
    (alone,) = translated(parts, LINES[name] + "\n")
    assert (alone == "") == (not LINES[name].strip("\u200f\u202b\u202c \t\r"))
    assert translated(parts, f"نعم\n{LINES[name]}\nلا") == [
        *translated(parts, "نعم"),
        alone,
        *translated(parts, "لا"),
    ]


def test_all_odd_lines_together_stay_in_order(parts: Parts) -> None:
    together = translated(parts, "\n".join(LINES.values()))
    assert together == [line for text in LINES.values() for line in translated(parts, text + "\n")]


@pytest.mark.parametrize("name", ["Latin", "emoji", "mixed", "only digits"])
def test_what_is_no_arabic_is_kept(parts: Parts, name: str) -> None:
    (line,) = translated(parts, LINES[name])
    kept = [word for word in LINES[name].split() if word.isascii()]
    assert all(word in line for word in kept)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(
            st.one_of(
                st.sampled_from("اللهقمنأة ،.؟\"'()12\u0651\u200f\u2028\x85\r"),
                st.characters(exclude_categories=["Cs"], exclude_characters="\n"),
            ),
            max_size=30,
        ),
        max_size=8,
    )
)
def test_any_lines_get_as_many_lines(parts: Parts, lines: list[str]) -> None:
    assert len(translated(parts, "".join(line + "\n" for line in lines))) == len(lines)


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_how_lines_arrive_changes_nothing(parts: Parts, sample: Path, size: int) -> None:
    lines = [line for line in sample.read_text("utf-8").split("\n") if line][:4]
    data = "\n".join(lines * 20).encode()
    output = io.StringIO()
    pieces = (data[i : i + size] for i in range(0, len(data), size))
    translate_lines(parts, Arriving(pieces), output)
    assert output.getvalue().split("\n")[:-1] == 20 * translated(parts, "\n".join(lines))


def test_a_line_is_answered_before_the_next_arrives(parts: Parts) -> None:
    output = io.StringIO()
    answered: list[int] = []

    def arrive() -> Iterable[bytes]:
        for line in ("قال الجيش\n", "\n", "في حلب. وفي الرقة.\n"):
            answered.append(output.getvalue().count("\n"))
            yield line.encode()
        answered.append(output.getvalue().count("\n"))

    translate_lines(parts, Arriving(arrive()), output)
    assert answered == [0, 1, 2, 3]


@pytest.mark.parametrize(("text", "lines"), [(b"", 0), (b"\n", 1), (b"\n\n", 2), (b"\r\n", 1)])
def test_empty_input_and_empty_lines(parts: Parts, text: bytes, lines: int) -> None:
    assert translated(parts, text) == [""] * lines


def test_a_byte_order_mark_and_windows_line_ends_are_no_text(parts: Parts) -> None:
    plain = translated(parts, "قال الجيش\nفي حلب\n")
    assert translated(parts, "\ufeffقال الجيش\r\nفي حلب\r\n") == plain


def test_what_is_not_utf8_is_told_with_its_line_after_the_lines_before(qari: Qari) -> None:
    result = qari("translate", stdin="قال الجيش\n".encode() + b"\xc7\xe1\xcc\xed\xd4\nx\n")
    assert result.status == 3
    assert "line 2 of stdin is not UTF-8" in result.error
    assert result.out.count("\n") == 1


@pytest.mark.parametrize("command", [["gloss"], ["entities", "--conll"]])
def test_every_line_command_refuses_what_is_not_utf8(qari: Qari, command: Sequence[str]) -> None:
    result = qari(*command, stdin="مرحبا".encode("utf-16"))
    assert result.status == 3
    assert "UTF-8" in result.error


def test_a_stream_without_lines_is_refused(parts: Parts) -> None:
    endless = Arriving(iter(lambda: b"a" * 65536, None))
    with pytest.raises(InputError, match="line 1 of stdin is longer"):
        translate_lines(parts, endless, io.StringIO())


def test_translate_answers_through_an_argos_package(qari: Qari, argosmodel: Path) -> None:
    assert qari("data", "install", argosmodel).status == 0
    result = qari("translate", "--engine", "argos", stdin="قال الجيش. نعم\n\nHello\n😀\n" * 30)
    assert result.status == 0
    lines = result.out.split("\n")[:-1]
    assert len(lines) == 120
    assert lines[:4] * 30 == lines
    assert all(lines[i] == "" for i in range(1, 120, 4))


# ---------------------------------------------------------------- gloss


def glossed(parts: Parts, text: str) -> list[list[Any]]:
    assert parts.glosser is not None
    output = io.StringIO(newline="")
    gloss_lines(parts.glosser, io.BytesIO(text.encode()), output)
    return [json.loads(line) for line in output.getvalue().split("\n")[:-1]]


@pytest.mark.parametrize("name", LINES)
def test_gloss_answers_each_line_with_one_item_a_word(parts: Parts, name: str) -> None:
    (found,) = glossed(parts, LINES[name] + "\n")
    assert len(found) == len(LINES[name].split())


def test_gloss_tells_of_a_word_what_the_contract_says(parts: Parts) -> None:
    ((word, *others),) = glossed(parts, "كشفت الوكالة 12 .")
    assert word["lemma"] == "كَشَف"
    assert word["root"] == "ك.ش.ف"
    assert word["pos"] == "verb"
    assert set(word) >= {"diacritized", "english", "segments", "alternatives"}
    assert [other is None for other in others] == [False, True, True]


# ---------------------------------------------------------------- entities


def tagged(parts: Parts, text: str) -> list[str]:
    output = io.StringIO(newline="")
    entities_conll(parts, io.BytesIO(text.encode()), output)
    return output.getvalue().split("\n")[:-1]


def test_entities_tags_word_for_word(parts: Parts) -> None:
    text = "قوات B-ORG\nسوريا\tI-ORG\nالديمقراطية\nفي O O O\nوبالرقة\n.\n"
    assert tagged(parts, text) == [
        "قوات\tB-ORG",
        "سوريا\tI-ORG",
        "الديمقراطية\tI-ORG",
        "في\tO",
        "وبالرقة\tB-LOC",
        ".\tO",
    ]


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "في\n\n\nفي\n\n", "\nفي", " \n\t\nفي\n"])
def test_entities_keeps_blank_lines(parts: Parts, text: str) -> None:
    lines = text.split("\n")[: None if text and not text.endswith("\n") else -1]
    assert tagged(parts, text) == ["في\tO" if line.strip() else "" for line in lines]


ODD_WORDS = (
    "\u064b", "…", "«حلب»", "عين\u00a0عيسى", "a\u2028b", "x\x85y", "\u200fحلب", "😀", "\x00", "-",
    "(M4)", "ال\u0640\u0640حسكة", "\u00a0", "http://x.y/?a=b", "حَلَبُ", "B-LOC", "\ufffd", "'",
)  # fmt: skip


def test_entities_gives_odd_words_back_as_they_came(parts: Parts) -> None:
    answer = tagged(parts, "".join(f"{word}\tO\n" for word in ODD_WORDS))
    assert [line.split("\t")[0] for line in answer] == list(ODD_WORDS)
    assert all(line.count("\t") == 1 for line in answer)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=6),
        max_size=12,
    )
)
def test_entities_answers_any_lines_line_for_line(parts: Parts, lines: list[str]) -> None:
    answer = tagged(parts, "".join(line + "\n" for line in lines))
    assert len(answer) == len(lines)


def test_a_sentence_without_end_is_tagged_in_stretches(parts: Parts) -> None:
    answer = tagged(parts, "في\nحلب\n" * 2500)
    assert answer == ["في\tO", "حلب\tB-LOC"] * 2500


def test_entities_answers_a_sentence_at_its_blank_line(parts: Parts) -> None:
    output = io.StringIO()
    answered: list[int] = []

    def arrive() -> Iterable[bytes]:
        for line in ("في\n", "حلب\n\n", "في\n"):
            yield line.encode()
            answered.append(output.getvalue().count("\n"))

    entities_conll(parts, Arriving(arrive()), output)
    assert answered == [0, 3, 3]
    assert output.getvalue().count("\n") == 4
