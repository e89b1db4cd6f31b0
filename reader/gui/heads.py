"""Heads of table columns over the side that what stands below them begins at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget

__all__ = ["align_heads"]


def align_heads(table: QTableWidget, arabic: int) -> None:
    """Puts the head of the column `arabic` to the right, those of the others to the left."""
    for number in range(table.columnCount()):
        side = Qt.AlignmentFlag.AlignRight if number == arabic else Qt.AlignmentFlag.AlignLeft
        head = table.horizontalHeaderItem(number)
        if head is not None:
            head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
