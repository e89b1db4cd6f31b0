"""Reads records in the text format that `resources/knowledge/README.md` describes.

A bad record is reported as a Fault with its file and line; the good ones around it load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.model import Alias, Entity, EntityType, Location, Relation

__all__ = ["RELATION_KINDS", "Fault", "read_records"]

RELATION_KINDS = frozenset(
    "part_of located_in capital_of allied_with opposed_to backed_by leads member_of controls"
    " successor_of border_of on_road".split()
)
_ONCE = frozenset(
    "id type kind ar en about as_of at wikidata ambiguous".split(),
)
_MANY = frozenset("alias alias_en demonym relation source".split())
_REQUIRED = ("id", "type", "kind", "ar", "en", "about")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH = re.compile(r"\d{4}(-\d\d)?")
_WIKIDATA = re.compile(r"Q\d+")
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one record, and where it begins."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


class _RecordError(ValueError):
    pass


Fields = dict[str, list[str]]


def _blocks(text: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The records as (first line number, numbered lines), comments left out."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line))
        elif block:
            yield block[0][0], block
            block = []
    if block:
        yield block[0][0], block


def _fields(block: list[tuple[int, str]]) -> Fields:
    fields: Fields = {}
    last: list[str] | None = None
    for number, line in block:
        if line.startswith("+ "):
            if last is None:
                raise _RecordError(f"line {number} continues nothing")
            last[-1] += " " + line[2:].strip()
            continue
        name, colon, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if not colon or not value:
            raise _RecordError(f"line {number} is not “field: value”")
        if name not in _ONCE and name not in _MANY:
            raise _RecordError(f"line {number} has the unknown field “{name}”")
        last = fields.setdefault(name, [])
        if last and name in _ONCE:
            raise _RecordError(f"line {number} gives “{name}” a second time")
        last.append(value)
    return fields


def _alias(value: str, running: str) -> Alias:
    arabic, equals, english = value.partition(" = ")
    if not _ARABIC.search(arabic) and equals and _ARABIC.search(english):
        raise _RecordError(f"“{value}” has its sides swapped")
    return Alias(arabic.strip(), english.strip() if equals else running)


def _location(value: str) -> Location:
    try:
        latitude, longitude = (float(part) for part in value.replace(",", " ").split())
    except ValueError:
        raise _RecordError(f"“at: {value}” is not a latitude and a longitude") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise _RecordError(f"“at: {value}” is not on the globe")
    return Location(latitude, longitude)


def _relation(value: str) -> Relation:
    kind, _, target = value.partition(" ")
    if kind not in RELATION_KINDS or not _ID.fullmatch(target.strip()):
        raise _RecordError(f"“relation: {value}” is not a known kind and an id")
    return Relation(kind.replace("_", " "), target.strip())


def _title(running: str) -> str:
    bare = running.removeprefix("the ")
    return bare[:1].upper() + bare[1:]


def _entity(fields: Fields) -> Entity:
    for name in _REQUIRED:
        if name not in fields:
            raise _RecordError(f"the field “{name}” is missing")
    id, running = fields["id"][0], fields["en"][0]
    if not _ID.fullmatch(id):
        raise _RecordError(f"the id “{id}” is not lower-case words joined by -")
    if fields["type"][0] not in EntityType.__members__:
        raise _RecordError(f"the type “{fields['type'][0]}” is not PER, ORG, LOC or MISC")
    if not _ARABIC.search(fields["ar"][0]):
        raise _RecordError(f"the Arabic name “{fields['ar'][0]}” is not Arabic")
    for name, pattern in (("as_of", _MONTH), ("wikidata", _WIKIDATA)):
        if name in fields and not pattern.fullmatch(fields[name][0]):
            raise _RecordError(f"“{name}: {fields[name][0]}” is not of the right form")
    demonyms = tuple(_alias(v, "") for v in fields.get("demonym", ()))
    if any(not d.en for d in demonyms):
        raise _RecordError("a demonym needs “ = ” and its English")
    return Entity(
        id=id,
        type=EntityType(fields["type"][0]),
        kind=fields["kind"][0],
        name_ar=fields["ar"][0],
        name_en=_title(running),
        running_en=running,
        aliases=tuple(_alias(v, running) for v in fields.get("alias", ())),
        aliases_en=tuple(fields.get("alias_en", ())),
        demonyms=demonyms,
        description=fields["about"][0],
        as_of=fields.get("as_of", [None])[0],
        location=_location(fields["at"][0]) if "at" in fields else None,
        relations=tuple(_relation(v) for v in fields.get("relation", ())),
        wikidata=fields.get("wikidata", [None])[0],
        sources=tuple(fields.get("source", ())),
        ambiguous=fields.get("ambiguous", ["no"])[0] == "yes",
    )


def read_records(text: str, file: str) -> Iterator[Entity | Fault]:
    """The records of one file in order; a Fault stands in the place of a bad one."""
    for line, block in _blocks(text):
        try:
            yield _entity(_fields(block))
        except _RecordError as error:
            yield Fault(file, line, str(error))
