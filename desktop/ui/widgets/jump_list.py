"""A list of sentences that each lead somewhere, painted; Up and Down move, Enter or a click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.chips import Tone
from desktop.ui.widgets.focus import FocusPainted
from desktop.ui.widgets.text import paint_wrapped, text_height

PAD = 6
LEAST = 32


@dataclass(frozen=True)
class Jump:
    """`target` is told when a person goes there. `note` stands at the right of the first line. `tone`: red, amber or plain."""

    target: str
    text: str
    note: str = ""
    tone: Tone = "neutral"


class JumpList(FocusPainted):
    """Signal: `wanted(str)` with the target. As tall as its sentences at the width there is."""

    wanted = Signal(str)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jumps: tuple[Jump, ...] = ()
        self._tops: list[int] = [0]
        self._current = 0
        self._hovered = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_jumps(self, jumps: Sequence[Jump]) -> None:
        """Other sentences; the same ones leave the list alone."""
        if tuple(jumps) == self._jumps:
            return
        self._jumps = tuple(jumps)
        self._current = min(self._current, max(0, len(jumps) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if jumps else Qt.FocusPolicy.NoFocus)
        self._lay_out()

    def jumps(self) -> tuple[Jump, ...]:
        """What is listed."""
        return self._jumps

    def current(self) -> int:
        """The place of the sentence at hand."""
        return self._current

    def set_current(self, place: int) -> None:
        """Have a sentence at hand."""
        self._current = min(max(place, 0), max(0, len(self._jumps) - 1))
        self.setAccessibleDescription(self._jumps[self._current].text if self._jumps else "")
        self.update()

    def rect_of(self, place: int) -> QRect:
        """Where a sentence lies."""
        return QRect(0, self._tops[place], self.width(), self._tops[place + 1] - self._tops[place])

    def _text_width(self, jump: Jump) -> int:
        return max(60, self.width() - 28 - (fonts.width(jump.note, 12) + 10 if jump.note else 0))

    def _lay_out(self) -> None:
        self._tops = [0]
        for jump in self._jumps:
            height = max(LEAST, text_height(jump.text, 13, 400, self._text_width(jump)) + 2 * PAD)
            self._tops.append(self._tops[-1] + height)
        self.setFixedHeight(self._tops[-1])
        self.setAccessibleDescription(self._jumps[self._current].text if self._jumps else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._tops[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        for place, jump in enumerate(self._jumps):
            rect = self.rect_of(place)
            if not rect.intersects(event.rect()):
                continue
            if place == self._hovered or (place == self._current and self.hasFocus()):
                paint.box(painter, rect, fill=t.hover, radius=4)
            glyph = {"wrong": ("warning", t.wrong), "open": ("diamond", t.open_m)}.get(jump.tone, ("chevron-right", t.text3))
            icons.paint(painter, glyph[0], QRect(4, rect.top() + PAD + 3, 14, 14), glyph[1])
            painter.setPen(t.text)
            paint_wrapped(painter, QRect(24, rect.top() + PAD, self._text_width(jump), rect.height()), jump.text, 13)
            if jump.note:
                note = QRect(rect.right() - fonts.width(jump.note, 12) - 4, rect.top() + PAD, fonts.width(jump.note, 12) + 2, 21)
                paint.line_of_text(painter, note, jump.note, t.text3, size=12)
            if place == self._current and self.hasFocus():
                paint.focus_ring(painter, rect, 4)

    def _at(self, y: int) -> int:
        return next((place for place in range(len(self._jumps)) if y < self._tops[place + 1]), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(int(event.position().y()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(int(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._current = place
            self.wanted.emit(self._jumps[place].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self._jumps:
            self._current = min(max(self._current + step, 0), len(self._jumps) - 1)
            self.setAccessibleDescription(self._jumps[self._current].text)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._jumps:
            self.wanted.emit(self._jumps[self._current].target)
        else:
            super().keyPressEvent(event)
