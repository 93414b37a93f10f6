"""The conditions of admission: met or not, the proof seen, when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

from desktop.actions import preparation
from desktop.base.words import _
from desktop.domain import application
from desktop.domain.preparation import AdmissionCheck
from desktop.ui.element_cards import Editor
from desktop.ui.form_cards import as_text
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.mime import may_hold
from desktop.ui.point_card import PointCard
from desktop.ui.record_cards import Desk
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.check_list import CheckRow
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Beside, row
from desktop.ui.widgets.rows import Segment, SegmentedRow

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.application import AdmissionLine

SECTION = "admission"
Result = Literal["met", "not-met"]
_NEXT: dict[str, Result | None] = {"unknown": "met", "met": "not-met", "not-met": None}


class AdmissionEditor(Editor):
    """Result, day, grounds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SECTION)
        segments = [Segment("met", _("满足")), Segment("not-met", _("不满足")), Segment("", _("未查明"))]
        self.result = SegmentedRow(segments, name=_("查证结果"))
        self.result.setFixedWidth(264)
        day = self.entry("on", _("查证日期"), DateField(), read=read_day)
        day.setFixedWidth(160)
        line = row(Beside(self.result, _("查证结果")), day, stretch=(0, 0))
        line.addStretch(1)
        self.body.addLayout(line)
        hint = _("看了什么，如公示系统查询结果、运行记录")
        self.body.addWidget(self.entry("grounds", _("查证的依据"), TextArea(hint=hint, lines=1, most=8)))
        self.linked = LinkedEvidence(
            desk, Thumbnails(desk.context.runner, desk.page), name=_("查证的证据"), unlinked=_("已取消证据与受理条件的关联"), drop=_drop
        )
        self.body.addLayout(row(self.linked, Beside(self.linked.add), stretch=(1, 0)))
        self.setAcceptDrops(True)
        self.end_row(_("改为未查明"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Typed letters end in their field; what comes here is a key.
        if event.key() == Qt.Key.Key_P and not event.modifiers():
            self.linked.browse()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.linked.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def reveal(self, name: str) -> None:
        if name in ("", "result"):
            self.result.setFocus()
        else:
            super().reveal(name)


class AdmissionCard(PointCard):
    """The list of conditions."""

    def __init__(self, desk: Desk) -> None:
        editor = AdmissionEditor(desk)
        super().__init__(desk, SECTION, _("受理条件"), editor, _("方案没有列出受理条件。"))
        self._editor = editor
        editor.result.chosen.connect(lambda choice: self._set(self.list.editing(), _result(choice)))

    def rows(self, view: AuditView) -> Sequence[CheckRow]:
        own = view.document.application
        due = bool(own and own.accepted)
        shown: dict[str, int] = {}
        for piece in view.document.evidence:
            for link in piece.links:
                shown[link] = shown.get(link, 0) + 1
        lines = application.admission(view.document, view.scheme)
        return [_row(line, shown.get(f"{SECTION}/{line.condition.id}", 0) + len(line.check.evidence), due=due) for line in lines]

    def values(self, view: AuditView, key: str) -> dict[str, str]:
        check = view.document.admission.get(key, AdmissionCheck())
        self._editor.result.select(check.result or "")
        self._editor.linked.show_record(view, f"{SECTION}/{key}", check.evidence)
        return {"on": as_text(check.on), "grounds": check.grounds or ""}

    def count(self, rows: Sequence[CheckRow]) -> str:
        return _("已查明 {done} / {all}").format(done=sum(row.state != "empty" for row in rows), all=len(rows))

    def mark(self, key: str) -> None:
        """Met, not met, unknown, and again."""
        check = self.view.document.admission.get(key, AdmissionCheck()) if self.view is not None else AdmissionCheck()
        self._set(key, _NEXT[check.result or "unknown"])

    def clear(self, key: str) -> None:
        said = _("已改为未查明")
        self.desk.act(lambda ws, audit: preparation.check_condition(ws, audit, key), self.error.say, self.done, toast=said)

    def _set(self, key: str, result: Result | None) -> None:
        check = self.view.document.admission.get(key, AdmissionCheck()) if self.view is not None else AdmissionCheck()

        def act(ws: Workspace, audit: str) -> Changes:
            return preparation.check_condition(ws, audit, key, result=result, on=check.on if result else None)

        self.desk.act(act, self.error.say, self.done)


def _result(choice: str) -> Result | None:
    return "met" if choice == "met" else "not-met" if choice == "not-met" else None


def _drop(ws: Workspace, audit: str, record: str, evidence: str) -> Changes:
    """Take out a piece that the check itself names."""
    key = record.partition("/")[2]
    check = ws.audit(audit).document.admission.get(key, AdmissionCheck())
    left = tuple(id_ for id_ in check.evidence if id_ != evidence)
    return preparation.check_condition(ws, audit, key, result=check.result, on=check.on, evidence=left)


def _row(line: AdmissionLine, pieces: int, *, due: bool) -> CheckRow:
    condition, check = line.condition, line.check
    day = as_text(check.on)
    proof = _("{n} 件证据").format(n=pieces) if pieces else ""
    grounds = "，".join(part for part in ((check.grounds or "").strip(), proof) if part)
    if line.state == "unknown":
        since = _("查 {days} 起").format(days="、".join(map(as_text, line.since))) if line.since else ""
        said = "，".join(part for part in (_("已受理而未查明") if due else "", since, grounds) if part)
        return CheckRow(condition.id, "empty", condition.text, said, condition.clause, _("未查明"), "open" if due else "text2")
    word = _("满足") if line.state == "met" else _("不满足")
    said = "，".join(part for part in (word, day, grounds or _("没有写依据")) if part)
    role = "wrong" if line.state == "not-met" else "text2" if grounds else "open"
    state = "done" if line.state == "met" else "lost"
    return CheckRow(condition.id, state, condition.text, said, condition.clause, word, role)  # type: ignore[arg-type]
