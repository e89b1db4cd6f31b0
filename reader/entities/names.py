"""The index of names: which entities a run of words may name.

Words are compared by lookup key, so variants of hamza, ta marbuta and alif maqsura are one. A name
is found with و ف ب ل ك attached to its first word, and with the article assimilated (للجيش for
ل + الجيش).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.model import Entity
from reader.text.keys import lookup_key, strip_marks
from reader.text.proclitics import stems

__all__ = ["Form", "NameIndex", "name_keys"]


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of an entity's name: its word keys and its English in running text.

    `primary` tells the entity's own name from an alias."""

    words: tuple[str, ...]
    entity: str
    english: str
    arabic: str
    primary: bool
    ambiguous: bool


_DECLINED: Final = {"ابا": "ابو", "ابي": "ابو", "اخا": "اخو", "اخي": "اخو"}
_KEPT: Final = 1 << 16
"""Words of which it is kept that no name begins with them."""


def name_keys(name: str) -> tuple[str, ...]:
    """The lookup keys of a name's words; a hyphen parts words, and أبا, أبي are أبو."""
    return tuple([key for word in name.replace("-", " ").split() if (key := _word_key(word))])


@lru_cache(maxsize=1 << 15)
def _word_key(word: str) -> str:
    key = lookup_key(strip_marks(word).strip("«»\"“”'()،"))
    return _DECLINED.get(key, key)


class NameIndex:
    """Forms of names by their first word.

    Attributes:
        demonyms: (id, English) of a country by the keys of its adjective with the article, of one
            word (السوري) or two (الكوري الشمالي).
        feminine: keys of feminine adjectives of countries, which may look like their names.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._forms: dict[str, list[Form]] = {}
        self._added: set[tuple[tuple[str, ...], str]] = set()
        self._beginning: dict[str, tuple[tuple[int, Sequence[Form]], ...]] = {}
        self.demonyms: dict[tuple[str, ...], tuple[str, str]] = {}
        self.feminine: set[str] = set()
        for entity in entities:
            self._add(entity, entity.name_ar, entity.running_en, primary=True)
            for alias in entity.aliases:
                self._add(entity, alias.ar, alias.en, primary=False)
            for demonym in entity.demonyms:
                self._add_demonym(entity.id, lookup_key(demonym.ar).split(), demonym.en)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))

    def _add(self, entity: Entity, name: str, english: str, *, primary: bool) -> None:
        words = name_keys(name)
        if not words:
            return
        ambiguous = entity.ambiguous and len(words) == 1
        form = Form(words, entity.id, english, name, primary, ambiguous)
        if (words, entity.id) not in self._added:
            self._added.add((words, entity.id))
            self._forms.setdefault(words[0], []).append(form)

    def _add_demonym(self, id: str, keys: Sequence[str], english: str) -> None:
        if len(keys) == 1:
            [key] = keys
            self.feminine |= {key + "ه", "ال" + key + "ه"}
            for ending in ("", "ه", "ين", "ان", "ون", "تين", "تان"):
                self.demonyms.setdefault(("ال" + key + ending,), (id, english))
        elif len(keys) == 2:
            first, second = keys
            for ending in ("", "ه"):
                # كوري شمالي has two adjectives, جنوب أفريقي a noun that stays as it is.
                agreeing = ("ال" + first + ending, "ال" + second + ending)
                self.demonyms.setdefault(agreeing, (id, english))
                self.demonyms.setdefault(("ال" + first, second + ending), (id, english))

    def starting_with(self, word: str) -> Sequence[Form]:
        """Forms whose first word has this key, longest first."""
        return self._forms.get(_DECLINED.get(word, word), ())

    def beginning(self, key: str) -> Sequence[tuple[int, Sequence[Form]]]:
        """(letters of proclitics, forms) for each way to take `key` for the first word of a name,
        fewest proclitics first."""
        found = self._beginning.get(key)
        if found is None:
            ways = ((taken, self.starting_with(stem)) for taken, stem in stems(key))
            found = tuple((taken, forms) for taken, forms in ways if forms)
            if len(self._beginning) >= _KEPT:
                self._beginning.clear()
            self._beginning[key] = found
        return found
