"""Verb groups: tense, aspect, voice and negation of a verb with the particles before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.translation.draft.inflection import gerund, participle, past, third_person
from reader.translation.draft.units import Kind, Unit, Word

__all__ = ["VerbGroup", "is_be", "object_pronoun", "render_verb", "subject_pronoun", "verb_group"]

_OBJECTS = {"1s": "me", "1p": "us", "3ms": "it", "3fs": "it"}
_SPEECH = frozenset(
    "add affirm announce assert believe call claim confirm consider declare deny describe emphasize"
    " emphasise explain express indicate mention note reiterate report reveal say state stress"
    " suggest tell think threaten urge warn clarify point".split()
)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb and what stands before it: particles, and كان as an auxiliary. `end` is the index of
    the first unit after it."""

    verb: Unit
    particles: tuple[Unit, ...]
    auxiliary: Unit | None
    end: int


def is_be(unit: Unit) -> bool:
    return unit.kind is Kind.VERB and unit.lemma in {"كان", "كَان"}


def verb_group(units: Sequence[Unit], i: int) -> VerbGroup | None:
    """The verb group at unit `i` (a particle or a verb), or None."""
    particles: list[Unit] = []
    while i < len(units) and units[i].kind in {Kind.NEGATION, Kind.PERFECTIVE, Kind.FUTURE}:
        if particles and units[i].lead:
            return None
        particles.append(units[i])
        i += 1
    if i >= len(units) or units[i].kind is not Kind.VERB or (particles and units[i].lead):
        return None
    verb = units[i]
    if is_be(verb) and not verb.pronoun:
        j = i + 1
        inner = [*particles]
        while j < len(units) and units[j].kind is Kind.PERFECTIVE and not units[j].lead:
            inner.append(units[j])
            j += 1
        if j < len(units) and units[j].kind is Kind.VERB and not units[j].lead:
            return VerbGroup(units[j], tuple(inner), verb, j + 1)
    return VerbGroup(verb, tuple(particles), None, i + 1)


def subject_pronoun(verb: Unit, *, human: bool) -> str:
    """The pronoun of a verb without a subject of its own."""
    person, number, gender = verb.features.person, verb.features.number, verb.features.gender
    if person == "1":
        return "we" if number == "p" else "I"
    if person == "2":
        return "you"
    if number in {"p", "d"}:
        return "they"
    if human or verb.english in _SPEECH:
        return "she" if gender == "f" else "he"
    return "it"


def object_pronoun(pronoun: str, *, human: bool) -> str:
    if human and pronoun in {"3ms", "3fs"}:
        return {"3ms": "him", "3fs": "her"}[pronoun]
    return _OBJECTS.get(pronoun, "you" if pronoun.startswith("2") else "them")


def render_verb(
    group: VerbGroup, *, plural: bool, infinitive: bool = False, first_person: bool = False
) -> list[Word]:
    """The group's words, without subject and object. `plural` and `first_person` are the English
    subject's; `infinitive` gives the bare form after "to"."""
    verb = group.verb
    sense = "be" if is_be(verb) else verb.english
    passive = verb.features.voice == "p" and sense != "be"
    negation = next((p for p in group.particles if p.kind is Kind.NEGATION), None)
    future = next((p for p in group.particles if p.kind is Kind.FUTURE), None)
    perfective = next((p for p in group.particles if p.kind is Kind.PERFECTIVE), None)
    tokens = verb.tokens
    # Senses such as "be called" hold the participle of the passive already.
    done = sense.removeprefix("be ") if sense.startswith("be ") else participle(sense)
    perfect = verb.features.aspect == "p"
    not_ = [Word("not", negation.tokens)] if negation else []
    was, has, is_ = ("were", "have", "are") if plural else ("was", "has", "is")
    if first_person and not plural:
        was, has, is_ = "was", "have", "am"

    words: list[Word]
    if infinitive:
        words = [*not_, *([Word("be", tokens)] if passive else [])]
        words.append(_core(verb, done if passive else sense))
    elif group.auxiliary is not None:
        aux = group.auxiliary.tokens
        if perfect:
            had = Word("had", aux + (perfective.tokens if perfective else ()))
            words = [had, *not_, *([Word("been", tokens)] if passive else [])]
            words.append(_core(verb, done if passive else participle(sense)))
        else:
            words = [Word(was, aux), *not_, *([Word("being", tokens)] if passive else [])]
            words.append(_core(verb, done if passive else gerund(sense)))
    elif future or verb.future or (negation and negation.lemma == "لن"):
        tense = future.tokens if future else (negation.tokens if negation else tokens)
        words = [Word("will", tense if not verb.future else tokens), *not_]
        words += [Word("be", tokens)] if passive else []
        words.append(_core(verb, done if passive else sense))
    elif perfective and perfect:
        words = [Word(has, perfective.tokens), *not_, *([Word("been", tokens)] if passive else [])]
        words.append(_core(verb, done if passive else participle(sense)))
    elif perfective:
        words = [Word("may", perfective.tokens), *not_, *([Word("be", tokens)] if passive else [])]
        words.append(_core(verb, done if passive else sense))
    elif passive or sense == "be" or sense.startswith("be "):
        before = perfect or (negation is not None and negation.lemma == "لم")
        be = was if before else is_
        rest = done if passive else sense.removeprefix("be").strip()
        words = [_core(verb, be) if not rest else Word(be, tokens), *not_]
        words += [_core(verb, rest)] if rest else []
    elif negation:
        do = "did" if perfect or negation.lemma == "لم" else ("do" if plural else "does")
        words = [Word(do, negation.tokens), *not_, _core(verb, sense)]
    elif perfect:
        words = [_core(verb, past(sense))]
    else:
        words = [_core(verb, sense if plural or first_person else third_person(sense))]
    return words


def _core(verb: Unit, text: str) -> Word:
    return Word(text, verb.tokens, verb.before, verb.after)
