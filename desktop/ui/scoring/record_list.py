"""The records of a clause as a table: site, auditor, result, what was seen; painted, one row is the record at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.base.words import _
from desktop.domain import observation as observed
from desktop.ui import fonts, icons, theme
from desktop.ui.scoring.record_ways import methods_words, value_words
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.ui.scoring.observing import Line

ROW = 32
HEAD = 26
EDGE = 8
_RIGHT = Qt.AlignmentFlag.AlignRight


class RecordList(QWidget):
    """Signals: `picked(int)` with the place of a row, `left` when the keys should go back."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._current = -1
        self._hovered = -1
        self.setAccessibleName(_("各场所的现场记录"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[Line], current: int) -> None:
        """Other rows; `current` is the record at hand."""
        if (tuple(lines), current) == (self._lines, self._current):
            return
        self._lines, self._current = tuple(lines), current
        self.setAccessibleDescription(spoken(self._lines[current]) if 0 <= current < len(self._lines) else "")
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[Line, ...]:
        """The rows as they are shown."""
        return self._lines

    def current(self) -> int:
        """The place of the record at hand."""
        return self._current

    def row_rect(self, place: int) -> QRect:
        """Where a row lies."""
        return QRect(0, HEAD + place * ROW, self.width(), ROW)

    def sizeHint(self) -> QSize:
        return QSize(320, HEAD + ROW * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _columns(self) -> tuple[int, int, int, int, int]:
        """Where site, auditor, result (its right edge) and what was seen begin, and the end."""
        width = self.width()
        site = min(max((fonts.width(line.site, 13) for line in self._lines), default=0) + 12, width * 3 // 10)
        person = min(max((fonts.width(line.place.auditor, 13) for line in self._lines), default=0) + 12, 110)
        words = (value_words(line.one) for line in self._lines if line.one is not None)
        result = max((fonts.width(word, 13, 500) for word in words), default=0)
        result = max(result, fonts.width(_("结果"), 12)) + 2
        start = EDGE + site + person
        return EDGE, EDGE + site, start + result, start + result + 14, width - EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        site, person, result, seen, end = self._columns()
        for x, width, text, align in (
            (site, person - site, _("场所"), Qt.AlignmentFlag.AlignLeft),
            (person, 80, _("审查员"), Qt.AlignmentFlag.AlignLeft),
            (person, result - person, _("结果"), _RIGHT),
            (seen, end - seen, _("所见"), Qt.AlignmentFlag.AlignLeft),
        ):
            paint.line_of_text(painter, QRect(x, 0, width, HEAD), text, t.text3, size=12, align=align)
        for place, line in enumerate(self._lines):
            rect = self.row_rect(place)
            if rect.intersects(event.rect()):
                self._paint_row(painter, rect, place, line)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def _paint_row(self, painter: QPainter, rect: QRect, place: int, line: Line) -> None:
        t = theme.current()
        site, person, result, seen, end = self._columns()
        if place == self._current:
            painter.fillRect(rect, t.tint)
            painter.fillRect(QRect(0, rect.top(), 3, ROW), t.accent)
        elif place == self._hovered:
            painter.fillRect(rect, t.hover)
        paint.hairline(painter, 0, rect.top(), rect.width())
        one = line.one

        def cell(x: int, width: int, text: str, ink: theme.Role = "text", weight: fonts.Weight = 400, *, right: bool = False) -> None:
            align = _RIGHT if right else Qt.AlignmentFlag.AlignLeft
            paint.line_of_text(painter, QRect(x, rect.top(), width, ROW), text, t.color(ink), weight=weight, align=align)

        cell(site, person - site - 8, line.site, "text" if one else "text3")
        cell(person, 102, line.place.auditor, "text2" if one else "text3")
        if one is None:
            cell(seen, end - seen, _("还没有记录"), "text3")
            return
        against = observed.verdict(one) not in (None, "fine", "conforming")
        cell(person, result - person, value_words(one) or "–", "wrong" if against else "text", 500, right=True)
        middle = rect.top() + (ROW - 14) // 2
        for name, on in (("people", line.differs), ("warning", bool(line.lacks))):
            if on:
                icons.paint(painter, name, QRect(end - 14, middle, 14, 14), t.open_m)
                end -= 18
        told = "　".join(part for part in (methods_words(one), " ".join((one.seen or "").split())) if part)
        cell(seen, end - seen, told, "text2")

    # Choosing

    def _at(self, y: float) -> int:
        place = int(y - HEAD) // ROW if y >= HEAD else -1
        return place if place < len(self._lines) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().y())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position().y())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._current + step < len(self._lines):
            self.picked.emit(self._current + step)
        elif not step:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos().y())
            QToolTip.showText(event.globalPos(), spoken(self._lines[place]) if place >= 0 else "", self)
            return True
        return bool(super().event(event))


def spoken(line: Line) -> str:
    """A row in full."""
    one = line.one
    if one is None:
        return f"{line.site} {line.place.auditor}　{_('还没有记录')}"
    parts = [f"{line.site} {line.place.auditor} {(one.at or '')[5:16]}", value_words(one), methods_words(one), (one.seen or "").strip()]
    flags = [*line.lacks, *([_("与同一场所另一人的结果不同")] if line.differs else [])]
    return "\n".join(part for part in (*parts, "、".join(flags)) if part)
