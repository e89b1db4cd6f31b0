"""What Qari knows together with what its reader knows, who is always right.

A record of the reader's adds an actor or place, or corrects one of ours; a name or an entity can be
the same as another, and a word can be no name at all (`reader.knowledge.own_records`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reader.errors import QariError
from reader.knowledge.base import KnowledgeBase
from reader.knowledge.cities import name_words
from reader.knowledge.own_file import OwnFile
from reader.knowledge.own_records import Described, Hidden, OwnRecord, SameAs, Wish
from reader.knowledge.records import Fault, RecordError
from reader.model import Alias, Entity
from reader.text.keys import has_arabic

__all__ = ["OWN_SOURCE", "OwnKnowledge", "with_own"]

OWN_SOURCE: Final = "your own names"
"""What stands among the sources of an entity that the reader added or corrected."""
_TOLD: Final = 4


class OwnKnowledge(KnowledgeBase):
    """The knowledge base as its reader has it.

    Attributes:
        ours: the knowledge base without the reader's records.
        own: ids of the entities that the reader added or corrected.
        own_faults: the reader's records that do not count, each with its line.
        problem: all of these in one sentence, "" if there are none.
    """

    def __init__(
        self,
        ours: KnowledgeBase,
        entities: Mapping[str, Entity],
        own: frozenset[str] = frozenset(),
        hidden: frozenset[tuple[str, ...]] = frozenset(),
        claims: Mapping[tuple[str, ...], tuple[str, str]] | None = None,
        own_faults: tuple[Fault, ...] = (),
        problem: str = "",
    ) -> None:
        super().__init__(entities.values(), ours.faults)
        self.ours = ours
        self.own = own
        self.own_faults = own_faults
        self.problem = problem
        self._hidden = hidden
        self._claims = claims or {}

    def hides(self, name: str) -> bool:
        """Whether the reader said that this Arabic word, or run of words, is no name."""
        return bool(self._hidden) and name_words(name) in self._hidden

    def claimed(self, name: str) -> tuple[str, str] | None:
        """Whose name this is as the reader said it: the id and the English; None if nothing was
        said."""
        return self._claims.get(name_words(name)) if self._claims else None

    def owns(self, id: str) -> bool:
        """Whether the entity is the reader's, added or corrected."""
        return id in self.own


def with_own(ours: KnowledgeBase, file: OwnFile | None = None) -> OwnKnowledge:
    """`ours` with the reader's records over it, from `file` or from where they are kept. Never
    raises: a file that cannot be read is told in `problem`."""
    try:
        file = file or OwnFile()
        records, unread = file.records()
    except QariError as error:
        everything = {entity.id: entity for entity in ours}
        return OwnKnowledge(ours, everything, problem=f"your own names are left out: {error}")
    overlay = _Overlay(ours, file.path.name)
    overlay.lay(records)
    faults = tuple(sorted([*unread, *overlay.faults], key=lambda fault: fault.line))
    return OwnKnowledge(
        ours,
        overlay.entities,
        frozenset(overlay.own & overlay.entities.keys()),
        frozenset(overlay.hidden),
        overlay.claims,
        faults,
        _told(faults, file) if faults else "",
    )


def _told(faults: tuple[Fault, ...], file: OwnFile) -> str:
    shown = "; ".join(f"line {fault.line}: {fault.message}" for fault in faults[:_TOLD])
    more = f"; and {len(faults) - _TOLD:,} more" if len(faults) > _TOLD else ""
    records = "a record" if len(faults) == 1 else f"{len(faults):,} records"
    verb = "does" if len(faults) == 1 else "do"
    return f"{records} in {file.path} {verb} not count ({shown}{more}); the others do"


class _Overlay:
    """Folds the reader's records into ours."""

    def __init__(self, ours: KnowledgeBase, file: str) -> None:
        self.entities = {entity.id: entity for entity in ours}
        self.own: set[str] = set()
        self.hidden: set[tuple[str, ...]] = set()
        self.claims: dict[tuple[str, ...], tuple[str, str]] = {}
        self.faults: list[Fault] = []
        self._file = file
        self._became: dict[str, str] = {}

    def lay(self, records: Sequence[OwnRecord]) -> None:
        """Takes in first what describes, then what refers to others."""
        for kind in (Described, SameAs, Hidden):
            for record in records:
                if isinstance(record.wish, kind):
                    try:
                        self._take(record.wish)
                    except RecordError as error:
                        self.faults.append(Fault(self._file, record.line, str(error)))
        if self._became:
            self._lead_relations_on()
        claims = {words: (self._now(id), said) for words, (id, said) in self.claims.items()}
        self.claims = {w: claim for w, claim in claims.items() if claim[0] in self.entities}

    def _now(self, id: str) -> str:
        """The id of the entity that this one was said to be the same as, or its own."""
        while id in self._became:
            id = self._became[id]
        return id

    def _take(self, wish: Wish) -> None:
        if isinstance(wish, Described):
            entity = wish.entity(self.entities.get(wish.id))
            sources = tuple(dict.fromkeys((*entity.sources, OWN_SOURCE)))
            self.entities[wish.id] = replace(entity, sources=sources)
            self.own.add(wish.id)
        elif isinstance(wish, SameAs):
            target = self._target(wish)
            if has_arabic(wish.what):
                self._claim(wish, target)
            else:
                self._merge(wish.what, target)
        elif has_arabic(wish.what):
            self.hidden.add(name_words(wish.what))
        elif self.entities.pop(wish.what, None) is None:
            raise RecordError(f"there is no entity “{wish.what}” to hide")

    def _target(self, wish: SameAs) -> Entity:
        target = self._now(wish.target)
        if target not in self.entities:
            raise RecordError(f"there is no entity “{wish.target}” for it to be the same as")
        return self.entities[target]

    def _claim(self, wish: SameAs, target: Entity) -> None:
        words, english = name_words(wish.what), wish.english or target.running_en
        if not words:
            raise RecordError(f"the name “{wish.what}” has no letters")
        self.claims[words] = target.id, english
        self._give(target, (Alias(wish.what, english),))

    def _merge(self, id: str, target: Entity) -> None:
        gone = self.entities.get(id)
        if gone is None:
            raise RecordError(f"there is no entity “{id}” to be the same as another")
        if id == target.id:
            raise RecordError(f"“{id}” is to be the same as itself")
        del self.entities[id]
        self._became[id] = target.id
        self._give(target, (Alias(gone.name_ar, target.running_en), *gone.aliases))
        kept = self.entities[target.id]
        english = (*kept.aliases_en, gone.name_en, *gone.aliases_en)
        others = tuple(name for name in dict.fromkeys(english) if name != kept.name_en)
        self.entities[target.id] = replace(kept, aliases_en=others)

    def _give(self, entity: Entity, aliases: tuple[Alias, ...]) -> None:
        """Adds names to an entity; what is said now goes before what was said of the same name."""
        new = {name_words(alias.ar) for alias in aliases}
        kept = tuple(alias for alias in entity.aliases if name_words(alias.ar) not in new)
        self.entities[entity.id] = replace(entity, aliases=(*kept, *aliases))

    def _lead_relations_on(self) -> None:
        for entity in list(self.entities.values()):
            if any(relation.entity in self._became for relation in entity.relations):
                relations = tuple(
                    replace(relation, entity=self._now(relation.entity))
                    for relation in entity.relations
                )
                kept = tuple(r for r in relations if r.entity != entity.id)
                self.entities[entity.id] = replace(entity, relations=kept)
