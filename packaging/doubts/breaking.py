"""Breaks good translations on purpose, one fault at a time, in ways that engines do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pairs import Pair

from reader.text.numerals_english import english_numerals

__all__ = ["FAULTS", "Case", "Fault"]

_MONTHS = (
    "January February March April June July August September October November December".split()
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WORDS = "three five seven eight eleven fourteen nineteen thirty sixty ninety".split()
_UNITS = {
    "per cent": "kilometres", "percent": "dollars", "%": "", "kilometres": "miles", "km": "miles",
    "kilometers": "miles", "metres": "kilometres", "meters": "feet", "dollars": "euros",
    "euros": "dollars", "days": "weeks", "weeks": "months", "months": "years", "years": "months",
    "hours": "minutes", "minutes": "hours", "tonnes": "kilograms", "miles": "kilometers",
}  # fmt: skip
_NEGATORS = re.compile(r"\b(?:not|never)\b ?|n['’]t\b", re.IGNORECASE)
_ANY_NEGATION = re.compile(
    r"\b(?:not?|never|none|nothing|nobody|neither|nor|without|cannot|unless|un\w+|in\w+able|fail\w*"
    r"|refus\w+|den(?:y|ie)\w*|lack\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must)\b")
_CAPITALS = re.compile(r"(?<![.!?\"“:] )(?<!^)\b[A-Z][a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Case:
    """A pair to break, others to take words from, and what decides where."""

    pair: Pair
    others: Sequence[Pair]
    chance: random.Random


@dataclass(frozen=True, slots=True)
class Fault:
    """`make` gives a broken English sentence, None where the pair does not lend itself to it;
    `kinds` are the doubts that count as having found it. `names`: breaks a marked name."""

    name: str
    kinds: frozenset[str]
    make: Callable[[Case], str | None]
    names: bool = False


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _number_changed(case: Case) -> str | None:
    found = [n for n in english_numerals(case.pair.english) if n.sure]
    if not found:
        return None
    numeral = case.chance.choice(found)
    written = case.pair.english[numeral.start : numeral.end]
    while True:
        if written[0].isdigit():
            digits = [i for i, c in enumerate(written) if c.isdigit()]
            at = case.chance.choice(digits)
            new = _spliced(written, at, at + 1, case.chance.choice("123456789"))
        else:
            new = case.chance.choice(_WORDS)
        if new.lower() != written.lower():
            return _spliced(case.pair.english, numeral.start, numeral.end, new)


def _number_dropped(case: Case) -> str | None:
    found = [n for n in english_numerals(case.pair.english) if n.sure]
    if not found:
        return None
    numeral = case.chance.choice(found)
    return re.sub(" +", " ", _spliced(case.pair.english, numeral.start, numeral.end, ""))


def _number_put_in(case: Case) -> str | None:
    spaces = [m.start() for m in re.finditer(" ", case.pair.english)]
    if not spaces:
        return None
    at = case.chance.choice(spaces)
    number = case.chance.choice([str(case.chance.randint(3, 5000)), case.chance.choice(_WORDS)])
    return _spliced(case.pair.english, at, at, f" {number}")


def _exchanged(names: Sequence[str]) -> Callable[[Case], str | None]:
    def make(case: Case) -> str | None:
        found = list(re.finditer(rf"\b(?:{'|'.join(names)})\b", case.pair.english))
        if not found:
            return None
        match = case.chance.choice(found)
        new = case.chance.choice([name for name in names if name != match.group()])
        return _spliced(case.pair.english, *match.span(), new)

    return make


def _unit(case: Case) -> str | None:
    found = list(
        re.finditer(rf"(?<=\d)\s?(%)|(?<=[\d\w] )({'|'.join(_UNITS)})\b", case.pair.english)
    )
    after = {n.end for n in english_numerals(case.pair.english)}
    found = [m for m in found if m.start(2) - 1 in after or m[1]]
    if not found:
        return None
    match = case.chance.choice(found)
    return _spliced(case.pair.english, *match.span(), _UNITS[match[1] or match[2]])


def _not_dropped(case: Case) -> str | None:
    found = list(_NEGATORS.finditer(case.pair.english))
    if not found:
        return None
    return _spliced(case.pair.english, *case.chance.choice(found).span(), "")


def _not_put_in(case: Case) -> str | None:
    found = list(_AUXILIARY.finditer(case.pair.english))
    if not found or _ANY_NEGATION.search(case.pair.english):
        return None
    at = case.chance.choice(found).end()
    return _spliced(case.pair.english, at, at, " not")


def _name_changed(case: Case) -> str | None:
    """A tagged name gives way to one of the same type from another case.pair."""
    if not case.pair.names:
        return None
    start, end, kind = case.chance.choice(case.pair.names)
    for _ in range(50):
        other = case.chance.choice(case.others)
        same = [other.english[s:e] for s, e, k in other.names if k == kind]
        if same and not set(same[0].split()) & set(case.pair.english.split()):
            return _spliced(case.pair.english, start, end, same[0])
    return None


def _name_dropped(case: Case) -> str | None:
    if not case.pair.names:
        return None
    start, end, _ = case.chance.choice(case.pair.names)
    return _spliced(
        case.pair.english, start, end, case.chance.choice(["he", "it", "the city", "the group"])
    )


def _looped(case: Case) -> str | None:
    words = case.pair.english.split(" ")
    if len(words) < 8:
        return None
    size = case.chance.randint(1, 6)
    at = case.chance.randint(0, len(words) - size)
    times = case.chance.randint(2, 6) if size > 1 else case.chance.randint(3, 8)
    return " ".join(words[: at + size] + words[at : at + size] * times + words[at + size :])


def _cut_short(case: Case) -> str | None:
    words = case.pair.english.split(" ")
    if len(words) < 12:
        return None
    return " ".join(words[: int(len(words) * case.chance.uniform(0.2, 0.5))]) + "."


def _end_cut(case: Case) -> str | None:
    words = case.pair.english.split(" ")
    if len(words) < 15:
        return None
    return " ".join(words[: int(len(words) * case.chance.uniform(0.55, 0.8))]) + "."


def _run_on(case: Case) -> str | None:
    more = " ".join(
        case.chance.choice(case.others).english for _ in range(case.chance.randint(2, 3))
    )
    return f"{case.pair.english} {more}"


def _arabic_left(case: Case) -> str | None:
    words = case.pair.english.split(" ")
    words[case.chance.randrange(len(words))] = case.chance.choice(case.pair.arabic.split(" "))
    return " ".join(words)


def _quote_lost(case: Case) -> str | None:
    found = [m.span() for m in re.finditer('["“”]', case.pair.english)]
    if len(found) < 2:
        return None
    return _spliced(case.pair.english, *case.chance.choice(found), "")


def _fault(name: str, kinds: str, make: Callable[[Case], str | None]) -> Fault:
    return Fault(name, frozenset(kinds.split()), make, name.startswith("name"))


FAULTS = (
    _fault("number changed", "number-missing number-added date-missing", _number_changed),
    _fault("number dropped", "number-missing date-missing", _number_dropped),
    _fault("number put in", "number-added", _number_put_in),
    _fault("month changed", "date-missing", _exchanged(_MONTHS)),
    _fault("weekday changed", "date-missing", _exchanged(_WEEKDAYS)),
    _fault("unit changed", "unit-changed", _unit),
    _fault("not dropped", "negation-lost", _not_dropped),
    _fault("not put in", "negation-added", _not_put_in),
    _fault("name changed: missing", "name-missing", _name_changed),
    _fault("name changed: invented", "name-invented", _name_changed),
    _fault("name changed: either", "name-missing name-invented", _name_changed),
    _fault("name dropped", "name-missing", _name_dropped),
    _fault("phrase looped", "repetition", _looped),
    _fault("cut to a half or less", "length part-missing", _cut_short),
    _fault("last third cut", "length part-missing", _end_cut),
    _fault("run on", "length", _run_on),
    _fault("Arabic left", "arabic-left", _arabic_left),
    _fault("quotation mark lost", "quotes-unbalanced", _quote_lost),
)
