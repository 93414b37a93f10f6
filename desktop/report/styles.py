"""The look of a report: type sizes, colours and measures, in points on A4."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from desktop.report.breaking import Line, break_text
from desktop.report.fonts import Face, faces

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT = 20 * MM
TOP = 26 * MM
BOTTOM = 20 * MM
WIDTH = PAGE_WIDTH - 2 * LEFT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

# The light palette of the window; paper has no other.
TEXT, TEXT2, TEXT3 = "#1B1F24", "#4E5661", "#646C78"
LINE, LINE2, TRACK, SUNKEN = "#E1E4E9", "#C3C8D0", "#E3E6EB", "#F3F4F6"
ACCENT, TINT = "#275E9B", "#E6EEF7"
WRONG, WRONG_TINT = "#B3261E", "#FBEDEB"
OPEN, OPEN_MARK, OPEN_TINT = "#855300", "#BF7A08", "#FDF3DC"
WATERMARK = "#ECEEF1"


@dataclass(frozen=True, slots=True)
class Style:
    face: Face
    size: float
    leading: float
    colour: str = TEXT
    justified: bool = False
    above: float = 0  # space above a block of this style
    below: float = 0

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: the square of a sign is centred in the leading."""
        return (self.leading - self.size) / 2 + self.size * 0.87

    def width(self, text: str) -> float:
        return self.face.width(text) * self.size / 1000

    def lines(self, text: str, width: float) -> list[Line]:
        """The text broken to the width, with every sign drawable."""
        factor, measure = self.size / 1000, self.face.width
        return break_text(self.face.shown(text), width, lambda part: measure(part) * factor, self.size)

    def fitted(self, text: str, width: float) -> str:
        """The text on one line, cut with an ellipsis where it is too long."""
        text = " ".join(self.face.shown(text[:500]).split())
        if self.width(text) <= width:
            return text
        while text and self.width(text + "…") > width:
            text = text[:-1]
        return text + "…"


@cache
def styles() -> dict[str, Style]:
    """The styles by name."""
    regular, medium, bold = (faces()[weight] for weight in ("Regular", "Medium", "Bold"))
    return {
        "title": Style(bold, 20, 28),
        "subtitle": Style(regular, 10, 16, TEXT2, above=1, below=6),
        "part": Style(bold, 15, 22, above=16, below=4),
        "chapter": Style(bold, 12.5, 19, above=13, below=3),
        "section": Style(medium, 10.5, 16, above=8, below=2),
        "mark": Style(regular, 8.5, 13, TEXT3),
        "body": Style(regular, 10, 17, justified=True, below=3),
        "small": Style(regular, 8.5, 13, TEXT2, justified=True, below=2),
        "open-small": Style(medium, 8.5, 13, OPEN, below=2),
        "cell": Style(regular, 9, 14, justified=True),
        "strong": Style(medium, 9, 14),
        "quiet": Style(regular, 9, 14, TEXT3),
        "open": Style(medium, 9, 14, OPEN),
        "wrong": Style(medium, 9, 14, WRONG),
        "accent": Style(medium, 9, 14, ACCENT),
        "head": Style(medium, 8.5, 13, TEXT2),
        "label": Style(regular, 9, 14, TEXT2),
        "caption": Style(medium, 8.5, 13),
        "fact": Style(regular, 7.5, 11, TEXT3),
        "note-title": Style(medium, 9.5, 15),
        "result": Style(bold, 15, 22),
        "running": Style(regular, 8, 12, TEXT3),
        "watermark": Style(bold, 54, 64, WATERMARK),
    }
