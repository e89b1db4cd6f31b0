"""The graph of the article's actors in the window: head, picture, key, and saving it."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import OutputError
from reader.gui.actor_graph_drafting import Drafting
from reader.gui.actor_graph_file import KINDS, write_graph
from reader.gui.actor_graph_key import GraphKey
from reader.gui.actor_graph_scene import ActorScene, springs
from reader.gui.actor_graph_view import ActorGraphView
from reader.gui.actor_graph_words import actor_in_words, graph_in_words
from reader.gui.document import Document
from reader.gui.icons import icon
from reader.gui.offsets import displayable
from reader.gui.top_bar import ElidedLabel
from reader.knowledge.ties import ArticleTies, article_ties
from reader.model import EntityType, Mention
from reader.palette import LIGHT, Palette

__all__ = ["MOST_ACTORS", "ActorGraphPage"]

MOST_ACTORS = 30
"""More than these nobody can read in one picture; the most often named are taken."""

_HINT = "Point at a name to see whom it is tied to; click it for its card."
_HINT_MORE = "There is more beyond the edges: drag the picture, or press 0 to see all of it."
_DRAWING = "Drawing…"
_NOBODY = "No actor or place is found in this article yet, so there is nobody to draw."
_NOBODY_TWICE = "No actor or place of the chosen types is named twice in this article."
_NOBODY_SHOWN = "All types of name are switched off. Switch some on beside “Names”."


def _meant(mention: Mention, entities: Container[str]) -> str:
    """Who a mention is about: of أنقرة for a government, the government, if it is there."""
    return mention.stands_for if mention.stands_for in entities else mention.entity


class ActorGraphPage(QWidget):
    """Attributes: view, ties (what is drawn).
    Signals: actor_wanted(id) for a card; closed() to go back to the text; saved(Path) and
    failed(str) after saving a picture; drawn() when a picture is there."""

    actor_wanted = Signal(str)
    closed = Signal()
    saved = Signal(object)
    failed = Signal(str)
    drawn = Signal()

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.ties = ArticleTies()
        self._colours = colours
        self._document: Document | None = None
        self._hidden: frozenset[EntityType] = frozenset()
        self._stale = True
        self._counted = ""
        self._scene: ActorScene | None = None
        self._next: ActorScene | None = None
        self._drafting = Drafting()
        self._drafting.found.connect(self._on_found)
        self.view = ActorGraphView()
        self.view.current_changed.connect(self._on_current)
        self.view.zoomed.connect(lambda: self._on_current(self.view.current))
        self.view.chosen.connect(self.actor_wanted)
        self.view.closed.connect(self.closed)
        self._nobody = QLabel()
        self._nobody.setProperty("role", "lead")
        self._nobody.setWordWrap(True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nobody.setContentsMargins(48, 0, 48, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._nobody)
        self._key = GraphKey(colours)
        self._told = QLabel()
        self._told.setProperty("role", "muted")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(32)
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(4)
        foot.addWidget(self._told)
        foot.addWidget(self._key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.view)
        self.set_colours(colours)

    def _head(self) -> QWidget:
        self._back = QPushButton("Text")
        self._back.setProperty("role", "quiet")
        self._back.setToolTip("Back to the text (Esc)")
        self._back.clicked.connect(self.closed)
        title = ElidedLabel("graph-title")
        title.setProperty("role", "heading")
        title.set_text("Who is tied to whom")
        self._count = ElidedLabel("graph-count")
        self._count.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(self._count)
        self._twice = QToolButton()
        self._twice.setText("Named twice or more")
        self._twice.setCheckable(True)
        self._twice.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._twice.setIconSize(QSize(16, 16))
        self._twice.setToolTip("Leave out what the article names only once")
        self._twice.toggled.connect(self._on_twice)
        self._buttons = {}
        acts = (
            ("zoom-out", "Smaller (-)", lambda: self.view.zoom(1 / 1.2)),
            ("scan", "All of it (0)", lambda: self.view.fit()),
            ("zoom-in", "Larger (+)", lambda: self.view.zoom(1.2)),
            ("image-down", "Save the picture (SVG or PNG)…", self.ask),
        )
        head = QFrame()
        head.setObjectName("card-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 8, 12, 8)
        row.setSpacing(4)
        row.addWidget(self._back)
        row.addSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._twice)
        for name, tip, act in acts:
            button = QToolButton()
            button.setToolTip(tip)
            button.setAccessibleName(tip.partition(" (")[0])
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
            self._buttons[name] = button
        return head

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes on this page, in order."""
        return [self._back, self._twice, *self._buttons.values(), self.view]

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self._back.setIcon(icon("arrow-left", colours, size=16))
        for name, button in self._buttons.items():
            button.setIcon(icon(name, colours))
        self._mark_twice()
        self._key.set_colours(colours)
        self.view.set_colours(colours)
        self.setStyleSheet(f"ActorGraphPage {{ background: {colours.page}; }}")

    # ------------------------------------------------------------ what is drawn

    def set_document(self, document: Document | None) -> None:
        """What the picture is of, from when it is next asked for."""
        self._document, self._stale = document, True

    def refresh(self) -> None:
        """More, or other, is known of the document: draws it again if anybody looks."""
        self._stale = True
        if self.isVisible():
            self._draw()

    def set_hidden(self, hidden: frozenset[EntityType]) -> None:
        """Leaves types of name out."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.refresh()

    def begin(self) -> None:
        """Draws what there is now, unless that is what is shown."""
        if self._stale:
            self._draw()

    def _on_twice(self) -> None:
        self._mark_twice()
        self._draw()

    def _mark_twice(self) -> None:
        """A tick, since a darker ground alone is easily overlooked."""
        chosen = self._twice.isChecked()
        self._twice.setIcon(icon("check", self._colours, size=16) if chosen else QIcon())

    def _draw(self) -> None:
        """Works out the ties, and has the places found."""
        self._stale = False
        ties = self._found()
        if ties == self.ties and self._scene:
            self._tell()
            return
        self.ties = ties
        self._drafting.drop()
        if not ties.actors:
            self._scene = None
            self._put()
            return
        scene = self._next = ActorScene(ties, self._colours)
        if self._scene is None:
            self._count.set_text(_DRAWING)
        self._drafting.ask(scene.boxes, springs(ties))

    def _found(self) -> ArticleTies:
        document = self._document
        if document is None:
            return ArticleTies()
        shown = {id: e for id, e in document.entities.items() if e.type not in self._hidden}
        naming = [
            [_meant(mention, shown) for mention in document.sentence(number).mentions]
            for number in range(len(document.sentences))
        ]
        at_least = 2 if self._twice.isChecked() else 1
        return article_ties(shown.values(), naming, most=MOST_ACTORS, at_least=at_least)

    def _on_found(self, places: list[tuple[float, float]]) -> None:
        assert self._next is not None
        self._scene, self._next = self._next, None
        self._scene.set_places(places)
        self._scene.set_colours(self._colours)
        self._put()

    def _put(self) -> None:
        self.view.show_scene(self._scene)
        self._key.set_ties(self.ties)
        self._pages.setCurrentWidget(self.view if self._scene else self._nobody)
        for button in self._buttons.values():
            button.setEnabled(self._scene is not None)
        self._tell()
        self.drawn.emit()

    def _tell(self) -> None:
        filtered = "those named twice or more" if self._twice.isChecked() else ""
        if len(self.ties.actors) == MOST_ACTORS:
            filtered = "the most often named"
        self._counted = graph_in_words(self.ties, filtered) if self.ties.actors else ""
        self._count.set_text(self._counted)
        if not self._document or not self._document.entities:
            self._nobody.setText(_NOBODY)
        elif self._twice.isChecked():
            self._nobody.setText(_NOBODY_TWICE)
        else:
            self._nobody.setText(_NOBODY_SHOWN)
        self._on_current(self.view.current)

    def _on_current(self, id: str) -> None:
        hint = _HINT if self.view.shows_all else f"{_HINT} {_HINT_MORE}"
        words = actor_in_words(self.ties, id) if id else hint if self._scene else ""
        self._told.setText(displayable(words))
        self.view.setAccessibleDescription(displayable(words))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on behind a page that nobody sees."""
        super().hideEvent(event)
        self._drafting.wait()

    # ------------------------------------------------------------ saving

    def ask(self) -> None:
        """Asks where to save the picture and does."""
        document = self._document
        if document is None or self._scene is None:
            return
        stem = Path(document.article.source.name).stem or "article"
        dialog = QFileDialog(self, "Save the picture", "", ";;".join(KINDS.values()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("svg")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(
                next(suffix for suffix, kind in KINDS.items() if kind == chosen)
            )
        )
        dialog.selectFile(f"{stem}-ties.svg")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, out: Path) -> None:
        """Saves the picture in light colours, fit for print; the suffix says how."""
        document, scene = self._document, self._scene
        if document is None or scene is None:
            return
        current = self.view.current
        scene.light("")
        scene.set_current("")
        scene.set_colours(LIGHT)
        try:
            note = (
                f"{self._counted}. Lines between names repeat what the knowledge base says, "
                "or mean only that a sentence names both. Made with Qari."
            )
            write_graph(scene, document.title, note, out)
        except OutputError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(out)
        finally:
            scene.set_colours(self._colours)
            scene.light(current)
