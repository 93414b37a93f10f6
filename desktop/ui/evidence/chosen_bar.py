"""Several pieces are chosen: how many, how large, and what can be done to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.words import _
from desktop.ui.evidence import words
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence


class ChosenBar(Card):
    """Signals: `link_wanted`, `report_wanted`, `remove_wanted`, `dropped`."""

    link_wanted = Signal()
    report_wanted = Signal()
    remove_wanted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("tint", margins=(12, 2, 4, 2), spacing=0)
        self.title = Label("", weight=500, role="accent")
        self.sizes = Label("", size=12, role="text2", elide=True)
        self.link = Button(_("关联条款"), kind="ghost", icon="link", key="E")
        self.link.clicked.connect(self.link_wanted)
        self.report = Button("", kind="ghost", icon="report", key="P")
        self.report.clicked.connect(self.report_wanted)
        self.remove = Button(_("移除"), kind="ghost", icon="trash", danger=True)
        self.remove.setToolTip(_("移除　Del"))
        self.remove.clicked.connect(self.remove_wanted)
        close = IconButton("close", _("取消选择"), key="Esc")
        close.clicked.connect(self.dropped)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.sizes, 1)
        for widget in (self.link, self.report, self.remove, close):
            row.addWidget(widget)
        self.body.addLayout(row)
        self.hide()

    def set_chosen(self, chosen: Sequence[Evidence]) -> None:
        """Shown when more than one is chosen."""
        self.setVisible(len(chosen) > 1)
        self.title.setText(_("已选 {n} 件").format(n=len(chosen)))
        self.sizes.setText(words.size(sum(one.size or 0 for one in chosen)))
        self.report.set_text(_("列入报告") if any(one.left_out for one in chosen) else _("不列入报告"))
