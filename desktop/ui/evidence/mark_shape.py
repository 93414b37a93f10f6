"""A mark on the screen: drawn as the copy will have it, hit by the pointer, moved and pulled by its handles."""

from __future__ import annotations

from decimal import Decimal
from math import hypot
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.base.words import _
from desktop.domain import mark_shapes
from desktop.domain.assessment import Mark
from desktop.ui import fonts

Kind = Literal["arrow", "box", "text", "redact"]
Size = tuple[int, int]
# Which ends of a mark a handle pulls: x, y of the first place, x, y of the second.
Handle = tuple[bool, bool, bool, bool]

_CORNERS: tuple[Handle, ...] = (
    (True, True, False, False),
    (False, True, True, False),
    (False, False, True, True),
    (True, False, False, True),
)
_SIDES: tuple[Handle, ...] = (
    (False, True, False, False),
    (False, False, True, False),
    (False, False, False, True),
    (True, False, False, False),
)
_TIPS: tuple[Handle, ...] = ((True, True, False, False), (False, False, True, True))
_WIDTH: tuple[Handle, ...] = ((False, False, True, False),)


def kind_title(kind: str) -> str:
    """What a kind of mark is called."""
    return {"arrow": _("箭头"), "box": _("方框"), "text": _("文字"), "redact": _("遮盖")}[kind]


def decimal(share: float) -> Decimal:
    """A place on the picture as the audit keeps it."""
    return Decimal(round(min(max(share, 0.0), 1.0) * 1_000_000)).scaleb(-6)


def places(mark: Mark) -> tuple[float, float, float, float]:
    """Both places of a mark."""
    return float(mark.x), float(mark.y), float(mark.to_x), float(mark.to_y)


def made(kind: Kind, x: float, y: float, to_x: float, to_y: float, text: str = "") -> Mark:
    """A mark between two places; what has corners begins at the upper left one."""
    if kind != "arrow":
        x, to_x = sorted((x, to_x))
        y, to_y = sorted((y, to_y))
    return Mark(kind=kind, x=decimal(x), y=decimal(y), to_x=decimal(to_x), to_y=decimal(to_y), text=text)


def moved(mark: Mark, size: Size, right: float, down: float) -> Mark:
    """The mark elsewhere, whole on the picture; by shares."""
    x, y, to_x, to_y = places(mark)
    if mark.kind == "text":
        # Where its plate is seen, which may have been moved in from the edge.
        seen, own = _seen(mark, size), to_x - x
        left = min(max(seen.left() + right, 0.0), max(0.0, 1 - seen.width()))
        top = min(max(seen.top() + down, 0.0), max(0.0, 1 - seen.height()))
        return made("text", left, top, left + own, top, mark.text)
    right = min(max(right, -min(x, to_x)), 1 - max(x, to_x))
    down = min(max(down, -min(y, to_y)), 1 - max(y, to_y))
    return made(mark.kind, x + right, y + down, to_x + right, to_y + down, mark.text)


def pulled(mark: Mark, size: Size, handle: Handle, right: float, down: float) -> Mark:
    """The mark with some of its ends elsewhere; by shares."""
    x, y, to_x, to_y = places(mark)
    if mark.kind == "text":
        seen = _seen(mark, size)
        return made("text", seen.left(), y, max(seen.left(), seen.right() + right), y, mark.text)
    by = (right, down, right, down)
    x, y, to_x, to_y = (value + (step if on else 0.0) for value, on, step in zip((x, y, to_x, to_y), handle, by, strict=True))
    return made(mark.kind, x, y, to_x, to_y)


def _seen(mark: Mark, size: Size) -> QRectF:
    rect = bounds(mark, size)
    return QRectF(rect.left() / size[0], rect.top() / size[1], rect.width() / size[0], rect.height() / size[1])


def is_something(mark: Mark, size: Size, least: float) -> bool:
    """Whether a mark that was drawn is large enough to be meant; `least` in pixels of the picture."""
    x, y, to_x, to_y = places(mark)
    wide, high = abs(to_x - x) * size[0], abs(to_y - y) * size[1]
    if mark.kind in ("box", "redact"):
        return min(wide, high) >= least
    return mark.kind == "text" or hypot(wide, high) >= least


