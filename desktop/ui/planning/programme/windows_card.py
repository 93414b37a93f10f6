"""When the audits of the cycle are due, what became of each, and which one settles it; one still to come can be planned here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.base import clock
from desktop.base.words import _
from desktop.ui.planning.programme.words import audit_days, state_tone, state_word, window_days
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.programme import ProgrammeView
    from desktop.domain.programme import CycleWindow
    from desktop.domain.scheme import Scheme

_OPEN = ("future", "open", "late", "overdue", "unknown")


class WindowsCard(Card):
    """Signals: `plan_wanted(CycleWindow)`, `drop_wanted(str)` the id of an audit that was only planned."""

    plan_wanted = Signal(object)
    drop_wanted = Signal(str)

    def __init__(self, scheme: Scheme) -> None:
        super().__init__(margins=(16, 10, 16, 12), spacing=6)
        note = scheme.calendar.clause if scheme.calendar else ""
        self.body.addWidget(SectionHead(_("各次审查的期限"), note=note, size=14))
        self.grid = QWidget()
        self._shown: tuple[CycleWindow, ...] | None = None
        self.buttons: dict[str, Button] = {}
        self.none = Label("", role="text2", wrap=True)
        self.body.addWidget(self.none)
        self.body.addWidget(self.grid)

    def show_programme(self, stands: ProgrammeView) -> None:
        """The windows as they stand today."""
        if stands.windows == self._shown:
            return
        self._shown = stands.windows
        told = "" if stands.cycle.decided else _("填写认证决定日期后，这里给出各次审查的日期。")
        self.none.setText(told if stands.windows else _("规则没有给出审查的间隔，请按认证机构的规定安排。"))
        self.none.setVisible(bool(told) or not stands.windows)
        fresh = QWidget()
        table = QGridLayout(fresh)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(12)
        table.setVerticalSpacing(4)
        table.setColumnStretch(1, 1)
        self.buttons = {}
        for line, window in enumerate(stands.windows):
            self._add(table, line, window)
        self.body.replaceWidget(self.grid, fresh)
        self.grid.hide()
        self.grid.deleteLater()
        self.grid = fresh

    def _add(self, table: QGridLayout, line: int, window: CycleWindow) -> None:
        today = clock.now().date()
        title = Label(window.title, weight=500)
        title.setToolTip(window.note)
        days = Label(self._days(window), role="text2", elide=True)
        table.addWidget(title, line, 0)
        table.addWidget(days, line, 1)
        table.addWidget(Chip(state_word(window, today), tone=state_tone(window, today)), line, 2)
        table.addWidget(Label(window.clause, size=12, role="text3"), line, 3, Qt.AlignmentFlag.AlignRight)
        one = window.audit
        if window.kind is not None and not window.application and window.state in _OPEN:
            button = Button(_("安排"), small=True)
            button.setAccessibleName(_("安排{title}").format(title=window.title))
            button.clicked.connect(partial(self._plan, window))
        elif window.state == "planned" and one is not None and one.audit is None and not window.application:
            button = Button(_("取消安排"), kind="ghost", small=True)
            button.clicked.connect(partial(self._drop, one.id or ""))
        else:
            table.setRowMinimumHeight(line, 28)
            return
        self.buttons[f"{window.what}/{line}"] = button
        table.addWidget(button, line, 4)

    @staticmethod
    def _days(window: CycleWindow) -> str:
        told = window_days(window)
        if window.audit is not None and window.on is not None:
            told += _("；{when}").format(when=audit_days(window.audit) if not window.application else window.on)
        return told

    def _plan(self, window: CycleWindow, _on: bool = False) -> None:
        self.plan_wanted.emit(window)

    def _drop(self, entry: str, _on: bool = False) -> None:
        self.drop_wanted.emit(entry)
