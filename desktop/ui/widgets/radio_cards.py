"""One of a few that say more than a word: cards whose text wraps, with a clause at the right; arrows move and choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import fonts, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import paint_wrapped, text_height

GAP = 6
_LEFT, _RIGHT = 36, 12


@dataclass(frozen=True)
class RadioCard:
    """One choice: its id, its text, a note at the right, a line below; `wrong` marks a choice that may not stand.

    `faint`: it can be chosen, but something speaks against it.
    """

    id: str
    text: str
    note: str = ""
    under: str = ""
    wrong: bool = False
    faint: bool = False


class RadioCards(QWidget):
    """Choices below each other. Signal: `chosen(str)` when a person chose another."""

    chosen = Signal(str)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[RadioCard, ...] = ()
        self._selected = ""
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_cards(self, cards: Sequence[RadioCard], selected: str = "") -> None:
        """Other choices; `selected` is shown as made."""
        if (tuple(cards), selected) == (self._cards, self._selected):
            return
        self._cards, self._selected = tuple(cards), selected
        word = next((card.text for card in cards if card.id == selected), "")
        self.setAccessibleDescription(word)
        self.updateGeometry()
        self.update()

    def selected(self) -> str:
        """The id of the choice shown, or an empty text."""
        return self._selected

    def cards(self) -> tuple[RadioCard, ...]:
        """What can be chosen."""
        return self._cards

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(0, sum(self._height(card, width) + GAP for card in self._cards) - GAP)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 240)
        return QSize(240, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def _room(self, card: RadioCard, width: int) -> int:
        return width - _LEFT - _RIGHT - (fonts.width(card.note, 12) + 10 if card.note else 0)

    def _height(self, card: RadioCard, width: int) -> int:
        under = text_height(card.under, 12, 400, width - _LEFT - _RIGHT) if card.under else 0
        return max(40, text_height(card.text, 13, 500, self._room(card, width)) + under + 19)

    def rect_of(self, place: int) -> QRect:
        """Where a choice lies."""
        y = sum(self._height(card, self.width()) + GAP for card in self._cards[:place])
        return QRect(0, y, self.width(), self._height(self._cards[place], self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        for place, card in enumerate(self._cards):
            rect = self.rect_of(place)
            on = card.id == self._selected
            ground = t.wrong_t if card.wrong else t.tint if on else t.hover if place == self._hovered else t.surface
            paint.box(painter, rect, fill=ground, border=t.wrong if card.wrong else t.accent if on else t.line2)
            if self.hasFocus() and (on or (not self._selected and place == 0)):
                paint.focus_ring(painter, rect)
            self._paint_dot(painter, rect, on)
            painter.setPen(t.text2 if card.faint and not on else t.text)
            room = self._room(card, rect.width())
            high = text_height(card.text, 13, 500, room)
            top = rect.top() + (9 if card.under else (rect.height() - high) // 2)
            paint_wrapped(painter, QRect(rect.left() + _LEFT, top, room, high), card.text, 13, 500 if on else 400)
            note = QRect(rect.right() - _RIGHT - 120, top, 120, 21)
            paint.line_of_text(painter, note, card.note, t.text3, size=12, align=Qt.AlignmentFlag.AlignRight)
            if card.under:
                painter.setPen(t.wrong if card.wrong else t.text2)
                paint_wrapped(painter, QRect(rect.left() + _LEFT, top + high, rect.width() - _LEFT - _RIGHT, rect.height()), card.under, 12)

    def _paint_dot(self, painter: QPainter, rect: QRect, on: bool) -> None:
        t = theme.current()
        painter.save()
        paint.smooth(painter)
        centre = QPointF(rect.left() + 18, rect.top() + 20)
        painter.setPen(QPen(t.accent if on else t.edge, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 7, 7)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent)
            painter.drawEllipse(centre, 3.5, 3.5)
        painter.restore()

    def _at(self, y: int) -> int:
        return next((place for place in range(len(self._cards)) if y <= self.rect_of(place).bottom() + GAP), len(self._cards) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._cards:
            self._choose(self._at(int(event.position().y())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(int(event.position().y())) if self._cards else -1
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = next((place for place, card in enumerate(self._cards) if card.id == self._selected), -1)
        if not self._cards:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._choose(min(place + 1, len(self._cards) - 1))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._choose(max(place - 1, 0))
        elif event.key() == Qt.Key.Key_Space:
            self._choose(max(place, 0))
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        card = self._cards[place]
        if card.id != self._selected:
            self.set_cards(self._cards, card.id)
            self.chosen.emit(card.id)
