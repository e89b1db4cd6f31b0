"""English forms: tense, number, articles, adverbs. Inflection is lemminflect's (MIT)."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.english_words import inflected, lemmas

__all__ = [
    "adverb",
    "article",
    "gerund",
    "is_plural",
    "participle",
    "past",
    "plural",
    "third_person",
]

_BE = {"VBD": "was", "VBZ": "is", "VBG": "being", "VBN": "been"}

_UNCOUNTED = frozenset(
    "access accommodation advice aid air ammunition anger army-wide artillery assistance blood"
    " bread cash chaos cholera clothing cooperation corn corruption cotton courage damage danger"
    " darkness death debris democracy displacement dust economy education electricity equipment"
    " evidence fear fire firewood flour food freedom fuel funding gas gold grain ground growth"
    " happiness harm health help history honey hope humanity hunger industry information ink"
    " injustice intelligence iron justice knowledge labor labour land life luck lumber"
    " machinery meat medicine milk money music news oil opposition oppression order oxygen paper"
    " patience peace petrol pollution poverty power pressure progress property racism rain research"
    " resistance respect rice safety salt sand security silence smoke snow soil stability steel"
    " suffering sugar support terrorism time tobacco tourism trade traffic transport trust truth"
    " unemployment violence war-time water wealth weather wheat wind wood work"
    " anaemia anonymity autonomy care cleansing conscription diabetes disobedience farmland gunfire"
    " goodwill groundwater heritage inequality inflation infrastructure insecurity instability"
    " laundering lawlessness livestock malnutrition media misinformation mistrust news peacekeeping"
    " personnel pneumonia police restraint sewage smuggling tuberculosis uncertainty warming"
    " wildlife population".split()
)
_AN_FOR_CONSONANT = ("hour", "honest", "honour", "honor", "heir")
_SPELLED_YOU = frozenset({"us", "un", "eu", "uk", "uae", "usa", "unhcr", "unesco", "unicef"})
"""Acronyms that begin with a sound like "you": a US envoy."""
_A_FOR_VOWEL = ("uni", "use", "usu", "euro", "one", "once", "ukr", "uran", "ute")


def _first_word(sense: str, tag: str) -> str:
    first, space, rest = sense.partition(" ")
    form = _BE[tag] if first == "be" else inflected(first, tag)
    return form + space + rest


def past(sense: str) -> str:
    """reveal → revealed, go out → went out."""
    return _first_word(sense, "VBD")


def third_person(sense: str) -> str:
    return _first_word(sense, "VBZ")


def gerund(sense: str) -> str:
    return _first_word(sense, "VBG")


def participle(sense: str) -> str:
    """The past participle, for passives and perfect tenses."""
    return _first_word(sense, "VBN")


@lru_cache(maxsize=4096)
def plural(sense: str) -> str:
    """city → cities, chief of staff → chiefs of staff; what is plural already, is not counted or is
    no noun stays."""
    found = re.search(r" (?:of|for|to)\b", sense)
    head, rest = (sense[: found.start()], sense[found.start() :]) if found else (sense, "")
    *before, noun = head.split(" ")
    if noun in _UNCOUNTED or (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))):
        return sense
    return " ".join([*before, inflected(noun, "NNS") if _is_noun(noun) else noun]) + rest


@lru_cache(maxsize=4096)
def _is_noun(word: str) -> bool:
    known = lemmas(word.lower())
    return "NOUN" in known or not known


def is_plural(sense: str) -> bool:
    """Whether a noun stands in the plural: security sources, weapons of mass destruction."""
    noun = re.split(r" (?:of|for|to)\b", sense)[0].split(" ")[-1]
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in _UNCOUNTED


def article(phrase: str) -> str:
    """ "a", "an" or "" (for what is not counted) before an indefinite singular phrase."""
    words = phrase.lower().split(" of ")[0].split()
    verbal = len(words) == 1 and words[0].endswith("ing") and not _is_noun(words[0])
    if (
        not words
        or verbal
        or words[0] == "one"
        or words[-1] in _UNCOUNTED
        or not words[0][0].isalpha()
    ):
        return ""
    first = words[0]
    spelled = first in _SPELLED_YOU and phrase[:2].isupper()
    vowel = first[0] in "aeiou" and not first.startswith(_A_FOR_VOWEL) and not spelled
    return "an" if vowel or first.startswith(_AN_FOR_CONSONANT) else "a"


def adverb(adjective: str) -> str:
    """complete → completely, heavy → heavily, drastic → drastically, sensible → sensibly."""
    if adjective.endswith("ly"):
        return f"in a {adjective} way"
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("ll"):
        return adjective + "y"
    return adjective + "ly"


@lru_cache(maxsize=4096)
def opposite(adjective: str) -> str:
    """lawful → unlawful, direct → indirect, where English has the word; else "not …"."""
    if adjective.startswith(("un", "in", "im", "il", "ir", "non")) and len(adjective) > 5:
        return adjective  # what was learned for غير and its adjective together
    for prefix in ("un", "in", "im", "il", "ir", "non-"):
        if " " not in adjective and "ADJ" in lemmas(prefix + adjective):
            return prefix + adjective
    return f"not {adjective}"
