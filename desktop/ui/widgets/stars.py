"""Stars and the badge of the grade; without a grade it says so and never guesses a level."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.widgets import paint


def _star(x: float, y: float, size: float) -> QPolygonF:
    points = []
    for corner in range(10):
        reach = size / 2 * (1.0 if corner % 2 == 0 else 0.42)
        angle = math.pi * (corner / 5 - 0.5)
        points.append(QPointF(x + size / 2 + reach * math.cos(angle), y + size / 2 + size * 0.03 + reach * math.sin(angle)))
    return QPolygonF(points)


def stars_width(of: int, size: int) -> int:
    """The width of a row of stars."""
    return of * size + (of - 1) * max(1, round(size / 7))


def paint_stars(painter: QPainter, x: float, y: float, got: int, of: int, size: int) -> None:
    """A row of `of` stars, `got` of them full, from the left upper corner."""
    t = theme.current()
    painter.save()
    paint.smooth(painter)
    step = size + max(1, round(size / 7))
    for place in range(of):
        full = place < got
        painter.setPen(QPen(t.accent if full else t.line2, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(t.accent if full else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_star(x + place * step, y, size))
    painter.restore()


class Stars(QWidget):
    """A row of stars."""

    def __init__(self, got: int = 0, of: int = 5, *, size: int = 13, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_stars(got, of)

    def set_stars(self, got: int, of: int = 5) -> None:
        """Show `got` of `of`; 0 of 0 shows nothing."""
        self._got, self._of = got, of
        self.setAccessibleName(_("{got} 星，共 {of} 星").format(got=got, of=of))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(stars_width(self._of, self._side) if self._of else 0, self._side + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_stars(QPainter(self), 0, 0, self._got, self._of, self._side)


class GradeBadge(QWidget):
    """The grade in the top bar, 40 high. Stars past five are a number over ten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_grade(None, None, 5)

    def set_grade(self, label: str | None, stars: int | None, of: int = 5) -> None:
        """`label` None: not graded yet. `of`: the highest number of stars; 0: the scheme has none to show."""
        self._label, self._stars, self._of = label, stars, of
        self.setAccessibleName(_("等级：{label}").format(label=label or _("未评定")))
        self.updateGeometry()
        self.update()

    def _text(self) -> str:
        return self._label if self._label is not None else _("未评定")

    def _right(self) -> int:
        if self._of > 5:
            return fonts.width(self._count(), 12) + 4 + 13
        return stars_width(self._of, 13) if self._of else 0

    def _count(self) -> str:
        return f"{self._stars or 0} / {self._of}"

    def sizeHint(self) -> QSize:
        right = self._right()
        return QSize(min(fonts.width(self._text(), 14, 700), 200) + (8 + right if right else 0) + 24, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        known = self._label is not None
        paint.box(painter, self.rect(), fill=t.tint if known else t.open_t, border=t.tint2 if known else t.open_m)
        right = self._right()
        text = QRect(12, 0, self.width() - 24 - (8 + right if right else 0), 40)
        paint.line_of_text(painter, text, self._text(), t.accent if known else t.open, size=14, weight=700)
        x = self.width() - 12 - right
        if self._of > 5:
            paint.line_of_text(painter, QRect(x, 0, right - 17, 40), self._count(), t.text2, size=12)
            paint_stars(painter, self.width() - 12 - 13, 13, int(bool(self._stars)), 1, 13)
        elif self._of:
            paint_stars(painter, x, 13, self._stars or 0, self._of, 13)
