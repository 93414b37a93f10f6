"""The package on its way: three steps, percent, amount, speed, time left, cancel."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import amounts, fonts, theme
from desktop.ui.runner import Work
from desktop.ui.widgets import paint
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label


class StepsLine(QWidget):
    """Steps side by side: done, now, to come."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_now(0)

    def now(self) -> int:
        """The step under way."""
        return self._now

    def set_now(self, place: int) -> None:
        """The step under way; past the last one all are done."""
        self._now = place
        name = self._names[place] if place < len(self._names) else _("完成")
        said = _("第 {n} 步，共 {all} 步：{name}")
        self.setAccessibleName(said.format(n=min(place + 1, len(self._names)), all=len(self._names), name=name))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        count = len(self._names)
        at = [self.width() * (2 * place + 1) // (2 * count) for place in range(count)]
        for place in range(count - 1):
            painter.setPen(QPen(t.accent if place < self._now else t.line2, 1.5))
            painter.drawLine(QPointF(at[place] + 12, 11), QPointF(at[place + 1] - 12, 11))
        for place, name in enumerate(self._names):
            centre = QPointF(at[place], 11)
            painter.setPen(QPen(t.accent if place <= self._now else t.edge, 1.5))
            painter.setBrush(t.accent if place < self._now else t.surface)
            painter.drawEllipse(centre, 8, 8)
            if place < self._now:
                x, y = centre.x(), centre.y()
                paint.stroke(painter, t.onacc, 1.5, (x - 3.4, y + 0.2), (x - 1, y + 2.6), (x + 3.6, y - 2.4))
            elif place == self._now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(t.accent)
                painter.drawEllipse(centre, 3.5, 3.5)
            text = QRect(at[place] - 70, 25, 140, 20)
            ink = t.text if place <= self._now else t.text3
            weight: fonts.Weight = 500 if place == self._now else 400
            paint.line_of_text(painter, text, name, ink, size=12, weight=weight, align=Qt.AlignmentFlag.AlignHCenter)


class ProgressCard(Card):
    """Signal: `cancelled`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=8, parent=parent)
        self._works: list[Work] = []
        self._began = 0.0
        self._name = Label("", size=14, weight=500, elide=True)
        self._percent = Label("", size=20, weight=700)
        self.bar = Bar(0, 1, height=8, name=_("进度"))
        self._amount = Label("", role="text2")
        self._rest = Label("", weight=500, align=Qt.AlignmentFlag.AlignRight)
        self.steps = StepsLine((_("排版报告"), _("打包签名"), _("读回校验")))
        self.note = Label(_("写完才取名；中途取消或断电，不会留下半个包"), size=12, role="text2", elide=True)
        self.cancel = Button(_("取消"), key="Esc")
        self.cancel.clicked.connect(self._cancel)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._percent)
        under = QHBoxLayout()
        under.addWidget(self._amount)
        under.addStretch(1)
        under.addWidget(self._rest)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.cancel)
        self.body.addLayout(head)
        self.body.addWidget(self.bar)
        self.body.addLayout(under)
        self.body.addSpacing(4)
        self.body.addWidget(self.steps)
        self.body.addLayout(foot)
        # Speed and time left also change while a large file passes.
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._show)

    def begin(self, name: str) -> None:
        """A package is being got ready."""
        self._name.setText(name)
        self.cancel.setEnabled(True)
        self._works = []
        self.steps.set_now(0)
        self._set(0, 0)
        self.show()

    def follow(self, work: Work, step: int) -> None:
        """Show a work as it goes; it stands at step `step`, or the one before until something has passed."""
        self._works = [work]
        self._began = time.monotonic()
        self.steps.set_now(step)
        work.progress.connect(self._show)
        work.ended.connect(self._tick.stop)
        self._tick.start()
        self._show()

    def _show(self) -> None:
        if self._works:
            work = self._works[0]
            if work.done and self.steps.now() == 0:
                self.steps.set_now(1)
                self._began = time.monotonic()
            self._set(work.done, work.total)

    def _set(self, done: int, total: int) -> None:
        self.bar.set_value(done, total or 1, empty=not done)
        self._percent.setText(_("{n} %").format(n=done * 100 // total) if total else "")
        self._amount.setText(f"{amounts.size(done)} / {amounts.size(total)}" if total else _("正在准备…"))
        passed = time.monotonic() - self._began
        rest = ""
        if done and total and done < total and passed >= 1:
            speed = done / passed
            left = amounts.duration((total - done) / speed)
            rest = _("{speed}/秒，剩余 {time}").format(speed=amounts.size(round(speed)), time=left)
        self._rest.setText(rest)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        for work in self._works:
            work.cancel()
        self.cancelled.emit()

    def end(self) -> None:
        """Nothing is under way any more."""
        self._tick.stop()
        self._works = []
        self.hide()
