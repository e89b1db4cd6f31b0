"""The card of one actor or place: who or where it is, and every sentence that names it."""

from __future__ import annotations

import calendar
import html
import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.export.names import aliases_ar, aliases_en
from reader.gui.document import Document, Occurrence
from reader.gui.entity_link import EntityLink, TypeDot
from reader.gui.flow import Flow
from reader.gui.icons import icon
from reader.gui.locator_map import LocatorMap
from reader.gui.offsets import displayable
from reader.gui.quote import Quote, excerpt
from reader.gui.relations import country_of, relations_of
from reader.model import Entity, EntityType
from reader.palette import Palette

__all__ = ["EntityCard"]

_QUOTES_AT_ONCE: Final = 12

_ONE: Final = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organisation",
    EntityType.LOC: "Place",
    EntityType.MISC: "Name",
}

_UNKNOWN: Final = (
    "Qari found this name in the text and knows nothing else about it. "
    "The English spelling follows its sound."
)


class EntityCard(QWidget):
    """Signals: closed() to go back to the list; entity_wanted(id) for a relation;
    mention_wanted(id, number) and sentence_wanted(number) to show a place in the text."""

    closed = Signal()
    entity_wanted = Signal(str)
    mention_wanted = Signal(str, int)
    sentence_wanted = Signal(int)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._entity: Entity | None = None
        self._document: Document | None = None
        self._known: Mapping[str, Entity] = {}
        self._current = 0
        self._shown_quotes = 0
        self._drawn_from: object = None
        self._body = QWidget()
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
        return head

    @property
    def entity(self) -> Entity | None:
        return self._entity

    def show_entity(self, entity: Entity, document: Document, known: Mapping[str, Entity]) -> None:
        """Fills the card; `known` holds all entities that relations may lead to."""
        self._entity, self._document, self._known = entity, document, known
        self._current = 0
        self._fill()
        self._scroll.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Takes in sentences that became known since; the card stays where it is scrolled to."""
        if self._entity and self._document:
            if self._drawn_from == self._state():
                self._tell_where()
                self._tell_sentences()
                return
            place = self._scroll.verticalScrollBar().value()
            self._fill()
            self._scroll.verticalScrollBar().setValue(place)

    def _state(self) -> object:
        """What the card as it stands was made from; sentences after those quoted do not count."""
        document = self._document
        assert document is not None
        quoted = self._sentences()[: max(self._shown_quotes, 1)]
        return (
            self._colours,
            len(document.entities),
            [(number, document.sentence(number).translation) for number in quoted],
        )

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self._back.setIcon(icon("arrow-left", colours, size=16))
        self._previous.setIcon(icon("chevron-up", colours))
        self._next.setIcon(icon("chevron-down", colours))
        self.refresh()

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (-1) mention in the text, round and round."""
        if not self._entity or not self._places():
            return
        self._current = (self._current + by) % len(self._places())
        self._tell_where()
        self.mention_wanted.emit(self._entity.id, self._current)

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

    # ------------------------------------------------------------ the body

    def _fill(self) -> None:
        entity = self._entity
        assert entity is not None
        self._tell_where()
        self._shown_quotes = 0
        body = QWidget()
        body.setObjectName("card-body")
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 24)
        column.setSpacing(0)
        self._add_names(entity)
        self._add_map(entity)
        self._add_description(entity)
        self._add_relations(entity)
        self._add_quotes()
        self._add_sources(entity)
        column.addStretch(1)
        self._scroll.setWidget(body)
        self._drawn_from = self._state()

    def _add(self, widget: QWidget, above: int) -> None:
        self._column.addSpacing(above)
        self._column.addWidget(widget)

    def _text(self, words: str, role: str = "", above: int = 0) -> QLabel:
        label = QLabel(displayable(words))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setProperty("role", role)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._add(label, above)
        return label

    def _prose(self, words: str, above: int) -> None:
        """Text with room between its lines, which takes markup: so the text itself is escaped."""
        label = self._text("", "body", above)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(f'<p style="line-height: 140%">{html.escape(displayable(words))}</p>')

    def _add_names(self, entity: Entity) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        kind = QLabel(f"{_ONE[entity.type]} · {entity.kind}" if entity.kind else _ONE[entity.type])
        kind.setProperty("role", "muted")
        row.addWidget(TypeDot(self._colours.types[entity.type].line))
        row.addWidget(kind, 1)
        self._add(line, 4)
        self._text(entity.name_en, "title", 4)
        arabic = self._text(entity.name_ar, "arabic-title", 0)
        arabic.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)

    def _add_map(self, entity: Entity) -> None:
        if entity.location is None or not self._document:
            return
        chart = LocatorMap(self._colours)
        others = list(self._document.entities.values())
        home = country_of(entity, self._known)
        chart.set_place(entity, others, home.name_en if home else "")
        chart.setFixedHeight(200)
        self._add(chart, 12)

    def _add_description(self, entity: Entity) -> None:
        if not entity.known:
            self._text(_UNKNOWN, "muted", 12)
        if entity.description:
            self._prose(entity.description, 12)
        if entity.as_of:
            self._text(f"As of {_month(entity.as_of)}", "muted", 4)
        english, arabic = aliases_en(entity), aliases_ar(entity)
        if english or arabic:
            self._text("ALSO KNOWN AS", "section", 20)
            if english:
                self._text(" · ".join(english), "body", 4)
            if arabic:
                names = self._text(" · ".join(arabic), "arabic", 4)
                names.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)

    def _add_relations(self, entity: Entity) -> None:
        assert self._document is not None
        related = relations_of(entity, self._known, self._document.entities.values())
        if not related:
            return
        self._text("RELATIONS", "section", 20)
        for relation in related:
            self._text(relation.title, "muted", 8)
            links = QWidget()
            flow = Flow(links, gap=4)
            for other in relation.entities:
                link = EntityLink(other, self._colours)
                link.clicked.connect(lambda _=False, id=other.id: self.entity_wanted.emit(id))
                flow.addWidget(link)
            self._add(links, 4)

    def _sentences(self) -> list[int]:
        """The sentences that name the entity, each once."""
        return list(dict.fromkeys(place.sentence for place in self._places()))

    def _add_quotes(self) -> None:
        self._named = self._text("", "section", 20)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._list.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._list)
        self._add(holder, 4)
        self._more = QPushButton()
        self._more.setProperty("role", "quiet")
        self._more.clicked.connect(self._add_more)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_more()

    def _add_more(self) -> None:
        chosen = self._sentences()[self._shown_quotes : self._shown_quotes + _QUOTES_AT_ONCE]
        for number in chosen:
            quote = self._quote(number)
            quote.clicked.connect(lambda number=number: self.sentence_wanted.emit(number))
            self._list.addWidget(quote)
        self._shown_quotes += len(chosen)
        self._drawn_from = self._state()
        self._tell_sentences()

    def _tell_sentences(self) -> None:
        count = len(self._sentences())
        noun = "SENTENCE" if count == 1 else "SENTENCES"
        self._named.setText(f"NAMED IN {count} {noun}" if count else "NOT NAMED IN THIS ARTICLE")
        left = count - self._shown_quotes
        self._more.setText(f"Show {min(left, _QUOTES_AT_ONCE)} more")
        self._more.setVisible(left > 0)

    def _quote(self, number: int) -> Quote:
        document, entity = self._document, self._entity
        assert document is not None
        assert entity is not None
        sentence, analysis = document.sentences[number], document.sentence(number)
        named = [document.mention(place) for place in self._places() if place.sentence == number]
        arabic = excerpt(
            document.article.text[sentence.start : sentence.end],
            [(m.start - sentence.start, m.end - sentence.start) for m, _ in named],
        )
        english = analysis.translation.text if analysis.translation else ""
        return Quote(
            arabic,
            excerpt(english, sorted(span for _, spans in named for span in spans)),
            entity.type,
            self._colours,
        )

    def _add_sources(self, entity: Entity) -> None:
        lines = list(entity.sources)
        if entity.wikidata:
            lines.append(f"Wikidata {entity.wikidata}")
        if lines:
            self._text("SOURCES", "section", 20)
            for line in lines:
                self._text(line, "muted", 4)


def _month(as_of: str) -> str:
    """ "June 2025" for "2025-06"; anything else as it stands."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?", as_of)
    if not match or not 1 <= int(match[2]) <= 12:
        return as_of
    return f"{calendar.month_name[int(match[2])]} {match[1]}"
