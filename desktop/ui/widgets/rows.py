"""Rows that stand alone: a condition of the grade, an item of the rail, the segments of a choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import _Hovering

RIGHT = Qt.AlignmentFlag.AlignRight


class ConditionRow(QWidget):
    """One condition, 26 high: mark, name, value, bound, clause. `met` None: not known yet."""

    def __init__(
        self, name: str, met: bool | None, value: str, bound: str, clause: str, *, open_: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = (name, value, bound, clause)
        self._met, self._open = met, open_
        state = _("满足") if met else _("未知") if met is None else _("不满足")
        self.setAccessibleName(f"{state}：{name} {value} {bound} {clause}")
        self.setToolTip(f"{name}　{value} {bound}　{clause}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(288, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        name, value, bound, clause = self._words
        mark, ink = ("check", t.accent) if self._met else ("diamond", t.open_m) if self._met is None else ("close", t.wrong)
        icons.paint(painter, mark, QRect(0, 6, 14, 14), ink)
        clause_width = max(fonts.width(clause, 12), 44)
        bound_width = max(fonts.width(bound, 12), 40)
        x = self.width() - clause_width
        paint.line_of_text(painter, QRect(x, 0, clause_width, 26), clause, t.text3, size=12, align=RIGHT)
        x -= bound_width + 10
        paint.line_of_text(painter, QRect(x, 0, bound_width, 26), bound, t.text3, size=12)
        width = fonts.width(value, 13, 500)
        x -= width + 6
        paint.line_of_text(painter, QRect(x, 0, width + 1, 26), value, t.wrong if self._met is False else t.text, weight=500)
        paint.line_of_text(painter, QRect(22, 0, x - 30, 26), name, t.text, weight=500 if self._met is False else 400)


class RailItem(_Hovering):
    """An entry of the rail, 36 high: icon, word, and at the right a count, a tick, a lock or nothing. Signal: `clicked`."""

    def __init__(self, text: str, icon: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._count = 0
        self._done = self._wrong = self._locked = self._plain = False
        self.setText(text)
        self.setCheckable(True)
        if key:
            self.setToolTip(f"{text}　{key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_left(self, count: int = 0, *, done: bool = False, wrong: bool = False, locked: bool = False, plain: bool = False) -> None:
        """What stands at the right: the count of what is left (`plain`: of what there is), or a tick, or a lock."""
        self._count, self._done, self._wrong, self._locked, self._plain = count, done, wrong, locked, plain
        self._name()
        self.update()

    def _name(self) -> None:
        left = (
            _("{n} 项").format(n=self._count)
            if self._plain and self._count
            else _("还剩 {n} 项").format(n=self._count)
            if self._count
            else _("已完成")
            if self._done
            else ""
        )
        self.setAccessibleName(f"{self.text()} {left}".strip())

    def sizeHint(self) -> QSize:
        return QSize(151, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        rect = self.rect()
        on = self.isChecked()
        if on:
            paint.box(painter, rect, fill=t.surface, border=t.line2)
            paint.box(painter, QRect(0, 9, 3, 18), fill=t.accent, radius=1.5)
        elif self._hovered:
            paint.box(painter, rect, fill=t.hover)
        icons.paint(painter, self._icon, QRect(13, 9, 18, 18), t.accent if on else t.text2)
        right = self._paint_right(painter, on)
        text = QRect(38, 0, self.width() - 38 - right, 36)
        paint.line_of_text(painter, text, self.text(), t.text if on else t.text2, weight=500 if on else 400)
        if self.hasFocus():
            paint.focus_ring(painter, rect)

    def _paint_right(self, painter: QPainter, on: bool) -> int:
        t = theme.current()
        if self._locked or (self._done and not self._count):
            icons.paint(painter, "lock" if self._locked else "check", QRect(self.width() - 26, 11, 14, 14), t.text3)
            return 32
        if not self._count:
            return 8
        text = str(self._count) if self._count < 1000 else "999+"
        width = max(22, fonts.width(text, 12, 500) + 12)
        pill = QRect(self.width() - 8 - width, 7, width, 22)
        if self._wrong:
            paint.box(painter, pill, fill=t.wrong_t, radius=11)
        elif on and not self._plain:
            paint.box(painter, pill, fill=t.open_t, radius=11)
        else:
            paint.box(painter, pill, border=t.line2, radius=11)
        painter.setFont(fonts.font(12, 500))
        painter.setPen(t.wrong if self._wrong else t.open if on and not self._plain else t.text2)
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
        return width + 12


class Segment(NamedTuple):
    """One choice: its id, its word, the key that chooses it."""

    id: str
    text: str
    key: str = ""
    enabled: bool = True


class SegmentedRow(QWidget):
    """One of several, 34 high, each with its key in the segment. Signal: `chosen(str)` when a person chose, also what was chosen before.

    Arrows move and choose while it has the focus; the keys shown are the page's to listen for.
    """

    chosen = Signal(str)

    def __init__(self, segments: Sequence[Segment] = (), *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._selected = ""
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_segments(segments)

    def set_segments(self, segments: Sequence[Segment], selected: str = "") -> None:
        """Other choices."""
        self._segments = tuple(segments)
        self.select(selected)
        self.updateGeometry()

    def segments(self) -> tuple[Segment, ...]:
        """The choices there are."""
        return self._segments

    def select(self, id_: str) -> None:
        """Show a choice as made (empty: none); emits nothing."""
        self._selected = id_
        word = next((segment.text for segment in self._segments if segment.id == id_), _("未选"))
        self.setAccessibleDescription(word)
        self.update()

    def selected(self) -> str:
        """The id of the choice shown, or an empty text."""
        return self._selected

    def sizeHint(self) -> QSize:
        return QSize(max(self.minimumSizeHint().width(), 320), 34)

    def minimumSizeHint(self) -> QSize:
        needs = [self._content(segment) + 12 for segment in self._segments]
        return QSize(max(needs, default=40) * max(1, len(needs)), 34)

    def _content(self, segment: Segment) -> int:
        return fonts.width(segment.text, 13, 500) + (6 + paint.cap_width(segment.key) if segment.key else 0)

    def rect_of(self, place: int) -> QRect:
        """Where a segment lies."""
        count = max(1, len(self._segments))
        left = self.width() * place // count
        return QRect(left, 0, self.width() * (place + 1) // count - left, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.box(painter, self.rect(), fill=t.surface, border=t.edge)
        for place, segment in enumerate(self._segments):
            rect = self.rect_of(place)
            on = segment.id == self._selected
            if on:
                paint.box(painter, rect, fill=t.accent)
            elif place == self._hovered and segment.enabled:
                paint.box(painter, rect.adjusted(1, 1, -1, -1), fill=t.hover)
            if place and not on and self._segments[place - 1].id != self._selected:
                painter.fillRect(QRectF(rect.left(), 8, 1, self.height() - 16), t.line2)
            x = rect.left() + (rect.width() - self._content(segment)) // 2
            ink = t.onacc if on else t.text if segment.enabled else t.text3
            width = fonts.width(segment.text, 13, 500)
            paint.line_of_text(painter, QRect(x, 0, width + 2, self.height()), segment.text, ink, weight=500 if on else 400)
            if segment.key:
                paint.key_cap(painter, x + width + 6, (self.height() - paint.CAP) // 2, segment.key, on_accent=on)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def _at(self, x: int) -> int:
        return min(max(0, x * len(self._segments) // max(1, self.width())), len(self._segments) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._segments:
            self._choose(self._at(int(event.position().x())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(int(event.position().x())) if self._segments else -1
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        places = [place for place, segment in enumerate(self._segments) if segment.id == self._selected]
        if step and self._segments:
            self._choose((places[0] + step) % len(self._segments) if places else 0)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        segment = self._segments[place]
        if segment.enabled:
            self.select(segment.id)
            self.chosen.emit(segment.id)
