"""The row of tools over a picture that is being marked: what to draw, taking away, undo, and that the original stays as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.page import KeyHint
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.ui.evidence.mark_canvas import Tool

KEYS: dict[str, Tool] = {"V": "select", "A": "arrow", "B": "box", "T": "text", "R": "redact"}


def hints() -> tuple[KeyHint, ...]:
    """The keys while a picture is marked, for the status bar."""
    return (
        KeyHint(("A",), _("箭头")),
        KeyHint(("B",), _("方框")),
        KeyHint(("T",), _("文字")),
        KeyHint(("R",), _("遮盖")),
        KeyHint(("↑↓←→",), _("移动")),
        KeyHint(("Shift", "↑↓←→"), _("改大小")),
        KeyHint(("Del",), _("删去")),
        KeyHint(("Esc",), _("完成")),
    )


class MarkTools(Card):
    """Signals: `tool(str)`, `remove`, `undo`, `redo`, `done`."""

    tool = Signal(str)
    remove = Signal()
    undo = Signal()
    redo = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", margins=(6, 3, 6, 3), spacing=0)
        self.buttons: dict[str, IconButton] = {}
        row = QHBoxLayout()
        row.setSpacing(4)
        names = {"select": _("选择"), "arrow": _("箭头"), "box": _("方框"), "text": _("文字"), "redact": _("遮盖")}
        for key, tool in KEYS.items():
            button = IconButton(f"mark-{tool}", names[tool], key=key)
            button.setCheckable(True)
            button.clicked.connect(partial(self.tool.emit, tool))
            self.buttons[tool] = button
            row.addWidget(button)
        row.addSpacing(8)
        self.trash = IconButton("trash", _("删去所选"), key="Del")
        self.back = IconButton("undo", _("撤销"), key="Ctrl Z")
        self.forth = IconButton("redo", _("重做"), key="Ctrl Y")
        for button, signal in ((self.trash, self.remove), (self.back, self.undo), (self.forth, self.redo)):
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addSpacing(8)
        self.note = Label(_("只画在副本上，原件字节不变；客户版只用遮盖后的副本。"), size=12, role="text2", elide=True)
        row.addWidget(self.note, 1)
        self.finish = Button(_("完成"), kind="primary", key="Esc", small=True)
        self.finish.clicked.connect(self.done)
        row.addWidget(self.finish)
        self.body.addLayout(row)

    def set_tool(self, tool: Tool) -> None:
        """Show which tool is on."""
        for name, button in self.buttons.items():
            button.setChecked(name == tool)

    def set_chosen(self, chosen: bool) -> None:
        """Whether there is a mark to take away."""
        self.trash.setEnabled(chosen)

    def say(self, sentence: str) -> None:
        """Why something was not taken; empty: the standing note."""
        self.note.setText(sentence or _("只画在副本上，原件字节不变；客户版只用遮盖后的副本。"))
        self.note.set_role("wrong" if sentence else "text2")

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at."""
        return (*self.buttons.values(), self.trash, self.back, self.forth, self.finish)
