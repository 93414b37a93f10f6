"""Levels applied for, held before and given by hand; special deductions and the bonus, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import LevelByHand
from desktop.ui.scoring import words
from desktop.ui.scoring.form import Form
from desktop.ui.scoring.parts import Rows
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.fields import Choice, TextField
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes

NONE = "-"


class LevelsForm(Form):
    """Choices among the scheme's levels."""

    def build(self) -> None:
        result = self.view.rules.result
        levels = [(str(level.stars), level.label) for level in reversed(result.levels)]
        self._held = "level" if result.result == "level" else "stars"
        self.applied = Choice([(NONE, _("未填")), *levels], name=_("申请等级"))
        self.applied.chosen.connect(lambda id_: self.set("assessment", {"applied_for": None if id_ == NONE else int(id_)}))
        self.row(_("申请等级"), self.applied, 1)
        self.previous = Choice([(NONE, _("没有或未填")), *levels], name=_("原获证等级"))
        self.previous.chosen.connect(lambda id_: self.set("previous", {self._held: None if id_ == NONE else int(id_)}))
        self.row(_("原获证等级"), self.previous, 1)
        by_hand = {level.stars: level for unit in (*self.view.rules.units, result) for level in unit.levels if level.by_hand}
        offered = [(str(stars), by_hand[stars].label) for stars in sorted(by_hand)]
        self.by_hand = Choice([(NONE, _("不评定")), *offered], name=_("审查员评定"))
        self.by_hand.chosen.connect(self._by_hand)
        self.reason = TextField(name=_("评定理由"), hint=_("为什么评定这一等级，必填"), limit=5000)
        self._slot = self.slot(self.reason, self._take_reason)
        self._waits = ""
        hand_row = self.row(_("审查员评定"), self.by_hand, 1)
        self._reason_row = self.row(_("评定理由"), self.reason)
        said = self.say(_("方案没有这些等级的分数线，由审查员评定并写明理由。"))
        for one in (hand_row, self._reason_row, said):
            one.setVisible(bool(by_hand))
        self._offers = bool(by_hand)
        self.reason.returnPressed.connect(self.away)

    def refresh(self) -> None:
        document = self.view.document
        self.applied.select(NONE if document.applied_for is None else str(document.applied_for))
        held = document.previous.held if document.previous else None
        self.previous.select(NONE if held is None else str(held))
        given = document.level_by_hand
        if given is not None:
            self._waits = ""
        self.by_hand.select(self._waits or (NONE if given is None else str(given.stars)))
        self._slot.show("level_by_hand", "reason", given.reason if given else "")
        self._reason_row.setVisible(self._offers and (given is not None or bool(self._waits) or self._slot.is_held()))

    def _by_hand(self, id_: str) -> None:
        reason = self.reason.value().strip()
        if id_ == NONE:
            self._waits = ""
            self._slot.give_up()
            self.set("level_by_hand", {"stars": None, "reason": None})
        elif reason:
            self._give(int(id_), reason)
        else:
            self._waits = id_
            self.refresh()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, stars: int, reason: str) -> None:
        given = LevelByHand(stars=stars, reason=reason)
        self.set("level_by_hand", {"stars": given.stars, "reason": given.reason})

    def _take_reason(self, _key: Key, text: str) -> Deed | None:
        from desktop.actions import audits

        given = self.view.document.level_by_hand
        stars = int(self._waits) if self._waits else given.stars if given else None
        if stars is None or not text.strip():
            return None
        fields = {"stars": stars, "reason": text.strip()}
        return Deed(lambda ws, audit: audits.set_fields(ws, audit, "level_by_hand", fields))


@dataclass(frozen=True)
class _Special:
    place: int
    reason: str


class SpecialRow(QWidget):
    """One special deduction. Signal: `removed(int)`."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._place = 0
        self.text = Label("", wrap=True)
        self.remove = IconButton("trash", _("删除这一项"))
        self.remove.clicked.connect(lambda: self.removed.emit(self._place))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(Label(f"{words.MINUS}1", weight=500, role="wrong"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_special(self, one: _Special) -> None:
        """Fill the row."""
        self._place = one.place
        self.text.setText(f"{one.place + 1}　{one.reason}")


class SpecialForm(Form):
    """Each special deduction takes one point, the bonus gives one."""

    def build(self) -> None:
        scorings = [unit.scoring for unit in self.view.rules.units if unit.scoring]
        self.rows: Rows[SpecialRow, _Special] = Rows(self._make_row, lambda row, one: row.show_special(one), spacing=4)
        self.new = TextField(name=_("特别扣分的理由"), hint=_("写明事由，按回车记为一项，扣 1 分"), limit=5000)
        self._new = self.slot(self.new, self._take_new)
        self.bonus = TextField(name=_("特别加分的理由"), hint=_("写明事由，加 1 分；清空则不加"), limit=5000)
        self._bonus = self.slot(self.bonus, self._take_bonus)
        head = self.row(_("特别扣分"), self.new)
        self.card.body.addWidget(self.rows)
        foot = self.row(_("特别加分"), self.bonus)
        self.bonus.returnPressed.connect(self.away)
        head.setVisible(any(one.special_deductions for one in scorings))
        foot.setVisible(any(one.bonus for one in scorings))
        limits = {
            one.criterion.text: words.bound(bound)
            for unit in self.view.rules.units
            for one in unit.criteria
            if one.criterion.measure == "special_deductions"
            for bound in one.criterion.bounds.values()
        }
        for text, bound in limits.items():
            self.say(_("{what}须 {bound} 项。").format(what=text, bound=bound))

    def _make_row(self) -> SpecialRow:
        row = SpecialRow()
        row.removed.connect(self._remove)
        return row

    def refresh(self) -> None:
        document = self.view.document
        self.rows.show_rows([_Special(place, reason) for place, reason in enumerate(document.special_deductions)])
        # A draft under a field that the document has not: after a crash it comes back here instead of counting at once.
        self._new.show("assessment", "special_deductions.new", "")
        self._bonus.show("assessment", "bonus", document.bonus or "")

    def _take_new(self, _key: Key, text: str) -> Deed | None:
        from desktop.actions import scoring

        if not text.strip():
            return None
        return Deed(lambda ws, audit: scoring.special_deduction(ws, audit, add=text.strip()))

    def _take_bonus(self, _key: Key, text: str) -> Deed:
        from desktop.actions import scoring

        return Deed(lambda ws, audit: scoring.bonus(ws, audit, reason=text.strip() or None))

    def _remove(self, place: int) -> None:
        from desktop.actions import scoring

        def done(_changes: Changes) -> None:
            self.desk.context.shell.toast(_("已删除第 {n} 项特别扣分").format(n=place + 1), undo=True)

        self.desk.act(self, lambda ws, audit: scoring.special_deduction(ws, audit, remove=place), done=done, failed=self.error.say)
