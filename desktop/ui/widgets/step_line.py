"""One step of a paper's way: done or not, by whom and when, with the button that does it; a refusal stands below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import Button, Kind
from desktop.ui.widgets.glyphs import State, StatusGlyph
from desktop.ui.widgets.text import ErrorLine, Label


class StepLine(QWidget):
    """Signal: `asked`, the button was pressed."""

    asked = Signal()

    def __init__(self, button: str, *, kind: Kind = "outlined", icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glyph = StatusGlyph("empty")
        self.title = Label("", weight=500, elide=True)
        self.under = Label("", size=12, role="text2", wrap=True)
        self.button = Button(button, kind=kind, icon=icon, key=key)
        self.button.clicked.connect(self.asked)
        self.error = ErrorLine()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.glyph)
        line.addWidget(self.title, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.under)
        column.addWidget(self.error)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_step(self, state: State, title: str, under: str = "", *, button: bool = True) -> None:
        """How it stands; `button`: whether it can be done now."""
        self.glyph.set_state(state)
        self.title.setText(title)
        self.under.setText(under)
        self.under.setVisible(bool(under))
        self.button.setVisible(button)
        if state == "done":
            self.error.say("")

    def say(self, sentence: str) -> None:
        """Why it was refused."""
        self.error.say(sentence)
