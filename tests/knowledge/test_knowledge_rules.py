"""The inspection of records finds what it is there to find."""

from __future__ import annotations

import pytest
from knowledge_rules import RULES

from reader.knowledge.records import read_records
from reader.model import Entity

WHOLE = """\
id: syria
type: LOC
kind: country
ar: سوريا
en: Syria
about: Country on the eastern Mediterranean between Turkey, Iraq and Lebanon.
at: 35.0 38.5
source: Wikipedia: Syria

id: raqqa
type: LOC
kind: city
ar: الرقة
en: Raqqa
about: City on the Euphrates in the north of Syria, east of Aleppo.
at: 35.95 39.01
relation: located_in syria
source: GeoNames

id: army
type: ORG
kind: army
ar: الجيش السوري
en: the Syrian Army
alias: قوات الجيش = the army's forces
alias_en: Syrian Arab Army
about: Armed forces of Syria. Opponents called it the army of the regime.
relation: part_of syria
source: Wikipedia: Syrian Army

id: general
type: PER
kind: commander
ar: سالم الخطيب
en: Salem al-Khatib
about: General who has commanded the Syrian Army since the year 2024.
as_of: 2025-06
relation: leads army
relation: from syria
source: Wikipedia: Salem al-Khatib
"""

SPOILT = [
    ("names are in their own script", "en: Raqqa", "en: Раққа"),
    ("names are in their own script", "ar: الرقة", "ar: الرقة گ"),
    ("names are in their own script", "alias_en: Syrian Arab", "alias_en: سوريا Arab"),
    ("English names stand inside a sentence", "en: the Syrian", "en: The Syrian"),
    ("English names stand inside a sentence", "army's forces", "army's forces,"),
    ("explanations are whole sentences of sensible length", "east of Aleppo.", "east of Aleppo"),
    ("explanations are whole sentences of sensible length", "City on the Euph", "city on the Euph"),
    ("explanations are whole sentences of sensible length", "east of Aleppo.", "x" * 500 + "."),
    ("explanations are whole sentences of sensible length", "City on the Euphrates in the n", "N"),
    ("words that take sides are somebody's", "Opponents called it the", "It was the"),
    ("words that take sides are somebody's", "General who", "Heroic martyr who"),
    ("words that take sides are somebody's", "Armed forces of", "Terrorist puppets of"),
    ("who holds an office has a month", "as_of: 2025-06\n", ""),
    ("who holds an office has a month", "as_of: 2025-06", "as_of: 2031-06"),
    ("who holds an office has a month", "kind: commander", "kind: former commander"),
    ("facts have a named source", "source: GeoNames\n", ""),
    ("facts have a named source", "source: GeoNames", "source: ?"),
    ("kinds are plain and places somewhere", "at: 35.95 39.01\n", ""),
    ("kinds are plain and places somewhere", "as_of: 2025-06", "at: 35.9 39.0"),
    ("kinds are plain and places somewhere", "kind: city", "kind: مدينة"),
    ("relations lead the right way to another record", "located_in syria", "located_in iraq"),
    ("relations lead the right way to another record", "located_in syria", "located_in raqqa"),
    ("relations lead the right way to another record", "located_in syria", "located_in army"),
    ("relations lead the right way to another record", "leads army", "controls army"),
    ("relations lead the right way to another record", "from syria", "from army"),
    ("relations lead the right way to another record", "from syria", "leads army"),
    ("relations lead the right way to another record", "at: 35.0 38.5", "relation: part_of raqqa"),
    ("relations lead the right way to another record", "located_in syria", "capital_of general"),
    ("no two records are the same", "alias: قوات الجيش", "alias: سورية\nalias: سوريا"),
    ("no two records are the same", "id: army", "wikidata: Q1\nid: army"),
    ("no two records are the same", "en: Raqqa", "en: Syria"),
    ("places lie in the country they name", "at: 35.95 39.01", "at: 33.31 44.36"),
    ("places lie in the country they name", "at: 35.95 39.01", "at: 39.01 35.95"),
]


def read(text: str) -> list[Entity]:
    records = list(read_records(text, "sample.rec"))
    assert all(isinstance(record, Entity) for record in records), records
    return [record for record in records if isinstance(record, Entity)]


@pytest.mark.parametrize("rule", RULES)
def test_whole_records_pass(rule: str) -> None:
    assert not list(RULES[rule](read(WHOLE)))


@pytest.mark.parametrize(("rule", "good", "bad"), SPOILT)
def test_a_spoilt_record_is_named(rule: str, good: str, bad: str) -> None:
    text = WHOLE.replace(good, bad, 1)
    assert text != WHOLE
    if bad.startswith("wikidata"):
        text = text.replace("id: general", "wikidata: Q1\nid: general", 1)
    faults = list(RULES[rule](read(text)))
    assert faults
    assert all(": " in fault for fault in faults)
