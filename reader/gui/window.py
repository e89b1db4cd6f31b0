"""The main window: an article beside its translation, the panel, and everything one can do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader import settings as store
from reader.errors import OutputError
from reader.gui import actions as commands
from reader.gui.actor_graph_stack import TextOrGraph
from reader.gui.banner import Banners
from reader.gui.data_manager_desk import DataDesk
from reader.gui.document import Document
from reader.gui.dropped import dropped_files
from reader.gui.editing import Editing
from reader.gui.empty_state import EmptyState
from reader.gui.entity_panel import EntityPanel
from reader.gui.exporter import Exporter
from reader.gui.following import Following
from reader.gui.own_knowledge import OwnNames
from reader.gui.panel_splitter import PanelSplitter
from reader.gui.reading_pane import ReadingPane
from reader.gui.recent_menu import fill_recent
from reader.gui.session import Session
from reader.gui.status_line import StatusLine
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
    """Attributes: session (what is read), settings (as they are now), commands (its actions, by the
    ids of `actions`), and the parts one sees: top_bar, banners, empty, text (with pane), names,
    panel, status."""

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
        self.commands = commands.build(self, self._triggers(), self._choose)
        submenus = commands.fill(self.menuBar(), self.commands)
        self._recent_menu = submenus["recent"]
        self._recent_menu.aboutToShow.connect(
            lambda: fill_recent(self._recent_menu, self.settings.recent, self.open_path)
        )
        self._lay_out()
        self._connect()
        self._restore()
        self._set_colours(theme.colours)
        theme.changed.connect(self._set_colours)
        self._following.tell_state()
        self.empty.open_button.setFocus()

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
            "doubts": lambda: self.pane.show_doubts(),
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
        self.top_bar = TopBar(self.commands, self._recent_menu)
        self.banners = Banners(colours)
        self.exporter = Exporter(self._jobs, self.banners)
        self.empty = EmptyState(colours)
        self.pane = ReadingPane()
        self.pane.view.setProperty("role", "page")
        self.editing = Editing(
            self, self.session, self._jobs, self.pane.view, self.banners, self.analyse_again
        )
        view, told, edits = self.pane.view, self.banners, self.editing.edits
        self.names = OwnNames(self, self.session, self._jobs, view, told, edits, self._theme)
        self.data = DataDesk(self, self.session, self._jobs, self.banners, colours, self.commands)
        self.panel = EntityPanel(colours)
        self.status = StatusLine(colours)
        self.text = TextOrGraph(self.pane, self.panel, self.session, self.banners, self.commands)
        self._splitter = PanelSplitter(self.text, self.panel, self.settings.panel_width)
        self._pages = QStackedWidget()
        low = QScrollArea()  # a low window does not hold all recent articles
        low.setWidgetResizable(True)
        low.setFrameShape(QFrame.Shape.NoFrame)
        low.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        low.setWidget(self.empty)
        self._pages.addWidget(low)
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
        view, panel = self.pane.view, self.panel
        self._following = Following(self)
        self._jobs.knowledge_loaded.connect(
            lambda knowledge: panel.set_knowledge({entity.id: entity for entity in knowledge})
        )
        self.status.cancel_wanted.connect(self.session.stop)
        self.empty.open_wanted.connect(self.choose_file)
        self.empty.sample_wanted.connect(lambda: self.open_path(sample_article()))
        self.empty.file_wanted.connect(self.open_path)
        view.entity_clicked.connect(self.show_entity)
        view.mention_clicked.connect(panel.stand_at)
        view.zoom_changed.connect(self._on_zoom)
        panel.entity_chosen.connect(lambda id: view.set_active_entity(id or None))
        panel.mention_wanted.connect(view.scroll_to_mention)
        panel.sentence_wanted.connect(view.scroll_to_sentence)
        panel.hidden_changed.connect(lambda hidden: view.set_hidden_types(set(hidden)))
        self.status.legend.hidden_changed.connect(panel.set_hidden)

    def _restore(self) -> None:
        kept = self.settings
        self.resize(QSize(1200, 800).boundedTo(self.screen().availableSize()))
        if kept.geometry:
            self.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
        self.pane.view.set_zoom(kept.zoom)
        self.pane.view.set_popup_delay(kept.popup_delay)
        self._on_zoom(self.pane.view.zoom())
        self._show_panel(kept.panel_visible)
        self.commands[f"theme:{kept.theme}"].setChecked(True)
        self.commands[f"engine:{kept.engine}"].setChecked(True)
        self.commands["guard"].setChecked(kept.guard_names)
        self._jobs.set_guard(kept.guard_names)
        self.empty.set_recent(kept.recent)

    def _set_colours(self, colours: Palette) -> None:
        commands.recolour(self.commands, colours)
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

    def show_reading(self) -> None:
        """Brings the article that is open, with the panel if it is wanted, in the place of the
        empty state."""
        self._pages.setCurrentWidget(self._splitter)
        self._show_panel(not self.panel.isHidden())
        self.pane.view.setFocus()

    def show_entity(self, id: str) -> None:
        """Opens the panel at the card of an entity."""
        self._show_panel(True)
        self.panel.show_card(id)

    def analyse_again(self) -> None:
        """Translates what is open anew, with the engine as chosen now."""
        self.banners.clear("stopped")
        self.session.analyse_again()

    def _export(self, suffix: str) -> None:
        document = self.session.document
        if document:
            stem = Path(document.article.source.name).stem or "article"
            suggested = self._folder() / f"{stem}.{suffix}"
            self.exporter.ask(self, suffix, suggested, document.analysis)

    # ------------------------------------------------------------ view

    def _choose(self, group: str, value: str) -> None:
        if group == "theme":
            self.remember(replace(self.settings, theme=value))
            self._theme.choose(value)
        elif value != self.settings.engine:
            self.remember(replace(self.settings, engine=value))
            self.session.engine = value
            self.analyse_again()

    def _toggle_guard(self) -> None:
        guard = self.commands["guard"].isChecked()
        self.remember(replace(self.settings, guard_names=guard))
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
        self.commands["panel"].setChecked(shown)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.commands["full-screen"].setChecked(self.isFullScreen())

    def _about(self) -> None:
        from reader.gui.about import AboutDialog

        AboutDialog(self).open()

    def remember(self, settings: Settings) -> None:
        """Settings that cannot be saved are no reason to interrupt anybody's reading."""
        if settings.recent != self.settings.recent:
            self.empty.set_recent(settings.recent)
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
        self.remember(
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
