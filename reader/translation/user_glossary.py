"""The reader's own glossary: what an Arabic term is to be called in English.

One term a line, Arabic and English separated by a tab; lines that begin with # are remarks. Terms
are found as names are, with proclitics in front and however they are spelled, and are given to the
engine as mentions, so that an engine that honours names honours them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.model import EntityType, Mention
from reader.text.keys import has_arabic, lookup_key
from reader.text.proclitics import stems
from reader.text.tokens import token_spans
from reader.translation.protocol import SentenceSource

__all__ = ["SOURCE", "TERM_LIMIT", "Fault", "Glossary", "GlossaryTerm", "read_glossary"]

SOURCE: Final = "glossary"
"""What the mentions of terms say of their source."""

TERM_LIMIT: Final = 20_000
_LONGEST: Final = 200
_ARTICLE: Final = "ال"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """`keys` are the lookup keys of its words; `line` counts from 1."""

    arabic: str
    english: str
    keys: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that does not count, and why, in one sentence."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms that count, in the order written, and the `faults` of the lines that do not."""

    terms: tuple[GlossaryTerm, ...] = ()
    faults: tuple[Fault, ...] = ()
    _by_first: Mapping[str, Sequence[tuple[tuple[str, ...], GlossaryTerm]]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], GlossaryTerm]]] = {}
        for term in self.terms:
            by_first.setdefault(term.keys[0], []).append((term.keys, term))
        for found in by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))
        object.__setattr__(self, "_by_first", by_first)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, source: SentenceSource) -> tuple[Mention, ...]:
        """The terms in a sentence as mentions of it, in order, not overlapping; of two that begin
        at one word the longer counts. A term written without the article is found with it too, and
        is then "the …"."""
        if not self.terms:
            return ()
        keys = [lookup_key(source.word(i)) for i in range(len(source.tokens))]
        found: list[Mention] = []
        i = 0
        while i < len(keys):
            match = self._longest(source, keys, i)
            if match is None:
                i += 1
                continue
            first, last = source.tokens[i], source.tokens[i + match.words - 1]
            found.append(
                Mention(
                    first.start + _letters_in(source.word(i), match.taken),
                    last.end,
                    EntityType.MISC,
                    f"{SOURCE}:{match.term.line}",
                    _definite(match.term.english) if match.definite else match.term.english,
                    SOURCE,
                    f"your glossary, line {match.term.line}",
                )
            )
            i += match.words
        return tuple(found)

    def _longest(self, source: SentenceSource, keys: Sequence[str], i: int) -> _Match | None:
        """The longest term that begins at token `i`."""
        best: _Match | None = None
        for taken, stem in stems(keys[i]):
            bare = stem.removeprefix(_ARTICLE)
            for first, definite in ((stem, False), (bare, True))[: 1 + (bare != stem)]:
                for words, term in self._by_first.get(first, ()):
                    if best and len(words) <= best.words:
                        break
                    rest = keys[i + 1 : i + len(words)]
                    if definite:
                        # An adjective takes the article along: الهدنة الإنسانية.
                        rest = [
                            key if key == word else key.removeprefix(_ARTICLE)
                            for key, word in zip(rest, words[1:], strict=False)
                        ]
                    if tuple(rest) == words[1:] and _unbroken(source, i, len(words)):
                        best = _Match(term, taken, len(words), definite)
                        break
        return best


@dataclass(frozen=True, slots=True)
class _Match:
    """`term` on `words` tokens, `taken` letters of the first being proclitics; `definite` tells
    that the text has an article that the term has not."""

    term: GlossaryTerm
    taken: int
    words: int
    definite: bool


def _definite(english: str) -> str:
    return english if re.match(r"(?:the|an?)\s", english, re.IGNORECASE) else f"the {english}"


def _unbroken(source: SentenceSource, first: int, words: int) -> bool:
    """Whether nothing but spaces stands between the words from token `first` on."""
    return not any(
        source.text[source.tokens[i].end : source.tokens[i + 1].start].strip()
        for i in range(first, first + words - 1)
    )


def _letters_in(word: str, taken: int) -> int:
    """How many characters of a word as written make the first `taken` letters of its key, with
    their vowel signs."""
    place = 0
    while place < len(word) and len(lookup_key(word[:place])) < taken:
        place += 1
    while place < len(word) and not lookup_key(word[place]):
        place += 1
    return place


def read_glossary(text: str) -> Glossary:
    """The glossary written in `text`. Of two lines that disagree the first counts; the other, and
    every line that cannot be understood, is told as a fault."""
    terms: list[GlossaryTerm] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, ...], GlossaryTerm] = {}
    for line, written in _lines(text):
        term = _term(line, written)
        if isinstance(term, Fault):
            faults.append(term)
            continue
        before = seen.get(term.keys)
        if before is None and len(terms) >= TERM_LIMIT:
            faults.append(Fault(line, f"a glossary holds at most {TERM_LIMIT:,} terms"))
            break
        if before is None:
            seen[term.keys] = term
            terms.append(term)
        elif before.english != term.english:
            faults.append(
                Fault(
                    line,
                    f"{term.arabic} is already “{before.english}” in line {before.line};"
                    " that one counts",
                )
            )
    return Glossary(tuple(terms), tuple(faults))


def _lines(text: str) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.removesuffix("\r")
        if line.strip() and not line.startswith("#"):
            yield number, line


def _term(number: int, line: str) -> GlossaryTerm | Fault:
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 2 or not all(fields):
        return Fault(number, "not an Arabic term, a tab and its English")
    arabic, english = fields
    if not has_arabic(arabic):
        return Fault(number, f"“{arabic}” is not Arabic; the Arabic comes first")
    if has_arabic(english):
        return Fault(number, f"the English of {arabic} is Arabic")
    if _CONTROL.search(line.replace("\t", "")) or max(map(len, fields)) > _LONGEST:
        return Fault(number, f"longer than {_LONGEST} letters, or with letters that do not print")
    keys = tuple(lookup_key(arabic[start:end]) for start, end in token_spans(arabic))
    return GlossaryTerm(arabic, " ".join(english.split()), keys, number)
