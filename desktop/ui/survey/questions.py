"""The questions of a form on one screen, by dimension, each with its scale; answered by number keys."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.domain.scheme import Survey
from desktop.ui import theme
from desktop.ui.survey.entered import Entered
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import line_height, paint_wrapped, text_height

ROW = 36
TITLE = 96
NUMBER = 28
GAP = 6
REFUSE = 52
_STEPS = {
    Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Backspace: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class _Row(NamedTuple):
    id: str
    text: str
    title: str  # of the dimension, at its first question
    top: int
    height: int


class QuestionSheet(QWidget):
    """Signals: `changed` after an answer, `moved` when another question is at hand, `consented` for the key of consent."""

    changed = Signal()
    moved = Signal()
    consented = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: Survey | None = None
        self._entered = Entered(key="")
        self._current = 0
        self._rows: tuple[_Row, ...] = ()
        self._hovered = (-1, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_form(self, form: Survey, entered: Entered) -> None:
        """Ask these questions; answers go straight into `entered`. The first open question is at hand."""
        self._form, self._entered = form, entered
        self._lay_out()
        open_ = [place for place, row in enumerate(self._rows) if row.id not in entered.answers and row.id not in entered.refused]
        self._go(0 if entered.response else open_[0] if open_ else len(self._rows))

    def scale(self) -> int:
        return self._form.scale if self._form else 0

    def current(self) -> int:
        """The place of the question at hand; past the last one when all were gone through."""
        return self._current

    def settled(self) -> list[bool]:
        """For each question whether it was answered or refused."""
        return [row.id in self._entered.answers or row.id in self._entered.refused for row in self._rows]

    def current_rect(self) -> QRect:
        """Where the question at hand lies."""
        row = self._rows[min(self._current, len(self._rows) - 1)] if self._rows else None
        return QRect(0, row.top, self.width(), row.height) if row else QRect()

    # Where things lie

    def _step(self) -> int:
        return 52 if self.scale() <= 5 else 44 if self.scale() <= 7 else 38

    def _is_low(self) -> bool:
        """Whether the scale stands under its question, because both do not fit beside each other."""
        return self.width() < TITLE + NUMBER + 150 + self._step() * self.scale() + REFUSE

    def _left(self) -> int:
        """Where the scale begins."""
        return self.width() - 10 - self._step() * self.scale() - REFUSE

    def _room(self) -> int:
        """The width of a question's text."""
        return max(80, (self.width() - 16 if self._is_low() else self._left() - 30) - TITLE - NUMBER)

    def _lay_out(self) -> None:
        if self._form is None:
            return
        titles = {dimension.id: dimension.title for dimension in self._form.dimensions}
        rows, top, before = [], 0, None
        for question in self._form.questions:
            if before is not None and question.dimension != before:
                top += GAP
            height = text_height(question.text, 13, 400, self._room()) + 14
            height = height + ROW - 4 if self._is_low() else max(ROW, height)
            title = "" if question.dimension == before else titles.get(question.dimension, question.dimension)
            rows.append(_Row(question.id, question.text, title, top, height))
            before, top = question.dimension, top + height
        self._rows = tuple(rows)
        self.setFixedHeight(max(top, ROW))
        self.update()

    def button_rect(self, place: int, points: int) -> QRect:
        """Where the button for an answer lies; 0 points: refused."""
        row = self._rows[place]
        y = row.top + row.height - 34 if self._is_low() else row.top + (row.height - 32) // 2
        if not points:
            return QRect(self.width() - 10 - REFUSE + 6, y, REFUSE - 6, 32)
        return QRect(self._left() + (points - 1) * self._step(), y, self._step() - 6, 32)

    def sizeHint(self) -> QSize:
        return QSize(560, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max(360, self._step() * self.scale() + REFUSE + 16), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        for place, row in enumerate(self._rows):
            whole = QRect(0, row.top, self.width(), row.height)
            if not whole.intersects(event.rect()):
                continue
            here = place == self._current
            if place and row.title:
                paint.hairline(painter, 0, row.top - GAP // 2, self.width())
            if here:
                paint.box(painter, whole, fill=t.tint, border=t.accent if self.hasFocus() else t.tint2, width=1.5)
            beside = row.height - ROW + 4 if self._is_low() else row.height
            paint.line_of_text(painter, QRect(12, row.top, TITLE - 12, beside), row.title, t.text2)
            number = QRect(TITLE, row.top, NUMBER - 10, beside)
            paint.line_of_text(painter, number, str(place + 1), t.text2, align=Qt.AlignmentFlag.AlignRight)
            room = self._room()
            height = text_height(row.text, 13, 400, room)
            painter.setPen(t.text if here or self.settled_at(place) else t.text2)
            top = row.top + (beside - height) // 2
            paint_wrapped(painter, QRect(TITLE + NUMBER, top, room, height + line_height(13)), row.text, 13, 500 if here else 400)
            self._paint_buttons(painter, place, row, here=here)

    def settled_at(self, place: int) -> bool:
        return self._rows[place].id in self._entered.answers

    def _paint_buttons(self, painter: QPainter, place: int, row: _Row, *, here: bool) -> None:
        t = theme.current()
        refused = row.id in self._entered.refused
        for points in range(self.scale() + 1):
            rect = self.button_rect(place, points)
            on = refused if not points else self._entered.answers.get(row.id) == points
            hot = self._hovered == (place, points)
            if points:
                fill = t.accent if on else t.hover if hot else t.surface
                paint.box(painter, rect, fill=fill, border=t.accent if on else t.edge if here else t.line2)
                ink = t.onacc if on else t.text if here else t.text2
            else:
                if on or hot:
                    paint.box(painter, rect, fill=t.sunken if on else t.hover, border=t.edge if on else None)
                ink = t.text if on else t.text3
            words = str(points) if points else _("拒答")
            size, weight = (13, 700 if on or here else 400) if points else (12, 500 if on else 400)
            paint.line_of_text(painter, rect, words, ink, size=size, weight=weight, align=Qt.AlignmentFlag.AlignHCenter)  # type: ignore[arg-type]

    # Answering

    def answer(self, points: int) -> None:
        """Answer the question at hand (0: refused) and go on."""
        if not 0 <= points <= self.scale() or self._current >= len(self._rows):
            return
        key = self._rows[self._current].id
        self._entered.refused = [other for other in self._entered.refused if other != key]
        if points:
            self._entered.answers[key] = points
        else:
            self._entered.answers.pop(key, None)
            self._entered.refused.append(key)
        self._go(self._current + 1)
        self.changed.emit()

    def _clear(self) -> None:
        if self._current < len(self._rows):
            key = self._rows[self._current].id
            self._entered.answers.pop(key, None)
            self._entered.refused = [other for other in self._entered.refused if other != key]
            self.update()
            self.changed.emit()

    def _go(self, place: int) -> None:
        self._current = min(max(place, 0), len(self._rows))
        row = self._rows[self._current] if self._current < len(self._rows) else None
        self.setAccessibleName(
            _("第 {n} 题，共 {all} 题：{text}").format(n=self._current + 1, all=len(self._rows), text=row.text) if row else _("已答完")
        )
        given = self._entered.answers.get(row.id) if row else None
        self.setAccessibleDescription(
            _("{n} 分").format(n=given) if given else _("拒答") if row and row.id in self._entered.refused else ""
        )
        self.update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.answer(key - Qt.Key.Key_0)
        elif plain and key in (Qt.Key.Key_0, Qt.Key.Key_Minus) and self.scale() >= 10:
            self.answer(10 if key == Qt.Key.Key_0 else 11)
        elif plain and key in _STEPS:
            self._go(self._current + _STEPS[key])
        elif plain and key == Qt.Key.Key_P:
            self.answer(0)
        elif plain and key == Qt.Key.Key_Delete:
            self._clear()
        elif plain and key == Qt.Key.Key_C:
            self.consented.emit()
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._rows) - 1)
        else:
            super().keyPressEvent(event)

    def _at(self, pos: QPoint) -> tuple[int, int]:
        """The question under a place and the answer there, -1 for none."""
        for place, row in enumerate(self._rows):
            if row.top <= pos.y() < row.top + row.height:
                found = (points for points in range(self.scale() + 1) if self.button_rect(place, points).contains(pos))
                return place, next(found, -1)
        return -1, -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place, points = self._at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place < 0:
            return
        self._go(place)
        if points >= 0:
            self.answer(points)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hovered[1] >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()


