"""The copy of a picture that may be shown: upright, marked, redacted, made anew from its pixels alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from math import ceil, floor, hypot
from typing import TYPE_CHECKING

from desktop.base import paths
from desktop.domain.assessment import Mark
from desktop.evidence import photo

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

# Marks look the same on paper and on every ground.
REDACTION, INK, PLATE_TEXT = "#15181C", "#B3261E", "#FFFFFF"
_STROKE = 240  # the longer edge is so many strokes long
_TEXT = 36  # and so many lines of text
_TEXT_LINES = 12

_Point = tuple[float, float]


def derived(original: bytes, marks: Sequence[Mark], *, redact: bool = True, edge: int | None = None, name: str = "") -> bytes:
    """The picture as JPEG with its marks. Nothing of the file is carried over but pixels, and of redacted places not even those.

    `redact` False: for those who may see all, redacted places are left open. `edge`: the longer edge at most, in pixels.
    BadInput for what is no picture.
    """
    picture = photo.upright(original, edge, name)
    # First what is hidden, so that no mark is lost under it.
    if redact:
        for mark in marks:
            if mark.kind == "redact":
                _fill(picture, mark)
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    for mark in marks:
        if mark.kind != "redact":
            _DRAW[mark.kind](pen, picture.size, mark)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, subsampling=0)
    return out.getvalue()


def _fill(picture: Image.Image, mark: Mark) -> None:
    """Every pixel that the place touches, and at least one."""
    left, right = sorted((mark.x, mark.to_x))
    top, bottom = sorted((mark.y, mark.to_y))
    x, to_x = _span(left, right, picture.width)
    y, to_y = _span(top, bottom, picture.height)
    picture.paste(REDACTION, (x, y, to_x, to_y))


def _span(low: Decimal, high: Decimal, pixels: int) -> tuple[int, int]:
    first = min(max(floor(low * pixels), 0), pixels - 1)
    return first, max(first + 1, min(ceil(high * pixels), pixels))


def _box(pen: ImageDraw.ImageDraw, size: tuple[int, int], mark: Mark) -> None:
    (x, y), (to_x, to_y) = _points(size, mark)
    stroke = _stroke(size)
    pen.rounded_rectangle((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)), stroke, outline=INK, width=stroke)


def _arrow(pen: ImageDraw.ImageDraw, size: tuple[int, int], mark: Mark) -> None:
    """A line with its head at the second place."""
    (x, y), (to_x, to_y) = _points(size, mark)
    stroke = _stroke(size)
    long = hypot(to_x - x, to_y - y)
    if long < 1:
        return
    along = ((to_x - x) / long, (to_y - y) / long)
    head = min(long, stroke * 6)
    foot = (to_x - along[0] * head, to_y - along[1] * head)
    pen.line(((x, y), foot), fill=INK, width=stroke)
    wide = head * 0.45
    pen.polygon(
        (
            (to_x, to_y),
            (foot[0] - along[1] * wide, foot[1] + along[0] * wide),
            (foot[0] + along[1] * wide, foot[1] - along[0] * wide),
        ),
        fill=INK,
    )


def _text(pen: ImageDraw.ImageDraw, size: tuple[int, int], mark: Mark) -> None:
    """Words on a plate whose corner is the first place; as wide as the second says, moved so that all of it shows."""
    (x, y), (to_x, _to_y) = _points(size, mark)
    height = max(12, max(size) // _TEXT)
    font = _font(height)
    pad = height // 3
    widest = abs(to_x - x) - 2 * pad if abs(to_x - x) > 4 * height else size[0] - 2 * pad
    lines = _lines(mark.text, font, min(widest, size[0] - 2 * pad))
    wide = max(font.getlength(line) for line in lines) + 2 * pad
    leading = round(height * 1.35)
    high = leading * len(lines) + pad
    left, top = max(0, min(x, to_x, size[0] - wide)), max(0, min(y, size[1] - high))
    pen.rounded_rectangle((left, top, left + wide, top + high), pad / 2, fill=INK)
    for place, line in enumerate(lines):
        pen.text((left + pad, top + pad / 2 + place * leading + leading / 2), line, PLATE_TEXT, font, anchor="lm")


def _lines(text: str, font: ImageFont.FreeTypeFont, widest: float) -> list[str]:
    lines = [""]
    for sign in " ".join(text.split()):
        if lines[-1] and font.getlength(lines[-1] + sign) > widest:
            lines.append("")
        lines[-1] += sign
    return [line.strip() for line in lines[:_TEXT_LINES]]


@cache
def _font(height: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    face = paths.resources() / "fonts" / "NotoSansSC-Medium.ttf"
    return ImageFont.truetype(io.BytesIO(face.read_bytes()), height, layout_engine=ImageFont.Layout.BASIC)


def _points(size: tuple[int, int], mark: Mark) -> tuple[_Point, _Point]:
    wide, high = size[0] - 1, size[1] - 1
    return (float(mark.x) * wide, float(mark.y) * high), (float(mark.to_x) * wide, float(mark.to_y) * high)


def _stroke(size: tuple[int, int]) -> int:
    return max(2, max(size) // _STROKE)


_DRAW = {"arrow": _arrow, "box": _box, "text": _text}
