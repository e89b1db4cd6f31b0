"""Clauses without a verb, and pronouns that stand alone."""

from __future__ import annotations

from dataclasses import replace

from reader.translation.draft.antecedents import subject_form
from reader.translation.draft.attributes import as_word
from reader.translation.draft.subjects import agrees
from reader.translation.draft.units import Kind, NounPhrase, Unit, Word
from reader.translation.draft.verbs import verb_group
from reader.translation.draft.walk import Walk, say_lead

__all__ = ["say_copula", "say_pronoun"]

_TIMES = frozenset("day today yesterday morning evening night year month week".split())


def say_pronoun(walk: Walk, unit: Unit) -> bool:
    """A pronoun that is the subject of what follows: وهو يقول, "as he says"."""
    if unit.features.person not in {"1", "2", "3"} or (walk.subject is not None and walk.open):
        return False
    text = subject_form(unit.doer)
    plural = text in {"they", "we", "you"}
    after = verb_group(walk.units, walk.i + 1)
    while_ = unit.conjoined and after is not None and after.verb.features.aspect == "i"
    if while_ and any(w.tokens for w in walk.out):
        walk.out.append(replace(unit.lead[0], text="as"))
    else:
        say_lead(walk, unit)
    walk.out.append(as_word(unit, text))
    walk.i += 1
    if while_ and walk.past and after is not None and not after.particles:
        units = list(walk.units)  # دخل وهو يبكي, "as he wept"
        units[walk.i] = replace(
            after.verb, features=replace(after.verb.features, aspect="p"), future=False
        )
        walk.units = units
    if after is None and walk.i < len(walk.units) and not walk.units[walk.i].lead:
        following = walk.units[walk.i].kind
        if following not in {Kind.MARK, Kind.SUBORDINATOR, Kind.CONJUNCTION}:
            be = "am" if text == "I" else ("are" if plural else "is")
            walk.out.append(Word(be, unit.tokens))
    walk.subject = NounPhrase((), walk.i, unit, True, plural)
    walk.weak, walk.open = False, after is not None
    return True


def say_copula(walk: Walk, unit: Unit, phrase: NounPhrase | None) -> None:
    """Says "is" between a definite subject and an indefinite predicate: المكان مليء."""
    subject = walk.subject
    if subject is None or walk.weak or not walk.open or not subject.definite or unit.lead:
        return
    if subject.end != walk.i or not subject.words or unit.definite or unit.before or walk.relative:
        return
    features = unit.features
    nominative = not (features.case == "a" and unit.arabic.endswith("ا"))
    if not nominative or unit.kind not in {Kind.ADJECTIVE, Kind.NOUN}:
        return
    if unit.kind is Kind.NOUN and (phrase is None or phrase.definite or unit.english in _TIMES):
        return
    if not agrees(subject, replace(features, person="3")) and unit.kind is Kind.ADJECTIVE:
        return
    if _verb_ahead(walk, phrase.end if phrase else walk.i + 1):
        return
    walk.out.append(Word("are" if subject.plural else "is", unit.tokens))
    walk.subject, walk.open = None, False


def _verb_ahead(walk: Walk, i: int) -> bool:
    """Whether a finite verb follows in the clause, which the waiting subject may belong to."""
    for unit in walk.units[i:]:
        if unit.kind in {Kind.MARK, Kind.SUBORDINATOR, Kind.RELATIVE, Kind.CONJUNCTION}:
            return False
        if unit.kind is Kind.VERB:
            return not unit.lead
    return False
