"""The main window: an article beside its translation, the panel, and everything one can do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader import settings as store
from reader.errors import OutputError
from reader.gui import actions as commands
from reader.gui.banner import Banners, Offer
from reader.gui.document import Document
from reader.gui.empty_state import EmptyState
from reader.gui.entity_panel import EntityPanel
from reader.gui.reading_pane import ReadingPane
from reader.gui.status_line import StatusLine
from reader.gui.theme import Theme
from reader.gui.top_bar import TopBar
from reader.gui.worker import Jobs
from reader.model import Analysis, Article, Engines
from reader.palette import Palette
from reader.paths import resource
from reader.pipeline import Update
from reader.settings import Settings

__all__ = ["Window", "sample_path"]

_FLUSH_MS: Final = 60
_ZOOM_STEP: Final = 1.1
_FILTER: Final = "Articles (*.txt *.text *.md *.markdown *.html *.htm *.xhtml);;All files (*)"


def sample_path() -> Path:
    """The article that comes with Qari."""
    return min(resource("samples").glob("*.txt"))


class Window(QMainWindow):
    """Attributes: document (what is open), settings (as they are now), banners, pane, panel."""

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
        self.document: Document | None = None
        self._theme = theme
        self._jobs = jobs
        self._path: Path | None = None
        self._opening: Path | None = None
        self._engines = Engines()
        self._exporting = False
        self._stopped = False
        self._flush_timer = QTimer(self, singleShot=True, interval=_FLUSH_MS)
        self._flush_timer.timeout.connect(self._flush)
        self.setWindowTitle("Qari")
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self._actions = commands.build(self, self._triggers(), self._choose)
        submenus = commands.fill(self.menuBar(), self._actions)
        self._recent_menu = submenus["recent"]
        self._recent_menu.aboutToShow.connect(self._fill_recent)
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
            "sample": lambda: self.open_path(sample_path()),
            "export-pdf": lambda: self.choose_export("pdf"),
            "export-json": lambda: self.choose_export("json"),
            "quit": self.close,
            "copy": lambda: self.pane.view.copy(),
            "find": lambda: self.pane.begin_find(),
            "find-next": lambda: self.pane.find_sentence(1),
            "find-previous": lambda: self.pane.find_sentence(-1),
            "zoom-in": lambda: self._zoom(_ZOOM_STEP),
            "zoom-out": lambda: self._zoom(1 / _ZOOM_STEP),
            "zoom-reset": lambda: self.pane.view.set_zoom(1.0),
            "panel": self._toggle_panel,
            "full-screen": self._toggle_full_screen,
            "about": self._about,
        }

    def _lay_out(self) -> None:
        colours = self._theme.colours
        self.top_bar = TopBar(self._actions, self._recent_menu)
        self.banners = Banners(colours)
        self.empty = EmptyState(colours)
        self.pane = ReadingPane()
        self.pane.view.setProperty("role", "page")
        self.panel = EntityPanel(colours)
        self.status = StatusLine(colours)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setCollapsible(0, False)
        self._splitter.setCollapsible(1, False)
        self._splitter.setHandleWidth(1)
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
        jobs, view, panel = self._jobs, self.pane.view, self.panel
        jobs.loading.connect(self._on_loading)
        jobs.parts_loaded.connect(self._on_parts_loaded)
        jobs.parts_failed.connect(self._on_parts_failed)
        jobs.knowledge_loaded.connect(lambda found: panel.set_knowledge({e.id: e for e in found}))
        jobs.article_read.connect(self._on_article_read)
        jobs.updated.connect(self._on_updated)
        jobs.ended.connect(self._on_ended)
        jobs.failed.connect(self._on_failed)
        jobs.exported.connect(self._on_exported)
        jobs.export_failed.connect(self._on_export_failed)
        self.status.cancel_wanted.connect(self._cancel)
        self.empty.open_wanted.connect(self.choose_file)
        self.empty.sample_wanted.connect(lambda: self.open_path(sample_path()))
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
        self._splitter.setSizes([10_000, max(kept.panel_width, self.panel.minimumWidth())])
        self._show_panel(kept.panel_visible)
        self._actions[f"theme:{kept.theme}"].setChecked(True)
        self._actions[f"engine:{kept.engine}"].setChecked(True)
        self.empty.set_recent(kept.recent)

    def _set_colours(self, colours: Palette) -> None:
        commands.recolour(self._actions, colours)
        for part in (self.top_bar, self.banners, self.empty, self.pane, self.panel):
            part.set_colours(colours)
        self.status.legend.set_colours(colours)

    # ------------------------------------------------------------ opening and reading

    def load_engines(self) -> None:
        """Begins to load dictionary and translation engine, so that they are there in time."""
        self._jobs.load(self.settings.engine)

    def choose_file(self) -> None:
        """Asks for an article and opens it."""
        dialog = QFileDialog(self, "Open an Arabic article", str(self._folder()), _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        dialog.open()

    def _folder(self) -> Path:
        return self._path.parent if self._path else Path.home()

    def open_path(self, path: Path) -> None:
        """Reads and analyses a file; what is open stays until its text is there."""
        self._opening = path
        self._stopped = False
        self.banners.clear("file")
        self.banners.clear("stopped")
        self.status.work(f"Opening {path.name}…")
        self._jobs.open(path, self.settings.engine)
        self._tell_state()

    def show_analysis(self, analysis: Analysis) -> None:
        """Shows a finished analysis."""
        self._engines = analysis.engines
        self._show(Document.of(analysis))
        self._flush()
        self.pane.view.set_waiting(False)
        self._tell_problems()
        self._tell_state()

    def show_entity(self, id: str) -> None:
        """Opens the panel at the card of an entity."""
        self._show_panel(True)
        self.panel.show_card(id)

    def _show(self, document: Document) -> None:
        self.document = document
        document.engines = self._engines
        self.banners.clear("problems")
        self.pane.set_document(document)
        self.pane.view.set_waiting(True)
        self.panel.set_document(document)
        self._pages.setCurrentWidget(self._splitter)
        self.pane.view.setFocus()
        self._show_panel(not self.panel.isHidden())
        source = document.article.source
        title = source.title or _heading(document.article) or source.name
        facts = [source.name, source.date or "", _count(document.words, "word")]
        facts = [fact for fact in facts if fact and fact != title]
        self.top_bar.set_document(title, "  ·  ".join(facts))
        self.setWindowTitle(f"{source.name} – Qari")
        self._tell_engine()

    def _on_loading(self) -> None:
        self.banners.clear("parts")
        self.status.work("Loading the dictionary…", stoppable=False)

    def _on_parts_loaded(self, engines: Engines) -> None:
        self._engines = engines
        if self.document and self._jobs.busy:
            self.document.engines = engines
        self._tell_engine()
        self._tell_state()

    def _on_parts_failed(self, message: str) -> None:
        self._engines = Engines()
        self._tell("parts", "error", message, ("Try again", self._analyse_again))
        self._tell_state()

    def _analyse_again(self) -> None:
        """With the engines as they are now."""
        self._stopped = False
        self.banners.clear("stopped")
        if self.document:
            self._jobs.analyse(self.document.article, self.settings.engine)
        else:
            self._jobs.load(self.settings.engine)
        self._tell_state()

    def _on_article_read(self, article: Article) -> None:
        if self._opening:
            self._path, self._opening = self._opening, None
            self._remember(store.with_recent(self.settings, self._path))
            self.empty.set_recent(self.settings.recent)
        self._show(Document(article, self._engines))
        self._tell_state()

    def _on_updated(self, update: Update) -> None:
        if self.document:
            self.document.add(update)
            if not self._flush_timer.isActive():
                self._flush_timer.start()

    def _flush(self) -> None:
        """Shows what has come since the last time: painting once for many updates."""
        if self.document is None:
            return
        for number in self.document.take_changed():
            self.pane.view.set_sentence(number, self.document.sentence(number))
        self.panel.refresh()
        self.status.legend.set_counts(self.panel.counts)
        self._tell_state()

    def _on_ended(self) -> None:
        self._opening = None
        self._flush_timer.stop()
        self._flush()
        self.pane.view.set_waiting(False)
        self._tell_problems()
        document = self.document
        if self._stopped and document and document.done < len(document.sentences):
            self._tell(
                "stopped",
                "warning",
                f"Stopped after {document.done} of {len(document.sentences)} sentences.",
                ("Start again", self._analyse_again),
            )
        self._stopped = False
        self._tell_state()

    def _on_failed(self, message: str) -> None:
        if self._opening:
            recent = tuple(p for p in self.settings.recent if p != str(self._opening.absolute()))
            self._remember(replace(self.settings, recent=recent))
            self.empty.set_recent(recent)
            self._opening = None
        self._tell("file", "error", message, ("Open another…", self.choose_file))
        self._flush()
        self._tell_state()

    def _cancel(self) -> None:
        self._stopped = True
        self._jobs.cancel()
        self.status.work("Stopping…", stoppable=False)

    # ------------------------------------------------------------ export

    def choose_export(self, suffix: str) -> None:
        """Asks where to and writes a PDF or JSON file."""
        if self.document is None:
            return
        kind = "PDF document (*.pdf)" if suffix == "pdf" else "Qari analysis (*.json)"
        stem = Path(self.document.article.source.name).stem or "article"
        dialog = QFileDialog(self, f"Export {suffix.upper()}", str(self._folder()), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{stem}.{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.open()

    def export(self, out: Path) -> None:
        """Writes what is known of the article into `out` (.pdf or .json)."""
        if self.document is None:
            return
        self._exporting = True
        self.banners.clear("export")
        self._jobs.export(self.document.analysis(), out)
        self._tell_state()
        self.status.work(f"Writing {out.name}…", stoppable=False)

    def _on_exported(self, out: Path) -> None:
        self._exporting = False
        self._tell(
            "export",
            "done",
            f"Saved {out.name} in {out.parent}",
            ("Open", lambda: _show_in_desktop(out)),
            ("Open folder", lambda: _show_in_desktop(out.parent)),
        )
        self._tell_state()

    def _on_export_failed(self, message: str) -> None:
        self._exporting = False
        self._tell("export", "error", message)
        self._tell_state()

    # ------------------------------------------------------------ telling

    def _tell(self, topic: str, tone: str, message: str, *offers: Offer) -> None:
        self.banners.tell(topic, tone, message[:1].upper() + message[1:], *offers)

    def _tell_problems(self) -> None:
        if self.document and self.document.problems:
            self._tell("problems", "warning", "  ".join(self.document.problems))

    def _tell_engine(self) -> None:
        engine = self.document.engines.translation if self.document else self._engines.translation
        self.pane.set_engine(engine)
        self.status.engine.set_engine(engine)

    def _tell_state(self) -> None:
        """Status line, and which actions make sense now."""
        document, busy = self.document, self._jobs.busy
        for command in commands.COMMANDS:
            ready = document is not None
            if command.needs == "analysis":
                ready = ready and not busy and not self._exporting
            if command.needs:
                self._actions[command.id].setEnabled(ready)
        if busy and document and not self._opening:
            total = len(document.sentences)
            if document.done or document.engines.translation:
                words = f"Translating: {document.done} of {total} sentences"
                self.status.work(words, document.done, total)
        elif not busy and not self._exporting:
            self.status.rest("Ready" if self._engines.glosses or document else "")
        if document:
            names = _count(len(document.entities), "name")
            paragraphs = _count(len(document.article.paragraphs), "paragraph")
            self.status.set_fact(f"{paragraphs}  ·  {names}")

    # ------------------------------------------------------------ view

    def _choose(self, group: str, value: str) -> None:
        if group == "theme":
            self._remember(replace(self.settings, theme=value))
            self._theme.choose(value)
        elif value != self.settings.engine:
            self._remember(replace(self.settings, engine=value))
            commands.recolour(self._actions, self._theme.colours)
            self._analyse_again()

    def _zoom(self, factor: float) -> None:
        self.pane.view.set_zoom(self.pane.view.zoom() * factor)

    def _on_zoom(self, zoom: float) -> None:
        self.top_bar.set_zoom(zoom)
        self.settings = replace(self.settings, zoom=zoom)

    def _toggle_panel(self) -> None:
        self._show_panel(self.panel.isHidden())

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

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for name in self.settings.recent:
            path = Path(name)
            action = self._recent_menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(name)
            action.triggered.connect(lambda _=False, path=path: self.open_path(path))
        if not self.settings.recent:
            self._recent_menu.addAction("Nothing opened yet").setEnabled(False)

    def _remember(self, settings: Settings) -> None:
        """Settings that cannot be saved are no reason to interrupt anybody's reading."""
        self.settings = settings
        with contextlib.suppress(OutputError):
            self._save(settings)

    # ------------------------------------------------------------ events of the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(_dropped(event)) == 1:
            event.acceptProposedAction()
            self.empty.set_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.empty.set_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.empty.set_dragging(False)
        event.acceptProposedAction()
        self.open_path(_dropped(event)[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setMaximumWidth(max(self.panel.minimumWidth(), self.width() * 36 // 100))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._flush_timer.stop()
        geometry = self.saveGeometry().toBase64().toStdString()
        width = self.panel.width() if not self.panel.isHidden() else self.settings.panel_width
        self._remember(
            replace(
                self.settings,
                geometry=geometry,
                panel_visible=not self.panel.isHidden(),
                panel_width=width,
            )
        )
        self.hide()
        self._jobs.close()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    """The files of this machine that a drag holds."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _show_in_desktop(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _heading(article: Article) -> str:
    """The first paragraph, if it is a heading."""
    first = article.paragraphs[0] if article.paragraphs else None
    return article.text[first.start : first.end].strip() if first and first.heading else ""
