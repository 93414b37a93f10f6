"""人日 as a view of the planning page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.base.words import _
from desktop.domain.day_account import account, days_text
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import LIST_KEYS, NEXT, UNDO, PaperView
from desktop.ui.planning.days.account_card import AccountCard
from desktop.ui.planning.days.changes_card import ChangesCard
from desktop.ui.planning.days.planned_card import PlannedCard
from desktop.ui.planning.days.team_days_card import TeamDaysCard

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class DaysView(PaperView):
    """The account at the left, what was decided at the right."""

    parts: ClassVar[tuple[str, ...]] = ("days",)
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Tab",), _("下一栏")),
        KeyHint(("Alt", "A"), _("添加增减")),
        NEXT,
        UNDO,
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = LIST_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.account = AccountCard()
        self.changes = ChangesCard(self.desk)
        self.planned = PlannedCard(self.desk)
        self.team = TeamDaysCard(self.desk)
        self.add(self.left, self.account, self.changes)
        self.add(self.right, self.planned, self.team)
        self.shortcut("Alt+A", self.changes.add_change)
        self.refresh(view)
        self.drafts.restore()

    def summary(self) -> str:
        sheet = account(self.view.document, self.view.scheme)
        if sheet.planned is None:
            return ""
        said = _("现场 {n} 人日").format(n=days_text(sheet.planned))
        return said + (_("，文件评审 {n}").format(n=days_text(sheet.review)) if sheet.review else "")
