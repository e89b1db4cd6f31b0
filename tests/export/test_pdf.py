from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import BrokenPartError, OutputError
from reader.export import pdf
from reader.export.pdf import to_pdf, write_pdf
from reader.model import Analysis, Doubt, Engines, SourceInfo

MADE = datetime(2024, 12, 1, 9, 30, tzinfo=UTC)
_INVISIBLE = re.compile("[\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC_WORD = re.compile("[\u0621-\u065f\u0670-\u06d3]+")
SHARED = Path(__file__).parents[2].parent / "shared"

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed"
)


def _poppler(data: bytes, tmp_path: Path, *options: str) -> str:
    source = tmp_path / "searched.pdf"
    source.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", *options, str(source), "-"], capture_output=True, check=True
    )
    return _INVISIBLE.sub("", done.stdout.decode("utf-8"))


def _pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages: list[str] = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
    return _INVISIBLE.sub("", "\n".join(pages)).replace("\r\n", "\n")


def _words(text: str) -> Counter[str]:
    """Arabic words without their vowel signs, which a search leaves out and which both readers
    put beside the letter they belong to."""
    return Counter(_ARABIC_WORD.findall(re.sub("[\u064b-\u065f\u0670]", "", text)))


def _share_found(article: str, text: str) -> float:
    """Share of the Arabic words of `article` that stand in `text`, counted with repetition."""
    words = _words(article)
    missing = words - _words(text)
    return 1 - missing.total() / words.total()


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def article(make_analysis: Callable[..., Analysis], line: Any) -> Analysis:
    """A real article with plenty of names, if there is one beside the repository."""
    path = SHARED / "articles" / "ain-issa.txt"
    if not path.exists():
        pytest.skip("no articles beside the repository")
    names = {"الرقة": "raqqa", "لجيش السوري": "syrian-army", "سوريا": "syria"}
    lines = []
    for paragraph in path.read_text("utf-8").splitlines():
        found = sorted(
            (match.start(), name, id)
            for name, id in names.items()
            for match in re.finditer(name, paragraph)
        )
        mentions = tuple((name, id, id) for _, name, id in found)
        lines.append([line(paragraph, "English " * 40, mentions)])
    return make_analysis(lines)


@needs_poppler
def test_poppler_finds_the_arabic_words_of_the_sample(sample: Analysis, tmp_path: Path) -> None:
    assert _share_found(sample.article.text, _poppler(to_pdf(sample), tmp_path)) >= 0.95


@needs_poppler
def test_poppler_finds_the_arabic_words_of_a_real_article(
    article: Analysis, tmp_path: Path
) -> None:
    assert _share_found(article.article.text, _poppler(to_pdf(article), tmp_path)) >= 0.95


def test_pdfium_finds_the_arabic_words_of_the_sample(sample: Analysis) -> None:
    assert _share_found(sample.article.text, _pdfium(to_pdf(sample))) >= 0.9


def test_pdfium_finds_the_arabic_words_of_a_real_article(article: Analysis) -> None:
    assert _share_found(article.article.text, _pdfium(to_pdf(article))) >= 0.9


_READING_ORDER = "كشفت مصادر محلية أن وحدات تابعة للجيش السوري"


@needs_poppler
def test_poppler_gives_arabic_in_the_order_it_is_read(sample: Analysis, tmp_path: Path) -> None:
    assert _READING_ORDER in _poppler(to_pdf(sample), tmp_path)


def test_pdfium_gives_arabic_in_the_order_it_is_read_numbers_included(sample: Analysis) -> None:
    text = _pdfium(to_pdf(sample))
    assert _READING_ORDER in text
    assert "في 30 نوفمبر 2019 على الطريق الدولي" in text


@pytest.mark.parametrize("cut", ["وبالرقة", "للجيش", "لسوريا"])
def test_a_word_that_is_a_name_in_part_is_found_whole(cut: str, sample: Analysis) -> None:
    assert cut in _ARABIC_WORD.findall(_pdfium(to_pdf(sample)))


HOSTILE = [
    '#import "x": *',
    '#panic() #read("/etc/passwd")',
    "$x^2$ \\u{41} \\ `raw` ```typ #x```",
    "<b>bold</b> <label> @ref ~ -- --- ... '\"",
    "= heading * strong * _ emphasis _ // comment /* comment */",
    "[x](y) {{code}} ]] }}",
]


