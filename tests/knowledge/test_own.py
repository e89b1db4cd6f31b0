"""The reader's own names: they win over ours, and nothing the reader wrote is ever lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import InputError, OutputError
from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.knowledge.own import OWN_SOURCE, OwnKnowledge, with_own
from reader.knowledge.own_file import Change, OwnFile, edited
from reader.knowledge.own_records import (
    Described,
    Hidden,
    OwnRecord,
    SameAs,
    Wish,
    described,
    new_id,
    read_own,
    written,
)
from reader.model import Alias, Entity, EntityType, Location, Relation
from reader.paths import data_dir

RAQQA = Entity(
    "raqqa",
    EntityType.LOC,
    "city",
    "الرقة",
    "Raqqa",
    "Raqqa",
    aliases=(Alias("مدينة الرقة", "Raqqa city"), Alias("الرقه", "Raqqa")),
    description="A city on the Euphrates.",
    as_of="2025-06",
    location=Location(35.95, 39.01),
    relations=(Relation("located in", "syria"),),
    sources=("GeoNames",),
)
SDF = Entity(
    "sdf",
    EntityType.ORG,
    "armed group",
    "قوات سوريا الديمقراطية",
    "Syrian Democratic Forces",
    "the Syrian Democratic Forces",
    aliases=(Alias("قسد", "the SDF"),),
    relations=(Relation("controls", "raqqa"),),
)
OURS = KnowledgeBase([RAQQA, SDF])

NEW = """\
id: my-well
type: LOC
kind: village
ar: بئر الهوى
en: Bir al-Hawa
at: 36.1 38.9
"""


@pytest.fixture
def file() -> OwnFile:
    return OwnFile()


def own(text: str, ours: KnowledgeBase = OURS) -> OwnKnowledge:
    file = OwnFile()
    file.path.write_text(text, "utf-8")
    return with_own(ours, file)


# ---------------------------------------------------------------- what wins


def test_without_a_file_everything_is_as_it_comes() -> None:
    knowledge = with_own(OURS)
    assert list(knowledge) == [RAQQA, SDF]
    assert knowledge.problem == ""
    assert not OwnFile().path.exists()


def test_a_new_record_adds_a_place() -> None:
    knowledge = own(NEW)
    well = knowledge["my-well"]
    assert (well.name_ar, well.name_en, well.location) == (
        "بئر الهوى",
        "Bir al-Hawa",
        Location(36.1, 38.9),
    )
    assert well.sources == (OWN_SOURCE,)
    assert knowledge.owns("my-well")
    assert not knowledge.owns("raqqa")


def test_a_correction_replaces_what_it_gives_and_leaves_the_rest_as_ours_is() -> None:
    raqqa = own("id: raqqa\ntype: LOC\nar: الرقة\nen: Ar-Raqqah\n")["raqqa"]
    assert (raqqa.name_en, raqqa.description) == ("Ar-Raqqah", RAQQA.description)
    assert raqqa.aliases == (Alias("مدينة الرقة", "Raqqa city"), Alias("الرقه", "Ar-Raqqah"))
    assert raqqa.sources == ("GeoNames", OWN_SOURCE)


def test_a_correction_can_leave_something_of_ours_out() -> None:
    raqqa = own("id: raqqa\nwithout: alias\nwithout: at\n")["raqqa"]
    assert (raqqa.aliases, raqqa.location, raqqa.kind) == ((), None, "city")


def test_a_correction_still_stands_when_ours_is_gone(file: OwnFile) -> None:
    changed = Entity("gone", EntityType.PER, "", "فلان", "Fulan", "Fulan")
    wish = described(changed, Entity("gone", EntityType.PER, "", "فلان", "So-and-so", "So-and-so"))
    assert own(written(wish))["gone"].name_en == "Fulan"


def test_a_name_said_to_be_the_same_as_another_is_one_of_its_names() -> None:
    knowledge = own("ar: القسديون\nen: SDF fighters\nsame_as: sdf\n")
    assert Alias("القسديون", "SDF fighters") in knowledge["sdf"].aliases
    assert knowledge.claimed("القسديّون") == ("sdf", "SDF fighters")
    assert knowledge.claimed("قسد") is None


def test_two_entities_become_one_with_all_their_names() -> None:
    knowledge = own(f"{NEW}\nid: raqqa\nsame_as: my-well\n")
    assert "raqqa" not in knowledge
    assert [a.ar for a in knowledge["my-well"].aliases] == ["الرقة", "مدينة الرقة", "الرقه"]
    assert knowledge["my-well"].aliases_en == ("Raqqa",)
    assert knowledge["sdf"].relations == (Relation("controls", "my-well"),)


def test_a_word_can_be_no_name_and_an_entity_not_there() -> None:
    knowledge = own("hide: الأمل\n\nhide: sdf\n")
    assert knowledge.hides("الامل")
    assert not knowledge.hides("أمل")
    assert "sdf" not in knowledge


# ---------------------------------------------------------------- damage


def test_bad_records_are_named_by_line_and_the_good_ones_count() -> None:
    knowledge = own(
        f"# mine\nid: Broken Id\ntype: LOC\n\n{NEW}\nnot a field\n\n"
        "id: raqqa\nat: 99 9\n\nar: قسد\nsame_as: nobody\n\nhide: nothing\n\nhide: الأمل\n"
        "\nid: my-well\ntype: PER\n\nid: half\nar: نصف\n"
    )
    assert "my-well" in knowledge
    assert knowledge.hides("الأمل")
    assert knowledge["raqqa"] == RAQQA
    told = [str(fault) for fault in knowledge.own_faults]
    assert [line.split(":")[0] for line in told] == [
        f"knowledge.rec, line {n}" for n in (2, 12, 14, 17, 20, 24, 27)
    ]
    assert "“Broken Id” is not lower-case" in told[0]
    assert "not “field: value”" in told[1]
    assert "not on the globe" in told[2]
    assert "no entity “nobody”" in told[3]
    assert "has a record above already" in told[5]
    assert "the field “type” is missing" in told[6]
    assert knowledge.problem.startswith(f"7 records in {OwnFile().path} do not count (line 2: ")
    assert "and 3 more" in knowledge.problem
    assert "\n" not in knowledge.problem


@pytest.mark.parametrize(
    "record",
    [
        "hide: الأمل\nen: hope",
        "ar: hope\nsame_as: sdf",
        "ar: الأمل\nid: hope\nsame_as: sdf",
        "id: raqqa\nwithout: en",
        "en: Nowhere",
        "hide: No Id",
        "id: my-x\ntype: LOC\nar: س\nen: X\nambiguous: yes\nambiguous: yes",
    ],
)
def test_a_record_that_says_nothing_sensible_is_a_fault(record: str) -> None:
    knowledge = own(record)
    assert len(knowledge.own_faults) == 1
    assert list(knowledge) == list(OURS)


def test_bytes_that_are_no_text_cost_only_their_own_record(file: OwnFile) -> None:
    damaged = b"id: \xff\xfe\x00\ntype: LOC\n\n" + NEW.encode()
    file.path.write_bytes(damaged)
    knowledge = with_own(OURS, file)
    assert "my-well" in knowledge
    assert "line 1: it is not UTF-8 text" in knowledge.problem
    file.change(Change("", "hide: الأمل"))
    assert file.path.read_bytes() == damaged + b"\n" + "hide: الأمل\n".encode()
    [aside] = file.path.parent.glob("knowledge.rec.damaged-*")
    assert aside.read_bytes() == damaged


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the administrator")
def test_a_file_that_may_not_be_read_leaves_ours(file: OwnFile) -> None:
    file.path.write_text(NEW, "utf-8")
    file.path.chmod(0)
    knowledge = with_own(OURS, file)
    assert list(knowledge) == list(OURS)
    assert knowledge.problem.startswith("your own names are left out")


def test_a_folder_in_the_place_of_the_file_is_told_and_leaves_ours(file: OwnFile) -> None:
    file.path.mkdir()
    knowledge = with_own(OURS, file)
    assert list(knowledge) == list(OURS)
    assert "could not be read" in knowledge.problem
    with pytest.raises(InputError, match="could not be read"):
        file.change(Change("", NEW))


# ---------------------------------------------------------------- writing


def test_a_file_is_made_with_its_first_record_and_for_nobody_else(file: OwnFile) -> None:
    file.change(Change("", NEW))
    assert file.path == data_dir() / "knowledge.rec"
    assert file.path.stat().st_mode & 0o077 == 0
    assert "my-well" in with_own(OURS, file)
    assert not file.path.with_name("knowledge.rec.bak").exists()


def test_a_change_leaves_every_other_line_as_it_is(file: OwnFile) -> None:
    before = f"# mine\r\n\n{NEW}# inside\n+ by the road\n\n\nbroken\n\nhide: الأمل"
    file.path.write_bytes(before.encode())
    hidden = file.records()[0][-1]
    file.change(Change(hidden.text, "hide: العين"))
    assert file.path.read_bytes() == before.replace("الأمل", "العين\n").encode()
    assert file.path.with_name("knowledge.rec.bak").read_bytes() == before.encode()
    [aside] = file.path.parent.glob("knowledge.rec.damaged-*")
    assert aside.read_bytes() == before.encode()


def test_remarks_inside_a_record_outlive_it() -> None:
    text = "# a\nar: القسديون\n# b\nsame_as: sdf\n\n# c\nhide: العين\n"
    gone = Change("ar: القسديون\nsame_as: sdf", "")
    assert edited(text, [gone]) == "# a\n# b\n# c\nhide: العين\n"


def test_a_change_and_its_undoing_leave_the_records_as_they_were(file: OwnFile) -> None:
    file.path.write_text(f"{NEW}\nhide: الأمل\n", "utf-8")
    there = [record.wish for record in file.records()[0]]
    change = Change(file.records()[0][0].text, written(Hidden("العين")))
    file.change(change)
    assert [record.wish for record in file.records()[0]] == [Hidden("العين"), Hidden("الأمل")]
    file.change(change.back)
    assert [record.wish for record in file.records()[0]] == there


def test_what_cannot_be_written_leaves_no_trace(file: OwnFile) -> None:
    file.path.parent.chmod(0o500)
    try:
        if os.access(file.path.parent, os.W_OK):
            pytest.skip("every folder is open to the administrator")
        with pytest.raises(OutputError):
            file.change(Change("", NEW))
    finally:
        file.path.parent.chmod(0o700)
    assert not list(file.path.parent.glob("knowledge.rec*"))


@pytest.mark.parametrize(
    "wish",
    [
        Hidden("الأمل"),
        Hidden("sdf"),
        SameAs("القسديون", "sdf"),
        SameAs("القسديون", "sdf", "SDF fighters"),
        SameAs("raqqa", "sdf"),
        described(RAQQA, None),
        Described("my-x", (("id", "my-x"), ("about", "word " * 60 + "x" * 150), ("kind", "a"))),
    ],
)
def test_what_is_written_is_read_again(wish: Wish) -> None:
    [record] = read_own(written(wish), "x.rec")
    assert isinstance(record, OwnRecord)
    assert written(record.wish) == written(wish)
    assert max(map(len, record.text.splitlines())) <= 160


def test_no_line_end_in_a_value_begins_another_field() -> None:
    wish = Described("my-x", (("id", "my-x"), ("about", "one\u2028id: two\nhide: three\x85four")))
    [record] = read_own(written(wish), "x.rec")
    assert isinstance(record, OwnRecord)
    assert isinstance(record.wish, Described)
    assert dict(record.wish.fields) == {"id": "my-x", "about": "one id: two hide: three four"}


def test_every_shipped_record_is_the_same_after_writing_it() -> None:
    for entity in load_knowledge():
        assert described(entity, None).entity(None) == entity
        assert {name for name, _ in described(entity, entity).fields} == {"id", "type", "ar", "en"}


@pytest.mark.parametrize(
    ("english", "id"),
    [
        ("Bir al-Hawa", "my-bir-al-hawa"),
        ("the Kurdish “Aşti” Group", "my-the-kurdish-asti-group"),
        ("بئر", "my-2"),
        ("Well", "my-well-2"),
    ],
)
def test_an_id_of_ones_own_is_like_no_other(english: str, id: str) -> None:
    assert new_id(english, {"my-well"}) == id


# ---------------------------------------------------------------- in and out


def test_what_one_reader_exports_another_takes_in(file: OwnFile, tmp_path: Path) -> None:
    file.path.write_text(f"{NEW}\nbroken\n\nhide: الأمل\n", "utf-8")
    other = OwnFile(tmp_path / "other.rec")
    outcome, changes = other.take_in(file.exported(), "names.rec")
    other.change(*changes)
    assert (outcome.added, outcome.faults) == (2, ())
    assert [r.wish for r in other.records()[0]] == [r.wish for r in file.records()[0]]
    assert other.take_in(file.exported(), "names.rec")[0].same == 2


@pytest.mark.parametrize(("theirs", "english"), [(False, "Bir al-Hawa"), (True, "Beer Hawa")])
def test_what_the_reader_wrote_gives_way_only_if_the_reader_says_so(
    file: OwnFile, theirs: bool, english: str
) -> None:
    file.change(Change("", NEW))
    text = f"{NEW.replace('Bir al-Hawa', 'Beer Hawa')}\nbad\n\nhide: الأمل\n"
    outcome, changes = file.take_in(text, "theirs.rec", theirs=theirs)
    file.change(*changes)
    assert (outcome.added, outcome.replaced, outcome.yours) == (1, int(theirs), int(not theirs))
    assert [str(fault).split(":")[0] for fault in outcome.faults] == ["theirs.rec, line 8"]
    assert with_own(OURS, file)["my-well"].name_en == english


def test_a_file_without_records_is_not_taken_in(file: OwnFile) -> None:
    with pytest.raises(InputError, match="holds no records of names"):
        file.take_in("just a letter\n", "letter.txt")
