"""Bars: a share with threshold ticks, the scale of the deciding condition, the ladder where the lowest counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.widgets import paint

Exact = Decimal | Fraction | int


def share(value: Exact, of: Exact) -> float:
    """Where a value lies between 0 and `of`, for drawing only."""
    return float(Fraction(value) / Fraction(of)) if of else 0.0


@dataclass(frozen=True)
class Tick:
    """A threshold: where it lies, and its name."""

    at: Exact
    name: str = ""


class Bar(QWidget):
    """A value of its whole. `height` 6 for itself, 4 in rows, 8 where it is the subject."""

    def __init__(
        self,
        value: Exact = 0,
        of: Exact = 100,
        *,
        ticks: Sequence[Tick] = (),
        height: int = 6,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thick = height
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(value, of, ticks=ticks)

    def set_value(self, value: Exact, of: Exact = 100, *, ticks: Sequence[Tick] | None = None, empty: bool = False) -> None:
        """Show another value; `empty`: nothing is known yet."""
        self._value, self._of = value, of
        self._empty = empty
        if ticks is not None:
            self._ticks = tuple(ticks)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(_("{value} / {of}").format(value=plain(value), of=plain(of)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, self._thick + (6 if self._ticks else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(32, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        top = (self.height() - self._thick) // 2
        rect = QRect(0, top, self.width(), self._thick)
        paint.bar(painter, rect, 0 if self._empty else share(self._value, self._of))
        for tick in self._ticks:
            x = self.width() * share(tick.at, self._of)
            painter.fillRect(QRectF(x - 0.6, top - 3, 1.2, self._thick + 6), t.text2)


class Scale(QWidget):
    """The deciding condition: names of the thresholds above, numbers below, a white-rimmed dot at the value; red only if it caps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Exact | None = None
        self._ticks: tuple[Tick, ...] = ()
        self._low, self._high = Fraction(0), Fraction(100)
        self._caps = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_scale(self, value: Exact | None, ticks: Sequence[Tick], *, low: Exact = 0, high: Exact = 100, caps: bool = False) -> None:
        """`value` None: not known yet. The scale runs from `low` to `high`."""
        self._value, self._ticks = value, tuple(ticks)
        self._low, self._high, self._caps = Fraction(low), Fraction(high), caps
        said = "，".join(f"{tick.name} {plain(tick.at)}" for tick in ticks)
        self.setAccessibleName(_("当前 {value}；{bounds}").format(value="–" if value is None else plain(value), bounds=said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 56)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 56)

    def _x(self, at: Exact) -> float:
        span = self._high - self._low
        part = (Fraction(at) - self._low) / span if span else Fraction(0)
        return 8 + (self.width() - 16) * float(min(max(part, Fraction(0)), Fraction(1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        mark = t.wrong if self._caps else t.accent
        whole = QRectF(0, 24, self.width(), 8)
        at = self._x(self._value) if self._value is not None else 0.0
        paint.bar(painter, whole, at / self.width() if self._value is not None and self.width() else 0, colour=mark, track=t.track)
        self._paint_ticks(painter)
        if self._value is not None:
            painter.setPen(QPen(t.surface, 2))
            painter.setBrush(mark)
            painter.drawEllipse(QPointF(at, 28), 7, 7)

    def _paint_ticks(self, painter: QPainter) -> None:
        t = theme.current()
        above_end = below_end = -100.0
        painter.setFont(fonts.font(12))
        for tick in sorted(self._ticks, key=lambda tick: Fraction(tick.at)):
            x = self._x(tick.at)
            painter.fillRect(QRectF(x - 0.6, 20, 1.2, 16), t.text2)
            painter.setPen(t.text2)
            above_end = self._put(painter, tick.name, x, 0, above_end)
            below_end = self._put(painter, plain(tick.at), x, 38, below_end)

    def _put(self, painter: QPainter, text: str, x: float, y: int, end: float) -> float:
        """Write a text around x, pushed right of the one before; a text that would leave the scale is left out."""
        width = fonts.width(text, 12)
        left = max(x - width / 2, end + 6, 0)
        left = min(left, self.width() - width)
        if left < end + 2:
            return end
        painter.drawText(QRectF(left, y, width + 1, 18), int(Qt.AlignmentFlag.AlignCenter), text)
        return left + width


@dataclass(frozen=True)
class Rung:
    """A condition of the ladder: its name, the level it earned (None: unknown), what it stands at."""

    name: str
    level: int | None
    value: str = ""


class CapLadder(QWidget):
    """Where the lowest counts: a row for each condition, a cell for each level; the line is drawn where the lowest row stops."""

    ROW = 25
    HEAD = 20
    FOOT = 26

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rungs: tuple[Rung, ...] = ()
        self._levels = 5
        self._heads: tuple[str, ...] = ()
        self._cap: int | None = None
        self._label = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_ladder(self, rungs: Sequence[Rung], *, levels: int = 5, label: str = "", heads: Sequence[str] = ()) -> None:
        """`label` stands under the line, 「封顶三星」; nothing is capped while every row reaches the top. `heads` name the levels."""
        self._rungs, self._levels, self._label, self._heads = tuple(rungs), levels, label, tuple(heads)
        known = [rung.level for rung in rungs if rung.level is not None]
        self._cap = min(known) if known else None
        self.setAccessibleName("；".join(f"{rung.name} {rung.value}" for rung in rungs) + (f"；{label}" if label else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(288, self._top() + self.ROW * len(self._rungs) + (self.FOOT if self._is_capped() else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def _top(self) -> int:
        return self.HEAD if self._heads else 0

    def _is_capped(self) -> bool:
        return self._cap is not None and self._cap < self._levels

    def _cell(self) -> int:
        """The width of a cell with the gap after it."""
        return min(29, 145 // max(1, self._levels))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        step, top = self._cell(), self._top()
        left = self.width() - step * self._levels + 3
        for place, head in enumerate(self._heads):
            here = self._is_capped() and place + 1 == self._cap
            rect = QRect(left + place * step - 6, 0, step + 9, self.HEAD)
            paint.line_of_text(
                painter, rect, head, t.text if here else t.text3, size=12, weight=500 if here else 400, align=Qt.AlignmentFlag.AlignHCenter
            )
        for place, rung in enumerate(self._rungs):
            y = top + place * self.ROW
            caps = self._is_capped() and rung.level == self._cap
            ink = t.wrong if caps else t.text
            if caps:
                paint.box(painter, QRect(-2, y, self.width() + 4, self.ROW), fill=t.wrong_t, radius=4)
            value = fonts.width(rung.value, 12, 500)
            paint.line_of_text(painter, QRect(left - 12 - value, y, value + 1, self.ROW), rung.value, ink, size=12, weight=500)
            name = QRect(0, y, max(20, left - 18 - value), self.ROW)
            paint.line_of_text(painter, name, rung.name, ink if caps else t.text2, weight=500 if caps else 400)
            self._paint_cells(painter, left, y + (self.ROW - 11) // 2, rung, caps=caps)
        if self._is_capped() and self._cap is not None:
            self._paint_cap(painter, left + self._cap * step - 2.25, top + self.ROW * len(self._rungs))

    def _paint_cap(self, painter: QPainter, x: float, bottom: int) -> None:
        t = theme.current()
        painter.fillRect(QRectF(x, self._top() - 2, 1.5, bottom - self._top() + 6), t.wrong)
        width = fonts.width(self._label, 12, 500) + 16
        label = QRect(int(min(max(0, x - width / 2), self.width() - width)), bottom + 4, width, 20)
        paint.box(painter, label, fill=t.wrong, radius=4)
        paint.line_of_text(painter, label, self._label, t.surface, size=12, weight=500, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_cells(self, painter: QPainter, x: int, y: int, rung: Rung, *, caps: bool) -> None:
        t = theme.current()
        step = self._cell()
        for level in range(1, self._levels + 1):
            cell = QRect(x + (level - 1) * step, y, step - 3, 11)
            if rung.level is None or level > rung.level:
                paint.box(painter, cell, fill=t.surface, border=t.line2, radius=3)
            else:
                whole = t.wrong if caps else t.accent
                paint.box(painter, cell, fill=whole if self._cap is None or level <= self._cap else t.tint2, radius=3)
