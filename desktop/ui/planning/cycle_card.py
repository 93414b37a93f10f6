"""The cycle of the certificate: two dates to fill in, the strip of windows, breaches; without dates the scheme's intervals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.cycle import calendar, interval_words
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.cycle_strip import CycleStrip, CycleWindow
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Scheme


class CycleCard(FormCard):
    """`audit.decided_on`, `audit.last_audit_on` and what follows from them."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        super().__init__(desk, _("三年周期"), "audit")
        months = scheme.calendar.cycle_months if scheme.calendar else 36
        if months % 12 or months != 36:
            self.head.title.setText(_("{n} 个月周期").format(n=months))
        decided = self.typed("decided_on", _("认证决定日期"), DateField(), read=read_day)
        last = self.typed("last_audit_on", _("上次审查结束日期"), DateField(), read=read_day)
        self.strip = CycleStrip()
        self.intervals = Intervals(scheme)
        self.notes = Label("", size=12, role="text2", wrap=True)
        self.breaches = Label("", role="open", wrap=True)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for entry in (decided, last):
            entry.setFixedWidth(160)
            fields.addWidget(entry)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.notes)
        beside.addWidget(self.intervals)
        beside.addStretch(1)
        fields.addSpacing(8)
        fields.addLayout(beside, 1)
        self.body.addLayout(fields)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.breaches)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        audit = view.document.audit
        found: dict[str, Any] | None = None
        fault = ""
        if audit.decided_on is not None:
            try:
                found = calendar(view.scheme, audit.decided_on, last_audit=audit.last_audit_on)
            except BadInput as error:
                fault = error.sentence
        known = found is not None and bool(found["windows"])
        self.strip.setVisible(known)
        self.intervals.setVisible(not known)
        told = [fault] if fault else []
        if found is not None:
            told += found["breaches"]
            if known:
                self._show_strip(found, audit.last_audit_on, audit.ends_on or audit.starts_on)
        self.breaches.setText("\n".join(told))
        self.breaches.setVisible(bool(told))
        notes = self._notes(view, found)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    def _show_strip(self, found: dict[str, Any], done: date | None, now: date | None) -> None:
        windows = [
            CycleWindow(one["title"], _day(one["from"]) if one["from_stated"] else None, _day(one["until"]), _day(one["latest"]))
            for one in found["windows"]
        ]
        self.strip.set_cycle(date.fromisoformat(found["decided"]), date.fromisoformat(found["expires"]), windows, done=done, now=now)

    @staticmethod
    def _notes(view: AuditView, found: dict[str, Any] | None) -> str:
        rule = view.scheme.calendar
        if rule is None:
            return ""
        if found is None:
            return _("填写认证决定日期后，这里给出各次审查的日期。")
        clauses = "、".join(dict.fromkeys(window.clause for window in rule.windows))
        told = _("到期 {expires}；期限见 {clauses}。").format(expires=found["expires"], clauses=clauses or rule.clause)
        return "".join((told, *found["open"]))


class Intervals(QWidget):
    """The scheme's intervals with their clauses, while there is no date to reckon from."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        windows = scheme.calendar.windows if scheme.calendar else ()
        for line, window in enumerate(windows):
            said = Label(interval_words(window), role="text2", elide=True)
            said.setToolTip(window.note or "")
            grid.addWidget(Label(window.title, weight=500), line, 0)
            grid.addWidget(said, line, 1)
            grid.addWidget(Label(window.clause, size=12, role="text3"), line, 2)
        if not windows:
            grid.addWidget(Label(_("规则没有给出审查的间隔，请按认证机构的规定安排。"), role="text2", wrap=True), 0, 0, 1, 3)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
