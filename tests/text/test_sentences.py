from __future__ import annotations

import pytest

from reader.text.sentences import sentence_spans
from reader.text.tokens import token_spans

LONG_QUOTE = "لن نقبل بأي اتفاق لا يضمن عودة الأهالي إلى بيوتهم في القرى. وسنواصل الحوار مع الجميع"
LONG = " ".join(["كلمة"] * 25)


def sentences(text: str) -> list[str]:
    spans = sentence_spans(text, 0, len(text), token_spans(text))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "parts",
    [
        ["وصل الوفد أمس.", "وغادر اليوم."],
        ["هل وصل الوفد؟", "نعم."],
        ["توقف!", "قال الجندي."],
        ["حقا؟!", "نعم!!", "لا."],
        ['قال: "انتهى الأمر."', "ثم غادر."],
        ["وقال: «انتهى الأمر.»", "«لن نعود.»"],
        ["وقال إن “الأمر انتهى”.", "وغادر."],
        ["(انظر الجدول.)", "وغادر."],
        ["انتهى الأمر (في حلب).", "وغادر."],
        ["بدأت في 2019.", "وانتهت في 2020."],
        ["بلغت النسبة 12.5.", "ثم ارتفعت."],
        ["عقد عام 2019م.", "وانتهى."],
        ["سنة 1442 هـ.", "ثم عاد."],
        ["وصل د. محمد أمس.", "وغادر م. علي."],
        ["قال أ.د. حسن إن الوضع صعب.", "وأضاف."],
        ["نقلت ا.ف.ب. عن مصدر.", "وأكد آخر."],
        ["قالت (أ.ف.ب).", "وأضافت."],
        ["من المدارس والمشافي إلخ.", "وقال المتحدث."],
        ["قدرت بنحو 2,500.75 دولار.", "وانتهى."],
        ["في 12.5.2024 وصل.", "ثم غادر."],
        ["زار موقع www.example.org أمس.", "ثم كتب إلى a.b@mail.org اليوم."],
        ["1. عين عيسى أولا.", "ثم منبج."],
        ["أ. البند الأول.", "ثم الثاني."],
        ["قال John F. Kennedy ذلك.", "ثم سكت."],
        ["نقص فيتامين C.", "ثم انتهى."],
        ["قال Dr. Smith ذلك.", "ثم سكت."],
        ["قوات U.S. وصلت.", "ثم غادرت."],
        ["It ended in the city. then it went on.", "وانتهى."],
        ["شركة Example Inc. said no.", "وانتهى."],
        ["انتظر... ثم تكلم.", "وانتهى."],
        ["انتظر… ثم تكلم.", "وانتهى."],
        ["الهجوم .. الأدلة حتى الآن"],
        [f"{LONG}...", "وبعد ذلك غادر."],
        ["اختلفوا (؟) في الأمر.", "ثم اتفقوا."],
        ["ذكر [...] ما يلي.", "ثم سكت."],
        ['حملة "لا للحرب!" التي بدأت أمس.', "وانتهت."],
        ['قال "نعم. سنعود" ثم غادر.', "وانتهى."],
        ["(نعم. سنعود) ثم غادر.", "وانتهى."],
        ['قال: "نعم!"', "ثم غادر."],
        [f'وقال: "{LONG_QUOTE.split(".")[0]}.', f'{LONG_QUOTE.split(". ")[1]}".', "وغادر."],
        ["الأول؛ والثاني: كذا، وغيره."],
        ["قال.، ثم سكت."],
        ["توقف . . . ثم مضى.", "وانتهى."],
        ["انتهى الأمر۔", "ثم بدأ."],
        ["- بند أول.", "- بند ثان."],
        ["...وقال كلاما.", "ثم سكت..."],
        ["***"],
    ],
    ids=lambda parts: parts[0][:30],
)
def test_a_paragraph_falls_into_its_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["انتهى الأمر.", "وغادر"],
        ["هل انتهى؟", "نعم"],
        ["عام 2019.", "وغادر"],
        ['"انتهى".', "وغادر"],
    ],
)
def test_a_missing_space_after_the_full_stop_is_no_matter(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


def test_text_without_full_stops_is_cut_at_commas() -> None:
    text = "، ".join(["كلمة أخرى هنا"] * 100)
    found = sentences(text)
    assert all(len(token_spans(part)) <= 120 for part in found)
    assert all(part.endswith("،") for part in found[:-1])
    assert " ".join(found) == text


def test_text_without_any_punctuation_is_cut_between_words() -> None:
    text = " ".join(["كلمة"] * 1000)
    found = sentences(text)
    assert all(len(token_spans(part)) <= 120 for part in found)
    assert " ".join(found) == text


def test_an_unclosed_bracket_does_not_swallow_the_paragraph() -> None:
    assert sentences("قال (نعم. ثم غادر. وانتهى") == ["قال (نعم.", "ثم غادر.", "وانتهى"]
