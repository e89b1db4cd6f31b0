"""The records that come with Qari: whole, tied together, in their own scripts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.model import EntityType

ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-z]")


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def test_every_record_loads(knowledge: KnowledgeBase) -> None:
    assert not knowledge.faults, "\n".join(map(str, knowledge.faults))


def test_there_are_at_least_three_hundred_records(knowledge: KnowledgeBase) -> None:
    assert len(knowledge) >= 300


def test_relations_lead_to_records(knowledge: KnowledgeBase) -> None:
    loose = [
        f"{e.id}: {r.kind} {r.entity}"
        for e in knowledge
        for r in e.relations
        if r.entity not in knowledge or r.entity == e.id
    ]
    assert not loose


def test_explanations_are_two_or_three_sentences_in_english(knowledge: KnowledgeBase) -> None:
    odd = [
        e.id
        for e in knowledge
        if not 100 <= len(e.description) <= 480 or ARABIC.search(e.description)
    ]
    assert not odd


def test_names_are_in_their_own_script(knowledge: KnowledgeBase) -> None:
    odd = [e.id for e in knowledge if ARABIC.search(e.name_en) or not ARABIC.search(e.name_ar)]
    odd += [
        f"{e.id}: {a.ar} = {a.en}"
        for e in knowledge
        for a in (*e.aliases, *e.demonyms)
        if ARABIC.search(a.en) or not (ARABIC.search(a.ar) or re.fullmatch(r"[\w -]+", a.ar))
    ]
    assert not odd


def test_places_have_coordinates_and_every_record_a_source(knowledge: KnowledgeBase) -> None:
    assert not [e.id for e in knowledge if e.type is EntityType.LOC and e.location is None]
    assert not [e.id for e in knowledge if not e.sources]


def test_no_two_records_have_the_same_item_of_wikidata(knowledge: KnowledgeBase) -> None:
    counts = Counter(e.wikidata for e in knowledge if e.wikidata)
    assert not [item for item, n in counts.items() if n > 1]
