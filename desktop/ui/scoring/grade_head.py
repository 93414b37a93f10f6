"""The top of the grade pane: the grade in words at 28/700, its stars, the score; painted, so that it never shifts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.scoring.sheet import Sheet
from desktop.ui.widgets import paint
from desktop.ui.widgets.stars import paint_stars, stars_width
from desktop.ui.widgets.text import line_height, paint_wrapped, text_height

STAR = 19
RIGHT = Qt.AlignmentFlag.AlignRight


class GradeHead(QWidget):
    """Label and stars in one line where they fit, else below each other; the score at the right edge."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another grade."""
        self._sheet = sheet
        stars = _("{got} 星，共 {of} 星").format(got=sheet.stars or 0, of=sheet.of) if sheet.known and sheet.of else ""
        self.setAccessibleName(" ".join(part for part in (sheet.label, stars, sheet.score, sheet.subtitle) if part))
        self.updateGeometry()
        self.update()

    def _right(self) -> int:
        sheet = self._sheet
        if sheet is None or not sheet.score:
            return 0
        return max(fonts.width(sheet.score, 20, 700), fonts.width(sheet.score_note, 12)) + 10

    def _size(self, width: int) -> int:
        """28 px where the label fits on one line, else smaller on as many as it needs."""
        label = self._sheet.label if self._sheet else ""
        return 28 if fonts.width(label, 28, 700) <= width - self._right() else 20

    def _label_height(self, width: int) -> int:
        label = self._sheet.label if self._sheet else ""
        size = self._size(width)
        return 40 if size == 28 else text_height(label, size, 700, width - self._right())

    def _stars_width(self) -> int:
        sheet = self._sheet
        if sheet is None or not sheet.of:
            return 0
        return stars_width(sheet.of, STAR) if sheet.of <= 5 else fonts.width(self._count(), 16, 500) + 8 + STAR

    def _count(self) -> str:
        sheet = self._sheet
        return f"{sheet.stars or 0} / {sheet.of}" if sheet else ""

    def _beside(self, width: int) -> bool:
        label = self._sheet.label if self._sheet else ""
        needed = fonts.width(label, 28, 700) + 12 + self._stars_width() + self._right()
        return self._size(width) == 28 and needed <= width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        stars = 0 if self._beside(width) or not self._stars_width() else STAR + 8
        subtitle = self._sheet.subtitle if self._sheet else ""
        return self._label_height(width) + stars + (text_height(subtitle, 12, 400, width) + 2 if subtitle else 0)

    def sizeHint(self) -> QSize:
        return QSize(288, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        t = theme.current()
        painter = QPainter(self)
        width, size = self.width(), self._size(self.width())
        ink = t.text if sheet.known else t.open
        height = self._label_height(width)
        if size == 28:
            paint.line_of_text(painter, QRect(0, 0, width, height), sheet.label, ink, size=28, weight=700)
        else:
            painter.setPen(ink)
            paint_wrapped(painter, QRect(0, 0, width - self._right(), height), sheet.label, 20, 700)
        if sheet.score:
            paint.line_of_text(painter, QRect(0, 0, width, 26), sheet.score, t.text, size=20, weight=700, align=RIGHT)
            paint.line_of_text(painter, QRect(0, 24, width, 18), sheet.score_note, t.text3, size=12, align=RIGHT)
        beside = self._beside(width)
        self._paint_stars(painter, fonts.width(sheet.label, 28, 700) + 12 if beside else 0, 11 if beside else height + 2)
        if sheet.subtitle:
            y = height + (0 if beside or not self._stars_width() else STAR + 8) + 2
            painter.setPen(t.text3)
            paint_wrapped(painter, QRect(0, y, width, line_height(12) * 4), sheet.subtitle, 12)

    def _paint_stars(self, painter: QPainter, x: int, y: int) -> None:
        sheet = self._sheet
        if sheet is None or not sheet.of:
            return
        if sheet.of <= 5:
            paint_stars(painter, x, y, sheet.stars or 0, sheet.of, STAR)
            return
        width = fonts.width(self._count(), 16, 500)
        paint.line_of_text(painter, QRect(x, y - 2, width + 1, STAR + 4), self._count(), theme.current().text2, size=16, weight=500)
        paint_stars(painter, x + width + 8, y, int(bool(sheet.stars)), 1, STAR)
