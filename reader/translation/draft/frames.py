"""What a verb needs around it: an object, a preposition, a subject that says "no"."""

from __future__ import annotations

from dataclasses import replace

from reader.translation.draft.attributes import follows
from reader.translation.draft.noun_phrases import noun_phrase
from reader.translation.draft.subjects import agrees
from reader.translation.draft.units import Kind, NounPhrase
from reader.translation.draft.verbs import VerbGroup
from reader.translation.draft.walk import Walk

__all__ = ["fitted", "negated_subject"]

_AT = {"at", "to", "of", "from", "with", "for", "about", "into", "against"}
_NOMINAL = {Kind.NOUN, Kind.NAME, Kind.NUMBER, Kind.QUANTIFIER, Kind.DEMONSTRATIVE}
_CAUSATIVE = {"appear": "show", "rise": "raise"}
"""Verbs whose causative Arabic writes with the same letters: يظهر."""


def fitted(walk: Walk, group: VerbGroup, *, relative: bool) -> VerbGroup:
    """The group with the verb that fits what stands around it: "show" for "appear" with an object;
    without the preposition of its verb where nothing follows for it to govern:
    "arrived", not "arrived at"; "ask for" a thing, "ask" a person."""
    units, i = walk.units, group.end
    if group.verb.english in _CAUSATIVE and _has_object(walk, group, relative=relative):
        causative = replace(group.verb, english=_CAUSATIVE[group.verb.english])
        group = replace(group, verb=causative)
    verb = group.verb
    own = noun_phrase(units, i) if follows(units, i) else None
    after = units[own.end if own else i] if (own.end if own else i) < len(units) else None
    if verb.english == "ask" and own is not None and own.head.kind is Kind.NOUN:
        thing = not own.head.human and (walk.subject is not None or after is None)
        return replace(group, verb=replace(verb, english="request")) if thing else group
    head, _, last = verb.english.rpartition(" ")
    if head and last in _AT and len(verb.tokens) == 1:
        governs = after is not None and (
            (after.kind is Kind.PREPOSITION and not after.lead)
            or (after.preposition and after.link != "+li")
            or (after.kind in _NOMINAL and not after.lead)
        )
        if own is not None and not governs:
            governs = not _can_stand_first(group, own)
        if not governs:
            return replace(group, verb=replace(verb, english=head))
    return group


def _can_stand_first(group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether the one noun phrase behind a verb can be its subject."""
    return agrees(phrase, (group.auxiliary or group.verb).features) or phrase.head.human


def negated_subject(group: VerbGroup, subject: NounPhrase) -> tuple[VerbGroup, NounPhrase]:
    """لم تتبن أي جهة: "no side adopted", not "any side did not"."""
    negation = next((p for p in group.particles if p.kind is Kind.NEGATION), None)
    first = subject.words[0]
    any_, _, rest = first.text.partition(" ")
    if negation is None or any_ != "any":
        return group, subject
    no = replace(first, text=f"no {rest}".strip(), tokens=(*first.tokens, *negation.tokens))
    verb = group.verb
    if negation.lemma == "لم":
        verb = replace(verb, features=replace(verb.features, aspect="p"))
    elif negation.lemma == "لن":
        verb = replace(verb, future=True)
    particles = tuple(p for p in group.particles if p is not negation)
    group = replace(group, verb=verb, particles=particles)
    return group, replace(subject, words=(no, *subject.words[1:]))


def _has_object(walk: Walk, group: VerbGroup, *, relative: bool) -> bool:
    """Whether a noun phrase stands where only an object can: behind the subject, or at once behind
    the verb if the subject has been named."""
    units, i = walk.units, group.end
    first = noun_phrase(units, i) if follows(units, i) else None
    if first is None or units[i].kind in {Kind.ADJECTIVE, Kind.NUMBER}:
        return False
    if relative or walk.subject is not None:
        return True
    return follows(units, first.end) and units[first.end].kind in {Kind.NOUN, Kind.NAME}
