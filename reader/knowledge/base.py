"""The knowledge base: what Qari knows of actors and places before it has read anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.errors import BrokenPartError
from reader.knowledge.records import Fault, read_records
from reader.model import Entity
from reader.paths import resource

__all__ = ["KnowledgeBase", "load_knowledge"]


class KnowledgeBase:
    """Entities by id, in the order of their files.

    Attributes:
        faults: records that could not be used, each with file and line.
    """

    def __init__(self, entities: Iterable[Entity], faults: Iterable[Fault] = ()) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self.faults = tuple(faults)

    def __getitem__(self, id: str) -> Entity:
        return self._entities[id]

    def get(self, id: str) -> Entity | None:
        """The entity of that id, None if there is none."""
        return self._entities.get(id)

    def __contains__(self, id: object) -> bool:
        return id in self._entities

    def __len__(self) -> int:
        return len(self._entities)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())


def load_knowledge(folder: Path | None = None) -> KnowledgeBase:
    """The records of every `*.rec` file in `folder` (default: those shipped). Of two records with
    one id the first counts and the second is a fault.

    Raises BrokenPartError if there is no record at all.
    """
    folder = folder or resource("knowledge")
    entities: dict[str, Entity] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.rec")):
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(Fault(path.name, 0, f"cannot be read: {error}"))
            continue
        for record in read_records(text, path.name):
            if isinstance(record, Fault):
                faults.append(record)
            elif record.id in entities:
                faults.append(Fault(path.name, 0, f"the id “{record.id}” is used twice"))
            else:
                entities[record.id] = record
    if not entities:
        raise BrokenPartError(
            f"no knowledge records in {folder}: reinstall Qari to bring them back"
        )
    return KnowledgeBase(entities.values(), faults)
