"""审查组与委任 as a view of the planning page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.actions import preparation_team
from desktop.base.words import _
from desktop.domain.day_account import account, days_text
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import LIST_KEYS, NEXT, UNDO, PaperView
from desktop.ui.planning.team.apart_card import ApartCard
from desktop.ui.planning.team.appointment_card import AppointmentCard
from desktop.ui.planning.team.team_card import TeamCard
from desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes


class TeamView(PaperView):
    """The team at the left, its papers at the right."""

    parts: ClassVar[tuple[str, ...]] = ("team", "appointment")
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Alt", "T"), _("添加成员")),
        KeyHint(("Alt", "H"), _("查以往审查")),
        NEXT,
        UNDO,
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = LIST_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.team = TeamCard(self.desk)
        self.history = Button(_("查以往审查"), icon="history", small=True)
        self.history.setToolTip(_("在本机的审查中查各成员是否参加过本客户的审查，写进“与受审查方的关系”　Alt H"))
        self.history.clicked.connect(self.look_back)
        self.team.head.row.insertWidget(self.team.head.row.count() - 1, self.history)
        self.appointment = AppointmentCard(self.desk, view.scheme)
        self.apart = ApartCard(self.desk, view.scheme)
        self.add(self.left, self.team)
        self.add(self.right, self.appointment, self.apart)
        self.shortcut("Alt+T", self.team.add_element)
        self.shortcut("Alt+H", self.look_back)
        self.setFocusProxy(self.team)
        self.refresh(view)
        self.drafts.restore()

    def summary(self) -> str:
        team = self.view.document.team
        if not team:
            return ""
        days = account(self.view.document, self.view.scheme).team
        said = _("{n} 人").format(n=len(team))
        return said + (_("，{n} 人日").format(n=days_text(days)) if days else "")

    def look_back(self) -> None:
        """Write beside each member in which audits of this client he or she was."""
        self.team.finish()

        def done(changes: Changes) -> None:
            shell = self.context.shell
            if changes.action is None:
                shell.toast(_("没有查到成员参加过本客户的其他审查。"))
            else:
                shell.toast(_("已写入查到的以往审查，请判断是否影响公正"), undo=True)

        self.desk.act(preparation_team.note_ties, done=done)
