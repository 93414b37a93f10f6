"""S when it was reckoned elsewhere: optional, and then it counts instead of the two channels put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import scoring
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.ui.survey.desk import Desk, number, read_percent
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import NumberField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace


class CombinedCard(Card):
    """`survey.combined` of the audit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", margins=(16, 10, 16, 10), spacing=8)
        self.desk = desk
        self.percent = NumberField(places=6, width=112)
        self.entry = Entry(_("综合结果 S（%，可不填）"), self.percent)
        self.entry.setFixedWidth(176)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.entry)
        row.addWidget(Label(_("不填时由两个渠道计算；填写后以此为准，并注明与计算结果的差别。"), size=12, role="text2", wrap=True), 1)
        self.body.addLayout(row)
        desk.drafts.bind(self.percent, "survey", "combined.percent", said=self.entry.say, read=read_percent, commit=self._put)

    def _put(self, ws: Workspace, text: str) -> Changes:
        return scoring.survey_channel(ws, self.desk.context.audit, "combined", percent=number(text))

    def refresh(self, view: AuditView) -> None:
        """Show it as it stands."""
        held = view.document.survey.combined
        self.desk.drafts.show("survey", "combined.percent", plain(held.percent) if held and held.percent is not None else "")
