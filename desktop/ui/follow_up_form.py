"""The next audit of the same client, made from one that is there: which kind, its number, when it begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui import stage
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import Choice, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

# Which kind usually comes next.
_NEXT = {"initial": "surveillance", "recertification": "surveillance", "surveillance": "surveillance"}


class Wish(NamedTuple):
    """What was filled in; `make` does it on the store's thread."""

    kind: str
    number: str
    starts_on: date | None
    decided_on: date | None
    trigger: str

    def make(self, ws: Workspace, audit: str) -> Changes:
        """Make the audit."""
        from desktop.actions import follow_up

        return follow_up.follow_up(
            ws,
            audit,
            kind=self.kind,  # type: ignore[arg-type] # one of those offered
            number=self.number or None,
            trigger=self.trigger or None,
            starts_on=self.starts_on,
            decided_on=self.decided_on,
        )


class FollowUpForm(Card):
    """Signals: `made(Wish)`, `given_up`."""

    made = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(24, 18, 24, 18), spacing=10)
        self.title = Label("", size=14, weight=500, wrap=True)
        self.told = Label(
            _("带过去：客户、场所、审查组建议名单、审查方案、持有的等级和未关闭的审查发现；得分和证据留在原来的审查里。"),
            role="text2",
            wrap=True,
        )
        self.kind, self.trigger = Choice(letters=10), Choice(letters=16)
        self.number = TextField(limit=200)
        self.starts, self.decided = DateField(), DateField()
        self.error = ErrorLine()
        self.make = Button(_("新建后续审查"), kind="primary", key="Enter")
        self.back = Button(_("返回"), key="Esc")
        self.starts_entry = Entry(_("开始日期"), self.starts)
        self.decided_entry = Entry(_("认证决定日期"), self.decided)
        self.trigger_entry = Entry(_("特殊审查的起因"), self.trigger)
        self.body.addWidget(self.title)
        self.body.addWidget(self.told)
        self.body.addLayout(row(Entry(_("审查类型"), self.kind), Entry(_("审查编号"), self.number)))
        self.body.addLayout(row(self.starts_entry, self.decided_entry))
        self.body.addWidget(self.trigger_entry)
        self.body.addWidget(self.error)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.make)
        self.body.addLayout(foot)
        self.kind.chosen.connect(lambda _kind: self._show_trigger())
        self.make.clicked.connect(self.give)
        self.back.clicked.connect(self.given_up)

    def show_audit(self, view: AuditView) -> None:
        """The audit that the next one follows."""
        from desktop.domain.programme import cycle_of
        from desktop.domain.programme_check import triggers_of

        audit, scheme = view.document.audit, view.scheme
        said = " ".join(part for part in (view.document.client.name, stage.of_view(view), audit.number) if part)
        self.title.setText(_("接着 {audit}").format(audit=said))
        kinds: list[tuple[str, str]] = list(scheme.audit_kinds.items()) or [
            (kind, stage.kind_title(kind)) for kind in ("initial", *dict.fromkeys(_NEXT.values()))
        ]
        usual = _NEXT.get(audit.kind or "initial", "surveillance")
        self.kind.set_options(kinds)
        self.kind.select(usual if usual in dict(kinds) else kinds[0][0])
        self.trigger.set_options(_points(triggers_of(scheme)))
        decided = cycle_of(view.document, scheme).decided
        self.decided.reset(decided.isoformat() if decided else "")
        self.number.reset("")
        self.starts.reset("")
        self.error.say("")
        self.make.setEnabled(True)
        self._show_trigger()

    def _show_trigger(self) -> None:
        self.trigger_entry.setVisible(self.kind.selected() == "special" and self.trigger.count() > 0)

    def failed(self, sentence: str) -> None:
        """It was not made, and why."""
        self.error.say(sentence)
        self.make.setEnabled(True)

    def give(self) -> None:
        """Take what is filled in."""
        days: list[date | None] = []
        for entry, field in ((self.starts_entry, self.starts), (self.decided_entry, self.decided)):
            try:
                text = read_day(field.value())
            except BadInput as error:
                entry.say(error.sentence)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            entry.say("")
            days.append(date.fromisoformat(text) if text else None)
        trigger = self.trigger.currentText() if not self.trigger_entry.isHidden() else ""
        self.make.setEnabled(False)
        self.made.emit(Wish(self.kind.selected(), self.number.value().strip(), days[0], days[1], trigger))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.make.isEnabled():
                self.give()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _points(points: Sequence[Any]) -> list[tuple[str, str]]:
    return [(point.id, point.text) for point in points]
