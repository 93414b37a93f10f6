"""The days of each member on site, held against what is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.day_account import account, days_text
from desktop.ui.form_cards import as_text
from desktop.ui.notices_card import split_place
from desktop.ui.planning.team.words import role_title
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import NumberField
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Member


class _MemberLine(QWidget):
    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__()
        self.desk, self.record = desk, f"team/{member.id}"
        self.name = Label("", elide=True)
        self.role = Label("", size=12, role="text2")
        self.days = NumberField(places=2, width=88)
        self.error = ErrorLine()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        line.addWidget(self.error, 1)
        line.addWidget(self.role)
        line.addWidget(self.days)
        desk.drafts.bind(self.days, self.record, "days", said=self.error.say)

    def show_member(self, member: Member) -> None:
        name = member.name or _("未填姓名")
        self.name.setText(name)
        self.days.setAccessibleName(_("{name}的人日").format(name=name))
        self.role.setText(role_title(member.role) + (_("，不计") if member.role == "expert" else ""))
        self.desk.drafts.show(self.record, "days", as_text(member.days))


class TeamDaysCard(Card):
    """Number fields by member."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=6)
        self.desk = desk
        self.lines: dict[str, _MemberLine] = {}
        self.head = SectionHead(_("各人的现场人日"), size=14)
        self.head.setMinimumHeight(28)
        self.empty = Label(_("审查组还没有成员，请在“审查组与委任”中添加。"), role="text3", wrap=True)
        self.body.addWidget(self.head)
        self.body.addWidget(self.empty)

    def refresh(self, view: AuditView) -> None:
        """Show the team as it stands."""
        team = {member.id or "": member for member in view.document.team}
        if list(team) != list(self.lines):
            for line in self.lines.values():
                self.desk.drafts.unbind(line.record)
                self.body.removeWidget(line)
                line.hide()
                line.deleteLater()
            self.lines = {id_: _MemberLine(self.desk, member) for id_, member in team.items()}
            for line in self.lines.values():
                self.body.addWidget(line)
            self.desk.drafts.restore()
        for id_, member in team.items():
            self.lines[id_].show_member(member)
        sheet = account(view.document, view.scheme)
        of = _(" / 计划 {n}").format(n=days_text(sheet.planned)) if sheet.planned is not None else ""
        self.head.note.setText(_("合计 {n}").format(n=days_text(sheet.team)) + of if team else "")
        self.empty.setVisible(not team)

    def reveal(self, place: str) -> bool:
        """Go to a member's days, or to the first that has none."""
        section, id_, field = split_place(place)
        if section != "team" or field != "days" or not self.lines:
            return False
        line = self.lines.get(id_) or next((one for one in self.lines.values() if not one.days.value()), next(iter(self.lines.values())))
        see(line)
        line.days.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
