"""What widgets and delegates paint alike: boxes, key caps, lines of text in a colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.ui import fonts, theme

CAP = 20


def smooth(painter: QPainter) -> None:
    """Round things without steps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    radius: float = 6,
    width: float = 1,
) -> None:
    """A rounded box whose border lies inside the rectangle."""
    painter.save()
    smooth(painter)
    inner = QRectF(rect)
    if border is not None:
        inner.adjust(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(border, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect, radius: float = 6) -> None:
    """The mark of the keyboard's focus: a 2 px accent border."""
    box(painter, rect, border=theme.current().accent, radius=radius, width=2)


def hairline(painter: QPainter, x: int, y: int, width: int, colour: QColor | None = None) -> None:
    """A line of one pixel, drawn as a filled rectangle so that it stays sharp at 150 %."""
    painter.fillRect(QRect(x, y, width, 1), colour or theme.current().line)


def line_of_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: QColor,
    *,
    size: int = 13,
    weight: fonts.Weight = 400,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line, centred in height, elided (at the right) where it does not fit."""
    painter.setFont(fonts.font(size, weight))
    painter.setPen(colour)
    if fonts.width(text, size, weight) > rect.width():
        text = fonts.metrics(size, weight).elidedText(text, elide, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), text)


def cap_width(key: str) -> int:
    """How wide the cap of a key is."""
    return max(CAP, fonts.width(key, 12, 500) + 10)


def key_cap(painter: QPainter, x: int, y: int, key: str, *, on_accent: bool = False) -> int:
    """Draw a key cap with its left upper corner there; gives its width."""
    t = theme.current()
    width = cap_width(key)
    rect = QRect(x, y, width, CAP)
    if on_accent:
        box(painter, rect, border=t.onacc, radius=4)
    else:
        box(painter, rect, fill=t.line2, radius=4)
        box(painter, rect.adjusted(0, 0, 0, -1), fill=t.surface, border=t.line2, radius=4)
    painter.setFont(fonts.font(12, 500))
    painter.setPen(t.onacc if on_accent else t.text2)
    painter.drawText(rect.adjusted(0, -1, 0, -1), int(Qt.AlignmentFlag.AlignCenter), key)
    return width


def bar(painter: QPainter, rect: QRect | QRectF, share: float, *, colour: QColor | None = None, track: QColor | None = None) -> None:
    """A bar with round ends; `share` 0..1 is for drawing only."""
    t = theme.current()
    painter.save()
    smooth(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    whole = QRectF(rect)
    radius = whole.height() / 2
    painter.setBrush(track or t.track)
    painter.drawRoundedRect(whole, radius, radius)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        done = QRectF(whole)
        done.setWidth(max(whole.height(), whole.width() * share))
        painter.setBrush(colour or t.accent)
        painter.drawRoundedRect(done, radius, radius)
    painter.restore()


def stroke(painter: QPainter, colour: QColor, width: float, *points: tuple[float, float]) -> None:
    """An open line through points with round caps."""
    painter.save()
    smooth(painter)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([QPointF(x, y) for x, y in points])
    painter.restore()
