"""Clauses of the scheme as chips that lead there, and a field that takes one more by its number or words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.offer import Offer
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.domain.rules import Rules

LONGEST = 18


def clause_title(rules: Rules, key: str) -> str:
    """A clause with its title, or what is no clause of the scheme as it was named."""
    rule = rules.items.get(key)
    return f"{rule.item.clause or key} {rule.item.title}" if rule is not None else key


def clause_record(rules: Rules, key: str) -> str:
    """The record of a clause's result, for the score page."""
    rule = rules.items.get(key)
    section = "conformity" if rule is not None and rule.item.kind == "conformity" else "items"
    return f"{section}/{key}"


class ClauseChip(QWidget):
    """A clause: the word leads there, the cross takes the link away. Signals: `opened`, `removed`."""

    opened = Signal()
    removed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.word = Button(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…", small=True)
        self.word.setToolTip(_("{clause}　Enter 打开，Del 取消关联").format(clause=text))
        self.word.setAccessibleName(text)
        self.word.clicked.connect(self.opened)
        self.cross = IconButton("close", _("取消关联 {clause}").format(clause=text), size=28)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 4, 2)
        row.setSpacing(0)
        row.addWidget(self.word)
        row.addWidget(self.cross)

    def sizeHint(self) -> QSize:
        return QSize(self.word.sizeHint().width() + 32, 32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ClausePicker(QWidget):
    """Signals: `opened(str)`, `removed(str)`, `picked(str)` with the clause's id. `ground`: the page, for the list of words."""

    opened = Signal(str)
    removed = Signal(str)
    picked = Signal(str)

    def __init__(self, rules: Rules, ground: QWidget, *, name: str = "", key: str = "") -> None:
        super().__init__()
        self._rules = rules
        self._names = {clause_title(rules, item): item for item in rules.items}
        self._items: tuple[str, ...] | None = None
        self.chips = Flow(gap=6)
        self.field = TextField(name=name or _("关联条款"), hint=_("条款编号或名称"), icon="link", key=key, limit=120)
        self.offer = Offer(self.field, ground, list(self._names))
        self.offer.picked.connect(self._pick)
        self.field.returnPressed.connect(self._enter)
        self.error = ErrorLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.chips, self.field, self.error):
            column.addWidget(widget)

    def show_items(self, items: Sequence[str]) -> None:
        """Other clauses."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        chips: list[QWidget] = []
        for item in items:
            chip = ClauseChip(clause_title(self._rules, item))
            chip.opened.connect(partial(self.opened.emit, item))
            chip.removed.connect(partial(self.removed.emit, item))
            chips.append(chip)
        self.chips.setVisible(bool(items))
        self.chips.set_widgets(chips)

    def clear(self) -> None:
        """Nothing is typed, nothing was refused."""
        self.field.reset("")
        self.error.say("")

    def _enter(self) -> None:
        text = self.field.value().strip()
        if text:
            self._pick(text)

    def _pick(self, text: str) -> None:
        try:
            item = self.clause_of(text)
        except BadInput as error:
            self.error.say(error.sentence)
        else:
            self.picked.emit(item)

    def clause_of(self, text: str) -> str:
        """The clause that is meant: by its name, its number, or the only one that holds the words. Raises BadInput."""
        text = text.strip()
        if text in self._names:
            return self._names[text]
        for key, rule in self._rules.items.items():
            if text in (key, rule.item.clause):
                return key
        found = [key for name, key in self._names.items() if text.casefold() in name.casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            raise BadInput(_("有 {n} 个条款含“{text}”，请写编号或从列表中选。").format(n=len(found), text=text[:20]))
        raise BadInput(_("方案中没有条款“{text}”，请核对编号。").format(text=text[:20]))
