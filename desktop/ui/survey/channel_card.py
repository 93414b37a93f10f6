"""One channel of the survey: used, with percentage and number of questionnaires, or not used, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import scoring
from desktop.base.errors import BadInput
from desktop.base.numbers import plain, to_decimal
from desktop.base.words import _
from desktop.domain.exact import for_person
from desktop.domain.survey import ChannelName, Tally
from desktop.ui.survey.desk import Desk, number, read_percent
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Channel


class ChannelCard(Card):
    """`survey.<channel>` of the audit."""

    def __init__(self, desk: Desk, channel: ChannelName, title: str) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        # Two cards side by side are as tall as the taller.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.desk, self.channel = desk, channel
        self.held: Channel | None = None
        # What both number fields showed when one of them was left last.
        self._pair = ("", "")
        self._tally = Tally()
        self.head = SectionHead(title, size=14)
        self.mode = SegmentedRow([Segment("used", _("已采用")), Segment("not", _("未采用"))], name=title)
        self.mode.chosen.connect(self._choose)
        self.percent = NumberField(places=6, width=140)
        self.responses = NumberField(places=0, width=140)
        for field in (self.percent, self.responses):
            field.setMinimumWidth(72)
        self.reason = TextField(hint=_("例如：没有当面接触顾客的条件"))
        self.percent_entry = Entry(_("得分率（%）"), self.percent)
        self.responses_entry = Entry(_("有效问卷（份）"), self.responses)
        self.reason_entry = Entry(_("未采用的理由"), self.reason)
        self.wait = Label("", size=12, role="open", wrap=True)
        self.answers = Label("", size=12, role="text2", wrap=True)
        self.fill = Button(_("按答卷填入"), kind="ghost", icon="download")
        self.fill.clicked.connect(self._fill)
        used = QWidget()
        column = QVBoxLayout(used)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self.percent_entry, self.responses_entry))
        self.stack = QStackedWidget()
        self.stack.addWidget(used)
        self.stack.addWidget(self.reason_entry)
        for widget in (self.head, self.mode, self.stack, self.wait, self.answers, self.fill):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._bind()

    def _bind(self) -> None:
        bind, name = self.desk.drafts.bind, self.channel
        bind(self.percent, "survey", f"{name}.percent", said=self.percent_entry.say, read=self._read_percent, commit=self._put_pair)
        bind(self.responses, "survey", f"{name}.responses", said=self.responses_entry.say, read=self._read_responses, commit=self._put_pair)
        bind(self.reason, "survey", f"{name}.not_used", said=self.reason_entry.say, read=self._read_reason, commit=self._put_reason)

    # What was typed

    def _read_percent(self, typed: str) -> str | None:
        text = read_percent(typed)
        self._pair = (text, self.responses.value())
        self._show_wait()
        # A percentage counts only with the number of questionnaires behind it.
        return text if not text or self.responses.value() else None

    def _read_responses(self, typed: str) -> str | None:
        self._show_wait()
        percent = read_percent(self.percent.value())
        if not typed and percent:
            raise BadInput(_("有得分率就要有有效问卷数，请填写份数。"))
        if typed and int(typed) < 1:
            raise BadInput(_("有效问卷至少 1 份；一份也没有时请选“未采用”。"))
        self._pair = (percent, typed)
        return typed

    def _read_reason(self, typed: str) -> str | None:
        if not typed.strip() and self.held is not None and self.held.not_used:
            raise BadInput(_("请写明没有采用的理由；已采用时请改选“已采用”。"))
        return typed.strip() or None

    def _put_pair(self, ws: Workspace, _text: str) -> Changes:
        percent, responses = self._pair
        count = int(responses) if responses else None
        return scoring.survey_channel(ws, self.desk.context.audit, self.channel, percent=number(percent), responses=count)

    def _put_reason(self, ws: Workspace, text: str) -> Changes:
        return scoring.survey_channel(ws, self.desk.context.audit, self.channel, not_used=text)

    def _choose(self, mode: str) -> None:
        self._show_mode(mode)
        if mode == "not":
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.percent.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.held is not None and self.held.not_used:
            audit, channel = self.desk.context.audit, self.channel
            self.desk.act(lambda ws: scoring.survey_channel(ws, audit, channel))

    def _fill(self) -> None:
        percent, count = self._tally.percent, self._tally.responses
        if percent is None:
            return
        audit, channel, share = self.desk.context.audit, self.channel, to_decimal(percent)
        for name in ("percent", "responses"):
            self.desk.drafts.give_up("survey", f"{channel}.{name}")
        self.desk.act(lambda ws: scoring.survey_channel(ws, audit, channel, percent=share, responses=count), self.percent_entry.say)

    # What the audit holds

    def set_answers(self, answers: Tally) -> None:
        """What the answers of this channel on file come to."""
        self._tally = answers
        self._show_answers()

    def refresh(self, view: AuditView) -> None:
        """Show the channel as it stands."""
        before, self.held = self.held, getattr(view.document.survey, self.channel)
        held = self.held
        drafts = self.desk.drafts
        shown = {
            "percent": plain(held.percent) if held and held.percent is not None else "",
            "responses": str(held.responses) if held and held.responses is not None else "",
            "not_used": (held.not_used or "") if held else "",
        }
        for name, value in shown.items():
            field = f"{self.channel}.{name}"
            waiting = drafts.held("survey", field)
            drafts.show("survey", field, value)
            if name == "percent" and waiting is not None and value and number(waiting) == number(value):
                # It waited for the other number, which took it along.
                drafts.settle("survey", field)
        if before != held or not self.mode.selected():
            self._show_mode("not" if held and held.not_used else "used")
        self._show_answers()
        self._show_wait()

    def set_needed(self, needed: bool) -> None:
        """Whether the grade waits for this channel."""
        self.percent_entry.set_needed(needed)

    def _show_mode(self, mode: str) -> None:
        self.mode.select(mode)
        self.stack.setCurrentIndex(1 if mode == "not" else 0)
        self._show_answers()
        self._show_wait()

    def _show_wait(self) -> None:
        waits = self.mode.selected() == "used" and bool(self.percent.value()) and not self.responses.value()
        lacks_reason = self.mode.selected() == "not" and not (self.held and self.held.not_used)
        said = _("再填有效问卷数后计入。") if waits else _("写明理由后计入。") if lacks_reason else ""
        self.wait.setText(said)
        self.wait.setVisible(bool(said))

    def _show_answers(self) -> None:
        percent, count = self._tally.percent, self._tally.responses
        used = self.mode.selected() == "used"
        self.answers.setVisible(percent is not None)
        if percent is None:
            self.fill.hide()
            return
        share = for_person((percent.numerator, percent.denominator))
        self.answers.setText(_("本次审查存有答卷 {n} 份，得分率 {share} %").format(n=count, share=share))
        held = self.held
        same = held is not None and held.percent == to_decimal(percent) and held.responses == count
        self.fill.setVisible(used and not same)
