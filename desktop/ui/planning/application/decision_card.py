"""The decision on the application: admitted or not and why, by whom and when, and when the client was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.actions import preparation
from desktop.base.words import _
from desktop.domain.application import refusal_term
from desktop.domain.preparation import Application
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Beside, Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.scheme import Scheme

_ACCEPTED = {"yes": True, "no": False, "": None}


class DecisionCard(FormCard):
    """Fields of `application`."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        super().__init__(desk, _("评审结论"), "application")
        self.body.addWidget(self.typed("received_on", _("收到申请的日期"), DateField(), read=read_day))
        segments = [Segment("yes", _("受理")), Segment("no", _("不受理")), Segment("", _("未定"))]
        self.choice = SegmentedRow(segments, name=_("评审结论"))
        self.choice.chosen.connect(self._decide)
        self.chosen_entry = Entry(_("结论"), self.choice)
        self.body.addWidget(self.chosen_entry)
        self.reason = TextArea(hint=_("不受理，或条件不满足仍受理的，写明理由"), lines=2, most=8)
        self.body.addWidget(self.typed("reason", _("理由"), self.reason))
        by = self.typed("reviewed_by", _("评审人"), TextField())
        on = self.typed("decided_on", _("结论日期"), DateField(), read=read_day)
        self.body.addLayout(row(by, on))
        told = self.typed("told_on", _("通知申请方的日期"), DateField(), read=read_day)
        self.told_today = Button(_("今天已通知"))
        self.told_today.clicked.connect(self._tell)
        self._telling = Beside(self.told_today)
        self.body.addLayout(row(told, self._telling, stretch=(1, 0)))
        self.term = Label("", size=12, role="text2", wrap=True)
        self.body.addWidget(self.term)
        self._rule = scheme.refusal
        self._held = ""

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        own = view.document.application or Application()
        self._held = "" if own.accepted is None else "yes" if own.accepted else "no"
        self.choice.select(self._held)
        self._telling.setVisible(own.accepted is not None and own.told_on is None)
        self.term.setText(self._term(view))
        self.term.setVisible(bool(self.term.text()))

    def _term(self, view: AuditView) -> str:
        rule = self._rule
        if rule is None:
            return ""
        found = refusal_term(view.document, view.scheme)
        if found is None:
            return _("不受理的，{days} 日内通知申请方（{clause}）。").format(days=rule.days, clause=rule.clause)
        days = {"days": found.days, "calendar": found.calendar, "working": found.working, "clause": found.clause}
        said = {
            "calendar": _("不受理须在 {calendar} 前通知申请方（{days} 个日历日，{clause}）。"),
            "working": _("不受理须在 {working} 前通知申请方（{days} 个工作日，法定节假日另计，{clause}）。"),
            "open": _("不受理须在 {days} 日内通知申请方（{clause}）：按日历日到 {calendar}，按工作日到 {working}，节假日另计。"),
        }
        return said[found.counted].format(**days)

    def _decide(self, choice: str) -> None:
        accepted, reason = _ACCEPTED[choice], self.reason.value()
        self.desk.drafts.commit_all()

        def decide(ws: Workspace, audit: str) -> Changes:
            return preparation.decide_application(ws, audit, accepted=accepted, reason=reason)

        def failed(sentence: str) -> None:
            self.choice.select(self._held)
            self.chosen_entry.say(sentence)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

        self.desk.act(decide, failed, lambda _changes: self.chosen_entry.say(""))

    def _tell(self) -> None:
        self.desk.act(preparation.tell_client, self.entries["application.told_on"].say)

    def reveal(self, path: str) -> bool:
        if path in ("application", "application.accepted"):
            see(self.choice)
            self.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().reveal(path)
