"""The shape of marks on a picture, alike for the copy that is written and for the window: strokes, heads, plates of words."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import NamedTuple

# Marks look the same on paper and on every ground.
REDACTION, INK, PLATE_TEXT = "#15181C", "#B3261E", "#FFFFFF"
_STROKE = 240  # the longer edge is so many strokes long
_TEXT = 36  # and so many lines of text
_TEXT_LINES = 12
_LEADING = 1.35

Point = tuple[float, float]


def stroke(size: tuple[int, int]) -> int:
    """How thick lines are on a picture of so many pixels, in pixels."""
    return max(2, max(size) // _STROKE)


def text_height(size: tuple[int, int]) -> int:
    """How tall words are on a picture of so many pixels, in pixels."""
    return max(12, max(size) // _TEXT)


class Arrow(NamedTuple):
    """A line to `foot`, and a head whose corners are the tip and two wings."""

    foot: Point
    tip: Point
    wings: tuple[Point, Point]


def arrow(start: Point, tip: Point, thick: float) -> Arrow | None:
    """An arrow with its head at the second place; None where the two are one."""
    (x, y), (to_x, to_y) = start, tip
    long = hypot(to_x - x, to_y - y)
    if long < 1:
        return None
    along = ((to_x - x) / long, (to_y - y) / long)
    head = min(long, thick * 6)
    foot = (to_x - along[0] * head, to_y - along[1] * head)
    wide = head * 0.45
    return Arrow(
        foot, tip, ((foot[0] - along[1] * wide, foot[1] + along[0] * wide), (foot[0] + along[1] * wide, foot[1] - along[0] * wide))
    )


class Plate(NamedTuple):
    """Words on a ground of their own, in pixels of the picture; line `n` is centred `leading * (n + 1/2)` below `top + pad / 2`."""

    left: float
    top: float
    wide: float
    high: float
    pad: float
    leading: float
    lines: tuple[str, ...]


def plate(text: str, size: tuple[int, int], start: Point, to_x: float, width_of: Callable[[str], float]) -> Plate:
    """Words whose corner is the first place; as wide as the second says, moved so that all of it shows.

    `width_of` measures a text set `text_height(size)` tall.
    """
    x, y = start
    height = text_height(size)
    pad = height // 3
    widest = abs(to_x - x) - 2 * pad if abs(to_x - x) > 4 * height else size[0] - 2 * pad
    lines = _lines(text, width_of, min(widest, size[0] - 2 * pad))
    wide = max(width_of(line) for line in lines) + 2 * pad
    leading = round(height * _LEADING)
    high = leading * len(lines) + pad
    return Plate(max(0, min(x, to_x, size[0] - wide)), max(0, min(y, size[1] - high)), wide, high, pad, leading, lines)


def _lines(text: str, width_of: Callable[[str], float], widest: float) -> tuple[str, ...]:
    lines = [""]
    for sign in " ".join(text.split()):
        if lines[-1] and width_of(lines[-1] + sign) > widest:
            lines.append("")
        lines[-1] += sign
    return tuple(line.strip() for line in lines[:_TEXT_LINES])
