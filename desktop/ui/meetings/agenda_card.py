"""The scheme's agenda of a meeting as a checklist: Space ticks a point, Enter opens its note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import meetings
from desktop.base.words import _
from desktop.domain.fieldnotes import MeetingKind
from desktop.domain.meetings import AgendaLine, agenda
from desktop.ui.element_cards import Editor
from desktop.ui.point_card import PointCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.check_list import CheckRow
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.scroll import see

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace


class NoteEditor(Editor):
    """The note at a point. The points stand in one field of the meeting; their drafts are told apart by a path of their own."""

    def __init__(self, desk: Desk, section: str, kind: MeetingKind) -> None:
        super().__init__(desk, section)
        note = TextArea(hint=_("说了什么、谁提了什么问题；没有讲的写明原因"), lines=1, most=8)
        self.body.addWidget(self.entry("note", _("记录"), note, commit=partial(_note, kind=kind)))
        self.end_row(_("改为未讲"))


class AgendaCard(PointCard):
    """The points with how far one is."""

    def __init__(self, desk: Desk, view: AuditView, kind: MeetingKind) -> None:
        self.kind: MeetingKind = kind
        section = f"meetings/{kind}/points"
        super().__init__(
            desk, section, _("议程"), NoteEditor(desk, section, kind), _("规则没有列出这次会议的议程，讲了什么写在会议记录里。")
        )
        self.bar = Bar(name=_("议程进度"), height=4)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 8, 4)
        line.addWidget(self.bar)
        self.body.insertLayout(1, line)

    def rows(self, view: AuditView) -> Sequence[CheckRow]:
        lines = agenda(view.scheme, view.document, self.kind)
        self.bar.set_value(sum(_is_settled(line) for line in lines), len(lines))
        self.bar.setVisible(bool(lines))
        # The rows have a margin of their own; the sentence in place of them has none.
        self.body.setContentsMargins(8 if lines else 16, 10, 8, 10)
        self.head.row.setContentsMargins(8 if lines else 0, 0, 8, 0)
        return [_row(line) for line in lines]

    def values(self, view: AuditView, key: str) -> dict[str, str]:
        found = next((line for line in agenda(view.scheme, view.document, self.kind) if line.point.id == key), None)
        return {"note": found.note if found else ""}

    def mark(self, key: str) -> None:
        """Spoken of, or not."""
        line = self.list.line(key)
        if line is not None:
            done = line.row.state != "done"
            self.desk.act(lambda ws, audit: meetings.agenda_point(ws, audit, self.kind, key, done=done), self.error.say, self.done)

    def clear(self, key: str) -> None:
        line = self.list.line(key)
        if line is None or line.row.state == "empty":
            return
        toast = _("已改为未讲：{point}").format(point=line.row.text)
        if self.list.editing() == key:
            # What is being typed there goes with it, and comes back with the way back.
            self.finish()
        self.desk.act(
            lambda ws, audit: meetings.agenda_point(ws, audit, self.kind, key, done=False, note=""), self.error.say, self.done, toast=toast
        )

    def reveal(self, place: str) -> bool:
        """`meetings/opening.points` leads to the first point that is open."""
        if place != f"meetings/{self.kind}.points":
            return False
        rows = self.list.rows()
        see(self)
        self.list.focus(next((row.id for row in rows if row.state == "empty"), ""))
        return True


def _is_settled(line: AgendaLine) -> bool:
    return line.done or bool(line.note.strip())


def _row(line: AgendaLine) -> CheckRow:
    note = line.note.strip()
    state, word = ("done", _("已讲")) if line.done else ("excluded", _("未讲，已注明")) if note else ("empty", _("未讲"))
    return CheckRow(line.point.id, state, line.point.text, note, line.point.clause, word)  # type: ignore[arg-type]


def _note(ws: Workspace, audit: str, key: str, text: str, *, kind: MeetingKind) -> Changes:
    return meetings.agenda_point(ws, audit, kind, key, note=text)
