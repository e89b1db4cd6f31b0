"""Line icons in the colours of the theme (Lucide, see resources/icons)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.palette import Palette
from reader.paths import resource

__all__ = ["SIZE", "icon", "pixmap"]

SIZE: Final = 18
"""Edge of an icon in buttons, in logical pixels."""

_SCALES: Final = (1.0, 2.0)


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: str, size: int = SIZE, scale: float = 1.0) -> QPixmap:
    """The icon `name` (a file in resources/icons) in `colour`, `size` logical pixels wide, for a
    screen with `scale` device pixels a logical one."""
    # A two-pixel stroke is heavy beside 13-pixel text.
    svg = _source(name).replace("currentColor", colour).replace('width="2"', 'width="1.75"')
    edge = round(size * scale)
    image = QPixmap(edge, edge)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def icon(name: str, palette: Palette, colour: str = "", size: int = SIZE) -> QIcon:
    """The icon for a button or menu: `colour` (default: the text's), fainter while disabled."""
    normal = colour or palette.text
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(pixmap(name, normal, size, scale), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, palette.faint, size, scale), QIcon.Mode.Disabled)
    return result
