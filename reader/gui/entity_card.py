"""The card of one actor or place: who or where it is, on whose side, and what the article says."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.card_column import CardColumn
from reader.gui.document import Document, Occurrence
from reader.gui.entity_quotes import EntityQuotes
from reader.gui.icons import icon
from reader.gui.reading_menu import NameTarget
from reader.model import Entity
from reader.palette import Palette

__all__ = ["EntityCard"]

_LISTS = (
    ("NAMED IN {}", "NOT NAMED IN THIS ARTICLE"),
    ("MEANT BY ANOTHER NAME IN {}", ""),
    ("SPOKEN OF WITHOUT ITS NAME IN {}", ""),
)
"""Titles of the lists of sentences, and what stands there where there are none."""


class EntityCard(QWidget):
    """Signals: closed() to go back to the list; entity_wanted(id) for a relation;
    mention_wanted(id, number) and sentence_wanted(number) to show a place in the text;
    menu_opening(QMenu, NameTarget) for whoever can do something with the name: what is added to the
    menu is offered."""

    closed = Signal()
    entity_wanted = Signal(str)
    mention_wanted = Signal(str, int)
    sentence_wanted = Signal(int)
    menu_opening = Signal(object, object)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._entity: Entity | None = None
        self._recorded: Entity | None = None
        self._document: Document | None = None
        self._known: Mapping[str, Entity] = {}
        self._current = 0
        self._quotes: list[EntityQuotes] = []
        self._drawn_from: object = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._scroll, 1)

    def _head(self) -> QWidget:
        self._back = QPushButton("All names")
        self._back.setProperty("role", "quiet")
        self._back.setToolTip("Back to the list (Esc)")
        self._back.clicked.connect(self.closed)
        self._where = QLabel()
        self._where.setProperty("role", "muted")
        self._previous, self._next = QToolButton(), QToolButton()
        for button, tip, step in (
            (self._previous, "Previous mention", -1),
            (self._next, "Next mention", 1),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _=False, step=step: self.step(step))
        self._own = QToolButton()
        self._own.setToolTip("Correct this name, or say what it is")
        self._own.setAccessibleName("Correct this name")
        self._own.setIconSize(QSize(16, 16))
        self._own.clicked.connect(lambda: self._open_menu(self._own))
        head = QFrame()
        head.setObjectName("card-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 8, 12, 8)
        row.setSpacing(4)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._where)
        row.addSpacing(4)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addWidget(self._own)
        return head

    def _open_menu(self, under: QWidget) -> None:
        """Offers what can be said of the name, as over its first place in the text."""
        target = self._target()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if target:
            self.menu_opening.emit(menu, target)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _target(self) -> NameTarget | None:
        assert self._document is not None
        for place in self._places():
            mention, _ = self._document.mention(place)
            if mention.role != "reference":
                span = (mention.start, mention.end)
                return NameTarget(place.sentence, span, place.mention)
        return None

    @property
    def entity(self) -> Entity | None:
        return self._entity

    def show_entity(self, entity: Entity, document: Document, known: Mapping[str, Entity]) -> None:
        """Fills the card; `known` holds all entities that relations may lead to."""
        self._entity, self._document, self._known = entity, document, known
        self._recorded = document.entities.get(entity.id)
        self._current = 0
        self._fill()
        self._scroll.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Takes in what became known since; the card stays where it is scrolled to."""
        if self._entity and self._document:
            recorded = self._document.entities.get(self._entity.id)
            if recorded and recorded is not self._recorded:
                self._entity = self._recorded = recorded
            if self._drawn_from == self._state():
                self._tell_where()
                self._set_places()
                return
            place = self._scroll.verticalScrollBar().value()
            self._fill()
            self._scroll.verticalScrollBar().setValue(place)

    def _state(self) -> object:
        """What the card as it stands was made from; sentences after those quoted do not count."""
        document = self._document
        assert document is not None
        quoted = dict.fromkeys(number for quotes in self._quotes for number in quotes.quoted())
        return (
            self._colours,
            self._entity,
            len(document.entities),
            [(number, document.sentence(number).translation) for number in quoted],
        )

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self._back.setIcon(icon("arrow-left", colours, size=16))
        self._previous.setIcon(icon("chevron-up", colours))
        self._next.setIcon(icon("chevron-down", colours))
        self._own.setIcon(icon("tags", colours, size=16))
        self.refresh()

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (-1) mention in the text, round and round."""
        if not self._entity or not self._places():
            return
        self._current = (self._current + by) % len(self._places())
        self._tell_where()
        self.mention_wanted.emit(self._entity.id, self._current)

    def stand_at(self, sentence: int, mention: int) -> None:
        """Counts from this mention in the text, if it is one of the entity shown."""
        place = Occurrence(sentence, mention)
        if place in self._places():
            self._current = self._places().index(place)
            self._tell_where()

    def _places(self) -> list[Occurrence]:
        if not self._entity or not self._document:
            return []
        return self._document.occurrences(self._entity.id)

    def _tell_where(self) -> None:
        count = len(self._places())
        self._where.setText(f"{self._current + 1} of {count}" if count else "")
        self._where.setToolTip("Mention in the text")
        for button in (self._previous, self._next):
            button.setVisible(count > 0)
            button.setEnabled(count > 1)
        self._own.setVisible(count > 0)

    # ------------------------------------------------------------ the body

    def _fill(self) -> None:
        entity, document = self._entity, self._document
        assert entity is not None
        assert document is not None
        # Here, for the window not to wait for it when it starts.
        from reader.gui.entity_facts import EntityFacts

        self._tell_where()
        column = CardColumn()
        facts = EntityFacts(
            column,
            entity,
            document,
            self._known,
            self._colours,
            self.entity_wanted.emit,
            self._open_menu,
        )
        facts.names()
        facts.map()
        facts.description()
        facts.standing_for()
        facts.loaded()
        facts.aliases()
        facts.relations()
        self._quotes = [
            EntityQuotes(title, none, entity.type, document, self._colours)
            for title, none in _LISTS
        ]
        for quotes in self._quotes:
            quotes.sentence_wanted.connect(self.sentence_wanted)
            column.add(quotes, 0)
        self._set_places()
        for quotes in self._quotes:
            quotes.add_more()
        facts.reasons()
        facts.sources()
        column.end()
        self._scroll.setWidget(column)
        self._drawn_from = self._state()

    def _set_places(self) -> None:
        assert self._entity is not None
        assert self._document is not None
        from reader.gui.entity_findings import find_places

        found = find_places(self._entity.id, self._document)
        for quotes, places in zip(
            self._quotes, (found.named, found.meant, found.referred), strict=True
        ):
            quotes.set_places(places)
