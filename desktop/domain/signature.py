"""A signature drawn by pen, finger or mouse, kept as the lines that were drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from desktop.domain.part import Line, Part

MOST_STROKES = 40_000
# Points of one stroke in thousandths of the field's width and height; the field is three times as wide as high.
Points = list[tuple[int, int]]
# Strokes as points `x,y` parted by blanks, strokes parted by semicolons.
Strokes = Annotated[str, Meta(max_length=MOST_STROKES, pattern=r"^(?:\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*)?$")]


class Signature(Part, frozen=True):
    """Who signed, as what, when, and the strokes; without strokes the name was typed and is signed on paper."""

    name: Line
    role: Line = ""
    at: Line = ""
    strokes: Strokes = ""


def read_strokes(strokes: str) -> list[Points]:
    """The lines to draw; what lies outside the field is drawn to its edge."""
    found = []
    for stroke in strokes.split(";") if strokes else ():
        points = [point.split(",") for point in stroke.split(" ")]
        found.append([(min(int(x), 1000), min(int(y), 1000)) for x, y in points])
    return found


def write_strokes(strokes: Iterable[Points]) -> str:
    """The lines as text."""
    return ";".join(" ".join(f"{x},{y}" for x, y in points) for points in strokes)
