"""Signing one after the other on a large field: the name, the field, who is next; nothing of the audit is seen beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import drafts, meetings
from desktop.base.words import _
from desktop.domain.fieldnotes import Attendee, MeetingKind
from desktop.domain.meetings import attendees, meeting_of, meeting_titles
from desktop.ui.meetings.words import side_title
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.signature_pad import SignaturePad
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.store.store import Draft

_FIELD = "signature.strokes"
_WIDTH = 840


class SignStage(QWidget):
    """Signal: `ended(str)` with the id of who was at hand. What is drawn is a draft at once, and signed when one goes on or leaves."""

    ended = Signal(str)

    def __init__(self, desk: Desk, kind: MeetingKind) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self.people: tuple[Attendee, ...] = ()
        self.at = ""
        # What was drawn and is not signed yet, by the id of the person.
        self._drawn: dict[str, str] = {}
        self._meeting = ""
        self.title = Label("", size=12, role="text2")
        self.bar = Bar(name=_("已签人数"), height=4)
        self.name = Label("", size=28, weight=700, elide=True)
        self.post = Label("", size=15, role="text2", elide=True)
        self.pad = SignaturePad(width=_WIDTH)
        self.pad.signed.connect(self._keep)
        self.clear = Button(_("重签"), icon="undo", key="Del")
        self.clear.clicked.connect(self.pad.clear)
        self.before = Button(_("上一位"), icon="chevron-left")
        self.before.clicked.connect(lambda: self.step(-1))
        self.next = Button(_("下一位"), kind="primary", key="Enter")
        self.next.clicked.connect(self.go_on)
        self.close_button = Button(_("结束签名"), key="Esc")
        self.close_button.clicked.connect(self.leave)
        self.error = ErrorLine()
        self._lay_out()
        self.setFocusProxy(self.pad)

    def _lay_out(self) -> None:
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.clear)
        deeds.addStretch(1)
        for button in (self.close_button, self.before, self.next):
            deeds.addWidget(button)
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.bar)
        column.addSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.post)
        column.addSpacing(8)
        column.addWidget(self.pad)
        column.addWidget(self.error)
        column.addLayout(deeds)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        outer.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    # What is shown

    def refresh(self, view: AuditView) -> None:
        """The sheet as it stands."""
        self.people = attendees(view.document, self.kind)
        meeting = meeting_of(view.scheme, self.kind)
        self._meeting = meeting.title if meeting else meeting_titles()[self.kind]
        if self._one(self.at) is None:
            self.at = ""
        self._show()

    def _show(self) -> None:
        signed = sum(self._is_signed(one) for one in self.people)
        self.title.setText(_("{meeting}·签到　已签 {n} / {all}").format(meeting=self._meeting, n=signed, all=len(self.people)))
        self.bar.set_value(signed, len(self.people))
        one = self._one(self.at)
        if one is None:
            return
        self.name.setText(one.name or "")
        self.post.setText("　".join(dict.fromkeys(part for part in (one.department or side_title(one.side), one.post) if part)))
        stored = one.signature.strokes if one.signature is not None else ""
        self.pad.set_strokes(self._drawn.get(self.at, stored))
        self.pad.setAccessibleName(_("{name}签名").format(name=one.name))
        self.next.set_text(_("下一位") if self._next() else _("签完了"))

    def restore(self) -> None:
        """Take in what somebody had drawn when the program ended."""
        audit = self.desk.context.audit

        def found(kept: list[Draft]) -> None:
            ids = {one.id for one in self.people}
            for draft in kept:
                section, _slash, id_ = draft.record.partition("/")
                if section == "attendance" and draft.field == _FIELD and id_ in ids:
                    self._drawn.setdefault(id_, draft.text)
                    self._take(id_)

        self.desk.context.runner.ask(self, lambda ws: drafts.drafts(ws, audit), found)

    def _one(self, id_: str) -> Attendee | None:
        return next((one for one in self.people if one.id == id_), None)

    def _is_signed(self, one: Attendee) -> bool:
        return bool(self._drawn[one.id or ""]) if one.id in self._drawn else one.signature is not None

    def _next(self) -> str:
        """Who signs next: the first after the one at hand who has not."""
        ids = [one.id for one in self.people]
        place = ids.index(self.at) + 1 if self.at in ids else 0
        turn = (*self.people[place:], *self.people[:place])
        return next((one.id or "" for one in turn if one.id != self.at and (one.name or "").strip() and not self._is_signed(one)), "")

    # What a person does

    def show_person(self, id_: str = "") -> str:
        """Have somebody sign; without an id the first who has not. The reason when nobody can."""
        self.at = ""
        self.at = id_ or self._next()
        one = self._one(self.at)
        if one is None:
            return _("签到表上的人都签了。") if self.people else _("签到表还没有人，先加入参会的人。")
        if not (one.name or "").strip():
            return _("请先写参会人的姓名，再请本人签名。")
        self.error.say("")
        self._show()
        return ""

    def _keep(self, strokes: str) -> None:
        self._drawn[self.at] = strokes
        self.desk.drafts.type((f"attendance/{self.at}", _FIELD), strokes)
        self._show()

    def _take(self, id_: str) -> None:
        """What was drawn becomes the signature."""
        strokes = self._drawn.get(id_)
        if strokes is None:
            return

        def sign(ws: Workspace, audit: str) -> Changes:
            changes = meetings.sign(ws, audit, id_, strokes=strokes)
            drafts.drop_draft(ws, audit, f"attendance/{id_}", _FIELD)
            return changes

        def done(_changes: Changes) -> None:
            if self._drawn.get(id_) == strokes:
                del self._drawn[id_]

        self.desk.drafts.keep()
        self.desk.act(sign, self.error.say, done)

    def go_on(self) -> None:
        """The next who has not signed; when all have, it is over."""
        self._take(self.at)
        self._move(self._next())

    def step(self, by: int) -> None:
        """The one before or after, signed or not."""
        ids = [one.id or "" for one in self.people if (one.name or "").strip()]
        self._take(self.at)
        if self.at in ids and 0 <= ids.index(self.at) + by < len(ids):
            self._move(ids[ids.index(self.at) + by])

    def _move(self, id_: str) -> None:
        if not id_:
            self.leave()
            return
        self.at = id_
        self.error.say("")
        self._show()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to the sheet."""
        at = self.at
        self.finish()
        self.ended.emit(at)

    def finish(self) -> None:
        """Take in what is drawn."""
        if self.at:
            self._take(self.at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)
