"""Makes units of a sentence: names, fixed terms, glossed words, marks.

Quotation marks and brackets are hung on their neighbours, so that they move along with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.model import EMPTY_FEATURES, Mention
from reader.text.keys import lookup_key, strip_marks
from reader.text.proclitics import stems
from reader.translation.draft.choice import key_of
from reader.translation.draft.inflection import is_plural
from reader.translation.draft.names import unrecognised_name
from reader.translation.draft.numbers import spelled_numbers
from reader.translation.draft.people import HUMAN
from reader.translation.draft.terms import Term, shipped_terms
from reader.translation.draft.titles import title_before
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.draft.words import (
    PREPOSITIONS,
    glossed_unit,
    negated_unit,
    word_unit,
)
from reader.translation.protocol import SentenceSource

__all__ = ["build_units"]

_LETTERS = {"و": "and", "ف": "so", "ب": "in", "ل": "to", "ك": "like"}
_STEMS = {"ب": "+bi", "ل": "+li", "ك": "+ka"}
_LONGEST_TERM = 6
_NEGATIONS = frozenset({"لا", "ما", "لم", "لن"})
_WHO = frozenset({"من", "ومن"})
_YEAR = frozenset({"عام", "سنه"})
_OPENERS = frozenset({"ان"})
_OF_BODIES = frozenset(
    "national international general central supreme federal royal public regional global".split()
)
_HEADED = frozenset(
    "institute institutes bureau office federation union committee academy council league"
    " association ministry".split()
)
"""Bodies "of" something, the others are "for" it."""
_OPENING, _CLOSING = "\"“„«‹([{'", "\"”»›)]}'"
_MARKS = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "٪": "%", "«": "“", "»": "”", "ـ": "-", "–": "–"}
)


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
            unit = term or negated_unit(source, i, names) or _name_or_word(source, i, names)
            unit = _titled(source, unit, names)
        if unit.tokens == (i,) and strip_marks(source.word(i)) in _WHO and _before_verb(source, i):
            unit = replace(unit, kind=Kind.RELATIVE, english="whoever", pronoun="")
        i = unit.tokens[-1] + 1
        if len(units) > 1 and unit.link == "+li" and unit.lead and _of_institution(units):
            said = "of" if units[-2].english in _HEADED or units[-2].human else "for"
            unit = replace(unit, lead=(*unit.lead[:-1], Word(said, (unit.tokens[0],))), link="")
        if units and unit.preposition and unit.lead and _governs(units[-1]):
            unit = replace(unit, lead=unit.lead[:-1])
        units.append(replace(unit, before=opening + unit.before))
        position = source.tokens[i - 1].end
    opening = _hang(units, source.text[position:], first=not units)
    if opening:
        units.append(Unit(Kind.MARK, (), opening))
    return units


def _of_institution(units: Sequence[Unit]) -> bool:
    """Whether the last units are an office or a body by name: الأمين العام, المعهد الوطني."""
    body, adjective = units[-2:]
    return (
        body.kind is Kind.NOUN
        and adjective.kind is Kind.ADJECTIVE
        and adjective.english in _OF_BODIES
        and body.definite
        and adjective.definite
        and not adjective.lead
        and not adjective.after
    )


def _titled(source: SentenceSource, unit: Unit, names: Mapping[int, Mention]) -> Unit:
    """The unit as a title, where it is one of the person named right behind it."""
    i = unit.tokens[0]
    person = names.get(i + 1)
    if len(unit.tokens) > 1 or unit.kind is Kind.NAME or person is None or person.type != "PER":
        return unit
    if person.start != source.tokens[i + 1].start:
        return unit
    if source.text[source.tokens[i].end : source.tokens[i + 1].start].strip():
        return unit
    stem = next((s for _, s in stems(lookup_key(source.word(i))) if title_before(s)), "")
    title = title_before(stem)
    if title is None:
        return unit
    return replace(unit, kind=Kind.NOUN, english=title, human=True, definite=True, pronoun="")


def _governs(unit: Unit) -> bool:
    """Whether the English of a preposition ends with the one its Arabic has on the next word: وفقا
    للوزارة, "according to the ministry"."""
    first, _, last = unit.english.rpartition(" ")
    return unit.kind is Kind.PREPOSITION and bool(first) and last in PREPOSITIONS


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
    link = ""
    for n, letter in enumerate(letters):
        if letter == "ل" and n and letters[n - 1] == "ل":
            continue  # the article of للجيش
        english = _LETTERS.get(letter)
        place = letter == "ب" and mention.type == "LOC"
        link = "" if place else _STEMS.get(letter, "")
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
        link=link,
        before=_unclosed(inside),
    )


def _term(source: SentenceSource, i: int, names: Mapping[int, Mention]) -> Unit | None:
    """The longest fixed term that begins at token `i` and cuts no name in two: جدار برلين is one
    that holds a name."""
    longest = min(len(source.tokens), i + _LONGEST_TERM)
    near = next((n for n in range(i, longest) if n in names), longest)
    if near < longest:
        found = _term_before(source, i, longest)
        last = found.tokens[-1] if found else i
        cut = last + 1 < len(source.tokens) and names.get(last) == names.get(last + 1)
        if found and last >= near and not (last in names and cut):
            return found
    return _term_before(source, i, near)


def _names_one(term: Term) -> bool:
    """Whether a term without an article is the name of one thing: جدار برلين."""
    return term.kind is Kind.NOUN and term.english[:1].isupper() and not is_plural(term.english)


def _term_before(source: SentenceSource, i: int, end: int) -> Unit | None:
    """The longest fixed term of tokens `i` up to `end`, exclusive."""
    words = [_without_pronoun(source, n, i) for n in range(i, end)]
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
        verbs = [g for g in source.glosses[i : i + len(term.words)] if g and g.pos == "verb"]
        if not verbs or term.words[0] not in _NEGATIONS:
            return None  # رد على, "a reply to"
        features = verbs[0].features  # لا تزال
    if term.words[-1] in _YEAR and _is_number(source, span[-1] + 1):
        return None  # قبل عام 2031
    last = source.glosses[span[-1]] if source.glosses else None
    pronoun = last.features.enclitic.partition("_")[0] if last and len(span) > 1 else ""
    if term.kind is Kind.NOUN and is_plural(term.english):
        features = replace(features, number="p")  # مسلحي can be read as a dual
    return Unit(
        term.kind,
        tuple(span),
        term.english,
        arabic=strip_marks(source.word(span[-1])),
        lead=_letters(i, words[0][:taken]),
        preposition=words[0][:taken][-1:] in _STEMS,
        link=_STEMS.get(words[0][:taken][-1:], ""),
        definite=term.definite or (len(span) > 1 and _names_one(term)),
        pronoun=pronoun if term.words[-1] in _OPENERS else "",
        features=features,
        lemma=lookup_key(" ".join(term.words)),
        human=term.english.partition(" for")[0].split(" ")[-1] in HUMAN,
        key=key_of(gloss) if gloss and term.kind is Kind.NOUN else "",
        senses=(term.english,),
    )


def _without_pronoun(source: SentenceSource, n: int, first: int) -> str:
    """The word at token `n` without marks; أنها inside a term is أن."""
    word = strip_marks(source.word(n))
    gloss = source.glosses[n] if n > first and source.glosses else None
    if gloss and gloss.features.enclitic and word[:2] in {"أن", "إن", "ان"}:
        return word[:2] if strip_marks(gloss.lemma) in {"أن", "إن"} else word
    return word


def _is_verb(source: SentenceSource, n: int) -> bool:
    gloss = source.glosses[n] if n < len(source.glosses) else None
    return gloss is not None and gloss.pos == "verb"


def _is_number(source: SentenceSource, n: int) -> bool:
    return n < len(source.tokens) and source.word(n)[:1].isdigit()


def _letters(i: int, letters: str) -> tuple[Word, ...]:
    """The proclitics of token `i` by their letters: وبـ, لل."""
    lead = []
    for n, letter in enumerate(letters):
        if letter == "ل" and n and letters[n - 1] == "ل":
            continue  # the article of للجيش
        english = _LETTERS.get(letter)
        if english:
            lead.append(Word(english, (i,)))
    return tuple(lead)


def _unclosed(text: str) -> str:
    """The quotation mark that opens inside a name and closes after it: عملية "نبع السلام"."""
    marks = [c for c in text if c in '"“”„«»']
    return marks[0].translate(_MARKS) if len(marks) % 2 else ""


def _with_lead(source: SentenceSource, number: Unit) -> Unit:
    """The number with the proclitics of its first word."""
    gloss = source.glosses[number.tokens[0]] if source.glosses else None
    if gloss is None:
        return number
    first = glossed_unit(source, number.tokens[0], gloss)
    return replace(
        number,
        lead=first.lead,
        preposition=first.preposition,
        definite=first.definite,
        link=first.link if first.preposition else "",
    )


def _verb_after_particle(source: SentenceSource, i: int) -> bool:
    """Whether a verb follows what only looks like a preposition: حتى يصل, مَن يصل."""
    if i == 0 or not _is_verb(source, i):
        return False
    before = strip_marks(source.word(i - 1))
    return before in {"حتى", "وحتى", "كي"} or (before in _WHO and source.word(i)[:1] in "يت")


def _before_verb(source: SentenceSource, i: int) -> bool:
    return i + 1 < len(source.tokens) and _verb_after_particle(source, i + 1)


def _name_or_word(source: SentenceSource, i: int, names: Mapping[int, Mention]) -> Unit:
    name = None if _verb_after_particle(source, i) else unrecognised_name(source, i, names)
    if name is None:
        return word_unit(source, i)
    return Unit(Kind.NAME, (i,), name, arabic=source.word(i), definite=True, human=True)
