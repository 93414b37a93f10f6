"""The head of the page: counts, search, filters by links and kind, the bar of what is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import FAMILIES, family
from desktop.ui.evidence import words
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence

PAUSE = 120
LOOSE = "loose"
ALL = "all"


class Head(QWidget):
    """Signals: `changed` (search or filter), `files_wanted`, `folder_wanted`."""

    changed = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", role="text2", elide=True)
        self.files = Button(_("导入"), kind="primary", icon="plus", key="I")
        self.files.clicked.connect(self.files_wanted)
        self.folder = Button(_("导入文件夹"), icon="folder")
        self.folder.clicked.connect(self.folder_wanted)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Label(_("证据"), size=20, weight=700))
        top.addWidget(self.count, 1)
        top.addWidget(self.folder)
        top.addWidget(self.files)
        self.search = TextField(name=_("搜索"), hint=_("搜索说明、文件名、条款"), icon="search", key="Ctrl F", limit=80)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.changed)
        self.search.edited.connect(lambda _text: self._timer.start())
        self.pills = {ALL: FilterPill(_("全部")), LOOSE: FilterPill(_("未关联"), tone="open")}
        self.pills |= {kind: FilterPill(words.family_title(kind)) for kind in FAMILIES}
        self._filter = ALL
        self._filters = QWidget()
        line = QHBoxLayout(self._filters)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for name, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, name=name: self.set_filter(name))
            line.addWidget(pill)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.search)
        column.addWidget(self._filters)
        self.set_filter(ALL)

    def set_empty(self, empty: bool) -> None:
        """With nothing to search there is only one thing to do, and the page says it."""
        for widget in (self.search, self._filters, self.files, self.folder):
            widget.setVisible(not empty)

    def filter(self) -> str:
        """Which filter is on: all, loose, or a family of files."""
        return self._filter

    def query(self) -> str:
        """What is searched for."""
        return self.search.value().strip()

    def set_filter(self, name: str) -> None:
        """Another filter."""
        self._filter = name
        for other, pill in self.pills.items():
            pill.setChecked(other == name)
        self.changed.emit()

    def set_query(self, text: str) -> None:
        """Search for something."""
        self.search.reset(text)
        self.changed.emit()

    def set_evidence(self, evidence: Sequence[Evidence]) -> None:
        """Count anew."""
        loose = sum(not one.links for one in evidence)
        kinds = Counter(family(one.media_type) for one in evidence)
        self.count.setText(
            _("{n} 件，{loose} 件未关联").format(n=len(evidence), loose=loose) if loose else _("{n} 件").format(n=len(evidence))
        )
        self.pills[ALL].set_count(len(evidence))
        self.pills[LOOSE].set_count(loose)
        for kind in FAMILIES:
            pill = self.pills[kind]
            pill.set_count(kinds[kind])
            # Photos are always there to choose; other kinds once there are any.
            pill.setVisible(kind == "photo" or bool(kinds[kind]))


class ChosenBar(Card):
    """Several pieces are chosen. Signals: `link_wanted`, `remove_wanted`, `dropped`."""

    link_wanted = Signal()
    remove_wanted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("tint", margins=(12, 2, 4, 2), spacing=0)
        self.title = Label("", weight=500, role="accent")
        self.sizes = Label("", size=12, role="text2")
        self.link = Button(_("关联条款"), kind="ghost", icon="link", key="E")
        self.link.clicked.connect(self.link_wanted)
        self.remove = Button(_("移除"), kind="ghost", icon="trash", key="Del", danger=True)
        self.remove.clicked.connect(self.remove_wanted)
        close = IconButton("close", _("取消选择"), key="Esc")
        close.clicked.connect(self.dropped)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.sizes)
        row.addStretch(1)
        row.addWidget(self.link)
        row.addWidget(self.remove)
        row.addWidget(close)
        self.body.addLayout(row)
        self.hide()

    def set_chosen(self, chosen: Sequence[Evidence]) -> None:
        """Shown when more than one is chosen."""
        self.setVisible(len(chosen) > 1)
        self.title.setText(_("已选 {n} 件").format(n=len(chosen)))
        self.sizes.setText(words.size(sum(one.size or 0 for one in chosen)))