class SheetHead(QWidget):
    """Which question of how many, what the ends of the scale mean, a segment for each question."""

    def __init__(self, sheet: QuestionSheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setFixedHeight(36)
        sheet.changed.connect(self.update)
        sheet.moved.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        settled = self._sheet.settled()
        if not settled:
            return
        here, count = self._sheet.current(), len(settled)
        said = _("第 {n} 题，共 {all} 题").format(n=here + 1, all=count) if here < count else _("已到末题，共 {all} 题").format(all=count)
        low, high = self._sheet.button_rect(0, 1), self._sheet.button_rect(0, self._sheet.scale())
        # Where the scale stands under its question it begins further left.
        left = TITLE + NUMBER if low.left() - TITLE - NUMBER > 120 else 12
        paint.line_of_text(painter, QRect(left, 0, low.left() - left, 22), said, t.text2, size=12)
        paint.line_of_text(painter, QRect(low.left(), 0, 110, 22), _("很不满意"), t.text2, size=12)
        paint.line_of_text(painter, QRect(high.right() - 110, 0, 110, 22), _("很满意"), t.text2, size=12, align=Qt.AlignmentFlag.AlignRight)
        step = self.width() / count
        for place, done in enumerate(settled):
            ink = t.text2 if place == here else t.accent if done else t.track
            paint.box(painter, QRect(round(place * step), 27, max(2, round(step) - 4), 4), fill=ink, radius=2)
