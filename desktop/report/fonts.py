"""The report's typefaces: embedded Noto Sans SC, widths, and where a sign comes from that the font does not have."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import TYPE_CHECKING

from desktop.base import paths
from desktop.report.rare import rare_font

if TYPE_CHECKING:
    from desktop.report.typeface import WideFont

# The weights, and the stroke around borrowed signs, in ems, that makes them as heavy: they come in one weight.
FACES = {"Regular": 0.012, "Medium": 0.02, "Bold": 0.035}
BASE = "NotoSansSC-Regular"

# One report at a time: the library's font objects belong to one document.
LOCK = threading.Lock()

_CONTROL = re.compile(r"[\t\x0b\x0c\u2028\u2029\u00a0\u3000]")


class Face:
    """One weight of the typeface with the widths of its signs.

    `borrowed`: the signs met so far that another font draws; `stroke`, in ems, is drawn around those.
    """

    def __init__(self, font: WideFont, stroke: float = 0.0) -> None:
        self.font = font
        self.stroke = stroke
        self.borrowed: dict[str, WideFont] = {}
        self._widths: dict[int, float] = font.face.charWidths
        self._default: float = font.face.defaultWidth
        self._glyphs: dict[int, int] = font.face.charToGlyph
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width of a text in thousandths of the size."""
        known = self._known.get(text)
        if known is None:
            widths, default = self._widths, self._default
            known = sum([widths.get(ord(sign), default) for sign in text])
            if len(text) < 40:
                if len(self._known) > 60_000:
                    self._known.clear()
                self._known[text] = known
        return known

    def shown(self, text: str) -> str:
        """The text with every sign drawn: one that no font has stands as its code point in brackets, never dropped."""
        text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
        lacking = {ord(sign) for sign in set(text) if sign != "\n" and (sign < " " or ord(sign) not in self._glyphs)}
        lacking = {point for point in lacking if not self._borrow(point)} if lacking else lacking
        return text.translate({point: f"[U+{point:04X}]" for point in lacking}) if lacking else text

    def _borrow(self, point: int) -> bool:
        """Whether another font has the sign, which from then on is measured and drawn from there."""
        if chr(point) in self.borrowed:
            return True
        font = rare_font(point)
        if font is None:
            return False
        # The sign's own font never writes it, so its width can stand in that font's table and measuring costs nothing more.
        self._widths[point] = font.face.charWidths[point]
        self._known.clear()
        self.borrowed[chr(point)] = font
        return True


@cache
def faces() -> dict[str, Face]:
    """The three weights, read and made known to the library once."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics

    from desktop.report.typeface import WideFont

    # Base 85 makes pictures larger and thirty times slower.
    rl_config.useA85 = 0
    found = {}
    for weight, stroke in FACES.items():
        font = WideFont(f"NotoSansSC-{weight}", str(paths.resources() / "fonts" / f"NotoSansSC-{weight}.ttf"))
        pdfmetrics.registerFont(font)
        found[weight] = Face(font, stroke)
    # Else Helvetica, which is not embedded, slips into every page.
    rl_config.canvas_basefontname = BASE
    return found
