"""基本情况: client, audit and level on one view, and what the report still waits for from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.base.words import _
from desktop.ui.drafting import Drafts
from desktop.ui.form_cards import FormCard
from desktop.ui.notices_card import NoticesCard
from desktop.ui.page import Context, KeyHint
from desktop.ui.planning.audit_card import AuditCard
from desktop.ui.planning.client_card import ClientCard
from desktop.ui.planning.cycle_card import CycleCard
from desktop.ui.planning.level_card import LevelCard
from desktop.ui.planning.needs import Need, faults, needs
from desktop.ui.planning.needs_card import NeedsCard
from desktop.ui.record_cards import Desk
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class BasicsView(PageView):
    """Cards in two columns below the strip of the cycle."""

    keys = (
        KeyHint(("Tab",), _("下一栏")),
        KeyHint(("Alt", "M"), _("下一处待补")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )
    more_keys = (KeyHint(("↑", "↓"), _("日期前后一天")),)

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        desk = Desk(context, self.drafts, self)
        self.needed = NeedsCard()
        self.needed.wanted.connect(self.reveal)
        self.notices = NoticesCard()
        self.notices.wanted.connect(self.reveal)
        self.cycle = CycleCard(desk, view.scheme)
        self.client = ClientCard(desk)
        self.audit = AuditCard(desk, view.scheme)
        self.level = LevelCard(desk, view)
        self._needs: list[Need] = []
        self._lay_out()
        self.shortcut("Alt+M", self._next_need)
        self.refresh(view)
        self.drafts.restore()

    def _lay_out(self) -> None:
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        body = self.column.body
        body.addWidget(self.needed)
        body.addWidget(self.notices)
        body.addWidget(self.cycle)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        for cards in ((self.client,), (self.audit, self.level)):
            column = QVBoxLayout()
            column.setSpacing(8)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        body.addLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)

    def _cards(self) -> tuple[FormCard, ...]:
        return (self.client, self.audit, self.level, self.cycle)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        for card in self._cards():
            card.refresh(view)
        self._needs = needs(view)
        self.needed.set_needs(self._needs)
        self.notices.show_notices(view, faults(view))
        paths = {need.path for need in self._needs}
        for card in self._cards():
            card.mark(paths)

    def summary(self) -> str:
        kind = self.view.document.audit.kind
        return self.view.scheme.audit_kinds.get(kind, "") if kind else ""

    def leave(self) -> None:
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to a field by its path, `audit.scope`."""
        for card in self._cards():
            if card.reveal(record):
                return

    def _next_need(self) -> None:
        """The next field that waits, after the one that has the focus."""
        if not self._needs:
            if not self.notices.go_next():
                self.context.shell.toast(_("审查报告需要的内容这里都有了。"))
            return
        paths = [need.path for need in self._needs]
        here = -1
        for card in self._cards():
            for path, entry in card.entries.items():
                if path in paths and entry.field.hasFocus():
                    here = paths.index(path)
        self.reveal(paths[(here + 1) % len(paths)])
