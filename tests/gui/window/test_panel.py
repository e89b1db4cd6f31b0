from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.document import Document
from reader.gui.entity_list import Role
from reader.gui.entity_panel import EntityPanel
from reader.model import Analysis, EntityType
from reader.palette import DARK, LIGHT


@pytest.fixture
def panel(qtbot: QtBot, analysis: Analysis) -> Iterator[EntityPanel]:
    panel = EntityPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(376, 700)
    panel.set_colours(LIGHT)
    panel.set_document(Document.of(analysis))
    panel.show()
    return panel


def _shown(panel: EntityPanel) -> list[str]:
    model = panel.list.model()
    return [model.index(row, 0).data(Role.ENTITY).id for row in range(model.rowCount())]


def _click(qtbot: QtBot, panel: EntityPanel, id: str) -> None:
    index = panel.list.model().index(_shown(panel).index(id), 0)
    where = panel.list.visualRect(index).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_it_lists_every_actor_and_place_with_its_count(
    panel: EntityPanel, analysis: Analysis
) -> None:
    mentions = [m.entity for sentence in analysis.sentences for m in sentence.mentions]
    model = panel.list.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        assert index.data(Role.COUNT) == mentions.count(index.data(Role.ENTITY).id)
    assert set(_shown(panel)) == set(mentions)


def test_the_most_named_come_first_or_the_order_of_the_article(
    panel: EntityPanel, analysis: Analysis
) -> None:
    model = panel.list.model()
    counts = [model.index(row, 0).data(Role.COUNT) for row in range(model.rowCount())]
    assert counts == sorted(counts, reverse=True)
    panel._order.click()
    assert _shown(panel) == [entity.id for entity in analysis.entities]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("raq", {"raqqa"}),
        ("RAQQA", {"raqqa"}),
        ("الرقه", {"raqqa"}),
        ("قسد", {"sdf"}),
        ("armed group", {"sdf"}),
        ("group syrian", {"sdf"}),
        ("zebra", set()),
    ],
)
def test_the_filter_finds_names_aliases_and_kinds_in_both_scripts(
    qtbot: QtBot, panel: EntityPanel, typed: str, ids: set[str]
) -> None:
    panel.search.setText(typed)
    assert set(_shown(panel)) == ids
    assert panel._empty.isVisible() == (not ids)
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""


def test_a_type_switched_off_leaves_the_list_and_is_told(
    qtbot: QtBot, panel: EntityPanel, analysis: Analysis
) -> None:
    chip = next(b for b in panel.legend.findChildren(QAbstractButton) if b.isVisible())
    with qtbot.waitSignal(panel.hidden_changed) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    (hidden,) = told.args
    types = {entity.id: entity.type for entity in analysis.entities}
    assert hidden == {EntityType.PER}
    assert set(_shown(panel)) == {id for id, type in types.items() if type not in hidden}


def test_the_legend_shows_the_types_of_the_article_only(
    panel: EntityPanel, analysis: Analysis
) -> None:
    visible = [b for b in panel.legend.findChildren(QAbstractButton) if b.isVisible()]
    assert len(visible) == len({entity.type for entity in analysis.entities})
    assert all(chip.width() >= chip.sizeHint().width() for chip in visible)


def test_a_click_shows_the_card_and_the_first_mention(qtbot: QtBot, panel: EntityPanel) -> None:
    told: list[object] = []
    panel.entity_chosen.connect(told.append)
    panel.mention_wanted.connect(lambda id, number: told.append((id, number)))
    _click(qtbot, panel, "raqqa")
    assert told == ["raqqa", ("raqqa", 0)]
    assert panel.card.isVisible()


def test_the_keyboard_goes_from_filter_to_list_to_card_and_back(
    qtbot: QtBot, panel: EntityPanel
) -> None:
    panel.search.setFocus()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 0
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.card.isVisible()
    with qtbot.waitSignal(panel.entity_chosen, check_params_cb=lambda id: id == ""):
        qtbot.keyClick(panel.card, Qt.Key.Key_Escape)
    assert panel.list.isVisible()


def test_back_goes_to_the_card_before_and_then_to_the_list(panel: EntityPanel) -> None:
    panel.show_card("ain-issa")
    panel.card.entity_wanted.emit("raqqa")
    back = panel.card.findChild(QPushButton)
    back.click()
    assert panel.card.entity is not None
    assert panel.card.entity.id == "ain-issa"
    back.click()
    assert panel.list.isVisible()


def test_an_entity_nobody_knows_changes_nothing(panel: EntityPanel) -> None:
    panel.show_card("nobody")
    assert panel.list.isVisible()


def test_more_rows_keep_the_chosen_one_chosen(
    qtbot: QtBot, panel: EntityPanel, analysis: Analysis
) -> None:
    panel._order.click()
    panel.list.setCurrentIndex(panel.list.model().index(1, 0))
    before = panel.list.currentIndex().data(Role.ENTITY).id
    panel.refresh()
    assert panel.list.currentIndex().data(Role.ENTITY).id == before


def test_an_empty_panel_says_what_will_come(qtbot: QtBot, analysis: Analysis) -> None:
    panel = EntityPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show()
    bare = Analysis(analysis.article)
    panel.set_document(Document.of(bare))
    assert "appear here" in panel._empty.text()


def test_it_paints_differently_in_the_dark(panel: EntityPanel) -> None:
    light = panel.list.grab().toImage()
    panel.set_colours(DARK)
    assert panel.list.grab().toImage() != light


def test_rows_read_out_name_kind_and_count(panel: EntityPanel) -> None:
    index = panel.list.model().index(_shown(panel).index("sdf"), 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Syrian Democratic Forces, armed group, named ")
