"""One report that was given: which bytes, how, to whom, when; and the receipt by signature, by evidence, or both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, concluding
from desktop.base.words import _
from desktop.domain.fieldnotes import Delivery
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.record_cards import Desk, RecordCard
from desktop.ui.reports.kinds import title_of
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.signature_pad import SignaturePad
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

SECTION = "delivery"


class ReceiptCard(RecordCard):
    """Signal: `remove_wanted(str)`."""

    remove_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SECTION, "")
        self._one: Delivery | None = None
        # Whose signature is being drawn: a name has many strokes, each of them kept as it ends.
        self._signing = ""
        self.remove = IconButton("trash", _("删除这条记录"))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.key))
        self.head.row.addWidget(self.remove)
        self.facts = Label("", role="text2", wrap=True)
        self.hash = Label("", size=12, role="text3", elide=True)
        self.copy = Button(_("复制"), kind="ghost", small=True, icon="copy")
        self.copy.clicked.connect(self._copy)
        self.on = Entry(_("签收日期"), DateField())
        self.name = Entry(_("签收人"), TextField())
        self.role = Entry(_("职务"), TextField())
        self.pad = SignaturePad(name=_("签收人签名"), width=300)
        self.pad.signed.connect(self.sign)
        self.again = Button(_("重签"), kind="ghost", small=True, icon="undo")
        self.again.clicked.connect(self.clear_signature)
        self.receive = Button(_("登记签收"), icon="check")
        self.receive.clicked.connect(self.confirm)
        self.error = ErrorLine()
        self.proof = LinkedEvidence(
            desk, Thumbnails(desk.context.runner, self), name=_("签收凭证"), unlinked=_("已取下一件签收凭证"), drop=_drop
        )
        self.typed("received_on", self.on.field, self.on.say, read=read_day, commit=_receive_on)
        self.typed("name_begun", self.name.field, self.name.say, read=_keep)
        self.typed("role_begun", self.role.field, self.role.say, read=_keep)
        self._lay_out()

    def _lay_out(self) -> None:
        sum_ = QHBoxLayout()
        sum_.setSpacing(4)
        sum_.addWidget(self.hash, 1)
        sum_.addWidget(self.copy)
        self.body.addWidget(self.facts)
        self.body.addLayout(sum_)
        self.body.addWidget(SectionHead(_("签收")))
        self.body.addWidget(self.on)
        self.body.addLayout(row(self.name, self.role))
        self.body.addWidget(self.pad)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.receive)
        deeds.addWidget(self.again)
        deeds.addStretch(1)
        self.body.addLayout(deeds)
        self.body.addWidget(self.error)
        proof = SectionHead(_("签收凭证"))
        proof.row.addWidget(self.proof.add)
        self.body.addWidget(proof)
        self.body.addWidget(self.proof)

    def show_delivery(self, view: AuditView, one: Delivery) -> None:
        """Show a report that was given."""
        if one.id != self.key:
            self.error.say("")
            self._signing = ""
        self._one = one
        signed = one.signature
        drawing = signed is not None and self._signing == one.id
        drafts = self.desk.drafts
        record = f"{SECTION}/{one.id}"
        name = signed.name if signed is not None else drafts.held(record, "name_begun") or one.to or ""
        role = signed.role if signed is not None else drafts.held(record, "role_begun") or ""
        on = one.received_on.isoformat() if one.received_on is not None else ""
        self.show_key(one.id or "", {"received_on": on, "name_begun": name, "role_begun": role})
        self.head.title.setText(title_of(view, one.kind or ""))
        said = ((_("时间"), one.at), (_("方式"), one.how), (_("收件人"), one.to), (_("版本"), (one.version or "")[:16]))
        self.facts.setText("\n".join(f"{title}　{text}" for title, text in said if text))
        self.hash.setText(f"SHA-256　{one.sha256}" if one.sha256 else _("没有登记 SHA-256"))
        self.hash.setToolTip(one.sha256 or "")
        self.copy.setVisible(bool(one.sha256))
        if not drawing:
            self.pad.set_strokes(signed.strokes if signed is not None else "")
        self.pad.setEnabled(signed is None or not signed.strokes or drawing)
        for entry in (self.name, self.role):
            entry.setEnabled(signed is None)
        self.again.setVisible(signed is not None)
        self.receive.setVisible(one.received_on is None)
        self.proof.show_record(view, record, one.receipt)

    def sign(self, strokes: str) -> None:
        """Another stroke of the signature, or all of them taken away: the receipt with name, post and day."""
        if strokes:
            self._signing = self.key
            self._receive(strokes)
        elif self._one is not None and self._one.signature is not None:
            self.clear_signature()

    def confirm(self) -> None:
        """The receipt without a signature on the screen, as on paper."""
        self._receive("")

    def clear_signature(self) -> None:
        """Take the signature away; the toast brings it back."""
        key, self._signing = self.key, ""
        self.desk.act(lambda ws, audit: audits.put_element(ws, audit, SECTION, key, {"signature": None}), toast=_("已清除签名"))

    def _receive(self, strokes: str) -> None:
        key, name, role = self.key, self.name.field.value().strip(), self.role.field.value().strip()  # type: ignore[attr-defined] # TextFields
        day = self.on.field.value().strip()  # type: ignore[attr-defined] # a DateField
        if strokes and not name:
            self.name.say(_("请写签收人的姓名。"))
            self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.pad.set_strokes("")
            return
        self.name.say("")

        def act(ws: Workspace, audit: str) -> Changes:
            on = date.fromisoformat(read_day(day)) if day else None
            return concluding.receive(ws, audit, key, on=on, name=name if strokes else "", role=role, strokes=strokes)

        def done(_changes: Changes) -> None:
            self.error.say("")
            if strokes:
                self.desk.drafts.forget((f"{SECTION}/{key}", "name_begun"), (f"{SECTION}/{key}", "role_begun"))

        def failed(sentence: str) -> None:
            self.error.say(sentence)
            self.pad.set_strokes("")

        self.desk.act(act, failed, done)

    def _copy(self) -> None:
        if self._one is not None and self._one.sha256:
            QGuiApplication.clipboard().setText(self._one.sha256)
            self.desk.context.shell.toast(_("已复制 SHA-256"))


def _receive_on(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    if not text:
        return audits.put_element(ws, audit, SECTION, key, {"received_on": None})
    return concluding.receive(ws, audit, key, on=date.fromisoformat(text))


def _drop(ws: Workspace, audit: str, record: str, id_: str) -> Changes:
    key = record.partition("/")[2]
    one = next(one for one in ws.audit(audit).document.delivery if one.id == key)
    return audits.put_element(ws, audit, SECTION, key, {"receipt": [entry for entry in one.receipt if entry != id_] or None})


def _keep(_text: str) -> None:
    return None
