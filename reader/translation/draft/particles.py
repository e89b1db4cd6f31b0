"""Words that are no noun phrase and no verb: prepositions, comparatives, adverbs, "that"."""

from __future__ import annotations

from dataclasses import replace

from reader.translation.draft.antecedents import object_form, possessive_form
from reader.translation.draft.attributes import as_word, comparative, postposed
from reader.translation.draft.inflection import adverb
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.walk import Walk, say_lead

__all__ = ["adds_circumstance", "before_that", "say_emphatic", "say_manner", "say_word"]

_MANNER = {"بشكل", "بصورة", "بطريقة", "بنحو"}
_THAT = {"أن", "ان"}
_GOVERN_CLAUSES = {"إلى", "من", "عن", "على", "في"}


def say_manner(walk: Walk) -> bool:
    """بشكل كامل: "completely"."""
    units, i = walk.units, walk.i
    if units[i].arabic not in _MANNER or i + 1 >= len(units):
        return False
    adjective = units[i + 1]
    if adjective.kind is not Kind.ADJECTIVE or adjective.definite or adjective.lead:
        return False
    tokens = units[i].tokens + adjective.tokens
    text = adverb(adjective.english)
    walk.out.append(Word(text, tokens, units[i].before, adjective.after))
    walk.i += 2
    return True


def say_emphatic(walk: Walk, unit: Unit) -> None:
    """إن is "that" after a verb of saying, "indeed" at a beginning, and nothing after فـ."""
    so = unit.lead and unit.lead[-1].text == "so"
    if so and walk.out and walk.out[-1].text == "so":
        walk.out.pop()
    if so:
        walk.silent += unit.tokens
    elif any(word.tokens for word in walk.out):
        walk.out.append(as_word(unit, "that"))
    else:
        walk.out.append(as_word(unit, "indeed"))


def say_word(walk: Walk, unit: Unit) -> None:
    say_lead(walk, unit)
    text = unit.english
    attribute = postposed(walk.units, walk.i)
    if unit.kind is Kind.ADJECTIVE and unit.definite and not unit.preposition and not attribute:
        walk.out.append(Word("the", unit.tokens, unit.before))
        unit = replace(unit, before="")
    elif unit.kind is Kind.PREPOSITION and unit.pronoun.startswith("3") and walk.inside:
        walk.inside = False  # التي يتكون منها, "which it is composed of"
    elif unit.kind is Kind.PREPOSITION and unit.pronoun:
        partitive = unit.lemma == "من" and _after_quantity(walk)
        walk.partitive = partitive
        text = f"{'of' if partitive else text} {object_form(unit.owner)}"
    elif unit.lemma == "من" and unit.conjoined and walk.partitive:
        text = "of"  # الجزء الأكبر منها ومن قراها
    elif unit.kind is Kind.COMPARATIVE and not unit.definite and not unit.pronoun:
        text = comparative(unit)
        _than(walk)
    elif (
        unit.kind is Kind.PRONOUN
        and walk.subject is not None
        and unit.english in {"he", "she", "it", "they"}
    ):
        text = "are" if walk.subject.plural else "is"
    elif unit.pronoun:
        text = f"{possessive_form(unit.owner)} {text}"
    walk.out.append(as_word(unit, text))
    if unit.kind is Kind.CONJUNCTION:
        walk.subject = None
        walk.open = True
    walk.i += 1


def _after_quantity(walk: Walk) -> bool:
    """Whether a part of something is named just before: الجزء الأكبر منها, ثلاثة منهم."""
    before = walk.units[walk.i - 1] if walk.i else None
    return before is not None and (
        before.kind in {Kind.NUMBER, Kind.QUANTIFIER, Kind.COMPARATIVE}
        or before.english
        in {"part", "half", "third", "quarter", "number", "one", "some", "section"}
    )


def _than(walk: Walk) -> None:
    """أكبر من: the preposition behind a comparative is "than"."""
    i = walk.i + 1
    if i < len(walk.units) and walk.units[i].kind is Kind.PREPOSITION:
        after = walk.units[i]
        if after.lemma == "من" and not after.lead:
            units = list(walk.units)
            units[i] = replace(after, english="than")
            walk.units = units


def before_that(walk: Walk, unit: Unit) -> bool:
    """Whether the preposition at hand governs a clause with "that"."""
    i = walk.i + 1
    if unit.kind is not Kind.PREPOSITION or unit.pronoun or unit.lemma not in _GOVERN_CLAUSES:
        return False
    if i >= len(walk.units) or len(unit.tokens) > 1:
        return False
    after = walk.units[i]
    return after.kind is Kind.SUBORDINATOR and after.lemma in _THAT and not after.lead


def adds_circumstance(walk: Walk) -> bool:
    """وذلك before a preposition only adds a circumstance: وذلك بطلب تركي."""
    i = walk.i + 1
    return i < len(walk.units) and (
        walk.units[i].preposition or walk.units[i].kind is Kind.PREPOSITION
    )
