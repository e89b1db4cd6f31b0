"""Whether what the model said may be shown: nothing lost, nothing that the Arabic does not say.

Some faults a guess is never forgiven: a name or number lost or invented, a denial lost, a word that
is none. Words of the draft that are not said, words that say none of the draft and words said twice
cost as much as they surprise: minus the logarithm of how often human translators do the same (see
`rates.py`). What costs too much for its length is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.model import Translation
from reader.text.english_words import is_english_word
from reader.translation.alignment_words import Kind, base_form, english_words
from reader.translation.doubts import check
from reader.translation.lite.denial import denial_lost
from reader.translation.lite.matching import Matched, Unit, matched, units
from reader.translation.lite.rates import Rates
from reader.translation.lite.reading import Reading, Said
from reader.translation.lite.weighty import weighty_fault

__all__ = ["Verdict", "judge", "judge_clause"]

_GRAVE: Final = frozenset(
    "number-missing number-added date-missing unit-changed negation-lost negation-added"
    " part-missing length repetition arabic-left".split()
)
"""Doubts that the draft of the sentence does not raise and a guess must not."""
_REPEATED: Final = 3.0
"""What a word costs that is said more often than the draft has words for it: 3.8 % of the written
pairs have one."""
_UNQUOTED: Final = 1.0
"""What it costs that something is no longer between quotation marks."""
_LIMIT: Final = 1.1
_LIMIT_A_WORD: Final = 0.1
_HIGHEST_LIMIT: Final = 2.6
"""What a guess may cost, and what more for each word of content in its draft, up to a bound."""
_ALWAYS: Final = frozenset(
    "UN US UK EU MP MPs Arab Arabs Islamic Muslim Muslims Christian Christians God President"
    " Minister January February March April May June July August September October November"
    " December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Internet I".split()
)
"""Written with a capital though they are no names that Qari could put in."""
_QUOTES: Final = re.compile('["“”]')
_BRITISH: Final = re.compile("([iy])s(e[ds]?|ing|ations?|ers?)$")
_NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
    " thousand million billion dozen half third quarter fifth twice double triple".split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is why a guess may not be shown, "" if it may, `grave` whether it is not for its
    cost; `cost` is what its words cost."""

    fault: str
    grave: bool
    cost: float


def judge(reading: Reading, said: Said, rates: Rates) -> Verdict:
    """What is to be said of a guess for a whole stretch."""
    verdict = judge_clause(reading, said, rates)
    if not verdict.grave:
        graver = _graver(reading, said)
        if graver:
            return Verdict(graver, True, verdict.cost)
    return verdict


def judge_clause(reading: Reading, said: Said, rates: Rates) -> Verdict:
    """The same for a part of a stretch, by its own words alone."""
    found = units(reading.fragments, reading.source)
    match = matched(found, said.plain)
    cost = _cost(match, rates) + _UNQUOTED * _quotes_lost(reading, said)
    grave = _unforgivable(reading, said, found, match, rates)
    return Verdict(grave or _too_dear(match, cost), bool(grave), cost)


def _cost(match: Matched, rates: Rates) -> float:
    missing = sum(rates.unsaid(unit.lemma) for unit in match.missing)
    alien = sum(rates.unexplained(base_form(word.text)) for word in match.alien)
    return missing + alien + _REPEATED * len(match.repeated)


def _quotes_lost(reading: Reading, said: Said) -> int:
    wanted = sum(len(_QUOTES.findall(fragment.text)) for fragment in reading.fragments)
    return max(0, (wanted - len(_QUOTES.findall(said.english.text))) // 2)


def _too_dear(match: Matched, cost: float) -> str:
    if cost <= min(_LIMIT + _LIMIT_A_WORD * match.content, _HIGHEST_LIMIT):
        return ""
    told = []
    if match.missing:
        told.append(f"not said: {', '.join(unit.text for unit in match.missing)}")
    if match.alien:
        told.append(f"not in the Arabic: {', '.join(word.text for word in match.alien)}")
    if match.repeated:
        told.append(f"said twice: {', '.join(word.text for word in match.repeated)}")
    return "; ".join(told) or "quotation marks lost"


def _unforgivable(
    reading: Reading, said: Said, found: Sequence[Unit], match: Matched, rates: Rates
) -> str:
    if said.lost:
        return "a name or number lost or said twice"
    drafted = " ".join(f.text for f in reading.fragments)
    if set(re.findall(r"\d", said.plain)) - set(re.findall(r"\d", drafted)):
        return "a number that is not in the Arabic"
    for word in match.alien:
        if base_form(word.text) in _NUMBERS:
            return f"a number that is not in the Arabic, {word.text}"
        if word.kind is Kind.NAME and word.text not in _ALWAYS:
            return f"a name that is not in the Arabic, {word.text}"
    for word in match.repeated:
        if base_form(word.text) in _NUMBERS:
            return f"a number said twice, {word.text}"
    odd = _no_word(said.plain, drafted, rates)
    if odd:
        return f"no English word, {odd}"
    denied = denial_lost(reading.fragments, found, said.plain)
    if denied:
        return f"a denial lost, {denied}"
    if _unpaired(said.english.text) and not _unpaired(drafted):
        return "a bracket or quotation mark without its other"
    proper = next((unit.text for unit in match.missing if _is_proper(unit.text)), "")
    if proper:
        return f"a name lost, {proper}"
    return weighty_fault(drafted, "".join(said.guess.pieces).replace("▁", " "))


def _unpaired(text: str) -> bool:
    """Whether a bracket or quotation mark is opened that is not closed, or closed unopened."""
    return text.count("(") != text.count(")") or len(_QUOTES.findall(text)) % 2 == 1


def _is_proper(text: str) -> bool:
    """Whether a unit of the draft has a capital: its names are placeholders, so it is an adjective
    of one (African) or a term that is written so."""
    return any(word[:1].isupper() and len(word) > 1 for word in text.split())


def _no_word(plain: str, drafted: str, rates: Rates) -> str:
    """A word in `plain` that English does not have, nor the draft."""
    known = {word.text.lower() for word in english_words(drafted)}
    for word in english_words(plain):
        bare = word.text.lower().removesuffix("'s")
        if word.kind in (Kind.GRAMMAR, Kind.FIGURE) or bare in known or word.text in _ALWAYS:
            continue
        american = _BRITISH.sub(r"\1z\2", bare)
        if not (is_english_word(bare) or is_english_word(american) or rates.knows(base_form(bare))):
            return word.text
    return ""


def _graver(reading: Reading, said: Said) -> str:
    """A grave doubt about the guess that the draft does not raise."""
    mine = check(reading.source, Translation(said.english.text, ""), {})
    if any(d.kind in _GRAVE for d in mine):
        theirs = {(d.kind, d.text) for d in check(reading.source, reading.draft(), {})}
        for doubt in mine:
            if doubt.kind in _GRAVE and (doubt.kind, doubt.text) not in theirs:
                return f"{doubt.kind.replace('-', ' ')}: {doubt.text}"
    return ""
