"""What is known of an actor or place, written on its card: names, map, relations, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reader.export.names import aliases_ar, aliases_en, month_in_words
from reader.gui.card_column import CardColumn
from reader.gui.document import Document
from reader.gui.entity_findings import how_found, loaded_words, standing_for, vowelled_words
from reader.gui.entity_link import EntityLink, TypeDot
from reader.gui.flow import Flow
from reader.gui.locator_map import LocatorMap
from reader.gui.relations import Related, country_of, relations_of, seat_of
from reader.model import Entity, EntityType
from reader.palette import Palette
from reader.text.pronunciation import pronunciation
from reader.text.transliteration import known_spelling, transliterate

__all__ = ["EntityFacts"]

_ONE: Final = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organisation",
    EntityType.LOC: "Place",
    EntityType.MISC: "Name",
}
_UNKNOWN: Final = (
    "Qari found this name in the text and knows nothing else about it. "
    "The English is Qari's own: a spelling by its sound, or a translation of its words."
)
_HOW_SAID: Final = (
    "How the Arabic is said, roughly: the syllable in capitals is stressed, aa, ee and oo are long,"
    " ‘ is the Arabic ع, ’ a short stop."
)
_LINKS: Final = 5
_SOURCES: Final = 1
_REASONS: Final = 5
_MAP: Final = 200


class EntityFacts:
    """Writes the parts of a card, each where it is called, and none where there is nothing to say.

    `known` holds all entities that relations may lead to; `go_to` is called with the id of one
    that was clicked, `tell` with the button that was clicked to say who somebody unknown is."""

    def __init__(
        self,
        column: CardColumn,
        entity: Entity,
        document: Document,
        known: Mapping[str, Entity],
        colours: Palette,
        go_to: Callable[[str], object],
        tell: Callable[[QPushButton], object],
    ) -> None:
        self._column, self._entity, self._document = column, entity, document
        self._known, self._colours, self._go_to, self._tell = known, colours, go_to, tell

    def names(self) -> None:
        """Kind, English and Arabic name, how it is said."""
        entity = self._entity
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        one = _ONE[entity.type]
        finer = entity.kind and entity.kind != one.lower()
        kind = QLabel(f"{one} · {entity.kind}" if finer else one)
        kind.setProperty("role", "muted")
        row.addWidget(TypeDot(self._colours.types[entity.type].line))
        row.addWidget(kind, 1)
        self._column.add(line, 4)
        self._column.text(entity.name_en, "title", 4)
        self._column.arabic(entity.name_ar, "arabic-title")
        said = pronunciation(
            entity.name_ar,
            entity.name_en,
            vowelled_words(entity, self._document),
            known_spelling if entity.known else transliterate,
        )
        if said:
            # Lines break between words, not between syllables.
            unbroken = said.replace("-", "\u2011")
            self._column.text(f"Said roughly: {unbroken}", "muted", 2).setToolTip(_HOW_SAID)

    def map(self) -> None:
        """Where it is, or where its record says its seat is."""
        entity = self._entity
        seat = seat_of(entity, self._known)
        shown = seat or entity
        if shown.location is None:
            return
        chart = LocatorMap(self._colours)
        home = country_of(shown, self._known)
        others = list(self._document.entities.values())
        chart.set_place(shown, others, home.name_en if home else "")
        chart.setFixedHeight(_MAP)
        self._column.add(chart, 12)
        if seat:
            self._column.text(f"In {seat.running_en}, as its record says", "muted")

    def description(self) -> None:
        entity = self._entity
        if not entity.known:
            self._column.text(_UNKNOWN, "muted", 12)
            button = QPushButton("Add to your names…")
            button.setToolTip("Say who or what this is, or that it is no name")
            button.clicked.connect(lambda: self._tell(button))
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(button)
            row.addStretch(1)
            self._column.add(holder, 8)
        if entity.description:
            self._column.prose(entity.description, 12)
        if entity.as_of:
            self._column.text(f"As of {month_in_words(entity.as_of)}", "muted")

    def standing_for(self) -> None:
        """Whom its name means where it does not mean itself."""
        found = [
            (self._known[id], count)
            for id, count in standing_for(self._entity, self._document)
            if id in self._known
        ]
        if not found:
            return
        self._column.section("HERE IT STANDS FOR")
        holder = QWidget()
        flow = Flow(holder, gap=4)
        for other, count in found:
            times = "once" if count == 1 else f"{count} times"
            link = EntityLink(other, self._colours, f"Meant {times} in this article")
            link.clicked.connect(lambda _=False, id=other.id: self._go_to(id))
            flow.addWidget(link)
        self._column.add(holder, 4)

    def loaded(self) -> None:
        """A note on each word the article calls it by that takes sides."""
        found = loaded_words(self._entity, self._document)
        if not found:
            return
        self._column.section(
            "A WORD THAT TAKES SIDES" if len(found) == 1 else "WORDS THAT TAKE SIDES"
        )
        for word, term in found:
            self._column.arabic(word, "arabic", 4)
            self._column.text(f"“{term.english}”", "body", 0)
            self._column.text(term.note, "muted", 2)

    def aliases(self) -> None:
        """Its other names; of what is not known, apart from them how else its name may be
        spelled."""
        entity = self._entity
        english, arabic, spellings = aliases_en(entity), aliases_ar(entity), list[str]()
        if not entity.known:
            own = {alias.en.removeprefix("the ") for alias in entity.aliases}
            spellings = [name for name in english if name not in own]
            english = [name for name in english if name in own]
        if english or arabic:
            self._column.section("ALSO KNOWN AS")
        if english:
            self._column.text(" · ".join(english), "body")
        if arabic:
            self._column.arabic_lines("، ".join(arabic), 4)
        if spellings:
            self._column.section("OR SPELLED")
            self._column.text(" · ".join(spellings), "body")

    # ------------------------------------------------------------ relations

    def relations(self) -> None:
        """Each kind with those it leads to, and whose records say so."""
        related = relations_of(self._entity, self._known, self._document.entities.values())
        if not related:
            return
        self._column.section("RELATIONS")
        for i, group in enumerate(related):
            self._column.text(group.title, "muted", 8)
            self._links(group)
            after = related[i + 1] if i + 1 < len(related) else None
            if after is None or after.sources != group.sources:
                self._cite(group.sources)

    def _links(self, group: Related) -> None:
        holder = QWidget()
        flow = Flow(holder, gap=4)
        pairs = list(zip(group.entities, group.owners, strict=True))
        for other, owner in pairs[:_LINKS]:
            flow.addWidget(self._link(group.title, other, owner))
        if left := len(pairs) - _LINKS if len(pairs) > _LINKS + 1 else 0:
            more = QPushButton(f"and {left} more")
            more.setProperty("role", "quiet")

            def show_all() -> None:
                more.hide()
                for other, owner in pairs[_LINKS:]:
                    flow.addWidget(self._link(group.title, other, owner))

            more.clicked.connect(show_all)
            flow.addWidget(more)
        elif len(pairs) > _LINKS:
            flow.addWidget(self._link(group.title, *pairs[_LINKS]))
        self._column.add(holder, 4)

    def _link(self, title: str, other: Entity, owner: Entity) -> EntityLink:
        here = other.id in self._document.entities
        as_of = f", as of {month_in_words(owner.as_of)}" if owner.as_of else ""
        source = "; ".join(owner.sources) or f"the record of {owner.name_en}"
        absent = "" if here else " Not named in this article."
        link = EntityLink(other, self._colours, f"{title}: {source}{as_of}.{absent}")
        link.clicked.connect(lambda _=False, id=other.id: self._go_to(id))
        if not here:
            link.mark_absent()
        return link

    def _cite(self, sources: Sequence[str]) -> None:
        if not sources:
            return
        shown = "; ".join(sources[:_SOURCES])
        left = len(sources) - _SOURCES
        told = f"{shown} and {left} more" if left > 0 else shown
        self._column.text(f"Source: {told}", "muted").setToolTip("\n".join(sources))

    # ------------------------------------------------------------ whence

    def reasons(self) -> None:
        """Why Qari takes the words of the article for this."""
        found = how_found(self._entity, self._document)
        if not found:
            return
        self._column.section(
            "WHY THESE WORDS MEAN IT" if self._entity.known else "HOW IT WAS FOUND"
        )
        for reason, count in found[:_REASONS]:
            times = "" if count == 1 else f" ({count} times)"
            self._column.text(f"{reason[:1].upper()}{reason[1:]}{times}", "muted")
        if left := len(found[_REASONS:]):
            self._column.text(f"and in {left} more way{'' if left == 1 else 's'}", "muted")

    def sources(self) -> None:
        lines = list(self._entity.sources)
        if self._entity.wikidata:
            lines.append(f"Wikidata {self._entity.wikidata}")
        if lines:
            self._column.section("SOURCES")
            for line in lines:
                self._column.text(f"{line[:1].upper()}{line[1:]}", "muted")
