"""Fixed terms and idioms: words that mean something else together, or one thing in the news.

`resources/glossary/terms*.tsv` hold them: Arabic, English, kind, separated by tabs. The first word
is found with proclitics attached; the English of a noun or verb is its bare form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reader.paths import resource
from reader.text.keys import lookup_key, strip_marks
from reader.text.proclitics import stems
from reader.translation.draft.units import Kind

__all__ = ["KINDS", "Term", "TermIndex", "read_terms", "shipped_terms"]

KINDS: Mapping[str, Kind] = {
    "adj": Kind.ADJECTIVE,
    "adv": Kind.OTHER,
    "conj": Kind.CONJUNCTION,
    "modal": Kind.MODAL,
    "name": Kind.NAME,
    "noun": Kind.NOUN,
    "prep": Kind.PREPOSITION,
    "quant": Kind.QUANTIFIER,
    "rel": Kind.RELATIVE,
    "sub": Kind.SUBORDINATOR,
    "verb": Kind.VERB,
}
_FOR = {"ا": "أإ", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ي": "ى", "ى": "ي", "ئ": "ي", "ؤ": "و"}
"""What may be written for a letter of a term."""
_ROOT_AL = ("التزام", "التهاب", "التحاق", "التقاط", "التفاف", "التقاء", "التباس", "التئام")
"""Words whose first two letters are their root's, no article: التهاب رئوي is "a pneumonia"."""
_CARRIED_ON = {"غير", "شبه", "ذو", "ذا", "ذي", "ذات", "ذوي", "لا"}
"""First words of adjectives that cannot have the article themselves."""


@dataclass(frozen=True, slots=True)
class Term:
    """`words` are lookup keys, `spelled` the same words with hamza, ة and ى as they are written;
    `definite` tells that one of them carries the article."""

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    english: str
    kind: Kind
    definite: bool


class TermIndex:
    """Terms by first word, the longest first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, list[Term]] = {}
        for term in sorted(terms, key=lambda t: -len(t.words)):
            self._terms.setdefault(term.words[0], []).append(term)

    def beginning(self, key: str) -> Sequence[Term]:
        """The verbs among the terms whose first word has that lookup key, the longest first."""
        return [term for term in self._terms.get(key, ()) if term.kind is Kind.VERB]

    def longest(self, words: Sequence[str], joined: Sequence[bool]) -> tuple[Term, int] | None:
        """The longest term that begins `words`, with the number of letters its proclitics take.
        `words` are without marks, as written or as lookup keys; `joined[i]` tells that nothing but
        space stands before word i."""
        best: tuple[Term, int] | None = None
        keys: list[str] = []
        for taken, stem in stems(lookup_key(words[0])):
            if stem not in self._terms:
                continue
            keys = keys or [lookup_key(word) for word in words]
            article = max(0, len(stem) + taken - len(words[0]))
            written = [stem[:article] + words[0][taken:], *words[1:]]
            for term in self._terms[stem]:
                length = len(term.words)
                if best and length <= len(best[0].words):
                    break
                if (
                    length <= len(keys)
                    and (length == 1 or keys[1] == term.words[1])  # most fail here, cheaply
                    and all(keys[n] == term.words[n] and joined[n] for n in range(1, length))
                    and all(map(_may_be, written, term.spelled))
                ):
                    best = (term, taken)
                    break
        return best


def _may_be(written: str, spelled: str) -> bool:
    """Whether a written word, equal to a term's as a key, can be meant for it: papers leave hamza
    and the dots of ة and ي out (اكثر, الحكومه), but وحدة, "unit", is not وحده, "alone"."""
    return all(
        letter == other or letter in _FOR.get(other, "")
        for letter, other in zip(written, spelled, strict=False)
    )


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
            tuple(strip_marks(word) for word in words),
            english,
            KINDS[kind],
            _definite(words, KINDS[kind]),
        )


def _definite(words: Sequence[str], kind: Kind) -> bool:
    """Whether a term carries the article. An adjective carries it on its first word, the noun after
    it has one in any case: مجهول الهوية, "unidentified", but غير الشرعي, "the illegal"."""
    if kind is Kind.ADJECTIVE and words[0] not in _CARRIED_ON:
        words = words[:1]
    return any(word.startswith("ال") and not word.startswith(_ROOT_AL) for word in words)


@cache
def shipped_terms() -> TermIndex:
    """The terms that come with Qari."""
    files = sorted(resource("glossary").glob("terms*.tsv"))
    return TermIndex(
        term for file in files for term in read_terms(file.read_text("utf-8"), file.name)
    )
