"""The bundled fonts, loaded once, and the three voices they are used in.

Arabic is set in Amiri, English in Source Serif 4, the window's own words in Inter. Each falls back
on the others, so that a Latin name inside Arabic or an Arabic word inside English has a fitting
face, and after them on whatever the system has.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from reader.errors import BrokenPartError
from reader.paths import resource

__all__ = [
    "ARABIC",
    "ENGLISH",
    "INTERFACE",
    "arabic_font",
    "english_font",
    "interface_font",
    "load_fonts",
]

ARABIC = "Amiri"
ENGLISH = "Source Serif 4"
INTERFACE = "Inter"


@cache
def load_fonts() -> tuple[str, ...]:
    """Registers every bundled font with Qt and returns the families; needs a QGuiApplication.

    Raises BrokenPartError if a font file is missing or damaged."""
    families: dict[str, None] = {}
    for path in sorted(resource("fonts").glob("*/*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise BrokenPartError(f"{path}: damaged font file; install Qari again")
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    if not {ARABIC, ENGLISH, INTERFACE} <= families.keys():
        raise BrokenPartError(f"{resource('fonts')}: fonts are missing; install Qari again")
    return tuple(families)


def _font(families: list[str], pixels: float, weight: QFont.Weight) -> QFont:
    load_fonts()
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(weight)
    # Hinted widths would make the line breaks depend on the zoom.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def arabic_font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Amiri, Regular or Bold."""
    return _font([ARABIC, ENGLISH], pixels, weight)


def english_font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Source Serif 4, Regular or SemiBold (`DemiBold`)."""
    return _font([ENGLISH, ARABIC], pixels, weight)


def interface_font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter, Regular, Medium or SemiBold (`DemiBold`)."""
    return _font([INTERFACE, ARABIC], pixels, weight)
