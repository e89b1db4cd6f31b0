"""Noun phrases: construct chains joined with "of", adjectives moved before their noun, articles.

Arabic order is noun, its genitive, adjectives of either: ريف الرقة الشمالي is "the northern
countryside of Raqqa", قائد الجيش الجديد can be either's "new" and goes by agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.translation.draft.choice import lexical_choice
from reader.translation.draft.inflection import article, plural
from reader.translation.draft.titles import PROPER_HEADS, named_kind
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
_SELF = {"نفس", "ذات"}
_WITH_COMPLEMENT = frozenset(
    "loyal backed supported affiliated belonging known linking linked located stationed accused"
    " responsible close related composed consisting adjacent neighboring neighbouring overlooking"
    " coming arriving similar equal opposed hostile allied connected attached committed exposed"
    " subject addressed directed present existing concerned specialized capable".split()
)
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
        case Kind.ADJECTIVE if unit.definite:
            return _substantive(units, i)
        case _:
            return None


def _follows(units: Sequence[Unit], i: int) -> bool:
    """Whether unit `i` can continue a phrase: no proclitic but the article on it."""
    return i < len(units) and not units[i].lead and not units[i].future


def _demonstrative(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    this = units[i]
    if not _follows(units, i + 1) or not units[i + 1].definite:
        return None
    inner = noun_phrase(units, i + 1, human=human)
    if inner is None or units[i + 1].kind is Kind.NAME:
        return None
    near = this.english not in {"that", "those"}
    text = ("these" if near else "those") if inner.plural else ("this" if near else "that")
    word = Word(text, this.tokens, this.before, this.after)
    return replace(inner, words=(word, *_without_article(inner.words)), definite=True)


def _quantified(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    quantifier = units[i]
    text = quantifier.english
    if quantifier.pronoun:
        of = possessive(quantifier.pronoun, human=False)
        them = {"its": "it", "their": "them", "our": "us", "my": "me"}.get(of, "you")
        words = (Word(f"{text} of {them}", quantifier.tokens, quantifier.before, quantifier.after),)
        return NounPhrase(words, i + 1, quantifier, True, of == "their")
    inner = noun_phrase(units, i + 1, human=human) if _follows(units, i + 1) else None
    if inner is None or quantifier.definite:
        alone = "everyone" if text == "all" and quantifier.definite else text
        return NounPhrase((_word(quantifier, alone),), i + 1, quantifier, True, alone != "everyone")
    rest = inner.words
    many = True
    if text in {"all", "every", "each"}:
        text = "all" if inner.definite else "every"
        many = inner.plural
        rest = inner.words if inner.definite else _without_article(inner.words)
    elif inner.definite and text in {"some", "most", "both", "several", "many", "few", "half"}:
        text += " of"
    else:
        rest = _without_article(inner.words)
    word = Word(text, quantifier.tokens, quantifier.before, quantifier.after)
    return replace(inner, words=(word, *rest), plural=many)


def _counted(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    """A number with what it counts: 20 مقاتلا, ثلاثة جنود, سبعة وعشرون."""
    number = units[i]
    words = [_word(number, number.english)]
    j = i + 1
    if j < len(units) and units[j].conjoined and units[j].kind is Kind.NUMBER:
        if units[j].english in _TENS and not number.english[:1].isdigit():
            # Arabic puts the unit first: "seven and twenty".
            words = [_word(units[j], f"{units[j].english}-"), words[0]]
            words = [replace(words[0], after="\u2060" + words[0].after), words[1]]
        else:
            words += [*units[j].lead, _word(units[j], units[j].english)]
        j += 1
    elif _follows(units, j) and units[j].kind is Kind.NUMBER and not number.english[:1].isdigit():
        words.append(_word(units[j], units[j].english))  # ثلاثة آلاف
        j += 1
    if _follows(units, j) and units[j].lemma in _SCALES and not _marked(units[j - 1]):
        words.append(_word(units[j], _SCALES[units[j].lemma]))  # 2.4 مليون
        j += 1
    many = number.english not in {"1", "one"}
    counted = j < len(units) and units[j].kind is Kind.NOUN
    if counted and _follows(units, j) and not _marked(units[j - 1]):
        inner = noun_phrase(units, j, human=human)
        if inner:
            of = [Word("of", number.tokens)] if number.plural and inner.definite else []
            rest = inner.words if of else _without_article(inner.words)
            if many and not inner.head.plural and not of:
                rest = _pluralised(rest, inner.head)
            the = [Word("the", inner.head.tokens)] if inner.definite and not of else []
            return replace(inner, words=(*the, *words, *of, *rest), plural=many)
    if number.definite:
        words.insert(0, Word("the", number.tokens))
    return NounPhrase(tuple(words), j, number, number.definite, many)


def superlative(unit: Unit) -> str:
    """The sense of a comparative that says "most": "larger; largest" → "largest"."""
    if unit.kind is not Kind.COMPARATIVE:
        return unit.english
    most = (s for s in unit.senses if s.endswith("est") or s.startswith("most "))
    return next(most, unit.english)


def _postposed(units: Sequence[Unit], j: int) -> bool:
    """Whether the participle at unit `j` has a complement and so stays behind its noun: الموالي
    للجيش, "loyal to the army"."""
    if units[j].english not in _WITH_COMPLEMENT or j + 1 >= len(units):
        return False
    after = units[j + 1]
    return after.preposition or after.kind is Kind.PREPOSITION


def _superlative(units: Sequence[Unit], i: int, human: bool) -> NounPhrase | None:
    """أكبر مدينة: "the largest city"."""
    degree = units[i]
    if degree.definite or not _follows(units, i + 1) or units[i + 1].kind is not Kind.NOUN:
        return None
    inner = noun_phrase(units, i + 1, human=human)
    if inner is None:
        return None
    words = (
        Word("the", degree.tokens),
        _word(degree, superlative(degree)),
        *_without_article(inner.words),
    )
    return replace(inner, words=words, definite=True)


def _substantive(units: Sequence[Unit], i: int) -> NounPhrase:
    """An adjective that stands for its noun: الأخيران, "the last"."""
    adjective = units[i]
    words = (Word("the", adjective.tokens), _word(adjective, adjective.english))
    return NounPhrase(words, i + 1, adjective, True, adjective.plural)


def _name(units: Sequence[Unit], i: int) -> NounPhrase:
    """Names side by side are one name (first and last name)."""
    words = [_word(units[i], units[i].english)]
    j = i + 1
    while _follows(units, j) and units[j].kind is Kind.NAME and not _marked(units[j - 1]):
        if units[j].before or len(units[j].tokens) > 1 or len(units[j - 1].tokens) > 1:
            break
        words.append(_word(units[j], units[j].english))
        j += 1
    many = words[-1].text.endswith(("forces", "Forces", "militias", "groups"))
    head = replace(units[i], human=units[i].human or j - i > 1)
    return NounPhrase(tuple(words), j, head, True, many)


def _construct(units: Sequence[Unit], i: int, human: bool, inner: bool) -> NounPhrase:
    noun = units[i]
    j = i + 1
    genitive: NounPhrase | None = None
    if not _marked(noun) and (_takes_genitive(noun) or _complemented(noun)) and _follows(units, j):
        follower = units[j]
        attribute = follower.kind is Kind.ADJECTIVE and not follower.definite
        if follower.kind in _GENITIVES and not attribute and not _accusative(follower):
            genitive = noun_phrase(units, j, human=human, inner=True)
        if genitive:
            j = genitive.end
    definite = noun.definite or bool(noun.pronoun) or bool(genitive and genitive.definite)
    title = noun.definite and j < len(units) and units[j].kind is Kind.NAME and units[j].human
    if title and genitive is None and _follows(units, j) and not _marked(noun):
        name = _name(units, j)
        word = _word(noun, noun.english.capitalize())
        return NounPhrase((word, *name.words), name.end, name.head, True, False)
    groups, j = _adjectives(units, j, noun, definite, inner)
    head = _word(noun, plural(noun.english) if noun.plural else noun.english)
    core = [word for group in reversed(groups) for word in group] + [head]
    core = _quotes_outside(core, units[i:j])
    if noun.features.number == "d" and not any(len(group) > 2 for group in groups):
        core.insert(0, Word("two", noun.tokens, core[0].before))
        core[1] = replace(core[1], before="")
    text = " ".join(word.text for word in core)
    if genitive and units[i + 1].kind is Kind.NAME and not noun.plural:
        named = named_kind(core[-1], _without_article(genitive.words), core[:-1])
        if named:
            return NounPhrase(tuple(named), j, noun, True, False)
    if genitive and units[i + 1].kind is Kind.NAME and noun.english in _CLASSES:
        name_words = _without_article(genitive.words)
        words = [Word("the", noun.tokens), *core[:-1], *name_words, core[-1]]
        return NounPhrase(tuple(words), j, noun, True, noun.plural)
    words = core
    if genitive and _is_compound(noun, units[i + 1], genitive):
        # The attribute of a compound is singular: "road works", not "roads works".
        words = [*core[:-1], _word(units[i + 1], units[i + 1].english), core[-1]]
        if definite and lexical_choice().takes_the(noun.key):
            words.insert(0, Word("the", noun.tokens))
        elif not definite and not noun.plural and article(words[0].text):
            words.insert(0, Word(article(words[0].text), noun.tokens))
        return NounPhrase(tuple(words), j, noun, definite, noun.plural)
    if definite and genitive and noun.english in PROPER_HEADS and not noun.pronoun:
        words = [replace(w, text=_capitalised(w.text)) for w in core]
        genitive = replace(
            genitive, words=tuple(replace(w, text=_capitalised(w.text)) for w in genitive.words)
        )
        core = words
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
        # An office and its holder: "the Somali president Hassan Sheikh".
        name = _name(units, j)
        return NounPhrase((*words, *name.words), name.end, name.head, True, False)
    return NounPhrase(tuple(words), j, noun, definite, noun.plural)


def _capitalised(text: str) -> str:
    return text if text in {"the", "of", "and", "for", "a", "an", "in"} else text.title()


def _holder(units: Sequence[Unit], j: int) -> bool:
    """Whether a name follows at `j` with nothing between."""
    if not _follows(units, j) or units[j].kind is not Kind.NAME:
        return False
    return not _marked(units[j - 1]) and not units[j].before


def _is_compound(noun: Unit, follower: Unit, genitive: NounPhrase) -> bool:
    """Whether English makes a compound of the chain: "security forces", "a press conference"."""
    plain = follower.kind is Kind.NOUN and not follower.pronoun and genitive.head == follower
    single = len(_without_article(genitive.words)) == 1 and follower.features.number != "d"
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


def _adjectives(
    units: Sequence[Unit], j: int, noun: Unit, definite: bool, inner: bool
) -> tuple[list[list[Word]], int]:
    """Adjectives of `noun` from unit `j` on, in groups of those joined by "and". A genitive takes
    only those that agree with it; what is left belongs to the outermost noun."""
    groups: list[list[Word]] = []
    while j < len(units):
        unit = units[j]
        if unit.lemma in _SELF and unit.pronoun and _follows(units, j) and definite:
            groups.append([_word(unit, "same")])
            j += 1
            continue
        if unit.kind not in {Kind.ADJECTIVE, Kind.COMPARATIVE} or unit.pronoun:
            break
        joined = bool(groups) and unit.conjoined and unit.definite == definite
        if not joined and (not _follows(units, j) or unit.definite != definite):
            break
        if _closed(units[j - 1]) or (inner and not _agrees(noun, unit)):
            break
        if _postposed(units, j):
            break
        word = _word(unit, superlative(unit) if unit.definite else unit.english)
        if joined:
            groups[-1] += [*unit.lead, word]
        else:
            groups.append([word])
        j += 1
    return groups, j


def _agrees(noun: Unit, adjective: Unit) -> bool:
    """Arabic agreement: gender and number, the plural of things counting as feminine singular."""
    n, a = noun.features, adjective.features
    if not n.gender or not a.gender:
        return True
    if n.number == "p":
        return a.number == "p" or a.gender == "f"
    if n.number == "d":
        return a.number in {"d", "s"}
    return n.gender == a.gender and a.number != "p"


def _word(unit: Unit, text: str) -> Word:
    return Word(text, unit.tokens, unit.before, unit.after)


def _marked(unit: Unit) -> bool:
    """Whether a mark after the unit keeps the next from belonging to it."""
    return _closed(unit) or any(c in unit.after for c in "-–")


def _closed(unit: Unit) -> bool:
    return any(c in unit.after for c in ")]–-")


def _quotes_outside(core: list[Word], span: Sequence[Unit]) -> list[Word]:
    """Moves a mark that opens at the phrase's first unit, or closes at its last, to the edge again
    after the adjectives have changed places."""
    if len(core) < 2:
        return core
    first, last = span[0], span[-1]
    if first.before and not first.after:
        core = [replace(w, before="") if w.tokens == first.tokens else w for w in core]
        core[0] = replace(core[0], before=first.before + core[0].before)
    if last.after and not last.before:
        core = [replace(w, after="") if w.tokens == last.tokens else w for w in core]
        core[-1] = replace(core[-1], after=core[-1].after + last.after)
    return core


def _without_article(words: tuple[Word, ...]) -> tuple[Word, ...]:
    first = words[0]
    if first.text in {"the", "a", "an"} and len(words) > 1:
        second = replace(words[1], before=first.before + words[1].before)
        return (second, *words[2:])
    if first.text.startswith("the "):
        return (replace(first, text=first.text.removeprefix("the ")), *words[1:])
    return words


def _pluralised(words: tuple[Word, ...], head: Unit) -> tuple[Word, ...]:
    return tuple(
        replace(w, text=plural(w.text)) if w.tokens == head.tokens and w.text == head.english else w
        for w in words
    )