@pytest.mark.parametrize("code", HOSTILE)
def test_code_in_a_document_is_only_text(
    code: str, make_analysis: Callable[..., Analysis], line: Any
) -> None:
    analysis = make_analysis(
        [
            [line(f"عنوان {code}", f"Title {code}", heading=True)],
            [line(f"نص {code} نهاية", f"Start {code} end", (), (Doubt("odd", code),))],
        ],
        source=SourceInfo(code, "txt", "utf-8", None, code, code),
    )
    analysis = replace(analysis, engines=Engines(code, code, code))
    text = _squeezed(_pdfium(to_pdf(analysis)))
    assert f"Start {_squeezed(code)} end" in text


def test_odd_characters_do_no_harm(make_analysis: Callable[..., Analysis], line: Any) -> None:
    odd = "\u202d\x01\x0b\u200f\u202e\ufeff\U0001f600漢\ud7ff\U000e0001\u0300\t\u2028x"
    text = _pdfium(to_pdf(make_analysis([[line(f"نص {odd}", f"before {odd} after")]])))
    assert "before" in text
    assert "after" in text


@settings(deadline=None, max_examples=60)
@given(arabic=st.text(max_size=40), english=st.text(max_size=40), name=st.text(max_size=20))
def test_any_text_can_be_set(
    arabic: str,
    english: str,
    name: str,
    make_analysis: Callable[..., Analysis],
    line: Any,
) -> None:
    lines = [
        [line(arabic, english, heading=True)],
        [line(arabic, english, (), (Doubt(name, english),)), line(english, None)],
    ]
    source = SourceInfo(name, "html", "utf-8", arabic, english, name)
    data = to_pdf(make_analysis(lines, source=source, engine=name))
    assert data.startswith(b"%PDF-")


def test_it_has_title_language_and_date(sample: Analysis) -> None:
    data = to_pdf(sample, MADE)
    with pypdfium2.PdfDocument(data) as document:
        metadata = document.get_metadata_dict()
        assert document.is_tagged()
    assert metadata["Title"] == "الجيش السوري يعود إلى الرقة"
    assert metadata["CreationDate"].startswith("D:20241201")
    assert re.search(rb"/Lang\s*\(en\)", data)


def test_its_outline_has_the_headings_and_every_entity(sample: Analysis) -> None:
    with pypdfium2.PdfDocument(to_pdf(sample)) as document:
        outline = [(item.level, item.get_title()) for item in document.get_toc()]
    assert outline == [
        (0, "The article"),
        (1, "Reactions"),
        (0, "Actors and places"),
        (1, "People"),
        (2, "Salim al-Hadari"),
        (1, "Organisations"),
        (2, "Syrian Army"),
        (1, "Places"),
        (2, "M4 motorway"),
        (2, "Raqqa"),
        (2, "Syria"),
    ]


def _links(data: bytes) -> int:
    """How many links lead from a place in the document to another."""
    raw = pypdfium2.raw
    links = 0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            place = raw.c_int(0)
            link = raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, place, link):
                links += bool(raw.FPDFLink_GetDest(document, link))
            page.close()
    return links


def test_every_name_leads_to_its_card_and_back(
    make_analysis: Callable[..., Analysis], line: Any
) -> None:
    names = (("الرقة", "raqqa", "Raqqa"), ("سوريا", "syria", "Syria"))
    analysis = make_analysis([[line("الرقة في سوريا", "Raqqa is in Syria", names)]])
    arabic, english, back, relation = 2, 2, 2, 1
    assert _links(to_pdf(analysis)) == arabic + english + back + relation


def test_what_a_reader_must_know_is_printed(sample: Analysis) -> None:
    text = _squeezed(_pdfium(to_pdf(sample, MADE)))
    assert "Word-level draft. The English was put together word by word" in text
    assert "translation: one sentence was left out" in text
    assert "report.txt · 2024-11-30" in text
    assert "This number of the Arabic is not in the English: 2019" in text
    assert "[not translated]" in text
    assert "1 December 2024" in text
    assert "1 / 2" in text
    assert "2 / 2" in text
    assert "35.9528° N, 39.0079° E" in text
    assert "located in Syria" in text
    assert "Rakka, ar-Raqqah" in text
    assert "3 mentions, first on page 1" in text
    assert "as of November 2024" in text
    assert "not in the list of known names" in text


