"""Words of names that are known: how often the English ones occur, and which Arabic they render.

Read from resources/glossary/name-words.txt.xz, made by `packaging/transliteration/train.py`: a line
an English word in small letters (with how often Wikidata, English prose and the written pairs hold
it and ten times the decimal logarithm of the population of the largest city called so), an empty
line, a line an Arabic lookup key with the English words that render it, a `+` before those that
only cities bear. Lines are sorted and read when asked for: the file is large, an article asks for
few.
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from reader.paths import resource

__all__ = ["Fame", "NameWords", "shipped_name_words"]


@dataclass(frozen=True, slots=True)
class Fame:
    """How well known an English word is as a name. `wikidata`, `prose`, `news`: counts; `city`: the
    decimal logarithm of a population, 0 if no city is called so."""

    wikidata: int = 0
    city: float = 0.0
    prose: int = 0
    news: int = 0


_NOBODY: Final = Fame()


class NameWords:
    """`words` is sorted, `fames` answers it line by line; `pairs` are sorted lines."""

    def __init__(self, words: Sequence[str], fames: Sequence[str], pairs: Sequence[str]) -> None:
        self.words = words
        self._fames = fames
        self._pairs = pairs

    @classmethod
    def parse(cls, text: str) -> NameWords:
        english, _, arabic = text.partition("\n\n")
        words: list[str] = []
        fames: list[str] = []
        for line in english.splitlines():
            word, _, fame = line.partition("\t")
            words.append(word)
            fames.append(fame)
        return cls(words, fames, arabic.splitlines())

    def fame(self, english: str) -> Fame:
        """How well known `english`, in small letters, is."""
        place = bisect_left(self.words, english)
        if place == len(self.words) or self.words[place] != english:
            return _NOBODY
        wikidata, city, prose, news = map(int, self._fames[place].split(" "))
        return Fame(wikidata, city / 10, prose, news)

    def renderings(self, key: str) -> dict[str, bool]:
        """English words that render the Arabic word of this lookup key, each with whether only
        cities bear it."""
        place = bisect_left(self._pairs, key + "\t")
        if place == len(self._pairs) or not self._pairs[place].startswith(key + "\t"):
            return {}
        found = self._pairs[place].split("\t")[1:]
        return {word.removeprefix("+"): word.startswith("+") for word in found}


@cache
def shipped_name_words() -> NameWords:
    packed = resource("glossary", "name-words.txt.xz").read_bytes()
    return NameWords.parse(lzma.decompress(packed).decode("utf-8"))
