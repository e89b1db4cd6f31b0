from __future__ import annotations

import json
import math
import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reader.errors import BrokenPartError
from reader.gui import map_geometry
from reader.gui.app import application
from reader.gui.locator_map import LocatorMap, draw_map
from reader.gui.map_geometry import Projection, world
from reader.gui.map_labels import Grid
from reader.gui.map_scene import scene
from reader.model import Entity, EntityType, Location
from reader.palette import DARK, LIGHT, Palette


def _place(
    kind: str, name: str, latitude: float, longitude: float, type: EntityType = EntityType.LOC
) -> Entity:
    at = Location(latitude, longitude)
    return Entity(name.lower(), type, kind, name, name, name, location=at)


AIN_ISSA = _place("town", "Ain Issa", 36.3844, 38.8611)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "country"),
    [
        ("Ain Issa", 36.3844, 38.8611, "Syria"),
        ("Qamishli", 37.0522, 41.2317, "Syria"),
        ("Nusaybin", 37.0700, 41.2100, "Turkey"),
        ("Abu Kamal", 34.4500, 40.9200, "Syria"),
        ("Al-Qaim", 34.3700, 41.0800, "Iraq"),
        ("Beirut", 33.8900, 35.5000, "Lebanon"),
        ("Manama", 26.2200, 50.5800, "Bahrain"),
        ("Moscow", 55.7500, 37.6200, "Russia"),
        ("Washington", 38.9000, -77.0300, "United States"),
        ("Anadyr, beyond the date line", 64.7300, 177.5000, "Russia"),
    ],
)
def test_a_place_is_in_its_country(
    name: str, latitude: float, longitude: float, country: str
) -> None:
    found = world().country_at(Location(latitude, longitude))
    assert found is not None
    assert found.name == country


def test_a_border_town_belongs_to_the_country_that_is_known_to_hold_it() -> None:
    kobani = Location(36.8911, 38.3536)
    found = world().country_at(kobani, "Syria")
    assert found is not None
    assert found.name == "Syria"


def test_a_country_far_away_is_not_believed() -> None:
    found = world().country_at(AIN_ISSA.location or Location(0, 0), "France")
    assert found is not None
    assert found.name == "Syria"


def test_the_open_sea_is_in_no_country() -> None:
    assert world().country_at(Location(0, -30)) is None


def test_every_ring_is_closed_and_on_the_globe() -> None:
    for country in world().countries:
        for ring in country.rings:
            points = list(ring.points)
            assert points[0] == pytest.approx(points[-1])
            assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for x, y in points)


def test_lines_are_coasts_or_borders_each_once() -> None:
    coasts, borders = set(world().coasts), set(world().borders)
    assert coasts
    assert borders
    assert not coasts & borders


@pytest.mark.parametrize("centre", [(0, 0), (36, 39), (-60, 170), (89, 10)])
def test_the_projection_goes_there_and_back(centre: tuple[float, float]) -> None:
    projection = Projection(Location(*centre))
    rng = random.Random(7)
    for _ in range(50):
        east, north = rng.uniform(-4000, 4000), rng.uniform(-4000, 4000)
        back = projection.point(projection.location(east, north))
        assert back == pytest.approx((east, north), abs=1e-3)


def test_the_projection_keeps_distances_near_its_centre() -> None:
    east, north = Projection(Location(36, 39)).point(Location(37, 39))
    assert (east, north) == pytest.approx((0, 111.2), abs=0.1)


def test_a_damaged_map_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(json, "loads", lambda raw: {"arcs": []})
    with pytest.raises(BrokenPartError, match="install Qari again"):
        map_geometry._layer("countries-50m.json")


@pytest.mark.parametrize(
    ("entity", "least", "most"),
    [
        (AIN_ISSA, 250, 400),
        (_place("country", "Syria", 33.51, 36.29), 700, 1500),
        (_place("country", "Lebanon", 33.89, 35.5), 250, 500),
        (_place("country", "Russia", 55.75, 37.62), 6000, 9000),
        (_place("country", "Indonesia", -6.2, 106.8), 4500, 9000),
        (_place("country", "France", 48.85, 2.35), 900, 2500),
        (_place("governorate", "Raqqa Governorate", 36, 39), 450, 600),
        (_place("army", "Army", 33.51, 36.29, EntityType.ORG), 700, 1200),
        (_place("city", "Novosibirsk", 55.03, 82.92), 700, 2000),
    ],
)
def test_the_extent_suits_the_kind(entity: Entity, least: float, most: float) -> None:
    shown = scene(entity)
    assert shown is not None
    assert least <= shown.width <= most


