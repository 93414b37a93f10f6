"""What the forms of the matters have in common: rows with a name at the left, numbers and texts bound to fields of records."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.scoring.methods import decimal
from desktop.ui.scoring.parts import control_card, holder, line
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.rows import SegmentedRow
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.matters import Matter
    from desktop.ui.typed import Field, Fn

NAME_WIDTH = 104


class Form(QWidget):
    """The form of one matter. Signals: `away` when the person is done here, `go(str)` to another row."""

    away = Signal()
    go = Signal(str)

    def __init__(self, desk: Desk, matter: Matter) -> None:
        super().__init__()
        self.desk = desk
        self.matter = matter
        self.error = ErrorLine()
        self.card = control_card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        self.build()
        self.card.body.addWidget(self.error)

    @property
    def view(self) -> AuditView:
        return self.desk.view

    def build(self) -> None:
        """Make the rows."""

    def refresh(self) -> None:
        """Show what the audit holds."""

    def press(self, key: str) -> bool:
        """Take a key of the page; False when it means nothing here."""
        return False

    def enter(self) -> None:
        """Go to the first thing to fill in."""
        for widget in self.findChildren(QWidget):
            if widget.isVisibleTo(self) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def row(self, name: str, *widgets: QWidget | int | str) -> QWidget:
        """A named row in the card."""
        label = Label(name, role="text2", elide=True)
        label.setFixedWidth(NAME_WIDTH)
        made = holder(line(label, *widgets))
        self.card.body.addWidget(made)
        return made

    def say(self, text: str) -> Label:
        """A sentence in the card."""
        label = Label(text, size=12, role="text2", wrap=True)
        self.card.body.addWidget(label)
        return label

    def slot(self, field: Field, take: Callable[[Key, str], Deed | None] | None = None) -> Slot:
        """Bind a field; what is refused is said at the foot of the card."""
        return Slot(self.desk, field, said=self.error.say, take=take, owner=self)

    def act(self, fn: Fn) -> None:
        """Do something to the audit."""

        def done(_changes: Changes) -> None:
            self.error.say("")

        self.desk.act(self, fn, done=done, failed=self.error.say)

    def set(self, record: str, fields: dict[str, Any]) -> None:
        """Set fields of one of the audit's single records."""
        from desktop.actions import audits

        self.act(lambda ws, audit: audits.set_fields(ws, audit, record, fields))


def number_deed(record: str, field: str, text: str, name: str, low: Decimal, high: Decimal) -> Deed:
    """Set a number of a single record, or clear it. BadInput when it is out of bounds."""
    from msgspec import UNSET

    from desktop.actions import audits

    value: Any = decimal(text, name, low, high) if text else UNSET
    return Deed(lambda ws, audit: audits.set_fields(ws, audit, record, {field: value}))


def choose(row: SegmentedRow, id_: str, chosen: Callable[[str], None]) -> None:
    """Choose a segment as if it had been clicked."""
    row.select(id_)
    chosen(id_)
