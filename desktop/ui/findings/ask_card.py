"""Asking the client to correct a finding: until when, then the first round opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, corrections
from desktop.base.words import _
from desktop.ui.findings.desk import FindingCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, parse_day, read_day
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Finding


class AskCard(FindingCard):
    """The demand."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("整改要求"))
        own = view.scheme.findings
        self.head.note.setText(own.correction_clause or "" if own else "")
        self._days = own.due_days if own else None
        self.told = Label("", role="text2", wrap=True)
        self.due = DateField()
        self.due_entry = Entry(_("完成期限"), self.due)
        self.due_entry.setFixedWidth(176)
        self.typed("due_on", self.due, self.due_entry.say, read=read_day, commit=_set_due)
        self.ask = Button(_("提出整改"), kind="primary", icon="send", key="Q")
        self.ask.clicked.connect(self.demand)
        self.error = ErrorLine()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.due_entry, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.body.addWidget(self.error)

    def values(self, _view: AuditView, finding: Finding) -> dict[str, str]:
        return {"due_on": finding.due_on.isoformat() if finding.due_on else ""}

    def show_finding(self, view: AuditView, standing: Standing) -> None:
        if standing.finding.id != self.key:
            self.error.say("")
        super().show_finding(view, standing)
        self.setVisible(standing.finding.kind in ("nonconformity", "deduction") and not standing.rounds)
        if standing.finding.kind == "deduction" and not standing.needed:
            told = _("扣分项只在需要时要求整改；填了期限或提出后，就要验证关闭。")
        elif self._days:
            told = _("不填期限时，按规则从提出之日起 {n} 天。").format(n=self._days)
        else:
            told = _("规则没有规定天数，期限由双方商定。")
        self.told.setText(told)

    def demand(self) -> None:
        """Open the first round."""
        key, due = self.key, parse_day(self.due.value())
        self.due.commit()
        self.desk.act(lambda ws, audit: corrections.ask(ws, audit, key, due_on=due), self.error.say, lambda _changes: self.error.say(""))


def _set_due(ws: Workspace, audit: str, finding: str, text: str) -> Changes:
    return audits.put_element(ws, audit, "findings", finding, {"due_on": text or None})
