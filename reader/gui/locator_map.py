"""A small map that shows where a place lies: drawn from shipped geometry, nothing is fetched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.fonts import interface_font
from reader.gui.map_geometry import EARTH_KM, SEAS, Arc, Country, Projection, World, world
from reader.gui.map_labels import Grid
from reader.gui.map_scene import Scene, scene
from reader.gui.theme import mix
from reader.model import Entity, EntityType, Location
from reader.palette import Palette

__all__ = ["LocatorMap", "draw_map"]

_DETAIL: Final = 0.6
"""Pixels below which points and islands are left out."""


class LocatorMap(QWidget):
    """Shows a scene; drawn once for a size, theme and scene, then only copied."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._entity: Entity | None = None
        self._others: tuple[Entity, ...] = ()
        self._home = ""
        self._drawn: QPixmap | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setToolTip(
            "Map data: Natural Earth. Borders show who holds the ground and imply no opinion."
        )

    def set_place(self, entity: Entity, others: Sequence[Entity] = (), home: str = "") -> None:
        """Shows where `entity` lies (nothing, if it has no location), with those of `others` that
        are near; `home` as `scene` takes it."""
        self._entity, self._others, self._home = entity, tuple(others), home
        self._drawn = None
        self.setAccessibleName(f"Map: {entity.name_en}")
        if entity.location:
            self.setAccessibleDescription(_in_words(entity.location, home))
        self.update()

    def set_colours(self, colours: Palette) -> None:
        self._colours, self._drawn = colours, None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self.devicePixelRatioF()
        size = self.size() * scale
        if self._entity and (self._drawn is None or self._drawn.size() != size):
            ratio = self.width() / max(1, self.height())
            shown = scene(self._entity, self._others, ratio, self._home)
            if shown:
                self._drawn = draw_map(shown, self._colours, self.size(), scale)
        if self._drawn:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, self._drawn)
            painter.end()


def _in_words(location: Location, home: str) -> str:
    north = f"{abs(location.latitude):.2f}° {'N' if location.latitude >= 0 else 'S'}"
    east = f"{abs(location.longitude):.2f}° {'E' if location.longitude >= 0 else 'W'}"
    words = f"{north}, {east}"
    return f"In {home}, {words}" if home else words


def draw_map(shown: Scene, colours: Palette, size: QSize, scale: float = 1.0) -> QPixmap:
    """The map as a picture of `size` logical pixels with rounded corners."""
    return _Drawing(shown, colours, size, scale).picture


