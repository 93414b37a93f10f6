"""What a deduction is without, each with the repair beside it; flagged, never blocked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.scoring.parts import line
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import Chip


class LacksLine(QWidget):
    """Signals: `say` to write what was found, `link` to add evidence."""

    say = Signal()
    link = Signal()

    def __init__(self, unsaid: str, write: str, *, key: str = "") -> None:
        super().__init__()
        self._unsaid = unsaid
        self.no_statement = Chip(unsaid, icon="warning", tone="open")
        self.write = Button(write, kind="ghost", icon="pencil", key=key)
        self.no_evidence = Chip(_("缺客观证据"), icon="warning", tone="open")
        self.links = Button(_("关联证据"), kind="ghost", icon="link")
        self.write.clicked.connect(self.say)
        self.links.clicked.connect(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line(self.no_statement, self.write, self.no_evidence, self.links, 1))

    def show_lacks(self, lacks: tuple[str, ...]) -> None:
        """Say what is lacking; nothing hides the line."""
        said, shown = self._unsaid in lacks, _("缺客观证据") in lacks
        for widget in (self.no_statement, self.write):
            widget.setVisible(said)
        for widget in (self.no_evidence, self.links):
            widget.setVisible(shown)
        self.setVisible(said or shown)
