"""What English words are made of: base forms and inflected forms, by the lists of lemminflect.

The lists are read line by line as words are asked for: lemminflect itself decodes 160,000 lines at
the first question, which takes longer than loading all the rest of the translation.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["base_form", "base_forms", "inflected", "is_english_word", "lemmas"]

Entry = dict[str, tuple[str, ...]]


class _Table:
    """A list of lemminflect in the place of the dictionary it would make: lines by word."""

    def __init__(self, file: str, decode: Callable[[str], tuple[str, Entry]]) -> None:
        text = gzip.decompress(Path(file).read_bytes()).decode()
        self._lines: dict[str, list[str]] = {}
        for line in text.splitlines():
            self._lines.setdefault(line[: line.index(",")], []).append(line)
        self._decode = decode
        self.fixed: dict[str, Entry] = {}  # what stands in place of the list's lines

    def get(self, word: str, default: Entry) -> Mapping[str, tuple[str, ...]]:
        if word in self.fixed:
            return self.fixed[word]
        entry: Entry = {}
        for line in self._lines.get(word, ()):
            entry |= self._decode(line)[1]
        return entry or default


@cache
def _lemmatizer() -> Any:
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.core.Lemmatizer import Lemmatizer
    from lemminflect.core.LexicalUtils import categoryToUPos

    def decode(line: str) -> tuple[str, Entry]:
        word, category, forms = LemmaLUCodec.fromString(line)
        return word, {categoryToUPos(category): forms}

    lemmatizer = Lemmatizer()
    lemmatizer.lemma_dict = _Table(lemmatizer.lemma_lu_fn, decode)
    return lemmatizer


@cache
def _inflections() -> Any:
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.core.Inflections import Inflections

    def decode(line: str) -> tuple[str, Entry]:
        word, _, forms = InflectionLUCodec.fromString(line)
        return word, forms

    inflections = Inflections()
    table = _Table(inflections.infl_lu_fn, decode)
    table.fixed = InflectionLUCodec.updateForAuxMod({})
    inflections.infl_dict = table
    return inflections


@lru_cache(maxsize=65_536)
def lemmas(word: str) -> Mapping[str, tuple[str, ...]]:
    """The base forms of `word` (in lower case) by part of speech ("NOUN", "VERB", "ADJ", "ADV",
    "AUX"); none for a word the lists lack, such as a name or a grammatical word."""
    if not (word.isascii() and word.isalpha()):
        return {}
    found: Entry = _lemmatizer().getAllLemmas(word)
    return found


def base_forms(word: str) -> frozenset[str]:
    """All base forms `word` (in lower case) may have."""
    return frozenset(form for forms in lemmas(word).values() for form in forms)


def base_form(word: str) -> str:
    """The singular of a noun, else the infinitive of a verb, else `word` (in lower case) itself."""
    forms = lemmas(word)
    return forms.get("NOUN", forms.get("VERB", (word,)))[0]


def is_english_word(word: str) -> bool:
    """Whether `word` (in lower case) is in the lists."""
    return bool(lemmas(word))


@lru_cache(maxsize=16_384)
def inflected(word: str, tag: str) -> str:
    """The form of `word` with this tag of the Penn Treebank ("VBD", "NNS", …), by rule where the
    lists lack it; `word` itself where it is no word of letters or has no such form."""
    if not word.isalpha():
        return word
    forms = _inflections().getInflection(word, tag)
    return str(forms[0]) if forms else word
