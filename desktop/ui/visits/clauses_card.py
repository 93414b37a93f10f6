"""The clauses a visit says something about, as chips that lead there; a field that takes a number or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.actions import visits
from desktop.base.words import _
from desktop.ui.clause_picker import ClausePicker, clause_record, clause_title
from desktop.ui.record_cards import Desk
from desktop.ui.visits.desk import VisitCard
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Visit
    from desktop.domain.rules import Rules


class ClausesCard(VisitCard):
    """Links to clauses. They change no score."""

    def __init__(self, desk: Desk, rules: Rules) -> None:
        super().__init__(desk, _("涉及条款"))
        self._rules = rules
        self.picker = ClausePicker(rules, desk.page, key="E")
        self.chips, self.field, self.offer, self.error = self.picker.chips, self.picker.field, self.picker.offer, self.picker.error
        self.picker.picked.connect(self._link)
        self.picker.opened.connect(lambda item: desk.context.shell.go("score", clause_record(rules, item)))
        self.picker.removed.connect(self._unlink)
        self.body.addWidget(self.picker)
        told = _("暗访不改变得分：由审查员在条款中引用为证据。")
        self.body.addWidget(Label(told, size=12, role="text3", wrap=True))

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        if visit.id != self.visit:
            self.picker.clear()
        super().show_visit(view, visit)
        self.head.note.setText(str(len(visit.items)) if visit.items else "")
        self.picker.show_items(visit.items)

    def _unlink(self, item: str) -> None:
        visit = self.visit
        toast = _("已取消关联 {title}").format(title=clause_title(self._rules, item)[:24])
        self.desk.act(lambda ws, audit: visits.cite(ws, audit, visit, remove=item), self.error.say, toast=toast)

    def _link(self, item: str) -> None:
        visit = self.visit
        self.desk.act(lambda ws, audit: visits.cite(ws, audit, visit, add=item), self.error.say, lambda _changes: self.picker.clear())
