"""What one view of the planning page is to the page around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.page import Context, KeyHint

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class PlanView(QWidget):
    """Made when it is first opened, then kept; shows the view of the audit it was given last. Works like a small `page.Page`.

    `tools`: buttons for the page's head, shown while this view is; `summary()`: the line beside the page's title.
    """

    # Other keys are at hand than before.
    keys_changed = Signal()

    # 3 to 6 for the status bar; the page adds its own.
    keys: ClassVar[tuple[KeyHint, ...]] = ()
    # The rest, for the sheet.
    more_keys: ClassVar[tuple[KeyHint, ...]] = ()

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__()
        self.context = context
        self.view = view
        self.tools: tuple[QWidget, ...] = ()

    def shortcut(self, keys: str, does: Callable[[], object]) -> None:
        """Keys that work while this view is seen, wherever the focus is."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(does)

    def keys_now(self) -> tuple[KeyHint, ...]:
        """The keys at this moment."""
        return self.keys

    def summary(self) -> str:
        """A line of figures for the page's head."""
        return ""

    def refresh(self, view: AuditView) -> None:
        """The audit changed, or the view is shown again after a change. Override; call this first."""
        self.view = view

    def reveal(self, record: str) -> None:
        """Go to a record or a field, `team/<id>`, `audit.scope`. Override where that makes sense."""

    def leave(self) -> None:
        """About to be hidden: commit what is being typed. Override where there are fields."""
