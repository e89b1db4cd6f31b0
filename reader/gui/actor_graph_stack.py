"""The text, or in its place the graph of its actors; the panel with their cards stays beside it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from reader.gui.banner import Banners
from reader.gui.document import Document
from reader.gui.entity_panel import EntityPanel
from reader.gui.reading_pane import ReadingPane
from reader.gui.session import Session, Stage
from reader.palette import LIGHT, Palette

if TYPE_CHECKING:
    from reader.gui.actor_graph_page import ActorGraphPage

__all__ = ["TextOrGraph"]

_OF_THE_TEXT: Final = ("find", "find-next", "find-previous", "edit", "others", "doubts")
"""Actions that show something in the text, and so bring it back."""


class TextOrGraph(QStackedWidget):
    """A click on an actor of the graph is one on its name in the text, and so is the menu of a
    card."""

    def __init__(
        self,
        pane: ReadingPane,
        panel: EntityPanel,
        session: Session,
        banners: Banners,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__()
        self._pane, self._panel = pane, panel
        self._session, self._banners = session, banners
        self._action = actions["graph"]
        self._graph: ActorGraphPage | None = None
        self._colours = LIGHT
        self.addWidget(pane)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.ended.connect(self._refresh)
        session.stopped.connect(self._refresh)
        panel.graph.setDefaultAction(self._action)
        panel.sentence_wanted.connect(self.show_text)
        panel.card.mention_wanted.connect(self.show_text)
        panel.card.menu_opening.connect(pane.view.menu_opening)
        for name in _OF_THE_TEXT:
            actions[name].triggered.connect(self.show_text)

    @property
    def graph(self) -> ActorGraphPage:
        """The page of the graph: made when it is first wanted, for the window not to wait for it
        when it starts."""
        if self._graph is None:
            from reader.gui.actor_graph_page import ActorGraphPage

            graph = self._graph = ActorGraphPage(self._colours)
            graph.set_document(self._session.document)
            graph.set_hidden(self._panel.legend.hidden)
            graph.actor_wanted.connect(self._pane.view.entity_clicked)
            graph.closed.connect(self.show_text)
            graph.saved.connect(self._on_saved)
            graph.failed.connect(lambda words: self._banners.tell("export", "error", words))
            self._panel.entity_chosen.connect(graph.view.go_to)
            self._panel.hidden_changed.connect(graph.set_hidden)
            self.addWidget(graph)
            for before, after in pairwise((self._pane.view, *graph.stops)):
                QWidget.setTabOrder(before, after)  # else the page comes after the panel
        return self._graph

    def toggle(self) -> None:
        """From the text to the graph, or back."""
        if self.currentWidget() is not self._pane:
            self.show_text()
            return
        self.setCurrentWidget(self.graph)
        self._action.setChecked(True)
        self.graph.begin()
        self.graph.setFocus()

    def show_text(self) -> None:
        self._action.setChecked(False)
        if self.currentWidget() is not self._pane:
            self.setCurrentWidget(self._pane)
            self._pane.view.setFocus()

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self._pane.set_colours(colours)
        if self._graph:
            self._graph.set_colours(colours)

    def _on_opened(self, document: Document) -> None:
        self.show_text()
        if self._graph:
            self._graph.set_document(document)

    def _on_changed(self) -> None:
        """While an article is worked on, a picture a sentence would only flicker."""
        if self._session.stage is Stage.IDLE:
            self._refresh()

    def _refresh(self) -> None:
        if self._graph:
            self._graph.refresh()

    def _on_saved(self, out: Path) -> None:
        self._banners.tell("export", "done", f"Saved {out.name} in {out.parent}")
