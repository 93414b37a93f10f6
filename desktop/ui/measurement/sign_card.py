"""Who measures, from which share on it passes, and the leader's signature under the plan."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktop.actions import measurement, scoring
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.measured import Measurement
from desktop.domain.measurement import line_gap
from desktop.ui.measurement.words import plan_field
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, SectionHead
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.measurement import Ended
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.ui.measurement.live import Live

RECORD = "measurement"


class SignCard(Card):
    """Judgement and signature."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=10)
        self.desk = desk
        self.gap = line_gap(view.scheme)
        self.rule = Label(_("一个样本的各项特性都合格，这个样本才合格；合格样本的比例达到合格线，测评达到要求。"), role="text2", wrap=True)
        self.line = NumberField(width=96, hint="%")
        self.line_entry = Entry(_("合格线 %"), self.line)
        self.line_entry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.source = Label("", size=12, role="text2", wrap=True)
        self.team = TextField(hint=_("审查组中做测评的人"), limit=300)
        self.team_entry = Entry(_("测评人员"), self.team)
        audit = desk.context.audit
        desk.drafts.bind(self.team, RECORD, "team", said=self.team_entry.say, commit=partial(_set_team, audit=audit))
        if self.gap is not None:
            commit = partial(_set_line, audit=audit, gap=self.gap.id)
            desk.drafts.bind(self.line, f"settings/{self.gap.id}", "value", said=self.line_entry.say, read=_read_line, commit=commit)
        self.glyph = StatusGlyph("empty")
        self.signed = Label("", weight=500, elide=True)
        self.told = Label("", size=12, role="text2", wrap=True)
        self.sign_button = Button(_("组长签署"), kind="primary", icon="pencil")
        self.sign_button.clicked.connect(self.sign)
        self.ended = Notice("", variant="open")
        self.ended.hide()
        self.error = ErrorLine()
        self._lay_out()

    def _lay_out(self) -> None:
        body = self.body
        body.addWidget(SectionHead(_("判定与签署"), size=14))
        body.addWidget(self.rule)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.line_entry, 0)
        line.addWidget(self.team_entry, 1)
        body.addLayout(line)
        body.addWidget(self.source)
        body.addWidget(Hairline())
        body.addWidget(self.ended)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.glyph)
        foot.addWidget(self.signed, 1)
        foot.addWidget(self.sign_button)
        body.addLayout(foot)
        body.addWidget(self.told)
        body.addWidget(self.error)

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        plan = view.document.measurement or Measurement()
        given = view.rules.pass_line
        self.line.setReadOnly(self.gap is None)
        if self.gap is not None:
            self.desk.drafts.show(f"settings/{self.gap.id}", "value", view.document.settings.get(self.gap.id, ""))
            self.source.setText(_("合格线由认证机构设定；在这里填写的，报告中注明是审查组设定。"))
        else:
            self.line.set_value("" if given is None else plain(given))
            self.source.setText(_("合格线由规则规定。") if given is not None else _("规则没有合格线。"))
        self.desk.drafts.show(RECORD, "team", plan.team or "")
        names = "、".join(member.name for member in view.document.team if member.name)
        self.team.setPlaceholderText(names or _("审查组中做测评的人"))
        leader = next((member.name for member in view.document.team if member.role == "leader" and member.name), "")
        signed = bool(plan.signed_by and plan.signed_on)
        self.glyph.set_state("done" if signed else "empty")
        if signed:
            self.signed.setText(_("{name}于 {day} 签署").format(name=plan.signed_by, day=plan.signed_on))
            self.error.say("")
        else:
            self.signed.setText(_("等待组长签署（{name}）").format(name=leader) if leader else _("等待组长签署"))
        after, before = _("改动方案的任何一项，签署随即失效。"), _("签署后开始测评；写全特性、总体、样本数和理由才能签署。")
        self.told.setText(after if signed else before)
        self.sign_button.setVisible(not signed)

    def show_live(self, live: Live) -> None:
        """Whether a change ended a signature."""
        self.ended.say(_ended_words(live.ended) if live.ended is not None else "")

    def sign(self) -> None:
        """The leader signs; a refusal says what is lacking."""
        self.desk.drafts.commit_all()
        self.desk.act(measurement.sign, self.error.say, lambda _changes: self.error.say(""))


def _ended_words(over: Ended) -> str:
    at = clock.from_stamp(over.at)
    fields = "、".join(plan_field(name) for name in over.fields)
    return _("{name} {day} 的签署已失效：{by}于 {at} 改了{fields}。请组长重新签署。").format(
        name=over.signed_by, day=over.signed_on, by=over.by, at=f"{at:%m-%d %H:%M}", fields=fields
    )


def _set_team(ws: Workspace, text: str, *, audit: str) -> Changes:
    return measurement.plan(ws, audit, team=text.strip())


def _read_line(text: str) -> str:
    text = text.strip().rstrip(".")
    if text and not 0 <= Decimal(text) <= 100:
        raise BadInput(_("合格线应在 0 到 100 之间，请改正。"))
    return text


def _set_line(ws: Workspace, text: str, *, audit: str, gap: str) -> Changes:
    return scoring.setting(ws, audit, gap, value=plain(Decimal(text)) if text else None)
