"""The leader's own value in place of what the observations come to: why (it prints), who and when, the value it replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.scoring.parts import line
from desktop.ui.scoring.row_states import record_of
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.observing import Observing
    from desktop.ui.scoring.past import Decided


class OverrideCard(QWidget):
    """Above the control of the clause. Signals: `away` after the reason, `said(str)` after the value was given up."""

    away = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, observing: Observing) -> None:
        super().__init__()
        self._desk, self._observing = desk, observing
        self._rule: RuleItem | None = None
        self._decided: Decided | None = None
        self._total = ""
        self._title = Label(_("组长改判"), weight=500, role="accent")
        self._text = Label("", role="text2", wrap=True)
        self.reason = TextField(name=_("改判理由"), hint=_("为什么与现场记录不同，必填，印在报告里"), limit=5000)
        self.error = ErrorLine()
        self.give_up = Button("", kind="ghost", icon="undo")
        self.give_up.clicked.connect(self._give_up)
        self._slot = Slot(desk, self.reason, said=self.error.say, take=self._take_reason, owner=self)
        self.reason.returnPressed.connect(self.away)
        card = Card("tint", margins=(12, 8, 12, 12), spacing=6)
        head = line(self._title, 1, self.give_up)
        card.body.addLayout(head)
        for one in (self._text, self.reason, self.error):
            card.body.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_item(self, rule: RuleItem, total: str) -> None:
        """Show the clause's own value, begun or standing; `total`: what the observations come to, in words."""
        if rule is not self._rule:
            self.reason.commit()
            self.error.say("")
            self._decided = None
        self._rule, self._total = rule, total
        record = record_of(rule)
        standing = self.standing(rule)
        if standing and self._desk.pending.get((record, "override"), "").strip() == standing:
            # It went into the audit with the value.
            self._desk.forget((record, "override"))
        self._slot.show(record, "override", standing)
        begun = self._observing.deciding == rule.item.id
        self.give_up.set_text(_("恢复汇总") if standing else _("放弃改判"))
        self.setVisible(bool(standing) or begun)
        leads = self._observing.leads()
        self.reason.setEnabled(leads)
        self.give_up.setVisible(leads)
        self._say(standing)

    def standing(self, rule: RuleItem) -> str:
        """The reason of a value that stands against the observations."""
        return str(self._desk.view.records.get(record_of(rule), {}).get("override") or "")

    def take(self, decided: Decided | None) -> None:
        """Who decided, when: read from the history."""
        self._decided = decided
        if self._rule is not None:
            self._say(self.standing(self._rule))

    def _say(self, standing: str) -> None:
        if not standing:
            self._text.setText(_("现场记录{total}。先写理由，再选结果。").format(total=self._total))
            return
        who = _("{by} {at} 改判").format(by=self._decided.by, at=self._decided.at) if self._decided is not None else _("已改判")
        self._text.setText(_("{who}；现场记录{total}。").format(who=who, total=self._total))

    def begin(self) -> None:
        """Go to the reason."""
        self.reason.setFocus()
        self.reason.selectAll()

    def _take_reason(self, key: Key, text: str) -> Deed | None:
        from desktop.actions import scoring

        section, _slash, item = key[0].partition("/")
        if "override" not in self._desk.view.records.get(key[0], {}):
            return None
        if not text.strip():
            raise BadInput(_("改判须写明理由；不改判了，请按“恢复汇总”。"))
        if section == "conformity":
            return Deed(lambda ws, audit: scoring.conformity(ws, audit, item, override=text.strip()))
        return Deed(lambda ws, audit: scoring.answer(ws, audit, item, override=text.strip()))

    def _give_up(self) -> None:
        from desktop.actions import observations

        rule = self._rule
        if rule is None:
            return
        item, standing = rule.item.id, self.standing(rule)
        self._slot.give_up()
        self._observing.decide("")
        if standing:
            said = _("已恢复为现场记录的汇总")
            self._desk.act(
                self,
                lambda ws, audit: observations.use_observations(ws, audit, item),
                done=lambda _changes: self.said.emit(said),
                failed=self.error.say,
            )
        self.away.emit()
