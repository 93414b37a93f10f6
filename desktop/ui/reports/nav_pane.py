"""The left pane of the papers: the list, below it the clause that asks for the chosen one, and the export of everything."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.reports.nav_list import WIDTH, NavList
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Hairline, Pane
from desktop.ui.widgets.text import Label


class NavPane(Pane):
    """Its `list` says what is chosen; `export_all` is the button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", edge="right", parent=parent)
        self.setFixedWidth(WIDTH)
        self.list = NavList()
        self._source = Label("", size=12, role="text3", wrap=True)
        self._lent = Label("", size=12, role="open", wrap=True)
        self.export_all = Button(_("全部导出…"), icon="folder", key="Ctrl ⇧ E")
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(4)
        foot.addWidget(self._source)
        foot.addWidget(self._lent)
        foot.addSpacing(4)
        foot.addWidget(self.export_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)

    def show_source(self, text: str, lent: str = "") -> None:
        """Which clause demands the contents; `lent`: that they come from elsewhere."""
        self._source.setText(text)
        self._lent.setText(lent)
        self._lent.setVisible(bool(lent))

    def set_count(self, count: int) -> None:
        """How many papers hold something."""
        self.export_all.setToolTip(_("把有内容的 {n} 种报告和表单写入一个文件夹").format(n=count))
