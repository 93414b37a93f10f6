"""The cycle of a certificate as a strip: a bar from decision to expiry, windows, last dates, special extensions, where it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.chips import Tone

BAR = 40
HEIGHT = 92


@dataclass(frozen=True)
class CycleWindow:
    """One audit of the cycle. Days that the scheme does not state are None and not drawn."""

    title: str
    start: date | None = None
    until: date | None = None
    latest: date | None = None
    tone: Tone = "neutral"  # red: over, amber: due now

    def days(self) -> str:
        """The window in words."""
        if self.start and self.until:
            return _("{start} 至 {until}").format(start=self.start, until=self.until)
        if self.until:
            return _("不晚于 {until}").format(until=self.until)
        return _("{start} 起").format(start=self.start) if self.start else _("日期未知")

    def special(self) -> str:
        """Until when as a special case."""
        return _("特殊情况至 {latest}").format(latest=self.latest) if self.latest else ""

    @property
    def end(self) -> date | None:
        return self.until or self.start


class CycleStrip(QWidget):
    """Draws only what the scheme states. `done`: the end of the last audit, `now`: the day of this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decided = self._expires = date(2000, 1, 1)
        self._windows: tuple[CycleWindow, ...] = ()
        self._done: date | None = None
        self._now: date | None = None
        self._made: tuple[date, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_cycle(
        self,
        decided: date,
        expires: date,
        windows: Sequence[CycleWindow],
        *,
        done: date | None = None,
        now: date | None = None,
        made: Sequence[date] = (),
    ) -> None:
        """Show another cycle; `made`: the ends of audits before the last one."""
        self._decided, self._expires, self._done, self._now = decided, expires, done, now
        self._made = tuple(made)
        self._windows = tuple(sorted((one for one in windows if one.end), key=lambda one: one.end or decided))
        told = "；".join(f"{one.title} {one.days()} {one.special()}".strip() for one in self._windows)
        self.setAccessibleName(_("周期 {decided} 至 {expires}；{told}").format(decided=decided, expires=expires, told=told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def _last(self) -> date:
        return max([self._expires, *(one.latest for one in self._windows if one.latest)])

    def place_of(self, day: date) -> float:
        """Where a day lies."""
        whole = max(1, (self._last() - self._decided).days)
        part = min(max((day - self._decided).days / whole, 0.0), 1.0)
        return 10 + (self.width() - 20) * part

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        paint.bar(painter, QRectF(10, BAR - 3, self.width() - 20, 6), 0)
        reached = max((day for day in (self._done, self._now) if day is not None), default=None)
        if reached is not None and reached > self._decided:
            paint.bar(painter, QRectF(10, BAR - 3, self.place_of(reached) - 10, 6), 1)
        for window in self._windows:
            self._paint_window(painter, window)
        self._disc(painter, self.place_of(self._decided), done=True)
        for day in (*self._made, self._done, self._now):
            if day is not None and self._decided < day <= self._last():
                self._disc(painter, self.place_of(day), done=day != self._now or day == self._done)
        self._paint_blocks(painter)

    def _paint_window(self, painter: QPainter, window: CycleWindow) -> None:
        t = theme.current()
        if window.start and window.until:
            left, right = self.place_of(window.start), self.place_of(window.until)
            paint.box(painter, QRectF(left, BAR - 8, max(right - left, 12), 16), fill=t.tint, border=t.accent, radius=4)
        elif window.until:
            painter.fillRect(QRectF(self.place_of(window.until) - 0.75, BAR - 12, 1.5, 24), _ink(window.tone, t.text))
        if window.until and window.latest:
            left, right = self.place_of(window.until), self.place_of(window.latest)
            painter.save()
            painter.setPen(QPen(t.open_m, 1, Qt.PenStyle.DashLine))
            painter.setBrush(t.open_t)
            painter.drawRoundedRect(QRectF(left + 1, BAR - 4, max(right - left, 6), 8), 3, 3)
            painter.restore()

    @staticmethod
    def _disc(painter: QPainter, x: float, *, done: bool) -> None:
        t = theme.current()
        painter.save()
        painter.setPen(QPen(t.accent, 2))
        painter.setBrush(t.accent if done else t.surface)
        painter.drawEllipse(QPointF(x, BAR), 7, 7)
        painter.restore()
        if done:
            paint.stroke(painter, t.onacc, 1.5, (x - 3, BAR), (x - 0.8, BAR + 2.4), (x + 3.2, BAR - 2.2))

    def _paint_blocks(self, painter: QPainter) -> None:
        """Titles above, days below, pushed apart so that none covers another."""
        t = theme.current()
        blocks = [_Block(10.0, _("认证决定"), self._decided.isoformat(), "", centred=False)]
        blocks += [_Block(self.place_of(one.end), one.title, one.days(), one.special(), one.tone) for one in self._windows if one.end]
        for left, block in zip(_apart(blocks, self.width()), blocks, strict=True):
            at = round(left)
            centre = Qt.AlignmentFlag.AlignHCenter if block.centred else Qt.AlignmentFlag.AlignLeft
            paint.line_of_text(painter, QRect(at, 2, block.width, 18), block.title, t.text, size=12, weight=500, align=centre)
            paint.line_of_text(painter, QRect(at, 58, block.width, 17), block.days, _ink(block.tone, t.text2), size=12, align=centre)
            paint.line_of_text(painter, QRect(at, 75, block.width, 17), block.special, t.open, size=12, align=centre)


def _ink(tone: Tone, usual: QColor) -> QColor:
    t = theme.current()
    return {"wrong": t.wrong, "open": t.open}.get(tone, usual)


@dataclass
class _Block:
    at: float
    title: str
    days: str
    special: str
    tone: Tone = "neutral"
    centred: bool = True

    @property
    def width(self) -> int:
        return max(fonts.width(self.title, 12, 500), fonts.width(self.days, 12), fonts.width(self.special, 12)) + 2


def _apart(blocks: Sequence[_Block], room: int) -> list[float]:
    """Left edges near where the blocks belong, none over another while there is room."""
    lefts = []
    end = -12.0
    for block in blocks:
        left = max(block.at - block.width / 2 if block.centred else 0.0, end + 12)
        lefts.append(left)
        end = left + block.width
    limit = float(room)
    for place in range(len(blocks) - 1, -1, -1):
        lefts[place] = max(0.0, min(lefts[place], limit - blocks[place].width))
        limit = lefts[place] - 12
    return lefts
