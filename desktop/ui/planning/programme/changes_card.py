"""What this audit changes in the programme, and why; earlier changes with their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import programme
from desktop.base.words import _
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, SectionHead
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes
    from desktop.domain.preparation import ProgrammeChange

MOST = 20


class ChangesCard(Card):
    """Both what and why are needed before it is written down."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self._shown: tuple[ProgrammeChange, ...] | None = None
        self._told: list[Label] = []
        self.head = SectionHead(_("审查方案的变更"), size=14)
        self.what = TextArea(hint=_("如：下次监督加查城东服务站"), lines=1, limit=5000)
        self.why = TextArea(hint=_("如：本次发现派工记录不全"), lines=1, limit=5000)
        self.add = Button(_("登记变更"), icon="plus", small=True)
        self.add.clicked.connect(self.give)
        self.error = ErrorLine()
        self.body.addWidget(self.head)
        self.body.addWidget(Entry(_("改了什么"), self.what))
        self.body.addWidget(Entry(_("理由"), self.why))
        foot = QHBoxLayout()
        foot.addWidget(self.error, 1)
        foot.addWidget(self.add)
        self.body.addLayout(foot)

    def show_changes(self, changes: tuple[ProgrammeChange, ...]) -> None:
        """The changes there are, the latest first."""
        if changes == self._shown:
            return
        self._shown = changes
        for label in self._told:
            label.hide()
            label.deleteLater()
        self._told = []
        self.head.note.setText(str(len(changes)) if changes else "")
        for change in reversed(changes[-MOST:]):
            when = " ".join(part for part in (change.on.isoformat() if change.on else "", change.by or "", change.after or "") if part)
            self._tell(Label(when, size=12, role="text3", elide=True))
            why = _("理由：{reason}").format(reason=change.reason) if (change.reason or "").strip() else _("没有写理由")
            self._tell(Label(_("{what}　{why}").format(what=change.what or "", why=why), wrap=True))

    def _tell(self, label: Label) -> None:
        self._told.append(label)
        self.body.addWidget(label)

    def give(self) -> None:
        """Write a change down."""
        what, why = self.what.value(), self.why.value()

        def done(_changes: Changes) -> None:
            self.error.say("")
            self.what.reset("")
            self.why.reset("")

        self.desk.act(lambda ws, audit: programme.record_change(ws, audit, what=what, reason=why), self.error.say, done)


class TriggerCard(Card):
    """Why a special audit is made: one of the reasons the scheme names, with what happened."""

    def __init__(self, desk: Desk) -> None:
        from desktop.ui.widgets.fields import Choice, TextField

        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self.choice = Choice(letters=16, name=_("特殊审查的起因"))
        self.note = TextField(hint=_("经过，可以不写"), limit=300)
        self.said = Label("", role="text2", wrap=True)
        self.error = ErrorLine()
        self.body.addWidget(SectionHead(_("特殊审查的起因"), size=14))
        for widget in (self.said, self.choice, Entry(_("经过"), self.note), self.error, Hairline()):
            self.body.addWidget(widget)
        self.give_button = Button(_("写入起因"), small=True)
        self.give_button.clicked.connect(self.give)
        self.body.addWidget(self.give_button)

    def show_trigger(self, points: list[tuple[str, str]], chosen: str, said: str) -> None:
        """The reasons there are, and what stands."""
        self.choice.set_options(points)
        if chosen:
            self.choice.select(chosen)
        self.said.setText(_("现为：{said}").format(said=said) if said else _("还没有写起因，请选一项。"))
        self.setVisible(bool(points))

    def give(self) -> None:
        """Name it."""
        trigger, note = self.choice.selected(), self.note.value()
        self.desk.act(
            lambda ws, audit: programme.name_trigger(ws, audit, trigger, note=note), self.error.say, lambda _c: self.error.say("")
        )
