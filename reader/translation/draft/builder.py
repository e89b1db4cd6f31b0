"""Makes units of a sentence: names, fixed terms, glossed words, marks.

Quotation marks and brackets are hung on their neighbours, so that they move along with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from reader.model import EMPTY_FEATURES, Gloss, Mention
from reader.text.keys import lookup_key, plain_digits, strip_marks
from reader.text.transliteration import transliterate
from reader.translation.draft.choice import key_of, lexical_choice
from reader.translation.draft.inflection import is_plural, opposite
from reader.translation.draft.names import newspaper_spelling, unrecognised_name
from reader.translation.draft.numbers import spelled_numbers
from reader.translation.draft.people import HUMAN
from reader.translation.draft.terms import shipped_terms
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.protocol import SentenceSource

__all__ = ["build_units", "first_sense"]

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
_UNLEARNED = frozenset("first second third other same such".split())
"""Senses too common in English for the learned tables, which leave them out."""
_NUMBER_WORDS = frozenset("two three four five six seven eight nine ten".split())
_QUANTIFIERS = {
    "كل": "all", "جميع": "all", "كافة": "all", "سائر": "all", "بعض": "some", "معظم": "most",
    "غالبية": "most", "أغلب": "most", "عدة": "several", "كلا": "both", "كلتا": "both",
}  # fmt: skip
_CHOSEN = {Kind.NOUN, Kind.VERB, Kind.ADJECTIVE}
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
_STEMS = {"ب": "+bi", "ل": "+li", "ك": "+ka"}
_LONGEST_TERM = 6
_OPENING, _CLOSING = "\"“„«‹([{'", "\"”»›)]}'"
_MARKS = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "٪": "%", "«": "“", "»": "”", "ـ": "-", "–": "–"}
)


def first_sense(english: str) -> str:
    """The first sense of a gloss without remarks in brackets: "meeting; gathering" → "meeting"."""
    sense = re.sub(r"\s*\([^)]*\)", "", english.split(";")[0]).strip()
    sense = sense.removeprefix("to ") if sense.startswith("to ") and len(sense) > 3 else sense
    return re.sub(r"(?<=\w)/\w+", "", sense) or english.strip()


def build_units(source: SentenceSource) -> list[Unit]:
    """The units of a sentence in Arabic order."""
    units: list[Unit] = []
    names = {i: m for m in source.mentions for i in source.tokens_of((m.start, m.end))}
    numbers = spelled_numbers(source)
    position = 0
    opening = ""
    i = 0
    while i < len(source.tokens):
        gap = source.text[position : source.tokens[i].start]
        opening = _hang(units, gap, first=not units)
        mention = names.get(i)
        term = None if mention else _term(source, i, names)
        if i in numbers and not any(token in names for token in numbers[i].tokens):
            unit = _with_lead(source, numbers[i])
        elif mention is not None:
            unit = _name(source, source.tokens_of((mention.start, mention.end)), mention)
        else:
            unit = term or _negated(source, i, names) or _name_or_word(source, i, names)
        i = unit.tokens[-1] + 1
        if units and unit.preposition and unit.lead and _governs(units[-1]):
            unit = replace(unit, lead=unit.lead[:-1])
        units.append(replace(unit, before=opening + unit.before))
        position = source.tokens[i - 1].end
    opening = _hang(units, source.text[position:], first=not units)
    if opening:
        units.append(Unit(Kind.MARK, (), opening))
    return units


def _governs(unit: Unit) -> bool:
    """Whether the English of a preposition ends with the one its Arabic has on the next word: وفقا
    للوزارة, "according to the ministry"."""
    first, _, last = unit.english.rpartition(" ")
    return unit.kind is Kind.PREPOSITION and bool(first) and last in _PREPOSITIONS


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
        if letter in _STEMS:
            before = _neighbour(source, span[0], -1)
            learned = lexical_choice().preposition(_STEMS[letter], before, "")
            place = letter == "ب" and mention.type == "LOC"
            english = english if learned is None or place else learned
        if english:
            lead.append(Word(english, (span[0],)))
    inside = source.text[mention.start : source.tokens[span[-1]].end]
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
        before=_unclosed(inside),
    )


def _term(source: SentenceSource, i: int, names: Mapping[int, Mention]) -> Unit | None:
    """The longest fixed term that begins at token `i` and runs into no name."""
    end = i
    while end < len(source.tokens) and end < i + _LONGEST_TERM and end not in names:
        end += 1
    words = [strip_marks(source.word(n)) for n in range(i, end)]
    joined = [True] + [
        not source.text[source.tokens[n - 1].end : source.tokens[n].start].strip()
        for n in range(i + 1, end)
    ]
    found = shipped_terms().longest(words, joined)
    if found is None:
        return None
    term, taken = found
    span = range(i, i + len(term.words))
    # غير agrees by the word after it: أزمة غير مسبوقة.
    shown = span[-1] if term.kind is Kind.ADJECTIVE and term.words[0] == "غير" else i
    gloss = source.glosses[shown] if source.glosses else None
    features = gloss.features if gloss else EMPTY_FEATURES
    if term.kind is Kind.VERB and (gloss is None or gloss.pos != "verb"):
        return None  # رد على, "a reply to"
    if term.kind is Kind.NOUN and is_plural(term.english):
        features = replace(features, number="p")  # مسلحي can be read as a dual
    return Unit(
        term.kind,
        tuple(span),
        term.english,
        arabic=strip_marks(source.word(span[-1])),
        lead=_letters(source, i, words[0][:taken]),
        preposition=words[0][:taken][-1:] in _STEMS,
        definite=term.definite,
        features=features,
        lemma=lookup_key(" ".join(term.words)),
        human=term.english.partition(" for")[0].split(" ")[-1] in HUMAN,
        key=key_of(gloss) if gloss and term.kind is Kind.NOUN else "",
        senses=(term.english,),
    )


def _letters(source: SentenceSource, i: int, letters: str) -> tuple[Word, ...]:
    """The proclitics of token `i` by their letters: وبـ, لل."""
    lead = []
    for n, letter in enumerate(letters):
        if letter == "ل" and n and letters[n - 1] == "ل":
            continue  # the article of للجيش
        english = _LETTERS.get(letter)
        if letter in _STEMS:
            before = _neighbour(source, i, -1)
            learned = lexical_choice().preposition(_STEMS[letter], before, "")
            english = english if learned is None else learned
        if english:
            lead.append(Word(english, (i,)))
    return tuple(lead)


def _unclosed(text: str) -> str:
    """The quotation mark that opens inside a name and closes after it: عملية "نبع السلام"."""
    marks = [c for c in text if c in '"“”„«»']
    return marks[0].translate(_MARKS) if len(marks) % 2 else ""


def _neighbour(source: SentenceSource, i: int, step: int) -> str:
    """The key of the nearest glossed word before or after token `i`, "" where there is none."""
    k = i + step
    while 0 <= k < len(source.glosses):
        gloss = source.glosses[k]
        if gloss is not None:
            return key_of(gloss)
        k += step
    return ""


def _with_lead(source: SentenceSource, number: Unit) -> Unit:
    """The number with the proclitics of its first word."""
    gloss = source.glosses[number.tokens[0]] if source.glosses else None
    if gloss is None:
        return number
    first = _glossed(source, number.tokens[0], gloss)
    return replace(number, lead=first.lead, preposition=first.preposition, definite=first.definite)


def _name_or_word(source: SentenceSource, i: int, names: Mapping[int, Mention]) -> Unit:
    name = unrecognised_name(source, i, names)
    if name is None:
        return _word(source, i)
    return Unit(Kind.NAME, (i,), name, arabic=source.word(i), definite=True, human=True)


def _negated(source: SentenceSource, i: int, names: Mapping[int, Mention]) -> Unit | None:
    """غير with its adjective: غير مشروط, "unconditional"."""
    if i + 1 >= len(source.tokens) or (i + 1) in names or not source.glosses:
        return None
    gloss, following = source.glosses[i], source.glosses[i + 1]
    if gloss is None or following is None or strip_marks(gloss.lemma) != "غير":
        return None
    if gloss.features.enclitic or not following.pos.startswith(("adj", "noun")):
        return None
    adjective = _glossed(source, i + 1, following)
    if adjective.lead or adjective.pronoun or adjective.kind is not Kind.ADJECTIVE:
        return None
    no = _glossed(source, i, gloss)
    return replace(
        adjective,
        tokens=(i, i + 1),
        english=opposite(adjective.english),
        lead=no.lead,
        preposition=no.preposition,
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
    return _glossed(source, i, gloss)


def _glossed(source: SentenceSource, i: int, gloss: Gloss) -> Unit:
    raw = source.word(i)
    features = gloss.features
    kind = _KINDS.get(gloss.pos, Kind.OTHER)
    senses = tuple(first_sense(sense) for sense in gloss.english.split(";"))
    english = senses[0]
    bare = strip_marks(gloss.lemma)
    before, after = _neighbour(source, i, -1), _neighbour(source, i, 1)
    if kind is Kind.NOUN and english in _NUMBER_WORDS:
        kind = Kind.NUMBER
    if kind is Kind.ADJECTIVE and any(s.endswith("est") or s.startswith("most ") for s in senses):
        kind = Kind.COMPARATIVE
    if kind in _CHOSEN and bare not in _QUANTIFIERS and english not in _UNLEARNED:
        english = lexical_choice().sense(key_of(gloss), senses, before, after)
    elif kind is Kind.NAME:
        english = newspaper_spelling(source, i, english) or english
    elif kind is Kind.PREPOSITION and not features.enclitic:
        english = lexical_choice().preposition(key_of(gloss), before, after) or english
    bare = strip_marks(gloss.lemma)
    if (
        kind in {Kind.NOUN, Kind.OTHER}
        and english in _PREPOSITIONS
        and "Al_det" not in features.proclitics
    ):
        kind = Kind.PREPOSITION
    if bare in _QUANTIFIERS and kind is Kind.NOUN:
        kind = Kind.QUANTIFIER
        english = _QUANTIFIERS[bare]
    elif bare == "كامل" and "Al_det" not in features.proclitics and before.endswith("|prep"):
        kind, english = Kind.QUANTIFIER, "all"  # من كامل المدينة
    elif bare == "قد":
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
            preposition = role in {"prep", "part"} and stem not in {"wa", "fa"}
            said = _PROCLITICS.get(stem, stem)
            if preposition and kind is not Kind.VERB:
                learned = lexical_choice().preposition("+" + stem, before, key_of(gloss))
                said = said if learned is None else learned
            if said:
                lead.append(Word(said, (i,)))
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
        human=english in HUMAN,
        key=key_of(gloss),
        senses=senses,
    )
