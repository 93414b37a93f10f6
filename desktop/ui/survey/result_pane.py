"""What the survey comes to, live: S and S face-to-face against their thresholds, and whether the way of reckoning matters."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain import survey
from desktop.domain.exact import for_person
from desktop.ui.survey.dimensions import Dimensions
from desktop.ui.widgets.bars import Scale, Tick
from desktop.ui.widgets.cards import Hairline, Pane
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Channel
    from desktop.domain.rule_units import RuleCriterion
    from desktop.domain.rules import Rules

WIDTH = 320


def share(percent: Fraction | None) -> str:
    """A percentage for a person, truncated."""
    return "–" if percent is None else for_person((percent.numerator, percent.denominator))


class Measured(QWidget):
    """One S: the number, how many questionnaires, the scale of its thresholds."""

    def __init__(self, title: str, rule: RuleCriterion | None, rules: Rules) -> None:
        super().__init__()
        self._rule = rule
        self._ticks = [Tick(Decimal(bound.required.split()[1]), _level_name(rules, bound.stars)) for bound in rule.bounds] if rule else []
        self.value = Label("–", size=32, weight=700)
        self.count = Label("", size=12, role="text2", elide=True)
        self.reached = Label("", role="text", weight=500)
        self.scale = Scale()
        if rule is None:
            self.scale.hide()
        number = QHBoxLayout()
        number.setSpacing(4)
        number.addWidget(self.value)
        number.addWidget(Label("%", size=15, role="text2"), 0, Qt.AlignmentFlag.AlignBottom)
        number.addSpacing(4)
        number.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        number.addWidget(self.reached, 0, Qt.AlignmentFlag.AlignBottom)
        head = QHBoxLayout()
        head.addWidget(Label(title, role="text2"))
        head.addStretch(1)
        head.addWidget(Label(rule.criterion.clause if rule else "", size=12, role="text3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(number)
        column.addSpacing(4)
        column.addWidget(self.scale)
        if rule is not None:
            self.setToolTip(rule.criterion.text)

    def show_percent(self, percent: Fraction | None, count: str, rules: Rules, *, unused: bool, caps: bool) -> None:
        """`unused`: the channel was not used, so no bound holds."""
        self.value.setText(_("未采用") if unused else share(percent))
        self.count.setText(count)
        if self._rule is None:
            return
        bound = survey.reached(self._rule, percent) if percent is not None else None
        lowest = min(Fraction(tick.at) for tick in self._ticks)
        self.scale.set_scale(percent, self._ticks, low=max(Fraction(0), lowest - 20), high=100, caps=caps)
        if percent is None:
            self.reached.setText("")
        else:
            self.reached.setText(_level_name(rules, bound.stars) if bound else _("低于各级界限"))


def _level_name(rules: Rules, stars: int) -> str:
    return next((level.label for level in rules.result.levels if level.stars == stars), str(stars))


class ResultPane(Pane):
    """The right column."""

    def __init__(self, rules: Rules) -> None:
        super().__init__("surface", edge="left")
        form = rules.scheme.survey
        self.dimensions = Dimensions() if form is not None else None
        self.setFixedWidth(WIDTH)
        self._combined = survey.criterion(rules, "survey.combined")
        self._face = survey.criterion(rules, "survey.face_to_face")
        self.face = Measured(_("S 当面"), self._face, rules)
        self.combined = Measured(_("S 综合"), self._combined, rules)
        self.ways = Label("", role="text2", wrap=True)
        self.differs = Notice("", variant="open")
        self.differs.hide()
        column = ScrollColumn(margins=(16, 16, 16, 16), spacing=10)
        body = column.body
        body.addWidget(Label(_("实时结果"), size=16, weight=500))
        if self._combined is None and self._face is None:
            body.addWidget(Label(_("方案没有为调查结果规定等级界限，结果作为证据，不影响等级。"), role="text2", wrap=True))
        body.addWidget(self.face)
        body.addWidget(Hairline())
        body.addWidget(self.combined)
        body.addWidget(self.ways)
        body.addWidget(self.differs)
        if self.dimensions is not None:
            body.addWidget(Hairline())
            body.addWidget(self.dimensions)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def refresh(self, view: AuditView) -> None:
        """Reckon again."""
        if self.dimensions is not None:
            self.dimensions.setVisible(bool(view.document.responses))
        found, rules = view.document.survey, view.rules
        face, electronic = found.face_to_face, found.electronic
        decided = set(view.grade.decided_by)
        combined = survey.combined_percent(rules, face, electronic, found.combined)
        self.face.show_percent(
            Fraction(face.percent) if face and face.percent is not None else None,
            _count(face),
            rules,
            unused=bool(face and face.not_used),
            caps=_is_decisive(self._face, decided),
        )
        counts = [one.responses for one in (face, electronic) if one and one.responses]
        said = (
            _("两渠道共 {n} 份").format(n=sum(counts)) if len(counts) == 2 else _("一个渠道 {n} 份").format(n=counts[0]) if counts else ""
        )
        if found.combined is not None and found.combined.percent is not None:
            said = _("直接填写的综合结果")
        self.combined.show_percent(combined, said, rules, unused=False, caps=_is_decisive(self._combined, decided))
        self._show_ways(view)

    def _show_ways(self, view: AuditView) -> None:
        found = view.document.survey
        both = survey.together(found.face_to_face, found.electronic)
        self.ways.setVisible(both is not None)
        self.differs.setVisible(False)
        if both is None:
            return
        self.ways.setText(_("按问卷合并 {pooled} %；两渠道平均 {mean} %").format(pooled=share(both.pooled), mean=share(both.mean)))
        rule = self._combined
        if rule is None or (found.combined is not None and found.combined.percent is not None):
            return
        one, two = survey.reached(rule, both.pooled), survey.reached(rule, both.mean)
        if one != two:
            pooled, mean = (_level_name(view.rules, bound.stars) if bound else _("低于各级界限") for bound in (one, two))
            form = view.scheme.survey
            taken = _("两渠道平均") if form is not None and form.pooling == "mean" else _("按问卷合并")
            self.differs.say(
                _("按问卷合并为{pooled}，按两渠道平均为{mean}，算法影响等级；现取{taken}，须在报告中说明。").format(
                    pooled=pooled, mean=mean, taken=taken
                )
            )


def _count(channel: Channel | None) -> str:
    if channel is None:
        return _("还没有填写")
    if channel.not_used:
        return channel.not_used
    return _("有效问卷 {n} 份").format(n=plain(channel.responses)) if channel.responses else ""


def _is_decisive(rule: RuleCriterion | None, decided: set[str]) -> bool:
    return rule is not None and rule.criterion.id in decided
