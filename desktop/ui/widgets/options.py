"""One of a few, each a row of 40 px with a word and a note; arrows move and choose, digits choose too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import fonts, theme
from desktop.ui.widgets import paint

ROW = 40
GAP = 6


@dataclass(frozen=True)
class Option:
    """One choice: its id, its word, what is said of it at the right."""

    id: str
    text: str
    note: str = ""
    enabled: bool = True


class OptionGroup(QWidget):
    """Choices below each other. Signal: `chosen(str)` when a person chose."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option] = (), *, name: str = "", digits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._selected = ""
        self._hovered = -1
        self._digits = digits
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def set_options(self, options: Sequence[Option], selected: str = "") -> None:
        """Other choices."""
        self._options = tuple(options)
        self.select(selected)
        self.updateGeometry()

    def select(self, id_: str) -> None:
        """Show a choice as made (empty: none); emits nothing."""
        self._selected = id_
        word = next((option.text for option in self._options if option.id == id_), "")
        self.setAccessibleDescription(word)
        self.update()

    def selected(self) -> str:
        """The id of the choice shown, or an empty text."""
        return self._selected

    def sizeHint(self) -> QSize:
        count = len(self._options)
        return QSize(288, max(0, count * (ROW + GAP) - GAP))

    def minimumSizeHint(self) -> QSize:
        widest = max((fonts.width(option.text, 13, 500) for option in self._options), default=0)
        return QSize(widest + 34 + 12, self.sizeHint().height())

    def rect_of(self, place: int) -> QRect:
        """Where a choice lies."""
        return QRect(0, place * (ROW + GAP), self.width(), ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        for place, option in enumerate(self._options):
            rect = self.rect_of(place)
            on = option.id == self._selected
            ground = t.tint if on else t.hover if place == self._hovered and option.enabled else t.surface
            paint.box(painter, rect, fill=ground, border=t.accent if on else t.line2)
            if (on and self.hasFocus()) or (not self._selected and self.hasFocus() and place == 0):
                paint.focus_ring(painter, rect)
            self._paint_dot(painter, rect, on)
            ink = t.text if option.enabled else t.text3
            width = fonts.width(option.text, 13, 500 if on else 400) + 2
            words = QRect(rect.left() + 34, rect.top(), min(width, rect.width() - 46), ROW)
            paint.line_of_text(painter, words, option.text, ink, weight=500 if on else 400)
            note = QRect(words.right() + 12, rect.top(), rect.right() - words.right() - 24, ROW)
            if note.width() > 24:
                paint.line_of_text(painter, note, option.note, t.text3, size=12, align=Qt.AlignmentFlag.AlignRight)

    def _paint_dot(self, painter: QPainter, rect: QRect, on: bool) -> None:
        t = theme.current()
        painter.save()
        paint.smooth(painter)
        centre = QPointF(rect.left() + 18, rect.top() + ROW / 2)
        painter.setPen(QPen(t.accent if on else t.edge, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 7, 7)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent)
            painter.drawEllipse(centre, 3.5, 3.5)
        painter.restore()

    def _at(self, y: int) -> int:
        return min(max(0, y // (ROW + GAP)), len(self._options) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._options:
            self._choose(self._at(int(event.position().y())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(int(event.position().y())) if self._options else -1
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = next((place for place, option in enumerate(self._options) if option.id == self._selected), -1)
        digit = event.key() - Qt.Key.Key_1
        if not self._options:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._choose(min(place + 1, len(self._options) - 1))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._choose(max(place - 1, 0))
        elif event.key() == Qt.Key.Key_Space:
            self._choose(max(place, 0))
        elif self._digits and 0 <= digit < len(self._options):
            self._choose(digit)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        option = self._options[place]
        if option.enabled:
            self.select(option.id)
            self.chosen.emit(option.id)
