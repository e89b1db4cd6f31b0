"""The record format: good records load, bad ones are named by line."""

from __future__ import annotations

import pytest

from reader.knowledge.records import Fault, read_records
from reader.model import Alias, Entity, EntityType, Location, Relation

GOOD = """\
# a comment
id: ain-issa
type: LOC
kind: town
ar: عين عيسى
en: Ain Issa
alias: ناحية عين عيسى = the Ain Issa subdistrict
alias: عين عيسي
about: A town in northern Raqqa,
+ on the M4 highway.
at: 36.3844 38.8611
relation: located_in raqqa-governorate
source: GeoNames
"""


def test_a_record_becomes_an_entity() -> None:
    (entity,) = read_records(GOOD, "x.rec")
    assert entity == Entity(
        id="ain-issa",
        type=EntityType.LOC,
        kind="town",
        name_ar="عين عيسى",
        name_en="Ain Issa",
        running_en="Ain Issa",
        aliases=(
            Alias("ناحية عين عيسى", "the Ain Issa subdistrict"),
            Alias("عين عيسي", "Ain Issa"),
        ),
        description="A town in northern Raqqa, on the M4 highway.",
        location=Location(36.3844, 38.8611),
        relations=(Relation("located in", "raqqa-governorate"),),
        sources=("GeoNames",),
    )


def test_a_leading_article_stays_in_running_text_and_leaves_the_title() -> None:
    text = GOOD.replace("en: Ain Issa\n", "en: the Euphrates\n")
    (entity,) = read_records(text, "x.rec")
    assert isinstance(entity, Entity)
    assert (entity.running_en, entity.name_en) == ("the Euphrates", "Euphrates")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (("id: ain-issa", "id: Ain Issa"), "id"),
        (("type: LOC", "type: TOWN"), "type"),
        (("ar: عين عيسى", "ar: Ain Issa"), "not Arabic"),
        (("kind: town\n", ""), "“kind” is missing"),
        (("kind: town", "kind: town\nkind: city"), "second time"),
        (("kind: town", "colour: red"), "unknown field"),
        (("kind: town", "kind town"), "not “field: value”"),
        (("at: 36.3844 38.8611", "at: 136.3 38.8"), "not on the globe"),
        (("at: 36.3844 38.8611", "at: here"), "not a latitude"),
        (("located_in raqqa", "near raqqa"), "relation"),
        (("# a comment", "+ a tail"), "continues nothing"),
        (("source: GeoNames", "wikidata: 858"), "wikidata"),
    ],
)
def test_a_bad_record_is_named_by_line_and_the_next_one_loads(
    spoil: tuple[str, str], complaint: str
) -> None:
    bad = GOOD.replace(*spoil)
    fault, entity = read_records(bad + "\n" + GOOD, "x.rec")
    assert isinstance(fault, Fault)
    assert complaint in fault.message
    assert str(fault).startswith("x.rec, line ")
    assert isinstance(entity, Entity)
