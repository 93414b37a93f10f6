"""The audits of the programme, the client's others and this one, each with what it looked at; the clauses no audit has seen yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.base.words import _
from desktop.domain.programme_needs import is_own
from desktop.ui.planning.programme.cover_table import CoverColumn, CoverTable
from desktop.ui.planning.programme.words import audit_days, kind_word
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.programme import ProgrammeView
    from desktop.actions.workspace import AuditView
    from desktop.domain.preparation import ProgrammeAudit
    from desktop.domain.scheme import Scheme


class AuditsCard(Card):
    """Signals: `opened(str)` an audit of this store; `next_wanted`: the one after this."""

    opened = Signal(str)
    next_wanted = Signal()

    def __init__(self, view: AuditView) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        head = SectionHead(_("各次审查"), size=14)
        self.next = Button(_("新建后续审查"), icon="plus", small=True)
        self.next.setToolTip(_("从这次审查新建下一次，未关闭的审查发现一并带过去　Alt N"))
        self.next.clicked.connect(self.next_wanted)
        head.row.addWidget(self.next)
        self.list = ElementList(name=_("各次审查"), title_share=34, removable=False)
        self.list.opened.connect(self.opened)
        self.table = CoverTable(view.rules)
        self.none = Label(_("这个客户在本方案下还没有别的审查。"), role="text2", wrap=True)
        for widget in (head, self.list, self.none, self.table):
            self.body.addWidget(widget)

    def show_programme(self, stands: ProgrammeView, scheme: Scheme) -> None:
        """All audits that are known."""
        rows = tuple(self._row(one, scheme) for one in reversed(stands.audits))
        if rows != self.list.rows():
            self.list.set_rows(rows)
        self.none.setVisible(len(rows) < 2)
        made = [one for one in stands.audits if one.items or is_own(one)]
        columns = [
            CoverColumn(
                _("本次") if is_own(one) else (one.number or "").rpartition(" ")[2] or kind_word(one.kind, scheme),
                f"{day:%Y-%m}" if (day := one.ended_on or one.planned_on) else "",
                frozenset(one.items),
                is_own(one),
            )
            for one in made
        ]
        self.table.set_columns(columns)
        self.table.setVisible(any(column.items for column in columns))

    @staticmethod
    def _row(one: ProgrammeAudit, scheme: Scheme) -> ElementRow:
        title = " ".join(part for part in (kind_word(one.kind, scheme), one.number) if part)
        facts = [audit_days(one)]
        if one.items:
            facts.append(_("{n} 条").format(n=len(one.items)))
        if one.sites:
            facts.append(_("{n} 个场所").format(n=len(one.sites)))
        if one.visits:
            facts.append(_("暗访 {n} 次").format(n=one.visits))
        if one.responses:
            facts.append(_("问卷 {n} 份").format(n=one.responses))
        note = _("本次") if is_own(one) else _("{n} 级").format(n=one.level) if one.level is not None else ""
        return ElementRow(one.audit or one.id or title, title, "，".join(facts), note, faint=one.ended_on is None and not is_own(one))
