"""The index of names: which entities a run of words may name.

Words are compared by lookup key, so variants of hamza, ta marbuta and alif maqsura are one. A name
is found with و ف ب ل ك attached to its first word, and with the article assimilated (للجيش for
ل + الجيش).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.model import Entity
from reader.text.keys import lookup_key, strip_marks

__all__ = ["Form", "NameIndex"]


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


_DECLINED = {"ابا": "ابو", "ابي": "ابو", "اخا": "اخو", "اخي": "اخو"}


def _keys(name: str) -> tuple[str, ...]:
    words = []
    for word in strip_marks(name).replace("-", " ").split():
        key = lookup_key(word.strip("«»\"“”'()،"))
        if key:
            words.append(_DECLINED.get(key, key))
    return tuple(words)


class NameIndex:
    """Forms of names by their first word.

    Attributes:
        demonyms: (id, English) of a country by the key of its adjective with the article.
        feminine: keys of feminine adjectives of countries, which may look like their names.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._forms: dict[str, list[Form]] = {}
        self.demonyms: dict[str, tuple[str, str]] = {}
        self.feminine: set[str] = set()
        for entity in entities:
            self._add(entity, entity.name_ar, entity.running_en, primary=True)
            for alias in entity.aliases:
                self._add(entity, alias.ar, alias.en, primary=False)
            for demonym in entity.demonyms:
                key = lookup_key(demonym.ar)
                self.feminine |= {key + "ه", "ال" + key + "ه"}
                for ending in ("", "ه", "ين", "ان", "ون", "تين", "تان"):
                    self.demonyms.setdefault("ال" + key + ending, (entity.id, demonym.en))
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))

    def _add(self, entity: Entity, name: str, english: str, *, primary: bool) -> None:
        words = _keys(name)
        if not words:
            return
        ambiguous = entity.ambiguous and len(words) == 1
        form = Form(words, entity.id, english, name, primary, ambiguous)
        forms = self._forms.setdefault(words[0], [])
        if all(f.words != words or f.entity != entity.id for f in forms):
            forms.append(form)

    def starting_with(self, word: str) -> list[Form]:
        """Forms whose first word has this key, longest first."""
        return self._forms.get(_DECLINED.get(word, word), [])
