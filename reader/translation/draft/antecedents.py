"""Whom a pronoun stands for: "his", "her", "its" or "their" by what was named before it.

Arabic has two genders and counts the plural of things as feminine singular, so ها is "her", "its"
or "their". The noun that agrees is looked for backwards; a subject goes before a genitive or what a
preposition governs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.translation.draft.people import HUMAN
from reader.translation.draft.units import Kind, Unit
from reader.translation.draft.verbs import PERSONAL, SPEECH

__all__ = ["object_form", "possessive_form", "resolved", "subject_form"]

_NOT_MEANT = frozenset(
    "day week month year hour minute night morning evening time percent kilometre kilometer metre"
    " meter aim end light order addition case way amount number".split()
)
_SUBJECT = 1.0
"""What being no genitive and no preposition's noun counts for, in units of `_STEP`."""
_STEP = 0.07
"""What each unit of distance costs."""
_BREAK = 0.2
"""What each mark or conjunction between costs."""
_PERSON = 2.0
"""What a person counts for where only persons are likely."""
_OF_PERSONS = frozenset(
    "mother father wife husband son daughter brother sister uncle aunt grandfather grandmother"
    " child childhood age colleague friend counterpart lawyer deputy predecessor successor youth"
    " career resignation departure tenure birth".split()
)
_POSSESSIVES = {"he": "his", "she": "her", "it": "its", "they": "their", "I": "my", "we": "our"}
_OBJECTS = {"he": "him", "she": "her", "it": "it", "they": "them", "I": "me", "we": "us"}


@dataclass(frozen=True, slots=True)
class _Named:
    """Something named: where, as what, how prominently. `gender` "" where it is not known."""

    place: int
    gender: str
    plural: bool
    human: bool
    prominence: float


def subject_form(owner: str) -> str:
    return owner or "it"


def possessive_form(owner: str) -> str:
    return _POSSESSIVES.get(owner, "your" if owner == "you" else "its")


def object_form(owner: str) -> str:
    return _OBJECTS.get(owner, "you" if owner == "you" else "it")


def resolved(units: Sequence[Unit]) -> list[Unit]:
    """The units with `owner` set on each that carries a pronoun, and `doer` on verbs and pronouns
    that stand alone; "" where nothing that was named agrees."""
    named: list[_Named] = []
    result: list[Unit] = []
    for i, unit in enumerate(units):
        if unit.kind is Kind.MARK or unit.kind is Kind.SUBORDINATOR:
            named = [replace(one, prominence=one.prominence - _BREAK) for one in named]
        if unit.pronoun:
            persons = unit.english in _OF_PERSONS
            unit = replace(unit, owner=_owner(unit.pronoun, named, i, persons=persons))
        if unit.kind in {Kind.VERB, Kind.PRONOUN}:
            f = unit.features
            person = f"{f.person}{f.gender}{f.number}"
            persons = unit.english in SPEECH | PERSONAL
            unit = replace(unit, doer=_owner(person, named, i, persons=persons))
        result.append(unit)
        found = _named(units, i)
        if found:
            named.append(found)
    return result


def _owner(person: str, named: Sequence[_Named], i: int, *, persons: bool) -> str:
    """The English pronoun for what agrees best; `persons` tells that it is likely a person."""
    if person.startswith("1"):
        return "we" if person.endswith("p") else "I"
    if person.startswith("2"):
        return "you"
    if person.endswith(("p", "d")):
        return "they"
    best: _Named | None = None
    score = -99.0
    for one in named:
        if not _agrees(person, one):
            continue
        value = one.prominence - _STEP * (i - one.place) + (_PERSON if persons and one.human else 0)
        if value > score:
            best, score = one, value
    if best is None:
        return ""
    if best.plural:
        return "they"
    if best.human:
        return "she" if "f" in person else "he"
    return "it"


def _agrees(person: str, one: _Named) -> bool:
    if one.plural:
        return "f" in person and not one.human
    return not one.gender or one.gender in person


def _named(units: Sequence[Unit], i: int) -> _Named | None:
    unit = units[i]
    whole = unit.kind in {Kind.NOUN, Kind.NAME}
    before = units[i - 1] if i else None
    alone = before is None or before.kind is not Kind.NOUN
    if not whole and not (unit.kind is Kind.ADJECTIVE and unit.definite and unit.human and alone):
        return None
    if unit.english in _NOT_MEANT:
        return None
    if unit.kind is Kind.NAME and before is not None and before.human and not unit.lead:
        return None  # the holder of the title just named
    governed = unit.preposition or (
        before is not None and before.kind is Kind.PREPOSITION and not before.pronoun
    )
    genitive = (
        before is not None
        and before.kind in {Kind.NOUN, Kind.QUANTIFIER}
        and not unit.lead
        and not before.definite
    )
    prominence = 0.0 if governed else (0.2 if genitive else _SUBJECT)
    if before is not None and before.kind is Kind.QUANTIFIER and not governed:
        prominence = _SUBJECT
    number = unit.features.number
    plural = number in {"p", "d"} if unit.kind is not Kind.NAME else _plural_name(unit)
    gender = unit.features.gender if unit.kind is not Kind.NAME else ""
    human = unit.human or unit.english in HUMAN
    return _Named(i, gender, plural, human, prominence)


def _plural_name(unit: Unit) -> bool:
    return unit.english.lower().endswith(("forces", "militias", "groups", "organisations"))
