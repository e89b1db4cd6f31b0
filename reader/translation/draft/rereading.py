"""Readings the sentence as a whole rules out: a verbal noun read as a verb, a dual verb as a noun.

Without vowels فرض is "he imposed" and "imposing", طلبا "a request" and "the two asked"; the glosser
decides word by word, here the rest of the clause speaks too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.model import Features, Gloss, Reading
from reader.text.english_words import lemmas
from reader.text.keys import strip_marks
from reader.translation.draft.people import HUMAN
from reader.translation.protocol import SentenceSource

__all__ = ["reread"]

_NOMINAL = ("noun", "noun_prop", "noun_quant", "noun_num", "adj", "adj_comp", "pron_dem")
_BEFORE_VERBS = frozenset(
    "كان بدأ أخذ راح ظل بقي عاد كاد صار أصبح بات زال استمر شرع ليس قال دام".split()
)
"""Verbs that another finite verb may follow at once."""
_REACH = 14
_ABSTRACT = ("al", "ion", "ing", "ment", "ure", "sis", "ance", "ence", "age")
"""Endings of English nouns for deeds."""


def reread(source: SentenceSource) -> SentenceSource:
    """`source` with the glosses put right that its own sentence contradicts."""
    if not source.glosses:
        return source
    glosses = list(source.glosses)
    if not _speaks_of_itself(source):
        glosses = [_third_person(source, glosses, i) for i in range(len(glosses))]
    for i, gloss in enumerate(glosses):
        if gloss is None:
            continue
        noun = _verbal_noun(gloss)
        if noun is not None and (_second_verb(source, glosses, i) or _listed(source, glosses, i)):
            glosses[i] = _as_noun(gloss, noun)
        elif _dual_verb(source, glosses, i):
            glosses[i] = _as_dual(gloss)
        elif _after_until(source, glosses, i):
            glosses[i] = _as_verb(gloss)
        elif _transitive(source, glosses, i):
            glosses[i] = _as_active(gloss)
        elif _feminine_verb(source, glosses, i):
            glosses[i] = _as_feminine(gloss)
    return replace(source, glosses=tuple(glosses))


def _speaks_of_itself(source: SentenceSource) -> bool:
    """Whether the sentence can be in the first person: a quotation, or a pronoun that says so."""
    if any(c in source.text for c in '"“”«»:'):
        return True
    return any(
        g is not None and g.pos == "pron" and "1" in g.features.person for g in source.glosses
    )


def _third_person(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> Gloss | None:
    """In a report "my" is the ending of a dual or plural (ضفتي الخليج), and "I …" a comparative
    (أرخص) or a perfect (أغلق)."""
    gloss = glosses[i]
    if gloss is None:
        return None
    f = gloss.features
    if f.enclitic == "1s_poss" and gloss.pos == "noun" and source.word(i).endswith("ي"):
        number = "p" if _first(gloss) in HUMAN else "d"
        if not _governs(glosses, i + 1):
            number = f.number
        return replace(gloss, features=replace(f, enclitic="", number=number, state="c"))
    if gloss.pos == "verb" and (f.person, f.number, f.aspect) == ("1", "s", "i"):
        other = next((r for r in gloss.alternatives if r.pos == "adj_comp"), None)
        if other is not None:
            plain = Features(gender="m", number="s", state="i", proclitics=f.proclitics)
            return replace(
                gloss, lemma=other.lemma, pos="adj_comp", english=other.english, features=plain
            )
        if f.mood != "j" and source.word(i).lstrip("وف")[:1] in {"أ", "ا"}:
            third = replace(f, aspect="p", person="3", gender="m", mood="i")
            return replace(gloss, features=third)
    return gloss


def _verbal_noun(gloss: Gloss) -> Reading | None:
    """The reading as a noun that a perfect verb without endings has beside it."""
    f = gloss.features
    if gloss.pos != "verb" or f.aspect != "p" or f.voice == "p":
        return None
    own = f.gender == "f" and f.enclitic.startswith("3")  # استقالتها
    if (f.person, f.number) != ("3", "s") or not (own or (f.gender == "m" and not f.enclitic)):
        return None
    nouns = [r for r in gloss.alternatives if r.pos == "noun"]
    deeds = (r for r in nouns if r.english.split(";")[0].split(" ")[0].endswith("ing"))
    return next(deeds, nouns[0] if nouns else None)


def _marked(source: SentenceSource, i: int) -> bool:
    """Whether a mark stands between token `i` and the one before it."""
    return i > 0 and bool(source.text[source.tokens[i - 1].end : source.tokens[i].start].strip())


def _conjoined(gloss: Gloss) -> bool:
    return gloss.features.proclitics[:1] in {("wa_conj",), ("fa_conj",)}


def _second_verb(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether a finite verb has been said just before, with nothing but its subject between:
    تحاول الأطراف فرض سيطرتها."""
    gloss = glosses[i]
    if gloss is None or gloss.features.proclitics:
        return False
    if not gloss.features.enclitic and not _governs(glosses, i + 1):
        return False
    k = i - 1
    while k >= 0 and i - k <= _REACH:
        before = glosses[k]
        if before is None or _marked(source, k + 1):
            return False
        if before.pos == "verb":
            if strip_marks(before.lemma) in _BEFORE_VERBS:
                return False
            return k == i - 1 or _definite(glosses[i - 1])
        if before.pos not in _NOMINAL or before.features.proclitics[:1] == ("wa_conj",):
            return False
        k -= 1
    return False


