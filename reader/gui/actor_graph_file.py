"""A graph of actors as a picture to keep: SVG or PNG, in light colours, with title and key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from reader.errors import OutputError
from reader.files import write_atomically
from reader.gui.actor_graph_key import draw_key, key_size
from reader.gui.actor_graph_scene import ActorScene
from reader.gui.actor_graph_style import draw_words
from reader.gui.fonts import interface_font
from reader.gui.offsets import displayable
from reader.palette import LIGHT

__all__ = ["KINDS", "write_graph"]

KINDS: Final = {"svg": "Drawing (*.svg)", "png": "Picture (*.png)"}
"""What a graph can be saved as, by suffix."""

_SCALE: Final = 2.0
"""Pixels of a PNG for each one on the screen."""
_MOST: Final = 12_000
"""Edge of a PNG in pixels; beyond it, it is drawn smaller."""
_MARGIN: Final = 32.0
_TITLE: Final = 44.0
_LINE: Final = 16.0
"""From line to line of the note."""


def write_graph(scene: ActorScene, title: str, note: str, out: Path) -> None:
    """Writes `out`, whose suffix says how; `title` stands above, `note` under the key.

    `scene` must be in light colours with nobody lit. Raises OutputError."""
    suffix = out.suffix.lower()
    if suffix not in (".svg", ".png"):
        raise OutputError(f"{out.name}: choose a name that ends in .svg or .png")
    page = _Page(scene, title, note)
    write_atomically(out, page.svg() if suffix == ".svg" else page.png())


class _Page:
    def __init__(self, scene: ActorScene, title: str, note: str) -> None:
        self._scene, self._title = scene, displayable(title)
        self._area = scene.area()
        self._width = max(self._area.width(), 480.0) + 2 * _MARGIN
        self._key = key_size(scene.ties, self._width - 2 * _MARGIN).height()
        self._note = _broken(note, QFontMetricsF(interface_font(11)), self._width - 2 * _MARGIN)
        more = _LINE * (len(self._note) - 1)
        self._height = _TITLE + self._area.height() + self._key + 3 * _MARGIN + more

    def svg(self) -> bytes:
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(round(self._width), round(self._height)))
        generator.setViewBox(QRectF(0, 0, self._width, self._height))
        generator.setResolution(96)
        generator.setTitle(self._title)
        generator.setDescription(" ".join(self._note))
        painter = QPainter(generator)
        self._draw(painter)
        painter.end()
        return bytes(buffer.data().data())

    def png(self) -> bytes:
        scale = min(_SCALE, _MOST / max(self._width, self._height))
        size = QSize(round(self._width * scale), round(self._height * scale))
        image = QImage(size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(scale, scale)
        self._draw(painter)
        painter.end()
        image.setText("Title", self._title)
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(image)
        return bytes(buffer.data().data())

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self._width, self._height), QColor(LIGHT.page))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._width - 2 * _MARGIN
        strong = interface_font(17, QFont.Weight.DemiBold)
        title = QFontMetricsF(strong).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        at = QPointF(_MARGIN, _MARGIN + 10)
        # Isolated, so that an Arabic title stands as one piece after nothing at all.
        draw_words(painter, at, f"\u2068{title}\u2069", strong, QColor(LIGHT.text))
        left = (self._width - self._area.width()) / 2
        target = QRectF(left, _TITLE + _MARGIN / 2, self._area.width(), self._area.height())
        self._scene.render(painter, target, self._area)
        below = QPointF(_MARGIN, target.bottom() + _MARGIN / 2)
        draw_key(painter, self._scene.ties, LIGHT, below, room)
        at = below + QPointF(0, self._key + _MARGIN * 0.7)
        for line in self._note:
            draw_words(painter, at, line, interface_font(11), QColor(LIGHT.muted))
            at += QPointF(0, _LINE)


def _broken(note: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """`note` in lines of at most `room` pixels, if no single word is wider."""
    lines: list[str] = []
    for word in note.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
