"""The days on site: which have their talk, which their sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.base import clock
from desktop.base.words import _
from desktop.domain.meetings import DayTalk, daily_log
from desktop.ui.meetings.day_strip import DayCell, DayStrip
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class DaysCard(Card):
    """Signal: `wanted(date)`. `signs`: about sign-ins, else about talks."""

    wanted = Signal(object)

    def __init__(self, title: str, *, signs: bool = False) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self._signs = signs
        self.head = SectionHead(title, size=14)
        self.strip = DayStrip(name=title)
        self.strip.wanted.connect(self.wanted)
        self.empty = Label(_("还不知道哪几天在现场：先在策划中写审查的开始和结束日期，或排好计划。"), role="text3", wrap=True)
        for widget in (self.head, self.strip, self.empty):
            self.body.addWidget(widget)

    def refresh(self, view: AuditView) -> None:
        """Show the audit as it stands."""
        today = clock.now().date()
        days = daily_log(view.document)
        # Where nobody keeps sign-ins, no day is short of one.
        asked = not self._signs or bool(view.document.sign_ins)
        self.show_days([self._cell(one, today, asked=asked) for one in days])
        missing = sum(cell.open for cell in self.strip.cells())
        self.head.note.setText(_("{n} 天缺记录").format(n=missing) if missing else "")
        self.head.note.set_role("open" if missing else "text3")

    def show_days(self, cells: Sequence[DayCell]) -> None:
        """The days as cells."""
        self.strip.set_cells(cells)
        self.strip.setVisible(bool(cells))
        self.empty.setVisible(not cells)

    def _cell(self, one: DayTalk, today: date, *, asked: bool) -> DayCell:
        count = one.sign_ins if self._signs else one.talks
        if count:
            said = _("已签到") if self._signs else _("{n} 次沟通").format(n=count)
            return DayCell(one.day, "done", said)
        if one.day > today:
            return DayCell(one.day, "empty", _("未到"))
        # Today is not over.
        if one.day == today:
            return DayCell(one.day, "empty", _("今天还没有"), open=asked)
        return DayCell(one.day, "unverified" if asked else "empty", _("没有记录"), open=asked)

    def reveal(self, _place: str) -> bool:
        """Its days are no records."""
        return False
