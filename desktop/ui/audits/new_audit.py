"""The form of a new audit: client, scheme, kind. Enter makes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, TextField
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.options import Option, OptionGroup
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

WIDTH = 560


class NewAudit(QWidget):
    """Signals: `made(str, str, str)` client, scheme id and kind; `given_up`."""

    made = Signal(str, str, str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schemes: dict[str, dict[str, Any]] = {}
        self.client = TextField(name=_("客户名称"), hint=_("营业执照上的全称"), limit=200)
        self.scheme = OptionGroup(name=_("认证方案"), digits=True)
        self.kind = Choice(name=_("审查类型"))
        self.make = Button(_("新建审查"), kind="primary", key="Enter")
        self.notice = Notice()
        self.notice.hide()
        self.client.edited.connect(lambda _text: self._check())
        self.scheme.chosen.connect(self._scheme_chosen)
        self.make.clicked.connect(self._give)
        give_up = Button(_("返回"), key="Esc")
        give_up.clicked.connect(self.given_up)

        card = Card(margins=(24, 20, 24, 20), spacing=6)
        card.setFixedWidth(WIDTH)
        for title, field in ((_("客户"), self.client), (_("认证方案"), self.scheme), (_("审查类型"), self.kind)):
            card.body.addWidget(Label(title, size=12, weight=500, role="text2"))
            card.body.addWidget(field)
            card.body.addSpacing(10)
        self._waits = Label(_("正在读取方案…"), role="text3")
        card.body.insertWidget(4, self._waits)
        card.body.addWidget(self.notice)
        buttons = QHBoxLayout()
        buttons.addWidget(give_up)
        buttons.addStretch(1)
        buttons.addWidget(self.make)
        card.body.addLayout(buttons)

        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(4)
        column.addWidget(Label(_("新建审查"), size=20, weight=700))
        column.addWidget(Label(_("方案的版本在新建时定下，之后方案更新也不会改动这次审查的评分。"), role="text2", wrap=True))
        column.addSpacing(12)
        column.addWidget(card)
        scroll = ScrollColumn(margins=(24, 16, 24, 16))
        scroll.body.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._check()

    def set_schemes(self, schemes: Sequence[dict[str, Any]]) -> None:
        """The schemes there are: id, title, body, version, kinds."""
        self._schemes = {entry["id"]: entry for entry in schemes}
        options = [Option(entry["id"], entry["title"], _("版本 {v}").format(v=entry["version"])) for entry in schemes]
        self._waits.setVisible(not options)
        self.scheme.set_options(options, self.scheme.selected() or (options[0].id if options else ""))
        self._scheme_chosen(self.scheme.selected())

    def scheme_count(self) -> int:
        """How many schemes are offered."""
        return len(self._schemes)

    def begin(self) -> None:
        """An empty form with the cursor in the client's name."""
        self.client.reset("")
        self.notice.hide()
        self._check()
        self.client.setFocus()

    def failed(self, sentence: str) -> None:
        """The audit was not made, and why."""
        self.notice.say(sentence)
        self.make.setEnabled(True)

    def _scheme_chosen(self, scheme: str) -> None:
        kinds = self._schemes.get(scheme, {}).get("kinds", {})
        before = self.kind.selected()
        self.kind.set_options(list(kinds.items()))
        self.kind.select(before if before in kinds else next(iter(kinds), ""))
        self._check()

    def _check(self) -> None:
        self.make.setEnabled(bool(self.client.value().strip() and self.scheme.selected() and self.kind.selected()))

    def _give(self) -> None:
        if self.make.isEnabled():
            self.make.setEnabled(False)
            self.notice.hide()
            self.made.emit(self.client.value().strip(), self.scheme.selected(), self.kind.selected())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
