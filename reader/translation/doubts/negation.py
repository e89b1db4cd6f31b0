"""Denials that got lost in translation, or that came out of nothing.

Languages deny by different means: Arabic has nouns for it (عدم، غير، دون), English prefixes and
verbs (unable, fail, lack). So only plain negators are asked after (لم، لن، ليس, and لا before a
verb; "not", "never", "no"), while anything that denies in the wider sense answers for them. Which
words those are was found in the pairs where a plain negator of one language has none in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lemminflect import getAllLemmas

from reader.model import Doubt, Gloss
from reader.text.keys import lookup_key
from reader.text.proclitics import stems
from reader.translation.doubts.compared import Compared

__all__ = ["negation_doubts"]


def _keys_of(words: str) -> frozenset[str]:
    return frozenset(lookup_key(word) for word in words.split())


_NEGATORS: Final = _keys_of("لم لن ليس ليست ليسوا ليسا ليستا لسن لسنا لستم عدم لعدم بعدم")
_NOT_DENIED: Final = _keys_of(
    "يزال تزال يزالون يزالان تزالان زال زالت زالوا تزل يزل نزال سيما بد شك محالة مناص مفر بأس ريب غرو "
    "جرم يتجزأ يقل تقل يتجاوز تتجاوز يتعدى تتعدى يزيد تزيد يعدو تعدو ينفك تنفك يلبث تلبث يكد تكد "
    "يكتف تكتف يكتفي تكتفي يفتأ تفتأ يبرح تبرح"
)
"""After these لا and لم say "still", "at least", "no sooner", which English says without denying."""
_ONLY: Final = (
    (
        _keys_of("إلا سوى غير لغير فحسب"),
        re.compile(r"\b(?:only|just|except|but|alone|mere(?:ly)?|until|one|purely|more than)\b", re.IGNORECASE),
    ),
    (_keys_of("حتى قبل ريثما"), re.compile(r"\b(?:until|till|before|only)\b", re.IGNORECASE)),
)
"""Words with which a negation may be an "only" or an "until", and what English then says."""
_ARABIC_DENIES: Final = _keys_of(
    "لم لن لا ليس ليست ليسوا ليسا ليستا لسنا لسن لست لستم غير عدم دون بدون بلا إلا سوى لولا كلا ألا "
    "لئلا كيلا بل ممنوع قط أي أية هيهات إياك إياكم قلما خال خالية خاليا بمنأى"
)
_ARABIC_ROOTS: Final = frozenset("ع.ذ.ر ع.ج.ز ع.د.م م.ن.ع غ.ي.ب خ.ل.و ف.ق.د ض.ي.ق".split())
"""Verbs and nouns of failing, preventing, lacking."""
_MA: Final = frozenset({"ما", "وما", "فما", "لما", "مما"})
"""Denies before some verbs, and says "what" before others."""
_PREPOSITIONS: Final = _keys_of("من إلى على في عن مع بسبب لأن")
_ENGLISH_PLAIN: Final = re.compile(
    r"\b(?:not(?! only)|never|nobody|nothing|nowhere|none|neither|nor|cannot|no(?! ?\.? ?\d))\b"
    r"|\b[a-z]+n['’]t\b",
    re.IGNORECASE,
)
_ENGLISH_DENIES: Final = re.compile(
    r"\b(?:not|no|non|nor|never|nobody|nothing|nowhere|none|neither|cannot|without|unless|hardly"
    r"|barely|scarcely|rarely|seldom|little|few|only|lest|except|unable|absen[ct]\w*|instead"
    r"|rather than|otherwise|yet to|impossible|lack\w*|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*"
    r"|fail\w*|declin\w+|prevent\w*|avoid\w*|ceas\w+|bans?|banned|prohibit\w*|forb[ai]d\w*|miss"
    r"|missed|exclud\w+|ignor\w+|abst\w+|beyond|anything but|far from|free (?:of|from)"
    r"|too \w+ to|devoid)\b"
    r"|n['’]t\b|\bnon-\w+",
    re.IGNORECASE,
)
_BARE: Final = frozenset("not no never nor none n't n’t nothing nobody cannot".split())
_PREFIXED: Final = re.compile(
    r"\bun([a-z]{4,})\b"
    r"|\b(?:in|im|ir|il)([a-z]{3,}(?:able|ible|ent|ant|ate|al|ite|ive|ect|ly|ity|ency))\b"
    r"|\b([a-z]{4,})less\b"
)
_NOT_PREFIXED: Final = frozenset(
    "disclose discover discovered discovery display distance distant discuss discussed discussion "
    "distress dismay dispatch under until understand united union unless independent independence "
    "independently intent invent invest nevertheless nonetheless regardless".split()
)


def negation_doubts(pair: Compared) -> Iterator[Doubt]:
    """negation-lost and negation-added, each at most once a sentence: one side has more plain
    negators than the other has words that can answer for them."""
    keys = [lookup_key(pair.source.word(i)) for i in range(len(pair.source.tokens))]
    denied = [i for i in range(len(keys)) if _denied(pair, keys, i)]
    if denied and len(denied) > _english_denials(pair, keys, denied):
        if not any(arabic.intersection(keys) and said.search(pair.english) for arabic, said in _ONLY):
            yield Doubt("negation-lost", _negator(pair, denied[0]))
    plain = list(_ENGLISH_PLAIN.finditer(pair.english))
    if plain and len(plain) > _arabic_denials(pair, keys):
        yield Doubt("negation-added", plain[0].group())


def _negator(pair: Compared, i: int) -> str:
    """The negator that is token `i`, with the word it denies."""
    start = pair.source.tokens[i].start
    last = pair.source.tokens[min(i + 1, len(pair.source.tokens) - 1)]
    return pair.source.text[start : last.end]


def _denied(pair: Compared, keys: list[str], i: int) -> bool:
    """Whether token `i` is a plain negator, idioms left out."""
    after = keys[i + 1] if i + 1 < len(keys) else ""
    if after in _NOT_DENIED:
        return False
    for _, stem in stems(keys[i]):
        if stem in _NEGATORS:
            # لمّ الشمل "reunion": لم stands before a verb.
            return "ّ" not in pair.source.word(i) and not (len(stem) == 2 and after[:2] == "ال")
        if stem == "لا" or pair.source.word(i) in ("ألا", "ألّا"):
            return _is_verb(pair, i + 1) or (stem == "لا" and i > 0 and after in _PREPOSITIONS)
    return False


def _is_verb(pair: Compared, i: int) -> bool:
    gloss: Gloss | None = pair.source.glosses[i] if i < len(pair.source.glosses) else None
    return gloss is not None and gloss.pos == "verb"


def _arabic_denials(pair: Compared, keys: list[str]) -> int:
    """How many words of the Arabic may be what English says with a negation."""
    glosses = pair.source.glosses or (None,) * len(keys)
    return sum(
        any(stem in _ARABIC_DENIES for _, stem in stems(key))
        or (gloss is not None and gloss.root in _ARABIC_ROOTS)
        or (key in _MA and (_is_verb(pair, i + 1) or keys[i + 1 : i + 2] in (["ان"], ["هكذا"])))
        for i, (key, gloss) in enumerate(zip(keys, glosses, strict=True))
    )


def _english_denials(pair: Compared, keys: list[str], denied: list[int]) -> int:
    """How many words of the English may be what the plain negators say; those that another Arabic
    word says (رفض refused, دون without, غير un-) do not count."""
    said = [m.group().lower() for m in _ENGLISH_DENIES.finditer(pair.english)]
    said += [
        m.group()
        for m in _PREFIXED.finditer(pair.english)
        if m.group() not in _NOT_PREFIXED and getAllLemmas(m[1] or m[2] or m[3])
    ]
    meant: set[str] = set()
    for i, gloss in enumerate(pair.source.glosses):
        if gloss is not None and i not in denied:
            meant.update(re.findall("[a-z-]+", gloss.english.lower()))
    free = sum(1 for word in said if word in _BARE or not meant.intersection(_lemmas(word)))
    others = sum(
        key in {"غير", "وغير", "بغير"} and keys[i + 1 : i + 2] != ["ان"] for i, key in enumerate(keys)
    )
    return free - others


def _lemmas(word: str) -> set[str]:
    return {word, *(lemma for lemmas in getAllLemmas(word).values() for lemma in lemmas)}
