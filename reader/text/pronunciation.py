"""How an Arabic name is said, for people who do not read Arabic: حلب "HA-lab", الرقة "ar-RAQ-qa".

Arabic leaves short vowels out, so they come from elsewhere: from our list of words that names are
made of (resources/glossary/name-vowels.txt), from the spelling newspapers use where it can be laid
over the Arabic letter by letter, or from vowelled forms the caller has (a dictionary's). Where none
of these tells, nothing is told. What is told is near enough to be understood, no more: ح and ه are
both h, ص and س both s; ‘ stands for ع, ’ for hamza.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from reader.paths import resource
from reader.text.keys import has_arabic, lookup_key, strip_marks
from reader.text.syllables import Phone, syllables
from reader.text.transliteration import known_spelling

__all__ = ["pronunciation"]

_SPELLED: Final = {
    **dict(zip("بتثجحخدذرزسش", "b t th j h kh d dh r z s sh".split(), strict=True)),
    **dict(zip("صضطظعغفقكلمنهوي", "s d t z ‘ gh f q k l m n h w y".split(), strict=True)),
    **dict(zip("ءأإؤئپچگڤ", "’ ’ ’ ’ ’ p ch g v".split(), strict=True)),
}
_SHORT: Final = {"َ": "a", "ُ": "u", "ِ": "i", "ْ": "", "\u0670": "aa"}
_NUNATION: Final = "ًٌٍ"
_SHADDA: Final = "ّ"
_SUN: Final = "تثدذرزسشصضطظلن"
_BARE_ARTICLE: Final = re.compile("ال(?![\u064b-\u0652])(?=..)")
_LONGEST: Final = 40
"""Letters; a longer word is no name."""
_PREFIXES: Final = {"و": "wa", "ل": "li", "ب": "bi"}
_LONG: Final = {"a": "aa", "i": "ee", "u": "oo"}
_MARKS: Final = re.compile("[\u064b-\u0650]")


@cache
def _listed() -> Mapping[str, str]:
    """Vowelled words by their letters: not by key, which would take إم for أم."""
    text = resource("glossary", "name-vowels.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return MappingProxyType({strip_marks(word): word for word in " ".join(lines).split()})


def pronunciation(
    name: str,
    english: str = "",
    vowelled: Mapping[str, str] = MappingProxyType({}),
    spell: Callable[[str], str | None] = known_spelling,
) -> str:
    """`name` in syllables, the stressed ones in capitals; "" if a word of it cannot be told.

    `english` is what newspapers call it, which may or may not be its sound; `vowelled` gives forms
    with short vowels by lookup key; `spell` a Latin spelling of a word."""
    words, said = strip_marks(name).split(), []
    theirs = english.split() if len(english.split()) == len(words) else [""] * len(words)
    for word, own in zip(words, theirs, strict=True):
        if len(word) > _LONGEST:
            return ""
        spellings = [own, spell(word) or ""]
        told = _word(word, vowelled, spellings) if has_arabic(word) else word
        if not told:
            return ""
        said.append(told)
    return " ".join(said)


def _word(word: str, vowelled: Mapping[str, str], spellings: Sequence[str]) -> str:
    if word == "الله":
        return "al-LAH"
    article, bare = ("ال", word[2:]) if _BARE_ARTICLE.match(word) else ("", word)
    listed = _listed()
    if word in listed:
        return _said(listed[word], "")
    if article and bare in listed:
        return _said(listed[bare], article)
    if word[0] in _PREFIXES and word[1:] in listed:
        return f"{_PREFIXES[word[0]]}-{_said(listed[word[1:]], '')}"
    latin = (re.sub("^(al|el)-", "", spelling.lower()) for spelling in spellings if spelling)
    known = next((found for text in latin if (found := _laid_over(bare, text))), None)
    form = vowelled.get(lookup_key(word), "") or vowelled.get(lookup_key(bare), "")
    form = form[2:] if article and form.startswith("ال") else form
    phones = _read(form) if _MARKS.search(form) else None
    # The dictionary has no الرقة, but a رِقّة "gentleness": where both speak they must agree.
    if phones and known and not _agree(phones, known):
        phones = None
    chosen = phones or known
    return _with_article(chosen, article, bare) if chosen else ""


def _said(form: str, article: str) -> str:
    if not article and form.startswith("ال"):
        article, form = "ال", form[2:]
    return _with_article(_read(form), article, strip_marks(form))


def _with_article(phones: Sequence[Phone], article: str, bare: str) -> str:
    said = syllables(phones)
    if not article:
        return said
    before = _SPELLED[bare[0]] if bare[0] in _SUN else "l"
    return f"a{before}-{said}"


# ---------------------------------------------------------------- vowelled words


def _letters(word: str) -> list[tuple[str, str | None, bool]]:
    """Letters, each with its short vowel ("" for a sukun, None for none written) and whether it is
    doubled; without nunation and the alef that bears it."""
    found: list[tuple[str, str | None, bool]] = []
    for mark in re.sub(f"[{_NUNATION}]ا|ا[{_NUNATION}]|[{_NUNATION}]", "", word):
        if mark in _SHORT and found:
            letter, _, double = found[-1]
            found[-1] = (letter, _SHORT[mark], double)
        elif mark == _SHADDA and found:
            letter, vowel, _ = found[-1]
            found[-1] = (letter, vowel, True)
        elif mark in _SPELLED or mark in "اآٱىة":
            found.append((mark, None, False))
    return found


def _read(form: str) -> list[Phone]:
    """The sounds of a vowelled word, without its case ending."""
    letters = _letters(form)
    if len(letters) > 1 and letters[-1][1] and letters[-1][0] not in "اىة":
        letters[-1] = (letters[-1][0], "", letters[-1][2])
    phones: list[Phone] = []
    for i, (letter, vowel, double) in enumerate(letters):
        before = phones[-1].spelled if phones and phones[-1].vowel else ""
        last = i == len(letters) - 1
        if letter == "ة":
            if not before:
                phones.append(Phone("a", vowel=True))
        elif letter in "اآٱى":
            if letter == "آ" and phones:
                phones.append(Phone("’"))
            if i == 0 and letter != "آ":
                phones.append(Phone(vowel or "a", vowel=True))
            elif before == "a":
                phones[-1] = Phone("aa", vowel=True)
            elif not before:
                phones.append(Phone("aa", vowel=True))
        elif (
            letter in "وي"
            and vowel is None
            and not double
            and before == "ui"[letter == "ي"]
            and (last or letters[i + 1][0] not in "اىة")
        ):
            phones[-1] = Phone(_LONG[before], vowel=True)
        elif letter == "ي" and last and double and before == "i":
            phones[-1] = Phone("ee", vowel=True)
        else:
            if i > 0 or letter not in "أإءؤئ":
                # Nobody hears that the last letter is double.
                phones += [Phone(_SPELLED[letter])] * (2 if double and i > 0 and not last else 1)
            if vowel or (i == 0 and letter in "أإ"):
                phones.append(Phone(vowel or "ai"[letter == "إ"], vowel=True))
    return phones


# ---------------------------------------------------------------- Latin spellings

Tokens = tuple[tuple[str, bool], ...]

_TOKEN: Final = re.compile(
    "(kh|gh|sh|th|dh|ch|zh)|([aeou]y(?![aeiou])|aa|a[iu]|e[ie]|ie|o[uo]|[aeiou]|y(?![aeiou]))|(.)"
)
_LATIN: Final = {
    **dict(
        zip(
            "بتثجحخدذرزسش",
            "b,p t th,s,t j,g,zh h kh,h d dh,th,z,d r z,s s,c sh,ch".split(),
            strict=True,
        )
    ),
    **dict(
        zip(
            "صضطظغفقكلمنهوي",
            "s d,dh t z,dh,d gh,g f,v q,k,g k,c,g l m n h w y".split(),
            strict=True,
        )
    ),
    **dict(zip("پچگڤ", "p ch g v".split(), strict=True)),
}
_CARRIES: Final = {
    "ا": "aeu",
    "آ": "a",
    "ى": "a",
    "ة": "ae",
    "و": "ou",
    "ي": "iey",
    "أ": "ae",
    "إ": "ie",
}
"""The vowels a letter may stand for, by how their spelling begins or ends."""
_BORROWED: Final = {("غ", "g"): "g", ("ف", "v"): "v", ("ب", "p"): "p"}
"""Sounds that Arabic writes with the letter of another."""
_SILENT: Final = frozenset("عءأإؤئ")


def _laid_over(word: str, spelling: str) -> list[Phone] | None:
    """The sounds of an unvowelled word, short vowels as `spelling` has them; None where the two do
    not fit letter by letter, as Turkey does not fit تركيا."""
    tokens: list[tuple[str, bool]] = []
    for digraph, vowel, letter in _TOKEN.findall(spelling.replace("'", "").replace("-", "")):
        token = digraph or vowel or letter
        if tokens and token == tokens[-1][0] and not vowel:
            tokens.append((token, False))
        else:
            tokens.append((token, bool(vowel)))
    if word.startswith("ع"):
        found = _fit(word[1:], tuple(tokens))
        return [Phone("‘"), *found] if found is not None else None
    return _fit(word, tuple(tokens))


@lru_cache(maxsize=4096)
def _fit(word: str, tokens: Tokens) -> list[Phone] | None:
    """Lays the first token over the first letter, and the rest over the rest."""
    if not tokens:
        ends = {"": [], "ه": [], "ء": [Phone("’")], "ع": [Phone("‘")]}
        return ends.get(word)
    (token, vowel), rest = tokens[0], tokens[1:]
    if token == "e" and not rest and not word:
        return []  # Lausanne: not said
    if vowel:
        return _fit_vowel(word, token, rest)
    if word and token in _LATIN.get(word[0], "").split(","):
        spelled = Phone(_BORROWED.get((word[0], token), _SPELLED[word[0]]))
        if rest and rest[0] == (token, False) and not word[1:].startswith(word[0]):
            found = _fit(word[1:], rest[1:])
            if found is not None:
                return [spelled, spelled, *found]
        found = _fit(word[1:], rest)
        if found is not None:
            return [spelled, *found]
    if word.startswith("ع"):
        found = _fit(word[1:], tokens)
        if found is not None:
            return [Phone("‘"), *found]
    if token == "h" and not rest and not word:
        return []  # Hasakah: the h only says that the a is short
    return None


def _fit_vowel(word: str, token: str, rest: Tokens) -> list[Phone] | None:
    """Lays a vowel over the letters that write it, if any do."""
    if word.startswith("ع"):
        # Yanbu is Yanbu‘, not Yanb‘u; but in Said the ‘ stands before its i.
        found = _fit_sound("", word, token, rest)
        if found is not None:
            return found
    head: list[Phone] = []
    while word and word[0] in _SILENT:
        carried = _CARRIES.get(word[0], "")
        head = [Phone("‘")] if word[0] == "ع" else head
        word = word[1:]
        if carried and token[0] in carried:
            break
    for letters in (2, 1, 0):
        carriers = word[:letters]
        if len(carriers) < letters or any(c not in _CARRIES for c in carriers):
            continue
        if carriers and not any(
            token[-1] in _CARRIES[c] or token[0] in _CARRIES[c] for c in carriers
        ):
            continue
        found = _fit_sound(carriers, word[letters:], token, rest)
        if found is not None:
            return [*head, *found]
    return None


def _fit_sound(carriers: str, word: str, token: str, rest: Tokens) -> list[Phone] | None:
    """A vowel that `carriers` write, before `word`."""
    found = _fit(word, rest)
    if found is None:
        return None
    sound = _vowel(token)
    if carriers in ("اي", "او"):
        return [Phone("aa", vowel=True), Phone(_SPELLED[carriers[1]]), *found]
    if "y" in sound or "w" in sound:
        return [Phone("a", vowel=True), Phone(sound[-1]), *found]
    long = bool(carriers) and carriers != "ة"
    if long and len(found) > 1 and found[0] == found[1]:
        found = found[1:]  # Yassin: ss only says that the s is no z
    quality = "a" if carriers[:1] in ("ا", "آ", "ى") else _plain(sound)
    said = Phone(_LONG[quality] if long else sound, vowel=True)
    glide = [Phone("y" if sound in "ie" else "w")] if found and found[0].vowel else []
    return [said, *glide, *found]


def _plain(vowel: str) -> str:
    return {"e": "i", "o": "u"}.get(vowel, vowel)


def _vowel(token: str) -> str:
    """What a group of Latin vowels says: a, e, i, o, u, ay or aw."""
    if token in ("ai", "ei", "ay", "ey"):
        return "ay"
    if token in ("au", "aw"):
        return "aw"
    if token in ("ee", "ie", "y"):
        return "i"
    if token in ("oo", "ou"):
        return "u"
    return token[0]


def _agree(one: Sequence[Phone], other: Sequence[Phone]) -> bool:
    """Whether two readings have the same vowels, as far as Latin spelling tells them apart."""

    def vowels(phones: Sequence[Phone]) -> list[str]:
        return [{"ee": "i", "oo": "u"}.get(p.spelled, p.spelled[0]) for p in phones if p.vowel]

    mine, theirs = vowels(one), vowels(other)
    return len(mine) == len(theirs) and all(
        a == b or {a, b} in ({"e", "i"}, {"e", "a"}, {"o", "u"})
        for a, b in zip(mine, theirs, strict=True)
    )
