"""The left rail, 168 wide: entries in groups, and the window's own tools at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.rows import RailItem
from desktop.ui.widgets.text import Label

WIDTH = 168


class Entry(NamedTuple):
    """One line of the rail."""

    id: str
    text: str
    icon: str
    group: str = ""


class Tools(QWidget):
    """Keys and theme, at the foot of every rail. Signals: `keys_wanted`, `theme_wanted`."""

    keys_wanted = Signal()
    theme_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(2)
        keys = IconButton("keyboard", _("全部按键"), key="F1")
        keys.clicked.connect(self.keys_wanted)
        self.theme = IconButton("moon", _("深色"))
        self.theme.clicked.connect(self.theme_wanted)
        row.addWidget(keys)
        row.addWidget(self.theme)
        row.addStretch(1)
        theme.notifier().changed.connect(self._show_theme)
        self._show_theme()

    def _show_theme(self) -> None:
        if theme.mode() == "dark":
            self.theme.set_icon("sun", _("换成浅色"))
        else:
            self.theme.set_icon("moon", _("换成深色"))


class Rail(Pane):
    """Entries of which one is open. Signal: `chosen(str)` with the entry's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", edge="right", parent=parent)
        self.setFixedWidth(WIDTH)
        self.tools = Tools()
        self._items: dict[str, RailItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 9, 8)
        self._column.setSpacing(2)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(12, 0, 0, 0)
        self._head.setSpacing(0)
        self._column.addLayout(self._head)
        self._entries = QVBoxLayout()
        self._entries.setContentsMargins(0, 0, 0, 0)
        self._entries.setSpacing(2)
        self._column.addLayout(self._entries)
        self._column.addStretch(1)
        self._column.addWidget(self.tools)

    def set_title(self, title: str, under: str) -> None:
        """What stands on top of the first rail."""
        self._head.setContentsMargins(12, 0, 0, 8)
        self._head.addWidget(Label(title, size=15, weight=700))
        self._head.addWidget(Label(under, size=12, role="text2"))

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Other entries, headed by their groups; a group that was left does not come back: what follows belongs to the one at hand."""
        while (taken := self._entries.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        self._items.clear()
        headed: set[str] = set()
        for place, entry in enumerate(entries):
            if entry.group and entry.group not in headed:
                headed.add(entry.group)
                head = Label(entry.group, size=12, role="text3")
                head.setContentsMargins(8, 0, 0, 0)
                head.setFixedHeight(24)
                self._entries.addWidget(_Indented(head, 8 if place else 0))
            item = RailItem(entry.text, entry.icon, key=f"Ctrl {place + 1}" if place < 9 else "")
            item.clicked.connect(lambda _checked=False, id_=entry.id: self._clicked(id_))
            self._items[entry.id] = item
            self._entries.addWidget(item)

    def ids(self) -> list[str]:
        """The entries in their order."""
        return list(self._items)

    def item(self, id_: str) -> RailItem:
        """One entry."""
        return self._items[id_]

    def select(self, id_: str) -> None:
        """Mark an entry as the open one."""
        for name, item in self._items.items():
            item.setChecked(name == id_)

    def set_left(self, id_: str, count: int = 0, *, done: bool = False, wrong: bool = False, plain: bool = False) -> None:
        """What is left to do there; `plain`: only how many there are."""
        self._items[id_].set_left(count, done=done, wrong=wrong, plain=plain)

    def _clicked(self, id_: str) -> None:
        # A click would uncheck the open entry.
        self._items[id_].setChecked(True)
        self.chosen.emit(id_)


class _Indented(QWidget):
    def __init__(self, label: Label, above: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, above, 0, 0)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
