"""The small parts of the window: icons, theme, banner, legend, relations, layout of chips, app."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader import paths
from reader.errors import MissingPartError, OutputError
from reader.gui.actions import COMMANDS, build
from reader.gui.app import has_platform, render_window, run_window
from reader.gui.document import Document
from reader.gui.engine_label import is_draft
from reader.gui.flow import Flow
from reader.gui.icons import pixmap
from reader.gui.relations import country_of, relations_of, seat_of
from reader.gui.theme import Theme, mix, stylesheet
from reader.model import Analysis, Entity, EntityType, Location, Relation
from reader.palette import DARK, LIGHT
from reader.paths import config_dir, resource


def test_every_icon_that_is_named_exists_and_takes_its_colour(qtbot: QtBot) -> None:
    for name in {command.icon for command in COMMANDS if command.icon}:
        image = pixmap(name, "#ff0000", 18, 2.0).toImage()
        colours = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert colours == {"#ff0000"}, name


def test_no_icon_is_shipped_in_vain() -> None:
    code = "".join(path.read_text("utf-8") for path in resource("..", "reader/gui").glob("*.py"))
    for path in resource("icons").glob("*.svg"):
        assert f'"{path.stem}"' in code


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_style_sheet_is_filled_in(colours: object) -> None:
    assert isinstance(colours, type(LIGHT))
    assert "$" not in stylesheet(colours)


def test_a_mix_lies_between_its_colours() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#123456", "#ffffff", 1) == "#123456"


@pytest.mark.parametrize(("choice", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_chosen_theme_wins_over_the_system(
    qapp: QApplication, choice: str, colours: object
) -> None:
    theme = Theme(qapp, "system")
    heard: list[object] = []
    theme.changed.connect(heard.append)
    theme.choose(choice)
    assert heard == [colours]
    theme._system_changed()
    assert theme.colours is colours
    qapp.setStyleSheet("")


@pytest.mark.parametrize(
    ("label", "draft"),
    [("word-level draft", True), ("Draft 2", True), ("argos ar-en 1.0", False), ("", False)],
)
def test_a_draft_is_known_by_its_label(label: str, draft: bool) -> None:
    assert is_draft(label) is draft


def _entity(id: str, kind: str = "city", *relations: tuple[str, str]) -> Entity:
    made = tuple(Relation(kind, other) for kind, other in relations)
    return Entity(id, EntityType.LOC, kind, id, id.title(), id.title(), relations=made)


def test_relations_are_told_from_both_sides() -> None:
    raqqa = _entity("raqqa", "city", ("located_in", "syria"))
    syria = _entity("syria", "country", ("allied_with", "iran"))
    iran = _entity("iran", "country", ("allied_with", "syria"))
    known = {e.id: e for e in (raqqa, syria, iran)}
    told = {r.title: [e.id for e in r.entities] for r in relations_of(syria, known, known.values())}
    assert told == {"Allied with": ["iran"], "Places here": ["raqqa"]}


def test_what_the_article_names_not_is_told_after_what_it_names() -> None:
    known = {e.id: e for e in (_entity(id, "city", ("located in", "syria")) for id in "abc")}
    known["syria"] = _entity("syria", "country")
    (related,) = relations_of(known["syria"], known, [known["c"]])
    assert [e.id for e in related.entities] == ["c", "a", "b"]


def test_who_says_so_is_told_with_each_relation() -> None:
    led = replace(_entity("sdf"), sources=("Wikipedia: SDF",))
    leader = replace(_entity("abdi", "commander", ("leads", "sdf")), sources=("UN list",))
    known = {e.id: e for e in (led, leader)}
    (related,) = relations_of(led, known, [])
    assert (related.title, related.owners, related.sources) == ("Led by", (leader,), ("UN list",))
    (related,) = relations_of(leader, known, [])
    assert (related.title, related.owners, related.sources) == ("Leads", (leader,), ("UN list",))


def test_only_its_own_record_gives_an_organisation_a_seat() -> None:
    town = replace(_entity("town"), location=Location(33.5, 36.3))
    army = replace(_entity("army", "army", ("located_in", "town")), type=EntityType.ORG)
    corps = replace(_entity("corps", "corps", ("part of", "army")), type=EntityType.ORG)
    known = {e.id: e for e in (town, army, corps)}
    assert seat_of(army, known) is town
    assert seat_of(corps, known) is None
    assert seat_of(town, known) is None
    assert seat_of(replace(army, location=Location(1, 2)), known) is None


def test_an_unusual_relation_is_told_in_its_own_words() -> None:
    a, b = _entity("a", "city", ("twinned_with", "b")), _entity("b")
    (related,) = relations_of(a, {"b": b}, [a])
    assert related.title == "Twinned with"


def test_the_country_is_found_through_what_lies_between() -> None:
    chain = [
        _entity("town", "town", ("on_road", "m4"), ("located_in", "governorate")),
        _entity("governorate", "governorate", ("part_of", "syria")),
        _entity("syria", "country"),
    ]
    known = {e.id: e for e in chain}
    assert country_of(chain[0], known) is chain[2]
    assert country_of(_entity("lost", "town", ("located_in", "nowhere")), known) is None


def test_relations_in_a_circle_come_to_an_end() -> None:
    a, b = _entity("a", "city", ("part_of", "b")), _entity("b", "city", ("part_of", "a"))
    assert country_of(a, {"a": a, "b": b}) is None


def test_a_flow_breaks_its_lines_and_keeps_inside(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, gap=4)
    for width in (60, 60, 60, 500):
        chip = QWidget()
        chip.setFixedSize(min(width, 150), 20)
        flow.addWidget(chip)
    assert flow.heightForWidth(128) > flow.heightForWidth(400)
    flow.setGeometry(QRect(0, 0, 160, 100))
    rects = [flow.itemAt(i).geometry() for i in range(flow.count())]
    assert all(rect.right() < 160 for rect in rects)
    assert len({rect.y() for rect in rects}) == 3


def test_a_document_counts_what_is_named_and_done(analysis: Analysis) -> None:
    document = Document.of(analysis)
    assert document.done == len(analysis.sentences)
    assert document.analysis() == analysis
    for id in document.entities:
        for place in document.occurrences(id):
            mention, _ = document.mention(place)
            assert mention.entity == id
    assert document.take_changed() == list(range(len(analysis.sentences)))
    assert document.take_changed() == []


def test_the_window_is_rendered_without_a_display(
    qtbot: QtBot, analysis: Analysis, tmp_path: Path
) -> None:
    out = tmp_path / "window.png"
    render_window(analysis, out, DARK, (1000, 700), "raqqa")
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1000, 700)
    assert image.pixelColor(3, 3).name() == DARK.panel
    assert [path.name for path in tmp_path.iterdir()] == ["window.png"]
    assert list(config_dir().iterdir()) == []


def test_a_picture_that_cannot_be_written_is_told(
    qtbot: QtBot, analysis: Analysis, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=r"window\.png"):
        render_window(analysis, tmp_path / "missing" / "window.png")


def test_without_a_display_no_window_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_platform()
    with pytest.raises(MissingPartError, match="no display"):
        run_window()


@pytest.mark.parametrize("shipped", [True, False])
def test_an_engine_is_a_choice_only_where_its_model_is_shipped(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: bool
) -> None:
    resources = tmp_path / "resources"
    resources.joinpath("models", "lite" if shipped else "other").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    parent = QWidget()
    actions = build(parent, defaultdict(lambda: lambda: None), lambda group, value: None)
    assert actions["engine:lite"].isVisible() is shipped
    assert actions["engine:draft"].isVisible()
