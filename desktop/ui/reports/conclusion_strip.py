"""The conclusion in a line, with the way to where it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.concluding import outcome_standings, standing_of
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class ConclusionStrip(Card):
    """Signal: `wanted`."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", margins=(14, 8, 6, 8), parent=parent)
        self.text = Label("", weight=500, wrap=True)
        self.under = Label("", size=12, role="text2", wrap=True)
        self.button = Button("", kind="ghost", chevron=True)
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.under)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_view(self, view: AuditView) -> None:
        """The conclusion as the audit holds it; hidden where the scheme has none."""
        conclusion = view.document.conclusion
        kind = conclusion.kind if conclusion is not None else None
        self.setVisible(bool(view.scheme.outcomes) or bool(kind))
        if conclusion is None or not kind:
            self.set_variant("open")
            self.text.setText(_("还没有审查结论"))
            self.under.setText("")
            self.button.set_text(_("作出结论"))
        else:
            standing = standing_of(conclusion, outcome_standings(view.document, view.rules, view.grade))
            stands = standing is not None and standing.allowed
            self.set_variant("sunken" if stands else "open")
            self.text.setText(standing.text if standing is not None else conclusion.text or kind)
            self.under.setText("" if stands else _("现在不能这样下结论"))
            self.button.set_text(_("结论"))
        self.under.setVisible(bool(self.under.text()))
