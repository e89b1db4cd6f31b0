from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.errors import OutputError
from reader.gui.actor_graph_file import write_graph
from reader.gui.actor_graph_layout import Box, Spring, lay_out
from reader.gui.actor_graph_page import MOST_ACTORS, ActorGraphPage
from reader.gui.actor_graph_scene import ActorScene, springs
from reader.gui.actor_graph_style import BOND_NAMES, bond_pen, shape, shared_pen
from reader.gui.actor_graph_view import ActorGraphView
from reader.gui.actor_graph_words import actor_in_words, graph_in_words
from reader.gui.document import Document
from reader.knowledge.ties import ArticleTies, Bond, article_ties
from reader.model import (
    Analysis,
    Article,
    Entity,
    EntityType,
    Mention,
    Paragraph,
    Relation,
    Sentence,
    SentenceAnalysis,
    SourceInfo,
)
from reader.palette import DARK, LIGHT, Palette


def _ties(analysis: Analysis) -> ArticleTies:
    naming = [[mention.entity for mention in s.mentions] for s in analysis.sentences]
    return article_ties(analysis.entities, naming, most=MOST_ACTORS)


def _crowd(count: int) -> Analysis:
    """An article that names `count` actors, the first ones more often, in sentences of five."""
    entities = [
        Entity(
            f"actor-{i}",
            list(EntityType)[i % 4],
            "kind",
            f"الاسم الطويل رقم {i}",
            f"The long name of number {i}",
            f"number {i}",
            relations=(Relation("allied with", f"actor-{i * 7 % count}"),),
            known=i % 5 > 0,
        )
        for i in range(count)
    ]
    chooser = random.Random(count)
    named = [entities[min(i, chooser.randrange(count))] for i in range(count) for _ in range(3)]
    named += entities
    sentences, analyses = [], []
    for i in range(0, len(named), 5):
        sentences.append(Sentence(0, 1, ()))
        analyses.append(
            SentenceAnalysis(
                mentions=tuple(Mention(0, 1, e.type, e.id, "") for e in named[i : i + 5])
            )
        )
    article = Article(
        SourceInfo("crowd.txt", "txt", "utf-8"), "ا", (Paragraph(0, 1, tuple(sentences)),)
    )
    return Analysis(article, sentences=tuple(analyses), entities=tuple(entities))


# ---------------------------------------------------------------- places


def _overlaps(boxes: list[Box], places: list[tuple[float, float]]) -> int:
    return sum(
        abs(a[0] - b[0]) < (one.width + other.width) / 2 - 1e-6
        and abs(a[1] - b[1]) < (one.height + other.height) / 2 - 1e-6
        for (one, a), (other, b) in combinations(zip(boxes, places, strict=True), 2)
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3, 17, 40])
@pytest.mark.parametrize("per_box", [0, 1, 3])
def test_no_name_lies_over_another(count: int, per_box: int) -> None:
    chooser = random.Random(count + per_box)
    boxes = [Box(chooser.uniform(40, 170), chooser.uniform(50, 90)) for _ in range(count)]
    pulls = [
        Spring(*sorted(chooser.sample(range(count), 2)), chooser.uniform(0.2, 2))
        for _ in range(per_box * count)
        if count > 1
    ]
    places = lay_out(boxes, pulls)
    assert len(places) == count
    assert _overlaps(boxes, places) == 0


def test_the_same_graph_gives_the_same_picture() -> None:
    boxes = [Box(100, 60)] * 9
    pulls = [Spring(i, (i * 4 + 1) % 9) for i in range(9) if i != (i * 4 + 1) % 9]
    assert lay_out(boxes, pulls) == lay_out(boxes, pulls)


def test_those_tied_stand_nearer_than_those_not() -> None:
    boxes = [Box(40, 40)] * 12
    pulls = [Spring(a, b) for group in (range(6), range(6, 12)) for a, b in combinations(group, 2)]
    places = lay_out(boxes, [*pulls, Spring(0, 6, 0.3)])

    def distance(a: int, b: int) -> float:
        return float(
            ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5
        )

    inside = [distance(a, b) for a, b in combinations(range(6), 2)]
    between = [distance(a, b) for a in range(6) for b in range(6, 12)]
    assert sum(inside) / len(inside) < sum(between) / len(between)


def test_those_without_a_tie_stand_below_the_others() -> None:
    places = lay_out([Box(80, 60)] * 6, [Spring(0, 1), Spring(1, 2)])
    assert min(y for _, y in places[3:]) > max(y for _, y in places[:3])


def test_the_window_does_not_load_networkx_until_a_graph_is_drawn() -> None:
    code = "import sys, reader.gui.app; print('networkx' in sys.modules, 'numpy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert found.stdout.decode().split() == ["False", "False"]


# ---------------------------------------------------------------- looks


