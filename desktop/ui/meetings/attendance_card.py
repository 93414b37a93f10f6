"""The sign-in sheet of a meeting: name, department, post, side; the whole team, or whoever was at the opening, by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from desktop.actions import audits, meetings
from desktop.base.words import _
from desktop.domain.fieldnotes import Attendee, MeetingKind
from desktop.domain.meetings import attendees
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.meetings.sheet_list import SheetList
from desktop.ui.meetings.words import SIDES, side_title
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import Choice, TextField
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.forms import Beside, Entry, row
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

SECTION = "attendance"


class AttendeeEditor(Editor):
    """The fields of one person. Signal: `sign_wanted`."""

    sign_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SECTION)
        self.side = Choice([(one, side_title(one)) for one in SIDES], name=_("所属"))
        self.side.chosen.connect(lambda id_: self.put(side=id_))
        name, post = self.entry("name", _("姓名"), TextField(limit=80)), self.entry("post", _("职务"), TextField(limit=80))
        department = self.entry("department", _("部门"), TextField(limit=80))
        self.body.addLayout(row(name, Entry(_("所属"), self.side), stretch=(1, 0)))
        sign = Button(_("签名"), icon="pencil")
        sign.clicked.connect(self.sign_wanted)
        self.body.addLayout(row(department, post, Beside(sign), stretch=(1, 1, 0)))
        self.end_row()

    def show_element(self, element: Attendee) -> None:
        super().show_element(element)
        self.side.select(element.side or "")


class AttendanceCard(ElementCard):
    """The sheet. Signal: `sign_wanted(str)` with the id of whoever is to sign, empty: the first who has not."""

    sign_wanted = Signal(str)

    def __init__(self, desk: Desk, kind: MeetingKind) -> None:
        self.kind: MeetingKind = kind
        empty = _("签到表还没有人。先请审查组到场，再逐个加入受审查方的人。")
        super().__init__(desk, SECTION, _("签到表"), _("加一人"), empty, key="N")
        self.team = Button(_("全组到场"), icon="people", key="T", small=True)
        self.team.clicked.connect(self.add_team)
        self.again = Button(_("照首次会议名单"), icon="copy", small=True)
        self.again.clicked.connect(self.add_again)
        if kind != "closing":
            self.again.hide()
        self.sign = Button(_("开始签名"), icon="pencil", key="G", small=True)
        self.sign.clicked.connect(lambda: self.sign_wanted.emit(""))
        self.error = ErrorLine()
        deeds = FlowLayout(gap=8)
        for button in (self.sign, self.team, self.again):
            deeds.addWidget(button)
        self.body.insertLayout(1, deeds)
        self.body.addWidget(self.error)

    def make_list(self, title: str) -> ElementList:
        made = SheetList(name=title)
        made.sign_wanted.connect(self._wanted)
        return made

    def _wanted(self, id_: str) -> None:
        self.sign_wanted.emit(id_)

    def listed(self, view: AuditView) -> tuple[Attendee, ...]:
        return attendees(view.document, self.kind)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        signed = {one.id or "": one.signature.strokes for one in self.elements if one.signature is not None}
        if isinstance(self.list, SheetList):
            self.list.set_signatures(signed)
        if self.elements:
            self.head.note.setText(_("已签 {n} / {all}").format(n=len(signed), all=len(self.elements)))
        self.sign.setEnabled(len(signed) < len(self.elements))

    def lines(self) -> list[ElementRow]:
        return [
            ElementRow(
                id=one.id or "",
                title=one.name or _("未填姓名"),
                text="，".join(dict.fromkeys(part for part in (one.department or side_title(one.side), one.post) if part)),
                faint=not one.name,
            )
            for one in self.elements
        ]

    def make_editor(self) -> Editor:
        editor = AttendeeEditor(self.desk)
        editor.sign_wanted.connect(lambda: self._wanted(editor.key))
        return editor

    def name_of(self, element: Any) -> str:
        return _("“{name}”").format(name=element.name) if element.name else _("未填姓名的一行")

    def says(self, element: Any) -> bool:
        return any(getattr(element, name) for name in ("name", "department", "post", "signature"))

    def begin(self, ws: Workspace, audit: str) -> Changes:
        return audits.put_element(ws, audit, SECTION, None, {"meeting": self.kind, "side": "client"})

    def add_team(self) -> None:
        """Everybody of the audit team who is not on the sheet."""
        team = self.team

        def done(changes: Changes) -> None:
            self.error.say("")
            if changes.action is None:
                named = any(one.name for one in changes.view.document.team)
                self.error.say("" if named else _("审查组还没有成员，先在策划中填写。"))
                team.setFocus(Qt.FocusReason.OtherFocusReason)

        self.desk.act(lambda ws, audit: meetings.attend_team(ws, audit, self.kind), self.error.say, done)

    def add_again(self) -> None:
        """Whoever was at the opening meeting."""
        self.desk.act(
            lambda ws, audit: meetings.attend_again(ws, audit, self.kind, "opening"), self.error.say, lambda _changes: self.error.say("")
        )
