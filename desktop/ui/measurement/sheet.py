"""The characteristics of one sample with their results, answered by keys: 1 met, 2 not met, 0 not judged, Enter for the next sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.focus import FocusPainted
from desktop.ui.widgets.text import line_height, paint_wrapped, text_height

ROW = 40
BUTTON = 84
GAP = 6
LEFT = 12
_NO_MODIFIER = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
ANSWERS: dict[Qt.Key, bool | None] = {Qt.Key.Key_1: True, Qt.Key.Key_2: False, Qt.Key.Key_0: None, Qt.Key.Key_Delete: None}
LETTERS = {Qt.Key.Key_S: "S", Qt.Key.Key_T: "T", Qt.Key.Key_Y: "Y", Qt.Key.Key_R: "R", Qt.Key.Key_P: "P"}


class Asked(NamedTuple):
    """A characteristic and when it is met."""

    name: str
    criterion: str = ""


class ResultSheet(FocusPainted):
    """Signals: `answered(str, object)` with a characteristic and met, not met or None; `moved`; `turned(int)` to another sample;
    `pressed(str)` for a letter that means something on the page."""

    answered = Signal(str, object)
    moved = Signal()
    turned = Signal(int)
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[Asked, ...] = ()
        self._results: dict[str, bool] = {}
        self._tops: tuple[int, ...] = ()
        self._current = 0
        self._hovered: tuple[int, bool | None] = (-1, None)
        self.setAccessibleName(_("各特性的结果"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_asked(self, asked: Sequence[Asked], results: Mapping[str, bool], *, anew: bool) -> None:
        """Show a sample; `anew`: another one, the first characteristic without a result is at hand."""
        changed = tuple(asked) != self._asked
        self._asked, self._results = tuple(asked), dict(results)
        if anew:
            self._current = next((place for place, one in enumerate(self._asked) if one.name not in self._results), 0)
        self._current = min(self._current, max(0, len(self._asked) - 1))
        if changed:
            self._lay_out()
        self._say()
        self.update()

    def results(self) -> dict[str, bool]:
        """The results as they are shown."""
        return dict(self._results)

    def current(self) -> str:
        """The characteristic at hand."""
        return self._asked[self._current].name if self._asked else ""

    # Where things lie

    def _room(self) -> int:
        return max(80, self.width() - LEFT - 2 * (BUTTON + GAP) - 16)

    def _height(self, one: Asked) -> int:
        name = text_height(one.name, 13, 500, self._room())
        note = text_height(one.criterion, 12, 400, self._room()) if one.criterion else 0
        return max(ROW, name + note + 14)

    def _lay_out(self) -> None:
        tops = [0]
        for one in self._asked:
            tops.append(tops[-1] + self._height(one))
        self._tops = tuple(tops)
        self.setFixedHeight(max(ROW, tops[-1]))

    def row_rect(self, place: int) -> QRect:
        """Where a row lies."""
        return QRect(0, self._tops[place], self.width(), self._tops[place + 1] - self._tops[place])

    def current_rect(self) -> QRect:
        """Where the row at hand lies."""
        return self.row_rect(self._current) if self._asked else QRect()

    def button_rect(self, place: int, met: bool) -> QRect:
        """Where the button of an answer lies."""
        row = self.row_rect(place)
        left = self.width() - 8 - BUTTON - (BUTTON + GAP if met else 0)
        return QRect(left, row.top() + (row.height() - 30) // 2, BUTTON, 30)

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        if not self._asked:
            paint.line_of_text(painter, QRect(LEFT, 0, self.width() - LEFT, ROW), _("测评方案里还没有特性。"), t.text3)
        for place, one in enumerate(self._asked):
            row = self.row_rect(place)
            if not row.intersects(event.rect()):
                continue
            here = place == self._current
            if here:
                paint.box(painter, row, fill=t.tint, border=t.accent if self.hasFocus() else t.tint2, width=1.5)
            elif place and place - 1 != self._current:
                paint.hairline(painter, LEFT, row.top(), self.width() - LEFT - 8)
            self._paint_text(painter, row, one)
            for met in (True, False):
                self._paint_button(painter, place, met)

    def _paint_text(self, painter: QPainter, row: QRect, one: Asked) -> None:
        t = theme.current()
        room = self._room()
        name = text_height(one.name, 13, 500, room)
        note = text_height(one.criterion, 12, 400, room) if one.criterion else 0
        top = row.top() + (row.height() - name - note) // 2
        painter.setPen(t.text)
        paint_wrapped(painter, QRect(LEFT, top, room, name), one.name, 13, 500)
        if note:
            painter.setPen(t.text2)
            paint_wrapped(painter, QRect(LEFT, top + name, room, note + line_height(12)), one.criterion, 12)

    def _paint_button(self, painter: QPainter, place: int, met: bool) -> None:
        t = theme.current()
        rect = self.button_rect(place, met)
        on = self._results.get(self._asked[place].name) is met
        hot = self._hovered == (place, met)
        fill = (t.accent if met else t.wrong) if on else t.hover if hot else t.surface
        paint.box(painter, rect, fill=fill, border=None if on else t.edge)
        word = _("合格") if met else _("不合格")
        ink = t.onacc if on and met else t.surface if on else t.text2
        text = QRect(rect.left() + 10, rect.top(), rect.width() - 36, rect.height())
        paint.line_of_text(painter, text, word, ink, weight=500 if on else 400)
        if place == self._current:
            paint.key_cap(painter, rect.right() - 27, rect.top() + 5, "1" if met else "2", on_accent=on)

    # Acting

    def _say(self) -> None:
        if not self._asked:
            self.setAccessibleDescription(_("没有条目"))
            return
        name = self.current()
        word = {True: _("合格"), False: _("不合格"), None: _("未测")}[self._results.get(name)]
        self.setAccessibleDescription(f"{name} {word}")

    def _go(self, place: int) -> None:
        self._current = min(max(place, 0), max(0, len(self._asked) - 1))
        self._say()
        self.moved.emit()
        self.update()

    def answer(self, met: bool | None) -> None:
        """Answer the characteristic at hand; the next one without a result comes to hand."""
        if not self._asked:
            return
        name = self.current()
        if met is None:
            self._results.pop(name, None)
        else:
            self._results[name] = met
        self.answered.emit(name, met)
        if met is not None:
            open_ = (place for place, one in enumerate(self._asked) if place > self._current and one.name not in self._results)
            self._go(next(open_, self._current))
        self._say()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & _NO_MODIFIER:
            super().keyPressEvent(event)
        elif key in ANSWERS:
            self.answer(ANSWERS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit(-1 if shift else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace):
            self._go(self._current + (1 if key == Qt.Key.Key_Down else -1))
        elif key in LETTERS:
            self.pressed.emit(LETTERS[key])
        else:
            super().keyPressEvent(event)

    def _at(self, event: QMouseEvent) -> tuple[int, bool | None]:
        point = event.position().toPoint()
        for place in range(len(self._asked)):
            if self.row_rect(place).contains(point):
                return place, next((met for met in (True, False) if self.button_rect(place, met).contains(point)), None)
        return -1, None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place, met = self._at(event)
        if event.button() != Qt.MouseButton.LeftButton or place < 0:
            return
        self._go(place)
        if met is not None:
            # The answer that stands, once more, is taken back.
            self.answer(None if self._results.get(self.current()) is met else met)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event)
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered[1] is not None else Qt.CursorShape.ArrowCursor)
            self.update()
