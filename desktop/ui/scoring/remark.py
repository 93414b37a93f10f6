"""The remark of a clause: running text that is safe as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import ConformityAnswer
from desktop.ui.scoring.row_states import record_of
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk


class Remark(QWidget):
    """`field` with its head; hidden where a clause has none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.field = TextArea(name=_("备注"), hint=_("所见、来源、与谁核对"), lines=1)
        self.error = ErrorLine()
        self._slot = Slot(desk, self.field, said=self.error.say, take=_take, owner=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for one in (SectionHead(_("备注")), self.field, self.error):
            column.addWidget(one)

    def show_item(self, rule: RuleItem, *, moved: bool) -> None:
        """Show the remark of a clause."""
        if moved:
            self.error.say("")
        record = record_of(rule)
        noted = not record.startswith("levels/") and rule.item.kind != "guidance"
        self.setVisible(noted)
        if not noted:
            return
        document = self._desk.view.document
        if record.startswith("conformity/"):
            judged = document.conformity.get(rule.item.id)
            text = judged.note if isinstance(judged, ConformityAnswer) else None
        else:
            answer = document.items.get(rule.item.id)
            text = answer.note if answer else None
        self._slot.show(record, "note", text or "")

    def begin(self) -> None:
        """Go to the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _take(key: Key, text: str) -> Deed:
    from desktop.actions import scoring

    section, _slash, item = key[0].partition("/")
    if section == "conformity":
        return Deed(lambda ws, audit: scoring.conformity(ws, audit, item, note=text))
    return Deed(lambda ws, audit: scoring.answer(ws, audit, item, note=text))
