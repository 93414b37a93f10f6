"""提前终止: the early end of an audit with its ground, what happened, what was done so far, and the body's consent."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions import audits, meetings
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.fieldnotes import Termination
from desktop.domain.meetings import day_of, grounds
from desktop.domain.notices import Notice
from desktop.ui.form_cards import FormCard
from desktop.ui.meetings import checks
from desktop.ui.meetings.words import moment
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.notices import Notice as Banner
from desktop.ui.widgets.radio_cards import RadioCard, RadioCards
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "termination"
# What is typed before the audit is ended is no part of it, so it stands under names that the document has not.
_BEGUN = {"reason": "reason_begun", "done_so_far": "done_begun"}


class EndCard(FormCard):
    """Ground, reason and what was done; ends the audit, or takes that back."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("提前终止审查"), RECORD)
        self._ended: Termination | None = None
        self._allowed = grounds(view.scheme, "terminate")
        self.told = Label("", role="text2", wrap=True)
        self.banner = Banner("", variant="open")
        self.ground = RadioCards(name=_("终止的理由"))
        self.ground.set_cards([RadioCard(one.id, one.text, one.clause) for one in self._allowed])
        self.ground.chosen.connect(self._choose)
        self.ground_entry = Entry(_("理由"), self.ground)
        if not self._allowed:
            self.ground_entry.hide()
        self.reason = TextArea(hint=_("发生了什么，谁在场，怎么谈的"), lines=4, most=16)
        self.done = TextArea(hint=_("已看过的条款和场所，已取得的证据"), lines=3, most=12)
        self.reason_entry, self.done_entry = Entry(_("具体情况"), self.reason), Entry(_("已完成的工作"), self.done)
        self.at = TextField(hint=_("2026-11-20 17:30"), limit=40)
        self.at_entry = self.typed("at", _("终止时间"), self.at, commit=_set_time)
        self.at_entry.setMaximumWidth(240)
        self.end = Button(_("终止这次审查"), icon="close", danger=True)
        self.end.clicked.connect(self.terminate)
        self.back = Button(_("撤回终止"), kind="ghost", icon="undo")
        self.back.clicked.connect(self.take_back)
        self.error = ErrorLine()
        deeds = QHBoxLayout()
        deeds.addWidget(self.end)
        deeds.addWidget(self.back)
        deeds.addStretch(1)
        for widget in (self.told, self.banner, self.ground_entry, self.reason_entry, self.done_entry, self.at_entry):
            self.body.addWidget(widget)
        self.body.addWidget(self.error)
        self.body.addLayout(deeds)
        self._tie(ended=False)
        self.refresh(view)

    def _tie(self, *, ended: bool) -> None:
        """The two texts stand for drafts before the end, for the record after it."""
        for name, entry in (("reason", self.reason_entry), ("done_so_far", self.done_entry)):
            field: TextArea = entry.field  # type: ignore[assignment] # made above
            audit = self.desk.context.audit
            if not ended:
                self.desk.drafts.bind(field, RECORD, _BEGUN[name], said=entry.say, read=_keep)
            elif name == "reason":
                self.desk.drafts.bind(field, RECORD, name, said=entry.say, read=_read_reason, commit=partial(_set_reason, audit=audit))
            else:
                self.desk.drafts.bind(field, RECORD, name, said=entry.say)

    def refresh(self, view: AuditView) -> None:
        ended = view.document.termination
        if (ended is None) != (self._ended is None):
            self._tie(ended=ended is not None)
        self._ended = ended
        drafts = self.desk.drafts
        if ended is not None:
            drafts.show(RECORD, "reason", ended.reason or "")
            drafts.show(RECORD, "done_so_far", ended.done_so_far or "")
            drafts.show(RECORD, "at", ended.at or "")
            self.ground.set_cards(self.ground.cards(), ended.ground or "")
            self.error.say("")
        else:
            for name in _BEGUN.values():
                drafts.show(RECORD, name, drafts.held(RECORD, name) or "")
        self.banner.say(_("这次审查已于 {at} 提前终止，不再评定等级。").format(at=moment(ended.at)) if ended else "")
        clauses = "、".join(dict.fromkeys(one.clause for one in self._allowed))
        why = _("由组长终止，写明规则列出的一条理由：{clauses}。").format(clauses=clauses)
        self.told.setText(why if self._allowed else _("规则没有列出终止的理由，写明经过即可，由组长终止。"))
        self.told.setVisible(ended is None)
        self.at_entry.setVisible(ended is not None)
        self.end.setVisible(ended is None)
        self.back.setVisible(ended is not None)

    def _choose(self, ground: str) -> None:
        ended = self._ended
        self.ground_entry.say("")
        if ended is not None and ended.reason:
            reason = ended.reason
            self.desk.act(lambda ws, audit: meetings.terminate(ws, audit, reason, ground=ground), self.ground_entry.say)

    def terminate(self) -> None:
        """The audit ends early, with what is written here."""
        ground, reason, done = self.ground.selected() or None, self.reason.value(), self.done.value()
        missing = self._allowed and ground is None
        self.ground_entry.say(_("请从规则列出的理由中选一条。") if missing else "")
        self.reason_entry.say("" if reason.strip() else _("请写明发生了什么。"))
        if missing or not reason.strip():
            widget: QWidget = self.ground if missing else self.reason
            see(widget)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def ended(_changes: Changes) -> None:
            self.desk.drafts.forget(*((RECORD, name) for name in _BEGUN.values()))

        self.desk.act(
            lambda ws, audit: meetings.terminate(ws, audit, reason, ground=ground, done_so_far=done or None),
            self.error.say,
            ended,
            toast=_("已提前终止这次审查"),
        )

    def take_back(self) -> None:
        """The audit goes on; what was written stays as a draft."""
        ended = self._ended
        self.desk.drafts.commit_all()

        def back(_changes: Changes) -> None:
            if ended is not None:
                for name, entry, text in (("reason", self.reason_entry, ended.reason), ("done_so_far", self.done_entry, ended.done_so_far)):
                    self.desk.drafts.hold((RECORD, _BEGUN[name]), text or "")
                    entry.field.resume(text or "")  # type: ignore[attr-defined] # text areas

        self.desk.act(lambda ws, audit: meetings.terminate(ws, audit, ""), self.error.say, back, toast=_("已撤回终止"))

    def reveal(self, path: str) -> bool:
        widgets: dict[str, QWidget] = {f"{RECORD}.ground": self.ground, f"{RECORD}.reason": self.reason, RECORD: self.reason}
        widget = widgets.get(path)
        if widget is None:
            return super().reveal(path)
        see(widget)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


