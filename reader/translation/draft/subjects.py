"""Which noun phrase is the subject of a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.model import Features
from reader.translation.draft.attributes import as_word, follows
from reader.translation.draft.noun_phrases import noun_phrase
from reader.translation.draft.units import Kind, NounPhrase, Unit
from reader.translation.draft.verbs import VerbGroup, is_auxiliary, is_be, verb_group
from reader.translation.draft.walk import Walk

__all__ = [
    "LENGTHS",
    "agrees",
    "describes",
    "late_verb",
    "passive_if_alone",
    "relative_end",
    "relative_is_subject",
    "settle_subject",
    "subject_of",
]

_GOVERNING = frozenset("إلى الى على عن من في مع بين دون نحو حول أمام".split())
"""What an idiom ends with that needs an object: أدى إلى, "lead to"."""
LENGTHS = frozenset("second minute hour day night week month year decade century".split())
"""Nouns that say how long."""
_NEVER_ALONE = {"carry out"} | frozenset(
    "hold publish launch build establish kill sign announce raise use arrest destroy wound injure"
    " conduct issue make take send find discover kidnap abduct impose adopt approve elect appoint"
    " form allocate organise organize complete produce manufacture cancel postpone detain seize"
    " target bomb shell evacuate transfer distribute deliver bury execute".split()
)
"""Verbs that have an object in English."""


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


def agrees(phrase: NounPhrase, verb: Features) -> bool:
    """Whether a noun phrase can be the subject before a verb; names have no gender of their own."""
    head = phrase.head.features
    if verb.person != "3" or phrase.head.kind is Kind.NAME or not head.gender:
        return True
    if verb.number in {"p", "d"}:
        return phrase.plural
    if verb.gender == "f":
        return head.gender == "f" or head.number == "p"
    return head.gender == "m" and (head.number != "p" or phrase.head.kind is Kind.QUANTIFIER)


def settle_subject(walk: Walk, opening: Unit, verb: Features) -> None:
    """Decides whether the noun phrase that waits is the subject of the verb at hand."""
    if opening.lead and opening.lead[0].text in {"and", "so"}:
        if walk.subject is not None and not walk.weak:
            walk.outer = walk.subject  # السائقة، وتبلغ من العمر ثمانين عاما، خلطت
        walk.shared = walk.subject if walk.outer else walk.shared or walk.subject
        walk.subject = None
        return
    waiting, latest = walk.subject, walk.latest
    if waiting is not None and walk.weak:
        behind = latest is not None and latest.end == walk.i
        if not behind or not agrees(waiting, verb):
            walk.subject = None
    if walk.subject is None and walk.outer is not None and agrees(walk.outer, verb):
        walk.subject, walk.outer = walk.outer, None


def passive_if_alone(units: Sequence[Unit], group: VerbGroup, subject: NounPhrase) -> VerbGroup:
    """A verb that cannot be without an object, said of a thing and without one, is a passive that
    nothing marks: أن اجتماعا عقد, "that a meeting was held"."""
    verb = group.verb
    if verb.english not in _NEVER_ALONE or verb.pronoun or verb.features.voice == "p":
        return group
    if not subject.words or subject.head.human or subject.head.kind is not Kind.NOUN:
        return group
    i = group.end
    if i < len(units):
        after = units[i]
        governed = after.kind is Kind.PREPOSITION or after.preposition
        if not (governed or after.kind in {Kind.MARK, Kind.OTHER}):
            return group
    features = replace(verb.features, voice="p")
    return replace(group, verb=replace(verb, features=features))


def relative_is_subject(walk: Walk, group: VerbGroup) -> bool:
    """Whether the relative pronoun just said is the subject of its verb: nothing in the clause
    stands for it as an object."""
    verb = group.verb
    if verb.pronoun.startswith("3") or walk.latest is None:
        return False
    for unit in walk.units[group.end :]:
        if unit.kind in {Kind.MARK, Kind.VERB, Kind.SUBORDINATOR, Kind.RELATIVE}:
            break
        if unit.kind is Kind.PREPOSITION and unit.pronoun.startswith("3"):
            gender = walk.latest.head.features.gender
            if not gender or gender in unit.pronoun or walk.latest.plural:
                return False
    features = (group.auxiliary or verb).features
    if agrees(walk.latest, features):
        return True
    # The antecedent can be the last genitive: زعم أنقرة التي تعتبر.
    start = walk.i - 2
    before = walk.units[start] if start >= 0 else None
    if before is None or before.kind not in {Kind.NOUN, Kind.NAME}:
        return False
    return before.kind is Kind.NAME or before.features.gender == features.gender


def relative_end(units: Sequence[Unit], i: int) -> int:
    """The index after the relative clause that begins at unit `i` (its pronoun, or its verb where
    it has none): the verb, one noun phrase, what prepositions add."""
    j = i + 1 if units[i].kind is Kind.RELATIVE else i
    group = verb_group(units, j)
    if group is not None:
        j = group.end
        if group.verb.features.voice != "p" and follows(units, j):
            phrase = noun_phrase(units, j)
            j = phrase.end if phrase else j
    while j < len(units):
        unit = units[j]
        if unit.kind is Kind.PREPOSITION and unit.pronoun and not unit.lead:
            j += 1
            continue
        if unit.kind is Kind.PREPOSITION and not unit.lead:
            phrase = noun_phrase(units, j + 1) if follows(units, j + 1) else None
        elif unit.preposition and not unit.conjoined and len(unit.lead) == 1:
            phrase = noun_phrase(units, j)
        else:
            break
        if phrase is None:
            break
        j = phrase.end
    return j


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
        i = _past_place(walk, i, group.verb)
    start = i
    if i >= len(units) or units[i].lead or units[i].kind is Kind.MARK:
        return None
    phrase = noun_phrase(units, i)
    if phrase is None:
        return None
    if not _can_be_subject(units[i], group, phrase) and not _opens_sentence(walk, group, phrase):
        return None
    words, end, plural = list(phrase.words), phrase.end, phrase.plural
    while end < len(units) and units[end].conjoined and units[end].kind in {Kind.NOUN, Kind.NAME}:
        other = noun_phrase(units, end)
        if other is None or verb_group(units, other.end):
            break
        words += [*units[end].lead, *other.words]
        end, plural = other.end, True
    place = _attribute(units, end) if start == group.end else None
    if place:
        words += place.words
        end = place.end
    return replace(phrase, words=tuple(words), end=end, plural=plural), start


def _past_place(walk: Walk, i: int, verb: Unit) -> int:
    """The index after prepositional phrases that stand between verb and subject, if they do: صدرت
    على الأثر تحذيرات. Where a subject has been named that the verb could go on with, only if the
    verb does not agree with that one."""
    units, j = walk.units, i
    if walk.shared is not None and agrees(walk.shared, verb.features):
        return i
    while j < len(units):
        unit = units[j]
        if unit.kind is Kind.PREPOSITION and unit.pronoun and not unit.lead:
            j += 1
        elif unit.kind is Kind.PREPOSITION and not unit.lead:
            inside = noun_phrase(units, j + 1) if follows(units, j + 1) else None
            if inside is None:
                return i
            j = inside.end
        elif unit.preposition and not unit.conjoined and len(unit.lead) == 1:
            inside = noun_phrase(units, j)
            if inside is None:
                return i
            j = inside.end
        else:
            break
    if j == i or j >= len(units) or units[j].lead:
        return i
    return j if units[j].kind in {Kind.NOUN, Kind.NAME, Kind.NUMBER, Kind.QUANTIFIER} else i


def _attribute(units: Sequence[Unit], i: int) -> NounPhrase | None:
    """A prepositional phrase between subject and object belongs to the subject: "the officials in
    Baghdad avoid the disclosure"."""
    if i + 1 >= len(units):
        return None
    if units[i].kind is Kind.PREPOSITION and not units[i].lead and not units[i].pronoun:
        inner = noun_phrase(units, i + 1) if not units[i + 1].lead else None
        opening = [as_word(units[i], units[i].english)]
    elif (
        units[i].preposition and len(units[i].lead) == 1 and units[i].kind in {Kind.NOUN, Kind.NAME}
    ):
        inner = noun_phrase(units, i)
        opening = list(units[i].lead)
    else:
        return None
    if inner is None or inner.end >= len(units):
        return None
    after = units[inner.end]
    if after.lead or after.kind not in {Kind.NOUN, Kind.NAME, Kind.QUANTIFIER}:
        return None
    return replace(inner, words=(*opening, *inner.words))


