"""What the client said of a finding: when it was discussed, whether it is agreed, the client's view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, findings
from desktop.base.words import _
from desktop.ui.findings.desk import FindingCard
from desktop.ui.findings.words import seen
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.rows import Segment, SegmentedRow

if TYPE_CHECKING:
    from datetime import date

    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Finding


class TalkCard(FindingCard):
    """The talk with the client."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("与受审查方讨论"))
        own = view.scheme.findings
        self._finding: Finding | None = None
        self.back = Button(_("撤回讨论记录"), kind="ghost", small=True)
        self.back.clicked.connect(self._take_back)
        self.head.row.addWidget(self.back)
        self.day = DateField()
        self.day_entry = Entry(_("讨论日期"), self.day)
        self.typed("discussed_on", self.day, self.day_entry.say, read=read_day, commit=_set_day)
        self.agrees = SegmentedRow([Segment("yes", _("同意")), Segment("no", _("不同意"))], name=_("受审查方是否同意"))
        self.agrees.chosen.connect(self._choose)
        self.agrees_entry = Entry(_("受审查方"), self.agrees)
        self.view_field = TextArea(lines=1, hint=_("受审查方怎样说；不同意时须写"))
        self.view_entry = Entry(
            _("受审查方意见"), self.view_field, note=seen(_("未解决的分歧写入报告"), own.disagreement_clause if own else None)
        )
        self.typed("client_view", self.view_field, self.view_entry.say)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.day_entry, 2)
        line.addWidget(self.agrees_entry, 3)
        line.addStretch(3)
        for entry in (self.day_entry, self.agrees_entry):
            line.setAlignment(entry, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.body.addWidget(self.view_entry)

    def values(self, _view: AuditView, finding: Finding) -> dict[str, str]:
        return {"discussed_on": finding.discussed_on.isoformat() if finding.discussed_on else "", "client_view": finding.client_view or ""}

    def show_finding(self, view: AuditView, standing: Standing) -> None:
        finding = standing.finding
        if finding.id != self.key:
            self.agrees_entry.say("")
        self._finding = finding
        super().show_finding(view, standing)
        self._show_choice()
        self.back.setVisible(finding.discussed_on is not None or finding.client_agrees is not None)

    def _show_choice(self) -> None:
        agrees = self._finding.client_agrees if self._finding else None
        self.agrees.select("" if agrees is None else "yes" if agrees else "no")

    def _choose(self, choice: str) -> None:
        key = self.key

        def failed(sentence: str) -> None:
            self._show_choice()
            self.agrees_entry.say(sentence)
            self.view_field.setFocus(Qt.FocusReason.OtherFocusReason)

        # What is typed goes first: who disagrees has said why.
        self.day.commit()
        self.view_field.commit()
        self.desk.act(
            lambda ws, audit: findings.discuss(ws, audit, key, agrees=choice == "yes", on=_day_of(ws, audit, key)),
            failed,
            lambda _changes: self.agrees_entry.say(""),
        )

    def _take_back(self) -> None:
        key = self.key
        self.desk.act(lambda ws, audit: findings.discuss(ws, audit, key, agrees=None), self.agrees_entry.say, toast=_("已撤回讨论记录"))


def _day_of(ws: Workspace, audit: str, finding: str) -> date | None:
    return findings.find(ws.audit(audit), finding)[1].discussed_on


def _set_day(ws: Workspace, audit: str, finding: str, text: str) -> Changes:
    return audits.put_element(ws, audit, "findings", finding, {"discussed_on": text or None})
