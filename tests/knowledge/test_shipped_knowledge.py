"""The records that come with Qari keep to the rules, and there are enough of them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from knowledge_rules import RULES

from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.knowledge.cities import name_words
from reader.knowledge.geography import kilometres
from reader.model import Entity, EntityType, Location

ARAB_STATES = (
    "algeria bahrain comoros djibouti egypt iraq jordan kuwait lebanon libya mauritania morocco"
    " oman palestine qatar saudi-arabia somalia sudan syria tunisia united-arab-emirates yemen"
).split()
# Governorates, provinces, states, emirates or regions that a country is divided into.
DIVISIONS = {
    "syria": 14,
    "iraq": 19,
    "yemen": 22,
    "sudan": 18,
    "lebanon": 9,
    "egypt": 27,
    "jordan": 12,
    "saudi-arabia": 13,
    "oman": 11,
    "united-arab-emirates": 7,
    "kuwait": 6,
    "bahrain": 4,
}
_DIVISION = ("محافظة", "ولاية", "منطقة", "إمارة", "الولاية", "أمانة", "المنطقة", "المحافظة")
# Places whose name the gazetteer has only for another.
_NAMESAKES = frozenset({"rusafa", "sawran-aleppo", "tal-abyad"})
_TOWNS = frozenset({"city", "town", "capital"})


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def test_every_record_loads(knowledge: KnowledgeBase) -> None:
    assert not knowledge.faults, "\n".join(map(str, knowledge.faults))


@pytest.mark.parametrize("rule", RULES)
def test_every_record_keeps_the_rule(rule: str, knowledge: KnowledgeBase) -> None:
    faults = list(RULES[rule](list(knowledge)))
    assert not faults, "\n" + "\n".join(faults)


def test_the_knowledge_has_breadth(knowledge: KnowledgeBase) -> None:
    assert len(knowledge) >= 3500
    kinds = Counter(entity.kind for entity in knowledge)
    assert kinds["country"] >= 195
    types = Counter(entity.type for entity in knowledge)
    assert types[EntityType.PER] >= 500
    assert types[EntityType.ORG] >= 900
    assert types[EntityType.MISC] >= 150


@pytest.mark.parametrize("country", ARAB_STATES)
def test_every_arab_state_has_a_capital_and_a_ruler_or_government(
    country: str, knowledge: KnowledgeBase
) -> None:
    tied = {e.kind for e in knowledge for r in e.relations if r.entity == country}
    assert "capital" in tied or country == "palestine"
    assert tied & {"government", "president", "king", "emir", "administration"}


@pytest.mark.parametrize(("country", "number"), DIVISIONS.items())
def test_every_division_of_a_country_is_there(
    country: str, number: int, knowledge: KnowledgeBase
) -> None:
    homes = {country} | {
        e.id
        for e in knowledge
        if e.kind in {"region", "autonomous region"}
        and any(r.kind in {"part of", "located in"} and r.entity == country for r in e.relations)
    }
    found = {
        e.id
        for e in knowledge
        if e.type is EntityType.LOC
        and any(r.entity in homes and r.kind in {"part of", "located in"} for r in e.relations)
        and any(n.startswith(_DIVISION) for n in (e.name_ar, *(alias.ar for alias in e.aliases)))
    }
    assert len(found) >= number, sorted(found)


def _nearest(entity: Entity, towns: dict[str, list[Location]]) -> float | None:
    """How far the nearest town of the gazetteer is that has the record's name."""
    here = entity.location
    if here is None:
        return None
    names = {_key(name) for name in (entity.name_ar, *(alias.ar for alias in entity.aliases))}
    places = [at for name in names for at in towns.get(name, ())]
    return min((kilometres(here, at) for at in places), default=None)


def _key(name: str) -> str:
    return " ".join(name_words(name))


def test_towns_stand_where_an_independent_gazetteer_has_them(
    knowledge: KnowledgeBase, shared: Path
) -> None:
    towns: dict[str, list[Location]] = defaultdict(list)
    with (shared / "gazetteer" / "geonames15000_ar.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            at = Location(float(row["lat"]), float(row["lon"]))
            for name in row["ar_names"].split("|"):
                towns[_key(name)].append(at)
    with (shared / "gazetteer" / "syrianarchive_places.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["lat"] and row["lon"]:
                at = Location(float(row["lat"]), float(row["lon"]))
                towns[_key(row["name_ar"])].append(at)
    distances = {
        e.id: distance
        for e in knowledge
        if e.kind in _TOWNS and (distance := _nearest(e, towns)) is not None
    }
    # A namesake may be all that the gazetteer has; within the same region it would be a fault.
    far = {id: round(d) for id, d in distances.items() if 25 < d < 200 and id not in _NAMESAKES}
    assert len(distances) >= 300
    assert not far
