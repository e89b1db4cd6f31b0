"""`analyze`, `export`, `demo` and `self-test`: what they write, where, and when they must not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

Qari = Callable[..., Any]

SCHEMA = json.loads((Path(__file__).parents[1] / "schema" / "analysis-1.schema.json").read_text())
PAGE = """<!DOCTYPE html><html lang="ar"><head><title>الطريق الدولي</title></head><body>
<nav><a href="/">الرئيسية</a></nav><article><h1>فتح الطريق الدولي</h1>
<p>أعلنت الحكومة السورية في بيان أن الطريق الدولي بين حلب والرقة سيفتح أمام الشاحنات صباح يوم
الأحد بعد أسابيع من الإغلاق، وأن القوات ستنتشر على جانبيه.</p>
<p>وقال المتحدث إن 12 شاحنة محملة بالقمح عبرت الطريق باتجاه مدينة الرقة، وإن قوافل أخرى ستتبعها
خلال الأيام المقبلة إذا سمحت الظروف الأمنية بذلك.</p></article></body></html>"""


def check(text: str) -> dict[str, Any]:
    analysis: dict[str, Any] = json.loads(text)
    jsonschema.validate(analysis, SCHEMA)
    assert analysis["problems"] == []
    for paragraph in analysis["paragraphs"]:
        for sentence in paragraph["sentences"]:
            assert sentence["translation"]["text"]
    return analysis


def test_analyze_writes_the_analysis_to_stdout(qari: Qari, sample: Path) -> None:
    result = qari("analyze", sample)
    assert result.status == 0
    assert result.err == ""
    analysis = check(result.out)
    assert analysis["source"]["name"] == sample.name
    assert analysis["text"].split() == sample.read_text("utf-8").split()
    assert "syrian-democratic-forces" in {entity["id"] for entity in analysis["entities"]}


def test_analyze_writes_the_same_to_a_file(qari: Qari, short: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = qari("analyze", short, "-o", out, "--engine", "draft")
    assert (result.status, result.out) == (0, "")
    assert result.err == f"wrote {out}\n"
    assert out.read_text("utf-8") == qari("analyze", short).out


def test_analyze_reads_a_web_page(qari: Qari, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    analysis = check(qari("analyze", page, "-q").out)
    assert analysis["source"]["format"] == "html"
    assert "الرئيسية" not in analysis["text"]
    assert "12 شاحنة" in analysis["text"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no names that are no text")
def test_a_file_name_that_is_no_text_is_no_obstacle(
    qari: Qari, short: Path, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    odd.write_bytes(short.read_bytes())
    assert check(qari("analyze", odd).out)["source"]["name"] == "caf\ufffd.txt"
    out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf"))
    result = qari("export", odd, out)
    assert result.status == 0
    assert out.read_bytes().startswith(b"%PDF-")
    odd.unlink()
    assert r"caf\udce9.txt does not exist" in qari("analyze", odd).error


@pytest.mark.parametrize(
    ("name", "magic"), [("a.pdf", b"%PDF-"), ("A.PDF", b"%PDF-"), ("a.json", b"{")]
)
def test_export_follows_the_suffix(
    qari: Qari, short: Path, tmp_path: Path, name: str, magic: bytes
) -> None:
    out = tmp_path / name
    result = qari("export", short, out)
    assert (result.status, result.out, result.err) == (0, "", f"wrote {out}\n")
    assert out.read_bytes().startswith(magic)


def test_quiet_says_nothing_of_what_went_well(qari: Qari, short: Path, tmp_path: Path) -> None:
    result = qari("export", short, tmp_path / "a.json", "-q")
    assert (result.status, result.out, result.err) == (0, "", "")


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.pdf.bak", ".pdf"])
def test_an_unknown_suffix_is_wrong_usage(
    qari: Qari, short: Path, tmp_path: Path, name: str
) -> None:
    result = qari("export", short, tmp_path / name)
    assert result.status == 2
    assert ".pdf or .json" in result.error
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("command", ["analyze", "export"])
def test_the_article_is_never_written_over(
    qari: Qari, short: Path, tmp_path: Path, command: str
) -> None:
    article = short.rename(tmp_path / "article.json")
    (tmp_path / "link.json").symlink_to(article)
    before = article.read_bytes()
    for out in (article, tmp_path / "link.json"):
        result = qari(command, article, *(["-o"] if command == "analyze" else []), out)
        assert result.status == 2
        assert "is the article itself" in result.error
    assert article.read_bytes() == before


@pytest.mark.parametrize("name", ["out.json", "out.pdf"])
def test_a_result_that_was_there_is_replaced_whole(
    qari: Qari, short: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    out.write_bytes(b"earlier" * 100_000)
    assert qari("export", short, out, "-q").status == 0
    assert b"earlier" not in out.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "short.txt"])


@pytest.mark.parametrize("bad", ["missing", "no Arabic"])
def test_a_result_that_was_there_survives_a_failure(qari: Qari, tmp_path: Path, bad: str) -> None:
    article = tmp_path / "a.txt"
    if bad == "no Arabic":
        article.write_text("nothing", "utf-8")
    out = tmp_path / "out.json"
    out.write_text("old", "utf-8")
    assert qari("analyze", article, "-o", out).status == 3
    assert qari("export", article, out).status == 3
    assert out.read_text("utf-8") == "old"


FILES = ["article.pdf", "window.png", "analysis.json"]


def test_demo_writes_three_files_and_prints_their_paths(qari: Qari, tmp_path: Path) -> None:
    out = tmp_path / "new" / "demo"
    result = qari("demo", "--out", out)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [str(out / name) for name in FILES]
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    assert (out / "article.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "window.png").read_bytes().startswith(b"\x89PNG")
    check((out / "analysis.json").read_text("utf-8"))


def test_demo_tells_where_it_cannot_write(qari: Qari, tmp_path: Path, short: Path) -> None:
    result = qari("demo", "--out", short)
    assert result.status == 1
    assert "--out" in result.error
    (tmp_path / "window.png").mkdir()
    result = qari("demo", "--out", tmp_path)
    assert result.status == 1
    assert "window.png: it is a folder" in result.error
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_self_test_passes_here(qari: Qari) -> None:
    result = qari("self-test")
    assert (result.status, result.out) == (0, "")
    assert result.err.count("\n") == 4
    assert qari("self-test", "-q").err == ""