def _opens_sentence(walk: Walk, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether a feminine verb begins the sentence, so that the definite noun behind it is its
    subject even if the dictionary takes that for masculine: استغنت المزارع."""
    verb = (group.auxiliary or group.verb).features
    named = any(word.tokens for word in walk.out) or walk.shared is not None
    if named or verb.gender != "f" or verb.number != "s" or not phrase.definite:
        return False
    return phrase.head.kind is Kind.NOUN and phrase.head.english not in LENGTHS


def _can_be_subject(unit: Unit, group: VerbGroup, phrase: NounPhrase) -> bool:
    features, verb = phrase.head.features, (group.auxiliary or group.verb).features
    if unit.arabic.endswith("ا") and unit.features.case == "a" and unit.features.state == "i":
        return False  # an indefinite accusative is the object
    if phrase.head.english in LENGTHS:
        return False  # how long it took
    if verb.number == "p":
        return False  # a plural verb follows its subject
    if phrase.head.kind is Kind.NAME or not features.gender or not verb.gender:
        return True
    if verb.gender == "m":
        return features.gender == "m" or features.number == "p"
    return features.gender == "f" or features.number == "p"


def late_verb(units: Sequence[Unit], group: VerbGroup, end: int) -> VerbGroup | None:
    """كان + subject + (قد) + verb: the verb after the subject, كان its auxiliary."""
    if group.auxiliary or not is_auxiliary(group.verb):
        return None
    late = verb_group(units, end)
    if late is None or late.auxiliary or units[end].lead:
        return None
    if not is_be(group.verb) and late.verb.features.aspect != "i":
        return None
    return replace(late, auxiliary=group.verb, particles=group.particles + late.particles)
