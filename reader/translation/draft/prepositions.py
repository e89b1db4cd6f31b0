"""Which English preposition: by the Arabic one, by the words beside it, and by what English says
after the word before it ("cling to", "an attack on").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from reader.text.english_words import lemmas
from reader.translation.draft.attributes import postposed
from reader.translation.draft.choice import lexical_choice
from reader.translation.draft.numbers import MONTHS
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.verbs import SPEECH

__all__ = ["with_prepositions"]

_INSIDE = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.QUANTIFIER, Kind.NUMBER, Kind.DEMONSTRATIVE}
_CONTENT = {Kind.NOUN, Kind.VERB, Kind.ADJECTIVE, Kind.COMPARATIVE}
_FLOOR = 0.1
"""What a preposition counts for that was never seen after a word."""
_NEAR, _FAR = 1.0, 0.5
"""How much English habits of the word before, and of a verb further off, count."""
_ALWAYS = {"full": "of", "aware": "of", "capable": "of", "responsible": "for"}
_FIXED = 0.25
"""Share from which an adjective has its preposition whatever the Arabic: "full of"."""
_REACH = 8
_NOMINAL = {Kind.NOUN, Kind.ADJECTIVE}
_OF = {"مِن|prep", "+li"}
_OF_SHARE = 0.2
"""Prepositions that may be "of" anywhere; the others only where that was learned for the word
before, since English nouns like "of" too well."""


def with_prepositions(units: Sequence[Unit]) -> list[Unit]:
    """The units with the English of open prepositions chosen."""
    result: list[Unit] = []
    for i, unit in enumerate(units):
        if unit.link and (unit.lead or unit.kind is Kind.PREPOSITION):
            said = _choice(units, i)
            if said is not None:
                unit = _saying(unit, said)
        result.append(unit)
    return result


def _saying(unit: Unit, said: str) -> Unit:
    if unit.kind is Kind.PREPOSITION and not unit.preposition:
        return replace(unit, english=said) if said else unit
    if not unit.lead or not unit.preposition:
        return unit
    last = unit.lead[-1]
    lead = unit.lead[:-1] + ((Word(said, last.tokens, last.before, last.after),) if said else ())
    return replace(unit, lead=lead)


def _choice(units: Sequence[Unit], i: int) -> str | None:
    """The preposition at unit `i`; "" where English has none, None where nothing is known."""
    unit = units[i]
    before = _head_before(units, i)
    governor = _governor(units, i)
    after = unit.key if unit.preposition else (units[i + 1].key if i + 1 < len(units) else "")
    near = _key(before) or _key_further(units, i)
    table = lexical_choice()
    if before is not None and before.kind is Kind.VERB and table.unsaid(unit.link, before.key):
        return ""
    if governor and table.unsaid(unit.link, governor.key) and _subject_only(units, i):
        return ""
    if unit.link == "فِي|prep" and _date_follows(units, i):
        return "on"
    if unit.link == "فِي|prep" and _hour_follows(units, i):
        return "at"
    if governor and unit.link == "+li" and governor.english in SPEECH:
        return "to"
    if unit.link == "+li" and _possessed(units, i):
        return "of"
    found = table.prepositions(unit.link, near, after, governor.key if governor else "")
    if not found:
        return None

    if before is not None and before.english in _ALWAYS:
        return _ALWAYS[before.english]
    if before is not None and before.kind is Kind.ADJECTIVE:
        for word, habit in (_habits(before) or {}).items():
            if habit >= _FIXED:  # full of, loyal to
                return word
    if unit.link not in _OF and table.share(unit.link, near, "of") < _OF_SHARE:
        found.pop("of", None)
    if not found:
        return None

    def score(word: str) -> float:
        value = math.log(found[word] + 0.001)
        if before is not None and before.kind in _CONTENT:
            value += _NEAR * math.log(_habit(before, word))
        if governor:
            value += _FAR * math.log(_habit(governor, word))
        return value

    return max(found, key=score)


def _head_before(units: Sequence[Unit], i: int) -> Unit | None:
    """The word before unit `i` that its preposition belongs to: the noun of an adjective."""
    k = i - 1
    while k > 0 and units[k].kind is Kind.ADJECTIVE and units[k - 1].kind in _NOMINAL:
        if postposed(units, k) or units[k].definite != units[k - 1].definite:
            break
        k -= 1
    return units[k] if k >= 0 and units[k].kind is not Kind.MARK else None


def _possessed(units: Sequence[Unit], i: int) -> bool:
    """Whether لـ joins the owner to an indefinite noun with adjectives: عمل عسكري للقوات."""
    head = _head_before(units, i)
    if head is None or head is units[i - 1] or units[i - 1].english == "anti":
        return False
    if head.kind is not Kind.NOUN or head.definite:
        return False
    return units[i].definite and not head.pronoun


def _date_follows(units: Sequence[Unit], i: int) -> bool:
    """Whether a day and its month come next: في 21 تشرين الأول."""
    if i + 2 >= len(units) or units[i + 1].kind is not Kind.NUMBER:
        return False
    day = units[i + 1].english
    return day.isdecimal() and 0 < int(day) < 32 and units[i + 2].english.split(" ")[0] in MONTHS


def _hour_follows(units: Sequence[Unit], i: int) -> bool:
    if i + 2 >= len(units) or units[i + 1].lemma != "ساعة" or not units[i + 1].definite:
        return False
    return units[i + 2].kind is Kind.NUMBER


def _key(unit: Unit | None) -> str:
    return unit.key if unit else ""


def _key_further(units: Sequence[Unit], i: int) -> str:
    return next((u.key for u in reversed(units[:i]) if u.key), "")


def _governor(units: Sequence[Unit], i: int) -> Unit | None:
    """The verb before the noun phrases that stand before unit `i`."""
    k = i - 1
    while k >= 0 and i - k <= _REACH and units[k].kind in _INSIDE and not units[k].preposition:
        k -= 1
    verb = units[k] if 0 <= k < i - 1 else None
    return verb if verb is not None and verb.kind is Kind.VERB else None


def _subject_only(units: Sequence[Unit], i: int) -> bool:
    """Whether one definite noun phrase, the subject, stands between verb and preposition."""
    k = i - 1
    while k >= 0 and units[k].kind is not Kind.VERB:
        k -= 1
    between = units[k + 1 : i]
    nouns = [u for u in between if u.kind in {Kind.NOUN, Kind.NAME}]
    return len(nouns) == 1 or (len(nouns) == 2 and not nouns[0].definite)


def _habit(unit: Unit, word: str) -> float:
    """How often English says `word` after the word of `unit`."""
    habits = _habits(unit)
    return _FLOOR + (habits.get(word, 0.0) if habits else 0.0)


def _habits(unit: Unit) -> dict[str, float] | None:
    """The prepositions English says after the word of `unit`, with their shares."""
    words = unit.english.split(" ")
    base = words[0] if unit.kind is Kind.VERB else words[-1]
    habits = lexical_choice().habits(base)
    if habits is None:
        forms = [form for found in lemmas(base).values() for form in found]
        habits = next((h for h in map(lexical_choice().habits, forms) if h), None)
    return habits
