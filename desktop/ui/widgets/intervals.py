"""Values with their intervals: on a scale with thresholds, and as bars of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import fonts, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.bars import Tick


class Measured(NamedTuple):
    """A value in percent with its interval (None: too few to say), and how both read."""

    name: str
    value: Fraction | None
    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""


def _whisker(painter: QPainter, y: float, low: float, high: float, ink: QColor, arm: float) -> None:
    painter.setPen(QPen(ink, 1.4))
    painter.drawLine(QPointF(low, y), QPointF(high, y))
    for x in (low, high):
        painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))


class IntervalPlot(QWidget):
    """A dot with its interval for each value, thresholds as lines across; the scale begins below the lowest of all."""

    LABEL = 48
    ROW = 28

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[Measured, ...] = ()
        self._ticks: tuple[Tick, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[Measured], ticks: Sequence[Tick]) -> None:
        """Other values, in percent."""
        self._values, self._ticks = tuple(values), tuple(ticks)
        self.setAccessibleName("；".join(f"{one.name} {one.text}" for one in values))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 22 + self.ROW * len(self._values) + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _low(self) -> float:
        known = [float(tick.at) for tick in self._ticks]
        known += [float(one.value if one.low is None else one.low) for one in self._values if one.value is not None]
        return max(0.0, min(known, default=0.0) - 6)

    def _x(self, at: float, low: float) -> float:
        return self.LABEL + 8 + (self.width() - self.LABEL - 16) * min(max((at - low) / (100 - low or 1), 0.0), 1.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        low = self._low()
        bottom = 22 + self.ROW * len(self._values)
        end = -1.0
        for tick in sorted(self._ticks, key=lambda tick: Fraction(tick.at)):
            x = self._x(float(tick.at), low)
            painter.fillRect(QRectF(x - 0.5, 20, 1, bottom - 18), t.line2)
            for text, top in ((tick.name, 0), (f"{tick.at} %", bottom + 2)):
                width = fonts.width(text, 12)
                left = min(x - width / 2, self.width() - width)
                if left > end:
                    paint.line_of_text(painter, QRect(round(left), top, width + 2, 18), text, t.text2, size=12)
            end = max(end, x + max(fonts.width(tick.name, 12), 36) / 2 + 2)
        for place, one in enumerate(self._values):
            y = 22 + self.ROW * place + self.ROW / 2
            paint.line_of_text(painter, QRect(0, round(y) - 14, self.LABEL, 28), one.name, t.text2, size=12)
            if one.value is None:
                continue
            if one.low is not None and one.high is not None:
                _whisker(painter, y, self._x(float(one.low), low), self._x(float(one.high), low), t.accent, 6)
            painter.setPen(QPen(t.surface, 2))
            painter.setBrush(t.accent)
            painter.drawEllipse(QPointF(self._x(float(one.value), low), y), 6, 6)


class IntervalBars(QWidget):
    """A bar from 0 to 100 for each value, its interval as a whisker on it, the number at the right."""

    ROW = 27

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[Measured, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[Measured]) -> None:
        """Other values, in percent."""
        self._values = tuple(values)
        self.setAccessibleName("；".join(f"{one.name} {one.text}" for one in values))
        self.updateGeometry()
        self.update()

    def values(self) -> tuple[Measured, ...]:
        return self._values

    def sizeHint(self) -> QSize:
        return QSize(240, self.ROW * len(self._values))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        label = min(max((fonts.width(one.name, 13) for one in self._values), default=0) + 12, self.width() // 3)
        room = self.width() - label - 54
        for place, one in enumerate(self._values):
            y = place * self.ROW
            paint.line_of_text(painter, QRect(0, y, label - 8, self.ROW), one.name, t.text2)
            paint.bar(painter, QRect(label, y + self.ROW // 2 - 3, room, 6), float(one.value or 0) / 100)
            if one.low is not None and one.high is not None:
                low, high = (label + room * float(at) / 100 for at in (one.low, one.high))
                _whisker(painter, y + self.ROW / 2 - 0.5, low, high, t.text, 4)
            number = QRect(self.width() - 50, y, 50, self.ROW)
            paint.line_of_text(painter, number, one.text, t.text, weight=500, align=Qt.AlignmentFlag.AlignRight)
