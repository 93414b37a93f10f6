"""The minutes of a meeting, as long as they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.fieldnotes import MeetingKind, MeetingRecord
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.fields import LONGEST_TEXT, TextArea

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class MinutesCard(FormCard):
    """One field, with how much stands in it."""

    def __init__(self, desk: Desk, kind: MeetingKind, *, lines: int) -> None:
        super().__init__(desk, _("会议记录"), f"meetings/{kind}")
        self.kind: MeetingKind = kind
        self.text = TextArea(hint=_("讲了什么、谁说了什么、定了什么；自动保存。"), lines=lines, most=max(24, lines))
        self.text.edited.connect(self._count)
        self.entry = self.typed("minutes", _("内容"), self.text)
        self.body.addWidget(self.entry)
        self._full = False

    def refresh(self, view: AuditView) -> None:
        held = view.document.meetings.get(self.kind) or MeetingRecord()
        self.desk.drafts.show(self.record, "minutes", held.minutes or "")
        self._count(self.text.value())

    def _count(self, text: str) -> None:
        room = _("{n} 字，最多 {most}") if len(text) > LONGEST_TEXT * 4 // 5 else _("{n} 字")
        self.head.note.setText(room.format(n=f"{len(text):,}", most=f"{LONGEST_TEXT:,}") if text else "")
        full = len(text) >= LONGEST_TEXT
        if full != self._full:
            self._full = full
            self.entry.say(_("写满了，超出的没有放进来；写不下的请作为证据附上。") if full else "")
