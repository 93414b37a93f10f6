"""An accepted correction that proved no good is opened again, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import corrections
from desktop.base.words import _
from desktop.domain.second_scoring import began
from desktop.ui.findings.desk import FindingCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.corrections import Standing

_REASON = "reopen.reason"


class ReopenCard(FindingCard):
    """Closed, with the way back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")
        self.head.hide()
        self.told = Label(_("整改已接受，这条发现已关闭。"), role="text2")
        self.begin = Button(_("重开"), kind="ghost", icon="undo", key="R")
        self.begin.clicked.connect(self.ask)
        line = QHBoxLayout()
        line.addWidget(self.told, 1)
        line.addWidget(self.begin)
        self.reason = TextArea(lines=1, hint=_("例如：两周后又出现同样情况"))
        self.entry = Entry(_("重开的理由"), self.reason)
        self.typed(_REASON, self.reason, self.entry.say, read=_keep)
        self.do = Button(_("重开这一条"), icon="undo")
        self.do.clicked.connect(self.reopen)
        self.no = Button(_("取消"), kind="ghost")
        self.no.clicked.connect(self._close)
        self.deeds = QHBoxLayout()
        self.deeds.setSpacing(8)
        self.deeds.addWidget(self.do)
        self.deeds.addWidget(self.no)
        self.deeds.addStretch(1)
        self.error = ErrorLine()
        self.body.addLayout(line)
        self.body.addWidget(self.entry)
        self.body.addLayout(self.deeds)
        self.body.addWidget(self.error)
        self._open(False)

    def show_finding(self, view: AuditView, standing: Standing) -> None:
        moved = standing.finding.id != self.key
        super().show_finding(view, standing)
        if moved:
            self.error.say("")
            self._open(bool(self.reason.value()))
        self.setVisible(standing.state == "accepted")
        if began(view.document):
            self._open(False)
            self.begin.hide()

    def _open(self, on: bool) -> None:
        self.begin.setVisible(not on)
        for widget in (self.entry, self.do, self.no):
            widget.setVisible(on)

    def ask(self) -> None:
        """Ask for the reason."""
        self._open(True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.desk.drafts.give_up(self.record, _REASON)
        self.error.say("")
        self._open(False)

    def reopen(self) -> None:
        """Open it again."""
        key, reason, record = self.key, self.reason.value().strip(), self.record
        if not reason:
            self.entry.say(_("请写明重开的理由。"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.entry.say("")

        def done(_changes: Changes) -> None:
            self.desk.drafts.give_up(record, _REASON)
            self._open(False)
            self.desk.context.shell.toast(_("已重开，下一轮整改已开"), undo=True)

        self.desk.act(lambda ws, audit: corrections.reopen(ws, audit, key, reason), self.error.say, done)


def _keep(_text: str) -> None:
    return None
