from __future__ import annotations

import pytest

from reader.knowledge.ties import Bond, Statement, article_ties, bond_of
from reader.model import Entity, EntityType, Relation


def _entity(id: str, *relations: tuple[str, str]) -> Entity:
    said = tuple(Relation(kind, other) for kind, other in relations)
    return Entity(id, EntityType.ORG, "", "اسم", id.title(), id, relations=said)


TURKEY = _entity("turkey")
SDF = _entity("sdf", ("opposed_to", "turkey"), ("part of", "nobody-here"))
SNA = _entity("sna", ("backed by", "turkey"), ("opposed to", "sdf"))
UN = _entity("un")
ALL = (UN, TURKEY, SDF, SNA)


def test_actors_come_by_how_often_they_are_named_then_in_the_order_of_the_article() -> None:
    ties = article_ties(ALL, [["un", "turkey"], ["sdf", "sdf"], ["turkey"]], most=10)
    assert [(a.entity.id, a.mentions) for a in ties.actors] == [
        ("turkey", 2),
        ("sdf", 2),
        ("un", 1),
    ]
    assert ties.named == 3


def test_what_the_records_say_becomes_a_tie_with_its_direction() -> None:
    ties = article_ties(ALL, [["turkey"], ["sdf"], ["sna"]], most=10)
    said = {(tie.first, tie.second): tie.statements for tie in ties.ties}
    assert said == {
        ("turkey", "sdf"): (Statement("sdf", "opposed to", "turkey"),),
        ("turkey", "sna"): (Statement("sna", "backed by", "turkey"),),
        ("sdf", "sna"): (Statement("sna", "opposed to", "sdf"),),
    }
    assert ties.ties[0].bonds == (Bond.AGAINST,)


def test_sentences_that_name_two_tie_them_and_are_told() -> None:
    ties = article_ties((UN, TURKEY), [["un", "turkey", "un"], [], ["turkey", "un"]], most=10)
    [tie] = ties.ties
    assert tie.sentences == (0, 2)
    assert tie.statements == ()
    assert tie.other("un") == "turkey"


def test_one_named_twice_in_a_sentence_is_not_tied_to_itself() -> None:
    own = _entity("own", ("part of", "own"))
    assert article_ties((own,), [["own", "own"]], most=10).ties == ()


@pytest.mark.parametrize(("most", "at_least", "shown"), [(2, 1, 2), (10, 2, 2), (10, 4, 0)])
def test_the_seldom_named_are_left_out_and_counted(most: int, at_least: int, shown: int) -> None:
    naming = [["un", "turkey", "sdf", "un", "turkey", "un"]]
    ties = article_ties(ALL, naming, most=most, at_least=at_least)
    assert len(ties.actors) == shown
    assert ties.named == 3
    shown_ids = {actor.entity.id for actor in ties.actors}
    assert all({tie.first, tie.second} <= shown_ids for tie in ties.ties)


def test_where_everybody_is_named_beside_everybody_the_closest_are_kept() -> None:
    crowd = [_entity(f"e{i}") for i in range(12)]
    ids = [entity.id for entity in crowd]
    ties = article_ties(crowd, [ids, ids, ["e3", "e7"]], most=12, closest=2)
    assert ("e3", "e7") in {(tie.first, tie.second) for tie in ties.ties}
    assert len(ties.ties) <= 2 * len(crowd)
    assert {id for tie in ties.ties for id in (tie.first, tie.second)} == set(ids)


def test_nobody_named_is_nobody_drawn() -> None:
    assert article_ties(ALL, [[], []], most=10).actors == ()


@pytest.mark.parametrize(
    ("kind", "bond"),
    [
        ("allied_with", Bond.FOR),
        ("opposed to", Bond.AGAINST),
        ("leads", Bond.WITHIN),
        ("on road", Bond.PLACE),
        ("a kind of the future", Bond.WITHIN),
    ],
)
def test_every_kind_of_relation_is_of_some_sort(kind: str, bond: Bond) -> None:
    assert bond_of(kind) is bond
