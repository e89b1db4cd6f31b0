"""The right word: which sense of a lemma, and which preposition, news prose uses.

The tables were learned from sentence pairs by `packaging/lexicon/learn.py`; where they say nothing
the dictionary's first sense stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reader.model import Gloss
from reader.paths import resource
from reader.translation.draft.inflection import gerund

__all__ = ["LexicalChoice", "key_of", "lexical_choice"]

Shares = dict[str, float]

_ORDER = (0.2, 0.12, 0.08, 0.04)
"""What the dictionary's order of senses counts for, against learned shares."""
_SURE = 5.0
"""Occurrences at which a learned share counts half."""
_USUAL = 0.4
_NO_NOUNS = frozenset(
    "raise lift kill hold carry take bring give put hand keep send build find make break turn get"
    " run say tell open close leave spread bear grant hire feed burn steal remove withhold".split()
)
"""Words that are nouns in the lists, but verbs where they render a verbal noun."""
_VAGUE = frozenset("people person thing place time way one".split())
"""Words editors put for many: no sense of any."""
_OFTEN = 20.0
_UNSAID = 0.6
"""Share from which a verb's preposition has no English: طالب بـ, "demand"."""


_GENERIC = 0.45
"""Below this share of "the" a noun with the Arabic article is said without one: "peace"."""
_MASS = 0.38
_INSTITUTION = 0.45
_COMPOUND = 0.5
"""Mean share of compounds from which "of" is left out."""


@dataclass(frozen=True, slots=True)
class PhraseHabits:
    """How English treats a noun: shares from 0 to 1."""

    the: float
    as_head: float
    as_genitive: float
    capital: float


def key_of(gloss: Gloss) -> str:
    return f"{gloss.lemma}|{gloss.pos}"


