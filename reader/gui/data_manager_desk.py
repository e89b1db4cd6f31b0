"""Between the window and its data manager: opens it, and does what follows from a new part.

A part that came or went is loaded or let go at once; what is open is offered for translation anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from reader.data.catalogue import DICTIONARY, Part
from reader.data.install import looks_like_part
from reader.gui.banner import Banners, Offer
from reader.gui.data_manager import DataManager
from reader.gui.data_manager_words import title
from reader.gui.session import Session
from reader.gui.worker import Jobs
from reader.palette import Palette

__all__ = ["DataDesk"]


class DataDesk(QObject):
    """Attributes: manager (None until it is first opened), offer (for banners: opens it)."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        jobs: Jobs,
        banners: Banners,
        colours: Palette,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self.manager: DataManager | None = None
        self._window = window
        self._session = session
        self._jobs = jobs
        self._banners = banners
        self._colours = colours
        self._actions = actions
        self.offer: Offer = ("Dictionaries and models…", self.open)

    def open(self) -> DataManager:
        """Shows the manager."""
        if self.manager is None:
            self.manager = DataManager(self._window, self._colours)
            self.manager.installed.connect(self._on_installed)
            self.manager.removed.connect(self._on_removed)
            self.manager.left.connect(self._on_left)
        self.manager.show()
        self.manager.raise_()
        self.manager.activateWindow()
        return self.manager

    def takes(self, file: Path) -> bool:
        """Shows the manager and installs the file in it, if it is no article but a part."""
        if looks_like_part(file):
            self.open().install_files([file])
            return True
        return False

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        if self.manager:
            self.manager.set_colours(colours)

    def close(self) -> None:
        """Stops what is under way and waits for the end of it."""
        if self.manager:
            self.manager.close_jobs()

    def _on_installed(self, part: Part) -> None:
        self._load_anew()
        offers = self._offers(part)
        for banners in self._all_banners():
            banners.tell("data", "done", f"{title(part)} is installed.", *offers)

    def _on_removed(self, name: str) -> None:
        self._load_anew()
        for banners in self._all_banners():
            banners.tell("data", "done", f"{name} was removed.")

    def _on_left(self) -> None:
        self._banners.tell(
            "data", "done", "The installation goes on in the background.", ("Show", self.open)
        )

    def _all_banners(self) -> list[Banners]:
        return [self._banners, *([self.manager.banners] if self.manager else [])]

    def _offers(self, part: Part) -> tuple[Offer, ...]:
        if self._session.document is None:
            return ()
        if part.name == DICTIONARY:
            return (("Read again with it", lambda: self._again(self._session.engine)),)
        built_in = self._session.engine in {"draft", "lite"}
        engine = "argos" if built_in else self._session.engine
        words = f"Translate again with argos ar-en {part.version}"
        return ((words, lambda: self._again(engine)),) if part.in_use else ()

    def _again(self, engine: str) -> None:
        for banners in self._all_banners():
            banners.clear("data")
        if self.manager:
            self.manager.hide()
        if engine == self._session.engine:
            self._session.analyse_again()
        else:
            self._actions[f"engine:{engine}"].trigger()

    def _load_anew(self) -> None:
        self._jobs.forget()
        self._session.load_engines()
