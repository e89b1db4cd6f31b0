"""Verbal nouns that English says as verbs: لبناء سد, "to build a dam"; تم نقل الجرحى, "the wounded
were moved".

Which noun, as which verb, and how likely where, was learned from sentence pairs by
`packaging/lexicon/learn.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from reader.paths import resource
from reader.text.english_words import lemmas
from reader.translation.draft.antecedents import object_form
from reader.translation.draft.attributes import as_word, follows
from reader.translation.draft.inflection import gerund
from reader.translation.draft.noun_phrases import noun_phrase
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.walk import Walk

__all__ = ["VerbalNoun", "said_as_verb", "with_support_verbs"]

_LIKELY_TO, _LIKELY_ING, _LIKELY_OBJECT = 0.4, 0.45, 0.35
"""Shares from which a noun is said as an infinitive, as a gerund, as the object of a verb."""
_TO = frozenset(
    "try attempt seek want decide refuse agree plan intend manage fail aim begin continue hope"
    " promise threaten demand strive endeavour endeavor vow pledge prepare hesitate".split()
)
_PURPOSES = {"for the sake of", "for the purpose of"}
_BEFORE_TO = frozenset(
    "threat demand promise pledge order decision call request permission plan attempt commitment"
    " right obligation desire offer agreement".split()
)
_ABLE = frozenset("ability inability capacity willingness readiness unable able need".split())
"""What is followed by "to" and a verb: قدرة على بناء."""
_ASSUMING = frozenset(["taking on", "undertaking", "assumption"])
"""Nouns whose object has بـ: اضطلاع القوات بحماية المدينة."""
_MOVING = frozenset(
    "prompt push urge invite force compel drive encourage oblige need allow".split()
)
"""Verbs that bring somebody "to" do something."""
_ING = frozenset("consider deny avoid start stop resume finish include propose recommend".split())
_GROUPS = frozenset("group organisation organization leadership administration".split())
"""What is a body and no deed: تنظيم قسد, "the SDF group"."""
_NO_OBJECT = frozenset(
    "falling rising going coming arriving living dying being working standing remaining continuing"
    " waiting sleeping meeting beginning opening building feeling warning saying hearing meaning"
    " setting training planning funding spending housing crossing landing painting writing ruling"
    " understanding standing passing following clothing engineering farming fighting gathering"
    " hunting shooting bombing shelling killing morning evening ceiling wedding".split()
)
_OBJECTS = {Kind.NOUN, Kind.NAME, Kind.QUANTIFIER, Kind.DEMONSTRATIVE, Kind.NUMBER}
_SUPPORT = {"تم": False, "جرى": False, "قام": True}
"""Verbs that only carry a verbal noun, and whether it has their subject (قام بـ, "carry out")."""
_REACH = 6
_PARTICLES = {"over", "out", "up", "down", "off", "back"}


@dataclass(frozen=True, slots=True)
class VerbalNoun:
    """The English verb of a noun, and its share after لـ, after a preposition, after a verb."""

    verb: str
    after_li: float
    after_preposition: float
    after_verb: float


@cache
def _table() -> dict[str, VerbalNoun]:
    files = ("learned-verbal-nouns.tsv", "verbal-nouns.tsv")  # what is written by hand wins
    texts = (resource("glossary", file).read_text("utf-8") for file in files)
    lines = (line for text in texts for line in text.splitlines() if line and line[0] != "#")
    rows = (line.split("\t") for line in lines)
    return {f"{r[0]}|{r[1]}": VerbalNoun(r[2], float(r[3]), float(r[5]), float(r[7])) for r in rows}


def said_as_verb(walk: Walk) -> bool:
    """Says the verbal noun at hand, with its object, as a verb, if English would."""
    units, i = walk.units, walk.i
    unit = units[i]
    known = _table().get(unit.key) or _gerund(unit)
    if known is None or unit.kind is not Kind.NOUN or unit.definite or unit.plural:
        return False
    form = _form(walk, unit, known)
    if not form:
        return False
    object_: Sequence[Word]
    end = i + 1
    if unit.pronoun:
        if follows(units, end) and units[end].kind is Kind.NOUN and not unit.after:
            return False  # إلقائها زيوتا: the pronoun is who does it
        object_ = (Word(object_form(unit.owner), unit.tokens),)
    else:
        if not follows(units, end) or units[end].kind not in _OBJECTS or unit.after:
            return False
        phrase = noun_phrase(units, end)
        if phrase is None or unit.english in _GROUPS:
            return False
        object_, end = phrase.words, phrase.end
    if end < len(units) and units[end].kind is Kind.ADJECTIVE and not units[end].lead:
        return False  # an adjective of the verbal noun itself
    lead = unit.lead
    if form == "to" and unit.preposition:
        lead = (*lead[:-1], Word("to", unit.tokens))
    elif form == "ing" and unit.link == "+bi" and lead and lead[-1].text in {"to", "with", "in"}:
        before = units[i - 1] if i else unit
        if before.english in _BEFORE_TO:  # تهديد بفرض, "a threat to impose"
            form, lead = "to", (*lead[:-1], Word("to", unit.tokens))
        elif before.kind is not Kind.VERB and before.kind is not Kind.ADJECTIVE:
            assumed = any(u.english in _ASSUMING for u in units[max(0, i - _REACH) : i])
            lead = (*lead[:-1], Word("of" if assumed else "by", unit.tokens))
    elif form == "to" and not _said_to(walk):
        walk.out.append(Word("to", unit.tokens))
    walk.out.extend(lead)
    verb = gerund(known.verb) if form == "ing" else known.verb
    verb, space, particle = verb.partition(" ")
    if unit.pronoun and particle in _PARTICLES:  # "handing it over"
        object_ = (*object_, Word(particle, unit.tokens))
    else:
        verb += space + particle
    walk.out.append(as_word(unit, verb))
    walk.out.extend(object_)
    walk.verbal = form
    walk.i = end
    return True


def _gerund(unit: Unit) -> VerbalNoun | None:
    """What the table does not hold, but whose English is a gerund: "recording"."""
    verbs = lemmas(unit.english).get("VERB", ()) if unit.english.endswith("ing") else ()
    if not verbs or unit.english in _NO_OBJECT:
        return None
    return VerbalNoun(verbs[0], 1.0, 1.0, 0.0)


def _said_to(walk: Walk) -> bool:
    return bool(walk.out) and (walk.out[-1].text == "to" or walk.out[-1].text.endswith(" to"))


def _form(walk: Walk, unit: Unit, known: VerbalNoun) -> str:
    """ "to", "ing" or "" for how the noun is said where it stands."""
    before = walk.units[walk.i - 1] if walk.i else None
    if unit.conjoined:
        return walk.verbal if known.after_preposition >= _LIKELY_OBJECT else ""
    if unit.preposition:
        stem = unit.features.proclitics[-1] if unit.features.proclitics else ""
        if stem.startswith("li"):
            return "to" if known.after_li >= _LIKELY_TO else ""
        return "ing" if known.after_preposition >= _LIKELY_ING else ""
    if before is None or unit.lead or before.after:
        return ""
    if before.kind is Kind.PREPOSITION and not before.pronoun:
        if known.after_preposition < _LIKELY_ING:
            return ""
        if _said_to(walk) and walk.verb == "call":
            walk.out[-1] = replace(walk.out[-1], text="for")
        purpose = before.english.endswith(" to") or before.english in _PURPOSES
        if purpose and before.english in _PURPOSES:
            walk.out[-1] = replace(walk.out[-1], text="in order to")
        if purpose:
            return "to"
        able = walk.i > 1 and walk.units[walk.i - 2].english in _ABLE
        aim = _said_to(walk) and (able or walk.verb in _TO | _MOVING)
        return "to" if aim else "ing"
    if not walk.open:
        last = walk.verb
        if max(known.after_verb, known.after_li, known.after_preposition) >= _LIKELY_OBJECT:
            return "to" if last in _TO else ("ing" if last in _ING else "")
    return ""


def with_support_verbs(units: Sequence[Unit]) -> list[Unit]:
    """Joins تم and قام with their verbal noun: تم نقل الجرحى, قام الجيش بنقل الجرحى."""
    result = list(units)
    for i, verb in enumerate(units):
        if verb.kind is not Kind.VERB or len(verb.tokens) > 1 or verb.pronoun:
            continue
        active = _SUPPORT.get(verb.lemma)
        if active is None:
            continue
        k = _carried(units, i, active=active)
        if k is None:
            continue
        noun = units[k]
        features = replace(verb.features, voice="a" if active else "p")
        result[i] = replace(
            verb,
            english=_table()[noun.key].verb,
            tokens=(*verb.tokens, *noun.tokens),
            features=features,
            pronoun=noun.pronoun if active else "",
            owner=noun.owner if active else "",
            doer=verb.doer if active or not noun.pronoun else noun.owner,
            lemma=noun.lemma,
        )
        del result[k]
        return [*result[: i + 1], *with_support_verbs(result[i + 1 :])]
    return result


def _carried(units: Sequence[Unit], i: int, *, active: bool) -> int | None:
    """The index of the verbal noun that the support verb at `i` carries."""
    for k in range(i + 1, min(i + 1 + (_REACH if active else 1), len(units))):
        unit = units[k]
        if unit.kind in {Kind.MARK, Kind.VERB, Kind.SUBORDINATOR, Kind.PREPOSITION}:
            return None
        if active and unit.preposition and not unit.arabic.startswith("ب"):
            return None
        if unit.key not in _table() or unit.definite or unit.before or unit.after:
            continue
        if unit.preposition is not active or unit.conjoined:
            continue
        if unit.pronoun:
            return k
        if follows(units, k + 1) and units[k + 1].kind in _OBJECTS and not unit.pronoun:
            return k
    return None
