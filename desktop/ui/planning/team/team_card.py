"""The audit team: name, role, registration, competence, days, ties with the client."""

from __future__ import annotations

from typing import Any

from desktop.actions import preparation_team
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Member
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.planning.choices import choice
from desktop.ui.planning.team.words import role_title
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.fields import NumberField, TextArea, TextField
from desktop.ui.widgets.forms import Beside, Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow

_SAID = {"yes": True, "no": False, "": None}


class MemberEditor(Editor):
    """The fields of one member."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "team")
        # The leader stands last: an arrow on the way to another role must not take the lead from who has it.
        self.role = choice([("", _("未定")), *((one, role_title(one)) for one in ("auditor", "expert", "leader"))], _("角色"))
        self.role.chosen.connect(self._chose_role)
        name = self.entry("name", _("姓名"), TextField())
        days = self.entry("days", _("现场人日"), NumberField(places=2, width=88))
        days.setFixedWidth(88)
        self.body.addLayout(row(name, Entry(_("角色"), self.role), days, stretch=(1, 1, 0)))
        registration = self.entry("registration", _("注册信息"), TextField(hint=_("注册类别和编号")))
        self.body.addLayout(row(registration, self.entry("phone", _("电话"), TextField())))
        competence = TextField(hint=_("专业领域、能审查的内容"))
        self.body.addWidget(self.entry("competence", _("专业能力"), competence))
        ties = TextArea(hint=_("以前审查过、咨询过、任职过或其他利益关系；没有的写“无”"), lines=1, most=6)
        self.body.addWidget(self.entry("ties", _("与受审查方的关系"), ties))
        segments = [Segment("yes", _("不影响公正")), Segment("no", _("影响公正")), Segment("", _("未声明"))]
        self.independent = SegmentedRow(segments, name=_("公正性"))
        self.independent.chosen.connect(lambda said: self.put(independent=_SAID[said]))
        self.body.addWidget(Beside(self.independent, _("公正性")))
        self.end_row()

    def _chose_role(self, role: str) -> None:
        member = self.key
        if role == "leader":
            # There is one leader; who led before becomes an auditor.
            self.desk.act(lambda ws, audit: preparation_team.lead(ws, audit, member))
        else:
            self.put(role=role or None)

    def reveal(self, name: str) -> None:
        if name == "role":
            self.role.setFocus()
        elif name == "independent":
            self.independent.setFocus()
        else:
            super().reveal(name)

    def show_element(self, element: Member) -> None:
        super().show_element(element)
        self.role.select(element.role or "")
        self.independent.select({True: "yes", False: "no"}.get(element.independent, "") if element.independent is not None else "")


class TeamCard(ElementCard):
    """The list of members."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "team", _("审查组"), _("添加成员"), _("还没有成员。先添加组长，写明注册信息。"), key="Alt+T")

    def lines(self) -> list[ElementRow]:
        return [
            ElementRow(
                id=member.id or "",
                title=member.name or _("未填姓名"),
                text="，".join(
                    part for part in (role_title(member.role) if member.role else "", member.registration, _said(member)) if part
                ),
                note=_("{n} 人日").format(n=plain(member.days)) if member.days is not None else "",
                faint=not member.name,
            )
            for member in self.elements
        ]

    def make_editor(self) -> Editor:
        return MemberEditor(self.desk)

    def name_of(self, element: Any) -> str:
        return _("成员“{name}”").format(name=element.name) if element.name else _("未填姓名的成员")

    def reveal(self, place: str) -> bool:
        """The report's own paths lead to who lacks what they ask for."""
        lacks = {"team": "registration", "team.leader": "role", "team.role": "role", "team.days": "days"}.get(place)
        if lacks is not None and self.elements:
            found = next((one for one in self.elements if not getattr(one, lacks)), self.elements[0])
            place = f"team/{found.id}.{lacks}"
        return super().reveal(place)


def _said(member: Member) -> str:
    if member.independent is None:
        return ""
    return _("不影响公正") if member.independent else _("影响公正")
