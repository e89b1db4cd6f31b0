"""How a name sounds that no dictionary holds, in the spelling newspapers use.

Asked in this order, for a word of a name:

1. `given-names.tsv`, common given names and parts of names, and `world-names.tsv`, names whose
   Arabic does not tell how English spells them, written by hand;
2. `learned-names.tsv`, words of names with the spellings editors gave them;
3. the ranking of `name_ranking.py`: known English names and what the letters suggest;
4. the scheme of `scheme.py`, by rule, where short vowels are written or a letter is unknown.

The article is "al-" before what the rest of the word gives. The same word is spelled the same
wherever it stands. What comes of 3 and 4 is a guess for eye and ear, to be
marked as such wherever it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

from reader.model import EntityType
from reader.paths import resource
from reader.text.keys import has_arabic, lookup_key, plain_digits, strip_marks
from reader.text.name_ranking import shipped_speller
from reader.text.name_words import shipped_name_words
from reader.text.scheme import spelled_by_rule

__all__ = ["known_spelling", "sound_out", "spellings", "transliterate", "word_spellings"]

_NOT_SAID: Final = re.compile("[\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ARABIC_WORD: Final = re.compile(
    "[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u08ff]+"
)
_ARTICLE: Final = re.compile("[اٱ][\u064b-\u0652]*ل[\u064b-\u0652]*")
_WITH_ARTICLE: Final = 5
"""Letters a word that begins with the article has at least."""
_LONGEST_NAME: Final = 40
"""Letters; the search takes a millisecond each."""
_PARTS: Final = re.compile(r"(?:^|(?<=-)|(?<=^[do]')|(?<=^mc))[a-z]")

Known = dict[str, tuple[str, ...]]
Speller = Callable[[str], str]


@cache
def _given_names() -> Known:
    return _written("given-names.tsv")


def _written(file: str) -> Known:
    names: Known = {}
    for line in resource("glossary", file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            arabic, english = line.split("\t")
            names.setdefault(lookup_key(arabic), (english,))
    return names


@cache
def _known_names() -> Known:
    names = {**_written("world-names.tsv"), **_given_names()}
    for line in resource("glossary", "learned-names.tsv").read_text("utf-8").splitlines():
        key, english, _ = line.split("\t")
        known = names.get(key, ())
        if english not in known:
            names[key] = (*known, english)
    return names


def known_spelling(word: str) -> str | None:
    """How newspapers spell this word of a name, if Qari knows it."""
    known = _known_names().get(lookup_key(word))
    return known[0] if known else None


def transliterate(word: str) -> str:
    """The sound of `word`, a word or a name of several, in Latin letters with capitals. Never empty
    for a text with an Arabic letter, never an error; what is not Arabic stays as it is."""
    return _transliterated(word, _known_names(), lambda part: word_spellings(part)[0])


def sound_out(word: str) -> str:
    """As `transliterate`, by given names and rules alone."""
    names = _given_names()
    return _transliterated(word, names, lambda part: _ruled(part, names))


def spellings(name: str, n: int = 5, type: EntityType | None = None) -> list[str]:
    """Up to `n` ways to write `name`, a word or several, best first and each once; the first is the
    one `transliterate` gives where `type` is None. Of a name of several words one word is varied
    at a time."""
    known = _known_names().get(lookup_key(name), ()) if " " in name else ()
    words = [word_spellings(word, type) for word in _normal(name).split()]
    best = [found[0] for found in words]
    varied = [*known, " ".join(best)]
    for turn in range(1, n):
        for i, found in enumerate(words):
            if turn < len(found):
                varied.append(" ".join([*best[:i], found[turn], *best[i + 1 :]]))
    return list(dict.fromkeys(varied))[:n]


def word_spellings(word: str, type: EntityType | None = None) -> tuple[str, ...]:
    """Ways to write one word, capitalised, best first; at least one. What holds no Arabic letter
    stays as it is."""
    letters = strip_marks(word)
    if not has_arabic(letters):
        return (plain_digits(word),)
    known = _known_names()
    found = known.get(lookup_key(letters), ())
    if type is EntityType.PER:  # SANA is an agency, Sana a name
        found = tuple(name for name in found if not (name.isalpha() and name.isupper()))
    article = _article(word)
    if article:
        rest = word[article:]
        inner = known.get(lookup_key(rest), ()) or _ranked(rest, type) or (spelled_by_rule(rest),)
        return tuple(dict.fromkeys((*found, *("al-" + name for name in inner))))
    if strip_marks(word) != word and not found:
        return tuple(dict.fromkeys((spelled_by_rule(word), *_ranked(letters, type))))
    return tuple(dict.fromkeys((*found, *_ranked(letters, type)))) or (spelled_by_rule(word),)


def _ranked(word: str, type: EntityType | None) -> tuple[str, ...]:
    letters = strip_marks(word)
    if len(letters) > _LONGEST_NAME:
        return ()
    return tuple(_PARTS.sub(_capital, name) for name in shipped_speller().spellings(letters, type))


def _capital(match: re.Match[str]) -> str:
    return match.group().upper()


def _article(word: str) -> int:
    """How many characters of `word` are its article; 0 too where the whole is a known name that
    only begins like it (الكسندر)."""
    match = _ARTICLE.match(word)
    if match is None or len(strip_marks(word)) < _WITH_ARTICLE:
        return 0
    return 0 if shipped_name_words().renderings(lookup_key(word)) else match.end()


def _ruled(word: str, known: Known) -> str:
    match = _ARTICLE.match(word)
    if match and len(strip_marks(word)) >= _WITH_ARTICLE:
        rest = word[match.end() :]
        inner = known.get(lookup_key(rest))
        return "al-" + (inner[0] if inner else spelled_by_rule(rest))
    return spelled_by_rule(word)


def _normal(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFKC", c).strip() if "\ufb50" <= c <= "\ufefc" else c
        for c in unicodedata.normalize("NFC", _NOT_SAID.sub("", text))
    )


def _transliterated(text: str, known: Known, spell: Speller) -> str:
    text = _normal(text)
    if found := known.get(lookup_key(text)):
        return found[0]

    def spelled(match: re.Match[str]) -> str:
        letters = strip_marks(match.group())
        if not has_arabic(letters):
            return ""
        name = known.get(lookup_key(letters))
        return name[0] if name else spell(match.group())

    return plain_digits(_ARABIC_WORD.sub(spelled, text))
