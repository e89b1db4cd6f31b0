"""Who is tied to whom in an article: by the knowledge base, and by being named together.

A tie of the first sort repeats what a record says, with its direction; one of the second sort says
only that sentences name both, not that the two have anything to do with each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType
from typing import Final

from reader.model import Entity

__all__ = ["Actor", "ArticleTies", "Bond", "Statement", "Tie", "article_ties", "bond_of"]


class Bond(StrEnum):
    """What sort of tie a relation is, for a picture that can tell only a few apart."""

    FOR = "for"
    """Allied with, backed by."""
    AGAINST = "against"
    """Opposed to."""
    WITHIN = "within"
    """Part of, member of, leads, controls, successor of: who belongs to whom."""
    PLACE = "place"
    """Located in, capital of, border of, on road, from: where."""


_BONDS: Final[Mapping[str, Bond]] = MappingProxyType(
    {
        "allied with": Bond.FOR,
        "backed by": Bond.FOR,
        "opposed to": Bond.AGAINST,
        "located in": Bond.PLACE,
        "capital of": Bond.PLACE,
        "border of": Bond.PLACE,
        "on road": Bond.PLACE,
        "from": Bond.PLACE,
    }
)


def bond_of(kind: str) -> Bond:
    """The sort of a kind of relation; of one this table does not name, WITHIN."""
    return _BONDS.get(kind.replace("_", " "), Bond.WITHIN)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the record of `owner` says of `other` (ids): `kind` reads from the one to the other."""

    owner: str
    kind: str
    other: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or place of the picture, and how often the article names it."""

    entity: Entity
    mentions: int


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties two of the actors (ids, the more often named one first). `sentences` are the
    numbers of those that name both."""

    first: str
    second: str
    statements: tuple[Statement, ...] = ()
    sentences: tuple[int, ...] = ()

    @property
    def bonds(self) -> tuple[Bond, ...]:
        """The sorts of its statements, each once."""
        return tuple(dict.fromkeys(bond_of(said.kind) for said in self.statements))

    def other(self, id: str) -> str:
        return self.second if id == self.first else self.first


@dataclass(frozen=True, slots=True)
class ArticleTies:
    """`actors` by how often they are named, then in the order of the article; `ties` in the order
    of the actors; `named` says how many the article names in all, shown or not."""

    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    named: int = 0


def article_ties(
    entities: Iterable[Entity],
    naming: Sequence[Sequence[str]],
    *,
    most: int,
    at_least: int = 1,
    closest: int = 2,
) -> ArticleTies:
    """The `most` often named of `entities`, of those named `at_least` so many times, and their
    ties. `naming` has for each sentence the ids its mentions stand for.

    Where the knowledge base has nothing to say of two, their tie by sentences is kept only if it is
    among the `closest` of either: in a long article everybody is named beside everybody."""
    counts = Counter(id for ids in naming for id in ids)
    named = [entity for entity in entities if counts[entity.id]]
    often = [entity for entity in named if counts[entity.id] >= at_least]
    ranked = sorted(often, key=lambda entity: -counts[entity.id])[:most]
    actors = tuple(Actor(entity, counts[entity.id]) for entity in ranked)
    order = {actor.entity.id: i for i, actor in enumerate(actors)}
    said = _statements(actors, order)
    shared = _shared(naming, order)
    near = _closest(shared, closest)
    ties = tuple(
        Tie(actors[a].entity.id, actors[b].entity.id, tuple(said[a, b]), tuple(shared[a, b]))
        for a, b in sorted({*said, *near})
    )
    return ArticleTies(actors, ties, len(named))


Pair = tuple[int, int]


def _statements(
    actors: Sequence[Actor], order: Mapping[str, int]
) -> defaultdict[Pair, list[Statement]]:
    found: defaultdict[Pair, list[Statement]] = defaultdict(list)
    for i, actor in enumerate(actors):
        for relation in actor.entity.relations:
            j = order.get(relation.entity)
            if j is not None and j != i:
                kind = relation.kind.replace("_", " ")
                statement = Statement(actor.entity.id, kind, relation.entity)
                found[min(i, j), max(i, j)].append(statement)
    return found


def _shared(
    naming: Sequence[Collection[str]], order: Mapping[str, int]
) -> defaultdict[Pair, list[int]]:
    """The sentences that name both of a pair."""
    found: defaultdict[Pair, list[int]] = defaultdict(list)
    for number, ids in enumerate(naming):
        for pair in combinations(sorted({order[id] for id in ids if id in order}), 2):
            found[pair].append(number)
    return found


def _closest(shared: Mapping[Pair, Sequence[int]], most: int) -> set[Pair]:
    """Those pairs that share the most sentences, seen from either of the two."""
    beside: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(shared, key=lambda pair: (-len(shared[pair]), pair)):
        for one in pair:
            beside[one].append(pair)
    return {pair for pairs in beside.values() for pair in pairs[:most]}