def test_another_engine_is_told_by_its_name(
    make_analysis: Callable[..., Analysis], line: Any
) -> None:
    analysis = make_analysis([[line("نص", "Text")]], engine="argos ar-en 1.0")
    text = _squeezed(_pdfium(to_pdf(analysis)))
    assert "made by a machine on this computer (argos ar-en 1.0)" in text
    assert "Actors and places" not in text


def test_many_doubts_of_one_sentence_have_one_mark(
    make_analysis: Callable[..., Analysis], line: Any
) -> None:
    two = line("نص", "Text", doubts=(Doubt("number-missing", "7"), Doubt("number-missing", "9")))
    one = line("نص", "Word", doubts=(Doubt("number-missing", "5"),))
    text = _squeezed(_pdfium(to_pdf(make_analysis([[two, one]], engine="lite"))))
    assert "Text1–2 Word3" in text
    assert "2 This number of the Arabic is not in the English: 9" in text


def test_a_sentence_that_is_the_draft_s_is_marked_and_the_mark_explained(
    make_analysis: Callable[..., Analysis], line: Any
) -> None:
    drafted = line("نص", "Text", doubts=(Doubt("draft-shown", "a name was lost"),))
    text = _squeezed(_pdfium(to_pdf(make_analysis([[drafted]], engine="Qari's small model"))))
    assert "D word-level draft, in full or in part" in text
    assert "TextD" in text
    assert "to be checked" not in text
    plain = _squeezed(_pdfium(to_pdf(make_analysis([[line("نص", "Text")]], engine="lite"))))
    assert "draft" not in plain


def test_without_a_translation_the_arabic_is_shown_and_the_lack_is_told(
    make_analysis: Callable[..., Analysis], line: Any
) -> None:
    analysis = make_analysis([[line("نص عربي", None)]])
    text = _squeezed(_pdfium(to_pdf(replace(analysis, engines=Engines()))))
    assert "No translation engine took part" in text
    assert "نص عربي" in text
    assert "not translated" not in text


def test_the_same_analysis_and_date_give_the_same_bytes(sample: Analysis) -> None:
    assert to_pdf(sample, MADE) == to_pdf(sample, MADE)


def test_the_date_can_come_from_source_date_epoch(
    sample: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(MADE.timestamp())))
    assert to_pdf(sample) == to_pdf(sample, MADE)


@pytest.mark.parametrize("scheme", ["https://example.org/a", "javascript:alert(1)", "file:///x"])
def test_only_a_web_address_becomes_a_link(
    scheme: str, make_analysis: Callable[..., Analysis], line: Any
) -> None:
    source = SourceInfo("page.html", "html", "utf-8", url=scheme)
    data = to_pdf(make_analysis([[line("نص", "Text")]], source=source))
    assert (b"/URI" in data) is scheme.startswith("https")


@needs_poppler
def test_all_fonts_are_embedded_and_ours(sample: Analysis, tmp_path: Path) -> None:
    out = tmp_path / "fonts.pdf"
    write_pdf(sample, out)
    listed = subprocess.run(["pdffonts", str(out)], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+(Amiri|Inter|SourceSerif4)", row)
        assert " yes yes yes " in row


def test_a_long_article_keeps_pace(long_analysis: Callable[[int], Analysis]) -> None:
    """Pages grow with the text: nothing is repeated or lost on the way."""
    data = to_pdf(long_analysis(300))
    with pypdfium2.PdfDocument(data) as document:
        pages = len(document)
    assert 20 < pages < 60
    text = _pdfium(data)
    assert text.count("مصادر") == 100
    assert f"{pages} / {pages}" in text


def test_missing_fonts_are_told_in_one_line(
    sample: Analysis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pdf._fonts.cache_clear()
    monkeypatch.setattr(pdf, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(BrokenPartError, match="no Amiri, Inter, Source Serif 4 under") as error:
        to_pdf(sample)
    assert "\n" not in str(error.value)
    pdf._fonts.cache_clear()


def test_a_place_that_cannot_be_written_is_told(sample: Analysis, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        write_pdf(sample, tmp_path / "nowhere" / "out.pdf")
