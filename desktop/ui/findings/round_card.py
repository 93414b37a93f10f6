"""The open round of correcting a finding: what the client answered, until when, with which proof."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import audits, corrections
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.corrections import is_answered
from desktop.ui.findings.told_card import Lines, Proofs
from desktop.ui.findings.words import short
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.record_cards import Desk, RecordCard
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Evidence
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Correction
    from desktop.ui.thumbnails import Thumbnails


class RoundCard(RecordCard):
    """The client's answer in the round that has no verdict yet."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__(desk, "corrections", "")
        self._finding = ""
        self._entries: tuple[Evidence, ...] = ()
        self.waits = Chip(_("待整改"), icon="clock")
        self.answered = Chip(_("待验证"), icon="clock", tone="accent")
        self.edit = Button(_("编辑"), kind="ghost", icon="pencil", key="W", small=True)
        self.edit.clicked.connect(self.open)
        self.head.row.insertWidget(1, self.head.note)
        for widget in (self.edit, self.waits, self.answered):
            self.head.row.addWidget(widget)
        # What was answered is read; it opens to be changed.
        self._opened = False
        self.told, self.proofs = Lines(), Proofs(thumbnails, _("证据"))
        self.form = QWidget()
        self.due, self.received = DateField(), DateField()
        self.due_entry, self.received_entry = Entry(_("完成期限"), self.due), Entry(_("提交日期"), self.received)
        self.typed("due_on", self.due, self.due_entry.say, read=read_day, commit=self._set_due)
        self.typed("received_on", self.received, self.received_entry.say, read=read_day, commit=self._set_received)
        self.areas: dict[str, TextArea] = {}
        self.entries: dict[str, Entry] = {}
        for name, title, hint in (
            ("cause", _("原因分析"), _("受审查方分析的原因")),
            ("correction", _("纠正"), _("对已发生的做了什么")),
            ("action", _("纠正措施"), _("怎样防止再发生")),
        ):
            area = TextArea(lines=1, hint=hint)
            entry = Entry(title, area)
            self.areas[name], self.entries[name] = area, entry
            self.typed(name, area, entry.say, commit=partial(self._answer, name))
        self.linked = LinkedEvidence(desk, thumbnails, name=_("这一轮整改的证据"), unlinked=_("已取消证据与整改的关联"), drop=_drop)
        self._lay_out()

    def _lay_out(self) -> None:
        dates = QHBoxLayout()
        dates.setSpacing(12)
        dates.addWidget(self.due_entry, 2)
        dates.addWidget(self.received_entry, 2)
        dates.addStretch(3)
        proof = QHBoxLayout()
        proof.setSpacing(8)
        proof.addWidget(self.linked, 1)
        proof.addWidget(self.linked.add, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(dates)
        for entry in self.entries.values():
            column.addWidget(entry)
        column.addLayout(proof)
        self.body.addLayout(self.told)
        self.body.addLayout(self.proofs)
        self.body.addWidget(self.form)

    def show_round(self, view: AuditView, standing: Standing, one: Correction, today: date) -> None:
        """The open round of a finding."""
        self._finding = standing.finding.id or ""
        number = len(standing.rounds)
        self.head.title.setText(_("第 {n} 轮").format(n=number))
        answered = is_answered(one)
        self.waits.setVisible(not answered)
        self.answered.setVisible(answered)
        handed = _("受审查方 {day} 提交").format(day=short(one.received_on, today)) if one.received_on else ""
        self.head.note.setText(handed)
        days = {name: getattr(one, name) for name in ("due_on", "received_on")}
        texts = {name: getattr(one, name) or "" for name in self.areas}
        self.show_key(one.id or "", texts | {name: day.isoformat() if day else "" for name, day in days.items()})
        self.linked.show_record(view, self.record, one.evidence)
        # What is being answered stays open until another finding comes.
        self._opened = self._opened or not answered
        self.told.set_lines(
            (
                (_("原因分析"), one.cause or "", "text"),
                (_("纠正"), one.correction or "", "text"),
                (_("纠正措施"), one.action or "", "text"),
            )
        )
        self._entries = tuple(entry for entry in view.document.evidence if self.record in entry.links or entry.id in one.evidence)
        self._show_face()

    def _show_face(self) -> None:
        self.form.setVisible(self._opened)
        self.edit.setVisible(not self._opened)
        self.proofs.take(() if self._opened else self._entries)
        if self._opened:
            self.told.set_lines(())

    def open(self) -> None:
        """The answer is to be changed."""
        self._opened = True
        self._show_face()
        self.areas["cause"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def let_go(self) -> None:
        super().let_go()
        self._opened = False

    def _answer(self, name: str, ws: Workspace, audit: str, key: str, text: str) -> Changes:
        one = next((entry for entry in ws.audit(audit).document.corrections if entry.id == key), None)
        if not text.strip() and one is not None and not is_answered(one):
            return audits.put_element(ws, audit, "corrections", key, {name: None})
        texts = {"corrective_action" if name == "action" else name: text}
        return corrections.answer(ws, audit, one.finding or "" if one else "", **texts)  # type: ignore[arg-type]

    def _set_received(self, ws: Workspace, audit: str, key: str, text: str) -> Changes:
        if not text:
            return audits.put_element(ws, audit, "corrections", key, {"received_on": None})
        return corrections.answer(ws, audit, _owner(ws, audit, key), received_on=date.fromisoformat(text))

    def _set_due(self, ws: Workspace, audit: str, key: str, text: str) -> Changes:
        if not text:
            raise BadInput(_("整改须有完成期限，请填日期。"))
        return corrections.set_due(ws, audit, _owner(ws, audit, key), date.fromisoformat(text))


def _owner(ws: Workspace, audit: str, correction: str) -> str:
    return next((one.finding or "" for one in ws.audit(audit).document.corrections if one.id == correction), "")


def _drop(ws: Workspace, audit: str, record: str, evidence: str) -> Changes:
    key = record.partition("/")[2]
    one = next(entry for entry in ws.audit(audit).document.corrections if entry.id == key)
    kept = [entry for entry in one.evidence if entry != evidence]
    return audits.put_element(ws, audit, "corrections", key, {"evidence": kept or None})
