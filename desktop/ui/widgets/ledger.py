"""A reckoning line by line: name, how it came about, the amount at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.cards import Hairline
from desktop.ui.widgets.text import Label


@dataclass(frozen=True)
class LedgerLine:
    """`strong`: a result, with a line above it; `role`: the colour of the words."""

    name: str
    text: str
    amount: str
    strong: bool = False
    role: theme.Role = "text2"


class Ledger(QWidget):
    """Lines below each other; amounts line up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LedgerLine, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 72)

    def lines(self) -> tuple[LedgerLine, ...]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Another reckoning."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        at = 0
        for line in lines:
            if line.strong and at:
                self._grid.addWidget(Hairline(), at, 0, 1, 3)
                at += 1
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(Label(line.name, weight=500 if line.strong else 400), at, 0, top)
            self._grid.addWidget(Label(line.text, role=line.role, wrap=True), at, 1)
            amount = Label(line.amount, weight=500, align=Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(amount, at, 2, top)
            at += 1
