"""Reads records in the text format that `resources/knowledge/README.md` describes.

A bad record is reported as a Fault with its file and line; the good ones around it load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Alias, Entity, EntityType, Location, Relation

__all__ = [
    "RELATION_KINDS",
    "Block",
    "Fault",
    "Fields",
    "RecordError",
    "entity_of",
    "read_fields",
    "read_records",
    "record_blocks",
]

RELATION_KINDS = frozenset(
    "part_of located_in capital_of allied_with opposed_to backed_by leads member_of controls"
    " successor_of border_of on_road from".split()
)
_ONCE = frozenset(
    "id type kind ar en about as_of at wikidata ambiguous".split(),
)
_MANY = frozenset("alias alias_en demonym relation source".split())
_TYPES = dict(EntityType.__members__)
_EMPTY = ("",)
_REQUIRED = ("id", "type", "kind", "ar", "en", "about")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH = re.compile(r"\d{4}(-\d\d)?")
_WIKIDATA = re.compile(r"Q\d+")
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one record, and the line: the one at fault, or where the record begins."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


class RecordError(ValueError):
    """What is wrong with a record, in words; `line` where it is one line of it, else 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


Fields = dict[str, list[str]]
"""The values of each field in the order they stand."""
Block = list[tuple[int, str]]
"""The lines of one record with their numbers, comments left out."""


def record_blocks(text: str) -> Iterator[Block]:
    """The records of a file, unread."""
    block: Block = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.isspace():
            if block:
                yield block
                block = []
        elif line[0] != "#":
            block.append((number, line))
    if block:
        yield block


def read_fields(block: Block, once: Set[str] = _ONCE, many: Set[str] = _MANY) -> Fields:
    """The fields of a record, of which those named in `once` stand there once at most.

    Raises RecordError, which names the line."""
    fields: Fields = {}
    last: list[str] | None = None
    for number, line in block:
        if line[:2] == "+ ":
            if last is None:
                raise RecordError("it continues nothing", number)
            last[-1] += " " + line[2:].strip()
            continue
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if not value:
            raise RecordError("it is not “field: value”", number)
        last = fields.get(name)
        if last is None:
            if name not in once and name not in many:
                raise RecordError(f"it has the unknown field “{name}”", number)
            fields[name] = last = [value]
        elif name in once:
            raise RecordError(f"it gives “{name}” a second time", number)
        else:
            last.append(value)
    return fields


def _alias(value: str, running: str) -> Alias:
    arabic, equals, english = value.partition(" = ")
    if not equals:
        return Alias(value, running)
    if not _ARABIC.search(arabic) and _ARABIC.search(english):
        raise RecordError(f"“{value}” has its sides swapped")
    return Alias(arabic.strip(), english.strip())


def _location(value: str) -> Location:
    try:
        latitude, longitude = map(float, value.replace(",", " ").split())
    except ValueError:
        raise RecordError(f"“at: {value}” is not a latitude and a longitude") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise RecordError(f"“at: {value}” is not on the globe")
    return Location(latitude, longitude)


@lru_cache(maxsize=1 << 12)
def _relation(value: str) -> Relation:
    kind, _, target = value.partition(" ")
    if kind not in RELATION_KINDS or not _ID.fullmatch(target.strip()):
        raise RecordError(f"“relation: {value}” is not a known kind and an id")
    return Relation(kind.replace("_", " "), target.strip())


def _title(running: str) -> str:
    bare = running.removeprefix("the ")
    return bare[:1].upper() + bare[1:]


def entity_of(fields: Fields, required: Sequence[str] = _REQUIRED) -> Entity:
    """The actor or place a record tells of. Raises RecordError."""
    for name in required:
        if name not in fields:
            raise RecordError(f"the field “{name}” is missing")
    id, running = fields["id"][0], fields["en"][0]
    if not _ID.fullmatch(id):
        raise RecordError(f"the id “{id}” is not lower-case words joined by -")
    type = _TYPES.get(fields["type"][0])
    if type is None:
        raise RecordError(f"the type “{fields['type'][0]}” is not PER, ORG, LOC or MISC")
    if not _ARABIC.search(fields["ar"][0]):
        raise RecordError(f"the Arabic name “{fields['ar'][0]}” is not Arabic")
    for name, pattern in (("as_of", _MONTH), ("wikidata", _WIKIDATA)):
        if name in fields and not pattern.fullmatch(fields[name][0]):
            raise RecordError(f"“{name}: {fields[name][0]}” is not of the right form")
    demonyms = tuple([_alias(v, "") for v in fields.get("demonym", ())])
    if not all(d.en for d in demonyms):
        raise RecordError("a demonym needs “ = ” and its English")
    return Entity(
        id=id,
        type=type,
        kind=fields.get("kind", _EMPTY)[0],
        name_ar=fields["ar"][0],
        name_en=_title(running),
        running_en=running,
        aliases=tuple([_alias(v, running) for v in fields.get("alias", ())]),
        aliases_en=tuple(fields.get("alias_en", ())),
        demonyms=demonyms,
        description=fields.get("about", _EMPTY)[0],
        as_of=fields["as_of"][0] if "as_of" in fields else None,
        location=_location(fields["at"][0]) if "at" in fields else None,
        relations=tuple([_relation(v) for v in fields.get("relation", ())]),
        wikidata=fields["wikidata"][0] if "wikidata" in fields else None,
        sources=tuple(fields.get("source", ())),
        ambiguous=fields.get("ambiguous", _EMPTY)[0] == "yes",
    )


def read_records(text: str, file: str) -> Iterator[Entity | Fault]:
    """The records of one file in order; a Fault stands in the place of a bad one."""
    for block in record_blocks(text):
        try:
            yield entity_of(read_fields(block))
        except RecordError as error:
            yield Fault(file, error.line or block[0][0], str(error))
