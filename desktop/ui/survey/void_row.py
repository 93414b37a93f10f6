"""Leaving a response out: the reason, asked for in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import Label


class VoidRow(Card):
    """Signals: `given(str)` with a reason, `given_up`."""

    given = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", margins=(12, 8, 12, 8), spacing=4)
        self.title = Label("", weight=500, elide=True)
        self.reason = TextField(name=_("作废理由"), hint=_("例如：受访者中途要求不计"), limit=1000)
        self.does = Button(_("作废"), danger=True)
        self.back = Button(_("取消"), kind="ghost", key="Esc")
        self.fault = Label("", size=12, role="wrong", wrap=True)
        self.fault.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(self.does)
        row.addWidget(self.back)
        self.body.addWidget(self.title)
        self.body.addLayout(row)
        self.body.addWidget(self.fault)
        self.does.clicked.connect(self._give)
        self.back.clicked.connect(self._give_up)
        self.hide()

    def ask(self, title: str) -> None:
        """Ask for the reason."""
        self.title.setText(title)
        self.reason.reset("")
        self.say("")
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, fault: str) -> None:
        """A refusal; empty: none."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.reason.set_error(fault)

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.say(_("请写明作废的理由。"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.given.emit(reason)

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        else:
            super().keyPressEvent(event)
