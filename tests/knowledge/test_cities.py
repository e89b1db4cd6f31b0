"""Cities of the world: found by name and id, joined with the records, and shipped in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import BrokenPartError
from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.knowledge.cities import CityGazetteer, name_words
from reader.model import Alias, Entity, EntityType, Location, Relation
from reader.paths import resource

COUNTRIES = (
    "# code, record, English, Arabic\nFR\tfrance\tFrance\tفرنسا\nGL\t\tGreenland\tغرينلاند\n"
)
CITIES = """\
# key and so on
تور\tتور\t0\tcue\t7\t\tTours\tFR\t141621\t47.390 0.688
تولوز\tتولوز\t0\t\t1\t\tToulouse\tFR\t493465\t43.604 1.444
تولوز\tتولوز\t0\tcue\t2\t\tTolosa\tFR\t19000\t43.100 -2.000
تولوز الجديده\tتولوز الجديدة\t0\tcue\t3\t\tNew Toulouse\tFR\t999\t0.000 0.000
طولوز\tطولوز\t1\tcue\t1\t\tToulouse\tFR\t493465\t43.604 1.444
نوك\tنوك\t0\tcue\t4\t\tNuuk\tGL\t14798\t64.183 -51.721
نيس الفرنسيه\tنيس الفرنسية\t0\t\t5\tnice\tNice\tFR\t338620\t43.703 7.266
"""


@pytest.fixture
def cities(tmp_path: Path) -> CityGazetteer:
    (tmp_path / "cities.tsv").write_text(CITIES, "utf-8")
    (tmp_path / "countries.tsv").write_text(COUNTRIES, "utf-8")
    return CityGazetteer(tmp_path)


def test_a_city_is_found_by_id_with_all_its_names(cities: CityGazetteer) -> None:
    assert cities["city-1"] == Entity(
        id="city-1",
        type=EntityType.LOC,
        kind="city",
        name_ar="تولوز",
        name_en="Toulouse",
        running_en="Toulouse",
        aliases=(Alias("طولوز", "Toulouse"),),
        description="City in France, population about 490,000 (GeoNames).",
        location=Location(43.604, 1.444),
        relations=(Relation("located in", "france"),),
        sources=("GeoNames (CC BY 4.0)",),
    )
    assert len(cities) == 5
    assert [id for id in ("city-1", "city-99", "france") if id in cities] == ["city-1"]
    with pytest.raises(KeyError):
        cities["city-99"]


def test_a_city_in_a_land_without_a_record_is_in_no_relation(cities: CityGazetteer) -> None:
    assert cities["city-4"].relations == ()
    assert cities["city-4"].description == "City in Greenland, population about 15,000 (GeoNames)."


def test_names_that_begin_with_a_word_come_longest_and_largest_first(
    cities: CityGazetteer,
) -> None:
    found = [(name.english, name.needs_cue) for name in cities.starting_with("تولوز")]
    assert found == [("New Toulouse", True), ("Toulouse", False), ("Tolosa", True)]
    assert not cities.starting_with("تول")
    assert not cities.starting_with("")
    assert not cities.starting_with("يي")


def test_a_name_is_found_as_a_whole_and_however_it_is_spelled(cities: CityGazetteer) -> None:
    assert [name.english for name in cities.find("تُولُوز الجديدة")] == ["New Toulouse"]
    assert [name.english for name in cities.find("تولوز")] == ["Toulouse", "Tolosa"]
    assert not cities.find("")


def test_a_city_that_is_a_record_is_that_record_under_another_name(cities: CityGazetteer) -> None:
    [name] = cities.find("نيس الفرنسية")
    assert name.entity == "nice"
    assert "city-5" not in cities


def test_tables_that_are_gone_are_told_when_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BrokenPartError, match="reinstall Qari"):
        CityGazetteer(tmp_path).starting_with("تولوز")


# ---------------------------------------------------------------- those shipped


@pytest.fixture(scope="module")
def shipped() -> CityGazetteer:
    return CityGazetteer()


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    lines = resource("places", "cities.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def test_the_table_is_sorted_and_its_keys_are_those_the_reader_makes(rows: list[list[str]]) -> None:
    assert len(rows) > 10_000
    assert ["\t".join(row) for row in rows] == sorted("\t".join(row) for row in rows)
    assert not [row[1] for row in rows if row[0] != " ".join(name_words(row[1]))]


def test_names_are_in_arabic_letters_alone(rows: list[list[str]]) -> None:
    foreign = set("پچڤگکیہھےۀەێۆۇڭټډړښڼځڅږٹڈڑں")
    assert not [row[1] for row in rows if foreign & set(row[1])]
    assert not [row[5] for row in rows if any("\u0600" <= c <= "\u06ff" for c in row[6])]


def test_no_name_is_a_records_and_every_record_named_exists(
    rows: list[list[str]], knowledge: KnowledgeBase
) -> None:
    names = {
        " ".join(name_words(name))
        for entity in knowledge
        for name in (entity.name_ar, *(alias.ar for alias in entity.aliases))
    }
    assert not [row[1] for row in rows if row[0] in names]
    assert not [row[5] for row in rows if row[5] and row[5] not in knowledge]
    lines = resource("places", "countries.tsv").read_text("utf-8").splitlines()
    records = [line.split("\t")[1] for line in lines[1:]]
    assert sum(map(bool, records)) >= 195
    assert not [id for id in records if id and id not in knowledge]


@pytest.mark.parametrize("word", ["كان", "القصر", "المدينة", "يهود", "الزهراء", "بري", "محمد"])
def test_an_ordinary_word_is_no_city_by_itself(word: str, shipped: CityGazetteer) -> None:
    assert all(name.needs_cue for name in shipped.find(word))


@pytest.mark.parametrize(
    ("name", "english", "country"),
    [
        ("دورتموند", "Dortmund", "germany"),
        ("تارودانت", "Taroudant", "morocco"),
        ("تيانجين", "Tianjin", "china"),
    ],
)
def test_a_large_city_needs_no_cue(
    name: str, english: str, country: str, shipped: CityGazetteer
) -> None:
    [found] = shipped.find(name)
    assert (found.english, found.needs_cue) == (english, False)
    assert Relation("located in", country) in shipped[found.entity].relations


def test_of_towns_with_one_name_the_largest_comes_first(shipped: CityGazetteer) -> None:
    people = [name.population for name in shipped.find("بورتسموث")]
    assert len(people) > 2
    assert people == sorted(people, reverse=True)
