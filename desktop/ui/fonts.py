"""The bundled typeface in pixel sizes; loaded before the first widget, so that no font of the system is counted on."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop.base import paths

FAMILY = "Noto Sans SC"
FACES = ("Regular", "Medium", "Bold")
Weight = Literal[400, 500, 700]


def load(app: QApplication) -> None:
    """Register the three faces by file and make 13/400 the application's font."""
    for face in FACES:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / f"NotoSansSC-{face}.ttf"))
    app.setFont(font(13))


@cache
def font(size: int, weight: Weight = 400) -> QFont:
    """The face at a size in pixels; treat it as fixed, it is shared."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    return made


@cache
def metrics(size: int, weight: Weight = 400) -> QFontMetrics:
    """Measures of the face at a size in pixels."""
    return QFontMetrics(font(size, weight))


@lru_cache(maxsize=16384)
def width(text: str, size: int = 13, weight: Weight = 400) -> int:
    """How many pixels a line of text takes."""
    return metrics(size, weight).horizontalAdvance(text)
