"""What every record that comes with Qari keeps to. Each rule gives the faults it finds, one line
each, with the id of the record at its beginning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from country_outlines import outlines

from reader.knowledge.cities import name_words
from reader.model import Entity, EntityType

__all__ = ["RULES"]

LOC, ORG, PER, MISC = EntityType.LOC, EntityType.ORG, EntityType.PER, EntityType.MISC
ARABIC = re.compile("[\u0600-\u06ff]")
ARABIC_NAME = re.compile("(?=.*[ء-ي])[ء-غـ-ي\u064b-\u0652٠-٩0-9 A-Zİ.«»\"()'–+-]+")
ROAD_NUMBER = re.compile("[A-Z]-?[0-9]+")
LATIN_NAME = re.compile("[^\u0590-\u08ff\u0400-\u04ff\u4e00-\u9fff]+")
LATEST = "2025-12"

# Names that several records bear; the words around them decide which is meant.
SHARED = {
    "اتفاق سوتشي": "the memoranda of 2018 and 2019",
    "اتفاقيه سوتشي": "the memoranda of 2018 and 2019",
    "عمان": "Oman and, without its doubled letter, Amman",
    "طرابلس": "cities in Libya and in Lebanon",
    "الفاو": "a town in Iraq and the food organisation",
    "اريحا": "towns in Palestine and in Syria",
    "منطقه الساحل": "the Sahel and the Syrian coast",
    "الاشرفيه": "quarters of Beirut and of Aleppo",
    "حزب العداله والتنميه": "parties in Turkey and in Morocco",
}

LOADED = re.compile(
    r"\b(terroris[mt]s?|regimes?|martyr\w*|extremist\w*|fanatic\w*|mercenar\w*|puppets?|thugs?"
    r"|zionis\w*|so-called|infidels?|occupations?|aggressions?|usurp\w*|heroic\w*|brutal\w*)\b",
    re.IGNORECASE,
)
ATTRIBUTED = re.compile(
    r"\b(call|sa[iy]|list|describ|consider|designat|regard|name|term|accus|word|finding|banned|against)|[\"“]",
    re.IGNORECASE,
)
# Names of bodies that hold such a word.
NAMED_SO = re.compile(r"Counter[ -]Terrorism|cases of terrorism|on Terrorism")

# Which type a relation may lead from and to.
DIRECTIONS: Mapping[str, tuple[str, str]] = {
    "part of": ("LOC ORG MISC", "LOC ORG MISC"),
    "located in": ("LOC ORG MISC", "LOC"),
    "capital of": ("LOC", "LOC"),
    "allied with": ("PER ORG LOC", "PER ORG LOC"),
    "opposed to": ("PER ORG LOC MISC", "PER ORG LOC"),
    "backed by": ("PER ORG MISC", "PER ORG LOC"),
    "leads": ("PER", "ORG LOC"),
    "member of": ("PER ORG LOC", "ORG LOC MISC"),
    "controls": ("ORG LOC", "LOC"),
    "successor of": ("PER ORG MISC LOC", "PER ORG MISC LOC"),
    "border of": ("LOC", "LOC"),
    "on road": ("LOC", "LOC"),
    "from": ("PER", "LOC"),
}
NO_COUNTRY = frozenset(
    "sea ocean gulf strait continent region border waterway river mountains desert islands island"
    " lake canal".split()
)


def names(entity: Entity) -> Iterator[str]:
    yield entity.name_ar
    yield from (alias.ar for alias in entity.aliases)


def scripts(records: Sequence[Entity]) -> Iterator[str]:
    for e in records:
        for name in names(e):
            if not ARABIC_NAME.fullmatch(name) and not ROAD_NUMBER.fullmatch(name):
                yield f"{e.id}: the Arabic name {name}"
        english = [e.running_en, *e.aliases_en, *(a.en for a in (*e.aliases, *e.demonyms))]
        for name in english:
            if not LATIN_NAME.fullmatch(name) or name != name.strip():
                yield f"{e.id}: the English name {name}"
        if ARABIC.search(e.description):
            yield f"{e.id}: the explanation holds Arabic letters"


def running_names(records: Sequence[Entity]) -> Iterator[str]:
    for e in records:
        for name in (e.running_en, *(a.en for a in e.aliases)):
            if re.match(r"(The|A|An) (?!Hague)", name) and not _title_with_article(e):
                yield f"{e.id}: “{name}” does not stand inside a sentence"
            if name.endswith((".", ",", ";")) and not name.endswith("."):
                yield f"{e.id}: “{name}” ends with a mark"


def _title_with_article(e: Entity) -> bool:
    return e.kind in {"newspaper", "magazine", "news website", "organisation", "project"}


def descriptions(records: Sequence[Entity]) -> Iterator[str]:
    for e in records:
        if not 40 <= len(e.description) <= 480:
            yield f"{e.id}: the explanation has {len(e.description)} characters"
        if not re.search(r"[.”\"]$", e.description) or not re.match(r"[A-Z\"“]", e.description):
            yield f"{e.id}: the explanation is not whole sentences"
        if "  " in e.description or " ," in e.description or ".." in e.description:
            yield f"{e.id}: the explanation has stray marks"


def neutral_tone(records: Sequence[Entity]) -> Iterator[str]:
    """A word that takes sides stands only where the sentence says whose it is."""
    for e in records:
        for sentence in re.split(r"(?<=[.;]) ", e.description):
            found = LOADED.search(NAMED_SO.sub("", sentence))
            if found and not ATTRIBUTED.search(sentence):
                yield f"{e.id}: whose word is “{found[0]}”?"


def offices(records: Sequence[Entity]) -> Iterator[str]:
    for e in records:
        leads = any(r.kind == "leads" for r in e.relations)
        if e.type is PER and leads and not e.as_of:
            yield f"{e.id}: holds an office, and no month says when"
        if leads and e.kind.startswith("former"):
            yield f"{e.id}: is a {e.kind} and leads"
        if e.as_of and not "1900" <= e.as_of <= LATEST:
            yield f"{e.id}: known as of {e.as_of}"


def sources(records: Sequence[Entity]) -> Iterator[str]:
    for e in records:
        if not e.sources:
            yield f"{e.id}: no source"
        for source in e.sources:
            if len(source) < 3 or ARABIC.search(source) or source.endswith(":"):
                yield f"{e.id}: the source “{source}”"


def kinds(records: Sequence[Entity]) -> Iterator[str]:
    for e in records:
        if not re.fullmatch(r"[a-zA-Z][a-zA-Z -]*", e.kind):
            yield f"{e.id}: the kind {e.kind}"
        if e.type is LOC and e.location is None:
            yield f"{e.id}: a place that is nowhere"
        if e.type is PER and e.location is not None:
            yield f"{e.id}: a person at a fixed place"


def relations(records: Sequence[Entity]) -> Iterator[str]:
    known = {e.id: e for e in records}
    for e in records:
        for r in e.relations:
            target = known.get(r.entity)
            if target is None or target.id == e.id:
                yield f"{e.id}: {r.kind} {r.entity}, which is no other record"
                continue
            sides = DIRECTIONS[r.kind]
            if e.type not in sides[0].split() or target.type not in sides[1].split():
                yield f"{e.id}: a {e.type} {r.kind} the {target.type} {target.id}"
            if r.kind == "capital of" and target.kind not in _WITH_CAPITAL:
                yield f"{e.id}: capital of a {target.kind}"
            if r.kind == "located in" and e.type is LOC and target.kind == "village":
                yield f"{e.id}: located in the village {target.id}"
        if len(set(e.relations)) < len(e.relations):
            yield f"{e.id}: a relation twice"
        if _circles(e, known):
            yield f"{e.id}: lies within itself"


_WITH_CAPITAL = frozenset(
    {"country", "autonomous region", "territory", "governorate", "region", "province", "state"}
)


def _circles(entity: Entity, known: Mapping[str, Entity]) -> bool:
    seen, todo = set[str](), [entity.id]
    while todo:
        here = known.get(todo.pop())
        for r in here.relations if here else ():
            if r.kind in {"part of", "located in"}:
                if r.entity == entity.id:
                    return True
                if r.entity not in seen:
                    seen.add(r.entity)
                    todo.append(r.entity)
    return False


def duplicates(records: Sequence[Entity]) -> Iterator[str]:
    claimed: dict[str, dict[str, Entity]] = defaultdict(dict)
    english: dict[tuple[str, str], list[str]] = defaultdict(list)
    items: dict[str, list[str]] = defaultdict(list)
    for e in records:
        for name in names(e):
            claimed[" ".join(name_words(name))][e.id] = e
        english[e.type, e.name_en.lower()].append(e.id)
        if e.wikidata:
            items[e.wikidata].append(e.id)
    for key, owners in claimed.items():
        plain = [e.id for e in owners.values() if not e.ambiguous]
        if len(owners) > 1 and key not in SHARED and len(plain) > 1:
            yield f"{', '.join(sorted(owners))}: all are called {key}"
    for (_, name), ids in english.items():
        if len(ids) > 1 and name not in SHARED_ENGLISH:
            yield f"{', '.join(ids)}: all are called {name}"
    for item, ids in items.items():
        if len(ids) > 1:
            yield f"{', '.join(ids)}: all are {item}"


SHARED_ENGLISH = frozenset({"tripoli", "houla", "al-bayda", "justice and development party"})
# Where the map is too coarse, or draws who holds the ground.
OFF_THE_MAP = frozenset({"gibraltar", "melilla", "sevastopol"})


def country_ids(entity: Entity, known: Mapping[str, Entity]) -> set[str]:
    """Every country that the record says the place lies in or on the border of."""
    found, seen, todo = set[str](), set[str](), [entity.id]
    while todo:
        here = known.get(todo.pop())
        if here is None or here.id in seen:
            continue
        seen.add(here.id)
        if here.kind in {"country", "territory"}:
            found.add(here.id)
        ties = {"located in", "part of", "capital of", "border of"}
        todo += [r.entity for r in here.relations if r.kind in ties]
    return found


def coordinates(records: Sequence[Entity]) -> Iterator[str]:
    """Places lie in, or within a coastline's coarseness of, the country their record names."""
    known = {e.id: e for e in records}
    shapes = outlines()
    for e in records:
        if e.location is None or e.type is not LOC:
            continue
        if e.kind in NO_COUNTRY or e.id in OFF_THE_MAP:
            continue
        countries = country_ids(e, known)
        near = [shapes[id].kilometres(e.location) for id in countries if id in shapes]
        if near and min(near) > (150 if e.kind in {"gas field", "country"} else 30):
            yield f"{e.id}: {min(near):.0f} km outside {', '.join(sorted(countries))}"


RULES: Mapping[str, Callable[[Sequence[Entity]], Iterator[str]]] = {
    "names are in their own script": scripts,
    "English names stand inside a sentence": running_names,
    "explanations are whole sentences of sensible length": descriptions,
    "words that take sides are somebody's": neutral_tone,
    "who holds an office has a month": offices,
    "facts have a named source": sources,
    "kinds are plain and places somewhere": kinds,
    "relations lead the right way to another record": relations,
    "no two records are the same": duplicates,
    "places lie in the country they name": coordinates,
}
