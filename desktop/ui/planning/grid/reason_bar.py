"""Why a plan that the client has confirmed is changed: asked at the first change, kept for those that follow until it is another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import ErrorLine, Label

Does = Callable[[str | None], None]


class ReasonBar(Card):
    """`ask(does)` runs `does(reason)` as soon as there is a reason, at once when one stands. Signals: `given`, `given_up`."""

    given = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__("open", margins=(14, 8, 10, 8), spacing=4)
        self._pending: Does | None = None
        self._reason = ""
        self._logged = False
        self.title = Label("", weight=500, role="open")
        self.field = TextField(name=_("变更原因"), hint=_("变更原因，写完按 Enter"), limit=500)
        self.apply = Button(_("改动"), key="Enter", small=True)
        self.other = Button(_("换原因"), kind="ghost", small=True)
        self.drop = Button(_("不改了"), kind="ghost", key="Esc", small=True)
        self.error = ErrorLine()
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.title)
        line.addWidget(self.field, 1)
        for button in (self.apply, self.drop, self.other):
            line.addWidget(button)
        self.body.addLayout(line)
        self.body.addWidget(self.error)
        self.field.returnPressed.connect(self._give)
        self.apply.clicked.connect(self._give)
        self.drop.clicked.connect(self.give_up)
        self.other.clicked.connect(self.change)
        self.hide()

    def set_logged(self, logged: bool) -> None:
        """Whether changes go on file."""
        self._logged = logged
        if not logged and not self.isHidden():
            self.forget()

    def reason(self) -> str | None:
        """The reason that stands; None when none is needed or given."""
        return self._reason or None if self._logged else None

    def is_asking(self) -> bool:
        """Whether a change waits for its reason."""
        return self._pending is not None

    def needs(self) -> bool:
        """Whether a change would have to wait."""
        return self._logged and not self._reason

    def ask(self, does: Does) -> None:
        """Run it with the reason, or ask for one first."""
        if not self.needs():
            does(self.reason())
            return
        self._pending = does
        self._show(_("客户已确认过这份计划，改动要写原因，并请客户再次确认。"))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self) -> None:
        """Another reason for what follows."""
        self._pending = lambda _reason: None
        self._show(_("后面的改动用这个原因："))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def forget(self) -> None:
        """The next change is asked about again."""
        self._reason, self._pending = "", None
        self.hide()

    def _show(self, title: str) -> None:
        asking = self._pending is not None
        self.title.setText(title)
        self.field.setVisible(asking)
        self.apply.setVisible(asking)
        self.drop.setVisible(asking)
        self.other.setVisible(not asking)
        if asking:
            self.field.reset(self._reason)
        self.error.say("")
        self.show()

    def _give(self) -> None:
        text = self.field.value().strip()
        does = self._pending
        if not text:
            self.error.say(_("请写明变更的原因。"))
            return
        self._reason, self._pending = text, None
        self._show(_("变更原因：{reason}").format(reason=text if len(text) <= 40 else text[:39] + "…"))
        if does is not None:
            does(text)
        self.given.emit()

    def give_up(self) -> None:
        """The change is not made."""
        self._pending = None
        if self._reason:
            self._show(_("变更原因：{reason}").format(reason=self._reason[:40]))
        else:
            self.hide()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self.give_up()
        else:
            super().keyPressEvent(event)
