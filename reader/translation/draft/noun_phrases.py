"""Noun phrases: construct chains joined with "of", adjectives moved before their noun, articles.

Arabic order is noun, its genitive, adjectives of either: ريف الرقة الشمالي is "the northern
countryside of Raqqa", قائد الجيش الجديد can be either's "new" and goes by agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.text.english_words import lemmas
from reader.translation.draft.antecedents import object_form, possessive_form
from reader.translation.draft.attributes import (
    adjective_groups,
    as_word,
    follows,
    marked,
    postposed,
    quotes_outside,
    title_case,
    without_article,
)
from reader.translation.draft.choice import lexical_choice
from reader.translation.draft.counting import (
    ORDINALS,
    counted,
    quantified,
    superlative_phrase,
)
from reader.translation.draft.inflection import article, plural
from reader.translation.draft.titles import named_kind
from reader.translation.draft.units import Kind, NounPhrase, Unit, Word

__all__ = ["noun_phrase"]

# Nouns that stand before a name as a title or a class: "the SDF organisation", not "of SDF".
_CLASSES = frozenset(
    "organization organisation group agency newspaper channel party movement company network"
    " militia front brigade battalion division website site highway operation team championship"
    " race game ship train exhibition tournament club".split()
)
_LANGUAGES = frozenset(
    "Arabic English French German Spanish Italian Portuguese Russian Chinese Japanese Turkish"
    " Persian Hebrew Greek Latin Kurdish Hindi Urdu Korean Dutch Swedish Polish Ukrainian"
    " Hungarian Amharic Somali Armenian Catalan Romanian Bulgarian Finnish Danish Norwegian".split()
)
"""Said without "the" or a noun: يتحدث الفرنسية, "speaks French"."""
_QUALIFIERS = frozenset("old ancient new eastern western northern southern upper lower".split())
_INSTITUTIONS = frozenset(
    "Airport airport Park Museum Stadium University Bank Hospital Library Institute Club".split()
)
_PEOPLE = tuple(
    "an ew urk urd ab im eek ans ews urks urds abs ims eeks Hindus Catholics Protestants".split()
)
_REACHES = frozenset("international national general central public".split())
"""Adjectives that are part of a name before its last word: Heathrow International Airport."""
_GENITIVES = {
    Kind.NOUN,
    Kind.NAME,
    Kind.QUANTIFIER,
    Kind.DEMONSTRATIVE,
    Kind.NUMBER,
    Kind.ADJECTIVE,
}


def noun_phrase(units: Sequence[Unit], i: int, *, inner: bool = False) -> NounPhrase | None:
    """The noun phrase that begins at unit `i`, or None. Proclitics of unit `i` are the caller's.
    `inner` tells that the phrase is the genitive of another, which may claim its adjectives."""
    if i >= len(units):
        return None
    unit = units[i]
    match unit.kind:
        case Kind.DEMONSTRATIVE:
            return _demonstrative(units, i)
        case Kind.QUANTIFIER:
            return quantified(units, i, noun_phrase)
        case Kind.NUMBER:
            return counted(units, i, noun_phrase)
        case Kind.COMPARATIVE:
            return superlative_phrase(units, i, noun_phrase)
        case Kind.NAME:
            name = _name(units, i)
            name = name if inner else _qualified(units, name)
            return _with_complement(units, name, inner)
        case Kind.NOUN if _is_date_or_hour(units, i):
            words = (replace(as_word(units[i + 1], units[i + 1].english), before=unit.before),)
            words = (replace(words[0], tokens=unit.tokens + units[i + 1].tokens),)
            return NounPhrase(words, i + 2, units[i + 1], True, False)
        case Kind.NOUN:
            return _with_complement(units, _construct(units, i, inner), inner)
        case Kind.ADJECTIVE if unit.lemma in ORDINALS and not unit.definite:
            return superlative_phrase(units, i, noun_phrase)
        case Kind.ADJECTIVE if _persons(units, i):
            words = (as_word(unit, f"{unit.english} people"),)
            return NounPhrase(words, i + 1, replace(unit, human=True), False, True)
        case Kind.ADJECTIVE if unit.definite and not postposed(units, i):
            return _substantive(units, i)
        case _:
            return None


def _is_date_or_hour(units: Sequence[Unit], i: int) -> bool:
    """عام 2031, الساعة 21:13: English only says the figure."""
    j = i + 1
    if not follows(units, j) or units[j].kind is not Kind.NUMBER or marked(units[i]):
        return False
    figure = units[j].english
    if units[i].english == "year":
        return len(figure) == 4 and figure.isdigit()
    return units[i].lemma == "ساعة" and units[i].definite and figure[:1].isdigit()


def _with_complement(units: Sequence[Unit], phrase: NounPhrase, inner: bool) -> NounPhrase:
    """A noun phrase with the participle behind it and what that governs: القوات الموالية للجيش,
    "the forces loyal to the army"."""
    j = phrase.end
    if inner or not follows(units, j) or not postposed(units, j) or marked(units[j - 1]):
        return phrase
    participle = units[j]
    if participle.definite != phrase.definite:
        return phrase
    text = {"loyalist": "loyal"}.get(participle.english, participle.english)
    words = [*phrase.words, as_word(participle, text)]
    if participle.english.endswith(" as") or j + 1 >= len(units):
        return replace(phrase, words=tuple(words), end=j + 1)
    after = units[j + 1]
    if after.kind is Kind.PREPOSITION and after.pronoun:
        said = f"{after.english} {object_form(after.owner)}"
        return replace(phrase, words=(*words, as_word(after, said)), end=j + 2)
    start = j + 2 if after.kind is Kind.PREPOSITION else j + 1
    if start < len(units) and start == j + 2 and units[start].lead:
        return phrase
    governed = noun_phrase(units, start)
    if governed is None:
        return phrase
    said_words = [as_word(after, after.english)] if start == j + 2 else list(after.lead)
    return replace(phrase, words=(*words, *said_words, *governed.words), end=governed.end)


def _persons(units: Sequence[Unit], i: int) -> bool:
    """Whether an adjective right behind a verb stands for people: أقدم مجهولون على."""
    unit = units[i]
    bare = not (unit.definite or unit.lead or unit.pronoun)
    return (
        bare
        and i > 0
        and units[i - 1].kind is Kind.VERB
        and unit.features.number == "p"
        and unit.arabic.endswith("ون")
    )


def _demonstrative(units: Sequence[Unit], i: int) -> NounPhrase | None:
    this = units[i]
    if not follows(units, i + 1) or not units[i + 1].definite:
        return None
    inner = noun_phrase(units, i + 1)
    if inner is None or units[i + 1].kind is Kind.NAME:
        return None
    near = this.english not in {"that", "those"}
    text = ("these" if near else "those") if inner.plural else ("this" if near else "that")
    word = Word(text, this.tokens, this.before, this.after)
    return replace(inner, words=(word, *without_article(inner.words)), definite=True)


def _substantive(units: Sequence[Unit], i: int) -> NounPhrase:
    """An adjective that stands for its noun: الأخيران, "the last"; بالفرنسية, "French"; السوريون,
    "Syrians"."""
    adjective = units[i]
    text = adjective.english
    if text in _LANGUAGES and adjective.features.gender == "f" and not adjective.plural:
        return NounPhrase((as_word(adjective, text),), i + 1, adjective, True, False)
    if adjective.plural and text[:1].isupper() and text.endswith(("an", "i")):
        people = replace(adjective, human=True)
        return NounPhrase((as_word(adjective, text + "s"),), i + 1, people, True, True)
    if adjective.plural and "NOUN" in lemmas(text) and not text.endswith(("ed", "n", "ing")):
        text = plural(text)
    words = (Word("the", adjective.tokens), as_word(adjective, text))
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


def _qualified(units: Sequence[Unit], name: NounPhrase) -> NounPhrase:
    """A place with the adjective behind it that makes another of it: صنعاء القديمة, "Old Sanaa"."""
    j = name.end
    if name.head.human or not follows(units, j) or marked(units[j - 1]) or units[j].before:
        return name
    adjective = units[j]
    if adjective.lemma == "عام" and adjective.definite:
        adjective = replace(adjective, kind=Kind.ADJECTIVE, english="general")
    if adjective.kind is not Kind.ADJECTIVE or not adjective.definite or adjective.pronoun:
        return name
    said = title_case([as_word(adjective, adjective.english)])
    *front, last = name.words
    proper, _, kind = last.text.rpartition(" ")
    if proper and kind in _INSTITUTIONS and adjective.english in _REACHES:
        words = [*front, replace(last, text=proper, after=""), *said]
        return replace(name, words=(*words, replace(last, text=kind, before="")), end=j + 1)
    the = name.words[0].text.startswith("the ")
    if the and adjective.english[:1].isupper():
        first = Word("the", name.words[0].tokens)
        return replace(name, words=(first, *said, *without_article(name.words)), end=j + 1)
    if the or adjective.english not in _QUALIFIERS:
        return name
    return replace(name, words=(*said, *name.words), end=j + 1)


def _construct(units: Sequence[Unit], i: int, inner: bool) -> NounPhrase:
    if units[i].english.startswith("one "):
        return _fraction(units, i)
    phrase = _chain(units, i, inner)
    several = (
        (phrase.end > i + 1 or len(units[i].tokens) > 1)
        and phrase.definite
        and not units[i].pronoun
    )
    if several and units[i].key and lexical_choice().names_institutions(units[i].key):
        return replace(phrase, words=tuple(title_case(phrase.words)))
    return phrase


def _fraction(units: Sequence[Unit], i: int) -> NounPhrase:
    """ثلث السكان, "a third of the residents"; ثلثهم, "a third of them"."""
    part = units[i]
    text = "a " + part.english.removeprefix("one ")
    dual = part.pronoun == "1s" and follows(units, i + 1)  # ثلثي, read as "my third"
    if part.features.number == "d" or dual:
        text = "two " + part.english.removeprefix("one ") + "s"
    words = [as_word(part, text)]
    if part.pronoun and not dual:
        words.append(Word(f"of {object_form(part.owner)}", part.tokens))
        return NounPhrase(tuple(words), i + 1, part, True, part.owner == "they")
    if follows(units, i + 1) and units[i + 1].kind in _GENITIVES and not marked(part):
        whole = noun_phrase(units, i + 1)
        if whole:
            words += [Word("of", part.tokens), *whole.words]
            return NounPhrase(tuple(words), whole.end, part, True, whole.plural)
    return NounPhrase(tuple(words), i + 1, part, False, False)


def _chain(units: Sequence[Unit], i: int, inner: bool) -> NounPhrase:
    noun = units[i]
    j = i + 1
    genitive: NounPhrase | None = None
    if not marked(noun) and (_takes_genitive(noun) or _complemented(noun)) and follows(units, j):
        follower = units[j]
        rank = follower.lemma in ORDINALS or follower.kind is Kind.COMPARATIVE
        ranked = rank and follows(units, j + 1) and units[j + 1].kind is Kind.NOUN
        any_ = i > 0 and units[i - 1].lemma in {"أي", "أية"}
        ranked = ranked and not any_
        attribute = (any_ and bool(follower.pronoun)) or (
            follower.kind is Kind.ADJECTIVE and not follower.definite and not ranked
        )
        if (follower.kind in _GENITIVES or ranked) and not attribute and not _accusative(follower):
            genitive = noun_phrase(units, j, inner=True)
        if genitive:
            j = genitive.end
    definite = noun.definite or bool(noun.pronoun) or bool(genitive and genitive.definite)
    definite = definite or (genitive is None and j == i + 1 and _shares_genitive(units, i))
    title = noun.definite and j < len(units) and units[j].kind is Kind.NAME and units[j].human
    if title and genitive is None and follows(units, j) and not marked(noun):
        name = _name(units, j)
        title_words = title_case([as_word(noun, noun.english)])
        return NounPhrase((*title_words, *name.words), name.end, name.head, True, False)
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
        if definite and _takes_the(noun):
            words.insert(0, Word("the", noun.tokens))
        elif not definite and not noun.plural and article(words[0].text):
            words.insert(0, Word(article(words[0].text), noun.tokens))
        return NounPhrase(tuple(words), j, noun, definite, noun.plural)
    if noun.pronoun:
        words = [Word(possessive_form(noun.owner), noun.tokens), *core]
    elif definite and (genitive or groups or _takes_the(noun)):
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


def _shares_genitive(units: Sequence[Unit], i: int) -> bool:
    """مداخل ومخارج المدينة: the genitive of the second noun is the first one's too."""
    noun, j = units[i], i + 1
    if noun.features.state == "i" and noun.features.case == "a":
        return False
    if j + 1 >= len(units) or not units[j].conjoined or units[j].kind is not Kind.NOUN:
        return False
    other = units[j]
    plain = not (other.definite or other.pronoun or marked(noun)) and other.plural == noun.plural
    return (
        plain
        and follows(units, j + 1)
        and units[j + 1].definite
        and (units[j + 1].kind in {Kind.NOUN, Kind.NAME})
    )


def _holder(units: Sequence[Unit], j: int) -> bool:
    """Whether a person's name follows at `j` with nothing between."""
    if not follows(units, j) or units[j].kind is not Kind.NAME or not units[j].human:
        return False
    return not marked(units[j - 1]) and not units[j].before


def _takes_the(noun: Unit) -> bool:
    """Whether English says "the" too: always with one thing that can be counted, not with peoples
    (Muslims)."""
    if noun.plural and noun.english.istitle() and noun.english.endswith(_PEOPLE):
        return False
    if not noun.plural and article(noun.english) and not lexical_choice().mass(noun.key):
        return True
    return lexical_choice().takes_the(noun.key)


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
