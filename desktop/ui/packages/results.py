"""Cards that say what came of a package: written, checked, opened, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import icons, theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Card, Variant
from desktop.ui.widgets.text import Label


class _Icon(QWidget):
    def __init__(self, name: str, role: theme.Role) -> None:
        super().__init__()
        self._name = name
        self._role: theme.Role = role
        self.setFixedSize(18, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._name, QRect(0, 1, 18, 18), theme.current().color(self._role))


class ResultCard(Card):
    """A title with an icon, a sentence, and pairs of what and how; it can be put away. Signal: `closed`."""

    closed = Signal()

    def __init__(
        self,
        title: str,
        text: str = "",
        pairs: Sequence[tuple[str, str]] = (),
        *,
        variant: Variant = "plain",
        icon: str = "check",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(variant, margins=(14, 10, 8, 12), spacing=6, parent=parent)
        role: theme.Role = "wrong" if variant == "wrong" else "open" if variant == "open" else "accent"
        self.text = text
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(_Icon(icon, role))
        head.addWidget(Label(title, size=14, weight=500, elide=True), 1)
        close = IconButton("close", _("收起"))
        close.clicked.connect(self.closed)
        head.addWidget(close)
        self.body.addLayout(head)
        inside = QGridLayout()
        inside.setContentsMargins(28, 0, 8, 0)
        inside.setHorizontalSpacing(12)
        inside.setVerticalSpacing(3)
        inside.setColumnStretch(1, 1)
        if text:
            inside.addWidget(Label(text, role="text" if variant == "wrong" else "text2", wrap=True), 0, 0, 1, 2)
        for place, (name, value) in enumerate(pairs, 1):
            inside.addWidget(Label(name, size=12, role="text3"), place, 0, Qt.AlignmentFlag.AlignTop)
            inside.addWidget(Label(value, size=12, role="text", wrap=True), place, 1)
        self.body.addLayout(inside)
        self.setAccessibleName(f"{title} {text} {' '.join(f'{name} {value}' for name, value in pairs)}")
