"""`qari knowledge`, and the reader's own names in what the other commands say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from reader import assembly
from reader.errors import BrokenPartError
from reader.knowledge.own_file import OwnFile

Qari = Callable[..., Any]

OWN = """\
id: my-well
type: LOC
kind: village
ar: بئر الهوى
en: Bir al-Hawa

not a record

hide: مدينة الرقة

ar: القسديون
en: SDF fighters
same_as: syrian-democratic-forces

id: ain-issa
en: Ein Issa
"""


def test_own_names_go_in_are_listed_and_come_out(qari: Qari, tmp_path: Path) -> None:
    given, out = tmp_path / "given.rec", tmp_path / "out.rec"
    given.write_text(OWN, "utf-8")
    result = qari("knowledge", "import", given)
    assert result.status == 0
    assert "given.rec: 4 added" in result.err
    assert "given.rec, line 7: it is not “field: value”" in result.err
    assert qari("knowledge", "list").out.splitlines() == [
        "added: my-well: بئر الهوى = Bir al-Hawa",
        "left out: مدينة الرقة",
        "same as syrian-democratic-forces: القسديون = SDF fighters",
        "corrected: ain-issa: Ein Issa",
    ]
    assert qari("-q", "knowledge", "export", out).err == ""
    assert qari("knowledge", "import", out).err == "out.rec: 4 there already\n"


def test_what_is_ones_own_gives_way_only_to_replace(qari: Qari, tmp_path: Path) -> None:
    given = tmp_path / "given.rec"
    given.write_text("id: ain-issa\nen: Ein Issa\n", "utf-8")
    qari("knowledge", "import", given)
    given.write_text("id: ain-issa\nen: Ayn Isa\n", "utf-8")
    assert qari("knowledge", "import", given).err == "given.rec: 1 left as you have them\n"
    assert qari("knowledge", "import", "--replace", given).err == "given.rec: 1 replaced\n"
    assert "Ayn Isa" in qari("knowledge", "list").out


def test_what_cannot_be_taken_in_is_rejected(qari: Qari, tmp_path: Path) -> None:
    given = tmp_path / "given.rec"
    given.write_text("hello\n", "utf-8")
    assert qari("knowledge", "import", given).status == 3
    assert qari("knowledge", "import", tmp_path / "none.rec").status == 3
    assert not OwnFile().path.exists()


def test_an_analysis_goes_by_own_names_and_tells_of_those_that_do_not_count(
    qari: Qari, short: Path
) -> None:
    OwnFile().path.write_text(OWN, "utf-8")
    result = qari("analyze", short, "--engine", "draft")
    assert result.status == 0
    entities = json.loads(result.out)["entities"]
    assert "raqqa" in {entity["id"] for entity in entities}
    [told] = [line for line in result.err.splitlines() if "knowledge.rec" in line]
    assert told.startswith("qari: error: a record in ")
    assert told.endswith("does not count (line 7: it is not “field: value”); the others do")
    OwnFile().path.write_text("hide: الرقة\n", "utf-8")
    entities = json.loads(qari("analyze", short, "--engine", "draft").out)["entities"]
    assert "raqqa" not in {entity["id"] for entity in entities}


def test_tags_for_words_tell_of_what_does_not_take_part(
    qari: Qari, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> NoReturn:
        raise BrokenPartError("the names model is damaged: install Qari again")

    monkeypatch.setattr(assembly, "load_tagger", damaged)
    OwnFile().path.write_text("not a record\n", "utf-8")
    result = qari("entities", "--conll", stdin="الرقة\n")
    assert (result.status, result.out) == (0, "الرقة\tB-LOC\n")
    assert "knowledge.rec does not count (line 1:" in result.err
    assert "qari: error: the names model is damaged: install Qari again\n" in result.err


def test_doctor_says_whether_ones_own_names_are_whole(qari: Qari, tmp_path: Path) -> None:
    assert "ok       your own names: none yet" in qari("doctor").out
    given = tmp_path / "given.rec"
    given.write_text("id: ain-issa\nen: Ein Issa\n", "utf-8")
    qari("knowledge", "import", given)
    file = OwnFile().path
    assert f"ok       your own names: 1 record, all whole, in {file}" in qari("doctor").out
    with file.open("a", encoding="utf-8") as stream:
        stream.write("\nnot a record\n")
    told = [line for line in qari("doctor").out.splitlines() if "your own names" in line]
    assert len(told) == 1
    assert told[0].startswith("broken   your own names: a record in ")
    assert "is not “field: value”" in told[0]
