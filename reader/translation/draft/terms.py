"""Fixed terms and idioms: words that mean something else together, or one thing in the news.

`resources/glossary/terms*.tsv` hold them: Arabic, English, kind, separated by tabs. The first word
is found with proclitics attached; the English of a noun or verb is its bare form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.proclitics import stems
from reader.translation.draft.units import Kind

__all__ = ["KINDS", "Term", "TermIndex", "read_terms", "shipped_terms"]

KINDS: Mapping[str, Kind] = {
    "adj": Kind.ADJECTIVE,
    "adv": Kind.OTHER,
    "conj": Kind.CONJUNCTION,
    "name": Kind.NAME,
    "noun": Kind.NOUN,
    "num": Kind.NUMBER,
    "prep": Kind.PREPOSITION,
    "quant": Kind.QUANTIFIER,
    "rel": Kind.RELATIVE,
    "sub": Kind.SUBORDINATOR,
    "verb": Kind.VERB,
}
_ROOT_AL = ("التزام", "التهاب", "التحاق", "التقاط", "التفاف", "التقاء", "التباس", "التئام")
"""Words whose first two letters are their root's, no article: التهاب رئوي is "a pneumonia"."""


@dataclass(frozen=True, slots=True)
class Term:
    """`words` are lookup keys; `definite` tells that one of them carries the article."""

    words: tuple[str, ...]
    english: str
    kind: Kind
    definite: bool


class TermIndex:
    """Terms by first word, the longest first."""

    def __init__(self, terms: Iterable[Term]) -> None:
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


def read_terms(text: str, name: str) -> Iterator[Term]:
    """The terms of a file called `name`; empty lines and lines that begin with # are left out.

    Raises ValueError with file and line for one that is not Arabic, English and a known kind."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or not all(fields):
            raise ValueError(f"{name} line {number}: not Arabic, English and kind: {line!r}")
        arabic, english, kind = fields
        if kind not in KINDS:
            raise ValueError(f"{name} line {number}: unknown kind {kind!r}")
        words = arabic.split()
        yield Term(
            tuple(lookup_key(word) for word in words),
            english,
            KINDS[kind],
            any(word.startswith("ال") and not word.startswith(_ROOT_AL) for word in words),
        )


@cache
def shipped_terms() -> TermIndex:
    """The terms that come with Qari."""
    files = sorted(resource("glossary").glob("terms*.tsv"))
    return TermIndex(
        term for file in files for term in read_terms(file.read_text("utf-8"), file.name)
    )
