"""The control of a conformity clause: conforming, minor, severe, not applicable."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import ConformityAnswer, ConformityResult
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.parts import control_card, holder, line
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.rows import Segment, SegmentedRow

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk

_KEYS = {"1": "conforming", "2": "minor", "3": "severe", "N": "excluded"}


class ConformityControl(Control):
    """Four segments; not applicable asks for its reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._waits = False
        self.segments = SegmentedRow(
            [
                Segment("conforming", _("符合"), "1"),
                Segment("minor", _("轻微不符合"), "2"),
                Segment("severe", _("严重不符合"), "3"),
                Segment("excluded", _("不适用"), "N"),
            ],
            name=_("判定"),
        )
        self.segments.chosen.connect(self.choose)
        self.reason = TextField(name=_("不适用的理由"), hint=_("为什么不适用，必填"), limit=5000)
        self._slot = Slot(desk, self.reason, said=self.error.say, take=self._take_reason, owner=self)
        self.reason.returnPressed.connect(self.away)
        self._reason_line = holder(line(_("理由"), self.reason))
        card = control_card()
        for one in (self.segments, self._reason_line, self.error):
            card.body.addWidget(one)
        self.column.addWidget(card)

    def show_item(self, rule: RuleItem) -> None:
        moved = rule is not self.rule
        if moved:
            self.reason.commit()
            self.error.say("")
        self.rule = rule
        record = f"conformity/{rule.item.id}"
        result, excluded = self._stands()
        if moved:
            self._waits = False
        self._waits = excluded is None and (self._waits or (record, "excluded") in self.desk.pending)
        self._slot.show(record, "excluded", excluded or "")
        self._show(result, excluded)

    def _stands(self) -> tuple[str, str | None]:
        answer = self.view.document.conformity.get(self.item)
        if isinstance(answer, ConformityAnswer):
            return answer.result or "", answer.excluded
        return answer or "", None

    def _show(self, result: str, excluded: str | None) -> None:
        left_out = self._waits or excluded is not None
        self.segments.select("excluded" if left_out else result)
        self._reason_line.setVisible(left_out)

    def choose(self, result: str) -> None:
        """A result was chosen, by click or key."""
        from desktop.actions import scoring

        item = self.item
        if result == "excluded":
            self._waits = True
            self._show(*self._stands())
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._waits = False
        self.reason.reset(self.reason.value())
        self.desk.forget((f"conformity/{item}", "excluded"))
        why = self.reason_of(f"conformity/{item}")
        for one in get_args(ConformityResult):
            if one == result:
                self.act(lambda ws, audit, one=one: scoring.conformity(ws, audit, item, result=one, override=why))  # type: ignore[misc]

    def _take_reason(self, key: Key, text: str) -> Deed | None:
        from desktop.actions import scoring

        item = key[0].partition("/")[2]
        if not text.strip():
            if self._stands()[1] is None:
                return None
            raise BadInput(_("不适用须写明理由；要改为判定，请选其他结果。"))
        why = self.reason_of(key[0])
        return Deed(lambda ws, audit: scoring.conformity(ws, audit, item, excluded=text.strip(), override=why))

    def is_answered(self) -> bool:
        return self._waits or self._stands() != ("", None)

    def clear(self) -> None:
        from desktop.actions import scoring

        item = self.item
        self._waits = False
        self.reason.reset(self.reason.value())
        self.desk.forget((f"conformity/{item}", "excluded"))
        self.act(lambda ws, audit: scoring.conformity(ws, audit, item))

    def press(self, key: str) -> bool:
        if key not in _KEYS:
            return False
        self.segments.select(_KEYS[key])
        self.choose(_KEYS[key])
        return True

    def enter(self) -> None:
        (self.reason if self._reason_line.isVisible() else self.segments).setFocus(Qt.FocusReason.OtherFocusReason)
