"""The records of a reader's own knowledge file: read, compared by line, written.

The format is that of the shipped files with three more fields. A record with `id` describes an
actor or place: a new one, or one of ours, of which it replaces the fields it gives; `without` names
fields of ours that are left out. A record with `same_as` says that an Arabic name (`ar`, with its
English in `en`) or an entity (`id`) is the entity of that id. A record with `hide` says that an
Arabic word is no name, or that an entity is not to be found at all.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from reader.knowledge.records import (
    Block,
    Fault,
    Fields,
    RecordError,
    entity_of,
    read_fields,
    record_blocks,
)
from reader.model import Alias, Entity
from reader.text.keys import has_arabic

__all__ = [
    "Described",
    "Hidden",
    "OwnRecord",
    "SameAs",
    "Wish",
    "described",
    "fields_of",
    "new_id",
    "read_own",
    "written",
]

_ONCE: Final = frozenset(
    "id type kind ar en about as_of at wikidata ambiguous same_as hide".split()
)
_MANY: Final = frozenset("alias alias_en demonym relation source without".split())
_REQUIRED: Final = ("id", "type", "ar", "en")
_SURE: Final = frozenset(_REQUIRED)
"""Fields that a record always gives, so that it still stands should ours go."""
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WIDTH: Final = 98
_UNFIT: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Described:
    """An actor or place, or what is different in one of ours: fields and values, in order."""

    id: str
    fields: tuple[tuple[str, str], ...]

    def entity(self, ours: Entity | None) -> Entity:
        """The entity this makes, of `ours` where there is one of the id. Raises RecordError."""
        fields = fields_of(ours) if ours else {}
        given: Fields = {}
        for name, value in self.fields:
            given.setdefault(name, []).append(value)
        for name in given.pop("without", []):
            fields.pop(name, None)
        return entity_of(fields | given, _REQUIRED)


@dataclass(frozen=True, slots=True)
class SameAs:
    """`what`, an Arabic name or the id of an entity, is the entity `target`; `english` renders the
    name, "" as the entity's own."""

    what: str
    target: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """`what`, an Arabic word or the id of an entity, is not to be marked."""

    what: str


Wish = Described | SameAs | Hidden


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record of the file that can be read: where it begins, its lines, what it says."""

    line: int
    text: str
    wish: Wish


def read_own(text: str, file: str) -> Iterator[OwnRecord | Fault]:
    """The records of a reader's file in order; a Fault stands in the place of a bad one."""
    for block in record_blocks(text):
        try:
            yield OwnRecord(block[0][0], "\n".join(line for _, line in block), _wish(block))
        except RecordError as error:
            yield Fault(file, error.line or block[0][0], str(error))


def _wish(block: Block) -> Wish:
    for number, line in block:
        if _UNFIT.search(line):
            raise RecordError("it is not UTF-8 text", number)
    fields = read_fields(block, _ONCE, _MANY)
    if "hide" in fields:
        return _hidden(fields)
    if "same_as" in fields:
        return _same_as(fields)
    if "id" not in fields:
        raise RecordError("it has neither “id” nor “hide” nor “same_as”")
    id = _checked_id(fields["id"][0])
    for name in fields.get("without", ()):
        if name not in (_ONCE | _MANY) - _SURE:
            raise RecordError(f"“without: {name}” is not a field that can be left out")
    return Described(id, tuple((name, value) for name in fields for value in fields[name]))


def _hidden(fields: Fields) -> Hidden:
    if len(fields) > 1:
        raise RecordError("a record with “hide” has no other field")
    return Hidden(_name_or_id(fields["hide"][0]))


def _same_as(fields: Fields) -> SameAs:
    others = fields.keys() - {"same_as"}
    if others != {"id"} and not {"ar"} <= others <= {"ar", "en"}:
        raise RecordError("a record with “same_as” has “ar”, perhaps with “en”, or “id”")
    name = fields.get("ar", fields.get("id", [""]))[0]
    if "ar" in fields and not has_arabic(name):
        raise RecordError(f"the Arabic name “{name}” is not Arabic")
    target = _checked_id(fields["same_as"][0])
    return SameAs(_name_or_id(name), target, fields.get("en", [""])[0])


def _name_or_id(what: str) -> str:
    return what if has_arabic(what) else _checked_id(what)


def _checked_id(id: str) -> str:
    if not _ID.fullmatch(id):
        raise RecordError(f"the id “{id}” is not lower-case words joined by -")
    return id


# ---------------------------------------------------------------- writing


def _alias(alias: Alias, running: str) -> str:
    return alias.ar if alias.en == running else f"{alias.ar} = {alias.en}"


def fields_of(entity: Entity) -> Fields:
    """The record that `entity_of` would read `entity` from."""
    place = entity.location
    once = {
        "id": entity.id,
        "type": entity.type.value,
        "kind": entity.kind,
        "ar": entity.name_ar,
        "en": entity.running_en,
        "about": entity.description,
        "as_of": entity.as_of or "",
        "at": f"{place.latitude} {place.longitude}" if place else "",
        "wikidata": entity.wikidata or "",
        "ambiguous": "yes" if entity.ambiguous else "",
    }
    many = {
        "alias": [_alias(alias, entity.running_en) for alias in entity.aliases],
        "alias_en": list(entity.aliases_en),
        "demonym": [f"{demonym.ar} = {demonym.en}" for demonym in entity.demonyms],
        "relation": [f"{r.kind.replace(' ', '_')} {r.entity}" for r in entity.relations],
        "source": list(entity.sources),
    }
    fields = {name: [value] for name, value in once.items() if value}
    return fields | {name: values for name, values in many.items() if values}


def described(entity: Entity, ours: Entity | None) -> Described:
    """The record that makes `entity` of `ours`: what differs, and what says which it is."""
    fields = fields_of(entity)
    known = fields_of(ours) if ours else {}
    given = [
        (name, value)
        for name, values in fields.items()
        if name in _SURE or values != known.get(name)
        for value in values
    ]
    left_out = [("without", name) for name in known if name not in fields]
    return Described(entity.id, (*given, *left_out))


def written(wish: Wish) -> str:
    """The lines of the record that says `wish`, to be read by `read_own`."""
    match wish:
        case Described(_, fields):
            lines = fields
        case SameAs(what, target, english):
            name = "ar" if has_arabic(what) else "id"
            lines = ((name, what), *((("en", english),) if english else ()), ("same_as", target))
        case Hidden(what):
            lines = (("hide", what),)
    return "\n".join(_lines(name, value) for name, value in lines)


def _lines(name: str, value: str) -> str:
    first, *rest = textwrap.wrap(
        " ".join(value.split()),
        _WIDTH - len(name) - 2,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join([f"{name}: {first}", *(f"+ {line}" for line in rest)])


def new_id(english: str, taken: Container[str]) -> str:
    """An id for a reader's own entity that none of `taken` has, nor any that Qari will bring: these
    never begin with `my-`."""
    plain = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode().lower()
    stem = "-".join(["my", *re.findall("[a-z0-9]+", plain)][:8])
    number, id = 1, stem
    while id in taken or id == "my":
        number += 1
        id = f"{stem}-{number}"
    return id
