"""Giving a report to the client: which, how, to whom and when; the PDF is made here, or one that was given already is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desktop.actions import concluding
from desktop.base import clock
from desktop.base.files import safe_name
from desktop.base.words import _
from desktop.ui import dialogs
from desktop.ui.record_cards import Desk
from desktop.ui.reports.kinds import kinds_of
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import Choice, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.offer import Offer
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "delivery"
# What is typed before a report is registered is no part of the audit, so it stands under names that the document has not.
_FIELDS = ("how_begun", "to_begun", "at_begun")


class GiveCard(Card):
    """Signal: `given(str)` with the new record's id."""

    given = Signal(str)

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self._view = view
        self.dialog: QFileDialog | None = None
        self.kind = Choice(name=_("报告"), letters=12)
        how, to, at = TextField(hint=_("当面递交、邮寄、电子邮件")), TextField(hint=_("收件人")), TextField(limit=40)
        self.entries = {name: Entry(title, field) for name, title, field in (
            ("how_begun", _("提交方式"), how), ("to_begun", _("交给谁"), to), ("at_begun", _("提交时间"), at)
        )}  # fmt: skip
        self.offer = Offer(how, desk.page, (_("当面递交纸质件"), _("当面递交纸质件并发电子邮件"), _("邮寄"), _("电子邮件")))
        for name, entry in self.entries.items():
            desk.drafts.bind(entry.field, RECORD, name, said=entry.say, read=_keep)  # type: ignore[arg-type] # a TextField
        self.make = Button(_("生成客户版并登记…"), kind="primary", icon="download", key="Ctrl G")
        self.make.clicked.connect(self.ask_where)
        self.take = Button(_("登记已交出的 PDF…"))
        self.take.clicked.connect(self.ask_which)
        self.told = Label(_("登记时计算所交文件的 SHA-256，以后可以证明交出的就是这一份。"), size=12, role="text2", wrap=True)
        self.error = ErrorLine()
        self.body.addWidget(SectionHead(_("登记提交"), size=14))
        self.body.addLayout(row(Entry(_("报告"), self.kind), self.entries["at_begun"], stretch=(3, 2)))
        self.body.addLayout(row(self.entries["how_begun"], self.entries["to_begun"], stretch=(3, 2)))
        self.body.addWidget(self.told)
        self.body.addWidget(self.error)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.make)
        deeds.addWidget(self.take)
        deeds.addStretch(1)
        self.body.addLayout(deeds)

    def refresh(self, view: AuditView) -> None:
        """The reports there are, and what is proposed."""
        self._view = view
        chosen = self.kind.selected()
        found = kinds_of(view).printed()
        self.kind.set_options([(kind.id, kind.title) for kind in found])
        self.kind.select(chosen if any(kind.id == chosen for kind in found) else found[0].id)
        proposed = {"to_begun": view.document.client.contact or "", "at_begun": f"{clock.now():%Y-%m-%d %H:%M}"}
        for name in _FIELDS:
            held = self.desk.drafts.held(RECORD, name)
            if held is None:
                self.desk.drafts.show(RECORD, name, proposed.get(name, ""))

    def reveal(self, place: str) -> bool:
        """The first field."""
        if place not in (RECORD, ""):
            return False
        self.entries["how_begun"].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def value(self, name: str) -> str:
        """What stands in a field."""
        return str(self.entries[name].field.value()).strip()  # type: ignore[attr-defined] # a TextField

    def ask_where(self) -> None:
        """Ask where to lay the client's copy, then make and register it."""
        if not self._is_filled():
            return
        kind = self.kind.selected()
        title = next((one.title for one in kinds_of(self._view).every() if one.id == kind), kind)
        parts = (self._view.document.client.name, title, _("客户版"), f"{clock.now():%Y%m%d}")
        name = safe_name("-".join(part for part in parts if part)) + ".pdf"
        self.dialog = dialogs.ask_save(self, _("生成客户版"), name, _("PDF 文件 (*.pdf)"), "pdf", self.give)

    def ask_which(self) -> None:
        """Ask for the PDF that was given."""
        if self._is_filled():
            self.dialog = dialogs.ask_open(self, _("登记已交出的 PDF"), _("PDF 文件 (*.pdf)"), self.register)

    def give(self, path: Path) -> None:
        """Write the client's copy there and register it."""
        kind, how, to, at = self._values()
        self._run(lambda ws, audit: concluding.give(ws, audit, kind, how, to, path, at=at))

    def register(self, path: Path) -> None:
        """Register a file as given."""
        kind, how, to, at = self._values()
        self._run(lambda ws, audit: concluding.deliver(ws, audit, kind, how, to, file=str(path), at=at))

    def _values(self) -> tuple[str, str, str, str | None]:
        return self.kind.selected(), self.value("how_begun"), self.value("to_begun"), self.value("at_begun") or None

    def _is_filled(self) -> bool:
        self.error.say("")
        missing = [name for name in ("how_begun", "to_begun") if not self.value(name)]
        for name in ("how_begun", "to_begun"):
            words = _("请写明怎样提交。") if name == "how_begun" else _("请写明交给谁。")
            self.entries[name].say(words if name in missing else "")
        if missing:
            self.entries[missing[0]].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return not missing

    def _run(self, act: Callable[[Workspace, str], Changes]) -> None:
        audit, runner = self.desk.context.audit, self.desk.context.runner
        self.make.setEnabled(False)

        def done(changes: Changes) -> None:
            self.make.setEnabled(True)
            self.desk.drafts.forget(*((RECORD, name) for name in _FIELDS))
            for name in _FIELDS:
                self.entries[name].field.reset("")  # type: ignore[attr-defined] # a TextField
            self.refresh(changes.view)
            self.desk.context.shell.toast(_("已登记提交"), undo=True)
            if changes.action is not None:
                self.given.emit(changes.action.changes[0].record.partition("/")[2])

        def failed(sentence: str) -> None:
            self.make.setEnabled(True)
            self.error.say(sentence)

        runner.act_long(self, lambda ws, _progress, _cancelled: act(ws, audit), done, failed, title=_("登记提交"))


def _keep(_text: str) -> None:
    return None
