"""What all controls of the clause pane have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.typed import Fn


class Control(QWidget):
    """The control of one kind of clause. `show_item` fills it; `press(key)` takes a key of the page.

    Signals: `away` when the person is done and the keys should go back to the tree, `go(str)` to lead to another row.
    """

    away = Signal()
    go = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rule: RuleItem | None = None
        self.error = ErrorLine()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    def view(self) -> AuditView:
        return self.desk.view

    @property
    def item(self) -> str:
        """The id of the clause at hand."""
        return self.rule.item.id if self.rule else ""

    def show_item(self, rule: RuleItem) -> None:
        """Show a clause, or the one at hand again after a change."""
        self.rule = rule

    def press(self, key: str) -> bool:
        """Take a key (a digit or a capital letter); False when it means nothing here."""
        return False

    def enter(self) -> None:
        """Enter was pressed in the tree: go to what is to be filled in."""

    def is_answered(self) -> bool:
        """Whether there is something to take back."""
        return False

    def clear(self) -> None:
        """Take the answer back."""

    def reason_of(self, record: str) -> str | None:
        """The leader's reason that goes with a value entered now."""
        return self.desk.reason_of(record)

    def act(self, fn: Fn) -> None:
        """Do something to the audit; a refusal stands in the control until something is done."""

        def done(_changes: Changes) -> None:
            self.error.say("")

        self.desk.act(self, fn, done=done, failed=self.error.say)
