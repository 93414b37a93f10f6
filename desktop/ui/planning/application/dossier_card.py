"""The documents of the application: come in and when, or why one does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop.actions import preparation
from desktop.base.words import _
from desktop.domain import application
from desktop.domain.preparation import DossierEntry
from desktop.ui.element_cards import Editor
from desktop.ui.form_cards import as_text
from desktop.ui.point_card import PointCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.check_list import CheckRow
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import row

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.application import DossierLine

SECTION = "dossier"


class DossierEditor(Editor):
    """The day it came in, or why it does not apply."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SECTION)
        received = self.entry("received_on", _("收到日期"), DateField(), read=read_day, commit=_received)
        received.setFixedWidth(160)
        self.body.addLayout(row(received, self.entry("note", _("备注"), TextField()), stretch=(0, 1)))
        why = TextField(hint=_("写明理由即记为不适用"))
        self.body.addWidget(self.entry("not_applicable", _("不适用的理由"), why, commit=_not_applicable))
        self.end_row(_("改为未收到"))


class DossierCard(PointCard):
    """The list of documents."""

    def __init__(self, desk: Desk) -> None:
        empty = _("方案没有列出申请资料，请按认证机构的要求收取。")
        super().__init__(desk, SECTION, _("申请资料"), DossierEditor(desk), empty)

    def rows(self, view: AuditView) -> Sequence[CheckRow]:
        due = bool(view.document.application and view.document.application.accepted)
        return [_row(line, due=due) for line in application.dossier(view.document, view.scheme)]

    def values(self, view: AuditView, key: str) -> dict[str, str]:
        entry = view.document.dossier.get(key, DossierEntry())
        return {name: as_text(getattr(entry, name)) for name in ("received_on", "note", "not_applicable")}

    def count(self, rows: Sequence[CheckRow]) -> str:
        return _("已收 {done} / {all}").format(done=sum(row.state != "empty" for row in rows), all=len(rows))

    def mark(self, key: str) -> None:
        """Come in today, or not after all."""
        line = self.list.line(key)
        missing = line is not None and line.row.state != "empty"
        self.desk.act(lambda ws, audit: preparation.receive_document(ws, audit, key, missing=missing), self.error.say, self.done)

    def clear(self, key: str) -> None:
        said = _("已改为未收到")
        self.desk.act(lambda ws, audit: preparation.receive_document(ws, audit, key, missing=True), self.error.say, self.done, toast=said)


def _row(line: DossierLine, *, due: bool) -> CheckRow:
    point, entry = line.point, line.entry
    note = entry.note or ""
    if line.state == "received":
        said = "，".join(part for part in (_("{day} 收到").format(day=as_text(entry.received_on)), note) if part)
        return CheckRow(point.id, "done", point.text, said, point.clause, _("已收到"))
    if line.state == "not-applicable":
        said = _("不适用：{reason}").format(reason=entry.not_applicable)
        return CheckRow(point.id, "excluded", point.text, said, point.clause, _("不适用"))
    said = "，".join(part for part in (_("已受理而未收到") if due else "", note) if part)
    return CheckRow(point.id, "empty", point.text, said, point.clause, _("未收到"), "open" if due else "text2")


def _received(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    if not text:
        return preparation.receive_document(ws, audit, key, missing=True)
    return preparation.receive_document(ws, audit, key, on=date.fromisoformat(text))


def _not_applicable(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    if not text.strip():
        return preparation.receive_document(ws, audit, key, missing=True)
    return preparation.receive_document(ws, audit, key, not_applicable=text)
