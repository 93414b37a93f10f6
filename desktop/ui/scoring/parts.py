"""Small widgets of the page: the red sentence under a field, rows that lead somewhere, the stack that keeps rows for reuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import glyphs, paint
from desktop.ui.widgets.buttons import _Hovering
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label, paint_wrapped, text_height

# So many rows are made in one turn of the event loop.
AT_ONCE = 4

W = TypeVar("W", bound=QWidget)
D = TypeVar("D")


class Column(ScrollColumn):
    """A scrolled column that leaves up and down to the page: they change the clause. End it with a stretch."""

    def __init__(self, *, margins: tuple[int, int, int, int], spacing: int) -> None:
        super().__init__(margins=margins, spacing=spacing)
        # An aligned layout gets no more than its hint, too little for text that wraps at a narrow width.
        self.body.setAlignment(Qt.AlignmentFlag(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Rows(QWidget, Generic[W, D]):
    """Rows below each other, made once and used again: `show_rows` fills as many as there are and hides the rest.

    `still`: the rows hold nothing but their data, so the same data need no filling again.
    """

    def __init__(self, make: Callable[[], W], fill: Callable[[W, D], None], *, spacing: int = 0, still: bool = False) -> None:
        super().__init__()
        self._make, self._fill, self._still = make, fill, still
        self.rows: list[W] = []
        self._data: list[D] = []
        self._told = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_rows(self, data: Sequence[D]) -> None:
        """Show these. Of a long list a few rows are made at once and the others in turns, so that the window stays alive."""
        if self._still and self._told and self._data == list(data):
            return
        self._data, self._told = list(data), True
        self._grow_by(AT_ONCE)
        for row, one in zip(self.rows, self._data, strict=False):
            self._fill(row, one)
            if row.isHidden():
                row.show()
        for row in self.rows[len(data) :]:
            if not row.isHidden():
                row.hide()
        self.setVisible(bool(data))
        if len(self.rows) < len(self._data):
            QTimer.singleShot(0, self._grow)

    def _grow_by(self, most: int) -> None:
        for _place in range(min(most, len(self._data) - len(self.rows))):
            row = self._make()
            self.rows.append(row)
            self._column.addWidget(row)

    def _grow(self) -> None:
        if not shiboken6.isValid(self) or len(self.rows) >= len(self._data):
            return
        start = len(self.rows)
        self._grow_by(AT_ONCE)
        for row, one in zip(self.rows[start:], self._data[start:], strict=False):
            self._fill(row, one)
        QTimer.singleShot(0, self._grow)

    def shown(self) -> list[W]:
        """The rows in use."""
        return self.rows[: len(self._data)]


class LinkRow(_Hovering):
    """A row that leads somewhere: number, running text, a value at the right. Signal: `clicked`; `target` is where to."""

    def __init__(self, *, boxed: bool = True) -> None:
        super().__init__()
        self.target = ""
        self._number = self._title = self._right = ""
        self._state: glyphs.State | None = None
        self._boxed = boxed
        self._heights: dict[int, int] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_row(self, title: str, *, number: str = "", right: str = "", target: str = "", state: glyphs.State | None = None) -> None:
        """What the row says; without a target it is only text."""
        said = (title, number, right, target, state)
        if said == (self._title, self._number, self._right, self.target, self._state):
            return
        self._title, self._number, self._right, self.target, self._state = said
        self._heights.clear()
        self.setEnabled(bool(target))
        self.setAccessibleName(f"{number} {title} {right}".strip())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def _left(self) -> int:
        left = 12 if self._boxed else 0
        if self._state is not None:
            left += 22
        return left + (fonts.width(self._number, 12) + 10 if self._number else 0)

    def _text_width(self, width: int) -> int:
        right = fonts.width(self._right, 13, 500) + 8 if self._right else 0
        return max(40, width - self._left() - right - (30 if self.target else 12))

    def heightForWidth(self, width: int) -> int:
        # Layouts ask often.
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = max(32, text_height(self._title, 13, 400, self._text_width(width)) + 11)
        return height

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 1, 0, -1)
        if self._boxed:
            ground = t.hover if self._hovered and self.target else t.sunken
            paint.box(painter, rect, fill=ground, border=t.line)
        elif self._hovered and self.target:
            paint.box(painter, rect, fill=t.hover, radius=4)
        x = 12 if self._boxed else 0
        top = 5
        if self._state is not None:
            glyphs.paint_glyph(painter, QRect(x, top + 4, 14, 14), self._state)
            x += 22
        if self._number:
            width = fonts.width(self._number, 12)
            paint.line_of_text(painter, QRect(x, top, width + 1, 21), self._number, t.text2, size=12)
            x += width + 10
        painter.setPen(t.text)
        paint_wrapped(painter, QRect(x, top, self._text_width(self.width()), self.height()), self._title, 13)
        right = self.width() - (30 if self.target else 12)
        if self._right:
            width = fonts.width(self._right, 13, 500)
            paint.line_of_text(painter, QRect(right - width, top, width + 1, 21), self._right, t.accent, weight=500)
        if self.target:
            icons.paint(painter, "chevron-right", QRect(self.width() - 22, top + 4, 14, 14), t.text3)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())


def control_card(*, margins: tuple[int, int, int, int] = (12, 12, 12, 12), spacing: int = 10) -> Card:
    """The sunken box around a control; it grows with running text in it."""
    card = Card("sunken", margins=margins, spacing=spacing)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return card


def line(*widgets: QWidget | int | str, spacing: int = 8) -> QHBoxLayout:
    """Widgets beside each other; a number is a stretch, a word a label."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    fill(row, *widgets)
    return row


def fill(row: QBoxLayout, *widgets: QWidget | int | str) -> None:
    """Add to a layout as `line` does."""
    for one in widgets:
        if isinstance(one, int):
            row.addStretch(one)
        elif isinstance(one, str):
            row.addWidget(Label(one, role="text2"))
        else:
            row.addWidget(one)


def holder(layout: QBoxLayout) -> QWidget:
    """A widget around a layout, so that it can be hidden as one."""
    inside = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(layout)
    return inside
