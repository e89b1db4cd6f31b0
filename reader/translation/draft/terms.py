"""Fixed terms and idioms: words that mean something else together, or one thing in the news.

`resources/glossary/terms.tsv` holds them: Arabic, English, kind, separated by tabs. The first word
is found with proclitics attached; the English of a noun or verb is its bare form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.proclitics import stems
from reader.translation.draft.units import Kind

__all__ = ["Term", "TermIndex", "shipped_terms"]

KINDS: Mapping[str, Kind] = {
    "adj": Kind.ADJECTIVE,
    "adv": Kind.OTHER,
    "conj": Kind.CONJUNCTION,
    "name": Kind.NAME,
    "noun": Kind.NOUN,
    "prep": Kind.PREPOSITION,
    "quant": Kind.QUANTIFIER,
    "rel": Kind.RELATIVE,
    "sub": Kind.SUBORDINATOR,
    "verb": Kind.VERB,
}


@dataclass(frozen=True, slots=True)
class Term:
    """`words` are lookup keys; `definite` tells that one of them carries the article."""

    words: tuple[str, ...]
    english: str
    kind: Kind
    definite: bool


class TermIndex:
    """Terms by first word, the longest first."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms: dict[str, list[Term]] = {}
        for term in sorted(terms, key=lambda t: -len(t.words)):
            self._terms.setdefault(term.words[0], []).append(term)

    def longest(self, keys: Sequence[str], joined: Sequence[bool]) -> tuple[Term, int] | None:
        """The longest term that begins `keys` with the number of letters its proclitics take.
        `joined[i]` tells that nothing but space stands before word i."""
        best: tuple[Term, int] | None = None
        for taken, stem in stems(keys[0]):
            for term in self._terms.get(stem, ()):
                length = len(term.words)
                if best and length <= len(best[0].words):
                    break
                if length <= len(keys) and all(
                    keys[n] == term.words[n] and joined[n] for n in range(1, length)
                ):
                    best = (term, taken)
                    break
        return best


@cache
def shipped_terms() -> TermIndex:
    """The terms that come with Qari."""
    lines = resource("glossary", "terms.tsv").read_text("utf-8").splitlines()
    return TermIndex([_term(line) for line in lines if line and not line.startswith("#")])


def _term(line: str) -> Term:
    arabic, english, kind = line.split("\t")
    words = arabic.split()
    return Term(
        tuple(lookup_key(word) for word in words),
        english,
        KINDS[kind],
        any(word.startswith("ال") for word in words),
    )