class _Drawing:
    """One map being drawn, layer by layer."""

    def __init__(self, shown: Scene, colours: Palette, size: QSize, scale: float) -> None:
        self._scene, self._colours, self._size = shown, colours, size
        self._projection = Projection(shown.centre)
        self._per_km = size.width() / shown.width
        self._radius = math.hypot(size.width(), size.height()) / 2 / self._per_km
        self._world: World = world()
        self._lines: dict[Arc, list[QPointF]] = {}
        self.picture = QPixmap(size * scale)
        self.picture.setDevicePixelRatio(scale)
        self.picture.fill(Qt.GlobalColor.transparent)
        shapes = self._shapes()
        self._grid = self._survey(shapes)
        painter = self._painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0, 0, size.width(), size.height())
        corners = QPainterPath()
        corners.addRoundedRect(frame, 8, 8)
        painter.setClipPath(corners)
        painter.fillRect(frame, QColor(colours.sea))
        self._land(shapes)
        self._scale_bar()
        self._dots()
        self._names(shapes)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _pixel(self, point: tuple[float, float]) -> QPointF:
        return QPointF(
            self._size.width() / 2 + point[0] * self._per_km,
            self._size.height() / 2 - point[1] * self._per_km,
        )

    def _line(self, arc: Arc) -> list[QPointF]:
        """An arc in pixels, with no more points than can be told apart."""
        found = self._lines.get(arc)
        if found is None:
            across, down, k = self._size.width() / 2, self._size.height() / 2, self._per_km
            points = self._projection.line(arc.thinned(_DETAIL / k))
            found = [QPointF(across + east * k, down - north * k) for east, north in points]
            self._lines[arc] = found
        return found

    def _shapes(self) -> list[tuple[Country, QPainterPath]]:
        speck = _DETAIL / self._per_km / EARTH_KM
        shapes = []
        for country in self._world.countries:
            path = QPainterPath()
            for ring in country.rings:
                if ring.cap.reach > speck and self._projection.sees(ring.cap, self._radius):
                    outline: list[QPointF] = []
                    for arc, backwards in ring.arcs:
                        line = self._line(arc)
                        outline += reversed(line) if backwards else line
                    path.addPolygon(outline)
                    path.closeSubpath()
            if not path.isEmpty():
                shapes.append((country, path))
        return shapes

    def _survey(self, shapes: list[tuple[Country, QPainterPath]]) -> Grid:
        """Which country (its number in `shapes` + 1) or water (0) covers each cell; a stretch of
        water with a name gets 1000 + its number."""
        width = self._size.width() // Grid.cell
        height = self._size.height() // Grid.cell
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.scale(1 / Grid.cell, 1 / Grid.cell)
        for number, (_, path) in enumerate(shapes, 1):
            painter.fillPath(path, QColor(0, number >> 8, number & 255))
        painter.end()
        cells = []
        for row in range(height):
            for column in range(width):
                number = image.pixel(column, row) & 0xFFFF
                cells.append(number or self._sea_at(column, row))
        return Grid(width, height, cells)

    def _sea_at(self, column: int, row: int) -> int:
        east = ((column + 0.5) * Grid.cell - self._size.width() / 2) / self._per_km
        north = (self._size.height() / 2 - (row + 0.5) * Grid.cell) / self._per_km
        here = self._projection.location(east, north)
        return next((1000 + n for n, (_, box) in enumerate(SEAS) if box.holds(here)), 0)

    def _land(self, shapes: list[tuple[Country, QPainterPath]]) -> None:
        colours, painter = self._colours, self._painter
        for country, path in shapes:
            own = country is self._scene.country
            painter.fillPath(path, QColor(colours.land if own else colours.land_other))
        coast = QPen(QColor(mix(colours.muted, colours.sea, 0.55)), 0.9)
        border = QPen(QColor(mix(colours.muted, colours.land, 0.6)), 0.9)
        border.setDashPattern([4, 2.5])
        for pen, arcs in ((coast, self._world.coasts), (border, self._world.borders)):
            painter.setPen(pen)
            for arc in arcs:
                if arc in self._lines:
                    painter.drawPolyline(self._line(arc))
        if not self._scene.marked and self._scene.country:
            own_path = next(path for country, path in shapes if country is self._scene.country)
            place = colours.types[EntityType.LOC]
            painter.fillPath(own_path, QColor(place.fill))
            painter.strokePath(own_path, QPen(QColor(place.line), 1.3))

    def _scale_bar(self) -> None:
        painter, colours = self._painter, self._colours
        room = self._size.width() / 4 / self._per_km
        step = 10 ** math.floor(math.log10(room))
        length = max(n * step for n in (1, 2, 5) if n * step <= room)
        text = f"{length:,.0f} km"
        font = interface_font(9.5)
        width, left, bottom = length * self._per_km, 10.0, self._size.height() - 10.0
        painter.setFont(font)
        painter.setPen(QPen(QColor(colours.muted), 1.2))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(left, bottom - 3),
                    QPointF(left, bottom),
                    QPointF(left + width, bottom),
                    QPointF(left + width, bottom - 3),
                ]
            )
        )
        painter.drawText(QPointF(left + width + 5, bottom + 2), text)
        taken = width + 10 + QFontMetricsF(font).horizontalAdvance(text)
        self._grid.block(left - 4, bottom - 12, taken + 16, 20)

    def _dots(self) -> None:
        painter, colours = self._painter, self._colours
        green = QColor(colours.types[EntityType.LOC].line)
        if self._scene.marked:
            at = self._pixel((0.0, 0.0))
            halo = QColor(green)
            halo.setAlpha(50)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawEllipse(at, 11, 11)
            painter.setBrush(green)
            painter.setPen(QPen(QColor(colours.raised), 1.8))
            painter.drawEllipse(at, 5.2, 5.2)
            self._grid.block(at.x() - 8, at.y() - 8, 16, 16)
            font = interface_font(12, QFont.Weight.DemiBold)
            self._beside(self._scene.label, at, 10, font, colours.text)
        font = interface_font(10.5)
        for name, location in self._scene.others:
            at = self._pixel(self._projection.point(location))
            if self._grid.free(at.x() - 3, at.y() - 3, 6, 6) and self._beside(
                name, at, 5, font, colours.muted
            ):
                painter.setPen(QPen(QColor(colours.raised), 1))
                painter.setBrush(QColor(colours.muted))
                painter.drawEllipse(at, 2.8, 2.8)
                self._grid.block(at.x() - 3, at.y() - 3, 6, 6)

    def _beside(self, text: str, at: QPointF, gap: float, font: QFont, colour: str) -> bool:
        """Writes a name beside its dot where there is room, or tells that there is none."""
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(text), metrics.height()
        for x, y in (
            (at.x() + gap, at.y() - height / 2),
            (at.x() - gap - width, at.y() - height / 2),
            (at.x() - width / 2, at.y() - gap - height),
            (at.x() - width / 2, at.y() + gap),
        ):
            if self._grid.free(x, y, width, height):
                self._write(text, QRectF(x, y, width + 1, height), font, colour)
                self._grid.block(x - 2, y, width + 4, height)
                return True
        return False

    def _names(self, shapes: list[tuple[Country, QPainterPath]]) -> None:
        colours = self._colours
        land = interface_font(9.5, QFont.Weight.Medium)
        land.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.1)
        small = interface_font(8, QFont.Weight.Medium)
        water = interface_font(10)
        water.setItalic(True)
        blue = mix(colours.accent, colours.sea, 0.65)
        self._own_name(shapes)
        shares = self._grid.shares()
        for number in sorted(shares, key=lambda n: -shares[n]):
            if number <= 0 or shares[number] < 0.004:
                continue
            if number >= 1000:
                self._name(number, SEAS[number - 1000][0], water, blue)
                continue
            country = shapes[number - 1][0]
            if country is not self._scene.country or self._scene.marked:
                name = country.name.upper()
                # A small country is named too, in small letters: who is left out is a statement.
                if not self._name(number, name, land, colours.muted):
                    self._name(number, name, small, colours.muted)

    def _own_name(self, shapes: list[tuple[Country, QPainterPath]]) -> None:
        """The name of a country that is shown by its shape: on it, or over its middle if it is
        narrow."""
        if self._scene.marked:
            return
        strong = interface_font(13, QFont.Weight.DemiBold)
        text, colour = self._scene.label, self._colours.text
        number = next(i for i, (c, _) in enumerate(shapes, 1) if c is self._scene.country)
        if self._name(number, text, strong, colour):
            return
        metrics, at = QFontMetricsF(strong), self._pixel((0.0, 0.0))
        width, height = metrics.horizontalAdvance(text), metrics.height()
        where = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
        self._write(text, where, strong, colour)
        self._grid.block(where.x(), where.y(), width, height)

    def _name(self, number: int, text: str, font: QFont, colour: str) -> bool:
        """Writes a name on what it names, on one line or two, if it fits there."""
        metrics = QFontMetricsF(font)
        words = text.split(" ")
        middle = (len(words) + 1) // 2
        for lines in ([text], [" ".join(words[:middle]), " ".join(words[middle:])]):
            if not lines[-1]:
                continue
            width = max(metrics.horizontalAdvance(line) for line in lines)
            height = metrics.height() * len(lines)
            place = self._grid.best(number, width + 4, height)
            if place:
                top = place.y - height / 2
                for i, line in enumerate(lines):
                    at = QRectF(place.x - width / 2, top + i * metrics.height(), width + 1, 16)
                    self._write(line, at, font, colour, Qt.AlignmentFlag.AlignHCenter)
                self._grid.block(place.x - width / 2, top, width, height)
                return True
        return False

    def _write(
        self,
        text: str,
        where: QRectF,
        font: QFont,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Text with a thin edge in the colour of the land, so that lines do not cross it."""
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text)
        x = where.center().x() - width / 2 if align == Qt.AlignmentFlag.AlignHCenter else where.x()
        outline = QPainterPath()
        outline.addText(QPointF(x, where.y() + metrics.ascent()), font, text)
        edge = QColor(self._colours.land)
        edge.setAlpha(190)
        self._painter.strokePath(outline, QPen(edge, 2.5, Qt.PenStyle.SolidLine))
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(QPointF(x, where.y() + metrics.ascent()), text)
