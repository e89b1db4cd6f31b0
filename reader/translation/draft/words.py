"""Units of single words: their English in context, their clitics.

What a word is in its sentence comes from its gloss; which of its senses, from the learned tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from reader.model import Gloss, Mention
from reader.paths import resource
from reader.text.english_words import lemmas
from reader.text.keys import lookup_key, plain_digits, strip_marks
from reader.text.transliteration import transliterate
from reader.translation.draft.choice import key_of, lexical_choice
from reader.translation.draft.inflection import opposite
from reader.translation.draft.names import newspaper_spelling
from reader.translation.draft.people import HUMAN
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.protocol import SentenceSource

__all__ = ["PREPOSITIONS", "first_sense", "glossed_unit", "negated_unit", "neighbour", "word_unit"]

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
PREPOSITIONS = frozenset(
    "about,above,according to,across,after,against,along,among,amid,around,as,at,because of,before"
    ",behind,below,beneath,beside,between,beyond,by,concerning,despite,due to,during,except for,for"
    ",from,in,in front of,in light of,inside,instead of,into,like,near,next to,of,on,opposite"
    ",out of,outside,over,per,regarding,since,through,throughout,to,toward,towards,under,until"
    ",in return for,in exchange for,versus,as part of,up to,upon,via,with,within,without".split(",")
)
_UNLEARNED = frozenset("first second third other same such more most less least".split())
"""Senses too common in English for the learned tables, which leave them out."""
_NUMBER_WORDS = frozenset("two three four five six seven eight nine ten".split())
_QUANTIFIERS = {
    "كل": "all", "جميع": "all", "كافة": "all", "سائر": "all", "بعض": "some", "معظم": "most",
    "غالبية": "most", "أغلب": "most", "عدة": "several", "كلا": "both", "كلتا": "both",
}  # fmt: skip
_CHOSEN = {Kind.NOUN, Kind.VERB, Kind.ADJECTIVE}
_FEMININE = frozenset(
    "حرب أرض شمس نار دار ريح بئر نفس يد عين روح قدم كأس فأس سن أذن ساق كف".split()
)
"""Nouns that are feminine without showing it."""
_COLOURS = frozenset("أحمر أخضر أزرق أصفر أبيض أسود أسمر أشقر أرجواني بني رمادي وردي".split())
"""Nouns of the dictionary that news uses as adjectives: الساحة الحمراء."""
_OFFICES = frozenset(
    "رئيس رئاسي جيش حكومة إدارة وزارة وزير قوة طائرة سفير سفارة مسؤول مبعوث عقوبة دولار دعم بحرية"
    " استخبارات ولاية جندي سياسة اقتصاد نائب سيناتور مجلس شيوخ عسكري غارة ضربة خارجية دفاع سلطة"
    " محكمة قاض حاكم خزانة مركزي رسم قنصل كونغرس مندوب تمويل وكالة حدود خفر ساحل انتخاب قائد"
    " جنرال مشاة سناتور مدع".split()
)
_SKY = frozenset(
    "كوكب قمر شمس فضاء فضائي مدار مريخ زحل مجرة نيزك كويكب مذنب تلسكوب فلك فلكي جاذبية مكوك نجم"
    " شمسي كون كرة".split()
)
_WRITTEN = frozenset(
    "لغة حرف خط أدب شعر كتابة ترجمة نص كلمة اسم مصطلح كتاب لهجة نسخة رقم أرقام قهوة صحيفة رواية"
    " صمغ نحو بلاغة موسيقى معجم أبجدية حروف".split()
)
_AND = {"wa_conj", "fa_conj"}
_MEASURES = {
    "كم": "kilometre", "كلم": "kilometre", "م": "metre", "سم": "centimetre", "ملم": "millimetre",
    "كغ": "kilogram", "كلغ": "kilogram", "كيلو": "kilo",
}  # fmt: skip
"""What papers shorten behind a figure."""
_LONE = {"ب": ("with", "+bi"), "ل": ("to", "+li"), "ك": ("as", "")}
"""Letters papers set apart from a quotation: وصفه بـ «الخطير»."""
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


def first_sense(english: str) -> str:
    """The first sense of a gloss without remarks in brackets: "meeting; gathering" → "meeting"."""
    sense = re.sub(r"\s*\([^)]*\)", "", english.split(";")[0]).strip()
    sense = sense.removeprefix("to ") if sense.startswith("to ") and len(sense) > 3 else sense
    return re.sub(r"(?<=\w)/\w+", "", sense) or english.strip()


@cache
def _given_names() -> frozenset[str]:
    """Given names by lookup key."""
    lines = resource("glossary", "given-names.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and line[0] != "#")
    return frozenset(lookup_key(row[0]) for row in rows)


def neighbour(source: SentenceSource, i: int, step: int) -> str:
    """The key of the nearest glossed word before or after token `i`, "" where there is none."""
    k = i + step
    while 0 <= k < len(source.glosses):
        gloss = source.glosses[k]
        if gloss is not None:
            return key_of(gloss)
        k += step
    return ""


def negated_unit(source: SentenceSource, i: int, names: Mapping[int, Mention]) -> Unit | None:
    """غير with its adjective: غير مشروط, "unconditional"."""
    if i + 1 >= len(source.tokens) or (i + 1) in names or not source.glosses:
        return None
    gloss, following = source.glosses[i], source.glosses[i + 1]
    if gloss is None or following is None or strip_marks(gloss.lemma) != "غير":
        return None
    if gloss.features.enclitic or not following.pos.startswith(("adj", "noun")):
        return None
    adjective = glossed_unit(source, i + 1, following)
    if adjective.lead or adjective.pronoun or adjective.kind is not Kind.ADJECTIVE:
        return None
    no = glossed_unit(source, i, gloss)
    return replace(
        adjective,
        tokens=(i, i + 1),
        english=opposite(adjective.english),
        lead=no.lead,
        preposition=no.preposition,
    )


def word_unit(source: SentenceSource, i: int) -> Unit:
    """The unit of token `i`: what its gloss says, or its sound."""
    raw = source.word(i)
    gloss = source.glosses[i] if source.glosses else None
    if raw.rstrip("ـ") in _LONE and raw.endswith("ـ"):
        english, link = _LONE[raw.rstrip("ـ")]
        return Unit(Kind.PREPOSITION, (i,), english, arabic=raw, link=link)
    if raw in _MEASURES and i and source.word(i - 1)[-1:].isdigit():
        return Unit(Kind.NOUN, (i,), _MEASURES[raw], arabic=raw)
    if gloss is None:
        text = plain_digits(raw) if any(c.isdigit() for c in raw) else raw
        if re.search("[\u0621-\u064a]", text):
            text = transliterate(raw)
        kind = Kind.NUMBER if text[:1].isdigit() else Kind.NAME
        return Unit(kind, (i,), text, arabic=raw, definite=kind is Kind.NAME)
    return glossed_unit(source, i, gloss)


def _governs_persons(source: SentenceSource, i: int) -> bool:
    """Whether a definite noun for persons follows: كبير المفاوضين, "the chief negotiator"."""
    after = source.glosses[i + 1] if i + 1 < len(source.glosses) else None
    if after is None or after.features.proclitics != ("Al_det",):
        return False
    return first_sense(after.english.split(";")[0]) in HUMAN


def _is_of_state(source: SentenceSource, i: int) -> bool:
    """Whether أمريكي qualifies an office or an act of the state, which news calls "US"."""
    before = source.glosses[i - 1] if i else None
    return before is not None and strip_marks(before.lemma) in _OFFICES


def _of_the_sky(source: SentenceSource) -> bool:
    """Whether a sentence is about sky and planets: الأرض is Earth there, not land."""
    return any(gloss and strip_marks(gloss.lemma) in _SKY for gloss in source.glosses)


def _is_of_arabs(source: SentenceSource, i: int) -> bool:
    """Whether عربي qualifies a noun that is neither language nor writing: الدول العربية."""
    before = source.glosses[i - 1] if i else None
    named = before is not None and before.pos in {"noun", "adj"}
    return named and before is not None and strip_marks(before.lemma) not in _WRITTEN


def _apposed(source: SentenceSource, i: int, gloss: Gloss) -> bool:
    """Whether a noun with the article stands right behind another: المدرسة المجاورة."""
    before = source.glosses[i - 1] if i else None
    if gloss.features.proclitics != ("Al_det",) or gloss.features.enclitic or before is None:
        return False
    if source.text[source.tokens[i - 1].end : source.tokens[i].start].strip():
        return False
    definite = "Al_det" in before.features.proclitics or before.features.enclitic
    agree = before.features.gender == gloss.features.gender or before.features.number == "p"
    return bool(definite) and before.pos in {"noun", "adj"} and agree


def _adjective_sense(gloss: Gloss) -> str:
    """The first sense of a noun that English has as an adjective only: "neighbouring"."""
    readings = [gloss.english, *(a.english for a in gloss.alternatives if a.pos == "adj")]
    for sense in (first_sense(s) for english in readings for s in english.split(";")):
        parts = lemmas(sense)
        if "ADJ" in parts and "NOUN" not in parts:
            return sense
    return ""


def glossed_unit(source: SentenceSource, i: int, gloss: Gloss) -> Unit:
    raw = source.word(i)
    features = gloss.features
    kind = _KINDS.get(gloss.pos, Kind.OTHER)
    senses = tuple(first_sense(sense) for sense in gloss.english.split(";"))
    english = senses[0]
    bare = strip_marks(gloss.lemma)
    before, after = neighbour(source, i, -1), neighbour(source, i, 1)
    loose = kind is Kind.ADJECTIVE and "Al_det" not in features.proclitics
    if (kind is Kind.NOUN or loose) and english in _NUMBER_WORDS:
        kind = Kind.NUMBER
    if kind is Kind.VERB and bare == "ليس":
        features = replace(features, aspect="i")  # perfect by form only
    if kind is Kind.NOUN and bare in _FEMININE and features.number == "s":
        features = replace(features, gender="f")
    if kind is Kind.ADJECTIVE and any(s.endswith("est") or s.startswith("most ") for s in senses):
        kind = Kind.COMPARATIVE
    if kind in _CHOSEN and bare not in _QUANTIFIERS and english not in _UNLEARNED:
        english = lexical_choice().sense(key_of(gloss), senses, before, after)
    elif kind is Kind.NAME:
        english = newspaper_spelling(source, i, english) or english
    if english == "American" and kind is Kind.ADJECTIVE and _is_of_state(source, i):
        english = "US"
    if bare == "أرض" and features.proclitics[-1:] == ("Al_det",) and _of_the_sky(source):
        kind, english = Kind.NAME, "Earth"
    if kind is Kind.NOUN and bare in _COLOURS:
        kind = Kind.ADJECTIVE
    if english == "Arabic" and kind is Kind.ADJECTIVE and _is_of_arabs(source, i):
        english = "Arab"
    bare = strip_marks(gloss.lemma)
    chief = bare in {"كبير", "كبار"} and _governs_persons(source, i)
    if kind is Kind.ADJECTIVE and chief and "Al_det" not in features.proclitics:
        kind, english = Kind.NOUN, "chief" if features.number == "s" else "senior"
    one = english == "single" and bare == "واحد" and "Al_det" not in features.proclitics
    if kind is Kind.ADJECTIVE and one:
        english = "one"
    if (
        kind in {Kind.NOUN, Kind.OTHER}
        and english in PREPOSITIONS
        and "Al_det" not in features.proclitics
    ):
        kind = Kind.PREPOSITION
    if bare in _QUANTIFIERS and kind is Kind.NOUN:
        kind = Kind.QUANTIFIER
        english = _QUANTIFIERS[bare]
    elif bare == "كامل" and "Al_det" not in features.proclitics and before.endswith("|prep"):
        kind, english = Kind.QUANTIFIER, "all"  # من كامل المدينة
    elif bare == "حين" and not features.enclitic and not set(features.proclitics) - _AND:
        kind, english = Kind.SUBORDINATOR, "when"
    elif bare == "سوى" and not features.enclitic:
        kind, english = Kind.PREPOSITION, "but"
    elif bare == "قد":
        kind = Kind.PERFECTIVE
    elif bare == "سوف":
        kind = Kind.FUTURE
    if kind is Kind.NOUN and english == "country" and "بلاد" in strip_marks(raw):
        english, features = "country", replace(features, number="s")
    elif kind is Kind.NOUN and _apposed(source, i, gloss):
        adjective = _adjective_sense(gloss)
        kind, english = (Kind.ADJECTIVE, adjective) if adjective else (kind, english)
    lead = []
    open_ = kind is Kind.PREPOSITION and not features.enclitic and bare not in {"منذ", "سوى"}
    link = key_of(gloss) if open_ else ""
    preposition = subjunctive = future = definite = False
    for proclitic in features.proclitics:
        stem, _, role = proclitic.partition("_")
        if proclitic == "Al_det":
            definite = True
        elif role == "fut":
            future = True
        elif role in {"sub", "jus"} or (stem == "li" and kind is Kind.VERB):
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
                link = "+" + stem
            if said:
                lead.append(Word(said, (i,)))
    enclitic = features.enclitic
    person = kind is Kind.NAME and lookup_key(gloss.lemma) in _given_names()
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
        human=person or english in HUMAN,
        link=link,
        key=key_of(gloss),
        senses=senses,
    )
