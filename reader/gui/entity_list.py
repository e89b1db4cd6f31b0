"""The actors and places of an article as rows: a model, what the filter lets through, a painter."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.export.names import aliases_ar
from reader.gui.fonts import arabic_font, interface_font
from reader.gui.theme import mix
from reader.model import Entity, EntityType
from reader.palette import Palette
from reader.text.keys import lookup_key

__all__ = ["EntityDelegate", "EntityFilter", "EntityModel", "Role"]

Index = QModelIndex | QPersistentModelIndex

_ROW = 52
_LEFT = 16
_RIGHT = 16


class Role(IntEnum):
    ENTITY = Qt.ItemDataRole.UserRole
    COUNT = Qt.ItemDataRole.UserRole + 1


class EntityModel(QAbstractListModel):
    """Rows of (entity, how often it is named), in the order of the article."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Entity, int]] = []

    def set_rows(self, rows: Sequence[tuple[Entity, int]]) -> None:
        """Takes the rows as they are now; rows only ever grow while an article is analysed, so
        that the selection and the scroll position stay where they are."""
        shared = 0
        for old, new in zip(self._rows, rows, strict=False):
            if old[0].id != new[0].id:
                break
            shared += 1
        if shared < len(self._rows):
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        if len(rows) > shared:
            self.beginInsertRows(QModelIndex(), shared, len(rows) - 1)
            self._rows = list(rows)
            self.endInsertRows()
        self._rows = list(rows)
        if shared:
            self.dataChanged.emit(self.index(0), self.index(shared - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entity, count = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entity.name_en
        if role == Role.ENTITY:
            return entity
        if role == Role.COUNT:
            return count
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entity.name_en} · {entity.name_ar}\n{entity.kind}, {mentions(count)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entity.name_en}, {entity.kind}, {mentions(count)}"
        return None


def mentions(count: int) -> str:
    return "named once" if count == 1 else f"named {count} times"


class EntityFilter(QSortFilterProxyModel):
    """Lets through what matches the typed words, however spelled, and is of a type not hidden."""

    def __init__(self, source: EntityModel) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._hidden: frozenset[EntityType] = frozenset()
        self._by_count = True
        self.setSourceModel(source)
        self.setDynamicSortFilter(True)
        self.sort(0)

    def set_text(self, text: str) -> None:
        self._words = tuple(lookup_key(text).split())
        self._again()

    def set_hidden(self, hidden: frozenset[EntityType]) -> None:
        self._hidden = hidden
        self._again()

    def set_by_count(self, by_count: bool) -> None:
        """Most often named first, or in the order of the article."""
        self._by_count = by_count
        self.invalidate()
        self.sort(0)

    def _again(self) -> None:
        self.beginFilterChange()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        entity = self.sourceModel().index(row, 0).data(Role.ENTITY)
        if entity.type in self._hidden:
            return False
        if not self._words:
            return True
        names = [entity.name_en, entity.name_ar, entity.kind, *entity.aliases_en]
        names += aliases_ar(entity)
        names += [alias.en for alias in entity.aliases]
        haystack = lookup_key(" ".join(names))
        return all(word in haystack for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        if self._by_count:
            mine, other = left.data(Role.COUNT), right.data(Role.COUNT)
            if mine != other:
                return bool(mine > other)
        return left.row() < right.row()


class EntityDelegate(QStyledItemDelegate):
    """Paints a row: the type's dot, English name over kind, Arabic name, count."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._name = interface_font(13, interface_font(13).Weight.Medium)
        self._small = interface_font(11.5)
        self._arabic = arabic_font(17)

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entity: Entity = index.data(Role.ENTITY)
        colours = self._colours
        state, rect = option.state, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        middle = rect.center().y() + 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.types[entity.type].line))
        painter.drawEllipse(QRectF(rect.left() + _LEFT, middle - 4, 8, 8))

        count = str(index.data(Role.COUNT))
        right = rect.right() - _RIGHT
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        column = QRect(right - 24, rect.top(), 24, rect.height())
        painter.drawText(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        left = rect.left() + _LEFT + 8 + 12
        room = right - 28 - left
        # The English name gets what it needs before the Arabic one is cut, up to three fifths.
        english = QFontMetrics(self._name).horizontalAdvance(entity.name_en)
        arabic = self._elided(self._arabic, entity.name_ar, room - min(english, room * 3 // 5) - 8)
        taken = QFontMetrics(self._arabic).horizontalAdvance(arabic)
        painter.setFont(self._arabic)
        painter.setPen(QColor(colours.text))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        where = QRect(right - 28 - taken - 2, rect.top() - 2, taken + 4, rect.height())
        painter.drawText(
            where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, arabic
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        room -= taken + 8
        painter.setFont(self._name)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        top = QRect(left, rect.top() + 8, room, 19)
        painter.drawText(top, line, self._elided(self._name, entity.name_en, room))
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        kind = entity.kind if entity.known else f"{entity.kind} · no record"
        under = QRect(left, rect.top() + 26, room, 17)
        painter.drawText(under, line, self._elided(self._small, kind, room))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not under_mouse:
            return
        colours = self._colours
        box = QRectF(rect).adjusted(8.5, 2.5, -8.5, -2.5)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(colours.accent), 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(colours.text, colours.panel, 0.09 if chosen else 0.05)))
        painter.drawRoundedRect(box, 6, 6)

    @staticmethod
    def _elided(font: QFont, text: str, room: int) -> str:
        metrics = QFontMetrics(font)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
