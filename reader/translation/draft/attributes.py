"""What stands around a noun inside its phrase: adjectives and their agreement, marks, articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.text.english_words import inflected
from reader.translation.draft.units import Kind, Unit, Word

__all__ = [
    "adjective_groups",
    "as_word",
    "comparative",
    "follows",
    "marked",
    "postposed",
    "quotes_outside",
    "superlative",
    "title_case",
    "without_article",
]

_SMALL = {"the", "of", "and", "for", "a", "an", "in", "on", "its", "his", "her", "their"}
_SHORT = 7
"""Letters of an adjective from which it takes "more"."""
_SELF = {"نفس", "ذات"}
_WITH_COMPLEMENT = frozenset(
    "loyal loyalist backed supported affiliated belonging known linking linked located stationed"
    " accused responsible close related composed consisting adjacent neighboring neighbouring"
    " overlooking coming arriving similar equal opposed hostile allied connected attached"
    " committed exposed subject addressed directed present existing concerned specialized"
    " capable".split()
)
_ATTRIBUTIVE = frozenset(
    "united armed injured wounded advanced limited detained displaced developing developed leading"
    " following ongoing increasing outstanding wanted talented experienced fixed mixed varied"
    " sacred sustained continued repeated increased combined joint accelerating growing rising"
    " surprising promising encouraging disturbing worrying alarming shocking interesting remaining"
    " missing living dying running standing working young red".split()
)
"""Participles that stand before their noun in any case."""


def follows(units: Sequence[Unit], i: int) -> bool:
    """Whether unit `i` can continue a phrase: no proclitic but the article on it."""
    return i < len(units) and not units[i].lead and not units[i].future


def superlative(unit: Unit) -> str:
    """The sense of a comparative that says "most": "larger; largest" → "largest"."""
    if unit.kind is not Kind.COMPARATIVE or unit.english.endswith("est"):
        return unit.english
    most = (s for s in unit.senses if s.endswith("est") or s.startswith("most "))
    return next(most, "") or _degree(unit.english, "JJS", "most")


def comparative(unit: Unit) -> str:
    """The sense of a comparative that says "more": "larger"."""
    more = (s for s in unit.senses if s.endswith("er") or s.startswith("more "))
    return next(more, "") or _degree(unit.english, "JJR", "more")


def _degree(adjective: str, tag: str, more: str) -> str:
    if adjective.startswith(("more", "most", "less", "least")) or adjective.endswith(("er", "est")):
        return adjective
    form = inflected(adjective, tag) if len(adjective) < _SHORT else adjective
    return form if form != adjective else f"{more} {adjective}"


def postposed(units: Sequence[Unit], j: int) -> bool:
    """Whether the participle at unit `j` has a complement and so stays behind its noun: الموالي
    للجيش, "loyal to the army"."""
    unit = units[j]
    if unit.kind is Kind.ADJECTIVE and unit.english.endswith(" as"):
        return not unit.lead
    participle = unit.english.endswith(("ed", "ing")) and unit.english not in _ATTRIBUTIVE
    if not (participle or unit.english in _WITH_COMPLEMENT) or j + 1 >= len(units):
        return False
    if unit.kind is not Kind.ADJECTIVE or unit.lead:
        return False
    after = units[j + 1]
    return (after.preposition and not after.conjoined and len(after.lead) == 1) or (
        after.kind is Kind.PREPOSITION and not after.lead
    )


def adjective_groups(
    units: Sequence[Unit], j: int, noun: Unit, definite: bool, inner: bool
) -> tuple[list[list[Word]], int]:
    """Adjectives of `noun` from unit `j` on, in groups of those joined by "and". A genitive takes
    only those that agree with it; what is left belongs to the outermost noun."""
    groups: list[list[Word]] = []
    while j < len(units):
        unit = units[j]
        if unit.lemma in _SELF and unit.pronoun and follows(units, j) and definite:
            groups.append([as_word(unit, "same")])
            j += 1
            continue
        if unit.kind not in {Kind.ADJECTIVE, Kind.COMPARATIVE} or unit.pronoun:
            break
        joined = bool(groups) and unit.conjoined and unit.definite == definite
        if not joined and (not follows(units, j) or unit.definite != definite):
            break
        if _closed(units[j - 1]) or (inner and not _agrees(noun, unit)):
            break
        if postposed(units, j):
            break
        word = as_word(unit, superlative(unit) if unit.definite else unit.english)
        if joined:
            groups[-1] += [*unit.lead, word]
        else:
            groups.append([word])
        j += 1
    return groups, j


def _agrees(noun: Unit, adjective: Unit) -> bool:
    """Arabic agreement: gender and number, the plural of things counting as feminine singular."""
    n, a = noun.features, adjective.features
    if not n.gender or not a.gender:
        return True
    if n.number == "p":
        return a.number == "p" or a.gender == "f"
    if n.number == "d":
        return a.number in {"d", "s"}
    return n.gender == a.gender and a.number != "p"


def as_word(unit: Unit, text: str) -> Word:
    return Word(text, unit.tokens, unit.before, unit.after)


def marked(unit: Unit) -> bool:
    """Whether a mark after the unit keeps the next from belonging to it."""
    return _closed(unit) or any(c in unit.after for c in "-–")


def _closed(unit: Unit) -> bool:
    return any(c in unit.after for c in ")]–-")


def quotes_outside(core: list[Word], span: Sequence[Unit]) -> list[Word]:
    """Moves a mark that opens at the phrase's first unit, or closes at its last, to the edge again
    after the adjectives have changed places."""
    if len(core) < 2:
        return core
    first, last = span[0], span[-1]
    if first.before and not first.after:
        core = [replace(w, before="") if w.tokens == first.tokens else w for w in core]
        core[0] = replace(core[0], before=first.before + core[0].before)
    if last.after and not last.before:
        core = [replace(w, after="") if w.tokens == last.tokens else w for w in core]
        core[-1] = replace(core[-1], after=core[-1].after + last.after)
    return core


def without_article(words: tuple[Word, ...]) -> tuple[Word, ...]:
    first = words[0]
    if first.text in {"the", "a", "an"} and len(words) > 1:
        second = replace(words[1], before=first.before + words[1].before)
        return (second, *words[2:])
    if first.text.startswith("the "):
        return (replace(first, text=first.text.removeprefix("the ")), *words[1:])
    return words


def title_case(words: Sequence[Word]) -> list[Word]:
    return [replace(w, text=" ".join(map(_capital, w.text.split(" ")))) for w in words]


def _capital(word: str) -> str:
    return word if word in _SMALL else word[:1].upper() + word[1:]
