"""The control of a judged level: met or not met with its mandatory reason, and how the levels build on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.matters import judged_levels
from desktop.ui.scoring.parts import control_card
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk

_KEYS = {"1": "met", "2": "not"}


class LevelControl(Control):
    """A judgement counts once its reason is written; until then it waits and says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._level = ""
        self._waits = ""
        self.segments = SegmentedRow([Segment("met", _("达到"), "1"), Segment("not", _("未达到"), "2")], name=_("判断"))
        self.segments.chosen.connect(self.choose)
        self.reason = TextArea(name=_("判断理由"), hint=_("依据哪些证据作此判断，必填"), lines=3, limit=5000)
        self._slot = Slot(desk, self.reason, said=self.error.say, take=self._take_reason, owner=self)
        self._ladder = Label("", role="text2", wrap=True)
        self._floor = Label(_("这一级是起点，不需判断。"), role="text2", wrap=True)
        self._card = control_card()
        for one in (self.segments, SectionHead(_("判断理由")), self.reason, self.error):
            self._card.body.addWidget(one)
        self.column.addWidget(self._floor)
        self.column.addWidget(self._card)
        self.column.addWidget(SectionHead(_("逐级核对")))
        self.column.addWidget(self._ladder)

    def show_item(self, rule: RuleItem) -> None:
        self.show_level(str(rule.item.level), rule)

    def show_level(self, level: str, rule: RuleItem | None = None) -> None:
        """Show a level; the clause that describes it may be missing."""
        if level != self._level:
            self.reason.commit()
            self._waits = ""
            self.error.say("")
        self._level, self.rule = level, rule
        judged_here = int(level) in judged_levels(self.view.rules)
        self._card.setVisible(judged_here)
        self._floor.setVisible(not judged_here)
        judged = self.view.document.levels.get(level)
        if judged is not None:
            self._waits = ""
        self.segments.select(self._waits or ("" if judged is None else "met" if judged.met else "not"))
        self._slot.show(f"levels/{level}", "reason", judged.reason if judged else "")
        self._ladder.setText(self._cumulative())

    def _cumulative(self) -> str:
        """Each level covers those below it: where the row of met levels breaks, nothing above counts."""
        labels = {level.stars: level.label for level in self.view.rules.result.levels}
        parts, broken = [], ""
        for level in judged_levels(self.view.rules):
            judged = self.view.document.levels.get(str(level))
            label = labels.get(level, str(level))
            if judged is None:
                parts.append(_("{label}：未判断").format(label=label))
                broken = broken or label
            elif not judged.met:
                parts.append(_("{label}：未达到").format(label=label))
                broken = broken or label
            elif broken:
                parts.append(_("{label}：判为达到，但{broken}不成立，不计入").format(label=label, broken=broken))
            else:
                parts.append(_("{label}：达到").format(label=label))
        return "\n".join(parts)

    def choose(self, result: str) -> None:
        """Met or not met was chosen."""
        from desktop.actions import scoring

        level, reason = self._level, self.reason.value().strip()
        if not reason:
            self._waits = result
            self.segments.select(result)
            self.error.say(_("请写明判断理由；写了才记下这一判断。"))
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.reason.reset(self.reason.value())
        self.desk.forget((f"levels/{level}", "reason"))
        self.act(lambda ws, audit: scoring.judge_level(ws, audit, level, met=result == "met", reason=reason))

    def _take_reason(self, key: Key, text: str) -> Deed | None:
        from desktop.actions import scoring

        level = key[0].partition("/")[2]
        judged = self.view.document.levels.get(level)
        met = judged.met if judged is not None else {"met": True, "not": False}.get(self._waits)
        if not text.strip():
            if judged is not None:
                raise BadInput(_("判断理由不能为空；理由写明后才算判断。"))
            return None
        if met is None:
            return None
        return Deed(lambda ws, audit: scoring.judge_level(ws, audit, level, met=met, reason=text.strip()))

    def is_answered(self) -> bool:
        return bool(self._waits) or self._level in self.view.document.levels

    def clear(self) -> None:
        from desktop.actions import scoring

        level, self._waits = self._level, ""
        self.reason.reset("")
        self.desk.forget((f"levels/{level}", "reason"))
        self.segments.select("")
        self.act(lambda ws, audit: scoring.judge_level(ws, audit, level))

    def press(self, key: str) -> bool:
        if key not in _KEYS or self._card.isHidden():
            return False
        self.segments.select(_KEYS[key])
        self.choose(_KEYS[key])
        return True

    def enter(self) -> None:
        if not self._card.isHidden():
            (self.reason if self.segments.selected() else self.segments).setFocus(Qt.FocusReason.OtherFocusReason)