def _governs(glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether a noun follows that a verbal noun could govern."""
    after = glosses[i] if i < len(glosses) else None
    if after is None or after.pos not in _NOMINAL:
        return False
    return all(p == "Al_det" for p in after.features.proclitics)


def _definite(gloss: Gloss | None) -> bool:
    if gloss is None:
        return False
    f = gloss.features
    return "Al_det" in f.proclitics or bool(f.enclitic) or gloss.pos == "noun_prop"


def _listed(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether "and" joins the word to a list of verbal nouns: الانسحاب من المدينة، ورفع العلم."""
    gloss = glosses[i]
    if gloss is None or not _conjoined(gloss) or not _governs(glosses, i + 1):
        return False
    after = glosses[i + 1]
    if after is None or _first(after) in HUMAN:
        return False
    return _list_goes_on(source, glosses, i) or _other_number(glosses, i)


def _first(gloss: Gloss) -> str:
    return gloss.english.split(";")[0].strip()


def _list_goes_on(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether a later part of the list is plainly a verbal noun: وتسليمها."""
    for k in range(i + 2, min(i + _REACH, len(glosses))):
        gloss = glosses[k]
        if gloss is None or not _conjoined(gloss) or not _marked(source, k):
            continue
        f = gloss.features
        first = _first(gloss).split(" ")[0]
        verbal = gloss.pos == "noun" and ("VERB" in lemmas(first) or first.endswith(_ABSTRACT))
        return verbal and f.number == "s" and (bool(f.enclitic) or _governs(glosses, k + 1))
    return False


def _other_number(glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether the verb before is said of several, so that this one would have to be too, and no
    person or name follows who could be its subject."""
    after = glosses[i + 1]
    if after is None or after.pos == "noun_prop":
        return False
    for k in range(i - 1, max(-1, i - _REACH), -1):
        gloss = glosses[k]
        if gloss is not None and gloss.pos == "verb":
            return gloss.features.number in {"p", "d"} and gloss.features.person == "3"
    return False


def _as_noun(gloss: Gloss, noun: Reading) -> Gloss:
    f = gloss.features
    features = Features(
        gender=f.gender,
        number="s",
        case="u",
        state="c",
        proclitics=f.proclitics,
        enclitic=f.enclitic.replace("_dobj", "_poss"),
    )
    return replace(
        gloss,
        lemma=noun.lemma,
        pos="noun",
        diacritized=noun.diacritized,
        english=noun.english,
        features=features,
    )


def _dual_verb(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether a noun in -ā stands where the verb of a dual subject is missing: أن الجانبين طلبا."""
    gloss = glosses[i]
    if gloss is None or gloss.pos != "noun" or gloss.features.proclitics or _marked(source, i):
        return False
    if not source.word(i).endswith("ا") or gloss.features.case != "a":
        return False
    if "VERB" not in lemmas(_first(gloss)):
        return False
    k = i - 1
    while k >= 0:
        before = glosses[k]
        if before is None or _marked(source, k + 1) or before.pos not in _NOMINAL:
            break
        k -= 1
    opening = glosses[k] if k >= 0 else None
    topic = glosses[k + 1] if k + 1 < i else None
    if topic is None or topic.features.number != "d" or not _definite(topic):
        return False
    return opening is not None and strip_marks(opening.lemma) in {"أن", "إن", "لكن"}


def _as_dual(gloss: Gloss) -> Gloss:
    features = Features(aspect="p", voice="a", mood="i", person="3", gender="m", number="d")
    return replace(gloss, pos="verb", features=features)


def _feminine_verb(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether "he …ed" in ت stands before a feminine subject: تكفل المادة, "the article
    ensures"."""
    gloss = glosses[i]
    after = glosses[i + 1] if i + 1 < len(glosses) else None
    if gloss is None or after is None or _verbal_form(gloss) != ("p", "3", "m", "s"):
        return False
    stem = source.word(i).lstrip("وف")
    if not stem.startswith("ت") or gloss.features.enclitic or _marked(source, i + 1):
        return False
    f = after.features
    subject = after.pos == "noun" and f.gender == "f" and f.number == "s"
    return subject and f.proclitics == ("Al_det",) and gloss.pos == "verb"


def _verbal_form(gloss: Gloss) -> tuple[str, str, str, str]:
    f = gloss.features
    return f.aspect, f.person, f.gender, f.number


def _as_feminine(gloss: Gloss) -> Gloss:
    other = next((r for r in gloss.alternatives if r.pos == "verb"), None)
    features = replace(gloss.features, aspect="i", gender="f")
    if other is None:
        return replace(gloss, features=features)
    return replace(gloss, lemma=other.lemma, english=other.english, features=features)


def _after_until(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether a bare noun stands between حتى and a definite noun where a verb can: حتى وصل
    الجنود."""
    gloss = glosses[i]
    if i == 0 or gloss is None or gloss.pos != "noun" or gloss.features.proclitics:
        return False
    if strip_marks(source.word(i - 1)) != "حتى" or gloss.features.enclitic or _marked(source, i):
        return False
    after = glosses[i + 1] if i + 1 < len(glosses) else None
    verb = any(r.pos == "verb" for r in gloss.alternatives)
    return verb and after is not None and _definite(after) and _governs(glosses, i + 1)


def _as_verb(gloss: Gloss) -> Gloss:
    verb = next(r for r in gloss.alternatives if r.pos == "verb")
    features = Features(aspect="p", voice="a", mood="i", person="3", gender="m", number="s")
    return replace(gloss, lemma=verb.lemma, pos="verb", english=verb.english, features=features)


def _transitive(source: SentenceSource, glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether an unmarked passive has a subject and an object behind it: لا تملك الوزارة المال."""
    gloss = glosses[i]
    if gloss is None or gloss.features.voice != "p" or gloss.features.enclitic:
        return False
    if strip_marks(source.word(i)) != source.word(i):
        return False
    if not any(r.pos == "verb" and r.lemma == gloss.lemma for r in gloss.alternatives):
        return False
    if not _plain_noun(glosses, i + 1) or _marked(source, i + 1):
        return False
    behind = _plain_noun(glosses, i + 2) and not _marked(source, i + 2)
    k = i - 1
    while k >= 0 and (g := glosses[k]) is not None and g.pos.startswith("part"):
        k -= 1
    before = glosses[k] if k >= 0 else None
    named = before is not None and before.pos == "noun" and _definite(before)
    return behind or (named and not _marked(source, k + 1))


def _plain_noun(glosses: Sequence[Gloss | None], i: int) -> bool:
    """Whether a definite noun without proclitics stands there."""
    gloss = glosses[i] if i < len(glosses) else None
    nominal = gloss is not None and gloss.pos in {"noun", "noun_prop"}
    return nominal and _definite(gloss) and _governs(glosses, i)


def _as_active(gloss: Gloss) -> Gloss:
    active = next(r for r in gloss.alternatives if r.pos == "verb" and r.lemma == gloss.lemma)
    features = replace(gloss.features, voice="a")
    return replace(gloss, english=active.english, features=features)
