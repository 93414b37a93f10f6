"""The report's own texts, written right here: those the chosen report prints first, then what else was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.report_contents import contents_of, narrative_titles
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import ReportForm
    from desktop.ui.drafting import Drafts

PREFIX = "report."
# The reports that print the records behind their contents.
_WITH_RECORDS = ("audit", "management")
# After so long without a keystroke what was typed is taken in, so that the preview follows.
PAUSE = 1500


class Narratives(QWidget):
    """One text area for each narrative; made when it is first needed and then kept."""

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._entries: dict[str, Entry] = {}
        self._areas: dict[str, TextArea] = {}
        self._order: list[str] = []
        self._head = SectionHead(_("文字内容"), size=16, note=_("写下即存"))
        self._others = SectionHead(_("本报告不印的文字"), size=13)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._head)

    def show_view(self, view: AuditView, form: ReportForm | None) -> None:
        """The texts as the audit holds them, in the order of this report."""
        asked = asked_by(view, form)
        written = [key for key, text in view.document.report.items() if text and key not in asked]
        known = list(narrative_titles())
        others = sorted(written, key=lambda key: (known.index(key) if key in known else len(known), key))
        self._arrange(asked, others)
        for key in (*asked, *others):
            self._drafts.show("report", key, view.document.report.get(key, ""))
            self._entries[key].set_needed(key in asked and not view.document.report.get(key, "").strip())

    def area(self, key: str) -> TextArea | None:
        """The text area of a narrative that is shown."""
        area = self._areas.get(key)
        return area if area is not None and not self._entries[key].isHidden() else None

    def shown(self) -> list[str]:
        """What is shown, from top to bottom."""
        return list(self._order)

    def focus(self, key: str) -> bool:
        """Put the cursor into a narrative."""
        area = self.area(key)
        if area is None:
            return False
        area.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _arrange(self, asked: list[str], others: list[str]) -> None:
        self._head.setVisible(bool(asked))
        order = [*asked, "", *others]
        if order == self._order:
            return
        self._order = order
        for key, entry in self._entries.items():
            self._column.removeWidget(entry)
            entry.setVisible(key in order)
        self._column.removeWidget(self._others)
        for key in order:
            widget = self._entry(key) if key else self._others
            self._column.addWidget(widget)
            widget.setVisible(bool(key) or bool(others))

    def _entry(self, key: str) -> Entry:
        if key not in self._entries:
            title = narrative_titles().get(key, key)
            area = TextArea(name=title, hint=_hint(key), lines=4, most=24)
            entry = Entry(title, area)
            pause = QTimer(area)
            pause.setSingleShot(True)
            pause.setInterval(PAUSE)
            pause.timeout.connect(area.commit)
            area.edited.connect(lambda _text: pause.start())
            self._drafts.bind(area, "report", key, said=entry.say)
            self._entries[key], self._areas[key] = entry, area
        return self._entries[key]


def asked_by(view: AuditView, form: ReportForm | None) -> list[str]:
    """The narratives that a report prints, in its order."""
    if form is None:
        return []
    paths = [path for content in contents_of(form, view.document) for path in content.needs if path.startswith(PREFIX)]
    asked = list(dict.fromkeys(path.removeprefix(PREFIX) for path in paths))
    # Departures from the plan are printed with the records wherever there are any.
    if form.kind in _WITH_RECORDS and view.document.report.get("deviations") and "deviations" not in asked:
        asked.append("deviations")
    return asked


def _hint(key: str) -> str:
    """What belongs there, in a few words of ours."""
    return {
        "basics": _("服务网络、人员、主要服务和本期变化"),
        "evaluation": _("做得好的和须改进的，各举事实"),
        "process": _("查了哪些场所、部门和记录，各项要求的情况"),
        "deviations": _("与计划不同之处及原因；没有也要写明"),
        "uncertainty": _("样本、时间和条件带来的限制"),
        "sampling": _("抽样方法、样本量和来源"),
        "results": _("各部分结果及其依据"),
        "opinion": _("是否通过，正反两面的理由"),
    }.get(key, "")
