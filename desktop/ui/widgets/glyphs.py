"""Status glyphs: each state has a shape of its own, so that colour is never the only sign."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import paint

State = Literal["done", "deducted", "lost", "empty", "excluded", "partial", "unverified", "evidence"]


def words(state: State) -> str:
    """What a state is called, for screen readers and tooltips."""
    return {
        "done": _("已评"),
        "deducted": _("有扣分"),
        "lost": _("全部失分"),
        "empty": _("未评"),
        "excluded": _("不适用"),
        "partial": _("进行中"),
        "unverified": _("未核对或缺失"),
        "evidence": _("只作证据"),
    }[state]


def paint_glyph(painter: QPainter, rect: QRect | QRectF, state: State) -> None:
    """Draw a state into a square (14 px in rows)."""
    t = theme.current()
    r = QRectF(rect)
    side = r.width()
    c = r.center()
    ring = r.adjusted(1, 1, -1, -1)
    painter.save()
    paint.smooth(painter)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> tuple[float, float]:
        return r.left() + x * side / 14, r.top() + y * side / 14

    if state == "done":
        painter.setPen(QPen(t.accent, 1.5))
        painter.drawEllipse(ring)
        paint.stroke(painter, t.accent, 1.5, at(4.4, 7.2), at(6.3, 9.1), at(9.7, 5.3))
    elif state == "deducted":
        painter.setPen(QPen(t.edge, 1.5))
        painter.drawEllipse(ring)
        paint.stroke(painter, t.wrong, 1.8, at(4.2, 7), at(9.8, 7))
    elif state == "lost":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.wrong)
        painter.drawEllipse(ring.adjusted(-0.5, -0.5, 0.5, 0.5))
        paint.stroke(painter, t.surface, 1.5, at(5, 5), at(9, 9))
        paint.stroke(painter, t.surface, 1.5, at(9, 5), at(5, 9))
    elif state == "empty":
        painter.setPen(QPen(t.edge, 1.5))
        painter.drawEllipse(ring)
    elif state == "excluded":
        painter.setPen(QPen(t.edge, 1.5))
        painter.drawEllipse(ring)
        paint.stroke(painter, t.edge, 1.5, at(4, 10), at(10, 4))
    elif state == "partial":
        painter.setPen(QPen(t.accent, 1.5))
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.accent)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif state == "unverified":
        painter.setPen(QPen(t.open_m, 1.5))
        reach = side / 2 - 0.8
        painter.drawPolygon(QPolygonF([c + QPointF(0, -reach), c + QPointF(reach, 0), c + QPointF(0, reach), c + QPointF(-reach, 0)]))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.edge)
        painter.drawEllipse(c, side / 6, side / 6)
    painter.restore()


class StatusGlyph(QWidget):
    """One state on its own."""

    def __init__(self, state: State = "empty", *, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    def set_state(self, state: State) -> None:
        """Show another state."""
        self._state: State = state
        self.setAccessibleName(words(state))
        self.setToolTip(words(state))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), self.rect(), self._state)
