"""The form of the next audit of a client, as a page of the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.follow_up_form import FollowUpForm, Wish
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

WIDTH = 560


class NextAudit(QWidget):
    """Signals: `made(str, Wish)` the audit that is followed and what was filled in; `given_up`."""

    made = Signal(str, object)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audit = ""
        self.form = FollowUpForm()
        self.form.setFixedWidth(WIDTH)
        self.form.made.connect(self._give)
        self.form.given_up.connect(self.given_up)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(12)
        column.addWidget(Label(_("新建后续审查"), size=20, weight=700))
        column.addWidget(self.form)
        scroll = ScrollColumn(margins=(24, 16, 24, 16))
        # Centred by stretches: an alignment would not give the text the height it needs at this width.
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(middle)
        centred.addStretch(1)
        scroll.body.addLayout(centred)
        scroll.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def begin(self, view: AuditView) -> None:
        """The form for the audit after this one."""
        self._audit = view.id
        self.form.show_audit(view)
        self.form.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, wish: Wish) -> None:
        self.made.emit(self._audit, wish)
