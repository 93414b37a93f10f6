"""The head of a finding: its kind and number, how much time is left, its clause, its way so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.findings import title
from desktop.ui.findings.track import Track, steps
from desktop.ui.findings.words import due_line, heading, site_name
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from datetime import date

    from desktop.actions.workspace import AuditView
    from desktop.domain.corrections import Standing


class Head(QWidget):
    """Signals: `report_wanted`, `remove_wanted`."""

    report_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {
            "nonconformity": Chip("", icon="warning", tone="wrong"),
            "deduction": Chip("", icon="minus"),
            "improvement": Chip("", icon="arrow-up", tone="accent"),
            "disagreement": Chip("", icon="diamond", tone="open"),
        }
        self.carried = Chip("", icon="history", tone="accent")
        self.number = Label("", role="text2")
        self.about = Label("", role="text2", elide=True)
        self.due = Label("", weight=500)
        self.report = Button(_("报告 PDF"), icon="report")
        self.report.setToolTip(_("不符合报告　Ctrl+E"))
        self.report.clicked.connect(self.report_wanted)
        self.bin = IconButton("trash", _("删除这条发现"), key="Del")
        self.bin.clicked.connect(self.remove_wanted)
        self.title = Label("", size=20, weight=700, elide=True)
        self.error = ErrorLine()
        self.track = Track()
        line = QHBoxLayout()
        line.setSpacing(8)
        for chip in (*self.chips.values(), self.carried):
            line.addWidget(chip)
        line.addWidget(self.number)
        line.addWidget(self.about, 1)
        for widget in (self.due, self.report, self.bin):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.title)
        column.addWidget(self.error)
        column.addSpacing(4)
        column.addWidget(self.track)

    def show_finding(self, view: AuditView, standing: Standing, today: date) -> None:
        """Show a finding as it stands."""
        finding = standing.finding
        for kind, chip in self.chips.items():
            chip.setVisible(kind == finding.kind)
            chip.set_text(title(finding))
        self.carried.setVisible(bool(finding.carried_from))
        self.carried.set_text(_("上次 {audit}").format(audit=(finding.carried_from or "")[:24]))
        self.number.setText(finding.number or "")
        site = site_name(view.document, finding.site)
        by = " ".join(part for part in (finding.found_by or "", str(finding.found_on or "")) if part)
        self.about.setText("，".join(part for part in (site, by) if part))
        text, role = due_line(standing, today)
        self.due.setText(text)
        self.due.set_role(role)
        self.due.setVisible(bool(text))
        self.report.setVisible(standing.needed or finding.kind == "nonconformity")
        self.title.setText(heading(finding, view.rules))
        self.track.set_steps(steps(standing, today))
