"""Cities of the world by their Arabic names, from GeoNames: weaker than the records we write.

`resources/places/cities.tsv` holds one written form a line and is sorted by lookup key, so that
names are found in it by halving; nothing is made of a line before it is asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reader.errors import BrokenPartError
from reader.model import Alias, Entity, EntityType, Location, Relation
from reader.paths import resource
from reader.text.keys import lookup_key

__all__ = ["CityGazetteer", "CityName", "name_words"]

_PREFIX = "city-"
_SOURCE = "GeoNames (CC BY 4.0)"
_AROUND = "«»\"“”'()،"
_DECLINED = {"ابا": "ابو", "ابي": "ابو", "اخا": "اخو", "اخي": "اخو"}


def name_words(name: str) -> tuple[str, ...]:
    """The lookup keys of a name's words; a hyphen parts words, and أبا, أبي are أبو."""
    keys = (word.strip(_AROUND) for word in lookup_key(name.replace("-", " ")).split())
    return tuple(_DECLINED.get(key, key) for key in keys if key)


@dataclass(frozen=True, slots=True)
class CityName:
    """One written form of a city's name: its word keys, as spelled, and its English.

    `entity` is the id of the city, or of the record that is the same place. `needs_cue` says that
    the form is also an ordinary word, a person's name, or a place newspapers seldom name, and is
    to be believed only beside a word such as مدينة.
    """

    words: tuple[str, ...]
    arabic: str
    english: str
    entity: str
    population: int
    needs_cue: bool


class CityGazetteer:
    """Cities by the words of their names and by id ("city-292223").

    The tables of `folder` (default: those shipped) are read when first asked for; BrokenPartError
    then if they cannot be."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resource("places")
        self._names: dict[str, tuple[CityName, ...]] = {}

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    def __len__(self) -> int:
        """The number of cities, without those that are records."""
        return len(self._numbers)

    def __getitem__(self, id: str) -> Entity:
        """The city of that id; KeyError where there is none."""
        forms = [_Line(*self._lines[number].split("\t")) for number in self._numbers[id]]
        forms.sort(key=lambda form: int(form.rank))
        best = forms[0]
        country = self._countries[best.country]
        latitude, longitude = best.place.split(" ")
        return Entity(
            id=id,
            type=EntityType.LOC,
            kind="city",
            name_ar=best.arabic,
            name_en=best.english,
            running_en=best.english,
            aliases=tuple(Alias(form.arabic, form.english) for form in forms[1:]),
            description=f"City in {country.english}, population about"
            f" {_rounded(int(best.population)):,} (GeoNames).",
            location=Location(float(latitude), float(longitude)),
            relations=(Relation("located in", country.record),) if country.record else (),
            sources=(_SOURCE,),
            ambiguous=bool(best.cue),
        )

    def starting_with(self, word: str) -> Sequence[CityName]:
        """Forms whose first word has this lookup key: the longest first, of one form the most
        populous city first."""
        word = _DECLINED.get(word, word)
        known = self._names.get(word)
        if known is not None:
            return known
        names = []
        lines, number = self._lines, bisect_left(self._lines, word)
        while (
            word
            and lines[number : number + 1]
            and lines[number].startswith((word + "\t", word + " "))
        ):
            names.append(_name(_Line(*lines[number].split("\t"))))
            number += 1
        if names:  # what is no name is not kept: there is no end of it
            names.sort(key=lambda name: (-len(name.words), name.words, -name.population))
            self._names[word] = tuple(names)
        return names

    def find(self, name: str) -> Sequence[CityName]:
        """The cities of just this name, the most populous first."""
        words = name_words(name)
        return [n for n in self.starting_with(words[0]) if n.words == words] if words else []

    @cached_property
    def _lines(self) -> list[str]:
        return _lines(self._folder / "cities.tsv")

    @cached_property
    def _numbers(self) -> Mapping[str, list[int]]:
        """The lines of each city that is no record, by id."""
        numbers: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            fields = line.split("\t", 6)
            if not fields[5]:
                numbers.setdefault(_PREFIX + fields[4], []).append(number)
        return numbers

    @cached_property
    def _countries(self) -> Mapping[str, _Country]:
        rows = (line.split("\t") for line in _lines(self._folder / "countries.tsv"))
        return {code: _Country(record, english) for code, record, english, _ in rows}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table of cities, as text."""

    key: str
    arabic: str
    rank: str
    cue: str
    id: str
    record: str
    english: str
    country: str
    population: str
    place: str


@dataclass(frozen=True, slots=True)
class _Country:
    record: str
    english: str


def _name(line: _Line) -> CityName:
    return CityName(
        words=tuple(line.key.split(" ")),
        arabic=line.arabic,
        english=line.english,
        entity=line.record or _PREFIX + line.id,
        population=int(line.population),
        needs_cue=bool(line.cue),
    )


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenPartError(
            f"the table of cities {path} cannot be read: reinstall Qari to bring it back"
        ) from error
    return lines[1:]  # the first names the columns


def _rounded(population: int) -> int:
    """To two figures that count: a census is not exact to the head, and years have passed."""
    step: int = 10 ** max(len(str(population)) - 2, 0)
    return round(population / step) * step
