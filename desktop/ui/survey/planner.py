"""How many respondents to ask: population, confidence and half width in, the number and its formula out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.survey_interval import CONFIDENCES, LEAST
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.fields import Choice, NumberField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.survey_plan import SamplePlan
    from desktop.actions.workspace import AuditView, Workspace
    from desktop.ui.page import Context

PAUSE = 120


class Planner(QWidget):
    """Reckons as it is typed; nothing of it becomes part of the audit."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._view: AuditView | None = None
        self.population = NumberField(places=0, width=90, hint=_("不限"))
        self.width_field = NumberField("5", places=2, width=64)
        self.confidence = Choice([(str(one), f"{one} %") for one in CONFIDENCES], name=_("置信水平"))
        self.confidence.select("95")
        self.channel = Choice([("face_to_face", _("当面")), ("electronic", _("电子")), ("all", _("两渠道合计"))], name=_("渠道"))
        self.channel.select("face_to_face")
        self.needed = Label("–", size=28, weight=700)
        self.unit = Label(_("份有效问卷"), role="text2")
        self.have = Label("", role="text2", wrap=True)
        self.formula = Label("", size=12, role="text2", wrap=True)
        self.least = Label("", size=12, role="text2", wrap=True)
        self.fault = Notice("")
        self.fault.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._reckon)
        for field in (self.population, self.width_field):
            field.edited.connect(lambda _text: self._timer.start())
        for choice in (self.confidence, self.channel):
            choice.chosen.connect(lambda _id: self._reckon())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHead(_("样本量"), note=_("每次输入即算，不存入审查")))
        column.addLayout(row(Entry(_("渠道"), self.channel), Entry(_("置信水平"), self.confidence)))
        column.addLayout(row(Entry(_("顾客总数"), self.population), Entry(_("区间半宽 ±"), self.width_field, note=_("百分点"))))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.needed)
        line.addWidget(self.unit)
        line.addStretch(1)
        column.addLayout(line)
        for label in (self.have, self.formula, self.least, self.fault):
            column.addWidget(label)

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self._view = view
        survey = view.scheme.survey
        if survey is not None:
            self.least.setText(
                _("方案没有规定最少份数（{clause}）；少于 {least} 份的渠道不给区间。").format(clause=survey.clause, least=LEAST)
            )
        self._reckon()

    def _reckon(self) -> None:
        view = self._view
        if view is None:
            return
        width, population = self.width_field.value(), self.population.value()
        confidence, channel = int(self.confidence.selected()), self.channel.selected()

        def plan(_ws: Workspace) -> SamplePlan:
            from desktop.actions import survey_plan

            return survey_plan.plan_sample(
                float(width or 0),
                view=view,
                channel=None if channel == "all" else channel,  # type: ignore[arg-type]
                population=int(population) if population else None,
                confidence=confidence,
            )

        self.context.runner.ask(self, plan, self._show, self._failed)

    def _failed(self, sentence: str) -> None:
        self.fault.say(sentence)
        self.needed.setText("–")
        for label in (self.have, self.formula):
            label.setText("")

    def _show(self, plan: SamplePlan) -> None:
        self.fault.say("")
        basis = {
            "responses": _("已有问卷的标准差 s = {s:.2f}"),
            "worst-case": _("问卷不足 5 份，按最分散的情形 s = {s:.2f}"),
            "given": _("标准差 s = {s:.2f}"),
        }[plan.basis].format(s=plan.spread)
        self.needed.setText("–" if plan.needed is None else str(plan.needed))
        if plan.needed is None:
            self.have.setText(_("达不到：超过可调查的人数，请放宽半宽。"))
        elif plan.have >= plan.needed:
            self.have.setText(_("已有 {have} 份，够了。").format(have=plan.have))
        else:
            self.have.setText(_("已有 {have} 份，还差 {left} 份。").format(have=plan.have, left=plan.needed - plan.have))
        self.formula.setText("\n".join(line for line in (f"{basis}", plan.formula, plan.reckoned) if line))
