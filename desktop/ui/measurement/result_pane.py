"""What the measurement comes to, live: the share that passes, how it is reckoned, each characteristic, what is doubtful."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.numbers import shown
from desktop.base.words import _
from desktop.ui.measurement.distribution import Distribution, Share
from desktop.ui.widgets.bars import Bar, Scale, Tick
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, Pane, SectionHead
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.measurement import Flag
    from desktop.ui.measurement.live import Live

WIDTH = 320


class Doubts(Card):
    """What a reader should know, each with a way there. Signal: `wanted(Flag)`."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("open", margins=(12, 8, 8, 8), spacing=0)
        self.setAccessibleName(_("需要核对"))
        self._flags: tuple[Flag, ...] = ()
        self._inside: QWidget | None = None
        self.hide()

    def flags(self) -> tuple[Flag, ...]:
        """What is shown."""
        return self._flags

    def show_flags(self, flags: tuple[Flag, ...]) -> None:
        """Other doubts; hidden when there are none."""
        if flags == self._flags:
            return
        self._flags = flags
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for flag in flags:
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(Label(flag.text, size=12, role="open", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            there = Button(_("清除") if flag.kind == "typed" else _("查看"), kind="ghost", small=True)
            there.setAccessibleName(f"{there.text()} {flag.text}")
            there.clicked.connect(lambda _on=False, flag=flag: self.wanted.emit(flag))
            line.addWidget(there)
            column.addLayout(line)
        self.body.addWidget(self._inside)
        self.setVisible(bool(flags))


class ResultPane(Pane):
    """The right column. Signals: `wanted(Flag)`, `report_wanted`."""

    wanted = Signal(object)
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface", edge="left")
        self.setFixedWidth(WIDTH)
        self.percent = Label("–", size=32, weight=700)
        self.count = Label("", size=12, role="text2", elide=True)
        self.verdict = Label("", weight=500)
        self.scale = Scale()
        self.ruling = Label("", size=12, role="text2", wrap=True)
        self.progress = Bar(0, 1, name=_("已测样本"))
        self.progress_told = Label("", size=12, role="text2", elide=True)
        self.distribution = Distribution()
        self.doubts = Doubts()
        self.doubts.wanted.connect(self.wanted)
        self.report = Button(_("测评报告"), icon="report", small=True)
        self.report.clicked.connect(self.report_wanted)
        column = ScrollColumn(margins=(16, 16, 16, 16), spacing=10)
        number = QHBoxLayout()
        number.setSpacing(4)
        number.addWidget(self.percent)
        number.addWidget(Label("%", size=15, role="text2"), 0, Qt.AlignmentFlag.AlignBottom)
        number.addSpacing(4)
        number.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        number.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignBottom)
        body = column.body
        head = QHBoxLayout()
        head.addWidget(Label(_("实时结果"), size=16, weight=500))
        head.addStretch(1)
        head.addWidget(self.report)
        body.addLayout(head)
        body.addWidget(Label(_("样本合格率"), role="text2"))
        body.addLayout(number)
        for widget in (self.scale, self.ruling, self.progress, self.progress_told, self.doubts, Hairline()):
            body.addWidget(widget)
        self.by_characteristic = SectionHead(_("各特性"))
        body.addWidget(self.by_characteristic)
        body.addWidget(self.distribution)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def show_live(self, live: Live, view: AuditView) -> None:
        """What the samples say now."""
        found, line = live.measured, view.rules.pass_line
        self.percent.setText("–" if found.percent is None else shown(found.percent))
        self.count.setText(_("不合格 {n} 个").format(n=found.failed) if found.failed else "")
        words = {True: _("达到要求"), False: _("未达到要求"), None: _("未定")}
        self.verdict.setText(words[found.passed])
        self.verdict.set_role("wrong" if found.passed is False else "accent" if found.passed else "text3")
        self.scale.setVisible(line is not None)
        if line is not None:
            low = max(Fraction(0), min(Fraction(line), found.percent if found.percent is not None else Fraction(line)) - 20)
            self.scale.set_scale(found.percent, [Tick(Decimal(line), _("合格线"))], low=low, high=100, caps=found.passed is False)
        self.ruling.setText(live.ruling)
        planned = max(found.planned or 0, found.drawn)
        self.progress.set_value(found.judged, planned or 1, empty=not planned)
        said = _("已测 {n} / {all} 个").format(n=found.judged, all=planned) if planned else _("还没有样本")
        self.progress_told.setText(said)
        self.doubts.show_flags(live.flags)
        shares = [Share(name, live.asked.get(name, 0), judged, failed) for name, (judged, failed) in found.by_characteristic.items()]
        self.distribution.set_shares(shares)
        self.by_characteristic.note.setText(_("合格 / 已测") if shares else _("还没有特性"))
