"""How a visit went: begin and end, the timeline with its waiting total, a line for the next moment, the moment at hand."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, visits
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.visit import began, length_words, read_time, spans, waiting
from desktop.ui.record_cards import Desk
from desktop.ui.visits.desk import VisitCard
from desktop.ui.visits.moment_row import MomentRow
from desktop.ui.visits.quick_line import parse
from desktop.ui.visits.timeline import Block, Timeline
from desktop.ui.visits.words import kinds
from desktop.ui.widgets import forms
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Assessment, Visit
    from desktop.domain.visit import Span

_TRACKS = {"contact": 0, "event": 0, "wait": 1, "evidence": 2}
_WAITED_LONG = timedelta(days=2)


class CourseCard(VisitCard):
    """The timeline card. Signal: `begun` when the visit began or ended now."""

    begun = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("经过"))
        self.total = Label("", size=12, weight=500, role="open")
        self.head.row.addWidget(self.total)
        self.started = TextField(hint=_("2026-11-20 10:05"), limit=40)
        self.ended = TextField(hint=_("10:40"), limit=40)
        self.start_entry, self.end_entry = Entry(_("开始"), self.started), Entry(_("结束"), self.ended)
        self.typed("started_at", self.started, self.start_entry.say, commit=partial(_set_time, field="started_at"))
        self.typed("ended_at", self.ended, self.end_entry.say, commit=partial(_set_time, field="ended_at"))
        self.begin = Button(_("现在开始"), key="S")
        self.begin.clicked.connect(self.begin_or_end)
        self.timeline = Timeline()
        self.timeline.picked.connect(self._pick)
        self.timeline.removed.connect(self._remove)
        self.moment = MomentRow(desk)
        self.moment.removed.connect(self._remove)
        self.timeline.edited.connect(lambda: self.moment.text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.line = TextField(name=_("记一个时刻"), hint=_("14:05 等候 12 前台无人（不写时间即现在）"), key="T", limit=500)
        self.typed("next_moment", self.line, self._say, read=_read_line, commit=_add_moment)
        self.wait = Button(_("开始等候"), icon="clock", key="W")
        self.wait.clicked.connect(self.toggle_wait)
        self.error = ErrorLine()
        self._waits = self._begun = False
        self._shown: Visit | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.beside = forms.Beside(self.begin)
        times = forms.row(self.start_entry, self.end_entry, self.beside)
        self.body.addLayout(times)
        self.body.addWidget(self.timeline)
        self.body.addWidget(self.moment)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.wait)
        self.body.addLayout(row)
        self.body.addWidget(self.error)

    def _say(self, sentence: str) -> None:
        self.line.set_error(sentence)
        self.error.say(sentence)

    def values(self, _view: AuditView, visit: Visit) -> dict[str, str]:
        return {"started_at": visit.started_at or "", "ended_at": visit.ended_at or ""}

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        other = visit.id != self.visit
        if other:
            self.moment.let_go()
        # A moment that was just added is at hand.
        grown = not other and self._shown is not None and len(visit.timeline) == len(self._shown.timeline) + 1
        super().show_visit(view, visit)
        self._shown = visit
        found = spans(visit)
        cursor = len(visit.timeline) - 1 if grown else -1 if other else self.timeline.cursor_at()
        self.timeline.set_blocks(_blocks(found, view.document, visit), cursor)
        self.timeline.setVisible(bool(self.timeline.blocks()))
        self.moment.show_moment(self.visit, self.timeline.cursor_at(), visit)
        total, longest = waiting(visit)
        told = _("等候合计 {total}").format(total=length_words(total)) if total else ""
        self.total.setText(told + (_("，最长 {longest}").format(longest=length_words(longest)) if total != longest else ""))
        last = next((one for one in reversed(visit.timeline) if one.kind == "wait"), None)
        self._waits = last is not None and last.minutes is None and not (visit.ended_at or "").strip()
        self.wait.set_text(_("结束等候") if self._waits else _("开始等候"))
        self._begun = bool((visit.started_at or "").strip())
        self.begin.set_text(_("现在结束") if self._begun else _("现在开始"))
        self.beside.setVisible(not (visit.ended_at or "").strip())

    def _pick(self, place: int) -> None:
        """Another moment is at hand."""
        if self._shown is None:
            return
        self.moment.show_moment(self.visit, place, self._shown)
        self.desk.drafts.restore()

    def reveal(self, place: int) -> None:
        """Go to a moment by its place in the timeline."""
        self.timeline.set_cursor(place)
        self._pick(place)
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def let_go(self) -> None:
        self.moment.let_go()
        super().let_go()

    def begin_or_end(self) -> None:
        """The visit begins now; pressed again, it ends."""
        visit, begun = self.visit, self._begun
        entry = self.end_entry if begun else self.start_entry
        if self.beside.isHidden():
            return
        self.desk.act(
            lambda ws, audit: (visits.finish if begun else visits.start)(ws, audit, visit), entry.say, lambda _: self.begun.emit()
        )

    def toggle_wait(self) -> None:
        """A wait begins now; pressed again, it is over and its minutes are reckoned."""
        visit = self.visit
        if self._waits:
            self.desk.act(lambda ws, audit: visits.end_wait(ws, audit, visit), self._say, self._well)
        else:
            self.desk.act(lambda ws, audit: visits.add_moment(ws, audit, visit, kind="wait"), self._say, self._well)

    def _well(self, _changes: Changes) -> None:
        self._say("")

    def _remove(self, place: int) -> None:
        visit = self.visit
        self.moment.let_go()
        self.timeline.set_cursor(-1)
        self.desk.act(lambda ws, audit: visits.remove_moment(ws, audit, visit, place), self._say, toast=_("已移除一个时刻"))
        if self.timeline.isVisible():
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)


def _read_line(text: str) -> str | None:
    if not text.strip():
        return None
    parse(text)
    return text


def _add_moment(ws: Workspace, audit: str, visit: str, text: str) -> Changes:
    found = parse(text)
    return visits.add_moment(ws, audit, visit, kind=found.kind, at=found.at, text=found.text, minutes=found.minutes)


def _set_time(ws: Workspace, audit: str, visit: str, text: str, *, field: str) -> Changes:
    if not text.strip():
        return audits.put_element(ws, audit, "visits", visit, {field: None})
    key, one = visits.find(ws, audit, visit)
    if began(one) is None and one.planned_on is None and "-" not in text and read_time(text, None) is None and field == "started_at":
        raise BadInput(_("请连日期一起写，例如 2026-11-20 10:05，或先填计划日期。"))
    return (visits.start if field == "started_at" else visits.finish)(ws, audit, key, at=text.strip())


def _blocks(found: tuple[Span, ...], document: Assessment, visit: Visit) -> list[Block]:
    """Moments in the order of time, then linked evidence with a time of its own."""
    blocks = [_block(span) for span in found]
    start = began(visit)
    for number, piece in enumerate(document.evidence, 1):
        taken = read_time(piece.taken_at) if f"visits/{visit.id}" in piece.links else None
        if taken is not None and start is not None and abs(taken - start) < _WAITED_LONG:
            said = _("证据 {number}：{name}").format(number=number, name=piece.caption or piece.name or "")
            blocks.append(Block(-1, 2, taken, None, "", f"{taken:%H:%M} {said}", icon="camera"))
    return blocks


def _block(span: Span) -> Block:
    moment = span.moment
    length = length_words(span.minutes) if span.minutes is not None else ""
    text = moment.text
    if moment.kind == "wait":
        text = _("等 {length}").format(length=length) if length else _("等候中")
    end = span.start + timedelta(seconds=round(float(span.minutes * 60))) if span.start is not None and span.minutes is not None else None
    told = f"{span.start:%H:%M}" if span.start is not None else _("时间不明（{at}）").format(at=moment.at[:20])
    said = " ".join(part for part in (told, kinds()[moment.kind], moment.text, length) if part)
    return Block(span.place, _TRACKS[moment.kind], span.start, end, text or kinds()[moment.kind], said)
