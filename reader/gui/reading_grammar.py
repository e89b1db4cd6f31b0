"""Grammar in plain words: what the letters of the dictionary mean to a reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reader.model import Features, Gloss

__all__ = ["PARTS_OF_SPEECH", "describe", "spaced_root"]

PARTS_OF_SPEECH: Mapping[str, str] = MappingProxyType(
    {
        "abbrev": "abbreviation",
        "adj": "adjective",
        "adj_comp": "comparative",
        "adj_num": "ordinal number",
        "adv": "adverb",
        "adv_interrog": "question word",
        "adv_rel": "relative adverb",
        "conj": "conjunction",
        "conj_sub": "conjunction",
        "digit": "number",
        "foreign": "foreign word",
        "interj": "interjection",
        "latin": "foreign word",
        "noun": "noun",
        "noun_num": "number",
        "noun_prop": "proper name",
        "noun_quant": "quantity",
        "part": "particle",
        "part_det": "article",
        "part_dem": "demonstrative",
        "part_emphac": "emphasis",
        "part_focus": "particle of topic",
        "part_fut": "future particle",
        "part_interrog": "question particle",
        "part_neg": "negation",
        "part_restrict": "exception",
        "part_verb": "verbal particle",
        "part_voc": "vocative particle",
        "prep": "preposition",
        "pron": "pronoun",
        "pron_dem": "demonstrative",
        "pron_exclam": "exclamation",
        "pron_interrog": "question word",
        "pron_rel": "relative pronoun",
        "punc": "punctuation",
        "verb": "verb",
        "verb_nom": "verbal noun",
        "verb_pseudo": "particle like a verb",
    }
)
"""Parts of speech as camel-tools names them."""

_ASPECTS = {"p": "past", "i": "present", "c": "command"}
_NUMBERS = {"d": "dual", "p": "plural"}
_PERSONS = {
    "1s": "I",
    "1p": "we",
    "2ms": "you",
    "2fs": "you (f.)",
    "2d": "you two",
    "2mp": "you all",
    "2fp": "you all (f.)",
    "3ms": "he/it",
    "3fs": "she/it",
    "3d": "those two",
    "3mp": "they",
    "3fp": "they (f.)",
}


def _person(features: Features) -> str:
    without_gender = features.person == "1" or features.number == "d"
    gender = "" if without_gender else features.gender
    return _PERSONS.get(features.person + gender + features.number, "")


def _verb(features: Features) -> list[str]:
    future = any(clitic.endswith("_fut") for clitic in features.proclitics)
    words = ["future" if future else _ASPECTS.get(features.aspect, "")]
    if features.voice == "p":
        words.append("passive")
    words.append(_person(features))
    return words


def _noun(features: Features) -> list[str]:
    gender = {"f": "feminine"}.get(features.gender, "")
    return [" ".join(filter(None, (gender, _NUMBERS.get(features.number, ""))))]


def describe(gloss: Gloss) -> str:
    """Part of speech and form in plain words: "verb · past · she/it", "noun · feminine plural"."""
    words = [PARTS_OF_SPEECH.get(gloss.pos, gloss.pos.replace("_", " "))]
    if gloss.pos.startswith("verb"):
        words += _verb(gloss.features)
    elif gloss.pos in {"noun", "adj", "adj_comp"}:
        words += _noun(gloss.features)
    return " · ".join(filter(None, words))


def spaced_root(root: str) -> str:
    """Radicals the way dictionaries print them, apart and unjoined: "ك ت ب"."""
    return " ".join(root.replace(".", " ").replace("-", " ").split())
