"""The days decided: on site, for documents, those of the initial audit; why they depart; the approval."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.actions import preparation_days
from desktop.base.words import _
from desktop.domain.day_account import account, days_text
from desktop.domain.preparation import DayAccount
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.cards import Hairline
from desktop.ui.widgets.fields import NumberField, TextArea
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "person_days"


class PlannedCard(FormCard):
    """Fields of `person_days`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("计划人日"), RECORD)
        self.planned_days, self.review_days, self.initial_days = (NumberField(places=2, width=104) for _place in range(3))
        planned = self._days("planned_days", _("现场人日"), "planned", self.planned_days)
        review = self._days("document_review_days", _("文件评审人日"), "review", self.review_days)
        initial = self._days("initial_days", _("初次现场人日"), "initial", self.initial_days)
        self.body.addLayout(row(planned, review, initial))
        hint = _("与核算不同，或规则没有人日表时写明依据")
        self.body.addWidget(self.typed("reason", _("理由"), TextArea(hint=hint, lines=2, most=8)))
        self.body.addWidget(Hairline())
        self.approval = StepLine(_("批准"), kind="primary", icon="check")
        self.approval.asked.connect(self.approve)
        self.body.addWidget(self.approval)

    def _days(self, name: str, title: str, given: str, field: NumberField) -> Entry:
        return self.typed(name, title, field, commit=partial(_plan, given=given))

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        sheet = account(view.document, view.scheme)
        limits = sheet.review_range
        told = _("{low}—{high}").format(low=days_text(limits[0]), high=days_text(limits[1])) if limits else ""
        self.review_days.setPlaceholderText(told)
        self.planned_days.setPlaceholderText(_("建议 {n}").format(n=days_text(sheet.suggested)) if sheet.suggested is not None else "")
        again = view.document.audit.kind == "recertification"
        own = view.document.person_days or DayAccount()
        self.entries[f"{RECORD}.initial_days"].setVisible(again or own.initial_days is not None)
        if own.approved_by and own.approved_on is not None:
            title = _("{name}于 {day} 批准").format(name=own.approved_by, day=own.approved_on.isoformat())
            self.approval.show_step("done", title, _("改动核算、有效人数或审查类型，批准随即失效。"), button=False)
        else:
            self.approval.show_step("empty", _("还没有批准"))

    def approve(self) -> None:
        """Approve the account; a refusal says why."""
        self.desk.drafts.commit_all()
        self.desk.act(preparation_days.approve_days, self.approval.say, lambda _changes: self.approval.say(""))

    def reveal(self, path: str) -> bool:
        if path in (f"{RECORD}.approved_by", f"{RECORD}.approved_on"):
            see(self.approval)
            self.approval.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().reveal(path)


def _plan(ws: Workspace, audit: str, text: str, *, given: str) -> Changes:
    days = Decimal(text.strip().rstrip(".") or 0)
    planned, review, initial = (days if given == name else None for name in ("planned", "review", "initial"))
    return preparation_days.plan_days(ws, audit, planned=planned, document_review=review, initial=initial)
