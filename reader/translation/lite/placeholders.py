"""What never passes through the model: names, numbers, dates in figures, Latin words, addresses.

Each is taken out of the draft's words before the model sees them and put back into what it writes.
A placeholder tells the model only what kind of thing stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from reader.model import EntityType, Mention
from reader.translation.draft.units import Kind, Unit, Word
from reader.translation.protocol import SentenceSource

__all__ = ["PLACEHOLDER", "Kept", "KeptKind", "symbol", "things_to_keep", "with_placeholders"]


class KeptKind(StrEnum):
    """Kinds of placeholders; `other` is a name the recogniser does not know, a month, a Latin word
    or an address."""

    PERSON = "P"
    ORGANISATION = "O"
    PLACE = "L"
    MISCELLANEOUS = "M"
    DEMONYM = "D"
    OTHER = "X"
    NUMBER = "N"


PLACEHOLDER: Final = re.compile(r"⟦([POLMDXN])(\d+)⟧")

_KINDS: Final = {
    EntityType.PER: KeptKind.PERSON,
    EntityType.ORG: KeptKind.ORGANISATION,
    EntityType.LOC: KeptKind.PLACE,
    EntityType.MISC: KeptKind.MISCELLANEOUS,
}
_SPELLED: Final = re.compile(
    r"(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?)"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something the model is not to touch: its English without a leading "the", and its tokens."""

    kind: KeptKind
    english: str
    tokens: tuple[int, ...]


def symbol(kind: KeptKind, number: int) -> str:
    """How a placeholder is written in text; `number` counts those of its kind in the sentence."""
    return f"⟦{kind}{number}⟧"


def things_to_keep(source: SentenceSource, units: Sequence[Unit]) -> list[Kept]:
    """The names and numbers among the units of a sentence."""
    mentions = {source.tokens_of((m.start, m.end)): m for m in source.mentions}
    found = []
    for unit in units:
        if not unit.tokens:
            continue
        kind = _kind(unit, mentions)
        english = unit.english.strip()
        if english[:4].lower() == "the ":
            english = english[4:]
        if kind and english:
            found.append(Kept(kind, english, unit.tokens))
    return found


def _kind(unit: Unit, mentions: Mapping[range, Mention]) -> KeptKind | None:
    mention = mentions.get(range(unit.tokens[0], unit.tokens[-1] + 1))
    if unit.kind is Kind.NUMBER:
        figures = any(c.isdigit() for c in unit.english)
        return KeptKind.NUMBER if figures or _SPELLED.fullmatch(unit.english) else None
    if mention is not None and unit.english == mention.english:
        return KeptKind.DEMONYM if unit.kind is Kind.ADJECTIVE else _KINDS[mention.type]
    return KeptKind.OTHER if unit.kind is Kind.NAME else None


def with_placeholders(words: Iterable[Word], kept: Sequence[tuple[Kept, str]]) -> list[Word]:
    """The words with each kept thing's English replaced by its symbol."""
    changed = list(words)
    for thing, written in kept:
        wanted = re.compile(re.escape(thing.english), re.IGNORECASE)
        for i, word in enumerate(changed):
            if word.tokens and set(word.tokens) & set(thing.tokens):
                text = wanted.sub(written, word.text, count=1)
                if text != word.text:
                    changed[i] = replace(word, text=text)
    return changed
