"""The facts that the criteria ask for: months in operation, since an accident, since negative news; complaints in their own card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions import audits
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.ui.survey.desk import Desk
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import NumberField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Criterion


def fact_titles() -> dict[str, str]:
    """What the facts counted in months are called."""
    return {
        "operating_months": _("经营时间"),
        "months_since_accident": _("距最近一次责任事故"),
        "months_since_negative_publicity": _("距最近一次负面信息"),
    }


class FactsCard(Card):
    """`facts` of the audit, as far as criteria ask for them."""

    def __init__(self, desk: Desk, asked: Mapping[str, Criterion]) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self.head = SectionHead(_("事实"), size=14)
        self.head.note.setText("、".join(dict.fromkeys(criterion.clause for criterion in asked.values())))
        self.body.addWidget(self.head)
        self.months: dict[str, MonthsEntry] = {}
        flow = Flow(gap=16)
        for name, title in fact_titles().items():
            if name in asked:
                entry = MonthsEntry(desk, name, title, asked[name].text)
                self.months[name] = entry
        flow.set_widgets(list(self.months.values()))
        self.body.addWidget(flow)

    def refresh(self, view: AuditView) -> None:
        """Show the facts as they stand."""
        for name, entry in self.months.items():
            entry.show_value(getattr(view.document.facts, name))


class MonthsEntry(QWidget):
    """A number of months; where it is months since something, also 从未发生."""

    def __init__(self, desk: Desk, name: str, title: str, meaning: str) -> None:
        super().__init__()
        self.desk, self.name = desk, name
        self.field = NumberField(places=2, width=84)
        self.never = FilterPill(_("从未发生"))
        if not name.startswith("months_since"):
            self.never.hide()
        self.never.clicked.connect(self._never)
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.field)
        line.addWidget(Label(_("个月"), role="text2"))
        line.addWidget(self.never)
        line.addStretch(1)
        self.entry = Entry(title, inside)
        self.field.setAccessibleName(title)
        self.entry.setToolTip(meaning)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.entry)
        self.setFixedWidth(226)
        desk.drafts.bind(self.field, "facts", name, said=self._say)

    def _say(self, sentence: str) -> None:
        self.field.set_error(sentence)
        self.entry.say(sentence)

    def show_value(self, value: Any) -> None:
        """UNSET: not known; None: it never happened."""
        self.never.setChecked(value is None)
        self.desk.drafts.show("facts", self.name, "" if value is None or value is UNSET else plain(value))

    def _never(self, on: bool) -> None:
        audit, name = self.desk.context.audit, self.name
        self.desk.drafts.give_up("facts", name)
        self.desk.act(partial(_set, audit=audit, name=name, value=None if on else UNSET), self._say)


def _set(ws: Any, *, audit: str, name: str, value: Any) -> Any:
    return audits.set_fields(ws, audit, "facts", {name: value})