class ConsentCard(FormCard):
    """Who of the body agreed, and when."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("机构同意"), RECORD)
        asks = any(one.consent for one in grounds(view.scheme, "terminate"))
        told = _("提前终止须经机构同意才成立；先在沟通记录中向机构报告。") if asks else _("规则没有要求机构同意，有的可以写下。")
        self.body.addWidget(Label(told, role="text2", wrap=True))
        by = self.typed("consent_by", _("同意人"), TextField(hint=_("机构的部门和姓名")), commit=_set_consent)
        on = self.typed("consent_on", _("同意日期"), DateField(), read=read_day)
        self.body.addWidget(by)
        self.body.addLayout(row(on, QWidget()))
        self.report = Button(_("去向机构报告"), icon="send", small=True)
        self.report.clicked.connect(lambda: desk.context.shell.go("closing", "communications"))
        self.body.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self, view: AuditView) -> None:
        self.setVisible(view.document.termination is not None)
        ended = view.document.termination or Termination()
        self.desk.drafts.show(RECORD, "consent_by", ended.consent_by or "")
        self.desk.drafts.show(RECORD, "consent_on", ended.consent_on.isoformat() if ended.consent_on else "")


class TerminationView(PaperView):
    """The end at the left, the consent at the right."""

    elsewhere = "closing"
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Tab",), _("下一栏")),
        KeyHint(("↑", "↓"), _("换理由")),
        KeyHint(("Alt", "M"), _("下一处待办")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.end = EndCard(self.desk, view)
        self.consent = ConsentCard(self.desk, view)
        self.add(self.left, self.end)
        self.add(self.right, self.consent)
        self.setFocusProxy(self.end.ground if self.end.ground.cards() else self.end.reason)
        self.refresh(view)
        self.drafts.restore()

    def own_notices(self, view: AuditView) -> list[Notice]:
        return checks.notices(view, "termination")


def _keep(_text: str) -> None:
    return None


def _read_reason(text: str) -> str:
    if not text.strip():
        raise BadInput(_("具体情况不能空着；审查继续的，请撤回终止。"))
    return text


def _set_reason(ws: Workspace, text: str, *, audit: str) -> Changes:
    own = ws.audit(audit).document.termination
    return meetings.terminate(ws, audit, text, ground=own.ground if own else None)


def _set_time(ws: Workspace, audit: str, text: str) -> Changes:
    if text.strip() and day_of(text) is None:
        raise BadInput(_("时间“{at}”看不懂，应写作 2026-11-20 17:30。").format(at=text.strip()[:40]))
    return audits.set_fields(ws, audit, RECORD, {"at": text.strip() or None})


def _set_consent(ws: Workspace, audit: str, text: str) -> Changes:
    own = ws.audit(audit).document.termination
    day: date | None = own.consent_on if own else None
    return meetings.consent_termination(ws, audit, text, on=day)
