"""What is seen of a word and its neighbours: features as short strings, which the model weighs.

A word has facets (its stem, its letters, its gloss, what the knowledge base and the word classes
say of it); a feature is a facet at a distance ("-1|s=مدينه"), or facets of neighbours together.
Training and tagging build features here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.entities.cues import CUES
from reader.entities.tagging.words import Word
from reader.model import EntityType, Gloss

__all__ = ["LABELS", "REACH", "Facets", "Vocabulary", "facets_of", "pairs_at"]

LABELS: Final = (
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC",
)  # fmt: skip
"""What a word may be; the model's columns."""
REACH: Final = 3
"""Words to the left and right whose facets count."""

_HEADS: Final = {
    key: kind.value for kind in (EntityType.LOC, EntityType.ORG, EntityType.PER, EntityType.MISC)
    for key in CUES[kind]
}  # fmt: skip
_DIGITS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words outside their sentence, by key: `classes` learned from text, coarse
    first; `parts` which types of names of the knowledge base hold the word, and where in them;
    `given` the parts of persons' names; `nations` adjectives of nationality; `names` words that
    begin names; `sounds` by three letters how much likelier they are in names than elsewhere."""

    classes: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    given: frozenset[str]
    nations: frozenset[str]
    names: frozenset[str]
    sounds: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """Facets of a word that count at its own place, one word away, and further; and the few that
    are paired with those of its neighbours. Compared by identity: equal words share one."""

    here: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    stem: str
    pos: str
    kind: str
    klass: str
    known: str
    clitic: str


def facets_of(word: Word, vocabulary: Vocabulary) -> Facets:
    key, stem, gloss = word.key, word.stem, word.gloss
    article = stem.startswith("ال") and len(stem) > 4
    bare = stem[2:] if article else stem
    head = _HEADS.get(stem, "")
    pos, lemma, form = _read(gloss)
    kind = _kind(key, gloss)
    classes = vocabulary.classes.get(stem) or vocabulary.classes.get(bare, ())
    parts = vocabulary.parts.get(stem, ())
    given = stem in vocabulary.given
    nation = stem in vocabulary.nations

    far = [f"s={stem}", f"k={word.known}" if word.known else "", f"o={pos}", f"c={head}"]
    far += [f"b={c}" for c in classes[:1]]
    near = [
        f"s={stem}",
        f"l={lemma}",
        f"o={pos}{form}",
        f"h={kind}",
        f"c={head}",
        f"x={bare[-3:]}",
        f"x={bare[-2:]}",
        f"p={bare[:2]}",
    ]
    if word.known:
        near.append(f"k={word.known}")
    near += [f"b{i}={c}" for i, c in enumerate(classes)]
    near += [f"g={part}" for part in parts]
    if given:
        near.append("n")
    if nation:
        near.append("a")
    here = list(near)
    here += [f"p={bare[:n]}" for n in (1, 3, 4)]
    here += [f"x={bare[-n:]}" for n in (1, 4)]
    here += [
        f"w={key}" if word.taken else "",
        f"t={key[: word.taken]}{'+' if article else ''}",
        f"e={min(len(bare), 9)}{'+' if article else ''}",
        f"h={kind}{'+' if article else ''}",
        f"o={pos}{'+' if article else ''}",
        "q" if word.quoted else "",
    ]
    if key[:1].isalpha() and not key.isascii():
        sound = _sound(bare, vocabulary.sounds)
        here += [f"y={sound}", f"y={sound}{kind}"]
        near.append(f"y={sound}{kind}")
    if kind == "u":
        padded = f"^{bare}$"
        here += [f"z={padded[i : i + 3]}" for i in range(len(padded) - 2)]
    for bag in (far, near, here):
        while "" in bag:
            bag.remove("")
    klass = classes[0] if classes else ""
    return Facets(
        tuple(here),
        tuple(near),
        tuple(far),
        stem,
        pos + ("+" if article else ""),
        head or ("n" if given else "a" if nation else kind + ("+" if article else "")),
        klass,
        word.known + "/".join(parts[:2]),
        key[: word.taken],
    )


def _kind(key: str, gloss: Gloss | None) -> str:
    """d digits, m punctuation, f another script, u unknown to the dictionary, e a word whose
    English begins with a capital, v any other."""
    if not _DIGITS.isdisjoint(key):
        return "d"
    if not key[:1].isalpha():
        return "m"
    if key.isascii():
        return "f"
    if gloss is None:
        return "?"
    if gloss.source != "dictionary":
        return "u"
    return "e" if gloss.english[:1].isupper() else "v"


@lru_cache(maxsize=1 << 12)
def _form(gender: str, number: str, state: str, aspect: str, enclitic: str) -> str:
    return f"{aspect}{gender}{number}{state}{'^' if enclitic else ''}"


def _read(gloss: Gloss | None) -> tuple[str, str, str]:
    if gloss is None:
        return "", "", ""
    f = gloss.features
    return gloss.pos, gloss.lemma, _form(f.gender, f.number, f.state, f.aspect, f.enclitic)


def _sound(word: str, sounds: Mapping[str, int]) -> int:
    """How like a name a word sounds, from -5 to 5."""
    padded = f"^{word}$"
    total = sum(sounds.get(padded[i : i + 3], 0) for i in range(len(padded) - 2))
    return max(-5, min(5, round(total / len(word) / 3)))


_EDGE: Final = Facets((), (), (), "|", "|", "|", "|", "|", "|")


def pairs_at(words: Sequence[Facets], i: int) -> list[str]:
    """Features that join facets of word `i` with those of its neighbours."""
    here = words[i]
    before = words[i - 1] if i else _EDGE
    after = words[i + 1] if i + 1 < len(words) else _EDGE
    second = words[i - 2] if i > 1 else _EDGE
    return [
        f"A{before.pos}|{here.pos}",
        f"B{here.pos}|{after.pos}",
        f"C{before.stem}|{here.stem}",
        f"D{here.stem}|{after.stem}",
        f"E{before.kind}|{here.kind}",
        f"F{here.kind}|{after.kind}",
        f"G{before.stem}|{here.kind}",
        f"H{here.kind}|{after.stem}",
        f"I{before.kind}|{here.kind}|{after.kind}",
        f"J{second.kind}|{before.kind}|{here.kind}",
        f"K{before.klass}|{here.klass}",
        f"L{here.klass}|{after.klass}",
        f"M{second.stem}|{before.stem}|{here.kind}",
        f"N{before.known}|{here.known}",
        f"O{here.known}|{after.known}",
        f"P{before.klass}|{here.kind}",
        f"Q{before.kind}|{here.clitic}|{here.kind}",
        f"R{second.kind}|{before.kind}|{here.clitic}|{here.kind}",
        f"S{here.stem}|{after.kind}",
    ]
