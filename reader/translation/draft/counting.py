"""Numbers, quantities, ranks and years with what they count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.translation.draft.antecedents import object_form
from reader.translation.draft.attributes import (
    as_word,
    follows,
    marked,
    superlative,
    without_article,
)
from reader.translation.draft.inflection import plural
from reader.translation.draft.units import Kind, NounPhrase, Unit, Word

__all__ = ["ORDINALS", "PhraseAt", "counted", "quantified", "superlative_phrase"]

PhraseAt = Callable[[Sequence[Unit], int], NounPhrase | None]
"""How a noun phrase is read at a unit."""

ORDINALS = frozenset("أول أولى ثاني ثان ثالث رابع خامس سادس سابع ثامن تاسع عاشر آخر".split())
"""Adjectives that stand before their noun: أول رحلة, "the first flight"."""
_SCALES = {"ألف": "thousand", "مليون": "million", "مليار": "billion", "بليون": "billion"}
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_BARE = {"some", "several", "many", "few", "most"}
"""Quantities that need no "of the" before a plural."""


def quantified(units: Sequence[Unit], i: int, phrase_at: PhraseAt) -> NounPhrase | None:
    """كل مدينة, جميع الأطراف, معظمهم."""
    quantifier = units[i]
    text = quantifier.english
    if quantifier.pronoun:
        words = (as_word(quantifier, f"{text} of {object_form(quantifier.owner)}"),)
        return NounPhrase(words, i + 1, quantifier, True, quantifier.owner in {"they", "we"})
    inner = phrase_at(units, i + 1) if follows(units, i + 1) else None
    if inner is None or (quantifier.definite and not text.endswith(" of")):  # العديد من
        alone = "everyone" if text == "all" and quantifier.definite else text
        return NounPhrase(
            (as_word(quantifier, alone),), i + 1, quantifier, True, alone != "everyone"
        )
    rest = inner.words
    many = True
    if text in {"all", "every", "each"}:
        whole = "all of" if inner.definite and not inner.plural else "all"
        text = whole if inner.definite else "every"
        many = inner.plural
        rest = inner.words if inner.definite else without_article(inner.words)
    elif inner.definite and inner.plural and text in _BARE:
        rest = without_article(inner.words)
        text += " of" if rest == inner.words and rest[0].tokens else ""
    elif inner.definite and text in {*_BARE, "both", "half"}:
        text += " of"
    elif inner.plural or not text.endswith(" of"):
        rest = without_article(inner.words)
    if text.endswith("s of") and not inner.definite and not inner.plural:
        rest = _pluralised(rest, inner.head)  # عشرات المدنيين
    return replace(inner, words=(as_word(quantifier, text), *rest), plural=many)


def counted(units: Sequence[Unit], i: int, phrase_at: PhraseAt) -> NounPhrase | None:
    """A number with what it counts: 20 مقاتلا, ثلاثة جنود, سبعة وعشرون."""
    number = units[i]
    words = [as_word(number, number.english)]
    j = i + 1
    if j < len(units) and units[j].conjoined and units[j].kind is Kind.NUMBER:
        if units[j].english in _TENS and not number.english[:1].isdigit():
            # Arabic puts the unit first: "seven and twenty".
            words = [as_word(units[j], f"{units[j].english}-"), words[0]]
            words = [replace(words[0], after="\u2060" + words[0].after), words[1]]
        else:
            words += [*units[j].lead, as_word(units[j], units[j].english)]
        j += 1
    elif follows(units, j) and units[j].kind is Kind.NUMBER and not number.english[:1].isdigit():
        words.append(as_word(units[j], units[j].english))  # ثلاثة آلاف
        j += 1
    if follows(units, j) and units[j].lemma in _SCALES and not marked(units[j - 1]):
        words.append(as_word(units[j], _SCALES[units[j].lemma]))  # 2.4 مليون
        j += 1
    many = number.english not in {"1", "one"}
    noun = j < len(units) and units[j].kind is Kind.NOUN
    if noun and follows(units, j) and not marked(units[j - 1]):
        inner = phrase_at(units, j)
        if inner:
            of = [Word("of", number.tokens)] if number.plural and inner.definite else []
            rest = inner.words if of else without_article(inner.words)
            if many and not inner.head.plural and not of:
                rest = _pluralised(rest, inner.head)
            the = [Word("the", inner.head.tokens)] if inner.definite and not of else []
            return replace(inner, words=(*the, *words, *of, *rest), plural=many)
    if number.pronoun:
        words.append(Word(f"of {object_form(number.owner)}", number.tokens))
    elif number.definite:
        words.insert(0, Word("the", number.tokens))
    return NounPhrase(tuple(words), j, number, number.definite, many)


def superlative_phrase(units: Sequence[Unit], i: int, phrase_at: PhraseAt) -> NounPhrase | None:
    """أكبر مدينة, "the largest city"; أول رحلة, "the first flight"; أقدمها, "its oldest"."""
    degree = units[i]
    text = superlative(degree)
    if degree.pronoun:
        words = (
            Word("the", degree.tokens),
            as_word(degree, text),
            Word(f"of {object_form(degree.owner)}", degree.tokens),
        )
        return NounPhrase(words, i + 1, degree, True, False)
    if degree.definite or not follows(units, i + 1) or marked(degree):
        return None
    if units[i + 1].kind not in {Kind.NOUN, Kind.COMPARATIVE, Kind.NUMBER}:
        return None
    inner = phrase_at(units, i + 1)
    if inner is None:
        return None
    if inner.head.features.case == "a" and inner.head.features.state == "i":
        return None  # أكثر عددا
    said = (Word("the", degree.tokens), as_word(degree, text), *without_article(inner.words))
    return replace(inner, words=said, definite=True)


def _pluralised(words: tuple[Word, ...], head: Unit) -> tuple[Word, ...]:
    return tuple(
        replace(w, text=plural(w.text)) if w.tokens == head.tokens and w.text == head.english else w
        for w in words
    )