class LexicalChoice:
    """The learned tables."""

    def __init__(
        self,
        senses: dict[str, tuple[Shares, float]],
        contexts: dict[tuple[str, str], str],
        prepositions: dict[tuple[str, str], tuple[Shares, float]],
        phrases: dict[str, PhraseHabits],
        habits: dict[str, Shares],
    ) -> None:
        self._senses = senses
        self._contexts = contexts
        self._prepositions = prepositions
        self._phrases = phrases
        self._habits = habits

    def sense(self, key: str, senses: Sequence[str], before: str, after: str) -> str:
        """One of `senses` (the dictionary's, in its order), or a word learned for the lemma.
        `before` and `after` are the keys of the content words beside it, "" at an edge."""
        for neighbour in ("<" + before, ">" + after):
            word = self._contexts.get((key, neighbour))
            if word:
                return next((s for s in senses if word == s or word in s.split()), word)
        shares, count = self._senses.get(key, ({}, 0.0))
        if not shares:
            return senses[0]
        trust = count / (count + _SURE)
        best, score = senses[0], -1.0
        for i, sense in enumerate(senses):
            share = max((shares.get(word, 0.0) for word in sense.split()), default=0.0)
            # A sense of several words that only contains a learned word is a weaker match.
            share = max(shares.get(sense, 0.0), share * (1.0 if " " not in sense else 0.8))
            if key.endswith("|noun"):
                raised = (n for w, n in shares.items() if w in _NO_NOUNS and gerund(w) == sense)
                share = max(share, *raised, 0.0)
            value = trust * share + _ORDER[min(i, 3)] * (1.0 if i else 1.2)
            if value > score:
                best, score = sense, value
        for word, share in shares.items():
            if word in _VAGUE or (word in _NO_NOUNS and gerund(word) in senses):
                continue  # رفع, "the raising", not "the raise"
            # A word the dictionary does not give must be clearly the usual one, and seen often.
            value = share * count / (count + _OFTEN)
            if share >= _USUAL and value > score:
                best, score = word, value
        return best

    def prepositions(self, key: str, before: str, after: str, governor: str) -> Shares:
        """What the English of the preposition `key` may be between these neighbours, with weights;
        `governor` is the verb whose subject stands between. Empty where nothing is known."""
        found: Shares = {}
        for neighbour, weight in (
            ("<" + before, 1.0),
            ("^" + governor, 1.0),
            (">" + after, 0.7),
            ("<*|" + before.rpartition("|")[2], 0.3),
            ("*", 0.3),
        ):
            shares, count = self._prepositions.get((key, neighbour), ({}, 0.0))
            trust = weight * count / (count + 10.0)
            for word, share in shares.items():
                found[word] = found.get(word, 0.0) + trust * share
        found.pop("-", None)
        return found

    def share(self, key: str, before: str, word: str) -> float:
        """How often a preposition is `word` right after the lemma `before`."""
        return self._prepositions.get((key, "<" + before), ({}, 0.0))[0].get(word, 0.0)

    def unsaid(self, key: str, verb: str) -> bool:
        """Whether English has no preposition after that verb: طالب بـ, "demand"."""
        shares, count = self._prepositions.get((key, "<" + verb), ({}, 0.0))
        return verb.endswith("|verb") and count >= 12 and shares.get("-", 0.0) >= _UNSAID

    def habits(self, word: str) -> Shares | None:
        """Which prepositions follow an English word, None if it is not known."""
        return self._habits.get(word)

    def takes_the(self, key: str) -> bool:
        """Whether English says "the" with this noun where Arabic has the article."""
        habits = self._phrases.get(key)
        return habits is None or habits.the >= _GENERIC

    def mass(self, key: str) -> bool:
        """Whether a noun with the Arabic article mostly goes without "the": peace, art."""
        habits = self._phrases.get(key)
        return habits is not None and habits.the < _MASS

    def names_institutions(self, key: str) -> bool:
        """Whether definite phrases of this noun are mostly names: "the Ministry of Health"."""
        habits = self._phrases.get(key)
        return habits is not None and habits.capital >= _INSTITUTION

    def compounds(self, head: str, genitive: str) -> bool:
        """Whether a construct chain of these nouns becomes a compound: قوات الأمن, "security
        forces"."""
        first, second = self._phrases.get(head), self._phrases.get(genitive)
        if first is None or second is None:
            return False
        return (first.as_head + second.as_genitive) / 2 >= _COMPOUND


def _shares(field: str) -> Shares:
    pairs = (item.rpartition(":") for item in field.split())
    return {word.replace("_", " "): float(share) for word, _, share in pairs}


def _habits(fields: Sequence[str]) -> PhraseHabits:
    """Shares drawn towards the mean of all nouns where they were seen seldom."""
    the, the_n, head, head_n, genitive, genitive_n, capital, capital_n = map(float, fields)
    return PhraseHabits(
        the=(the * the_n + 0.75 * 4) / (the_n + 4),
        as_head=(head * head_n + 0.4 * 3) / (head_n + 3),
        as_genitive=(genitive * genitive_n + 0.3 * 3) / (genitive_n + 3),
        capital=(capital * capital_n) / (capital_n + 15),
    )


@cache
def lexical_choice() -> LexicalChoice:
    """The tables that come with Qari."""

    def rows(name: str) -> list[list[str]]:
        text = resource("glossary", name).read_text("utf-8")
        return [line.split("\t") for line in text.splitlines()]

    return LexicalChoice(
        {f"{r[0]}|{r[1]}": (_shares(r[2]), float(r[3])) for r in rows("learned-senses.tsv")},
        {(f"{r[0]}|{r[1]}", r[2]): r[3].replace("_", " ") for r in rows("learned-contexts.tsv")},
        {(r[0], r[1]): (_shares(r[2]), float(r[3])) for r in rows("learned-prepositions.tsv")},
        {f"{r[0]}|{r[1]}": _habits(r[2:]) for r in rows("learned-phrases.tsv")},
        {r[0]: _shares(r[1]) for r in rows("learned-english.tsv")},
    )
