"""Denials that got lost in translation, or that came out of nothing.

Languages deny by different means: Arabic has nouns for it (عدم، غير، دون), English prefixes and
verbs (unable, fail, lack). So only plain negators are asked after (لم، لن، ليس، عدم, and لا before
a verb; "not", "never", "no"), while anything that denies in the wider sense answers for them. Which
words those are was found in the written pairs where a plain negator of one side has none in the
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader.model import Doubt
from reader.text.english_words import base_forms, is_english_word
from reader.text.keys import lookup_key
from reader.text.proclitics import stems
from reader.translation.doubts.compared import Compared

__all__ = ["negation_doubts"]


def _keys_of(words: str) -> frozenset[str]:
    return frozenset(lookup_key(word) for word in words.split())


# ---------------------------------------------------------------- Arabic

_NEGATORS: Final = _keys_of("لم لن ليس ليست ليسوا ليسا ليستا لسن لسنا لستم عدم")
_MA: Final = frozenset("ما وما فما لما مما".split())
"""Denies before some verbs, and says "what" before others."""
_LA: Final = frozenset("لا ولا فلا".split())
_NOT_DENIED: Final = _keys_of(
    "يزال تزال يزالون يزالان تزالان زال زالت زالوا تزل يزل نزال سيما بد شك محالة مناص مفر بأس ريب "
    "غرو جرم يتجزأ يقل تقل يتجاوز تتجاوز يتعدى تتعدى يزيد تزيد يعدو تعدو ينفك تنفك يلبث تلبث يكد "
    "تكد يكتف تكتف يكتفي تكتفي يفتأ تفتأ يبرح تبرح"
)
"""After these لا and لم say "still", "at least", "hardly", which English says without denying."""
_PREPOSITIONS: Final = _keys_of("من إلى على في عن مع بسبب لأن")
_DENIES: Final = _keys_of(
    "لم لن ليس ليست ليسوا ليسا ليستا لسنا لسن لست لستم غير عدم دون بدون بلا إلا سوى لولا كلا "
    "ألا لئلا كيلا بل ممنوع قط أي أية هيهات إياك إياكم قلما خال خالية خاليا بمنأى"
)
_DENYING_ROOTS: Final = frozenset("ع.ذ.ر ع.ج.ز ع.د.م م.ن.ع غ.ي.ب خ.ل.و ف.ق.د ض.ي.ق".split())
"""Roots of failing, preventing, lacking."""
_ONLY: Final = (
    (
        _keys_of("إلا سوى غير لغير فحسب"),
        re.compile(
            r"\b(?:only|just|except|but|alone|mere(?:ly)?|until|one|purely|more than|rarely|seldom"
            r"|hardly|little|few)\b",
            re.I,
        ),
    ),
    (_keys_of("حتى قبل ريثما"), re.compile(r"\b(?:until|till|before|only)\b", re.I)),
)
"""Words with which a negation may be an "only" or an "until", and what English then says."""

# ---------------------------------------------------------------- English

_PLAIN: Final = re.compile(
    r"\b(?:not(?! only)|never|nobody|nothing|nowhere|none|neither|nor|cannot|no(?! ?\.? ?\d))\b"
    r"|\b[a-z]+n['’]t\b",
    re.I,
)
_WIDE: Final = re.compile(
    r"\b(?:not|no|non|nor|never|nobody|nothing|nowhere|none|neither|cannot|without|unless|hardly"
    r"|barely|scarcely|rarely|seldom|little|few|only|lest|except|unable|absen[ct]\w*|instead"
    r"|rather than|otherwise|yet to|impossible|lack\w*|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*"
    r"|fail\w*|declin\w+|prevent\w*|avoid\w*|ceas\w+|bans?|banned|prohibit\w*|forb[ai]d\w*|miss"
    r"|missed|exclud\w+|ignor\w+|abst\w+|beyond|anything but|far from|free (?:of|from)|too \w+ to"
    r"|devoid|discomfort|disagree\w*|dissatisf\w*|disregard\w*|disobe\w*|offline|anonym\w*)\b"
    r"|n['’]t\b|\bnon-\w+|\b(?:in|im|ir|il|un)\w+[ai]bl[ey]\b",
    re.I,
)
_BARE: Final = frozenset("not no never nor none n't n’t nothing nobody cannot".split())
_PREFIXED: Final = re.compile(
    r"\bun([a-z]{4,})\b"
    r"|\b(?:in|im|ir|il)([a-z]{3,}(?:ent|ant|ate|al|ite|ive|ect|ly|ity|ency))\b"
    r"|\b([a-z]{4,})less\b"
)
_NOT_PREFIXED: Final = frozenset(
    "until under understand understood understanding united union unless independent independence "
    "independently inspect inject nevertheless nonetheless regardless".split()
)


def negation_doubts(pair: Compared) -> Iterator[Doubt]:
    """negation-lost and negation-added, each at most once a sentence: one side has more plain
    negators than the other has words that can answer for them."""
    denied = [i for i in range(pair.size) if _denied(pair, i)]
    if len(denied) > _english_denials(pair, denied) and not _only(pair):
        yield Doubt("negation-lost", _negator(pair, denied[0]))
    plain = [match.group() for match in _PLAIN.finditer(pair.english)]
    if len(plain) > _arabic_denials(pair):
        yield Doubt("negation-added", plain[0])


def _negator(pair: Compared, i: int) -> str:
    """The negator that is token `i`, with the word it denies."""
    last = pair.source.tokens[min(i + 1, pair.size - 1)]
    return " ".join(pair.source.text[pair.source.tokens[i].start : last.end].split())


def _key(pair: Compared, i: int) -> str:
    return pair.keys[i] if i < pair.size else ""


def _is_verb(pair: Compared, i: int) -> bool:
    gloss = pair.gloss(i)
    return gloss is not None and gloss.pos == "verb" and gloss.source == "dictionary"


def _denied(pair: Compared, i: int) -> bool:
    """Whether token `i` is a plain negator, idioms left out."""
    after = _key(pair, i + 1)
    if not after:
        return False
    if after in _NOT_DENIED:
        return False
    for _, stem in stems(pair.keys[i]):
        if stem in _NEGATORS:
            # لمّ الشمل "reunion": لم stands before a verb.
            return "ّ" not in pair.source.word(i) and not (len(stem) == 2 and after[:2] == "ال")
    if pair.keys[i] in _LA:
        imperfect = after[0] in "يتنا" and _is_verb(pair, i + 1)
        return imperfect or (i > 0 and after in _PREPOSITIONS)
    return pair.source.word(i) in ("ألا", "ألّا") and _is_verb(pair, i + 1)


def _only(pair: Compared) -> bool:
    keys = frozenset(pair.keys)
    return any(arabic & keys and said.search(pair.english) for arabic, said in _ONLY)


def _arabic_denials(pair: Compared) -> int:
    """How many words of the Arabic may be what English says with a negation."""
    return sum(_may_deny(pair, i) for i in range(pair.size))


def _may_deny(pair: Compared, i: int) -> bool:
    if pair.keys[i] in _LA or any(stem in _DENIES for _, stem in stems(pair.keys[i])):
        return True
    gloss = pair.gloss(i)
    if gloss is not None and gloss.root in _DENYING_ROOTS:
        return True
    return pair.keys[i] in _MA and (_is_verb(pair, i + 1) or _key(pair, i + 1) in ("ان", "هكذا"))


def _english_denials(pair: Compared, denied: list[int]) -> int:
    """How many words of the English may be what the plain negators say; those that another Arabic
    word says (رفض refused, دون without, غير un-) do not count."""
    if not denied:
        return 0
    said = [match.group().lower() for match in _WIDE.finditer(pair.english)]
    said += [
        match.group()
        for match in _PREFIXED.finditer(pair.english)
        if match.group() not in _NOT_PREFIXED and is_english_word(match[1] or match[2] or match[3])
    ]
    plain = frozenset(denied)
    meant: set[str] = set()
    for i, gloss in enumerate(pair.source.glosses):
        if gloss is not None and i not in plain:
            meant.update(re.findall("[a-z-]+", gloss.english.lower()))
    free = sum(word in _BARE or not meant & {word, *base_forms(word)} for word in said)
    others = sum(
        key in ("غير", "وغير", "بغير") and _key(pair, i + 1) != "ان"
        for i, key in enumerate(pair.keys)
    )
    return free - others
