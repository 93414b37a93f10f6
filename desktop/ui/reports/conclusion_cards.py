"""Beside the choice: what the grade says, what the outcome needs on file, the client's own wish, the words and who concluded."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import concluding
from desktop.base.numbers import shown
from desktop.base.words import _
from desktop.domain.assessment import Conclusion
from desktop.domain.concluding import OutcomeStanding, open_matters
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import row
from desktop.ui.widgets.stars import Stars
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "conclusion"
FEW = 6


class GradeCard(Card):
    """The grade that the conclusion rests on, the level applied for or held, what is still to be corrected. Signal: `findings_wanted`."""

    findings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", margins=(16, 12, 16, 12), spacing=4)
        self.label = Label("", size=16, weight=500, elide=True)
        self.stars = Stars(0, 0)
        self.points = Label("", role="text2", align=Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.label)
        head.addWidget(self.stars, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.points, 1)
        self.compared = Label("", size=12, role="text2", wrap=True)
        self.matters = Label("", size=12, role="open", wrap=True)
        self.go = Button(_("去发现"), kind="ghost", small=True, chevron=True)
        self.go.clicked.connect(self.findings_wanted)
        self.body.addLayout(head)
        for widget in (self.compared, self.matters):
            self.body.addWidget(widget)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self, view: AuditView) -> None:
        """The grade as it stands."""
        found = view.grade.grade
        self.label.setText(found.label if found is not None else _("未评定"))
        most = max((level.stars for level in view.rules.result.levels), default=0)
        has_stars = found is not None and found.level is None and bool(found.stars) and most <= 5
        self.stars.set_stars((found.stars or 0) if found is not None and has_stars else 0, most if has_stars else 0)
        self.stars.setVisible(has_stars)
        self.points.setText(_("{points} 分").format(points=_points(view.grade.score.final)) if view.grade.score is not None else "")
        self.compared.setText(_compared(view))
        self.compared.setVisible(bool(self.compared.text()))
        matters = open_matters(view.document)
        more = _(" 等 {n} 项").format(n=len(matters)) if len(matters) > FEW else ""
        self.matters.setText(_("还没有关闭：{names}{more}").format(names="、".join(matters[:FEW]), more=more) if matters else "")
        self.matters.setVisible(bool(matters))
        self.go.setVisible(bool(matters) and "findings" in view.scheme.steps)

    def reveal(self, _place: str) -> bool:
        """Nothing is filled in here."""
        return False


class NeedsCard(Card):
    """What must be on file for the outcome."""

    def __init__(self) -> None:
        super().__init__(margins=(16, 10, 16, 12), spacing=4)
        self.head = SectionHead(_("须备材料"), size=14)
        self.text = Label("", wrap=True)
        self.body.addWidget(self.head)
        self.body.addWidget(self.text)

    def show_standing(self, standing: OutcomeStanding | None) -> None:
        """The papers an outcome owes; hidden when it owes none."""
        owed = standing.owed if standing is not None else ()
        self.setVisible(bool(owed))
        self.head.note.setText(standing.clause if standing is not None else "")
        self.text.setText("\n".join(f"{place}. {one}" for place, one in enumerate(owed, 1)))


class RequestCard(FormCard):
    """The client's own wish, as for a lower level; without it such an outcome does not stand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("受审查方的申请"), RECORD)
        self.told = Label(_("降低等级只能由受审查方提出。写明谁在何时以何种方式提出。"), size=12, role="text2", wrap=True)
        self.body.addWidget(self.told)
        self.text = self.typed(
            "client_request", _("申请内容"), TextArea(hint=_("如：总经理书面申请按四星级认证"), lines=2), commit=_request
        )
        self.on = self.typed("requested_on", _("申请日期"), DateField(), read=read_day)
        self.on.setMaximumWidth(180)
        self.body.addWidget(self.text)
        self.body.addWidget(self.on)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        conclusion = view.document.conclusion or Conclusion()
        kind = view.document.audit.kind or "initial"
        asked = any(one.request for one in view.scheme.outcomes if kind in one.audits)
        said = bool(conclusion.client_request or conclusion.requested_on)
        self.setVisible(asked or said)
        self.on.set_needed(bool(conclusion.client_request) and conclusion.requested_on is None)
        self.on.setEnabled(said)


class WordsCard(FormCard):
    """The words for the report, and by whom and when it was concluded. Signal: `confirmed`."""

    confirmed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("说明与理由"), RECORD)
        self.text = self.typed("text", _("结论说明"), TextArea(hint=_("以结论原文开头，再写建议的等级和范围"), lines=2))
        self.reason = self.typed("reason", _("理由"), TextArea(hint=_("依据哪些事实；须备的材料在哪里"), lines=2))
        self.by = Label("", role="text2", wrap=True)
        self.confirm = Button(_("由我作出"), small=True)
        self.confirm.clicked.connect(self.confirmed)
        self.on = self.typed("decided_on", _("作出日期"), DateField(), read=read_day)
        self.on.setMaximumWidth(180)
        self.body.addWidget(self.text)
        self.body.addWidget(self.reason)
        dated = row(self.on)
        dated.addStretch(1)
        self.body.addLayout(dated)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.by, 1)
        line.addWidget(self.confirm)
        self.body.addLayout(line)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        conclusion = view.document.conclusion or Conclusion()
        self.setVisible(bool(conclusion.kind or conclusion.text or conclusion.reason))
        by = (conclusion.decided_by or "").strip()
        self.by.setText(_("作出人：{name}").format(name=by) if by else _("没有写明由谁作出。"))
        self.confirm.setVisible(bool(conclusion.kind) and not (by and conclusion.decided_on is not None))

    def reveal(self, path: str) -> bool:
        return super().reveal(f"{RECORD}.decided_on" if path == f"{RECORD}.decided_by" else path)

    def mark_reason(self, needed: bool) -> None:
        """Whether the outcome asks for a reason that is not there."""
        self.reason.set_needed(needed)


def _request(ws: Workspace, audit: str, text: str) -> Changes:
    """The wish keeps the day it was made on."""
    now = ws.audit(audit).document.conclusion
    day: date | None = now.requested_on if now is not None else None
    return concluding.client_request(ws, audit, text, on=day)


def _points(final: str) -> str:
    points = shown(Fraction(final))
    return points.rstrip("0").rstrip(".") if "." in points else points


def _compared(view: AuditView) -> str:
    labels = {level.stars: level.label for level in view.rules.result.levels}
    held = view.document.previous.held if view.document.previous is not None else None
    said = []
    if view.document.applied_for is not None:
        said.append(_("申请 {level}").format(level=labels.get(view.document.applied_for, view.document.applied_for)))
    if held is not None:
        said.append(_("原获证 {level}").format(level=labels.get(held, held)))
    return "，".join(said)
