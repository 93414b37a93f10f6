"""A question before something that takes the place of what is there: what will happen, and two ways."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label


class AskBar(Card):
    """Signals: `agreed`, `declined`."""

    agreed = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__("open", margins=(14, 6, 10, 6), spacing=0)
        self.text = Label("", role="open", weight=500)
        self.yes = Button("", small=True)
        self.no = Button(_("不替换"), kind="ghost", key="Esc", small=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.body.addLayout(row)
        self.yes.clicked.connect(lambda: self._end(agreed=True))
        self.no.clicked.connect(lambda: self._end(agreed=False))
        self.hide()

    def say(self, text: str, yes: str) -> None:
        """Ask."""
        self.text.setText(text)
        self.yes.set_text(yes)
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self, *, agreed: bool) -> None:
        self.hide()
        (self.agreed if agreed else self.declined).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end(agreed=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.yes.hasFocus():
            self._end(agreed=True)
        else:
            super().keyPressEvent(event)
