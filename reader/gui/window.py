"""The main window: an article beside its translation, the panel, and everything one can do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader import settings as store
from reader.errors import OutputError
from reader.gui import actions as commands
from reader.gui.actor_graph_stack import TextOrGraph
from reader.gui.banner import Banners, Offer
from reader.gui.data_manager_desk import DataDesk
from reader.gui.document import Document
from reader.gui.dropped import dropped_files
from reader.gui.editing import Editing
from reader.gui.empty_state import EmptyState
from reader.gui.entity_panel import EntityPanel
from reader.gui.exporter import Exporter
from reader.gui.own_knowledge import OwnNames
from reader.gui.panel_splitter import PanelSplitter
from reader.gui.reading_pane import ReadingPane
from reader.gui.recent_menu import fill_recent
from reader.gui.session import Session, Stage
from reader.gui.status_line import StatusLine, counted
from reader.gui.theme import Theme
from reader.gui.top_bar import TopBar
from reader.gui.worker import Jobs
from reader.palette import Palette
from reader.paths import sample_article
from reader.settings import Settings

__all__ = ["Window"]

_ZOOM_STEP: Final = 1.1
_FILTER: Final = "Articles (*.txt *.text *.md *.markdown *.html *.htm *.xhtml);;All files (*)"


class Window(QMainWindow):
    """Attributes: session (what is read), settings (as they are now), and the parts one sees:
    top_bar, banners, empty, text (with pane), names, panel, status."""

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        jobs: Jobs,
        save: Callable[[Settings], None] = store.save,
    ) -> None:
        super().__init__()
        self._save = save
        self.settings = settings
        self.session = Session(jobs, settings.engine)
        self._theme = theme
        self._jobs = jobs
        self.setWindowTitle("Qari")
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self._actions = commands.build(self, self._triggers(), self._choose)
        submenus = commands.fill(self.menuBar(), self._actions)
        self._recent_menu = submenus["recent"]
        self._recent_menu.aboutToShow.connect(
            lambda: fill_recent(self._recent_menu, self.settings.recent, self.open_path)
        )
        self._lay_out()
        self._connect()
        self._restore()
        self._set_colours(theme.colours)
        theme.changed.connect(self._set_colours)
        self._tell_state()
        self.empty.setFocus()

    # ------------------------------------------------------------ putting together

    def _triggers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "open": self.choose_file,
            "sample": lambda: self.open_path(sample_article()),
            "export-pdf": lambda: self._export("pdf"),
            "export-json": lambda: self._export("json"),
            "quit": self.close,
            "undo": lambda: self.editing.undo(),
            "redo": lambda: self.editing.redo(),
            "edit": lambda: self.editing.edit(self.pane.view.current_sentence),
            "others": lambda: self.editing.choose(self.pane.view.current_sentence),
            "glossary": lambda: self.editing.edit_glossary(),
            "copy": lambda: self.pane.view.copy(),
            "find": lambda: self.pane.begin_find(),
            "find-next": lambda: self.pane.find_sentence(1),
            "find-previous": lambda: self.pane.find_sentence(-1),
            "zoom-in": lambda: self._zoom(_ZOOM_STEP),
            "zoom-out": lambda: self._zoom(1 / _ZOOM_STEP),
            "zoom-reset": lambda: self.pane.view.set_zoom(1.0),
            "panel": lambda: self._show_panel(self.panel.isHidden()),
            "graph": lambda: self.text.toggle(),
            "full-screen": self._toggle_full_screen,
            "names": lambda: self.names.open_list(),
            "guard": self._toggle_guard,
            "data": lambda: self.data.open(),
            "about": self._about,
        }

    def _lay_out(self) -> None:
        colours = self._theme.colours
        self.top_bar = TopBar(self._actions, self._recent_menu)
        self.banners = Banners(colours)
        self.exporter = Exporter(self._jobs, self.banners)
        self.empty = EmptyState(colours)
        self.pane = ReadingPane()
        self.pane.view.setProperty("role", "page")
        self.editing = Editing(
            self, self.session, self._jobs, self.pane.view, self.banners, self._analyse_again
        )
        view, told, edits = self.pane.view, self.banners, self.editing.edits
        self.names = OwnNames(self, self.session, self._jobs, view, told, edits, self._theme)
        self.data = DataDesk(self, self.session, self._jobs, self.banners, colours, self._actions)
        self.panel = EntityPanel(colours)
        self.status = StatusLine(colours)
        self.text = TextOrGraph(self.pane, self.panel, self.session, self.banners, self._actions)
        self._splitter = PanelSplitter(self.text, self.panel, self.settings.panel_width)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._splitter)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banners)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        session, view, panel = self.session, self.pane.view, self.panel
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.ended.connect(self._on_ended)
        session.stopped.connect(self._on_stopped)
        session.failed.connect(self._on_failed)
        session.parts_failed.connect(
            lambda words: self._tell(
                "parts", "error", words, ("Try again", self._analyse_again), self.data.offer
            )
        )
        session.stage_changed.connect(self._tell_state)
        self.exporter.changed.connect(self._tell_state)
        self.editing.edits.changed.connect(self._tell_state)
        self._jobs.knowledge_loaded.connect(
            lambda knowledge: panel.set_knowledge({entity.id: entity for entity in knowledge})
        )
        self.status.cancel_wanted.connect(session.stop)
        self.empty.open_wanted.connect(self.choose_file)
        self.empty.sample_wanted.connect(lambda: self.open_path(sample_article()))
        self.empty.file_wanted.connect(self.open_path)
        view.entity_clicked.connect(self.show_entity)
        view.zoom_changed.connect(self._on_zoom)
        panel.entity_chosen.connect(lambda id: view.set_active_entity(id or None))
        panel.mention_wanted.connect(view.scroll_to_mention)
        panel.sentence_wanted.connect(view.scroll_to_sentence)
        panel.hidden_changed.connect(lambda hidden: view.set_hidden_types(set(hidden)))
        self.status.legend.hidden_changed.connect(panel.set_hidden)

    def _restore(self) -> None:
        kept = self.settings
        self.resize(1200, 800)
        if kept.geometry:
            self.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
        self.pane.view.set_zoom(kept.zoom)
        self.pane.view.set_popup_delay(kept.popup_delay)
        self._on_zoom(self.pane.view.zoom())
        self._show_panel(kept.panel_visible)
        self._actions[f"theme:{kept.theme}"].setChecked(True)
        self._actions[f"engine:{kept.engine}"].setChecked(True)
        self._actions["guard"].setChecked(kept.guard_names)
        self._jobs.set_guard(kept.guard_names)
        self.empty.set_recent(kept.recent)

    def _set_colours(self, colours: Palette) -> None:
        commands.recolour(self._actions, colours)
        for part in (self.top_bar, self.banners, self.empty, self.text, self.panel, self.data):
            part.set_colours(colours)
        self.status.legend.set_colours(colours)

    # ------------------------------------------------------------ opening and reading

    @property
    def document(self) -> Document | None:
        """What is open."""
        return self.session.document

    def choose_file(self) -> None:
        """Asks for an article and opens it."""
        dialog = QFileDialog(self, "Open an Arabic article", str(self._folder()), _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        dialog.open()

    def _folder(self) -> Path:
        return self.session.path.parent if self.session.path else Path.home()

    def open_path(self, path: Path) -> None:
        """Opens a file; what cannot be read is told in a banner, and what was open stays."""
        self.banners.clear("file")
        self.banners.clear("stopped")
        self.session.open(path)

    def show_entity(self, id: str) -> None:
        """Opens the panel at the card of an entity."""
        self._show_panel(True)
        self.panel.show_card(id)

    def _analyse_again(self) -> None:
        self.banners.clear("stopped")
        self.session.analyse_again()

    def _on_opened(self, document: Document) -> None:
        if self.session.path:
            self._remember(store.with_recent(self.settings, self.session.path))
            self.empty.set_recent(self.settings.recent)
        self.banners.clear("problems")
        self.pane.set_document(document)
        self.pane.view.set_waiting(True)
        self.panel.set_document(document)
        self._pages.setCurrentWidget(self._splitter)
        self._show_panel(not self.panel.isHidden())
        self.pane.view.setFocus()
        source = document.article.source
        title = document.title
        facts = [source.name, source.date or "", counted(document.words, "word")]
        shown = [fact for fact in facts if fact and fact != title]
        self.top_bar.set_document(title, "  ·  ".join(shown))
        self.setWindowTitle(f"{source.name} – Qari")

    def _on_changed(self, sentences: list[int]) -> None:
        document = self.session.document
        assert document is not None
        for number in sentences:
            self.pane.view.set_sentence(number, document.sentence(number))
        self.panel.refresh()
        self.status.legend.set_counts(self.panel.counts)
        self._tell_state()

    def _on_ended(self) -> None:
        self.pane.view.set_waiting(False)
        if self.document and self.document.problems:
            self._tell("problems", "warning", "  ".join(self.document.problems))

    def _on_stopped(self) -> None:
        document = self.session.document
        assert document is not None
        self._on_ended()
        done = f"Stopped after {document.done} of {counted(len(document.sentences), 'sentence')}."
        self._tell("stopped", "warning", done, ("Start again", self._analyse_again))

    def _on_failed(self, message: str) -> None:
        if path := self.session.opening:
            recent = tuple(name for name in self.settings.recent if name != str(path.absolute()))
            self._remember(replace(self.settings, recent=recent))
            self.empty.set_recent(recent)
        else:
            self.pane.view.set_waiting(False)
        self._tell("file", "error", message, ("Open another…", self.choose_file))

    def _export(self, suffix: str) -> None:
        document = self.session.document
        if document:
            stem = Path(document.article.source.name).stem or "article"
            suggested = self._folder() / f"{stem}.{suffix}"
            self.exporter.ask(self, suffix, suggested, document.analysis)

    # ------------------------------------------------------------ telling

    def _tell(self, topic: str, tone: str, message: str, *offers: Offer) -> None:
        self.banners.tell(topic, tone, message, *offers)

    def _tell_state(self) -> None:
        """Status line, engine labels, and which actions make sense now."""
        session, document = self.session, self.session.document
        idle = session.stage is Stage.IDLE and self.exporter.writing is None
        for command in commands.COMMANDS:
            if command.needs:
                ready = document is not None and (idle or command.needs == "article")
                self._actions[command.id].setEnabled(ready)
        self.editing.enable(self._actions)
        engine = document.engines.translation if document else session.engines.translation
        self.pane.set_engine(engine)
        self.status.engine.set_engine(engine)
        if session.stage is Stage.LOADING:
            self.banners.clear("parts")
        self.status.follow(session, self.exporter.writing)

    # ------------------------------------------------------------ view

    def _choose(self, group: str, value: str) -> None:
        if group == "theme":
            self._remember(replace(self.settings, theme=value))
            self._theme.choose(value)
        elif value != self.settings.engine:
            self._remember(replace(self.settings, engine=value))
            commands.recolour(self._actions, self._theme.colours)
            self.session.engine = value
            self._analyse_again()

    def _toggle_guard(self) -> None:
        guard = self._actions["guard"].isChecked()
        self._remember(replace(self.settings, guard_names=guard))
        self.session.guard_names(guard)

    def _zoom(self, factor: float) -> None:
        self.pane.view.set_zoom(self.pane.view.zoom() * factor)

    def _on_zoom(self, zoom: float) -> None:
        self.top_bar.set_zoom(zoom)
        self.settings = replace(self.settings, zoom=zoom)

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        self.status.legend.hidden = self.panel.legend.hidden
        self.status.legend.setVisible(not shown and self.document is not None)
        self._actions["panel"].setChecked(shown)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._actions["full-screen"].setChecked(self.isFullScreen())

    def _about(self) -> None:
        from reader.gui.about import AboutDialog

        AboutDialog(self).open()

    def _remember(self, settings: Settings) -> None:
        """Settings that cannot be saved are no reason to interrupt anybody's reading."""
        self.settings = settings
        with contextlib.suppress(OutputError):
            self._save(settings)

    # ------------------------------------------------------------ events of the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event)) == 1:
            event.acceptProposedAction()
            self.empty.set_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.empty.set_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.empty.set_dragging(False)
        event.acceptProposedAction()
        [file] = dropped_files(event)
        if not self.data.takes(file):
            self.open_path(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.pane.find_bar.isVisible():
            self.pane.find_bar.closed.emit()
        elif self.isFullScreen():
            self._toggle_full_screen()
        else:
            self.panel.go_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = self.saveGeometry().toBase64().toStdString()
        self._remember(
            replace(
                self.settings,
                geometry=geometry,
                panel_visible=not self.panel.isHidden(),
                panel_width=self._splitter.wanted,
            )
        )
        self.hide()
        self.data.close()
        self.session.close()
        self.editing.close()
        super().closeEvent(event)
