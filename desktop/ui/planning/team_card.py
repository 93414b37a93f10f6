"""The audit team: name, role, registration, days."""

from __future__ import annotations

from typing import Any

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Member
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.planning.choices import choice
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Entry, row


def role_title(role: str | None) -> str:
    """What a role is called."""
    return {"leader": _("组长"), "auditor": _("审查员"), "expert": _("技术专家")}.get(role or "", _("未定"))


class MemberEditor(Editor):
    """The fields of one member."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "team")
        self.role = choice([("", _("未定")), *((one, role_title(one)) for one in ("leader", "auditor", "expert"))], _("角色"))
        self.role.chosen.connect(lambda id_: self.put(role=id_ or None))
        days = self._days_entry()
        self.body.addLayout(row(self.entry("name", _("姓名"), TextField()), Entry(_("角色"), self.role)))
        self.body.addLayout(row(self.entry("registration", _("注册信息"), TextField(hint=_("注册类别和编号"))), days, stretch=(1, 0)))
        self.end_row()

    def _days_entry(self) -> Entry:
        """Person-days on site, to a tenth or finer."""
        entry = self.entry("days", _("现场人日"), NumberField(places=2, width=88))
        entry.setFixedWidth(88)
        return entry

    def first(self) -> Any:
        return self.entries["name"].field

    def show_element(self, element: Member) -> None:
        super().show_element(element)
        self.role.select(element.role or "")


class TeamCard(ElementCard):
    """The list of members."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "team", _("审查组"), _("添加成员"), _("还没有成员。先添加组长，写明注册信息。"), key="Alt+T")

    def lines(self) -> list[ElementRow]:
        return [
            ElementRow(
                id=member.id or "",
                title=member.name or _("未填姓名"),
                text="，".join(part for part in (role_title(member.role) if member.role else "", member.registration) if part),
                note=_("{n} 人日").format(n=plain(member.days)) if member.days is not None else "",
                faint=not member.name,
            )
            for member in self.elements
        ]

    def make_editor(self) -> Editor:
        return MemberEditor(self.desk)

    def name_of(self, element: Any) -> str:
        return _("成员“{name}”").format(name=element.name) if element.name else _("未填姓名的成员")
