"""The timeline of a visit, painted: tracks of contact, waiting and evidence, cut where time is idle, with a cursor at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.visits.axis import Axis
from desktop.ui.widgets import paint
from desktop.ui.widgets.focus import FocusPainted

NAMES, HEAD, TRACK, BLOCK, FOOT = 48, 26, 42, 30, 28
LEAST = 26  # px a moment takes at least
UNKNOWN = 96  # px for moments without a readable time


@dataclass(frozen=True)
class Block:
    """One moment: `track` 0 contact, 1 waiting, 2 evidence; `place` in the timeline, -1: a linked piece of evidence."""

    place: int
    track: int
    start: datetime | None
    end: datetime | None
    text: str
    said: str  # in full, for the tooltip and readers
    icon: str = ""


class Timeline(FocusPainted):
    """Signals: `picked(int)` with the place of a moment, `edited()` for Enter, `removed(int)`. Left, right, Home, End move the cursor."""

    picked = Signal(int)
    edited = Signal()
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[Block, ...] = ()
        self._rects: list[QRectF] = []
        self._free: list[float] = []
        self._axis = Axis((), 0, 0)
        self._cursor = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("时间线"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_blocks(self, blocks: Sequence[Block], cursor: int) -> None:
        """Other moments, with the cursor at one of them."""
        self._blocks = tuple(blocks)
        self._place_blocks()
        self.set_cursor(cursor)

    def blocks(self) -> tuple[Block, ...]:
        """The moments as they are drawn."""
        return self._blocks

    def rect_of(self, place: int) -> QRect:
        """Where a moment lies."""
        found = (rect for block, rect in zip(self._blocks, self._rects, strict=True) if block.place == place)
        return next(found, QRectF()).toRect()

    def cursor_at(self) -> int:
        """The place of the moment at hand, -1 when there is none."""
        return self._cursor

    def set_cursor(self, place: int) -> None:
        """Put the cursor at a moment; emits nothing."""
        self._cursor = place if any(block.place == place for block in self._blocks) else -1
        self.setAccessibleDescription(next((block.said for block in self._blocks if block.place == self._cursor), _("没有选中的时刻")))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, HEAD + 3 * TRACK + FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEAD + 3 * TRACK + FOOT)

    def resizeEvent(self, _event: QEvent) -> None:
        self._place_blocks()

    def _place_blocks(self) -> None:
        timed = [(block.start, block.end or block.start) for block in self._blocks if block.start is not None]
        lost = len(timed) < len(self._blocks)
        self._axis = Axis(timed, NAMES + 8, self.width() - 20 - (UNKNOWN if lost and timed else 0))
        self._rects = []
        aside = 0
        for block in self._blocks:
            top = HEAD + block.track * TRACK + (TRACK - BLOCK) // 2
            if block.start is None:
                apart = (self.width() - UNKNOWN if timed else NAMES + 8) + min(aside * 20, UNKNOWN - LEAST)
                self._rects.append(QRectF(apart, top, LEAST, BLOCK))
                aside += 1
            elif block.track == 2:
                self._rects.append(QRectF(self._axis.x(block.start) - BLOCK / 2, top, BLOCK, BLOCK))
            else:
                left = self._axis.x(block.start)
                width = (self._axis.x(block.end) - left) if block.end is not None else 0
                self._rects.append(QRectF(left, top, max(LEAST, width - 1), BLOCK))

        self._free = self._room_after()

    def _room_after(self) -> list[float]:
        """For each block the room up to the next one in its track."""
        room = [0.0] * len(self._blocks)
        following = [float(self.width())] * 3
        for place in sorted(range(len(self._blocks)), key=lambda place: self._rects[place].left(), reverse=True):
            rect, track = self._rects[place], self._blocks[place].track
            room[place] = following[track] - rect.right()
            following[track] = rect.left()
        return room

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        bottom = HEAD + 3 * TRACK
        taken = -100.0
        for x, told in self._axis.ticks:
            painter.fillRect(QRectF(x, HEAD - 2, 1, bottom - HEAD + 2), t.line)
            if x - taken >= 44:
                paint.line_of_text(
                    painter, QRect(int(x) - 30, 0, 60, HEAD - 4), told, t.text2, size=12, align=Qt.AlignmentFlag.AlignHCenter
                )
                taken = x
        for x in self._axis.cuts():
            painter.setPen(QPen(t.edge, 1, Qt.PenStyle.DashLine))
            for off in (-3, 3):
                painter.drawLine(QPointF(x + off, bottom), QPointF(x + off + 4, HEAD))
        for track, name in enumerate((_("接触"), _("等候"), _("证据"))):
            paint.line_of_text(painter, QRect(8, HEAD + track * TRACK, NAMES - 8, TRACK), name, t.text2)
        for place in range(len(self._blocks)):
            self._paint_block(painter, place)
        self._paint_cursor(painter)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def _paint_block(self, painter: QPainter, place: int) -> None:
        t = theme.current()
        block, rect = self._blocks[place], self._rects[place]
        here = block.place >= 0 and block.place == self._cursor
        if block.track == 2:
            side = rect.adjusted(2, 2, -2, -2)
            paint.box(painter, side, fill=t.surface, border=t.accent if here else t.line2, radius=13, width=2 if here else 1)
            icons.paint(painter, block.icon or "note", QRect(int(rect.center().x()) - 7, int(rect.center().y()) - 7, 14, 14), t.text2)
            return
        waits = block.track == 1
        fill, border = (t.open_t, t.open_m) if waits or block.start is None else (t.tint, t.tint2)
        ink = t.open if waits or block.start is None else t.accent
        paint.box(painter, rect, fill=fill, border=t.accent if here else border, radius=4, width=2 if here else 1)
        inner = rect.adjusted(6, 0, -4, 0).toRect()
        needs = fonts.width(block.text, 12, 500)
        if needs > inner.width() and self._free[place] >= needs + 8:
            # A short block has its words beside it.
            inner, ink = QRect(int(rect.right()) + 6, inner.top(), needs + 2, inner.height()), t.text2 if not waits else t.open
        if inner.width() >= 14:
            paint.line_of_text(painter, inner, block.text, ink, size=12, weight=500)

    def _paint_cursor(self, painter: QPainter) -> None:
        t = theme.current()
        for block, rect in zip(self._blocks, self._rects, strict=True):
            if block.place != self._cursor or self._cursor < 0 or block.start is None:
                continue
            x = rect.center().x() if block.track == 2 else rect.left()
            bottom = HEAD + 3 * TRACK
            painter.fillRect(QRectF(x - 1, HEAD - 2, 2, rect.top() - HEAD + 2), t.accent)
            painter.fillRect(QRectF(x - 1, rect.bottom(), 2, bottom + 4 - rect.bottom()), t.accent)
            told = f"{block.start:%H:%M:%S}" if block.start.second else f"{block.start:%H:%M}"
            width = fonts.width(told, 12, 500) + 14
            left = min(max(0, int(x) - width // 2), self.width() - width)
            tag = QRect(left, bottom + 3, width, 22)
            paint.box(painter, tag, fill=t.accent, radius=4)
            paint.line_of_text(painter, tag, told, t.onacc, size=12, weight=500, align=Qt.AlignmentFlag.AlignHCenter)

    # Acting

    def _order(self) -> list[int]:
        return [block.place for block in self._blocks if block.place >= 0]

    def _at(self, at: QPointF) -> Block | None:
        """What lies there; a moment before a piece of evidence drawn over it."""
        hit = [block for block, rect in zip(self._blocks, self._rects, strict=True) if rect.adjusted(-2, -4, 2, 4).contains(at)]
        return next((block for block in reversed(hit) if block.place >= 0), hit[-1] if hit else None)

    def _go(self, place: int) -> None:
        if place != self._cursor:
            self.set_cursor(place)
            self.picked.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and block is not None and block.place >= 0:
            self._go(block.place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is not None:
            self.edited.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), block.said if block is not None else "", self)
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = self._order()
        here = order.index(self._cursor) if self._cursor in order else -1
        key = event.key()
        if not order:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Right:
            self._go(order[min(here + 1, len(order) - 1)])
        elif key == Qt.Key.Key_Left:
            self._go(order[max(here - 1, 0)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(order[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and here >= 0:
            self.edited.emit()
        elif key == Qt.Key.Key_Delete and here >= 0:
            self.removed.emit(self._cursor)
        else:
            super().keyPressEvent(event)
