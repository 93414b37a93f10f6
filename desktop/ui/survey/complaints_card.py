"""Major complaints: how long ago, whether rectified, what it was; a list edited in place, or the plain word that there were none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits
from desktop.base.errors import BadInput
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.ui.survey.desk import Desk, number
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Beside, Entry, row
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Complaint
    from desktop.domain.scheme import Criterion

FIELD = "major_complaints"


def put(ws: Workspace, audit: str, place: int, changes: dict[str, Any]) -> Changes:
    """Change the complaint at a place, or add one at the end of the list."""
    held = ws.audit(audit).document.facts.major_complaints
    listed = list(held) if isinstance(held, tuple) else []
    plain_list: list[dict[str, Any]] = [_plain(one) for one in listed]
    if place < len(plain_list):
        plain_list[place] |= changes
    else:
        plain_list.append(changes)
    for entry in plain_list:
        if not entry.get("note"):
            entry.pop("note", None)
    return audits.set_fields(ws, audit, "facts", {FIELD: plain_list})


def remove(ws: Workspace, audit: str, place: int) -> Changes:
    """Take one out; none left is not the same as none known, so the list goes back to unknown."""
    held = ws.audit(audit).document.facts.major_complaints
    left = [_plain(one) for at, one in enumerate(held if isinstance(held, tuple) else ()) if at != place]
    return audits.set_fields(ws, audit, "facts", {FIELD: left or UNSET})


def _plain(one: Complaint) -> dict[str, Any]:
    return {"months_ago": plain(one.months_ago), "rectified": one.rectified} | ({"note": one.note} if one.note else {})


class ComplaintEditor(Card):
    """The fields of one complaint; it becomes part of the audit as soon as its months are known. Signals: `finished`, `remove_wanted`."""

    finished = Signal()
    remove_wanted = Signal()

    def __init__(self, desk: Desk, place: int) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self.desk, self.place = desk, place
        self.months = NumberField(places=2, width=100)
        self.note = TextField(hint=_("何时、何事、如何处理"))
        self.rectified = SegmentedRow([Segment("yes", _("已有效整改")), Segment("no", _("未有效整改"))], name=_("整改"))
        self.rectified.setFixedWidth(220)
        self.rectified.select("no")
        self.rectified.chosen.connect(self._chosen)
        months = Entry(_("距今几个月"), self.months)
        note = Entry(_("说明"), self.note)
        months.setFixedWidth(112)
        self.body.addLayout(row(months, Beside(self.rectified, _("整改")), note, stretch=(0, 0, 1)))
        drop = Button(_("移除"), kind="ghost", icon="trash", danger=True)
        drop.clicked.connect(self.remove_wanted)
        close = Button(_("完成"), key="Esc")
        close.clicked.connect(self.finished)
        buttons = QHBoxLayout()
        buttons.addWidget(drop)
        buttons.addStretch(1)
        buttons.addWidget(close)
        self.body.addLayout(buttons)
        # What stood in the fields when one of them was left last.
        self._stand: dict[str, Any] = {}
        desk.drafts.bind(self.months, "facts", f"{FIELD}.{place}.months_ago", said=months.say, read=self._read_months, commit=self._put)
        desk.drafts.bind(self.note, "facts", f"{FIELD}.{place}.note", said=note.say, read=self._read_note, commit=self._put)

    def _note_down(self, months: str, note: str) -> None:
        self._stand = {"months_ago": months, "rectified": self.rectified.selected() == "yes", "note": note}

    def _read_months(self, typed: str) -> str | None:
        if number(typed) is None:
            raise BadInput(_("请填写距今的月数。"))
        self._note_down(typed, self.note.value())
        return typed

    def _read_note(self, typed: str) -> str | None:
        self._note_down(self.months.value(), typed)
        return typed if number(self.months.value()) is not None else None

    def _put(self, ws: Workspace, _text: str) -> Changes:
        return put(ws, self.desk.context.audit, self.place, dict(self._stand))

    def _chosen(self, _id: str) -> None:
        if number(self.months.value()) is None:
            return
        self._note_down(self.months.value(), self.note.value())
        stand, audit, place = dict(self._stand), self.desk.context.audit, self.place
        self.desk.act(lambda ws: put(ws, audit, place, stand))

    def show_complaint(self, one: Complaint) -> None:
        """Show it as the audit holds it."""
        drafts = self.desk.drafts
        self.rectified.select("yes" if one.rectified else "no")
        drafts.show("facts", f"{FIELD}.{self.place}.months_ago", plain(one.months_ago))
        name = f"{FIELD}.{self.place}.note"
        drafts.show("facts", name, one.note or "")
        if one.note and drafts.held("facts", name) == one.note:
            # It waited for the months, which took it along.
            drafts.settle("facts", name)

    def unbind(self) -> None:
        """Take in what is typed and let the fields go."""
        for name in ("months_ago", "note"):
            self.desk.drafts.unbind("facts", f"{FIELD}.{self.place}.{name}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class ComplaintsCard(Card):
    """`facts.major_complaints`."""

    def __init__(self, desk: Desk, criterion: Criterion) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=6)
        self.desk = desk
        self._window = criterion.window_months
        self._listed: tuple[Complaint, ...] = ()
        self.head = SectionHead(_("重大投诉"), size=14)
        self.head.setToolTip(criterion.text)
        self.mark = StatusGlyph("unverified", size=12)
        self.head.row.insertWidget(0, self.mark)
        self.none = FilterPill(_("没有重大投诉"))
        self.none.clicked.connect(self._none)
        self.add = Button(_("添加投诉"), icon="plus")
        self.add.setToolTip(_("添加投诉　Alt+A"))
        self.add.clicked.connect(self.add_complaint)
        self.head.row.addWidget(self.none)
        self.head.row.addWidget(self.add)
        self.list = ElementList(name=_("重大投诉"), title_share=18)
        self.list.opened.connect(lambda id_: self.edit(int(id_)))
        self.list.removed.connect(lambda id_: self.remove(int(id_)))
        self.hint = Label("", size=12, role="text2", wrap=True)
        self.fault = Label("", size=12, role="wrong", wrap=True)
        for widget in (self.head, self.list, self.hint, self.fault):
            self.body.addWidget(widget)
        self._say("")

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def refresh(self, view: AuditView) -> None:
        """Show the list as it stands."""
        held = view.document.facts.major_complaints
        self._listed = held if isinstance(held, tuple) else ()
        self.none.setChecked(held == ())
        self.none.setVisible(not self._listed)
        self._say("")
        self._show_rows()
        editor = self.list.editor()
        if isinstance(editor, ComplaintEditor) and editor.place < len(self._listed):
            editor.show_complaint(self._listed[editor.place])
        counted = [one for one in self._listed if self._window is None or one.months_ago <= self._window]
        said = ""
        if self._listed and self._window is not None:
            said = _("计入近 {months} 个月内的 {n} 起，更早的只列出。").format(months=self._window, n=len(counted))
        elif held == ():
            said = _("已确认没有重大投诉。")
        elif not self._listed:
            said = _("逐起添加；没有时也要选“没有重大投诉”。")
        self.hint.setText(said)

    def set_needed(self, needed: bool) -> None:
        """Whether the grade waits for this."""
        self.mark.setVisible(needed)

    def _show_rows(self) -> None:
        rows = [
            ElementRow(
                id=str(place),
                title=_("{n} 个月前").format(n=plain(one.months_ago)),
                text=one.note or _("没有说明"),
                note=_("已整改") if one.rectified else _("未整改"),
            )
            for place, one in enumerate(self._listed)
        ]
        editor = self.list.editor()
        if isinstance(editor, ComplaintEditor) and editor.place == len(self._listed):
            rows.append(ElementRow(id=str(editor.place), title=_("新的投诉"), faint=True))
        elif isinstance(editor, ComplaintEditor) and editor.place > len(self._listed):
            self._close()
        if tuple(rows) != self.list.rows():
            self.list.set_rows(rows)
        self.list.setVisible(bool(rows))

    def add_complaint(self) -> None:
        """Open the fields of one more."""
        self.finish()
        place = len(self._listed)
        self.list.set_rows([*self.list.rows(), ElementRow(id=str(place), title=_("新的投诉"), faint=True)])
        self.list.show()
        self._open(place)

    def edit(self, place: int) -> None:
        """Open one of the list."""
        if place < len(self._listed) and self.list.editing() != str(place):
            self.finish()
            self._open(place)

    def _open(self, place: int) -> None:
        editor = ComplaintEditor(self.desk, place)
        editor.finished.connect(self._finished)
        editor.remove_wanted.connect(lambda: self.remove(place))
        if place < len(self._listed):
            editor.show_complaint(self._listed[place])
        self.list.open_editor(str(place), editor)
        self.desk.drafts.restore()
        editor.months.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finished(self) -> None:
        self.finish()
        (self.list if self.list.rows() else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take in what is typed and close the fields."""
        if self.list.editor() is not None:
            self._close()
            self._show_rows()

    def _close(self) -> None:
        editor = self.list.editor()
        if isinstance(editor, ComplaintEditor):
            self.list.close_editor()
            editor.unbind()

    def remove(self, place: int) -> None:
        """Take one out; the toast brings it back."""
        if place >= len(self._listed):
            editor = self.list.editor()
            if isinstance(editor, ComplaintEditor):
                for name in ("months_ago", "note"):
                    self.desk.drafts.give_up("facts", f"{FIELD}.{place}.{name}")
            self._finished()
            return
        self._close()
        audit = self.desk.context.audit
        said = _("已移除 {n} 个月前的重大投诉").format(n=plain(self._listed[place].months_ago))
        shell = self.desk.context.shell
        self.desk.context.runner.act(
            self.desk.page, lambda ws: remove(ws, audit, place), lambda _changes: shell.toast(said, undo=True), self._say
        )

    def _none(self, on: bool) -> None:
        audit = self.desk.context.audit
        value: Any = [] if on else UNSET
        self.finish()
        self.desk.act(lambda ws: audits.set_fields(ws, audit, "facts", {FIELD: value}), self._say)
