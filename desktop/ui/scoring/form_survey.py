"""The survey's percentages as the grade reads them: each channel's result, or why it was not used; the answers have a page of their own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Channel
from desktop.ui.scoring.form import Form
from desktop.ui.scoring.methods import decimal
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import NumberField, TextField

Name = Literal["face_to_face", "electronic", "combined"]
MOST = Decimal(10_000_000)


@dataclass
class _Row:
    percent: NumberField
    percent_slot: Slot
    responses: NumberField | None = None
    responses_slot: Slot | None = None
    unused: Button | None = None
    reason: TextField | None = None
    reason_slot: Slot | None = None
    reason_line: QWidget | None = None


class SurveyForm(Form):
    """Face to face, electronic, and the combined result where it was reckoned elsewhere."""

    def build(self) -> None:
        self.channels: dict[Name, _Row] = {}
        self._waits: set[Name] = set()
        titles: tuple[tuple[Name, str], ...] = (
            ("face_to_face", _("当面调查")),
            ("electronic", _("电子问卷")),
            ("combined", _("综合结果")),
        )
        for name, title in titles:
            self._build_channel(name, title)
        self.say(_("综合结果不填，就由两种渠道的结果得出。没有采用的渠道要写明理由。"))
        if "survey" in self.view.scheme.steps:
            lead = Button(_("到感知调查逐份录入"), kind="ghost", icon="chat")
            lead.clicked.connect(lambda: self.desk.context.shell.go("survey"))
            self.card.body.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_channel(self, name: Name, title: str) -> None:
        percent = NumberField(name=_("{channel}得分率").format(channel=title), width=72)
        row = _Row(percent, self.slot(percent, partial(self._take, name, title)))
        self.channels[name] = row
        if name == "combined":
            self.row(title, percent, "%", 1)
            percent.returnPressed.connect(self.away)
            return
        row.responses = NumberField(name=_("{channel}有效问卷数").format(channel=title), places=0, width=72)
        row.responses_slot = self.slot(row.responses, partial(self._take, name, title))
        row.unused = Button(_("没有采用"))
        row.unused.setCheckable(True)
        row.unused.clicked.connect(lambda on: self._unused(name, on))
        row.reason = TextField(name=_("没有采用{channel}的理由").format(channel=title), hint=_("为什么没有采用，必填"), limit=5000)
        row.reason_slot = self.slot(row.reason, partial(self._take_reason, name))
        self.row(title, percent, "%", row.responses, _("份"), 1, row.unused)
        row.reason_line = self.row("", row.reason)
        percent.returnPressed.connect(row.responses.setFocus)
        row.responses.returnPressed.connect(self.away)
        row.reason.returnPressed.connect(self.away)

    def refresh(self) -> None:
        survey = self.view.document.survey
        for name, row in self.channels.items():
            channel: Channel | None = getattr(survey, name)
            percent = channel.percent if channel else None
            row.percent_slot.show("survey", f"{name}.percent", plain(percent) if percent is not None else "")
            if not (row.responses and row.responses_slot and row.reason_slot and row.reason_line and row.unused):
                continue
            count = channel.responses if channel else None
            row.responses_slot.show("survey", f"{name}.responses", str(count) if count is not None else "")
            reason = channel.not_used if channel else None
            row.reason_slot.show("survey", f"{name}.not_used", reason or "")
            unused = reason is not None or name in self._waits or row.reason_slot.is_held()
            row.unused.setChecked(unused)
            row.reason_line.setVisible(unused)
            row.percent.setEnabled(not unused)
            row.responses.setEnabled(not unused)

    def _unused(self, name: Name, on: bool) -> None:
        from desktop.actions import scoring

        row = self.channels[name]
        if on:
            self._waits.add(name)
            self.refresh()
            if row.reason is not None:
                row.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._waits.discard(name)
        if row.reason_slot is not None:
            row.reason_slot.give_up()
        channel: Channel | None = getattr(self.view.document.survey, name)
        if channel is not None and channel.not_used is not None:
            self.act(lambda ws, audit: scoring.survey_channel(ws, audit, name))
        self.refresh()

    def _take(self, name: Name, title: str, key: Key, _text: str) -> Deed | None:
        from desktop.actions import scoring

        row = self.channels[name]
        percent_text = row.percent.value()
        count_text = row.responses.value() if row.responses is not None else ""
        others = tuple(("survey", f"{name}.{one}") for one in ("percent", "responses") if f"{name}.{one}" != key[1])
        if not percent_text and not count_text:
            return Deed(lambda ws, audit: scoring.survey_channel(ws, audit, name), others)
        percent = decimal(percent_text, _("{channel}得分率").format(channel=title), Decimal(0), Decimal(100)) if percent_text else None
        if name == "combined":
            return Deed(lambda ws, audit: scoring.survey_channel(ws, audit, name, percent=percent))
        if percent is None or not count_text:
            return None
        count = int(decimal(count_text, _("{channel}有效问卷数").format(channel=title), Decimal(1), MOST))
        return Deed(lambda ws, audit: scoring.survey_channel(ws, audit, name, percent=percent, responses=count), others)

    def _take_reason(self, name: Name, _key: Key, text: str) -> Deed | None:
        from desktop.actions import scoring

        if not text.strip():
            return None
        self._waits.discard(name)
        others = tuple(("survey", f"{name}.{one}") for one in ("percent", "responses"))
        return Deed(lambda ws, audit: scoring.survey_channel(ws, audit, name, not_used=text.strip()), others)
