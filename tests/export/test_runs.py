from __future__ import annotations

from dataclasses import replace

from reader.export.runs import arabic_runs, english_runs
from reader.model import Analysis, EntityType, Mention, Paragraph, SentenceAnalysis, Translation


def _mention(start: int, end: int, entity: str = "x") -> Mention:
    return Mention(start, end, EntityType.LOC, entity, "X")


def test_the_runs_of_a_side_put_together_are_its_text(sample: Analysis) -> None:
    at = 0
    for paragraph in sample.article.paragraphs:
        known = sample.sentences[at : at + len(paragraph.sentences)]
        at += len(paragraph.sentences)
        mentions = [m for s in known for m in s.mentions]
        runs = arabic_runs(sample.article.text, paragraph, mentions)
        whole = sample.article.text[paragraph.start : paragraph.end]
        assert "".join(run.text for run in runs) == whole
        assert sum(run.mention is not None for run in runs) == len(mentions)
        for sentence in known:
            text = sentence.translation.text if sentence.translation else ""
            assert "".join(run.text for run in english_runs(sentence)) == text


def test_a_clitic_that_joins_is_shown_with_its_name() -> None:
    text = "دخل وبالرقة للجيش"
    paragraph = Paragraph(0, len(text), ())
    runs = arabic_runs(text, paragraph, [_mention(6, 11), _mention(13, 17)])
    assert [(r.text, bool(r.mention)) for r in runs] == [
        ("دخل و", False),
        ("بالرقة", True),
        (" ", False),
        ("للجيش", True),
    ]


def test_names_that_overlap_lose_no_letter() -> None:
    text = "عين عيسى الرقة"
    paragraph = Paragraph(0, len(text), ())
    runs = arabic_runs(text, paragraph, [_mention(0, 8), _mention(4, 14, "y"), _mention(9, 14)])
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.mention] == ["عين عيسى", "الرقة"]


def test_english_spans_outside_the_text_or_over_each_other_do_no_harm() -> None:
    known = SentenceAnalysis(
        mentions=(_mention(0, 1, "a"), _mention(2, 3, "b"), _mention(4, 5, "c")),
        translation=Translation("the Raqqa road", "draft"),
        mention_spans=(((4, 9), (40, 50)), ((4, 14),), ((10, 99),)),
    )
    runs = english_runs(known)
    assert "".join(run.text for run in runs) == "the Raqqa road"
    assert [run.text for run in runs if run.mention] == ["Raqqa road"]
    assert english_runs(replace(known, translation=None)) == []
