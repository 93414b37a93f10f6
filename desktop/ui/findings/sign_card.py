"""The client's confirmation of a finding: name, post and signature; it ends when what was confirmed changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import findings
from desktop.base.words import _
from desktop.ui.findings.desk import FindingCard
from desktop.ui.findings.words import moment
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.offer import Offer
from desktop.ui.widgets.signature_pad import SignaturePad
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.corrections import Standing

# Kept as drafts until the client confirms.
_NAME, _ROLE, _STROKES = "confirmation.name", "confirmation.role", "confirmation.strokes"


class SignCard(FindingCard):
    """Signed, or the field to sign in."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("受审查方确认"))
        own = view.scheme.findings
        self.head.note.setText(own.confirmation_clause or "" if own else "")
        self._posts: dict[str, str] = {}
        self.name = TextField(limit=80)
        self.name_entry = Entry(_("姓名"), self.name)
        self.role = TextField(limit=80, hint=_("例如：管理者代表"))
        self.role_entry = Entry(_("职务"), self.role)
        self.typed(_NAME, self.name, self.name_entry.say, read=_keep)
        self.typed(_ROLE, self.role, self.role_entry.say, read=_keep)
        self.names = Offer(self.name, desk.page)
        self.names.picked.connect(self._fill_post)
        self.pad = SignaturePad(name=_("受审查方签名"), width=288)
        self.pad.signed.connect(self._keep_strokes)
        self.confirm = Button(_("确认"), icon="check", key="K")
        self.confirm.clicked.connect(self.sign)
        self.clear = Button(_("重签"), kind="ghost")
        self.clear.clicked.connect(self.pad.clear)
        self.error = ErrorLine()
        self.signed = Label("", role="text2", wrap=True)
        self.back = Button(_("撤回确认"), kind="ghost")
        self.back.clicked.connect(self._take_back)
        self.form, self.done = QWidget(), QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        fields = QVBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.name_entry)
        fields.addWidget(self.role_entry)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.confirm)
        deeds.addWidget(self.clear)
        deeds.addStretch(1)
        fields.addLayout(deeds)
        fields.addStretch(1)
        told = QVBoxLayout(self.done)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        told.addWidget(self.signed)
        told.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        told.addStretch(1)
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.form, 1)
        row.addWidget(self.done, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.error)

    def show_finding(self, view: AuditView, standing: Standing) -> None:
        finding = standing.finding
        if finding.id != self.key:
            self.error.say("")
        people = [one for one in view.document.attendance if one.side == "client" and one.name]
        earlier = [one.confirmation for one in view.document.findings if one.confirmation is not None]
        self._posts = {one.name or "": one.post or "" for one in people} | {one.name: one.role for one in earlier}
        self.names.set_words(list(self._posts))
        super().show_finding(view, standing)
        signature = finding.confirmation
        strokes = self.desk.drafts.pending.get((self.record, _STROKES), "")
        self.pad.set_strokes(signature.strokes if signature else strokes)
        self.pad.setEnabled(signature is None)
        self.pad.setVisible(signature is None or bool(signature.strokes))
        self.form.setVisible(signature is None)
        self.done.setVisible(signature is not None)
        if signature is not None:
            who = " ".join(part for part in (signature.name, signature.role) if part)
            how = _("电子签名在案") if signature.strokes else _("只记了姓名，请在打印件上签字")
            self.signed.setText(_("{who} 于 {at} 确认，{how}。").format(who=who, at=moment(signature.at), how=how))

    def sign(self) -> None:
        """The client confirms; without a name the field for it is next."""
        key, record, drafts = self.key, self.record, self.desk.drafts
        name, role, strokes = self.name.value().strip(), self.role.value().strip(), self.pad.strokes()
        if not name:
            self.name_entry.say(_("请先写受审查方确认人的姓名。"))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.name_entry.say("")

        def signed(_changes: Changes) -> None:
            self.error.say("")
            drafts.give_up(record, _NAME)
            drafts.give_up(record, _ROLE)
            drafts.forget((record, _STROKES))

        self.desk.act(lambda ws, audit: findings.confirm(ws, audit, key, name=name, role=role, strokes=strokes), self.error.say, signed)

    def _take_back(self) -> None:
        key = self.key
        self.desk.act(lambda ws, audit: findings.confirm(ws, audit, key), self.error.say, toast=_("已撤回受审查方确认"))

    def _keep_strokes(self, strokes: str) -> None:
        if strokes:
            self.desk.drafts.hold((self.record, _STROKES), strokes)
        else:
            self.desk.drafts.forget((self.record, _STROKES))

    def _fill_post(self, name: str) -> None:
        post = self._posts.get(name, "")
        if post and not self.role.value():
            self.role.resume(post)
            self.role.commit()


def _keep(_text: str) -> None:
    return None
