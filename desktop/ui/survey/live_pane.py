"""Beside the entry: S with its interval, the dimensions, how many more would settle it, the last respondents."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from desktop.base.words import _
from desktop.domain.exact import for_person
from desktop.domain.survey import criterion
from desktop.ui import icons, theme
from desktop.ui.survey.dimensions import measured
from desktop.ui.survey.words import answered_percent, channel_word, time_word
from desktop.ui.widgets import paint
from desktop.ui.widgets.bars import Tick
from desktop.ui.widgets.buttons import _Hovering
from desktop.ui.widgets.cards import Hairline, Pane, SectionHead
from desktop.ui.widgets.intervals import IntervalBars, IntervalPlot
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.survey_plan import SamplePlan
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Response
    from desktop.domain.rules import Rules
    from desktop.domain.survey_figures import Figure
    from desktop.domain.survey_state import SurveyState

WIDTH = 320
LAST = 6
# The half width, in percent points, that the plan of respondents is made for.
WANTED = 5.0


class Live(NamedTuple):
    """What the pane shows; gone through once for each change."""

    state: SurveyState
    plan: SamplePlan


def live(view: AuditView) -> Live:
    """Go through the answers: milliseconds for hundreds."""
    from desktop.actions import survey, survey_plan

    return Live(survey.state(view), survey_plan.plan_sample(WANTED, view=view, channel="face_to_face"))


class Number(QVBoxLayout):
    """One S, large, with how many respondents it stands on and its half width."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setSpacing(0)
        self.value = Label("–", size=28, weight=700)
        self.note = Label("", size=12, role="text2", elide=True)
        line = QHBoxLayout()
        line.setSpacing(3)
        line.addWidget(self.value)
        line.addWidget(Label("%", size=13, role="text2"), 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.addWidget(Label(title, size=12, role="text2"))
        self.addLayout(line)
        self.addWidget(self.note)

    def show_figure(self, figure: Figure) -> None:
        """What the responses say."""
        self.value.setText(measured("", figure).text)
        said = _("n = {n}").format(n=figure.responses)
        if figure.interval is not None:
            said += _("，±{half}").format(half=f"{figure.interval.half:.1f}")
        elif figure.responses:
            said += _("，人数太少，无区间")
        self.note.setText(said)

    def show_kept(self, percent: Fraction | None, figure: Figure) -> None:
        """What grading reads, where that is not what the responses say: a result was typed."""
        self.show_figure(figure)
        if percent is not None and percent != figure.percent:
            self.value.setText(for_person((percent.numerator, percent.denominator)))
            self.note.setText(_("含直接填写的结果"))


class Recent(_Hovering):
    """A respondent of late; a click opens the response. Signal: `clicked`."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ("", "", "")
        self._flagged = False
        self.response = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_response(self, response: Response, percent: str, flag: str) -> None:
        """Another respondent."""
        self.response = response.id or ""
        said = [channel_word(response.channel), time_word(response.seconds)]
        if response.void is not None:
            said.append(_("作废"))
        elif flag:
            said.append(flag)
        self._words = (response.number or "–", "，".join(word for word in said if word), percent)
        self._flagged = bool(flag) and response.void is None
        self.setAccessibleName(" ".join(self._words))
        self.setToolTip(flag or _("点开修改"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        if self._hovered:
            paint.box(painter, self.rect(), fill=t.hover)
        number, said, percent = self._words
        paint.line_of_text(painter, QRect(4, 0, 60, 32), number, t.text)
        left = 68
        if self._flagged:
            icons.paint(painter, "warning", QRect(left, 9, 14, 14), t.open_m)
            left += 20
        paint.line_of_text(painter, QRect(left, 0, self.width() - left - 58, 32), said, t.open if self._flagged else t.text2, size=12)
        right = QRect(self.width() - 56, 0, 52, 32)
        paint.line_of_text(painter, right, percent, t.text, weight=500, align=Qt.AlignmentFlag.AlignRight)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())


class LivePane(Pane):
    """The right column while responses are entered. Signal: `opened(str)` with a response's id."""

    opened = Signal(str)

    def __init__(self, rules: Rules) -> None:
        super().__init__("surface", edge="left")
        self.setFixedWidth(WIDTH)
        rule = criterion(rules, "survey.face_to_face") or criterion(rules, "survey.combined")
        names = {level.stars: level.label for level in rules.result.levels}
        self._ticks = [Tick(Decimal(one.required.split()[1]), names.get(one.stars, str(one.stars))) for one in rule.bounds] if rule else []
        self.face, self.both = Number(_("S 当面")), Number(_("S 合并"))
        self.plot, self.bars = IntervalPlot(), IntervalBars()
        self.shaky = Notice("", variant="open")
        self.shaky.hide()
        self.plan = Label("", role="text2", wrap=True)
        self.dimensions = SectionHead(_("各维度，当面"), note=_("细线为区间"))
        self.rows = [Recent() for _place in range(LAST)]
        column = ScrollColumn(margins=(16, 16, 16, 16), spacing=8)
        body = column.body
        body.addWidget(SectionHead(_("实时结果"), note=_("95 % 区间"), size=16))
        numbers = QHBoxLayout()
        numbers.addLayout(self.face, 1)
        numbers.addLayout(self.both, 1)
        body.addLayout(numbers)
        for widget in (Hairline(), self.plot, self.shaky, self.plan, Hairline(), self.dimensions, self.bars, Hairline()):
            body.addWidget(widget)
        body.addWidget(SectionHead(_("最近的受访者"), note=_("点开可改")))
        last = QVBoxLayout()
        last.setSpacing(0)
        for row in self.rows:
            row.hide()
            row.clicked.connect(lambda _on=False, row=row: self.opened.emit(row.response))
            last.addWidget(row)
        body.addLayout(last)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def show_live(self, found: Live, view: AuditView) -> None:
        """Other numbers."""
        figures = found.state.figures
        self.face.show_figure(figures.face_to_face)
        # The document keeps twelve places.
        same = all(one.standing in ("counted", "open") for one in found.state.channels.values())
        self.both.show_kept(None if same else found.state.s, figures.s)
        drawn = [measured(_("当面"), figures.face_to_face)]
        if same:
            # A typed result has no interval.
            drawn.append(measured(_("合并"), figures.s))
        self.plot.set_values(drawn, self._ticks)
        self.bars.set_values([measured(one.title, one.face_to_face) for one in figures.dimensions])
        self.dimensions.title.setText(_("各维度，当面 n = {n}").format(n=figures.face_to_face.responses))
        self._say_shaky(figures.face_to_face)
        self._say_plan(found.plan)
        last = list(view.document.responses)[-LAST:][::-1]
        for row, response in zip(self.rows, last, strict=False):
            flags = found.state.flags.get(response.id or "", ())
            row.show_response(response, answered_percent(response, found.state.forms), flags[0].text if flags else "")
            row.show()
        for row in self.rows[len(last) :]:
            row.hide()

    def _say_shaky(self, figure: Figure) -> None:
        found = figure.interval
        crossed = [f"{tick.at}" for tick in self._ticks if found is not None and found.low < Decimal(str(tick.at)) <= found.high]
        self.shaky.say(_("区间跨过 {bounds}，等级还不稳。").format(bounds=_(" 与 ").join(crossed)) if crossed else "")

    def _say_plan(self, plan: SamplePlan) -> None:
        if plan.needed is None:
            self.plan.setText("")
        elif plan.have >= plan.needed:
            self.plan.setText(_("当面 {have} 人，区间已在 ±{half} 以内。").format(have=plan.have, half=f"{plan.half_width:g}"))
        else:
            self.plan.setText(
                _("当面 {have} / {needed} 人；到 ±{half} 约还差 {left} 人。").format(
                    have=plan.have, needed=plan.needed, half=f"{plan.half_width:g}", left=plan.needed - plan.have
                )
            )
