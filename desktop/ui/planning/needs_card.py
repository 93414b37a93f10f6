"""What the report still waits for from this page, each a way to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.planning.needs import Need
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.text import Label


class NeedsCard(Card):
    """An amber card of names. Signal: `wanted(str)` with the path of a field."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("open", margins=(12, 6, 12, 6), spacing=4)
        self._needs: tuple[Need, ...] = ()
        self._title = Label("", weight=500, role="open")
        self._title.setFixedHeight(32)
        self.flow = Flow(gap=4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_Top(StatusGlyph("unverified")))
        row.addWidget(_Top(self._title))
        row.addWidget(self.flow, 1)
        self.body.addLayout(row)

    def set_needs(self, needs: Sequence[Need]) -> None:
        """Show other names; none hides the card."""
        if tuple(needs) != self._needs or not needs:
            self._needs = tuple(needs)
            self._title.setText(_("还缺 {n} 项").format(n=len(needs)))
            self.flow.set_widgets([self._button(need) for need in needs])
        self.setVisible(bool(needs))

    def buttons(self) -> list[Button]:
        """The names as buttons."""
        return [widget for widget in self.flow.widgets() if isinstance(widget, Button)]

    def _button(self, need: Need) -> Button:
        button = Button(need.title, kind="ghost")
        if need.clause:
            button.setToolTip(_("报告内容 {clause}").format(clause=need.clause))
        button.clicked.connect(lambda _checked=False: self.wanted.emit(need.path))
        return button


class _Top(QWidget):
    """Keeps what is inside in the first line of the card."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside)
        self.setFixedHeight(32)
