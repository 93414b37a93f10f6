"""The status bar, 30 high: keys of the page at hand at the left, work in the background or the offline note at the right."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import amounts, fonts, icons, theme
from desktop.ui.page import KeyHint
from desktop.ui.runner import Work
from desktop.ui.widgets import paint
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.notices import ProgressStrip


class KeyLine(QWidget):
    """Key caps with what they do; the last ones are left out where there is no room, F1 never."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def set_hints(self, hints: Sequence[KeyHint]) -> None:
        """Keys of the page at hand, without F1."""
        self._hints = tuple(hints)
        self.setAccessibleName("；".join(f"{' '.join(hint.keys)} {hint.does}" for hint in hints))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 30)

    @staticmethod
    def _width(hint: KeyHint) -> int:
        return sum(paint.cap_width(key) + 4 for key in hint.keys) + fonts.width(hint.does, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        last = KeyHint(("F1",), _("全部按键"))
        room = self.width() - self._width(last)
        shown = []
        for hint in self._hints:
            room -= self._width(hint) + 10
            if room < 0:
                break
            shown.append(hint)
        x = 0
        for hint in (*shown, last):
            for key in hint.keys:
                x += paint.key_cap(painter, x, (self.height() - paint.CAP) // 2, key) + 4
            width = fonts.width(hint.does, 12)
            paint.line_of_text(painter, QRect(x, 0, width + 2, self.height()), hint.does, theme.current().text2, size=12)
            x += width + 10


class _Offline(QWidget):
    """The standing note that nothing leaves this computer."""

    def __init__(self) -> None:
        super().__init__()
        self._text = _("离线可用，数据只在这台电脑上")
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(20 + fonts.width(self._text, 12), 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        icons.paint(painter, "offline", QRect(QPoint(0, 8), QSize(14, 14)), t.text3)
        paint.line_of_text(painter, self.rect().adjusted(20, 0, 0, 0), self._text, t.text3, size=12)


class StatusBar(Pane):
    """Keys, and work in the background."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", edge="top", parent=parent)
        self.setFixedHeight(30)
        self.keys = KeyLine()
        self.strip = ProgressStrip()
        self.strip.hide()
        self._offline = _Offline()
        self._works: list[Work] = []
        self._started: dict[Work, float] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.keys, 1)
        row.addWidget(self.strip)
        row.addWidget(self._offline)
        self.strip.cancelled.connect(self._cancel)

    def watch(self, work: Work) -> None:
        """Show a work that has a title while it lasts; of several the oldest."""
        if not work.title:
            return
        self._works.append(work)
        self._started[work] = time.monotonic()
        work.progress.connect(self._show)
        work.ended.connect(lambda: self._end(work))
        self._show()

    def _cancel(self) -> None:
        if self._works:
            self._works[0].cancel()

    def _end(self, work: Work) -> None:
        self._works.remove(work)
        del self._started[work]
        self._show()

    def _show(self) -> None:
        busy = bool(self._works)
        self.strip.setVisible(busy)
        self._offline.setVisible(not busy)
        if busy:
            work = self._works[0]
            self.strip.set_progress(work.title, work.done, work.total, self._rest(work), amounts.size if work.in_bytes else str)

    def _rest(self, work: Work) -> str:
        if not work.done or not work.total or work.done >= work.total:
            return ""
        passed = time.monotonic() - self._started[work]
        if passed < 1:
            return ""
        speed = work.done / passed
        told = _("{size}/秒").format(size=amounts.size(round(speed))) if work.in_bytes else _("{n} 件/秒").format(n=round(speed, 1))
        return _("{speed}，剩余 {time}").format(speed=told, time=amounts.duration((work.total - work.done) / speed))
