"""Idioms of verbs in every form, and split by their subject: ألقت الشرطة القبض على, ستؤدي إلى.

The terms are those of `terms.py`, found there as they are written; here by the verb's lemma, and
with the rest further off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.text.keys import lookup_key
from reader.translation.draft.terms import Term, shipped_terms
from reader.translation.draft.units import Kind, Unit

__all__ = ["rejoined"]

_REACH = 8
"""Units between the verb and the rest of its idiom."""
_BARRED = {Kind.MARK, Kind.VERB, Kind.SUBORDINATOR, Kind.RELATIVE, Kind.CONJUNCTION, Kind.NEGATION}
_INSIDE = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.QUANTIFIER, Kind.NUMBER, Kind.DEMONSTRATIVE}


def rejoined(units: Sequence[Unit]) -> list[Unit]:
    """The units with split idioms as one verb; the units of the rest are gone, their tokens are the
    verb's."""
    result = list(units)
    i = 0
    while i < len(result):
        verb = result[i]
        if verb.kind is Kind.VERB and len(verb.tokens) == 1 and not verb.pronoun:
            found = _rest(result, i)
            if found:
                term, first, last = found
                tokens = tuple(t for unit in result[first:last] for t in unit.tokens)
                result[i] = replace(
                    verb,
                    english=term.english,
                    tokens=(*verb.tokens, *tokens),
                    after=verb.after + "".join(u.after for u in result[first:last]),
                )
                del result[first:last]
        i += 1
    return result


def _rest(units: Sequence[Unit], i: int) -> tuple[Term, int, int] | None:
    """The term that begins with the verb at `i` and goes on further behind, and where."""
    written = lookup_key(units[i].arabic)
    index = shipped_terms()
    terms = {
        term.words: term
        for key in (lookup_key(units[i].lemma), written[1:] if units[i].lead else written)
        for term in index.beginning(key)
        if len(term.words) > 1
    }
    if not terms:
        return None
    for j in range(i + 1, min(i + _REACH, len(units))):
        unit = units[j]
        if unit.kind in _BARRED or (unit.conjoined and unit.kind is Kind.PREPOSITION):
            return None
        for term in sorted(terms.values(), key=lambda term: -len(term.words)):
            last = _matches(units, j, term.words[1:])
            if last is not None:
                return term, j, last
        if unit.kind is Kind.PREPOSITION or unit.kind not in _INSIDE:
            return None
        if unit.preposition:
            return None
    return None


def _matches(units: Sequence[Unit], j: int, words: Sequence[str]) -> int | None:
    """The index after the units from `j` on that are exactly `words`."""
    said: list[str] = []
    k = j
    while k < len(units) and len(said) < len(words):
        unit = units[k]
        if unit.lead or unit.kind in _BARRED or len(unit.tokens) != 1:
            return None
        said.append(_bare(unit.arabic, owned=bool(unit.pronoun)))
        if said[-1] != _bare(words[k - j], owned=bool(unit.pronoun)):
            return None
        k += 1
    return k if len(said) == len(words) else None


def _bare(word: str, *, owned: bool) -> str:
    """The lookup key, without the pronoun of who it is whose: مصرعه, مصرعهم."""
    key = lookup_key(word)
    if owned:
        for ending in ("هما", "هم", "هن", "ها", "ه"):
            if key.endswith(ending):
                return key.removesuffix(ending)
    return key
