"""The control of a clause with points: one segment a way of answering, with the numbers, formula and reasons that belong to it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Answer
from desktop.domain.grading import item_points
from desktop.domain.scoring import has_value
from desktop.ui.scoring import words
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.methods import KEYS, Method, formula, may_carry, method_of, methods_of, takes_score, word
from desktop.ui.scoring.parts import control_card, holder, line
from desktop.ui.scoring.score_deeds import carried_deed, indicator_ticks, reason_deed, sample_deed, score_deed, whole_deed
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk


class ScoreControl(Control):
    """Full marks, by samples, deductions, no points, not applicable; a plain number of points; carried over.

    Signal: `begin_deduction` when a statement is to be begun; the list of statements is the pane's.
    """

    begin_deduction = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._waits: Method = ""  # chosen, but something is still to be typed
        self.segments = SegmentedRow(name=_("评分方式"))
        self.segments.chosen.connect(self.choose)
        self.sampled = NumberField(name=_("抽查份数"), places=0, width=64)
        self.failed = NumberField(name=_("不符合份数"), places=0, width=64)
        self.score = NumberField(name=_("得分"), places=4, width=72)
        self.reason = TextField(name=_("不适用的理由"), hint=_("为什么不适用，必填"), limit=5000)
        self.carried = TextField(name=_("沿用的理由"), hint=_("为什么沿用上次得分，必填"), limit=5000)
        self._formula = Label("", role="text2", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._result = Label("", weight=500)
        self._of = Label("", role="text3")
        self._share = Label("", size=12, role="text2")
        self._bar = Bar(name=_("占本项"), height=6)
        self._make_lines()
        said = self.error.say
        self._sampled = Slot(desk, self.sampled, said=said, take=self._take_sample, owner=self)
        self._failed = Slot(desk, self.failed, said=said, take=self._take_sample, owner=self)
        self._score = Slot(desk, self.score, said=said, take=self._take_score, owner=self)
        self._reason = Slot(desk, self.reason, said=said, take=self._take_reason, owner=self)
        self._carried = Slot(desk, self.carried, said=said, take=carried_deed, owner=self)
        for field in (self.sampled, self.failed):
            field.edited.connect(self._show_formula)
        self.sampled.returnPressed.connect(self.failed.setFocus)
        for done in (self.failed, self.score, self.reason, self.carried):
            done.returnPressed.connect(self.away)

    def _make_lines(self) -> None:
        card = control_card()
        self._sample_line = holder(
            line(_("抽查"), self.sampled, _("份"), 0, _("不符合"), self.failed, _("份"), self._formula, self._result, spacing=6)
        )
        self._score_line = holder(line(_("得分"), self.score, self._of, 1))
        self._share_line = holder(line(self._share, self._bar, spacing=12))
        self._reason_line = holder(line(_("理由"), self.reason))
        self._carry = Button(_("沿用上次得分"), icon="history")
        self._carry.setCheckable(True)
        self._carry.clicked.connect(self._carry_clicked)
        self._carry_line = holder(line(self._carry, self.carried))
        for one in (self.segments, self._sample_line, self._score_line, self._share_line, self._reason_line, self._carry_line, self.error):
            card.body.addWidget(one)
        self.column.addWidget(card)

    # Showing

    def show_item(self, rule: RuleItem) -> None:
        moved = self.rule is not rule
        if moved:
            self._commit()
            self._waits = ""
            self.error.say("")
        self.rule = rule
        record = f"items/{rule.item.id}"
        if not self._waits:
            self._waits = self._held_method(record)
        if moved:
            ways = methods_of(rule)
            self.segments.setVisible(len(ways) > 1)
            self.segments.set_segments(
                [Segment(one, word(one, rule), KEYS.get(one, "") if self._has_key(one, rule) else "") for one in ways]
            )
        answer = self.view.document.items.get(rule.item.id) or Answer()
        method = method_of(rule, answer)
        if self._waits and self._waits == method:
            self._waits = ""
        self._sampled.show(record, "sampled", _text(answer.sampled))
        self._failed.show(record, "failed", _text(answer.failed))
        self._reason.show(record, "excluded", answer.excluded or "")
        self._carried.show(record, "carried", answer.carried or "")
        got, of = item_points(self.view.rules, self.view.document, rule.item.id)
        self._show_score(record, got, of, method)
        self._show_lines(method)

    def _has_key(self, method: Method, rule: RuleItem) -> bool:
        # A digit types points where points are what is given.
        return method != "zero" or rule.item.kind in ("all-or-nothing", "proportional")

    def _held_method(self, record: str) -> Method:
        held = self.desk.pending
        if (record, "excluded") in held:
            return "excluded"
        return "sampled" if (record, "sampled") in held or (record, "failed") in held else ""

    def _show_score(self, record: str, got: Fraction | None, of: Decimal, method: Method) -> None:
        own = got if method else None
        self._score.show(record, "score", plain(own) if own is not None and method != "sampled" else "")
        self._of.setText(f"/ {plain(of)}")
        ticks = indicator_ticks(self.view.rules, self.rule) if self.rule else []
        known = own is not None and of > 0
        self._share.setText(_("占本项 {n} %").format(n=words.number_words(own * 100 / Fraction(of))) if known and own is not None else "")
        self._bar.set_value(own if own is not None else 0, of, ticks=ticks, empty=not known)
        self._share_line.setVisible(bool(ticks) and known)

    def _show_lines(self, method: Method) -> None:
        assert self.rule is not None
        shown = self._waits or method
        self.segments.select(shown if shown in methods_of(self.rule) else "")
        self._sample_line.setVisible(shown == "sampled")
        self._reason_line.setVisible(shown == "excluded")
        self._score_line.setVisible(takes_score(self.rule, shown))
        answer = self.view.document.items.get(self.item)
        valued = answer is not None and (has_value(answer) or answer.carried is not None)
        carries = may_carry(self.view) and shown != "excluded" and valued
        on = bool(answer and answer.carried) or (f"items/{self.item}", "carried") in self.desk.pending
        if self._carry.isChecked() != on and not self.carried.hasFocus():
            self._carry.setChecked(on)
        self._carry_line.setVisible(carries)
        self.carried.setVisible(self._carry.isChecked())
        self._show_formula()

    def _show_formula(self, _text: str = "") -> None:
        if self.rule is None:
            return
        head, result = formula(self.rule.points or Decimal(0), self.sampled.value(), self.failed.value())
        self._formula.setText(f"{head} =")
        self._result.setText(result or "…")

    # Doing

    def choose(self, method: str) -> None:
        """A way was chosen, by click or key."""
        rule = self.rule
        if rule is None:
            return
        if method == "sampled":
            self._wait("sampled", self.sampled)
        elif method == "excluded":
            self._wait("excluded", self.reason)
        elif method == "score":
            self._wait("score", self.score)
        elif method == "leaves":
            self.clear()
        elif method == "deductions":
            self._waits = ""
            self.begin_deduction.emit()
        elif method in ("full", "zero"):
            self._drop_waiting()
            self.act(whole_deed(rule, full=method == "full", override=self.reason_of(f"items/{rule.item.id}")).fn)

    def _wait(self, method: Method, field: QWidget) -> None:
        assert self.rule is not None
        self._waits = method
        self._show_lines(method_of(self.rule, self.view.document.items.get(self.item)))
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _drop_waiting(self) -> None:
        record = f"items/{self.item}"
        self._waits = ""
        for slot in (self._sampled, self._failed, self._score, self._reason):
            slot.field.reset(slot.field.value())
        self.desk.forget(*((record, name) for name in ("sampled", "failed", "score", "excluded")))
        self.error.say("")

    def is_answered(self) -> bool:
        answer = self.view.document.items.get(self.item)
        return bool(self._waits) or (answer is not None and (has_value(answer) or answer.excluded is not None))

    def clear(self) -> None:
        from desktop.actions import scoring

        item = self.item
        self._drop_waiting()
        self.act(lambda ws, audit: scoring.clear_answer(ws, audit, item))

    def _take_sample(self, key: Key, _text: str) -> Deed | None:
        return sample_deed(key, self.sampled.value(), self.failed.value(), self.reason_of(key[0]))

    def _take_score(self, key: Key, text: str) -> Deed | None:
        return score_deed(key, text, self.view.rules, self.reason_of(key[0]))

    def _take_reason(self, key: Key, text: str) -> Deed | None:
        return reason_deed(key, text, self.view.document, self.reason_of(key[0]))

    def _carry_clicked(self, on: bool) -> None:
        from desktop.actions import scoring

        self.carried.setVisible(on)
        item = self.item
        if on:
            self.carried.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._carried.give_up()
        self.act(lambda ws, audit: scoring.answer(ws, audit, item, carried=""))

    # Keys

    def press(self, key: str) -> bool:
        if self.rule is None:
            return False
        ways = methods_of(self.rule)
        by_key = {KEYS[one]: one for one in ways if one in KEYS and self._has_key(one, self.rule)}
        if key in by_key:
            method = by_key[key]
            self.segments.select(method)
            self.choose(method)
            return True
        if (key.isdigit() or key == ".") and self.rule.points is not None:
            self._waits = "score"
            self._show_lines("")
            self._score_line.show()
            self.score.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.score.selectAll()
            self.score.insert("0." if key == "." else key)
            self.score.textEdited.emit(self.score.text())
            return True
        return False

    def enter(self) -> None:
        assert self.rule is not None
        method = self._waits or method_of(self.rule, self.view.document.items.get(self.item))
        if method == "sampled":
            self.sampled.setFocus(Qt.FocusReason.OtherFocusReason)
        elif method == "excluded":
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._score_line.isVisible() and self.rule.item.kind in ("points", "deduct", "group"):
            self.score.setFocus(Qt.FocusReason.OtherFocusReason)
            self.score.selectAll()
        else:
            self.segments.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self) -> None:
        for slot in (self._sampled, self._failed, self._score, self._reason, self._carried):
            slot.field.commit()


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
