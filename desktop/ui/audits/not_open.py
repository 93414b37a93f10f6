"""What stands there when the store could not be opened: the sentence, a passphrase where one helps, and another try."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.errors import NoKeyring, WrongKey
from desktop.base.words import _
from desktop.ui import errors
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import ErrorLine, Label

LEAST = 8


class NotOpen(QWidget):
    """Signal: `tried(str)` with the passphrase, empty to try just so."""

    tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = False
        self.title = Label("", size=20, weight=700)
        self.notice = Notice()
        self.passphrase, self.again = _secret(_("口令")), _secret(_("再输一次"))
        for field in (self.passphrase, self.again):
            field.returnPressed.connect(self._try)
        self.error = ErrorLine()
        self.button = Button(_("再试一次"), kind="primary")
        self.button.clicked.connect(self._try)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.again, 1)
        row.addStretch(0)
        row.addWidget(self.button)
        card = Card(margins=(24, 20, 24, 20), spacing=12)
        card.setFixedWidth(560)
        card.body.addWidget(self.title)
        card.body.addWidget(self.notice)
        card.body.addLayout(row)
        card.body.addWidget(self.error)
        # Not by alignment: that reckons the height of the sentence from the width it would like, and cuts it.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)

    def show_error(self, error: BaseException) -> None:
        """Why it was not opened. Where the system keeps no keys, a new store is made with a passphrase."""
        self._new = isinstance(error, NoKeyring)
        asks = self._new or isinstance(error, WrongKey)
        self.title.setText(_("给新存储设口令") if self._new else _("存储没有打开"))
        said = _("这台电脑没有可用的系统钥匙串，存储改用口令加密，每次打开都要输入。忘了口令就打不开，请记牢。")
        self.notice.say(said if self._new else errors.sentence(error))
        self.passphrase.setPlaceholderText(_("至少 {n} 位").format(n=LEAST) if self._new else _("存储的口令"))
        self.passphrase.setVisible(asks)
        self.again.setVisible(self._new)
        self.again.reset("")
        self.error.say("")
        self.button.set_text(_("新建存储") if self._new else _("再试一次"))
        self.button.setEnabled(True)
        (self.passphrase if asks else self.button).setFocus()

    def _try(self) -> None:
        given = self.passphrase.text()
        if self._new and len(given) < LEAST:
            self.error.say(_("口令至少 {n} 位。").format(n=LEAST))
            self.passphrase.setFocus()
        elif self._new and given != self.again.text():
            self.error.say(_("两次输入的口令不同，请再输一次。") if self.again.text() else "")
            self.again.setFocus()
            self.again.selectAll()
        else:
            self.error.say("")
            self.button.setEnabled(False)
            self.tried.emit(given)


def _secret(name: str) -> TextField:
    field = TextField(name=name, hint=name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
