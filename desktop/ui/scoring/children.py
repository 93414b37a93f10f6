"""What lies under a clause: its details with the first line of their remarks, each leads to its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.scoring.parts import LinkRow, Rows
from desktop.ui.widgets.cards import SectionHead

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.row_states import RowState

    Child = tuple[str, str, str, RowState]


class Children(QWidget):
    """Signal: `go(str)` to a row."""

    go = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head = SectionHead(_("细项所见"))
        self.rows: Rows[LinkRow, Child] = Rows(self._make, _fill, still=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.rows)

    def _make(self) -> LinkRow:
        row = LinkRow(boxed=False)
        row.clicked.connect(lambda: self.go.emit(row.target))
        return row

    def show_item(self, view: AuditView, rule: RuleItem, states: dict[str, RowState]) -> None:
        """Show what lies under a clause; hidden where there is nothing."""
        shown = []
        for one in view.rules.items.values():
            if one.parent != rule.item.id:
                continue
            answer = view.document.items.get(one.item.id)
            note = (answer.note or "").split("\n")[0] if answer else ""
            title = f"{one.item.title}　{note}" if note else one.item.title
            shown.append((one.item.clause or one.item.id, title, one.item.id, states[one.item.id]))
        self.head.title.setText(_("细项所见") if rule.is_leaf else _("其下条款"))
        self.rows.show_rows(shown)
        self.setVisible(bool(shown))


def _fill(row: LinkRow, one: Child) -> None:
    number, title, key, state = one
    row.set_row(title, number=number, target=key, state=state.state)