def _luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_lines_and_shapes_stand_out_from_the_page(colours: Palette) -> None:
    """3:1, as WCAG 2.2 (1.4.11) asks of graphics; the lines of shared sentences carry no more than
    their being there."""
    page = QColor(colours.page)
    assert all(_contrast(bond_pen(bond, colours).color(), page) >= 3 for bond in Bond)
    assert all(_contrast(QColor(kind.line), page) >= 3 for kind in colours.types.values())
    assert _contrast(QColor(colours.text), page) >= 4.5
    assert _contrast(shared_pen(1, colours).color(), page) >= 1.8


def test_no_two_sorts_of_tie_differ_by_colour_alone() -> None:
    strokes = [
        (pen.widthF(), tuple(pen.dashPattern())) for pen in (bond_pen(b, LIGHT) for b in Bond)
    ]
    assert len(set(strokes)) == len(Bond) == len(BOND_NAMES)


def test_types_differ_in_shape() -> None:
    shapes = [shape(type, QPoint(0, 0).toPointF(), 10) for type in EntityType]
    assert all(one != other for one, other in combinations(shapes, 2))


# ---------------------------------------------------------------- words


def test_an_actor_is_told_in_words_from_its_own_side(analysis: Analysis) -> None:
    ties = _ties(analysis)
    assert actor_in_words(ties, "raqqa").startswith("Raqqa, city, named 2 times")
    assert "Places here: Ain Issa" in actor_in_words(ties, "raqqa")
    assert "Located in: Raqqa" in actor_in_words(ties, "ain-issa")
    assert "In one sentence with Syrian Democratic Forces" in actor_in_words(ties, "raqqa")


def test_how_many_are_left_out_is_told() -> None:
    ties = _ties(_crowd(200))
    assert graph_in_words(ties).startswith(f"{MOST_ACTORS} of 200 names, the most often named")


# ---------------------------------------------------------------- on the screen


@pytest.fixture
def page(qtbot: QtBot, analysis: Analysis) -> Iterator[ActorGraphPage]:
    page = ActorGraphPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.set_document(Document.of(analysis))
    page.show()
    with qtbot.waitSignal(page.drawn):
        page.begin()
    yield page
    page.hide()


