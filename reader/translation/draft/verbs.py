"""Verb groups: tense, aspect, voice and negation of a verb with the particles before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.translation.draft.inflection import gerund, participle, past, third_person
from reader.translation.draft.units import Kind, Unit, Word

__all__ = [
    "PERSONAL",
    "SPEECH",
    "VerbGroup",
    "is_auxiliary",
    "is_be",
    "render_verb",
    "subject_pronoun",
    "verb_group",
]

SPEECH = frozenset(
    "add affirm announce assert believe call claim confirm consider declare deny describe emphasize"
    " emphasise explain express indicate mention note reiterate report reveal say state stress"
    " suggest tell think threaten urge warn clarify point".split()
)
_PARTICLES = {Kind.NEGATION, Kind.PERFECTIVE, Kind.FUTURE, Kind.MODAL}
_STILL = {"be still", "be no longer"}
_PHASES = {
    "بدأ": "begin to", "شرع": "begin to", "أخذ": "begin to", "راح": "begin to",
    "ظل": "continue to", "بقي": "continue to", "استمر": "continue to", "كاد": "almost",
}  # fmt: skip
"""Verbs that only tell how the next one goes on."""
PERSONAL = frozenset(
    "ask answer arrest marry study weep smile laugh sit wear sentence accuse convict graduate"
    " apologise apologize regret wish want hope decide refuse promise resign retire".split()
)
"""What only a person does or suffers."""


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


def is_auxiliary(unit: Unit) -> bool:
    """Whether a verb can stand before another: كان يقاتل, بدأ يتقدم, لا يزال يقاتل."""
    return is_be(unit) or (
        unit.kind is Kind.VERB and (unit.english in _STILL or unit.lemma in _PHASES)
    )


def verb_group(units: Sequence[Unit], i: int) -> VerbGroup | None:
    """The verb group at unit `i` (a particle or a verb), or None."""
    particles: list[Unit] = []
    while i < len(units) and units[i].kind in _PARTICLES:
        if particles and units[i].lead:
            return None
        particles.append(units[i])
        i += 1
    if i >= len(units) or units[i].kind is not Kind.VERB or (particles and units[i].lead):
        return None
    verb = units[i]
    if is_auxiliary(verb) and not verb.pronoun:
        j = i + 1
        inner = [*particles]
        while j < len(units) and units[j].kind is Kind.PERFECTIVE and not units[j].lead:
            inner.append(units[j])
            j += 1
        main = units[j] if j < len(units) and units[j].kind is Kind.VERB else None
        if main and not main.lead and (is_be(verb) or main.features.aspect == "i"):
            return VerbGroup(main, tuple(inner), verb, j + 1)
    return VerbGroup(verb, tuple(particles), None, i + 1)


def subject_pronoun(verb: Unit) -> str:
    """The pronoun of a verb without a subject of its own."""
    personal = not verb.doer and verb.english in SPEECH | PERSONAL
    if personal and verb.features.person == "3":
        return "she" if verb.features.gender == "f" else "he"
    return verb.doer or "it"


def render_verb(
    group: VerbGroup,
    *,
    plural: bool,
    infinitive: bool = False,
    first_person: bool = False,
    reported: bool = False,
) -> list[Word]:
    """The group's words, without subject and object. `plural` and `first_person` are the English
    subject's; `infinitive` gives the bare form after "to"; `reported` the tenses of what was said
    in the past: "had come", "would come"."""
    verb = group.verb
    sense = "be" if is_be(verb) else verb.english
    passive = verb.features.voice == "p" and sense != "be"
    negation = next((p for p in group.particles if p.kind is Kind.NEGATION), None)
    future = next((p for p in group.particles if p.kind is Kind.FUTURE), None)
    perfective = next((p for p in group.particles if p.kind is Kind.PERFECTIVE), None)
    modal = next((p for p in group.particles if p.kind is Kind.MODAL), None)
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
    elif modal:
        words = [*_modal(modal, was, is_), *not_]
        words += [Word("be", tokens)] if passive else []
        words.append(_core(verb, done if passive else sense))
    elif group.auxiliary is not None and not is_be(group.auxiliary):
        words = _phase(group.auxiliary, plural=plural or first_person, is_=is_)
        if words[-1].text in {"still", "no longer"}:
            words += [Word("being", tokens)] if passive else []
            words.append(_core(verb, done if passive else gerund(sense)))
        elif words[-1].text == "almost":
            before = group.auxiliary.features.aspect == "p"
            words += [Word(was if before else is_, tokens)] if passive else []
            active = past(sense) if before else (sense if plural else third_person(sense))
            words.append(_core(verb, done if passive else active))
        else:
            words += [Word("be", tokens)] if passive else []
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
        will = "would" if reported else "will"
        words = [Word(will, tense if not verb.future else tokens), *not_]
        words += [Word("be", tokens)] if passive else []
        words.append(_core(verb, done if passive else sense))
    elif reported and _anterior(group, perfect=perfect):
        had = Word("had", perfective.tokens if perfective else tokens)
        words = [had, *not_, *([Word("been", tokens)] if passive else [])]
        words.append(_core(verb, done if passive else participle(sense)))
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


def _anterior(group: VerbGroup, *, perfect: bool) -> bool:
    """Whether a verb tells what had happened before it was spoken of."""
    if is_be(group.verb) or group.verb.english.startswith("be "):
        return False
    negated = any(p.lemma == "لم" for p in group.particles if p.kind is Kind.NEGATION)
    return perfect or negated


def _modal(modal: Unit, was: str, is_: str) -> list[Word]:
    """A modal as its term gives it: "must", "be expected to", "was due to"."""
    first, _, rest = modal.english.partition(" ")
    form = {"be": is_, "was": was}.get(first, first)
    return [Word(f"{form} {rest}" if rest else form, modal.tokens, modal.before, modal.after)]


def _phase(auxiliary: Unit, *, plural: bool, is_: str) -> list[Word]:
    tokens = auxiliary.tokens
    if auxiliary.english in _STILL:
        return [Word(is_, tokens), Word(auxiliary.english.removeprefix("be "), tokens)]
    sense = _PHASES[auxiliary.lemma]
    if sense == "almost":
        return [Word(sense, tokens)]
    if auxiliary.features.aspect == "p":
        return [Word(past(sense), tokens)]
    return [Word(sense if plural else third_person(sense), tokens)]


def _core(verb: Unit, text: str) -> Word:
    return Word(text, verb.tokens, verb.before, verb.after)
