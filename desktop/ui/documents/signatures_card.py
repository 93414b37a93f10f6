"""The signatures under the training record: trainer and trainees, each with pen, finger or mouse, or by name for signing on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, preparation_documents
from desktop.actions.workspace import builtins
from desktop.base import clock
from desktop.base.words import _
from desktop.domain.people import name_key
from desktop.domain.preparation import Training
from desktop.domain.training_check import expected_signers
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.check_list import CheckList, CheckRow
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.signature_pad import SignaturePad
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.signature import Signature

RECORD = "training"
_WIDTH = 312


class SignEditor(Card):
    """The pad. Signals: `signed(str)` with the strokes, `by_name`, `cleared`, `finished`."""

    signed = Signal(str)
    by_name = Signal()
    cleared = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self.pad = SignaturePad(width=_WIDTH)
        self.pad.signed.connect(self._signed)
        self.body.addWidget(self.pad)
        self.clear, self.paper, close = Button(_("清除"), kind="ghost"), Button(_("纸上签")), Button(_("完成"), key="Esc")
        self.paper.setToolTip(_("只记姓名，在打印的记录上签字"))
        self.clear.clicked.connect(self.cleared)
        self.paper.clicked.connect(self.by_name)
        close.clicked.connect(self.finished)
        buttons = QHBoxLayout()
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        buttons.addWidget(self.paper)
        buttons.addWidget(close)
        self.body.addLayout(buttons)

    def _signed(self, strokes: str) -> None:
        if strokes:
            self.signed.emit(strokes)
        else:
            self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class SignaturesCard(Card):
    """Who signs, and who has."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(8, 10, 8, 10), spacing=4)
        self.desk = desk
        self.view: AuditView | None = None
        self._roles: dict[str, str] = {}
        self.head = SectionHead(_("签名"), size=14)
        self.head.row.setContentsMargins(8, 0, 8, 0)
        self.head.setMinimumHeight(28)
        self.list = CheckList(name=_("签名"))
        self.list.opened.connect(self.open)
        self.list.marked.connect(self.open)
        self.list.removed.connect(self._clear)
        self.empty = Label(_("写下培训人和受训人后，在这里签名。"), role="text3", wrap=True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        self.error = ErrorLine()
        self.error.setContentsMargins(8, 0, 8, 4)
        self.editor = SignEditor()
        self.editor.setParent(self.list)
        self.editor.hide()
        self.editor.signed.connect(self._sign)
        self.editor.by_name.connect(lambda: self._sign(""))
        self.editor.cleared.connect(lambda: self._clear(self.list.editing()))
        self.editor.finished.connect(self._finished)
        for widget in (self.head, self.list, self.empty, self.error):
            self.body.addWidget(widget)

    def refresh(self, view: AuditView) -> None:
        """Show the signatures as they stand."""
        self.view = view
        own = view.document.training or Training()
        self._roles = {name_key(member.name): member.role or "" for member in view.document.team}
        rows = [_row(name, self._signature(name), is_trainer=name_key(name) == name_key(own.trainer)) for name in expected_signers(own)]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.head.note.setText(_("{done} / {all}").format(done=sum(one.state == "done" for one in rows), all=len(rows)) if rows else "")
        if self.list.editing():
            self._show_strokes(self.list.editing())

    def _signature(self, name: str) -> Signature | None:
        own = self.view.document.training if self.view is not None else None
        return next((one for one in own.signatures if name_key(one.name) == name_key(name)), None) if own is not None else None

    def _show_strokes(self, name: str) -> None:
        held = self._signature(name)
        self.editor.pad.set_strokes(held.strokes if held is not None else "")
        self.editor.pad.setAccessibleName(_("{name}签名").format(name=name))
        self.editor.clear.setVisible(held is not None)

    def open(self, name: str) -> None:
        """Offer the pad to somebody."""
        if self.list.editing() == name:
            self._finished()
            return
        self.error.say("")
        self._show_strokes(name)
        self.list.open_editor(name, self.editor)
        self.editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close the pad; every stroke is on file already."""
        self.list.close_editor()

    def _finished(self) -> None:
        name = self.list.editing()
        self.finish()
        self.list.focus(name)

    def _sign(self, strokes: str) -> None:
        name = self.list.editing()
        role = self._roles.get(name_key(name), "")

        def sign(ws: Workspace, audit: str) -> Changes:
            return preparation_documents.sign_training(ws, audit, name=name, role=role, strokes=strokes)

        def failed(sentence: str) -> None:
            self._show_strokes(name)
            self.error.say(sentence)

        self.desk.act(sign, failed, lambda _changes: self.error.say(""))

    def _clear(self, name: str) -> None:
        if self._signature(name) is None:
            return

        def clear(ws: Workspace, audit: str) -> Changes:
            own = ws.audit(audit).document.training or Training()
            others = [one for one in own.signatures if name_key(one.name) != name_key(name)]
            return audits.set_fields(ws, audit, RECORD, {"signatures": builtins(others)})

        self.desk.act(clear, self.error.say, toast=_("已清除{name}的签名").format(name=name))

    def reveal(self, place: str) -> bool:
        """Go to who has not signed."""
        if place != f"{RECORD}.signatures":
            return False
        see(self)
        self.list.focus(next((row.id for row in self.list.rows() if row.state != "done"), ""))
        return True


def _row(name: str, held: Signature | None, *, is_trainer: bool) -> CheckRow:
    part = _("培训人") if is_trainer else _("受训人")
    if held is None:
        return CheckRow(name, "empty", name, _("未签名"), part, _("未签名"))
    at = f"{clock.from_stamp(held.at):%m-%d %H:%M}" if held.at else ""
    how = _("{at} 签名") if held.strokes else _("{at} 记名，纸上签字")
    return CheckRow(name, "done" if held.strokes else "partial", name, how.format(at=at).strip(), part, _("已签名"))
