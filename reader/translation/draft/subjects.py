"""Which noun phrase is the subject of a verb, and where the walk through a sentence stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.translation.draft.attributes import as_word
from reader.translation.draft.noun_phrases import NounPhrase, noun_phrase
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.verbs import VerbGroup, is_be, verb_group

__all__ = ["Walk", "describes", "late_verb", "subject_of"]

_GOVERNING = frozenset("إلى الى على عن من في مع بين دون نحو حول أمام".split())
"""What an idiom ends with that needs an object: أدى إلى, "lead to"."""


@dataclass(slots=True)
class Walk:
    """Where the walk stands.

    Attributes:
        subject: the noun phrase that waits for its verb (it stands before it), or None.
        shared: whether a subject has been named that a conjoined verb can share.
        relative: whether a relative pronoun has just been said and is the verb's subject or object.
        inside: whether the walk is in a relative clause whose pronoun is still to be met.
        human: whether the last subject is a person, for his/her/its.
        latest: the noun phrase said last.
        silent: tokens without English of their own, to be joined to the next word.
    """

    units: Sequence[Unit]
    out: list[Word] = field(default_factory=list)
    i: int = 0
    subject: NounPhrase | None = None
    shared: NounPhrase | None = None
    relative: bool = False
    inside: bool = False
    human: bool = False
    latest: NounPhrase | None = None
    silent: tuple[int, ...] = ()


def describes(walk: Walk, opening: Unit) -> bool:
    """Whether the verb at hand opens a relative clause of the indefinite noun just before it."""
    latest, verb = walk.latest, opening.features
    if latest is None or latest.end != walk.i or opening.lead or opening.before:
        return False
    head = latest.head
    governed = walk.subject is None or walk.subject is not latest
    if latest.definite or head.kind is not Kind.NOUN or not governed or head.after:
        return False
    if opening.kind is not Kind.VERB or verb.person != "3":
        return False
    return (head.features.gender == verb.gender and not latest.plural) or (
        latest.plural and (verb.gender == "f" or verb.number == "p")
    )


def subject_of(walk: Walk, group: VerbGroup) -> tuple[NounPhrase, int] | None:
    """The subject that follows its verb, with what "and" joins to it, and where it begins."""
    units, verb = walk.units, group.auxiliary or group.verb
    if verb.features.person not in {"3", ""} or walk.subject is not None:
        return None
    i = group.end
    if len(group.verb.tokens) > 1 and group.verb.arabic in _GOVERNING:
        complement = None if i >= len(units) or units[i].lead else noun_phrase(units, i)
        if complement is None or walk.shared is not None:
            return None  # what follows is the object of its preposition
        i = complement.end
    elif group.verb.pronoun == "" and not group.auxiliary:
        i = _past_place(walk, i)
    start = i
    if i >= len(units) or units[i].lead or units[i].kind is Kind.MARK:
        return None
    phrase = noun_phrase(units, i, human=walk.human)
    if phrase is None or not _can_be_subject(units[i], group, phrase):
        return None
    words, end, plural = list(phrase.words), phrase.end, phrase.plural
    while end < len(units) and units[end].conjoined and units[end].kind in {Kind.NOUN, Kind.NAME}:
        other = noun_phrase(units, end, human=walk.human)
        if other is None or verb_group(units, other.end):
            break
        words += [*units[end].lead, *other.words]
        end, plural = other.end, True
    place = _attribute(units, end, walk.human) if start == group.end else None
    if place:
        words += place.words
        end = place.end
    return replace(phrase, words=tuple(words), end=end, plural=plural), start


def _past_place(walk: Walk, i: int) -> int:
    """The index after a prepositional phrase that stands between verb and subject, if one does:
    صدرت على الأثر تحذيرات. Only where no subject has been named that the verb could go on with."""
    units = walk.units
    if walk.shared is not None or i + 2 >= len(units):
        return i
    if units[i].kind is Kind.PREPOSITION and not units[i].pronoun and not units[i].lead:
        inside = noun_phrase(units, i + 1, human=walk.human) if not units[i + 1].lead else None
    elif units[i].preposition and not units[i].conjoined:
        inside = noun_phrase(units, i, human=walk.human)
    else:
        return i
    if inside is None or inside.end >= len(units):
        return i
    after = units[inside.end]
    return inside.end if after.kind in {Kind.NOUN, Kind.NAME} and not after.lead else i


def _attribute(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    """A prepositional phrase between subject and object belongs to the subject: "the officials in
    Baghdad avoid the disclosure"."""
    if i + 1 >= len(units) or units[i].kind is not Kind.PREPOSITION or units[i].lead:
        return None
    inner = noun_phrase(units, i + 1, human=human)
    if units[i].pronoun or units[i + 1].lead or inner is None or inner.end >= len(units):
        return None
    after = units[inner.end]
    if after.lead or after.kind not in {Kind.NOUN, Kind.NAME, Kind.QUANTIFIER}:
        return None
    return replace(inner, words=(as_word(units[i], units[i].english), *inner.words))


def _can_be_subject(unit: Unit, group: VerbGroup, phrase: NounPhrase) -> bool:
    features, verb = phrase.head.features, (group.auxiliary or group.verb).features
    if unit.arabic.endswith("ا") and unit.features.case == "a" and unit.features.state == "i":
        return False  # an indefinite accusative is the object
    if verb.number == "p":
        return False  # a plural verb follows its subject
    if phrase.head.kind is Kind.NAME or not features.gender or not verb.gender:
        return True
    if verb.gender == "m":
        return features.gender == "m" or features.number == "p"
    return features.gender == "f" or features.number == "p"


def late_verb(units: Sequence[Unit], group: VerbGroup, end: int) -> VerbGroup | None:
    """كان + subject + (قد) + verb: the verb after the subject, كان its auxiliary."""
    if group.auxiliary or not is_be(group.verb):
        return None
    late = verb_group(units, end)
    if late is None or late.auxiliary or units[end].lead:
        return None
    return replace(late, auxiliary=group.verb, particles=group.particles + late.particles)
