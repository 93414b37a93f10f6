"""The copy of a picture that may be shown: upright, marked, redacted, made anew from its pixels alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING

from desktop.base import paths
from desktop.domain import mark_shapes
from desktop.domain.assessment import Mark
from desktop.domain.mark_shapes import INK, PLATE_TEXT, REDACTION, Point
from desktop.evidence import photo

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont


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
    stroke = mark_shapes.stroke(size)
    pen.rounded_rectangle((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)), stroke, outline=INK, width=stroke)


def _arrow(pen: ImageDraw.ImageDraw, size: tuple[int, int], mark: Mark) -> None:
    start, tip = _points(size, mark)
    stroke = mark_shapes.stroke(size)
    shape = mark_shapes.arrow(start, tip, stroke)
    if shape is not None:
        pen.line((start, shape.foot), fill=INK, width=stroke)
        pen.polygon((shape.tip, *shape.wings), fill=INK)


def _text(pen: ImageDraw.ImageDraw, size: tuple[int, int], mark: Mark) -> None:
    start, (to_x, _to_y) = _points(size, mark)
    font = _font(mark_shapes.text_height(size))
    plate = mark_shapes.plate(mark.text, size, start, to_x, font.getlength)
    pen.rounded_rectangle((plate.left, plate.top, plate.left + plate.wide, plate.top + plate.high), plate.pad / 2, fill=INK)
    for place, line in enumerate(plate.lines):
        middle = plate.top + plate.pad / 2 + (place + 0.5) * plate.leading
        pen.text((plate.left + plate.pad, middle), line, PLATE_TEXT, font, anchor="lm")


@cache
def _font(height: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    face = paths.resources() / "fonts" / "NotoSansSC-Medium.ttf"
    return ImageFont.truetype(io.BytesIO(face.read_bytes()), height, layout_engine=ImageFont.Layout.BASIC)


def _points(size: tuple[int, int], mark: Mark) -> tuple[Point, Point]:
    wide, high = size[0] - 1, size[1] - 1
    return (float(mark.x) * wide, float(mark.y) * high), (float(mark.to_x) * wide, float(mark.to_y) * high)


_DRAW = {"arrow": _arrow, "box": _box, "text": _text}
