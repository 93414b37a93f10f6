"""The head of the page: counts, the ways in, search and filters."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.evidence.filters import Filters
from desktop.ui.evidence.shelf import Counts, Wanted
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import Label


class Head(QWidget):
    """Signals: `changed` (search or filter), `files_wanted`, `folder_wanted`, `clauses_wanted`.

    `clause` and `record` narrow too; the clause is chosen at the side, the record by whoever leads here.
    """

    changed = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()
    clauses_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.clause = self.record = ""
        self.title = Label(_("证据"), size=20, weight=700)
        self.count = Label("", role="text2", elide=True)
        self.clauses = IconButton("checks", _("条款"), key="C")
        self.clauses.clicked.connect(self.clauses_wanted)
        self.files = Button(_("导入"), kind="primary", icon="plus", key="I")
        self.files.clicked.connect(self.files_wanted)
        self.folder = Button(_("导入文件夹"), icon="folder")
        self.folder.clicked.connect(self.folder_wanted)
        self.search = TextField(name=_("搜索"), hint=_("搜索说明、文件名、条款"), icon="search", key="Ctrl F", limit=80)
        # Sought while it is typed: a pass over thousands takes less than a frame.
        self.search.edited.connect(lambda _text: self.changed.emit())
        self.filters = Filters()
        self.filters.changed.connect(self.changed)
        self.filters.all_wanted.connect(self.clear)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.clauses)
        top.addWidget(self.title)
        top.addWidget(self.count, 1)
        top.addWidget(self.folder)
        top.addWidget(self.files)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.search, 1)
        line.addWidget(self.filters.auditor)
        line.addWidget(self.filters.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.filters)

    def set_empty(self, empty: bool) -> None:
        """With nothing to search there is only one thing to do, and the page says it."""
        for widget in (self.search, self.filters, self.files, self.folder):
            widget.setVisible(not empty)

    def wanted(self) -> Wanted:
        """What is to be listed."""
        return self.filters.wanted(self.search.value().strip(), self.clause, self.record)

    def query(self) -> str:
        """What is searched for."""
        return self.search.value().strip()

    def set_query(self, text: str) -> None:
        """Search for something."""
        self.search.reset(text)
        self.changed.emit()

    def narrow_to(self, clause: str = "", record: str = "") -> None:
        """Only what belongs to a clause or a record."""
        self.clause, self.record = clause, record
        self.changed.emit()

    def clear(self) -> None:
        """All again."""
        self.search.reset("")
        self.clause = self.record = ""
        self.filters.clear()
        self.changed.emit()

    def set_counts(self, counts: Counts, shown: int) -> None:
        """How many there are, and how many of them are listed."""
        loose = counts.states["loose"]
        said = _("{n} 件，{loose} 件未关联").format(n=counts.whole, loose=loose) if loose else _("{n} 件").format(n=counts.whole)
        self.count.setText(_("列出 {shown} 件，共 {n} 件").format(shown=shown, n=counts.whole) if shown != counts.whole else said)
        self.filters.set_counts(counts, narrows=self.wanted().narrows())
