"""An audit still to come: the day it is planned for, asked when a window is taken up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import programme
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.planning.programme.words import window_days
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes
    from desktop.domain.programme import CycleWindow


class PlanBar(Card):
    """Hidden until a window is taken up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("tint", margins=(14, 8, 10, 8), spacing=4)
        self.desk = desk
        self._window: CycleWindow | None = None
        self.text = Label("", weight=500, elide=True)
        self.day = DateField(name=_("计划日期"))
        self.day.setFixedWidth(150)
        self.plan = Button(_("安排"), key="Enter", small=True)
        self.drop = Button(_("不安排"), kind="ghost", key="Esc", small=True)
        self.error = ErrorLine()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.text, 1)
        for widget in (self.day, self.plan, self.drop):
            row.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self.error)
        self.day.returnPressed.connect(self.give)
        self.plan.clicked.connect(self.give)
        self.drop.clicked.connect(self.hide)
        self.hide()

    def begin(self, window: CycleWindow) -> None:
        """Ask for the day."""
        self._window = window
        self.text.setText(_("{title}（{days}）计划在").format(title=window.title, days=window_days(window)))
        usual = window.until or window.latest
        self.day.reset(usual.isoformat() if usual else "")
        self.error.say("")
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def give(self) -> None:
        """Plan it."""
        window = self._window
        if window is None or window.kind is None:
            return
        kind = window.kind
        try:
            text = read_day(self.day.value())
        except BadInput as error:
            self.error.say(error.sentence)
            return
        day = date.fromisoformat(text) if text else None

        def done(_changes: Changes) -> None:
            self.hide()

        self.desk.act(lambda ws, audit: programme.plan_next(ws, audit, kind=kind, planned_on=day, due=window.what), self.error.say, done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
