"""When and where a meeting is held and who chairs it; it begins and ends by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.actions import meetings
from desktop.base import clock
from desktop.base.words import _
from desktop.domain.document_gate import gate
from desktop.domain.fieldnotes import MeetingKind, MeetingRecord
from desktop.domain.meetings import day_of, meeting_of, meeting_titles
from desktop.domain.observation import leader
from desktop.ui.form_cards import FormCard
from desktop.ui.meetings.words import whole_time
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Beside, row
from desktop.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

FIELDS = ("started_at", "ended_at", "place", "chair")


class TimesCard(FormCard):
    """Times, place, chair."""

    def __init__(self, desk: Desk, view: AuditView, kind: MeetingKind) -> None:
        self.kind: MeetingKind = kind
        meeting = meeting_of(view.scheme, kind)
        super().__init__(desk, meeting.title if meeting else meeting_titles()[kind], f"meetings/{kind}")
        self.head.note.setText(meeting.clause if meeting else "")
        self._held = MeetingRecord()
        self._told = ""
        # Said beforehand, and in red once somebody tried.
        self.shut, self.refused = Notice("", variant="open", fix=_("去登记理由")), Notice("", variant="wrong", fix=_("去登记理由"))
        for notice in (self.shut, self.refused):
            notice.fixed.connect(lambda: desk.context.shell.go("documents", "document_review.started_anyway"))
            notice.hide()
            self.body.addWidget(notice)
        self.started, self.ended = TextField(hint=_("9:00，不写日期即今天"), limit=40), TextField(hint=_("9:40"), limit=40)
        self.place, self.chair = TextField(hint=_("例如：三楼会议室")), TextField()
        start = self.typed("started_at", _("开始"), self.started, commit=self._take_start)
        end = self.typed("ended_at", _("结束"), self.ended, commit=self._take_end)
        self.now = Button(_("现在开始"), icon="clock", key="S")
        self.now.clicked.connect(self.begin_or_end)
        self.beside = Beside(self.now)
        self.body.addLayout(row(start, end, self.beside, stretch=(1, 1, 0)))
        self.body.addLayout(row(self.typed("place", _("地点"), self.place), self.typed("chair", _("主持人"), self.chair)))

    def refresh(self, view: AuditView) -> None:
        held = self._held = view.document.meetings.get(self.kind) or MeetingRecord()
        for name in FIELDS:
            self.desk.drafts.show(self.record, name, getattr(held, name) or "")
        self.chair.setPlaceholderText(leader(view.document) or "")
        self.now.set_text(_("现在结束") if held.started_at else _("现在开始"))
        self.beside.setVisible(not held.ended_at)
        found = gate(view.document, view.scheme)
        shut = self.kind == "opening" and found.blocks and not held.started_at
        told = _("{why}确需先到现场的，在文件评审中登记理由（{clause}）。").format(why=found.why, clause=found.clause)
        self._told = told if shut else ""
        tried = shut and not self.refused.isHidden()
        self.refused.say(self._told if tried else "")
        self.shut.say("" if tried else self._told)

    def begin_or_end(self) -> None:
        """The meeting begins now; pressed again, it ends."""
        if self.beside.isHidden():
            return
        kind, begun = self.kind, bool(self._held.started_at)
        entry = self.entries[f"{self.record}.{'ended_at' if begun else 'started_at'}"]

        def act(ws: Workspace, audit: str) -> Changes:
            at = f"{clock.now():%Y-%m-%d %H:%M}"
            return meetings.hold(ws, audit, kind, ended_at=at) if begun else meetings.hold(ws, audit, kind, started_at=at)

        def failed(sentence: str) -> None:
            if not self._told:
                entry.say(sentence)
                return
            # Why is said there, beside the way on.
            self.shut.say("")
            self.refused.say(self._told)
            button = self.refused.findChild(Button)
            if button is not None:
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

        self.desk.act(act, failed, lambda _changes: entry.say(""))

    def _take_start(self, ws: Workspace, audit: str, text: str) -> Changes:
        return meetings.hold(ws, audit, self.kind, started_at=self._whole(text))

    def _take_end(self, ws: Workspace, audit: str, text: str) -> Changes:
        return meetings.hold(ws, audit, self.kind, ended_at=self._whole(text))

    def _whole(self, text: str) -> str:
        day = day_of(self._held.started_at) or day_of(self._held.ended_at) or clock.now().date()
        return whole_time(text, day)

    def reveal(self, path: str) -> bool:
        if path == self.record:
            self.started.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().reveal(path)
