"""The appointment and the notice to the client, step by step: appointed, sent, confirmed or objected to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import UNSET
from PySide6.QtCore import Qt

from desktop.actions import audits, preparation_team
from desktop.base.words import _
from desktop.domain.preparation import Appointment
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.cards import Hairline
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import row
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.scheme import Scheme

RECORD = "appointment"


class AppointmentCard(FormCard):
    """Fields of `appointment` but for those who stand apart."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        rule = scheme.appointment
        super().__init__(desk, rule.title if rule else _("审查委任与通知"), RECORD)
        self.head.note.setText(rule.clause if rule else "")
        self.issue = StepLine(_("委任"), kind="primary")
        self.issue.asked.connect(lambda: self._do(preparation_team.appoint, self.issue))
        self.body.addWidget(self.issue)
        number = self.typed("number", _("委任编号"), TextField())
        by, on = self.typed("issued_by", _("签发人"), TextField()), self.typed("issued_on", _("委任日期"), DateField(), read=read_day)
        self.body.addWidget(number)
        self.body.addLayout(row(by, on))
        self.body.addWidget(Hairline())
        self.send = StepLine(_("今天已发"))
        self.send.asked.connect(lambda: self._do(preparation_team.notify_client, self.send))
        self.body.addWidget(self.send)
        sent = self.typed("noticed_on", _("审查通知发出日期"), DateField(), read=read_day, commit=_sent)
        sent.setFixedWidth(168)
        self.body.addWidget(sent)
        self.body.addWidget(Hairline())
        self.answer = StepLine("")
        self.body.addWidget(self.answer)
        who = self.typed("confirmed_by", _("受审查方确认人"), TextField(), commit=_confirmed)
        day = self.typed("confirmed_on", _("确认日期"), DateField(), read=read_day)
        self.body.addLayout(row(who, day))
        objection = TextArea(hint=_("对审查组成员、日期的异议；处理后再次确认"), lines=1, most=6)
        self.body.addWidget(self.typed("objection", _("受审查方的异议"), objection, commit=_objected))

    def _do(self, act: object, line: StepLine) -> None:
        self.desk.drafts.commit_all()
        self.desk.act(act, line.say, lambda _changes: line.say(""))  # type: ignore[arg-type] # an action without more words

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        own = view.document.appointment or Appointment()
        if own.issued_on is not None:
            by = own.issued_by or _("未写签发人")
            self.issue.show_step("done", _("已委任"), _("{by}，{day}").format(by=by, day=own.issued_on.isoformat()), button=False)
        else:
            self.issue.show_step("empty", _("审查组待委任"))
        if own.noticed_on is not None:
            self.send.show_step("done", _("审查通知已发出"), button=False)
        else:
            self.send.show_step("empty", _("审查通知待发出"))
        if own.confirmed_on is not None:
            after = _("审查类型、目的、范围、准则、日期或审查组改动后，须再次确认。")
            self.answer.show_step("done", _("受审查方已确认"), after, button=False)
        elif (own.objection or "").strip():
            self.answer.show_step("deducted", _("受审查方有异议"), _("处理后由受审查方再次确认。"), button=False)
        else:
            self.answer.show_step("empty", _("等受审查方确认"), button=False)

    def reveal(self, path: str) -> bool:
        steps = {f"{RECORD}.issued_on": self.issue, f"{RECORD}.noticed_on": self.send}
        line = steps.get(path)
        if line is not None and line.button.isVisibleTo(self):
            see(line)
            line.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        # The day of a confirmation comes with the name.
        return super().reveal(f"{RECORD}.confirmed_by" if path == f"{RECORD}.confirmed_on" else path)


def _sent(ws: Workspace, audit: str, text: str) -> Changes:
    if text:
        return preparation_team.notify_client(ws, audit, on=date.fromisoformat(text))
    return audits.set_fields(ws, audit, RECORD, {"noticed_on": UNSET})


def _confirmed(ws: Workspace, audit: str, text: str) -> Changes:
    own = ws.audit(audit).document.appointment or Appointment()
    if text.strip():
        return preparation_team.confirm_notice(ws, audit, by=text, on=own.confirmed_on)
    return audits.set_fields(ws, audit, RECORD, {"confirmed_by": UNSET, "confirmed_on": UNSET})


def _objected(ws: Workspace, audit: str, text: str) -> Changes:
    return preparation_team.object_to_notice(ws, audit, objection=text)
