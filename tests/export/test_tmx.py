"""Translation memories in and out, also from people who mean harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import Cancelled, InputError, OutputError
from reader.export import export, tmx
from reader.export.tmx import read_tmx, write_tmx
from reader.model import Analysis, SentenceAnalysis, SourceInfo, Translation
from reader.text.segmentation import build_article
from reader.translation.memory import Kept

HEAD = '<?xml version="1.0"?><tmx version="1.4"><header srclang="ar"/><body>'
FOOT = "</body></tmx>"
PAIR = '<tu><tuv xml:lang="ar"><seg>هدنة</seg></tuv><tuv xml:lang="en"><seg>truce</seg></tuv></tu>'


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "memory.tmx"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(kept.arabic, kept.english) for kept in read_tmx(path)]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    memory = [
        Kept(
            'قال: "<نعم> & لا"\r\n',
            "He said “<yes> & no” ]]> 🚚",
            "argos",
            "",
            "2025-01-31T12:00:00Z",
        ),
        Kept("هدنة", "truce"),
    ]
    assert write_tmx(memory, out) == 2
    first, second = read_tmx(out)
    assert (first.arabic, first.english) == (memory[0].arabic.strip(), memory[0].english)
    assert (first.file, first.changed) == ("memory.tmx", "2025-01-31T12:00:00Z")
    assert (second.arabic, second.changed) == ("هدنة", "")


def test_what_xml_cannot_hold_becomes_a_space(tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    write_tmx([Kept("هدنة\x0bطويلة\ud800\x00", "a\x1btruce\uffff.")], out)
    assert pairs(out) == [("هدنة طويلة", "a truce .")]


def test_an_article_is_exported_with_what_is_translated_of_it(tmp_path: Path) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), "قال الوزير.\nعاد الوفد.")
    sentences = (SentenceAnalysis(translation=Translation("He said.", "draft")), SentenceAnalysis())
    out = tmp_path / "article.TMX"
    export(Analysis(article, sentences=sentences), out)
    assert pairs(out) == [("قال الوزير.", "He said.")]
    assert '<prop type="x-engine">draft</prop>' in out.read_text("utf-8")


def test_a_memory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder does not exist"):
        write_tmx([], tmp_path / "nowhere" / "memory.tmx")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (PAIR, [("هدنة", "truce")]),
        (PAIR.replace('"ar"', '"AR-sy"').replace('"en"', '"en_US"'), [("هدنة", "truce")]),
        (PAIR.replace("xml:lang", "lang"), [("هدنة", "truce")]),
        (PAIR.replace('"en"', '"fr"'), []),
        (PAIR.replace("truce", " "), []),
        (PAIR.replace("truce", "\n  a\n\ttruce "), [("هدنة", "a truce")]),
        (PAIR.replace("truce", "a <hi>long</hi> truce"), [("هدنة", "a long truce")]),
        (
            PAIR.replace("truce", 'a <bpt i="1">&lt;b></bpt>truce<ph>x<sub>y</sub></ph>'),
            [("هدنة", "a truce")],
        ),
        (PAIR.replace("truce", "<![CDATA[a & b]]>"), [("هدنة", "a & b")]),
        (
            PAIR.replace("</tu>", '<tuv xml:lang="en"><seg>other</seg></tuv></tu>'),
            [("هدنة", "truce")],
        ),
        ("<tu><note>n</note><seg>stray</seg></tu>" + PAIR, [("هدنة", "truce")]),
        ("", []),
    ],
    ids="plain regions old-lang french empty lines hi codes cdata variants stray nothing".split(),
)
def test_pairs_are_read_as_other_programs_write_them(
    given: Callable[[str], Path], body: str, found: list[tuple[str, str]]
) -> None:
    assert pairs(given(HEAD + body + FOOT)) == found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encodings_of_xml_are_read(given: Callable[[bytes], Path], encoding: str) -> None:
    text = (HEAD + PAIR + FOOT).replace('<?xml version="1.0"?>', "")
    assert pairs(given(text.encode(encoding))) == [("هدنة", "truce")]


def test_the_document_type_of_tmx_is_no_reason_to_refuse_and_is_not_fetched(
    given: Callable[[str], Path],
) -> None:
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    assert pairs(given(doctype + HEAD.partition("?>")[2] + PAIR + FOOT)) == [("هدنة", "truce")]


BOMB = (
    '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB + "<tmx><body>" + PAIR.replace("truce", "&i;") + FOOT, "declares entities"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>', "entities"),
        ('<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://localhost/x"> %x;]><tmx/>', "entities"),
        (
            '<!DOCTYPE tmx SYSTEM "x.dtd"><tmx><body>' + PAIR.replace("truce", "&x;") + FOOT,
            "nobody",
        ),
        ("<html><body>x</body></html>", "not TMX but <html>"),
        ("not xml", "not well-formed"),
        ("", "not well-formed"),
        (HEAD + PAIR, "not well-formed"),
        (HEAD + PAIR.replace("truce", "\x00") + FOOT, "not well-formed"),
        (b"\x1f\x8b\x08 a compressed file", "not well-formed"),
        ('<?xml version="1.0" encoding="klingon"?><tmx/>', "not well-formed"),
        (HEAD + "<tu>" * 100, "nested too deep"),
        (HEAD + PAIR.replace("truce", "x" * 30_000) + FOOT, "longer than 20,000 letters"),
        (HEAD + f'<tu a="{"x" * 3_000_000}"/>' + FOOT, "longer than a megabyte"),
    ],
    ids=(
        "bomb external parameter skipped html text empty cut zero gzip encoding deep long tag"
    ).split(),
)
def test_a_hostile_or_broken_file_is_refused_in_a_sentence(
    given: Callable[[str | bytes], Path], content: str | bytes, why: str
) -> None:
    with pytest.raises(InputError, match=why) as caught:
        pairs(given(content))
    assert "\n" not in str(caught.value)
    assert "memory.tmx" in str(caught.value)


def test_a_file_that_is_too_large_is_refused_unread(
    given: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tmx, "FILE_LIMIT", 100)
    with pytest.raises(InputError, match="larger than 0 MB"):
        pairs(given(HEAD + PAIR + FOOT))


@pytest.mark.parametrize("name", [".", "nowhere.tmx"])
def test_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="is not a file"):
        pairs(tmp_path / name)


def test_reading_is_a_stream_that_can_be_stopped(given: Callable[[str], Path]) -> None:
    path = given(HEAD + PAIR * 20_000 + FOOT)
    asked = iter([False] * 2)
    found = []
    with pytest.raises(Cancelled):
        found.extend(read_tmx(path, lambda: next(asked, True)))
    stream = read_tmx(path)
    assert next(stream).english == "truce"
    stream.close()
