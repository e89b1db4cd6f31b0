"""The page beside the panel, with an edge to drag between them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

__all__ = ["PanelSplitter"]

_MOST: Final = 0.36
"""Share of the width that the panel takes at most in a window that grows narrow."""


class PanelSplitter(QSplitter):
    """Attributes: wanted (the panel's width in pixels as the user set it)."""

    def __init__(self, page: QWidget, panel: QWidget, wanted: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.wanted = max(wanted, panel.minimumWidth())
        self._panel = panel
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(page)
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._on_moved)

    def _on_moved(self) -> None:
        self.wanted = self.sizes()[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.handleWidth()
        width = max(self._panel.minimumWidth(), min(self.wanted, round(room * _MOST)))
        self.setSizes([room - width, width])
