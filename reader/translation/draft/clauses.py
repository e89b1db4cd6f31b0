"""Clauses: the subject before its verb, pronouns where the verb alone says who, nothing left out.

The units are walked once, in Arabic order. Every unit ends up as words that carry its tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.model import Features
from reader.translation.draft.attributes import as_word, postposed
from reader.translation.draft.inflection import adverb
from reader.translation.draft.noun_phrases import NounPhrase, noun_phrase, possessive
from reader.translation.draft.subjects import Walk, describes, late_verb, subject_of
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.verbs import (
    VerbGroup,
    object_pronoun,
    render_verb,
    subject_pronoun,
    verb_group,
)

__all__ = ["clause_words"]

_MANNER = {"بشكل", "بصورة", "بطريقة", "بنحو"}
_SENTENCE_END = frozenset(".!?")


def clause_words(units: Sequence[Unit]) -> list[Word]:
    """The English words of a sentence in English order; marks are words without tokens."""
    walk = Walk(units)
    while walk.i < len(units):
        said = len(walk.out)
        silent, walk.silent = walk.silent, ()
        _step(walk)
        walk.silent = _give(walk.out, said, silent) + walk.silent
    return walk.out


def _give(out: list[Word], said: int, silent: tuple[int, ...]) -> tuple[int, ...]:
    """Joins `silent` tokens to the first word said since; what could not be joined waits on."""
    for i in range(said, len(out)):
        if silent and out[i].tokens:
            out[i] = replace(out[i], tokens=out[i].tokens + silent)
            return ()
    return silent


def _step(walk: Walk) -> None:
    unit = walk.units[walk.i]
    if unit.kind is Kind.MARK:
        _mark(walk, unit)
        return
    if _manner(walk) or _verb(walk):
        return
    if unit.kind is Kind.SUBORDINATOR or (unit.kind is Kind.CONJUNCTION and unit.pronoun):
        _subordinator(walk, unit)
        return
    if unit.kind is Kind.RELATIVE:
        _lead(walk, unit)
        who = walk.latest is not None and walk.latest.head.human
        text = unit.english if unit.english in {"what", "whatever", "whoever"} else "which"
        walk.out.append(as_word(unit, "who" if who and text == "which" else text))
        walk.relative = walk.inside = True
        walk.subject = None
        walk.i += 1
        return
    phrase = noun_phrase(walk.units, walk.i, human=walk.human)
    if phrase:
        _phrase(walk, unit, phrase)
        return
    _other(walk, unit)


def _lead(walk: Walk, unit: Unit) -> None:
    """The proclitics of a unit. The و that begins a sentence only opens it and is not said."""
    lead = unit.lead
    if lead and not any(w.tokens for w in walk.out) and lead[0].text in {"and", "so"}:
        lead = lead[1:]
    walk.out.extend(lead)


def _mark(walk: Walk, unit: Unit) -> None:
    walk.out.append(Word(unit.english))
    walk.relative = walk.inside = False
    if _SENTENCE_END & set(unit.english) or ":" in unit.english:
        walk.subject = walk.shared = None
    walk.i += 1


def _manner(walk: Walk) -> bool:
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


def _subordinator(walk: Walk, unit: Unit) -> None:
    """أن before an imperfect without a subject is "to", elsewhere "that"."""
    _lead(walk, unit)
    walk.subject = None
    walk.relative = False
    walk.i += 1
    if unit.lemma in {"أن", "ان"} and unit.arabic.endswith(("أن", "ان")) and not unit.pronoun:
        group = verb_group(walk.units, walk.i)
        bare = group and group.verb.features.aspect == "i" and not group.verb.lead
        if group and bare and subject_of(walk, group) is None:
            walk.out.append(as_word(unit, "to"))
            walk.out.extend(render_verb(group, plural=False, infinitive=True))
            walk.i = group.end
            _object(walk, group)
            return
    if unit.lemma in {"إن", "ان"} and not unit.english.startswith("if"):
        _emphatic(walk, unit)
    else:
        walk.out.append(as_word(unit, unit.english))
    if unit.pronoun:
        person = Unit(Kind.PRONOUN, unit.tokens, "it", features=_person(unit.pronoun))
        text = subject_pronoun(person, human=walk.human)
        walk.out.append(Word(text, unit.tokens))
        walk.subject = NounPhrase((), walk.i, person, True, text == "they")
        walk.shared = walk.subject


def _emphatic(walk: Walk, unit: Unit) -> None:
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


def _person(pronoun: str) -> Features:
    return Features(person=pronoun[:1], gender=pronoun[1:2], number=pronoun[-1:])


def _phrase(walk: Walk, unit: Unit, phrase: NounPhrase) -> None:
    _lead(walk, unit)
    walk.out.extend(phrase.words)
    walk.latest = phrase
    governed = unit.preposition or _after_preposition(walk)
    walk.i = phrase.end
    if not governed and not unit.conjoined:
        walk.subject = phrase
        walk.human = phrase.head.human
    elif unit.conjoined and walk.subject is not None:
        walk.subject = replace(walk.subject, plural=True)
    walk.relative = False


def _after_preposition(walk: Walk) -> bool:
    before = walk.units[walk.i - 1] if walk.i else None
    return before is not None and before.kind is Kind.PREPOSITION and not before.pronoun


def _verb(walk: Walk) -> bool:
    group = verb_group(walk.units, walk.i)
    if group is None:
        return False
    opening = walk.units[walk.i]
    _lead(walk, opening)
    verb = group.verb
    if opening.subjunctive or verb.subjunctive:
        walk.out.extend(render_verb(group, plural=False, infinitive=True))
        walk.i = group.end
        _object(walk, group)
        return True
    relative, walk.relative = walk.relative, False
    if not relative and describes(walk, opening):
        # A clause without pronoun describes an indefinite noun: لجنة تضم, "a committee which …".
        human = walk.latest is not None and walk.latest.head.human
        walk.out.append(Word("who" if human else "which", verb.tokens))
        walk.subject, relative, walk.inside = None, True, True
    said = len(walk.out)
    own = subject_of(walk, group)
    if own is not None:
        subject, start = own
        end = subject.end
        walk.latest = subject
        walk.out.extend(subject.words)
        rest = late_verb(walk.units, group, end)
        group = rest or group
        walk.out.extend(render_verb(group, plural=subject.plural))
        _quotes_first(walk.out, said, group)
        if start > group.end:
            _between(walk, group.end, start)
        walk.i = max(end, group.end)
        walk.human = subject.head.human
        walk.shared = subject
        _object(walk, group, resumptive=relative)
        walk.subject = None
        return True
    pending = walk.subject or (walk.shared if opening.conjoined else None)
    first = verb.features.person == "1"
    if relative:
        plural = verb.features.number in {"p", "d"}
    elif pending is not None and verb.features.person == "3":
        plural = pending.plural
    else:
        pronoun = subject_pronoun(verb, human=walk.human)
        walk.out.append(Word(pronoun, verb.tokens))
        plural = pronoun in {"they", "we", "you"}
        first = pronoun == "I"
    if walk.subject is not None:
        walk.shared = walk.subject
    walk.out.extend(render_verb(group, plural=plural, first_person=first))
    _quotes_first(walk.out, said, group)
    walk.subject = None
    walk.i = group.end
    _object(walk, group)
    return True


def _quotes_first(out: list[Word], start: int, group: VerbGroup) -> None:
    """Opens a quotation that begins at the verb group before all that has moved in front of it."""
    opening = "".join(u.before for u in (*group.particles, group.auxiliary, group.verb) if u)
    if opening and start < len(out):
        for i in range(start + 1, len(out)):
            if out[i].before and out[i].tokens == group.verb.tokens:
                out[i] = replace(out[i], before="")
        out[start] = replace(out[start], before=opening)


def _between(walk: Walk, start: int, end: int) -> None:
    """Says units start..end, which stood between the verb and its subject, after the verb."""
    part = Walk(walk.units[:end], walk.out, start, human=walk.human)
    while part.i < end:
        _step(part)


def _object(walk: Walk, group: VerbGroup, *, resumptive: bool = False) -> None:
    """The object pronoun on the verb; after "which … classifies" it only repeats the pronoun."""
    verb = group.verb
    if verb.pronoun and not resumptive:
        walk.out.append(Word(object_pronoun(verb.pronoun, human=False), verb.tokens))


def _other(walk: Walk, unit: Unit) -> None:
    _lead(walk, unit)
    text = unit.english
    attribute = postposed(walk.units, walk.i)
    if unit.kind is Kind.ADJECTIVE and unit.definite and not unit.preposition and not attribute:
        walk.out.append(Word("the", unit.tokens, unit.before))
        unit = replace(unit, before="")
    elif unit.kind is Kind.PREPOSITION and unit.pronoun.startswith("3") and walk.inside:
        walk.inside = False  # التي يتكون منها, "which it is composed of"
    elif unit.kind is Kind.PREPOSITION and unit.pronoun:
        text = f"{text} {object_pronoun(unit.pronoun, human=walk.human)}"
    elif (
        unit.kind is Kind.PRONOUN
        and walk.subject is not None
        and unit.english in {"he", "she", "it", "they"}
    ):
        text = "are" if walk.subject.plural else "is"
    elif unit.pronoun:
        text = f"{possessive(unit.pronoun, human=walk.human)} {text}"
    walk.out.append(as_word(unit, text))
    if unit.kind is Kind.CONJUNCTION:
        walk.subject = None
    walk.i += 1
