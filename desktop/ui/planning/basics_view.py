"""基本情况: client, audit, level, team and sites on one view, and what the report still waits for from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.base.words import _
from desktop.ui.drafting import Drafts
from desktop.ui.element_cards import ElementCard
from desktop.ui.form_cards import FormCard
from desktop.ui.page import Context, KeyHint
from desktop.ui.planning.audit_card import AuditCard
from desktop.ui.planning.client_card import ClientCard
from desktop.ui.planning.cycle_card import CycleCard
from desktop.ui.planning.figures import team_days
from desktop.ui.planning.figures_card import FiguresCard
from desktop.ui.planning.level_card import LevelCard
from desktop.ui.planning.needs import LEADER, Need, needs
from desktop.ui.planning.needs_card import NeedsCard
from desktop.ui.planning.plan_view import PlanView
from desktop.ui.planning.sites_card import SitesCard
from desktop.ui.planning.team_card import TeamCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class BasicsView(PlanView):
    """Cards in two columns below the strip of the cycle."""

    keys = (
        KeyHint(("Tab",), _("下一栏")),
        KeyHint(("Alt", "M"), _("下一处待补")),
        KeyHint(("Alt", "S"), _("添加场所")),
        KeyHint(("Alt", "T"), _("添加成员")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )
    more_keys = (
        KeyHint(("↑", "↓"), _("日期前后一天；列表中换一行")),
        KeyHint(("Enter",), _("打开列表中的一行")),
        KeyHint(("Esc",), _("收起打开的一行")),
        KeyHint(("Del",), _("移除列表中的一行")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        desk = Desk(context, self.drafts, self)
        self.needed = NeedsCard()
        self.needed.wanted.connect(self.reveal)
        self.cycle = CycleCard(desk, view.scheme)
        self.client = ClientCard(desk)
        self.audit = AuditCard(desk, view.scheme)
        self.level = LevelCard(desk, view)
        self.team = TeamCard(desk)
        self.sites = SitesCard(desk)
        self.figures = FiguresCard()
        self._needs: list[Need] = []
        self._lay_out()
        for keys, does in (("Alt+M", self._next_need), ("Alt+S", self._add_site), ("Alt+T", self._add_member)):
            self.shortcut(keys, does)
        self.refresh(view)
        self.drafts.restore()

    def _lay_out(self) -> None:
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        body = self.column.body
        body.addWidget(self.needed)
        body.addWidget(self.cycle)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        for cards in ((self.client, self.team, self.figures), (self.audit, self.level, self.sites)):
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
        self.team.refresh(view)
        self.sites.refresh(view)
        self.figures.refresh(view)
        self._needs = needs(view)
        self.needed.set_needs(self._needs)
        paths = {need.path for need in self._needs}
        for card in self._cards():
            card.mark(paths)

    def summary(self) -> str:
        view = self.view
        parts = [_("{n} 个场所").format(n=len(view.document.sites)), _("{n} 人").format(n=len(view.document.team))]
        days = team_days(view)
        if days:
            parts.append(_("{n} 人日").format(n=f"{days.normalize():f}"))
        return "，".join(parts)

    def leave(self) -> None:
        self.team.finish()
        self.sites.finish()
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to a field by its path, `audit.scope`; `sites` and `team` lead to the lists."""
        section = record.replace("/", ".").partition(".")[0]
        if not any(card.reveal(record) for card in self._cards()) and section in ("sites", "team"):
            self._reveal_list(self.sites if section == "sites" else self.team, record)

    def _reveal_list(self, card: ElementCard, record: str) -> None:
        wanted = record.partition("/")[2]
        if record == "team" and card.elements:
            # A name alone is not enough there.
            wanted = next((member.id for member in card.elements if not member.registration), "")
        elif record == LEADER and card.elements:
            wanted = next((member.id for member in card.elements if member.role is None), card.elements[0].id)
        card.reveal(wanted)

    def _next_need(self) -> None:
        """The next field that waits, after the one that has the focus."""
        if not self._needs:
            self.context.shell.toast(_("审查报告需要的内容这里都有了。"))
            return
        paths = [need.path for need in self._needs]
        here = -1
        for card in self._cards():
            for path, entry in card.entries.items():
                if path in paths and entry.field.hasFocus():
                    here = paths.index(path)
        self.reveal(paths[(here + 1) % len(paths)])

    def _add_site(self) -> None:
        self.sites.add_element()

    def _add_member(self) -> None:
        self.team.add_element()
