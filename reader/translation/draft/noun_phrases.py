"""Noun phrases: construct chains joined with "of", adjectives moved before their noun, articles.

Arabic order is noun, its genitive, adjectives of either: ريف الرقة الشمالي is "the northern
countryside of Raqqa", قائد الجيش الجديد can be either's "new" and goes by agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.translation.draft.attributes import (
    adjective_groups,
    as_word,
    follows,
    marked,
    postposed,
    quotes_outside,
    superlative,
    title_case,
    without_article,
)
from reader.translation.draft.choice import lexical_choice
from reader.translation.draft.inflection import article, plural
from reader.translation.draft.titles import named_kind
from reader.translation.draft.units import Kind, Unit, Word

__all__ = ["NounPhrase", "noun_phrase", "possessive"]

_POSSESSIVES = {"1s": "my", "1p": "our", "2ms": "your", "2fs": "your", "3ms": "its", "3fs": "its"}
# Nouns that stand before a name as a title or a class: "the SDF organisation", not "of SDF".
_CLASSES = frozenset(
    "organization organisation group agency newspaper channel party movement company network"
    " militia front brigade battalion division website site highway operation".split()
)
_GENITIVES = {
    Kind.NOUN,
    Kind.NAME,
    Kind.QUANTIFIER,
    Kind.DEMONSTRATIVE,
    Kind.NUMBER,
    Kind.ADJECTIVE,
}
_SCALES = {"ألف": "thousand", "مليون": "million", "مليار": "billion", "بليون": "billion"}
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """`words` in English order; `end` is the index of the first unit after it; `head` its main
    unit; `plural` whether an English verb takes the plural."""

    words: tuple[Word, ...]
    end: int
    head: Unit
    definite: bool
    plural: bool


def possessive(pronoun: str, *, human: bool) -> str:
    """The possessive adjective of an enclitic: "3ms" → "its", or "his" of a person."""
    if human and pronoun in {"3ms", "3fs"}:
        return {"3ms": "his", "3fs": "her"}[pronoun]
    return _POSSESSIVES.get(pronoun, "your" if pronoun.startswith("2") else "their")


def noun_phrase(
    units: Sequence[Unit], i: int, *, human: bool = False, inner: bool = False
) -> NounPhrase | None:
    """The noun phrase that begins at unit `i`, or None. Proclitics of unit `i` are the caller's.
    `human` tells whom a possessive pronoun most likely stands for, `inner` that the phrase is the
    genitive of another, which may claim its adjectives."""
    if i >= len(units):
        return None
    unit = units[i]
    match unit.kind:
        case Kind.DEMONSTRATIVE:
            return _demonstrative(units, i, human)
        case Kind.QUANTIFIER:
            return _quantified(units, i, human)
        case Kind.NUMBER:
            return _counted(units, i, human)
        case Kind.COMPARATIVE:
            return _superlative(units, i, human)
        case Kind.NAME:
            return _name(units, i)
        case Kind.NOUN:
            return _construct(units, i, human, inner)
        case Kind.ADJECTIVE if unit.definite and not postposed(units, i):
            return _substantive(units, i)
        case _:
            return None


def _demonstrative(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    this = units[i]
    if not follows(units, i + 1) or not units[i + 1].definite:
        return None
    inner = noun_phrase(units, i + 1, human=human)
    if inner is None or units[i + 1].kind is Kind.NAME:
        return None
    near = this.english not in {"that", "those"}
    text = ("these" if near else "those") if inner.plural else ("this" if near else "that")
    word = Word(text, this.tokens, this.before, this.after)
    return replace(inner, words=(word, *without_article(inner.words)), definite=True)


def _quantified(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    quantifier = units[i]
    text = quantifier.english
    if quantifier.pronoun:
        of = possessive(quantifier.pronoun, human=False)
        them = {"its": "it", "their": "them", "our": "us", "my": "me"}.get(of, "you")
        words = (Word(f"{text} of {them}", quantifier.tokens, quantifier.before, quantifier.after),)
        return NounPhrase(words, i + 1, quantifier, True, of == "their")
    inner = noun_phrase(units, i + 1, human=human) if follows(units, i + 1) else None
    if inner is None or quantifier.definite:
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
    elif inner.definite and text in {"some", "most", "both", "several", "many", "few", "half"}:
        text += " of"
    elif inner.plural or not text.endswith(" of"):
        rest = without_article(inner.words)
    word = Word(text, quantifier.tokens, quantifier.before, quantifier.after)
    return replace(inner, words=(word, *rest), plural=many)


def _counted(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
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
    counted = j < len(units) and units[j].kind is Kind.NOUN
    if counted and follows(units, j) and not marked(units[j - 1]):
        inner = noun_phrase(units, j, human=human)
        if inner:
            of = [Word("of", number.tokens)] if number.plural and inner.definite else []
            rest = inner.words if of else without_article(inner.words)
            if many and not inner.head.plural and not of:
                rest = _pluralised(rest, inner.head)
            the = [Word("the", inner.head.tokens)] if inner.definite and not of else []
            return replace(inner, words=(*the, *words, *of, *rest), plural=many)
    if number.definite:
        words.insert(0, Word("the", number.tokens))
    return NounPhrase(tuple(words), j, number, number.definite, many)


def _superlative(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    """أكبر مدينة: "the largest city"."""
    degree = units[i]
    if degree.definite or not follows(units, i + 1) or units[i + 1].kind is not Kind.NOUN:
        return None
    inner = noun_phrase(units, i + 1, human=human)
    if inner is None:
        return None
    words = (
        Word("the", degree.tokens),
        as_word(degree, superlative(degree)),
        *without_article(inner.words),
    )
    return replace(inner, words=words, definite=True)


def _substantive(units: Sequence[Unit], i: int) -> NounPhrase:
    """An adjective that stands for its noun: الأخيران, "the last"."""
    adjective = units[i]
    words = (Word("the", adjective.tokens), as_word(adjective, adjective.english))
    return NounPhrase(words, i + 1, adjective, True, adjective.plural)


def _name(units: Sequence[Unit], i: int) -> NounPhrase:
    """Names side by side are one name (first and last name)."""
    words = [as_word(units[i], units[i].english)]
    j = i + 1
    while follows(units, j) and units[j].kind is Kind.NAME and not marked(units[j - 1]):
        if units[j].before or len(units[j].tokens) > 1 or len(units[j - 1].tokens) > 1:
            break
        words.append(as_word(units[j], units[j].english))
        j += 1
    many = words[-1].text.endswith(("forces", "Forces", "militias", "groups"))
    head = replace(units[i], human=units[i].human or j - i > 1)
    return NounPhrase(tuple(words), j, head, True, many)


def _construct(units: Sequence[Unit], i: int, human: bool, inner: bool) -> NounPhrase:
    phrase = _chain(units, i, human, inner)
    several = (
        (phrase.end > i + 1 or len(units[i].tokens) > 1)
        and phrase.definite
        and not units[i].pronoun
    )
    if several and units[i].key and lexical_choice().names_institutions(units[i].key):
        return replace(phrase, words=tuple(title_case(phrase.words)))
    return phrase


def _chain(units: Sequence[Unit], i: int, human: bool, inner: bool) -> NounPhrase:
    noun = units[i]
    j = i + 1
    genitive: NounPhrase | None = None
    if not marked(noun) and (_takes_genitive(noun) or _complemented(noun)) and follows(units, j):
        follower = units[j]
        attribute = follower.kind is Kind.ADJECTIVE and not follower.definite
        if follower.kind in _GENITIVES and not attribute and not _accusative(follower):
            genitive = noun_phrase(units, j, human=human, inner=True)
        if genitive:
            j = genitive.end
    definite = noun.definite or bool(noun.pronoun) or bool(genitive and genitive.definite)
    title = noun.definite and j < len(units) and units[j].kind is Kind.NAME and units[j].human
    if title and genitive is None and follows(units, j) and not marked(noun):
        name = _name(units, j)
        word = as_word(noun, noun.english.capitalize())
        return NounPhrase((word, *name.words), name.end, name.head, True, False)
    groups, j = adjective_groups(units, j, noun, definite, inner)
    head = as_word(noun, plural(noun.english) if noun.plural else noun.english)
    core = [word for group in reversed(groups) for word in group] + [head]
    core = quotes_outside(core, units[i:j])
    if noun.features.number == "d" and not any(len(group) > 2 for group in groups):
        core.insert(0, Word("two", noun.tokens, core[0].before))
        core[1] = replace(core[1], before="")
    text = " ".join(word.text for word in core)
    if genitive and units[i + 1].kind is Kind.NAME and not noun.plural:
        named = named_kind(core[-1], without_article(genitive.words), core[:-1])
        if named:
            return NounPhrase(tuple(named), j, noun, True, False)
    if genitive and units[i + 1].kind is Kind.NAME and noun.english in _CLASSES:
        name_words = without_article(genitive.words)
        words = [Word("the", noun.tokens), *core[:-1], *name_words, core[-1]]
        return NounPhrase(tuple(words), j, noun, True, noun.plural)
    words = core
    if genitive and _is_compound(noun, units[i + 1], genitive):
        # The attribute of a compound is singular: "road works", not "roads works".
        words = [*core[:-1], as_word(units[i + 1], units[i + 1].english), core[-1]]
        if definite and lexical_choice().takes_the(noun.key):
            words.insert(0, Word("the", noun.tokens))
        elif not definite and not noun.plural and article(words[0].text):
            words.insert(0, Word(article(words[0].text), noun.tokens))
        return NounPhrase(tuple(words), j, noun, definite, noun.plural)
    if noun.pronoun:
        words = [Word(possessive(noun.pronoun, human=human), noun.tokens), *core]
    elif definite and (genitive or lexical_choice().takes_the(noun.key)):
        words = [Word("the", noun.tokens), *core]
    elif definite:
        words = core
    elif not noun.plural and article(text):
        words = [Word(article(text), noun.tokens), *core]
    if genitive:
        of = [] if _complemented(noun) else [Word("of", noun.tokens)]
        words = [*words, *of, *genitive.words]
    office = noun.human and definite and not inner and not noun.plural
    if office and _holder(units, j):
        # An office and its holder: "Somali President Hassan Sheikh".
        name = _name(units, j)
        if genitive is None:
            words = [*core[:-1], *title_case(core[-1:])]
        return NounPhrase((*words, *name.words), name.end, name.head, True, False)
    return NounPhrase(tuple(words), j, noun, definite, noun.plural)


def _holder(units: Sequence[Unit], j: int) -> bool:
    """Whether a name follows at `j` with nothing between."""
    if not follows(units, j) or units[j].kind is not Kind.NAME:
        return False
    return not marked(units[j - 1]) and not units[j].before


def _is_compound(noun: Unit, follower: Unit, genitive: NounPhrase) -> bool:
    """Whether English makes a compound of the chain: "security forces", "a press conference"."""
    plain = follower.kind is Kind.NOUN and not follower.pronoun and genitive.head == follower
    single = len(without_article(genitive.words)) == 1 and follower.features.number != "d"
    if not (plain and single and noun.key and follower.key) or noun.before or follower.before:
        return False
    return lexical_choice().compounds(noun.key, follower.key)


def _complemented(noun: Unit) -> bool:
    """Whether a fixed term ends with the preposition of what follows it: "spokesman for"."""
    return noun.english.endswith((" for", " of", " to", " by"))


def _takes_genitive(noun: Unit) -> bool:
    """Whether the noun can be in construct: no article or pronoun, no tanween, no final nun of a
    dual or sound plural."""
    if noun.definite or noun.pronoun or _accusative(noun):
        return False
    endings = {"p": ("ون", "ين"), "d": ("ان", "ين")}.get(noun.features.number, ())
    return not (noun.arabic.endswith(endings) and noun.features.state != "c")


def _accusative(noun: Unit) -> bool:
    """Whether a written final alif marks an indefinite accusative: not a genitive."""
    features = noun.features
    return noun.arabic.endswith("ا") and features.case == "a" and features.state == "i"


def _pluralised(words: tuple[Word, ...], head: Unit) -> tuple[Word, ...]:
    return tuple(
        replace(w, text=plural(w.text)) if w.tokens == head.tokens and w.text == head.english else w
        for w in words
    )
