"""How many visits the audit needs and how many are due; where the scheme leaves it open, the decision and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import visits
from desktop.base.words import _
from desktop.domain.visit import VisitNeed, visit_need
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

_RECORD = "visit_plan"
MOST_SITES = 4


class NeedCard(Card):
    """The rule, what is owed, visits per site, and the decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(12, 10, 12, 10), spacing=4)
        self.desk = desk
        self.head = Label("", size=14, weight=500, elide=True)
        self.why = Label("", size=12, role="text2", wrap=True)
        self.clause = Label("", size=12, role="text3", elide=True)
        self.sites = Label("", size=12, role="text2", wrap=True)
        self.choice = SegmentedRow(name=_("是否暗访"))
        self.choice.chosen.connect(self._choose)
        self.reason = TextArea(name=_("决定的理由"), hint=_("写明理由，例如服务的渠道和方式"), lines=1, most=4)
        self.error = ErrorLine()
        self.by = Label("", size=12, role="text3", elide=True)
        self.back = Button(_("收回决定"), kind="ghost", small=True)
        self.back.clicked.connect(self._take_back)
        desk.drafts.bind(self.reason, _RECORD, "reason", said=self._say, read=self._read, commit=self._commit)
        for widget in (self.head, self.why, self.clause, self.sites, self.choice, self.reason, self.error):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.by, 1)
        row.addWidget(self.back)
        self.body.addLayout(row)

    def refresh(self, view: AuditView) -> None:
        """Show what is asked and what stands."""
        need = visit_need(view.document, view.scheme)
        decision = view.document.visit_plan
        self.set_variant("open" if need.blocks else "plain")
        self.head.setText(_head(need))
        self.head.set_role("open" if need.blocks else "text")
        self.why.setText(need.why)
        self.clause.setText(_("条款 {clause}").format(clause=need.clause) if need.clause else "")
        self.clause.setVisible(bool(need.clause))
        self.sites.setText(_sites(need))
        self.sites.setVisible(bool(need.sites))
        decided = decision is not None and decision.needed is not None
        open_to_choice = need.least == 0
        asks = open_to_choice or need.state in ("due", "excused") or decided
        words = (_("暗访"), _("不暗访")) if open_to_choice else (_("将实施"), _("不能实施"))
        self.choice.set_segments([Segment("yes", words[0]), Segment("no", words[1])], self._chosen(view))
        self.desk.drafts.show(_RECORD, "reason", (decision.reason or "") if decision else "")
        for widget in (self.choice, self.reason):
            widget.setVisible(asks)
        self.by.setText(_by(view))
        self.by.setVisible(decided)
        self.back.setVisible(decided)

    def _chosen(self, view: AuditView) -> str:
        decision = view.document.visit_plan
        if decision is not None and decision.needed is not None and self.desk.drafts.held(_RECORD, "reason") is None:
            return "yes" if decision.needed else "no"
        return self.choice.selected()

    def _say(self, sentence: str) -> None:
        self.reason.set_error(sentence)
        self.error.say(sentence)

    def _read(self, text: str) -> str | None:
        """A reason alone decides nothing: it waits for the choice."""
        return text if self.choice.selected() else None

    def _commit(self, ws: Workspace, text: str) -> Changes:
        return visits.decide(ws, self.desk.context.audit, needed=self.choice.selected() == "yes", reason=text)

    def _choose(self, choice: str) -> None:
        reason = self.reason.value()
        if not reason.strip():
            self._say(_("请写明理由，没有理由的决定不成立。"))
            self.reason.setFocus()
            return

        def done(_changes: Changes) -> None:
            self._say("")
            self.desk.drafts.settle(_RECORD, "reason")

        self.reason.commit()
        self.desk.act(lambda ws, audit: visits.decide(ws, audit, needed=choice == "yes", reason=reason), self._say, done)

    def _take_back(self) -> None:
        def done(_changes: Changes) -> None:
            self.choice.select("")

        self.desk.act(lambda ws, audit: visits.decide(ws, audit, needed=None), self._say, done, toast=_("已收回是否暗访的决定"))


def _head(need: VisitNeed) -> str:
    if need.least is None:
        return _("未规定次数，已实施 {made} 次").format(made=need.made)
    if need.state == "undecided":
        return _("待决定是否暗访")
    if need.due and need.blocks:
        return _("还差 {due} 次，至少 {least} 次").format(due=need.due, least=max(need.least, 1))
    if need.state in ("not-needed", "excused"):
        return _("决定不暗访") if need.state == "not-needed" else _("未实施，已写明理由")
    return _("次数已够，实施 {made} 次").format(made=need.made)


def _sites(need: VisitNeed) -> str:
    """Made and planned visits per site; sites without any are counted together."""
    told = [
        _("{site}：实施 {made}").format(site=one.name[:16], made=one.made) + (_("，计划 {n}").format(n=one.planned) if one.planned else "")
        for one in need.sites
        if one.made or one.planned
    ]
    none = sum(1 for one in need.sites if not one.made and not one.planned)
    more = len(told) - MOST_SITES
    told = told[:MOST_SITES]
    if more > 0:
        told.append(_("另有 {n} 个场所有暗访").format(n=more))
    if none:
        told.append(_("{n} 个场所没有暗访").format(n=none))
    return "\n".join(told)


def _by(view: AuditView) -> str:
    decision = view.document.visit_plan
    if decision is None:
        return ""
    return " ".join(part for part in (decision.decided_by, decision.decided_on.isoformat() if decision.decided_on else "") if part)
