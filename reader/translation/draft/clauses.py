"""Clauses: the subject before its verb, pronouns where the verb alone says who, nothing left out.

The units are walked once, in Arabic order. Every unit ends up as words that carry its tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.model import Features
from reader.translation.draft.antecedents import object_form, subject_form
from reader.translation.draft.attributes import as_word, follows
from reader.translation.draft.frames import fitted, negated_subject
from reader.translation.draft.nominal import say_copula, say_pronoun
from reader.translation.draft.noun_phrases import noun_phrase
from reader.translation.draft.particles import (
    adds_circumstance,
    before_that,
    say_emphatic,
    say_manner,
    say_word,
)
from reader.translation.draft.relatives import front_preposition
from reader.translation.draft.subjects import (
    LENGTHS,
    describes,
    late_verb,
    passive_if_alone,
    relative_end,
    relative_is_subject,
    settle_subject,
    subject_of,
)
from reader.translation.draft.units import Kind, NounPhrase, Unit, Word
from reader.translation.draft.verbal_nouns import said_as_verb
from reader.translation.draft.verbs import (
    SPEECH,
    VerbGroup,
    render_verb,
    subject_pronoun,
    verb_group,
)
from reader.translation.draft.walk import Walk, say_lead

__all__ = ["clause_words"]

_FREE = {"what", "whatever", "whoever"}
_LASTING = frozenset("last spend take reach exceed be pass become mean celebrate need".split())
"""Verbs whose object is a length of time."""
_TAKE_AS = frozenset("classify describe regard designate characterise characterize".split())
_YEARS = {"عام", "سنة", "ساعة"}
_THAT = {"أن", "ان"}
_SENTENCE_END = frozenset(".!?")


def clause_words(units: Sequence[Unit]) -> list[Word]:
    """The English words of a sentence in English order; marks are words without tokens."""
    walk = Walk(units)
    while walk.i < len(walk.units):
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
    if say_manner(walk) or _verb(walk) or said_as_verb(walk):
        return
    if unit.kind is Kind.SUBORDINATOR or (unit.kind is Kind.CONJUNCTION and unit.pronoun):
        _subordinator(walk, unit)
        return
    if unit.kind is Kind.RELATIVE:
        say_lead(walk, unit)
        if unit.english not in _FREE and front_preposition(walk, walk.i + 1, unit):
            walk.i += 1
            return
        before = walk.units[walk.i - 1] if walk.i else unit
        who = before.human or (
            walk.latest is not None and walk.latest.head.human and not before.definite
        )
        text = unit.english if unit.english in _FREE else "which"
        walk.out.append(as_word(unit, "who" if who and text == "which" else text))
        walk.relative = walk.inside = True
        walk.outer, walk.subject = walk.subject or walk.outer, None
        walk.i += 1
        return
    if before_that(walk, unit):
        after_mark = walk.i > 0 and walk.units[walk.i - 1].kind is Kind.MARK
        if unit.lemma == "على" and after_mark:
            say_lead(walk, unit)
            walk.out.append(as_word(unit, "provided"))
        else:
            walk.out.extend(unit.lead)
            walk.silent += unit.tokens  # أشار إلى أن, "pointed out that"
        walk.i += 1
        return
    if unit.lemma in {"ذلك", "ذٰلِك"} and unit.conjoined and adds_circumstance(walk):
        walk.silent += unit.tokens
        walk.i += 1
        return
    if unit.kind is Kind.PRONOUN and say_pronoun(walk, unit):
        return
    phrase = noun_phrase(walk.units, walk.i)
    say_copula(walk, unit, phrase)
    if phrase:
        _phrase(walk, unit, phrase)
        return
    say_word(walk, unit)


def _mark(walk: Walk, unit: Unit) -> None:
    walk.out.append(Word(unit.english))
    walk.relative = walk.inside = False
    walk.open = True
    if _SENTENCE_END & set(unit.english) or ":" in unit.english:
        walk.subject = walk.shared = None
        walk.reported = walk.past = False
    walk.i += 1


def _subordinator(walk: Walk, unit: Unit) -> None:
    """أن before an imperfect without a subject is "to", elsewhere "that"."""
    if unit.preposition and unit.lemma in _THAT:
        walk.silent += unit.tokens  # أفاد بأن, "reported that"
        unit = replace(unit, lead=unit.lead[:-1])
    say_lead(walk, unit)
    walk.subject = walk.outer = None
    walk.relative = False
    walk.open = True
    told = unit.lemma in {*_THAT, "إن"} and walk.past and walk.verb in SPEECH
    walk.reported = told and not unit.before
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
        say_emphatic(walk, unit)
    else:
        walk.out.append(as_word(unit, "that" if unit.english == "to" else unit.english))
    if unit.pronoun.startswith("3") and _subject_to_come(walk):
        if walk.units[walk.i].conjoined:  # إلا أنه وبعد
            walk.silent += walk.units[walk.i].lead[0].tokens
            units = list(walk.units)
            units[walk.i] = replace(units[walk.i], lead=())
            walk.units = units
        return  # إلا أنه ... نكل المسلحون
    if unit.pronoun:
        person = Unit(Kind.PRONOUN, unit.tokens, "it", features=_person(unit.pronoun))
        text = subject_form(unit.owner)
        walk.out.append(Word(text, unit.tokens))
        walk.subject = NounPhrase((), walk.i, person, True, text == "they")
        walk.weak = False
        walk.shared = walk.subject


def _subject_to_come(walk: Walk) -> bool:
    """Whether the pronoun on أن stands for nothing: what follows first is no verb, and the verb
    that comes brings its own subject."""
    k = walk.i
    while k < len(walk.units) and verb_group(walk.units, k) is None:
        unit = walk.units[k]
        closed = unit.kind is Kind.MARK and bool(_SENTENCE_END & set(unit.english))
        if closed or unit.kind in {Kind.SUBORDINATOR, Kind.RELATIVE, Kind.PRONOUN}:
            return False
        k += 1
    group = verb_group(walk.units, k) if k < len(walk.units) else None
    if group is None or k == walk.i or walk.units[k].lead:
        return False
    own = subject_of(Walk(walk.units, [], k), group)
    return own is not None and own[0].definite and own[1] == group.end


def _person(pronoun: str) -> Features:
    return Features(person=pronoun[:1], gender=pronoun[1:2], number=pronoun[-1:])


def _phrase(walk: Walk, unit: Unit, phrase: NounPhrase) -> None:
    say_lead(walk, unit)
    object_ = walk.latest is not None and walk.latest.end == walk.i and walk.weak
    if walk.verb == "ask" and object_ and not unit.lead and not walk.open:
        walk.out.append(Word("for", unit.tokens))  # طلبا من قسد الانسحاب
    if not unit.lead and not walk.open and _lasts(walk, unit, phrase):
        walk.out.append(Word("for", unit.tokens))
    walk.out.extend(phrase.words)
    joined = unit.conjoined and walk.latest is not None and walk.latest.end == walk.i
    governed = unit.preposition or _after_preposition(walk) or (joined and walk.governed)
    walk.latest, walk.governed = phrase, governed
    if not governed and not unit.lead and phrase.head.kind is Kind.NUMBER and unit.lemma in _YEARS:
        when = "in" if unit.lemma != "ساعة" else "at"
        walk.out.insert(len(walk.out) - len(phrase.words), Word(when, unit.tokens))
        governed = True
    walk.i = phrase.end
    if governed:
        pass
    elif unit.conjoined and walk.subject is not None:
        walk.subject = replace(walk.subject, plural=True)
    else:
        walk.subject, walk.weak = phrase, not walk.open
    walk.relative = False


def _lasts(walk: Walk, unit: Unit, phrase: NounPhrase) -> bool:
    """Whether a noun phrase without preposition says how long: أغلقها سبعة أشهر."""
    if phrase.head.english not in LENGTHS or phrase.definite:
        return False
    if walk.verb in _LASTING or walk.verb == "be aged":
        return False
    if any(word.text == "of" for word in phrase.words):
        return False
    counted = unit.kind is Kind.NUMBER or unit.features.number == "d"
    return counted and not _after_preposition(walk) and not walk.relative


def _after_preposition(walk: Walk) -> bool:
    before = walk.units[walk.i - 1] if walk.i else None
    return before is not None and before.kind is Kind.PREPOSITION and not before.pronoun


def _verb(walk: Walk) -> bool:
    group = verb_group(walk.units, walk.i)
    if group is None:
        return False
    opening = walk.units[walk.i]
    described = not (walk.relative or walk.fronted) and describes(walk, opening)
    if described and front_preposition(walk, walk.i, None):
        return True
    say_lead(walk, opening)
    verb = group.verb
    if opening.subjunctive or verb.subjunctive:
        walk.out.extend(render_verb(group, plural=False, infinitive=True))
        walk.i = group.end
        _object(walk, group)
        return True
    relative, walk.relative = walk.relative, False
    if described:
        # A clause without pronoun describes an indefinite noun: لجنة تضم, "a committee which …".
        human = walk.latest is not None and walk.latest.head.human
        walk.out.append(Word("who" if human else "which", verb.tokens))
        walk.outer, walk.subject = walk.subject or walk.outer, None
        relative = walk.inside = True
    said = len(walk.out)
    reported = walk.reported and not relative
    walk.reported = walk.reported and relative
    walk.verb, walk.verbal, walk.partitive = verb.english, "", False
    walk.past = (group.auxiliary or verb).features.aspect == "p" and not verb.future
    if walk.fronted:
        walk.fronted = False
    elif not relative:
        settle_subject(walk, opening, (group.auxiliary or verb).features)
    walk.open = False
    group = fitted(walk, group, relative=relative)
    verb = group.verb
    own = None
    if relative and relative_is_subject(walk, group):
        walk.inside = False
    else:
        own = subject_of(walk, group)
    if own is not None:
        subject, start = own
        group, subject = negated_subject(group, subject)
        end = subject.end
        walk.latest = subject
        walk.out.extend(subject.words)
        end = _described(walk, group, subject, start)
        rest = late_verb(walk.units, group, end)
        group = rest or group
        walk.out.extend(render_verb(group, plural=subject.plural, reported=reported))
        _quotes_first(walk.out, said, group)
        if start > group.end:
            _between(walk, group.end, start)
        walk.i = max(end, group.end)
        walk.shared = subject
        _object(walk, group, resumptive=relative)
        walk.subject = None
        return True
    pending = walk.subject or (walk.shared if opening.conjoined else None)
    named = walk.latest if relative else pending
    if named is not None and not (relative and verb.pronoun):
        group = passive_if_alone(walk.units, group, named)
    first = verb.features.person == "1"
    resumptive = relative and verb.pronoun.startswith("3")
    if resumptive:  # التي تصنفها, "which it classifies"
        pronoun = subject_pronoun(verb)
        walk.out.append(Word(pronoun, verb.tokens))
        plural = pronoun in {"they", "we", "you"}
        walk.inside = False
    elif relative:
        things = walk.latest is not None and walk.latest.plural and verb.features.gender == "f"
        plural = things or verb.features.number in {"p", "d"}
    elif pending is not None and verb.features.person == "3":
        plural = pending.plural
    else:
        pronoun = subject_pronoun(verb)
        walk.out.append(Word(pronoun, verb.tokens))
        plural = pronoun in {"they", "we", "you"}
        first = pronoun == "I"
    if walk.subject is not None:
        walk.shared = walk.subject
    walk.out.extend(render_verb(group, plural=plural, first_person=first, reported=reported))
    _quotes_first(walk.out, said, group)
    walk.subject = None
    walk.i = group.end
    _object(walk, group, resumptive=resumptive)
    if verb.english in _TAKE_AS and _predicate_follows(walk):
        walk.out.append(Word("as", verb.tokens))  # تصنفها إرهابية
    if verb.english == "demand" and follows(walk.units, walk.i) and walk.units[walk.i].definite:
        walk.out.append(Word("of", verb.tokens))  # طالب الجانب الروسي بـ
    return True


def _predicate_follows(walk: Walk) -> bool:
    """Whether an indefinite adjective stands where the object has been said."""
    if not follows(walk.units, walk.i):
        return False
    unit = walk.units[walk.i]
    return unit.kind is Kind.ADJECTIVE and not unit.definite


def _described(walk: Walk, group: VerbGroup, subject: NounPhrase, start: int) -> int:
    """Says the relative clause of a subject that stood behind its verb, and so keeps it with the
    subject; the index after it."""
    units, end = walk.units, subject.end
    if start > group.end or end >= len(units) or units[end].lead or units[end].before:
        return end
    if units[end].kind is not Kind.RELATIVE or units[end].english.startswith("what"):
        return end
    after = relative_end(units, end)
    part = Walk(units[:after], walk.out, end, latest=subject)
    while part.i < len(part.units):
        _step(part)
    return after


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
    part = Walk(walk.units[:end], walk.out, start)
    while part.i < len(part.units):
        _step(part)


def _object(walk: Walk, group: VerbGroup, *, resumptive: bool = False) -> None:
    """The object pronoun on the verb; after "which … classifies" it only repeats the pronoun."""
    verb = group.verb
    if verb.pronoun and not resumptive:
        walk.out.append(Word(object_form(verb.owner), verb.tokens))
