"""The days of the audit side by side, each with its mark: on file, missing, still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.meetings.words import day_words
from desktop.ui.widgets import paint
from desktop.ui.widgets.focus import FocusPainted
from desktop.ui.widgets.glyphs import State, paint_glyph

WIDE, HIGH, GAP = 136, 52, 8


@dataclass(frozen=True)
class DayCell:
    """A day: its state, and what is said of it. `open`: something is missing there."""

    day: date
    state: State
    said: str
    open: bool = False


class DayStrip(FocusPainted):
    """Cells in as many lines as they need. Signal: `wanted(date)` by click, Enter or Space; arrows move."""

    wanted = Signal(object)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[DayCell, ...] = ()
        self._current = 0
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_cells(self, cells: Sequence[DayCell]) -> None:
        """Other days, or the same in another state."""
        if tuple(cells) == self._cells:
            return
        if [cell.day for cell in cells] != [cell.day for cell in self._cells]:
            # The first where something is missing is at hand.
            self._current = next((place for place, cell in enumerate(cells) if cell.open), 0)
        self._cells = tuple(cells)
        self._say()
        self.updateGeometry()
        self.update()

    def cells(self) -> tuple[DayCell, ...]:
        """The days as they are shown."""
        return self._cells

    def _per_line(self, width: int) -> int:
        return max(1, (width + GAP) // (WIDE + GAP))

    def rect_of(self, place: int) -> QRect:
        """Where a day lies."""
        line, column = divmod(place, self._per_line(self.width()))
        return QRect(column * (WIDE + GAP), line * (HIGH + GAP), WIDE, HIGH)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self._cells) // self._per_line(width))
        return max(0, lines * (HIGH + GAP) - GAP)

    def sizeHint(self) -> QSize:
        return QSize(WIDE * 3, self.heightForWidth(self.width() or WIDE * 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDE, HIGH if self._cells else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _say(self) -> None:
        cell = self._cells[self._current] if self._cells else None
        self.setAccessibleDescription(f"{day_words(cell.day)} {cell.said}" if cell else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        for place, cell in enumerate(self._cells):
            rect = self.rect_of(place)
            if not rect.intersects(event.rect()):
                continue
            ground = t.open_t if cell.open else t.hover if place == self._hovered else t.sunken
            paint.box(painter, rect, fill=ground, border=t.open_m if cell.open else t.line)
            paint_glyph(painter, QRect(rect.x() + 10, rect.y() + 9, 14, 14), cell.state)
            text = QRect(rect.x() + 32, rect.y() + 4, rect.width() - 36, 22)
            paint.line_of_text(painter, text, day_words(cell.day), t.text, weight=500)
            paint.line_of_text(painter, text.translated(0, 21), cell.said, t.open if cell.open else t.text2, size=12)
            if place == self._current and self.hasFocus():
                paint.focus_ring(painter, rect)

    def _at(self, event: QMouseEvent) -> int:
        at = event.position().toPoint()
        return next((place for place in range(len(self._cells)) if self.rect_of(place).contains(at)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event)
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._current = place
            self._say()
            self.update()
            self.wanted.emit(self._cells[place].day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, line = Qt.Key(event.key()), self._per_line(self.width())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -line, Qt.Key.Key_Down: line}
        if not self._cells:
            super().keyPressEvent(event)
        elif key in steps:
            self._current = min(max(self._current + steps[key], 0), len(self._cells) - 1)
            self._say()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self._cells[self._current].day)
        else:
            super().keyPressEvent(event)