def test_a_country_is_shown_by_its_shape_and_a_town_by_a_dot() -> None:
    country, town = scene(_place("country", "Turkey", 39.93, 32.86)), scene(AIN_ISSA)
    assert country is not None
    assert town is not None
    assert (country.marked, town.marked) == (False, True)


def test_a_country_whose_middle_is_in_the_sea_has_its_shape() -> None:
    shown = scene(_place("country", "Indonesia", -5, 120))
    assert shown is not None
    assert shown.country is not None
    assert (shown.country.name, shown.marked) == ("Indonesia", False)


def test_a_country_the_map_has_as_a_part_of_another_is_shown_by_a_dot() -> None:
    shown = scene(_place("country", "Scotland", 56.5, -4))
    assert shown is not None
    assert shown.country is not None
    assert (shown.country.name, shown.marked) == ("United Kingdom", True)


def test_a_country_is_found_by_another_of_its_names() -> None:
    ivory = replace(_place("country", "Ivory Coast", 7.5, -5.5), aliases_en=("Côte d'Ivoire",))
    shown = scene(ivory)
    assert shown is not None
    assert (shown.label, shown.marked) == ("Ivory Coast", False)


def test_something_without_a_place_has_no_map() -> None:
    assert scene(Entity("x", EntityType.ORG, "group", "x", "x", "x")) is None


def test_towns_nearby_are_shown_but_not_the_place_again_nor_whole_countries() -> None:
    raqqa, syria = _place("city", "Raqqa", 35.95, 39.0), _place("country", "Syria", 35, 38)
    shown = scene(AIN_ISSA, [AIN_ISSA, raqqa, syria])
    assert shown is not None
    assert [name for name, _ in shown.others] == ["Raqqa"]


def _image(entity: Entity, colours: Palette) -> QImage:
    application()
    shown = scene(entity)
    assert shown is not None
    return draw_map(shown, colours, QSize(344, 208)).toImage()


def _has(image: QImage, colour: str) -> bool:
    return any(
        image.pixelColor(x, y).name() == colour
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_coast_town_has_land_sea_and_its_dot(qtbot: QtBot, colours: Palette) -> None:
    image = _image(_place("city", "Latakia", 35.52, 35.78), colours)
    assert _has(image, colours.land)
    assert _has(image, colours.sea)
    dot = image.pixelColor(172, 104).name()
    assert dot == colours.types[EntityType.LOC].line


def test_an_inland_town_sees_no_sea(qtbot: QtBot) -> None:
    assert not _has(_image(AIN_ISSA, LIGHT), LIGHT.sea)


def test_a_country_is_filled_and_its_neighbours_are_not(qtbot: QtBot) -> None:
    image = _image(_place("country", "Syria", 33.51, 36.29), LIGHT)
    assert _has(image, LIGHT.types[EntityType.LOC].fill)
    assert _has(image, LIGHT.land_other)


@pytest.mark.parametrize(("latitude", "longitude"), [(89, 0), (-89, 0), (0, 180), (0, -180)])
def test_the_ends_of_the_earth_can_be_drawn(
    qtbot: QtBot, latitude: float, longitude: float
) -> None:
    assert not _image(_place("city", "End", latitude, longitude), LIGHT).isNull()


def test_the_widget_draws_once_and_again_for_other_colours(qtbot: QtBot) -> None:
    chart = LocatorMap(LIGHT)
    qtbot.addWidget(chart)
    chart.resize(340, 200)
    chart.set_place(AIN_ISSA, home="Syria")
    chart.show()
    light = chart.grab().toImage()
    drawn = chart._drawn
    assert chart.grab().toImage() == light
    assert chart._drawn is drawn
    chart.set_colours(DARK)
    assert chart.grab().toImage() != light
    assert chart.accessibleName() == "Map: Ain Issa"
    assert chart.accessibleDescription() == "In Syria, 36.38° N, 38.86° E"


def test_labels_fit_where_their_country_is_and_keep_off_what_is_taken() -> None:
    grid = Grid(20, 10, [1 if column < 12 else 2 for _ in range(10) for column in range(20)])
    place = grid.best(1, 40, 10)
    assert place is not None
    assert place.x + 20 <= 12 * Grid.cell
    assert grid.best(2, 60, 10) is None
    grid.block(0, 0, 12 * Grid.cell - 1, 10 * Grid.cell)
    assert grid.best(1, 40, 10) is None
    assert not grid.free(0, 0, 10, 10)
    assert not grid.free(-5, 0, 10, 10)
    assert grid.free(13 * Grid.cell, 5, 10, 10)
    assert math.isclose(sum(grid.shares().values()), 1)
