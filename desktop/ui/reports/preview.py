"""The right pane of the report: its pages as they will be printed, with page numbers, zoom and the choice of the copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base import clock
from desktop.base.words import _
from desktop.ui.page import Context
from desktop.ui.reports import paper
from desktop.ui.reports.maker import Made
from desktop.ui.reports.paper import Paper
from desktop.ui.reports.sheets import LARGEST, SMALLEST, Sheets
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

STEPS = (50, 75, 100, 125, 150, 200)


class Preview(Pane):
    """Signals: `copy_chosen(bool)` the client's copy or ours; `again` try once more; `shown` a new version is on the desk."""

    copy_chosen = Signal(bool)
    again = Signal()
    shown = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("rail", edge="left", parent=parent)
        self._context = context
        self._busy = False
        self._told = ""
        self.sheets = Sheets()
        self.sheets.wanted.connect(self._paint)
        self.sheets.moved.connect(self._show_place)
        self.sheets.zoomed.connect(self.zoom)
        self.copy = SegmentedRow([Segment("own", _("内部版")), Segment("client", _("客户版"))], name=_("版本"))
        self.copy.setToolTip(_("客户版不印暗访人员姓名和答卷附言　F7"))
        self.copy.select("own")
        self.copy.setFixedWidth(136)
        self.copy.chosen.connect(lambda id_: self.copy_chosen.emit(id_ == "client"))
        self.before = IconButton("chevron-left", _("上一页"), key="PgUp")
        self.after = IconButton("chevron-right", _("下一页"), key="PgDn")
        self.before.clicked.connect(lambda: self.sheets.turn(-1))
        self.after.clicked.connect(lambda: self.sheets.turn(1))
        self.number = Label("", weight=500, align=Qt.AlignmentFlag.AlignHCenter)
        self.number.setMinimumWidth(56)
        self.scale = Choice(name=_("缩放"))
        self.scale.setToolTip(_("Ctrl + 和 Ctrl − 缩放，Ctrl 0 适合宽度"))
        self.scale.set_options([("width", _("适合宽度")), ("page", _("整页")), *((str(step), _("{n} %").format(n=step)) for step in STEPS)])
        self.scale.select("width")
        self.scale.chosen.connect(self._scale_chosen)
        self.notice = Notice(title=_("预览没有更新"), fix=_("再试"))
        self.notice.hide()
        self.notice.fixed.connect(self.again)
        self.state = Label(_("正在排版…"), size=12, role="text2", elide=True)

        bar = Pane("surface", edge="bottom")
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(4)
        row.addWidget(Label(_("预览"), weight=500))
        row.addSpacing(8)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.before)
        row.addWidget(self.number)
        row.addWidget(self.after)
        row.addSpacing(8)
        row.addWidget(self.scale)
        foot = Pane("rail", edge="top")
        foot.setFixedHeight(28)
        under = QHBoxLayout(foot)
        under.setContentsMargins(16, 1, 16, 0)
        under.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        held = QVBoxLayout()
        held.setContentsMargins(16, 0, 16, 0)
        held.addWidget(self.notice)
        column.addLayout(held)
        column.addWidget(self.sheets, 1)
        column.addWidget(foot)
        self._show_place()

    # What is shown

    def show_made(self, made: Made) -> None:
        """A new version."""
        self.notice.hide()
        self.copy.select("client" if made.wish.client_copy else "own")
        self.sheets.show_paper(made.paper)
        when = clock.now().strftime("%H:%M")
        self._told = _("预览已更新 {when}，用时 {seconds} 秒").format(when=when, seconds=f"{max(0.1, made.paper.seconds):.1f}")
        self._show_state()
        self._show_place()
        self.shown.emit()

    def show_failed(self, sentence: str) -> None:
        """The version on the desk is not the newest, and why."""
        self.notice.say(sentence)

    def set_busy(self, busy: bool) -> None:
        """Whether a newer version is on its way."""
        self._busy = busy
        self._show_state()

    def is_busy(self) -> bool:
        """Whether a newer version is on its way."""
        return self._busy

    def _show_state(self) -> None:
        self.state.setText(_("正在更新预览…") if self._busy else self._told or _("正在排版…"))

    def _show_place(self) -> None:
        count = self.sheets.pages()
        page = self.sheets.page()
        self.number.setText(f"{page + 1} / {count}" if count else "–")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < count)

    def _paint(self, pages: list[int], width: int) -> None:
        shown: Paper | None = self.sheets.paper()
        if shown is not None:
            self._context.runner.work(
                self,
                lambda _progress, _cancelled: paper.pictures(shown, pages, width),
                lambda made: self.sheets.take(shown, made, width),
                self.show_failed,
            )

    # Zoom

    def _scale_chosen(self, id_: str) -> None:
        self.sheets.set_zoom("width" if id_ == "width" else "page" if id_ == "page" else int(id_))
        self._show_place()

    def zoom(self, by: int) -> None:
        """A step larger or smaller; 0 fits the width."""
        now = self.sheets.percent()
        if by == 0:
            self.scale.select("width")
            self._scale_chosen("width")
            return
        larger = [step for step in (*STEPS, LARGEST) if step > now + 1]
        smaller = [step for step in (SMALLEST, *STEPS) if step < now - 1]
        step = (larger[0] if larger else LARGEST) if by > 0 else (smaller[-1] if smaller else SMALLEST)
        if self.scale.findData(str(step)) < 0:
            self.scale.addItem(_("{n} %").format(n=step), str(step))
        self.scale.select(str(step))
        self._scale_chosen(str(step))
