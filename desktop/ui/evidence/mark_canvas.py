"""A picture to draw on: marks are made, chosen, moved and pulled by the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.evidence import mark_shape
from desktop.ui.evidence.mark_picture import ZoomPicture
from desktop.ui.evidence.mark_shape import Handle
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.assessment import Mark

Tool = Literal["select", "arrow", "box", "text", "redact"]

NEAR = 6.0  # screen pixels by which the pointer may miss
_GRIP = 9.0
_LEAST = 5.0  # what is drawn smaller was a click
_NONE = -1


class MarkCanvas(ZoomPicture):
    """Numbers of marks count from 0. Signals:

    `drawn(Mark)` a new one; `changed(int, Mark)` one was moved or pulled; `text_wanted(float, float, float)` a place for words and how far
    they may reach; `words_wanted(int)` other words for a text; `chosen(int)` -1: none; `tool_changed`.
    """

    drawn = Signal(object)
    changed = Signal(int, object)
    text_wanted = Signal(float, float, float)
    words_wanted = Signal(int)
    chosen = Signal(int)
    tool_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: Sequence[Mark] = ()
        self.hidden = _NONE  # a text whose words are being written elsewhere
        self.selected = _NONE
        self.marking = False
        self.tool: Tool = "select"
        self._from: QPointF | None = None  # where a drag began, as a share
        self._grip: Handle | None = None
        self._drawing: Mark | None = None  # as it would be if the button were let go

    # What is shown

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """The marks to draw over it."""
        self.marks = marks
        if self.selected >= len(marks):
            self.give_up()
            self.select(_NONE)
        self.update()

    def set_marking(self, on: bool) -> None:
        """Whether marks are drawn here."""
        self.marking = on
        self.give_up()
        self.select(_NONE)
        self.set_tool("select")
        self.update()

    def set_tool(self, tool: Tool) -> None:
        """What the pointer does."""
        self.tool = tool
        self.point_with(None)
        self.tool_changed.emit()

    def select(self, number: int) -> None:
        """Choose a mark, -1: none."""
        if number != self.selected:
            self.selected = number
            self.chosen.emit(number)
            said = mark_shape.kind_title(self.marks[number].kind) if 0 <= number < len(self.marks) else ""
            self.setAccessibleDescription(_("已选{what}").format(what=said) if said else "")
            self.update()

    def give_up(self) -> bool:
        """Drop what is being drawn or moved; whether there was something."""
        busy = self._from is not None
        self._from = self._grip = self._drawing = None
        self.update()
        return busy

    # Painting

    def paint_over(self, painter: QPainter) -> None:
        if not self.marking:
            return
        size, where = self.sight.size, self.sight.rect()
        painter.save()
        painter.setClipRect(where)
        painter.translate(where.topLeft())
        painter.scale(self.sight.scale, self.sight.scale)
        shown = list(enumerate(self.marks))
        if self._drawing is not None:
            number = self.selected if self.selected != _NONE else len(shown)
            shown = [(place, mark) for place, mark in shown if place != number] + [(number, self._drawing)]
        # As in the copy: redactions lie under all other marks.
        for number, mark in sorted(shown, key=lambda pair: (pair[1].kind != "redact", pair[0])):
            if number != self.hidden:
                mark_shape.paint_mark(painter, mark, size, see_through=number == self.selected or mark is self._drawing)
        painter.restore()
        chosen = self._drawing or (self.marks[self.selected] if self.selected != _NONE else None)
        if chosen is not None and self.hidden == _NONE:
            self._paint_grips(painter, chosen)

    def _paint_grips(self, painter: QPainter, mark: Mark) -> None:
        # What lies on a photo looks the same by day and by night.
        t = theme.LIGHT
        if mark.kind != "arrow":
            outline = self._on_screen(mark_shape.bounds(mark, self.sight.size)).adjusted(-1, -1, 1, 1)
            paint.box(painter, outline, border=t.accent, radius=0, width=1.5)
        for _handle, at in mark_shape.handles(mark, self.sight.size):
            grip = QRectF(0, 0, _GRIP, _GRIP)
            grip.moveCenter(self._screen(at))
            paint.box(painter, grip, fill=t.surface, border=t.accent, radius=2, width=1.5)

    def _screen(self, at: QPointF) -> QPointF:
        return self.sight.rect().topLeft() + at * self.sight.scale

    def _on_screen(self, rect: QRectF) -> QRectF:
        return QRectF(self._screen(rect.topLeft()), self._screen(rect.bottomRight()))

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.marking and self.has_picture() and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin(event.position())
        else:
            super().mousePressEvent(event)

    def _begin(self, at: QPointF) -> None:
        self._grip = self._grip_at(at)
        if self.tool == "select" and self._grip is None:
            self.select(self._mark_at(at))
            if self.selected == _NONE:
                self.grab_picture(at)
                return
        elif self._grip is None:
            self.select(_NONE)
        self._from = self.sight.share(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position()
        if self._from is not None:
            self._drawing = self._drawn_to(self.sight.share(at))
            self.update()
        elif self.marking and not event.buttons():
            grip, on = self._grip_at(at), self.tool == "select" and self._mark_at(at) != _NONE
            self.point_with(Qt.CursorShape.SizeAllCursor if grip is not None or on else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        begun, mark = self._from, self._drawn_to(self.sight.share(event.position()))
        fresh = self.selected == _NONE
        self.give_up()
        meant = mark_shape.is_something(mark, self.sight.size, _LEAST / self.sight.scale)
        if not fresh:
            if mark != self.marks[self.selected] and meant:
                self.changed.emit(self.selected, mark)
        elif self.tool == "text":
            x, y, to_x, _to_y = mark_shape.places(mark)
            self.text_wanted.emit(x, y, to_x)
        elif meant:
            self.drawn.emit(mark)
        else:
            # A click beside what was meant chooses.
            self.select(self._mark_at(self.sight.point(begun.x(), begun.y())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._mark_at(event.position())
        if self.marking and number != _NONE and self.marks[number].kind == "text":
            self.give_up()
            self.select(number)
            self.words_wanted.emit(number)

    def _drawn_to(self, share: QPointF) -> Mark:
        """What the pointer has made of the mark at hand by now."""
        assert self._from is not None
        right, down = share.x() - self._from.x(), share.y() - self._from.y()
        if self.selected != _NONE:
            mark = self.marks[self.selected]
            if self._grip is not None:
                return mark_shape.pulled(mark, self.sight.size, self._grip, right, down)
            # A hand that trembles moves nothing.
            far = max(abs(right) * self.sight.size[0], abs(down) * self.sight.size[1]) * self.sight.scale
            return mark_shape.moved(mark, self.sight.size, right, down) if far >= 2 else mark
        kind: mark_shape.Kind = "box" if self.tool == "select" else self.tool
        return mark_shape.made(kind, self._from.x(), self._from.y(), share.x(), share.y())

    def _grip_at(self, at: QPointF) -> Handle | None:
        if self.selected == _NONE:
            return None
        for handle, there in mark_shape.handles(self.marks[self.selected], self.sight.size):
            off = self._screen(there) - at
            if max(abs(off.x()), abs(off.y())) <= NEAR + 1:
                return handle
        return None

    def _mark_at(self, at: QPointF) -> int:
        """The smallest mark there, so that one inside another can be had."""
        there = (at - self.sight.rect().topLeft()) / self.sight.scale
        size, near = self.sight.size, NEAR / self.sight.scale
        hit = [number for number, mark in enumerate(self.marks) if mark_shape.is_hit(mark, size, there, near)]

        def area(number: int) -> float:
            rect = mark_shape.bounds(self.marks[number], size)
            return rect.width() * rect.height()

        return min(hit, key=area, default=_NONE)

    def point_with(self, shape: Qt.CursorShape | None) -> None:
        if shape is None and self.marking and self.tool != "select":
            shape = Qt.CursorShape.IBeamCursor if self.tool == "text" else Qt.CursorShape.CrossCursor
        super().point_with(shape)
