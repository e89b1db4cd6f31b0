"""Relative clauses whose pronoun stands behind a preposition: المدينة التي يعيش فيها السكان,
"the city in which the residents live".
"""

from __future__ import annotations

from dataclasses import replace

from reader.translation.draft.subjects import agrees, subject_of
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.verbs import VerbGroup, verb_group
from reader.translation.draft.walk import Walk

__all__ = ["front_preposition"]

_BARRED = {
    Kind.MARK, Kind.SUBORDINATOR, Kind.RELATIVE, Kind.CONJUNCTION, Kind.VERB, Kind.NEGATION
}  # fmt: skip
_BEFORE_WHICH = frozenset(
    "in on at from to with by of about during for against through under over among between after"
    " before behind near".split()
)


def front_preposition(walk: Walk, start: int, pronoun: Unit | None) -> bool:
    """Says "in which" for the clause whose verb is at unit `start`, if its pronoun stands behind a
    preposition there; `pronoun` is the relative pronoun, None behind an indefinite noun. The
    preposition is gone from the walk's units then."""
    group = verb_group(walk.units, start)
    if walk.latest is None or group is None or group.verb.pronoun or walk.units[start].lead:
        return False
    k = _resumptive(walk, group)
    if k is None:
        return False
    units = [*walk.units[:k], *walk.units[k + 1 :]]
    trial = Walk(units, [], start)
    own = subject_of(trial, group)
    features = (group.auxiliary or group.verb).features
    if agrees(walk.latest, features) and (own is None or own[1] != group.end):
        return False
    said = walk.units[k]
    which = "whom" if walk.latest.head.human else "which"
    tokens = (*(pronoun.tokens if pronoun else ()), *said.tokens)
    walk.out.append(Word(f"{said.english} {which}", tokens))
    if said.after and k > start:  # a mark that closed behind it
        units[k - 1] = replace(units[k - 1], after=units[k - 1].after + said.after)
    walk.units = units
    walk.outer, walk.subject = walk.subject or walk.outer, None
    walk.relative = walk.inside = False
    walk.fronted = walk.open = True
    return True


def _resumptive(walk: Walk, group: VerbGroup) -> int | None:
    """The index of the preposition whose pronoun is the antecedent's."""
    latest = walk.latest
    for k in range(group.end, len(walk.units)):
        unit = walk.units[k]
        if unit.kind in _BARRED:
            return None
        if unit.kind is not Kind.PREPOSITION or not unit.pronoun.startswith("3"):
            continue
        if unit.lead or unit.english not in _BEFORE_WHICH or latest is None:
            return None
        gender = latest.head.features.gender
        many = unit.pronoun.endswith(("p", "d"))
        if latest.plural:
            return k if many or "f" in unit.pronoun else None
        return k if not many and (not gender or gender in unit.pronoun) else None
    return None
