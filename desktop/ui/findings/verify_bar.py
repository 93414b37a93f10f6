"""The verdict on the open round: verified in writing or on site, accepted, or sent back with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.actions import audits, corrections
from desktop.base.words import _
from desktop.domain.corrections import lacks
from desktop.ui.record_cards import Desk, RecordCard
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, parse_day, read_day
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.fieldnotes import Correction

_NEXT_DUE = "next_due_on"


class VerifyBar(RecordCard):
    """Accept or send back."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, "corrections", _("验证"))
        self.set_variant("tint")
        own = view.scheme.findings
        self._finding = ""
        self._round: Correction | None = None
        self.how = SegmentedRow([Segment("written", _("书面")), Segment("on-site", _("现场"))], name=_("验证方式"))
        self.how.setFixedWidth(140)
        self.how.chosen.connect(self._choose)
        self.send_back = Button(_("退回"), icon="undo", key="R")
        self.send_back.clicked.connect(self.refuse)
        self.accept_button = Button(_("接受并关闭"), kind="primary", icon="check", key="A")
        self.accept_button.clicked.connect(self.accept)
        self.head.hide()
        clause = Label(own.verification_clause or "" if own else "", size=12, role="text3")
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (Label(_("验证"), size=14, weight=500), clause, Label(_("方式"), size=12, role="text2"), self.how):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.send_back)
        line.addWidget(self.accept_button)
        self.reason = TextArea(lines=1, hint=_("查了什么、看到什么；退回时写明理由"))
        self.reason_entry = Entry(_("验证情况或退回理由"), self.reason)
        self.typed("reason", self.reason, self.reason_entry.say)
        self.next_due = DateField()
        self.next_entry = Entry(_("退回后的期限"), self.next_due)
        self.typed(_NEXT_DUE, self.next_due, self.next_entry.say, read=_keep_day)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.reason_entry, 5)
        said.addWidget(self.next_entry, 2)
        self.missing = Label("", size=12, role="open", wrap=True)
        self.error = ErrorLine()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(said)
        column.addWidget(self.missing)
        column.addWidget(self.error)
        self.body.addLayout(column)

    def show_round(self, finding: str, one: Correction) -> None:
        """The open round of a finding."""
        if one.id != self.key:
            self.error.say("")
        self._finding, self._round = finding, one
        self.show_key(one.id or "", {"reason": one.reason or ""})
        self.how.select(one.verification or "")
        wanting = lacks(one)
        self.missing.setText(_("缺{what}，只能退回。").format(what="、".join(wanting)) if wanting else "")
        self.missing.setVisible(bool(wanting))
        self.accept_button.setEnabled(not wanting)

    def _choose(self, how: str) -> None:
        key = self.key
        self.desk.act(
            lambda ws, audit: audits.put_element(ws, audit, "corrections", key, {"verification": how}), self.error.say, self._fine
        )

    def _fine(self, _changes: Changes) -> None:
        self.error.say("")

    def accept(self) -> None:
        """The round is accepted; the finding is closed."""
        if not self._round or not self.how.selected():
            self.error.say(_("请先选书面验证还是现场验证。"))
            self.how.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        finding, how, reason = self._finding, cast(Literal["written", "on-site"], self.how.selected()), self.reason.value().strip()
        self.reason.commit()
        self.desk.act(
            lambda ws, audit: corrections.accept(ws, audit, finding, verification=how, reason=reason or None), self.error.say, self._closed
        )

    def _closed(self, changes: Changes) -> None:
        self._fine(changes)
        self.desk.context.shell.toast(_("已接受，这条发现关闭"), undo=True)

    def refuse(self) -> None:
        """The round is sent back; the next one opens."""
        reason = self.reason.value().strip()
        if not reason:
            self.reason_entry.say(_("退回整改须写明理由。"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        finding, record, drafts = self._finding, self.record, self.desk.drafts
        how = cast(Literal["written", "on-site"], self.how.selected()) if self.how.selected() else None
        due = parse_day(self.next_due.value())
        self.reason_entry.say("")
        self.reason.commit()

        def done(changes: Changes) -> None:
            self._fine(changes)
            drafts.forget((record, _NEXT_DUE))
            self.desk.context.shell.toast(_("已退回，下一轮整改已开"), undo=True)

        self.desk.act(
            lambda ws, audit: corrections.send_back(ws, audit, finding, reason, due_on=due, verification=how), self.error.say, done
        )


def _keep_day(text: str) -> None:
    """It waits until the round is sent back; what is no day is told at once."""
    read_day(text)
