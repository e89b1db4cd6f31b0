"""Deciding between names on record and names that taggers found."""

from __future__ import annotations

import pytest

from reader.entities.merging import merged
from reader.entities.protocol import TaggedName
from reader.model import EntityType, Mention

TEXT = "زار وفد من جامعة دمشق مدينة حلب ومقر شركة أرامكو"


def known(name: str, type: EntityType, entity: str = "it") -> Mention:
    start = TEXT.index(name)
    return Mention(start, start + len(name), type, entity, "it")


def tagged(name: str, type: EntityType, score: float = 0.9) -> TaggedName:
    start = TEXT.index(name)
    return TaggedName(start, start + len(name), type, score, "test")


DAMASCUS = known("دمشق", EntityType.LOC)
ALEPPO = known("حلب", EntityType.LOC)
UNIVERSITY = tagged("جامعة دمشق", EntityType.ORG)


def test_a_longer_name_that_a_tagger_is_sure_of_holds_the_name_on_record() -> None:
    assert merged([DAMASCUS, ALEPPO], [UNIVERSITY]) == [UNIVERSITY, ALEPPO]


def test_of_a_longer_name_that_a_tagger_doubts_only_the_name_on_record_stands() -> None:
    assert merged([DAMASCUS], [tagged("جامعة دمشق", EntityType.ORG, 0.4)]) == [DAMASCUS]


def test_the_knowledge_base_tells_the_type_of_a_name_both_found() -> None:
    assert merged([ALEPPO], [tagged("حلب", EntityType.PER, 1.0)]) == [ALEPPO]


def test_a_name_on_record_stands_where_no_tagger_found_one() -> None:
    assert merged([ALEPPO], []) == [ALEPPO]


def test_a_name_that_nobody_listed_stands_alone() -> None:
    aramco = tagged("أرامكو", EntityType.ORG, 0.3)
    assert merged([DAMASCUS], [aramco]) == [DAMASCUS, aramco]


def test_a_noun_before_a_name_is_left_out_where_a_tagger_leaves_it_out() -> None:
    aramco = tagged("أرامكو", EntityType.ORG)
    assert merged([known("شركة أرامكو", EntityType.ORG)], [aramco]) == [aramco]


@pytest.mark.parametrize(("type", "score"), [(EntityType.LOC, 0.9), (EntityType.ORG, 0.5)])
def test_a_shorter_name_of_another_type_or_doubtful_gives_way(
    type: EntityType, score: float
) -> None:
    company = known("شركة أرامكو", EntityType.ORG)
    assert merged([company], [tagged("أرامكو", type, score)]) == [company]


def test_a_tagged_name_across_the_edge_of_one_on_record_gives_way() -> None:
    city = known("مدينة حلب", EntityType.LOC)
    assert merged([city], [tagged("حلب ومقر", EntityType.ORG, 1.0)]) == [city]


def test_of_two_taggers_the_surer_one_is_believed() -> None:
    unsure, sure = tagged("مقر شركة", EntityType.LOC, 0.6), tagged("أرامكو", EntityType.ORG, 0.7)
    rival = tagged("شركة أرامكو", EntityType.ORG, 0.9)
    assert merged([], [unsure, sure, rival]) == [rival]


def test_what_two_taggers_found_alike_is_told_once() -> None:
    assert merged([], [UNIVERSITY, UNIVERSITY]) == [UNIVERSITY]


def test_names_come_in_the_order_of_the_text() -> None:
    aramco = tagged("أرامكو", EntityType.ORG)
    assert merged([ALEPPO], [aramco, UNIVERSITY]) == [UNIVERSITY, ALEPPO, aramco]
