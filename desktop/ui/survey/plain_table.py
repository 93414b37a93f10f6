"""A table to look at: a head that stays, rows painted as they come into sight, marked cells in red."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import paint

ROW = 32
HEAD = 30


class TableColumn(NamedTuple):
    """A column's head and its width in pixels; the last one takes what is left."""

    title: str
    width: int


class TableRow(NamedTuple):
    """The texts of a row; `wrong`: the places of those that stand out."""

    cells: tuple[str, ...]
    wrong: frozenset[int] = frozenset()


class PlainTable(QAbstractScrollArea):
    """Arrow keys and Page Up/Down scroll."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._columns: tuple[TableColumn, ...] = ()
        self._rows: tuple[TableRow, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)

    def set_table(self, columns: Sequence[TableColumn], rows: Sequence[TableRow]) -> None:
        """Other columns and rows."""
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.setAccessibleDescription(_("{n} 行").format(n=len(rows)) + "。" + "；".join(" ".join(row.cells) for row in rows[:3]))
        self.verticalScrollBar().setValue(0)
        self._reckon()

    def table(self) -> tuple[TableRow, ...]:
        """The rows."""
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(480, HEAD + ROW * 6)

    def _widths(self) -> list[int]:
        widths = [column.width for column in self._columns]
        if widths:
            widths[-1] += max(0, self.viewport().width() - sum(widths))
        return widths

    def _reckon(self) -> None:
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, HEAD + ROW * len(self._rows) - self.viewport().height()))
        down.setPageStep(max(ROW, self.viewport().height() - HEAD))
        down.setSingleStep(ROW)
        across.setRange(0, max(0, sum(self._widths()) - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        across.setSingleStep(48)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reckon()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self.viewport())
        height = self.viewport().height()
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        widths = self._widths()
        first = top // ROW
        for place in range(first, min(len(self._rows), first + height // ROW + 2)):
            y = HEAD + place * ROW - top
            row, x = self._rows[place], -left
            for at, width in enumerate(widths):
                text = row.cells[at] if at < len(row.cells) else ""
                rect = QRect(x + 6, y, width - 12, ROW)
                if at in row.wrong:
                    paint.box(painter, QRect(x + 1, y + 3, width - 2, ROW - 6), fill=t.wrong_t, radius=4)
                paint.line_of_text(painter, rect, text, t.wrong if at in row.wrong else t.text)
                x += width
            paint.hairline(painter, 0, y + ROW - 1, self.viewport().width())
        # The head covers what was scrolled under it.
        painter.fillRect(QRect(0, 0, self.viewport().width(), HEAD), t.sunken)
        x = -left
        for column, width in zip(self._columns, widths, strict=True):
            paint.line_of_text(painter, QRect(x + 6, 0, width - 12, HEAD), column.title, t.text2, size=12)
            x += width
        if self.hasFocus():
            paint.focus_ring(painter, self.viewport().rect(), radius=4)

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            text = self._at(event.pos().x(), event.pos().y())
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return bool(super().viewportEvent(event))  # type: ignore[arg-type]

    def _at(self, x: int, y: int) -> str:
        """The whole text under a place."""
        x += self.horizontalScrollBar().value()
        for place, width in enumerate(self._widths()):
            if x < width:
                if y < HEAD:
                    return self._columns[place].title
                row = (y - HEAD + self.verticalScrollBar().value()) // ROW
                cells = self._rows[row].cells if 0 <= row < len(self._rows) else ()
                return cells[place] if place < len(cells) else ""
            x -= width
        return ""
