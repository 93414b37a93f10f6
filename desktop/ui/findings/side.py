"""The left column: how many findings there are, filters, what is offered, the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from desktop.base.words import _
from desktop.ui.findings.list_pane import FindingList
from desktop.ui.findings.listing import Filter, FindingRow, filters, passing
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card, Pane
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.notice_list import NoticeList, NoticeRow, Tone
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.notices import Notice

WIDTH = 344


class Strip(Card):
    """A line that leads to something beside the list. Signal: `opened`."""

    opened = Signal()

    def __init__(self, word: str, key: str) -> None:
        super().__init__("tint", margins=(12, 4, 4, 4), spacing=0)
        self.text = Label("", size=13, elide=True)
        self.button = Button(word, kind="ghost", key=key)
        self.button.clicked.connect(self.opened)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.hide()

    def say(self, text: str, *, lively: bool = True) -> None:
        """What it leads to; nothing hides it. `lively`: it is worth doing now."""
        self.text.setText(text)
        self.set_variant("tint" if lively else "sunken")
        self.setVisible(bool(text))


class Side(Pane):
    """Signals: `filtered`; `print_wanted(str)` with the kind of a form."""

    filtered = Signal()
    print_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", edge="right")
        self.setFixedWidth(WIDTH)
        self.by: Filter = "all"
        self.count = Label("", size=12, role="text2", elide=True)
        self.add = Button(_("新增"), icon="plus", key="N")
        self.papers = IconButton("print", _("打印表单"), key="Ctrl+P")
        self.papers.clicked.connect(self.show_papers)
        self.pills: dict[Filter, FilterPill] = {}
        for place, (key, word) in enumerate(filters().items(), 1):
            pill = FilterPill(word, 0, tone="open" if key == "open" else "neutral")
            pill.setToolTip(_("只看{what}　{key}").format(what=word, key=place) if key != "all" else _("全部　1"))
            pill.clicked.connect(partial(self.choose, key))
            self.pills[key] = pill
        self.offers = Strip(_("建立"), "O")
        self.second = Strip(_("查看"), "G")
        self.others = NoticeList(few=1)
        self.list = FindingList()
        self._titles: dict[str, str] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("发现"), size=20, weight=700))
        head.addWidget(self.count, 1)
        head.addWidget(self.papers)
        head.addWidget(self.add)
        flow = Flow(gap=6)
        flow.set_widgets(list(self.pills.values()))
        top = QVBoxLayout()
        top.setContentsMargins(16, 14, 16, 8)
        top.setSpacing(8)
        top.addLayout(head)
        for widget in (flow, self.offers, self.second, self.others):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.pills["all"].setChecked(True)

    def show_rows(self, rows: Sequence[FindingRow], current: str) -> None:
        """Count all rows and show those that pass."""
        left = sum(row.is_open for row in rows)
        told = _("{n} 项").format(n=len(rows)) if rows else ""
        self.count.setText(_("{all}，{n} 项待办").format(all=told, n=left) if left else told)
        for key, pill in self.pills.items():
            count = len(passing(rows, key))
            pill.set_count(count)
            pill.setVisible(bool(rows) and (bool(count) or key in ("all", self.by)))
        self.list.set_rows(passing(rows, self.by, current), current)

    def show_others(self, notices: Sequence[Notice]) -> None:
        """What the checks say that belongs to no finding."""
        tones: dict[str, Tone] = {"critical": "wrong", "warning": "open"}
        self.others.set_rows([NoticeRow(one.id, one.sentence, one.clause, tones[one.severity]) for one in notices])

    def choose(self, by: Filter) -> None:
        """Another filter; emits `filtered`."""
        self.by = by
        for key, pill in self.pills.items():
            pill.setChecked(key == by)
        self.filtered.emit()

    def set_papers(self, titles: dict[str, str]) -> None:
        """The forms there are, by their kind."""
        self._titles = titles
        self.papers.setVisible(bool(titles))

    def show_papers(self) -> None:
        """A menu of the forms."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, title in self._titles.items():
            menu.addAction(title, partial(self.print_wanted.emit, kind))
        menu.popup(self.papers.mapToGlobal(self.papers.rect().bottomLeft()))