def bounds(mark: Mark, size: Size) -> QRectF:
    """What a mark takes up, in pixels of the picture."""
    if mark.kind == "text":
        plate = _plate(mark, size)
        return QRectF(plate.left, plate.top, plate.wide, plate.high)
    (x, y), (to_x, to_y) = _ends(mark, size)
    return QRectF(QPointF(min(x, to_x), min(y, to_y)), QPointF(max(x, to_x), max(y, to_y)))


def is_hit(mark: Mark, size: Size, at: QPointF, near: float) -> bool:
    """Whether the pointer is on a mark or not farther off than `near`; in pixels of the picture."""
    if mark.kind != "arrow":
        return bounds(mark, size).adjusted(-near, -near, near, near).contains(at)
    (x, y), (to_x, to_y) = _ends(mark, size)
    along = max((to_x - x) ** 2 + (to_y - y) ** 2, 1e-9)
    share = min(max(((at.x() - x) * (to_x - x) + (at.y() - y) * (to_y - y)) / along, 0.0), 1.0)
    return hypot(at.x() - x - share * (to_x - x), at.y() - y - share * (to_y - y)) <= near + mark_shapes.stroke(size)


def handles(mark: Mark, size: Size) -> list[tuple[Handle, QPointF]]:
    """Where a mark can be pulled, in pixels of the picture."""
    rect = bounds(mark, size)
    if mark.kind == "arrow":
        start, tip = _ends(mark, size)
        return [(_TIPS[0], QPointF(*start)), (_TIPS[1], QPointF(*tip))]
    if mark.kind == "text":
        return [(_WIDTH[0], QPointF(rect.right(), rect.center().y()))]
    corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    middle = rect.center()
    sides = [QPointF(middle.x(), rect.top()), QPointF(rect.right(), middle.y()), QPointF(middle.x(), rect.bottom()),
             QPointF(rect.left(), middle.y())]  # fmt: skip
    return list(zip((*_CORNERS, *_SIDES), [*corners, *sides], strict=True))


def growing(mark: Mark) -> Handle:
    """The end that the keyboard pulls."""
    return _WIDTH[0] if mark.kind == "text" else _TIPS[1]


def paint_mark(painter: QPainter, mark: Mark, size: Size, *, see_through: bool = False) -> None:
    """Draw a mark in pixels of the picture. `see_through`: what a redaction covers can be made out, to put it right."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, mark.kind != "redact")
    ink = QColor(mark_shapes.INK)
    thick = mark_shapes.stroke(size)
    start, tip = _ends(mark, size)
    if mark.kind == "redact":
        cover = QColor(mark_shapes.REDACTION)
        cover.setAlpha(150 if see_through else 255)
        painter.fillRect(bounds(mark, size), cover)
    elif mark.kind == "box":
        painter.setPen(QPen(ink, thick))
        inner = bounds(mark, size).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.drawRoundedRect(inner, thick / 2, thick / 2)
    elif mark.kind == "arrow":
        _paint_arrow(painter, start, tip, thick, ink)
    else:
        _paint_plate(painter, _plate(mark, size), size, ink)
    painter.restore()


def _paint_arrow(painter: QPainter, start: mark_shapes.Point, tip: mark_shapes.Point, thick: int, ink: QColor) -> None:
    shape = mark_shapes.arrow(start, tip, thick)
    if shape is None:
        return
    painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(*start), QPointF(*shape.foot))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(*shape.tip), QPointF(*shape.wings[0]), QPointF(*shape.wings[1])]))


def _paint_plate(painter: QPainter, plate: mark_shapes.Plate, size: Size, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(plate.left, plate.top, plate.wide, plate.high), plate.pad / 2, plate.pad / 2)
    painter.setFont(fonts.font(mark_shapes.text_height(size), 500))
    painter.setPen(QColor(mark_shapes.PLATE_TEXT))
    for place, line in enumerate(plate.lines):
        row = QRectF(plate.left + plate.pad, plate.top + plate.pad / 2 + place * plate.leading, plate.wide, plate.leading)
        painter.drawText(row, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), line)


def _plate(mark: Mark, size: Size) -> mark_shapes.Plate:
    height = mark_shapes.text_height(size)
    start, (to_x, _to_y) = _ends(mark, size)
    return mark_shapes.plate(mark.text, size, start, to_x, lambda text: fonts.width(text, height, 500))


def _ends(mark: Mark, size: Size) -> tuple[mark_shapes.Point, mark_shapes.Point]:
    x, y, to_x, to_y = places(mark)
    return (x * size[0], y * size[1]), (to_x * size[0], to_y * size[1])
