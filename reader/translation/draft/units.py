"""The draft's view of a sentence: units that move as one, each with its English and its clitics.

A unit is a word, a name of several words, or a punctuation mark. Quotation marks and brackets are
hung on their neighbours, so that they move along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from reader.model import EMPTY_FEATURES, Features, Gloss, Mention
from reader.text.keys import plain_digits, strip_marks
from reader.text.transliteration import transliterate
from reader.translation.protocol import SentenceSource

__all__ = ["Kind", "Unit", "Word", "build_units", "first_sense"]


class Kind(Enum):
    NAME = auto()
    NOUN = auto()
    ADJECTIVE = auto()
    COMPARATIVE = auto()
    QUANTIFIER = auto()
    NUMBER = auto()
    VERB = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    SUBORDINATOR = auto()
    RELATIVE = auto()
    DEMONSTRATIVE = auto()
    PRONOUN = auto()
    NEGATION = auto()
    PERFECTIVE = auto()
    FUTURE = auto()
    OTHER = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of English and the tokens it renders. `before` and `after` are marks glued to it."""

    text: str
    tokens: tuple[int, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """`english` is bare: not inflected, without article. `lead` are rendered proclitics, outermost
    first; `preposition` tells that the last of them is one. `pronoun` is the enclitic's person
    ("3ms"), `owner` whether it is possessive."""

    kind: Kind
    tokens: tuple[int, ...]
    english: str
    arabic: str = ""
    lead: tuple[Word, ...] = ()
    preposition: bool = False
    subjunctive: bool = False
    future: bool = False
    definite: bool = False
    pronoun: str = ""
    features: Features = EMPTY_FEATURES
    lemma: str = ""
    human: bool = False
    before: str = ""
    after: str = ""
    senses: tuple[str, ...] = field(default=())

    @property
    def plural(self) -> bool:
        return self.features.number in {"p", "d"}

    @property
    def conjoined(self) -> bool:
        """Whether it begins with nothing but "and"."""
        return len(self.lead) == 1 and self.lead[0].text == "and"


_KINDS = {
    "noun": Kind.NOUN,
    "noun_prop": Kind.NAME,
    "noun_num": Kind.NUMBER,
    "noun_quant": Kind.QUANTIFIER,
    "adj": Kind.ADJECTIVE,
    "adj_num": Kind.ADJECTIVE,
    "adj_comp": Kind.COMPARATIVE,
    "verb": Kind.VERB,
    "prep": Kind.PREPOSITION,
    "conj": Kind.CONJUNCTION,
    "conj_sub": Kind.SUBORDINATOR,
    "verb_pseudo": Kind.SUBORDINATOR,
    "pron_rel": Kind.RELATIVE,
    "pron_dem": Kind.DEMONSTRATIVE,
    "pron": Kind.PRONOUN,
    "part_neg": Kind.NEGATION,
    "part_fut": Kind.FUTURE,
}
# Nouns by form that English renders as prepositions.
_PREPOSITIONS = frozenset(
    "about,above,according to,across,after,against,along,among,amid,around,as,at,because of,before"
    ",behind,below,beneath,beside,between,beyond,by,concerning,despite,due to,during,except for,for"
    ",from,in,in front of,in light of,inside,instead of,into,like,near,next to,of,on,opposite"
    ",out of,outside,over,per,regarding,since,through,throughout,to,toward,towards,under,until"
    ",up to,upon,via,with,within,without".split(",")
)
_PROCLITICS = {
    "wa": "and",
    "fa": "so",
    "bi": "by",
    "li": "for",
    "la": "for",
    "ka": "as",
    "fiy": "in",
    "ta": "by",
    ">a": "whether",
}
_LETTERS = {"و": "and", "ف": "so", "ب": "in", "ل": "to", "ك": "like"}
_OPENING, _CLOSING = "\"“„«‹([{'", "\"”»›)]}'"
_MARKS = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "٪": "%", "«": "“", "»": "”", "ـ": "-", "–": "–"}
)
_HUMAN = frozenset(
    "person people man woman child officer soldier fighter militant gunman leader commander member"
    " spokesman president minister citizen civilian resident refugee journalist official source"
    " official activist prisoner doctor expert analyst ambassador envoy king prince chief head"
    " director student worker deputy user victim wounded".split()
)


def first_sense(english: str) -> str:
    """The first sense of a gloss without remarks in brackets: "meeting; gathering" → "meeting"."""
    sense = re.sub(r"\s*\([^)]*\)", "", english.split(";")[0]).strip()
    sense = sense.removeprefix("to ") if sense.startswith("to ") and len(sense) > 3 else sense
    return re.sub(r"(\w+)/\w+", r"\1", sense) or english.strip()


