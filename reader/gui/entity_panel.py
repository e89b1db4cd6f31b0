"""The side panel: the actors and places of this article, and the card of the chosen one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.document import Document
from reader.gui.entity_card import EntityCard
from reader.gui.entity_list import EntityDelegate, EntityFilter, EntityModel, Role
from reader.gui.icons import icon
from reader.gui.legend import Legend
from reader.model import Entity, EntityType
from reader.palette import Palette

__all__ = ["EntityPanel"]


class EntityPanel(QFrame):
    """Attributes: counts (entities by type), card, list, search, legend, graph (the button beside
    the list that shows its names as a graph: whoever has the action gives it).
    Signals: entity_chosen(id, "" when back at the list); mention_wanted(id, number) and
    sentence_wanted(number) to show a place in the text; hidden_changed(frozenset[EntityType])."""

    entity_chosen = Signal(str)
    mention_wanted = Signal(str, int)
    sentence_wanted = Signal(int)
    hidden_changed = Signal(object)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(288)
        self._document: Document | None = None
        self._knowledge: Mapping[str, Entity] = {}
        self._trail: list[str] = []
        self.counts: Counter[EntityType] = Counter()
        self.card = EntityCard(colours)
        self.card.closed.connect(self.go_back)
        self.card.entity_wanted.connect(self.show_card)
        self.card.mention_wanted.connect(self.mention_wanted)
        self.card.sentence_wanted.connect(self.sentence_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list_page(colours))
        self._pages.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._tell_state()

    def _list_page(self, colours: Palette) -> QWidget:
        self._model = EntityModel()
        self._filter = EntityFilter(self._model)
        self._delegate = EntityDelegate(colours)
        self.list = QListView()
        self.list.setModel(self._filter)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Actors and places in this article")
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Filter names")
        self.search.setAccessibleName("Filter the actors and places")
        self._glass = QAction(self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_filter)
        self.legend = Legend(colours)
        self.legend.hidden_changed.connect(self._on_hidden)
        self._title = QLabel("Names")
        self._title.setProperty("role", "heading")
        self._order = QPushButton()
        self._order.setProperty("role", "quiet")
        self._order.setCheckable(True)
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        self._order.toggled.connect(self._on_order)
        self.graph = QToolButton()
        self.graph.setIconSize(QSize(16, 16))
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(16, 8, 16, 8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 8)
        head.addWidget(self._title, 1)
        head.addWidget(self._order)
        head.addWidget(self.graph)
        tools = QVBoxLayout()
        tools.setContentsMargins(16, 0, 16, 8)
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addWidget(self.legend)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self._on_order(False)
        return page

    # ------------------------------------------------------------ what is shown

    def set_document(self, document: Document | None) -> None:
        """Shows the list of another article, from its top."""
        self._document = document
        self._trail.clear()
        self._model.set_rows(())
        self.search.clear()
        self._pages.setCurrentIndex(0)
        self.refresh()

    def set_knowledge(self, knowledge: Mapping[str, Entity]) -> None:
        """Entities that relations may lead to though the article does not name them."""
        self._knowledge = knowledge

    def refresh(self) -> None:
        """Takes in what became known since."""
        document = self._document
        entities = list(document.entities.values()) if document else []
        if document:
            self._model.set_rows([(e, len(document.occurrences(e.id))) for e in entities])
        self.counts = Counter(entity.type for entity in entities)
        self.legend.set_counts(self.counts)
        self._filter.invalidate()
        self._tell_state()
        if self._pages.currentWidget() is self.card:
            self._refresh_card()

    def _refresh_card(self) -> None:
        """What the card shows may be otherwise now, or not known at all: the reader said so."""
        shown = self.card.entity
        now = self._find(shown.id) if shown else None
        self._trail = [id for id in self._trail if self._find(id)]
        if now is None:
            self._trail.append("")
            self.go_back()
        elif now != shown:
            self.show_card(now.id)
        else:
            self.card.refresh()

    def show_card(self, id: str) -> None:
        """Shows the card of an entity of the article or of the knowledge base."""
        entity = self._find(id)
        if entity is None or self._document is None:
            return
        if not self._trail or self._trail[-1] != id:
            self._trail.append(id)
        known = {**self._everything()}
        self.card.show_entity(entity, self._document, known)
        self._pages.setCurrentWidget(self.card)
        self.entity_chosen.emit(id)

    def stand_at(self, sentence: int, mention: int) -> None:
        """Goes on from this mention of the entity whose card is shown."""
        self.card.stand_at(sentence, mention)

    def go_back(self) -> None:
        """To the card before this one, or to the list."""
        if self._trail:
            self._trail.pop()
        if self._trail:
            self.show_card(self._trail[-1])
            return
        if self._pages.currentIndex() != 0:
            self._pages.setCurrentIndex(0)
            self.list.setFocus()
            self.entity_chosen.emit("")

    def set_colours(self, colours: Palette) -> None:
        self._delegate.set_colours(colours)
        self.legend.set_colours(colours)
        self.card.set_colours(colours)
        self._order.setIcon(icon("chevron-down", colours, colours.muted, 16))
        self._glass.setIcon(icon("search", colours, colours.muted))
        self.list.viewport().update()

    def _everything(self) -> dict[str, Entity]:
        article = self._document.entities if self._document else {}
        return {**self._knowledge, **article}

    def _find(self, id: str) -> Entity | None:
        if self._document and id in self._document.entities:
            return self._document.entities[id]
        return self._knowledge.get(id)

    def _tell_state(self) -> None:
        if self._document is None:
            words = ""
        elif not self._model.rowCount():
            words = "The actors and places of the article appear here as they are found."
        elif not self._filter.rowCount():
            words = "No name matches. Clear the filter or show more types."
        else:
            words = ""
        self._empty.setText(words)
        self._empty.setVisible(bool(words))

    # ------------------------------------------------------------ what the user does

    def _on_chosen(self, index: QModelIndex) -> None:
        entity: Entity = index.data(Role.ENTITY)
        self._trail.clear()
        self.show_card(entity.id)
        self.mention_wanted.emit(entity.id, 0)

    def _on_filter(self, text: str) -> None:
        self._filter.set_text(text)
        self._tell_state()

    def _on_hidden(self, hidden: frozenset[EntityType]) -> None:
        self._filter.set_hidden(hidden)
        self._tell_state()
        self.hidden_changed.emit(hidden)

    def set_hidden(self, hidden: frozenset[EntityType]) -> None:
        """Leaves types out of the list, and tells that they are."""
        self.legend.hidden = hidden
        self._on_hidden(hidden)

    def _on_order(self, by_article: bool) -> None:
        self._filter.set_by_count(not by_article)
        self._order.setText("As they appear" if by_article else "Most named")
        self._order.setToolTip("Order of the list; click to change it")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self.card:
            self.go_back()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
            self.list.setCurrentIndex(self._filter.index(0, 0))
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(376, 600)
