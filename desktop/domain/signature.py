"""A signature drawn by pen, finger or mouse, kept as the lines that were drawn."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from desktop.domain.part import Line, Part

# Strokes as points `x,y` in thousandths of the field's width and height (0..1000), points parted by blanks, strokes by semicolons.
Strokes = Annotated[str, Meta(max_length=40_000, pattern=r"^(?:\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*)?$")]


class Signature(Part, frozen=True):
    """Who signed, as what, when, and the strokes; without strokes the name was typed and is signed on paper."""

    name: Line
    role: Line = ""
    at: Line = ""
    strokes: Strokes = ""


def lines(signature: Signature) -> list[list[tuple[int, int]]]:
    """The strokes as lists of points in thousandths; what lies outside is drawn to the edge."""
    found = []
    for stroke in signature.strokes.split(";") if signature.strokes else ():
        points = [point.split(",") for point in stroke.split(" ")]
        found.append([(min(int(x), 1000), min(int(y), 1000)) for x, y in points])
    return found