def _texts(page: ActorGraphPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def _where(view: ActorGraphView, id: str) -> QPoint:
    scene = view.scene()
    assert isinstance(scene, ActorScene)
    return view.mapFromScene(scene.actors[id].pos())


def _point_at(view: ActorGraphView, where: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where.toPointF(),
        view.viewport().mapToGlobal(where).toPointF(),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.mouseMoveEvent(event)


def test_everybody_named_is_drawn(page: ActorGraphPage, analysis: Analysis) -> None:
    assert {a.entity.id for a in page.ties.actors} == {e.id for e in analysis.entities}
    assert f"{len(analysis.entities)} names" in _texts(page)


def test_a_click_asks_for_the_card(qtbot: QtBot, page: ActorGraphPage) -> None:
    with qtbot.waitSignal(page.actor_wanted) as told:
        qtbot.mouseClick(
            page.view.viewport(), Qt.MouseButton.LeftButton, pos=_where(page.view, "raqqa")
        )
    assert told.args == ["raqqa"]


def test_the_pointer_lights_the_neighbours_and_tells_the_ties(page: ActorGraphPage) -> None:
    _point_at(page.view, _where(page.view, "raqqa"))
    scene = page.view.scene()
    assert isinstance(scene, ActorScene)
    assert scene.actors["ain-issa"].opacity() == 1
    assert scene.actors["fadi-hammoud"].opacity() < 0.5
    assert "Places here: Ain Issa" in _texts(page)
    assert "Ain Issa" in page.view.accessibleDescription()
    _point_at(page.view, QPoint(1, 1))
    assert scene.actors["fadi-hammoud"].opacity() == 1
    assert "Point at a name" in _texts(page)


def test_the_keyboard_reaches_everybody(qtbot: QtBot, page: ActorGraphPage) -> None:
    view, reached = page.view, set()
    view.setFocus()
    for _ in page.ties.actors:
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        reached.add(view.current)
    assert reached == {actor.entity.id for actor in page.ties.actors}
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current == page.ties.actors[0].entity.id
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        before = _where(view, view.current)
        qtbot.keyClick(view, key)
        after = _where(view, view.current)
        assert (
            before == after
            or {
                Qt.Key.Key_Left: after.x() < before.x(),
                Qt.Key.Key_Right: after.x() > before.x(),
                Qt.Key.Key_Up: after.y() < before.y(),
                Qt.Key.Key_Down: after.y() > before.y(),
            }[key]
        )
    with qtbot.waitSignal(page.actor_wanted) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [view.current]
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_it_is_zoomed_within_bounds_and_fits_again(qtbot: QtBot, page: ActorGraphPage) -> None:
    view = page.view
    fitting = view.transform().m11()
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert 1 < view.transform().m11() <= 3.01
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert 0.19 <= view.transform().m11() < 1
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.transform().m11() == pytest.approx(fitting)


def test_a_large_graph_is_not_shrunk_until_it_cannot_be_read(qtbot: QtBot) -> None:
    view = ActorGraphView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    scene = ActorScene(_ties(_crowd(60)), LIGHT)
    scene.set_places(lay_out(scene.boxes, springs(scene.ties)))
    view.show()
    view.show_scene(scene)
    assert view.transform().m11() >= 0.6
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.transform().m11() < 0.6


def test_those_named_once_can_be_left_out(qtbot: QtBot, page: ActorGraphPage) -> None:
    with qtbot.waitSignal(page.drawn):
        page._twice.click()
    assert page.ties.actors
    assert all(actor.mentions >= 2 for actor in page.ties.actors)
    assert "those named twice or more" in _texts(page)


def test_types_switched_off_are_not_drawn(qtbot: QtBot, page: ActorGraphPage) -> None:
    with qtbot.waitSignal(page.drawn):
        page.set_hidden(frozenset({EntityType.LOC}))
    assert EntityType.LOC not in {actor.entity.type for actor in page.ties.actors}
    with qtbot.waitSignal(page.drawn):
        page.set_hidden(frozenset(EntityType))
    assert "switched off" in _texts(page)
    assert not page.view.isVisible()


def test_an_article_without_names_says_so(qtbot: QtBot, analysis: Analysis) -> None:
    page = ActorGraphPage(LIGHT)
    qtbot.addWidget(page)
    page.set_document(Document.of(Analysis(analysis.article)))
    page.show()
    page.begin()
    assert "nobody to draw" in _texts(page)
    assert not page._buttons["image-down"].isEnabled()


def test_of_many_the_most_often_named_are_drawn_and_that_is_told(qtbot: QtBot) -> None:
    page = ActorGraphPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.set_document(Document.of(_crowd(200)))
    page.show()
    with qtbot.waitSignal(page.drawn):
        page.begin()
    assert len(page.ties.actors) == MOST_ACTORS
    assert f"{MOST_ACTORS} of 200 names, the most often named" in _texts(page)
    scene = page.view.scene()
    assert isinstance(scene, ActorScene)
    boxes = [item.sceneBoundingRect() for item in scene.actors.values()]
    assert not any(
        one.adjusted(1, 1, -1, -1).intersects(other.adjusted(1, 1, -1, -1))
        for one, other in combinations(boxes, 2)
    )


def test_it_draws_differently_in_the_dark(page: ActorGraphPage) -> None:
    light = page.view.grab().toImage()
    page.set_colours(DARK)
    assert page.view.grab().toImage() != light
    page.set_colours(LIGHT)
    assert page.view.grab().toImage() == light


def test_what_is_asked_for_twice_is_shown_once(qtbot: QtBot, page: ActorGraphPage) -> None:
    shown: list[object] = []
    page.drawn.connect(lambda: shown.append(page.ties))
    with qtbot.waitSignal(page.drawn):
        page.set_hidden(frozenset({EntityType.LOC}))
        page.set_hidden(frozenset({EntityType.ORG}))
    page.hide()
    assert len(shown) == 1
    assert EntityType.LOC in {actor.entity.type for actor in page.ties.actors}


# ---------------------------------------------------------------- as a file


@pytest.fixture
def scene(qapp: object, analysis: Analysis) -> ActorScene:
    scene = ActorScene(_ties(analysis), LIGHT)
    scene.set_places(lay_out(scene.boxes, springs(scene.ties)))
    return scene


def test_an_svg_is_a_drawing_with_title_and_letters_as_outlines(
    scene: ActorScene, tmp_path: Path
) -> None:
    out = tmp_path / "ties.svg"
    write_graph(scene, "هدنة & <قصيرة>", "Eight names.", out)
    text = out.read_text("utf-8")
    assert "<title>هدنة &amp; &lt;قصيرة&gt;</title>" in text
    assert "Eight names." in text
    assert "<text" not in text
    assert QSvgRenderer(str(out)).isValid()


def test_a_png_is_twice_as_fine_as_the_screen(scene: ActorScene, tmp_path: Path) -> None:
    out = tmp_path / "ties.png"
    write_graph(scene, "Title", "Note", out)
    image = QImage(str(out))
    assert image.width() > 2 * scene.area().width()
    assert image.pixelColor(2, 2) == QColor(LIGHT.page)


def test_another_suffix_is_refused_and_nothing_written(scene: ActorScene, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"ties\.bmp: choose a name that ends in \.svg or \.png"):
        write_graph(scene, "Title", "Note", tmp_path / "ties.bmp")
    assert not list(tmp_path.iterdir())


def test_a_file_from_the_dark_window_is_light_and_the_window_stays_dark(
    qtbot: QtBot, page: ActorGraphPage, tmp_path: Path
) -> None:
    page.set_colours(DARK)
    dark = page.view.grab().toImage()
    with qtbot.waitSignal(page.saved) as told:
        page.write(tmp_path / "ties.png")
    assert told.args == [tmp_path / "ties.png"]
    assert QImage(str(tmp_path / "ties.png")).pixelColor(2, 2) == QColor(LIGHT.page)
    assert page.view.grab().toImage() == dark


def test_what_keeps_it_from_being_saved_is_told(
    qtbot: QtBot, page: ActorGraphPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.failed) as told:
        page.write(tmp_path / "nowhere" / "ties.svg")
    assert "its folder does not exist" in told.args[0]
