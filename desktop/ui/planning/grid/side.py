"""The column beside the grid: one slot to edit, what is still to do, or the client's confirmation; closed when none is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.scroll import ScrollColumn

WIDTH = 312
Which = Literal["", "slot", "todo", "confirm"]


class Side(ScrollColumn):
    """Shows one of its cards. Signal: `turned`, another one or none is shown."""

    turned = Signal()

    def __init__(self, cards: Sequence[tuple[Which, QWidget]]) -> None:
        super().__init__(margins=(8, 0, 0, 0), spacing=0)
        self._cards = dict(cards)
        self._shown: Which = ""
        for card in self._cards.values():
            self.body.addWidget(card)
            card.hide()
        self.body.addStretch(1)
        self.setFixedWidth(WIDTH)
        self.hide()

    def shown(self) -> Which:
        """Which card is shown, empty: none."""
        return self._shown

    def turn(self, which: Which) -> None:
        """Show a card, or close."""
        if which == self._shown:
            return
        self._shown = which
        for name, card in self._cards.items():
            card.setVisible(name == which)
        self.setVisible(bool(which))
        self.verticalScrollBar().setValue(0)
        self.turned.emit()
