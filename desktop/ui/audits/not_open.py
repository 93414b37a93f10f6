"""What stands there when the store could not be opened: the sentence, a passphrase where one helps, and another try."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.errors import WrongKey
from desktop.base.words import _
from desktop.ui import errors
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import Label


class NotOpen(QWidget):
    """Signal: `tried(str)` with the passphrase, empty to try just so."""

    tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice()
        self.passphrase = TextField(name=_("口令"), hint=_("存储的口令"))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._try)
        self.button = Button(_("再试一次"), kind="primary")
        self.button.clicked.connect(self._try)
        row = QHBoxLayout()
        row.addWidget(self.passphrase, 1)
        row.addStretch(0)
        row.addWidget(self.button)
        card = Card(margins=(24, 20, 24, 20), spacing=12)
        card.setFixedWidth(560)
        card.body.addWidget(Label(_("存储没有打开"), size=20, weight=700))
        card.body.addWidget(self.notice)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_error(self, error: BaseException) -> None:
        """Why it was not opened."""
        self.notice.say(errors.sentence(error))
        asks = isinstance(error, WrongKey)
        self.passphrase.setVisible(asks)
        self.button.setEnabled(True)
        (self.passphrase if asks else self.button).setFocus()

    def _try(self) -> None:
        self.button.setEnabled(False)
        self.tried.emit(self.passphrase.text())