def build_units(source: SentenceSource) -> list[Unit]:
    """The units of a sentence in Arabic order."""
    units: list[Unit] = []
    names = {i: m for m in source.mentions for i in source.tokens_of((m.start, m.end))}
    position = 0
    opening = ""
    i = 0
    while i < len(source.tokens):
        gap = source.text[position : source.tokens[i].start]
        opening = _hang(units, gap, first=not units)
        mention = names.get(i)
        if mention is not None:
            span = source.tokens_of((mention.start, mention.end))
            unit = _name(source, span, mention)
            i = span[-1] + 1
        else:
            unit = _word(source, i)
            i += 1
        units.append(replace(unit, before=opening))
        position = source.tokens[i - 1].end
    opening = _hang(units, source.text[position:], first=not units)
    if opening:
        units.append(Unit(Kind.MARK, (), opening))
    return units


def _hang(units: list[Unit], gap: str, *, first: bool) -> str:
    """Deals the marks of a gap out: closing ones to the unit before, opening ones to the unit after
    (returned), the others become units."""
    opening = ""
    spaced = first
    for n, character in enumerate(gap):
        if character.isspace():
            spaced = True
            continue
        mark = character.translate(_MARKS)
        last = n == len(gap) - 1 or not gap[n + 1 :].strip()
        opens = character in _OPENING and (
            character not in _CLOSING or (spaced and last and not gap[n + 1 :])
        )
        if opens and (last or not gap[n + 1 :].strip(_OPENING)):
            opening += mark
        elif character in _CLOSING and units and units[-1].kind is not Kind.MARK and not spaced:
            units[-1] = replace(units[-1], after=units[-1].after + mark)
        elif character in "-–—" and not spaced and units:
            units[-1] = replace(units[-1], after=units[-1].after + " " + mark)
        elif units and units[-1].kind is Kind.MARK and not spaced:
            units[-1] = replace(units[-1], english=units[-1].english + mark)
        else:
            units.append(Unit(Kind.MARK, (), mark))
        spaced = False
    return opening


def _name(source: SentenceSource, span: range, mention: Mention) -> Unit:
    """A mention of the knowledge base; letters before it in its first word are proclitics."""
    first = source.tokens[span[0]]
    letters = strip_marks(source.text[first.start : mention.start]).replace("ا", "")
    lead = []
    for n, letter in enumerate(letters):
        if letter == "ل" and n and letters[n - 1] == "ل":
            continue  # the article of للجيش
        english = _LETTERS.get(letter)
        if letter == "ب" and mention.type != "LOC":
            english = "with"
        if english:
            lead.append(Word(english, (span[0],)))
    gloss = source.glosses[span[0]] if source.glosses else None
    adjective = mention.source == "demonym" and " " not in mention.english
    return Unit(
        Kind.ADJECTIVE if adjective else Kind.NAME,
        tuple(span),
        mention.english,
        arabic=source.word(span[0]),
        lead=tuple(lead),
        preposition=bool(lead) and lead[-1].text not in {"and", "so"},
        definite=True,
        features=gloss.features if gloss and adjective else EMPTY_FEATURES,
        human=mention.type == "PER",
    )


def _word(source: SentenceSource, i: int) -> Unit:
    raw = source.word(i)
    gloss = source.glosses[i] if source.glosses else None
    if gloss is None:
        text = plain_digits(raw) if any(c.isdigit() for c in raw) else raw
        if re.search("[\u0621-\u064a]", text):
            text = transliterate(raw)
        kind = Kind.NUMBER if text[:1].isdigit() else Kind.NAME
        return Unit(kind, (i,), text, arabic=raw, definite=kind is Kind.NAME)
    return _glossed(raw, i, gloss)


def _glossed(raw: str, i: int, gloss: Gloss) -> Unit:
    features = gloss.features
    kind = _KINDS.get(gloss.pos, Kind.OTHER)
    english = first_sense(gloss.english)
    bare = strip_marks(gloss.lemma)
    if (
        kind in {Kind.NOUN, Kind.OTHER}
        and english in _PREPOSITIONS
        and "Al_det" not in features.proclitics
    ):
        kind = Kind.PREPOSITION
    if bare == "قد":
        kind = Kind.PERFECTIVE
    elif bare == "سوف":
        kind = Kind.FUTURE
    lead = []
    preposition = subjunctive = future = definite = False
    for proclitic in features.proclitics:
        stem, _, role = proclitic.partition("_")
        if proclitic == "Al_det":
            definite = True
        elif role == "fut":
            future = True
        elif role in {"sub", "jus"}:
            subjunctive = True
            lead.append(Word("to", (i,)))
        elif role == "neg":
            lead.append(Word("not", (i,)))
        elif role in {"emph", "rc"} and stem == "la":
            continue
        else:
            lead.append(Word(_PROCLITICS.get(stem, stem), (i,)))
            preposition = role in {"prep", "part"} and stem not in {"wa", "fa"}
    enclitic = features.enclitic
    return Unit(
        kind,
        (i,),
        english,
        arabic=strip_marks(raw),
        lead=tuple(lead),
        preposition=preposition,
        subjunctive=subjunctive,
        future=future,
        definite=definite or kind is Kind.NAME,
        pronoun=enclitic.partition("_")[0],
        features=features,
        lemma=bare,
        human=english in _HUMAN,
        senses=tuple(first_sense(s) for s in gloss.english.split(";")),
    )
