"""The list of audits with its head: search, filters, open a package, begin a new one, go on with the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.audits import MOST
from desktop.ui.audits.audit_list import AuditModel, AuditView, ListHead, subtitle
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.notices import EmptyState, Notice
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.store.listing import AuditRow


class ListingPage(QWidget):
    """Signals: `opened(str)` an audit by its id, `next_wanted(str)` the one after it, `new_wanted`, `package_wanted`.

    `searched(str)` comes a moment after typing.
    """

    opened = Signal(str)
    next_wanted = Signal(str)
    new_wanted = Signal()
    package_wanted = Signal()
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AuditRow] = []
        self._model = AuditModel(self)
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(120)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        self.notice = Notice()
        self.notice.hide()
        column.addWidget(self.notice)
        self.last = _LastCard()
        self.last.opened.connect(self.opened)
        column.addWidget(self.last)
        column.addLayout(self._filters())
        column.addWidget(self._table(), 1)
        self._said.timeout.connect(lambda: self.searched.emit(self.search.text().strip()))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(_("审查"), size=20, weight=700))
        self.count = Label("", role="text2")
        row.addWidget(self.count)
        row.addStretch(1)
        self.package = Button(_("打开数据包"), icon="folder")
        self.package.setToolTip("Ctrl+O")
        self.package.clicked.connect(self.package_wanted)
        self.new = Button(_("新建审查"), kind="primary", icon="plus")
        self.new.setToolTip("Ctrl+N")
        self.new.clicked.connect(self.new_wanted)
        row.addWidget(self.package)
        row.addWidget(self.new)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = TextField(name=_("搜索"), hint=_("搜索客户、编号、认证机构"), icon="search", key="Ctrl F", limit=80)
        self.search.setFixedWidth(320)
        self.search.edited.connect(lambda _text: self._said.start())
        row.addWidget(self.search)
        self.pills = {"all": FilterPill(_("全部")), "open": FilterPill(_("进行中")), "graded": FilterPill(_("已评定"))}
        self.pills["all"].setChecked(True)
        for name, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, name=name: self._filter(name))
            row.addWidget(pill)
        row.addStretch(1)
        row.addWidget(Label(_("最近改动在前"), size=12, role="text3"))
        return row

    def _table(self) -> QWidget:
        self.view = AuditView()
        self.view.setModel(self._model)
        self.view.activated.connect(lambda index: self.opened.emit(self._model.row(index.row()).id))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        frame = Card(margins=(1, 1, 1, 1), spacing=0)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        frame.body.addWidget(ListHead())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._none = EmptyState(_("没有符合条件的审查"), _("换一个词，或改选“全部”。"), icon="search")
        self._stack.addWidget(self._none)
        frame.body.addWidget(self._stack, 1)
        self.more = Label(
            _("只列出最近改动的 {n} 项，其余用搜索找到。").format(n=MOST), size=12, role="text3", align=Qt.AlignmentFlag.AlignHCenter
        )
        self.more.setFixedHeight(28)
        self.more.hide()
        frame.body.addWidget(self.more)
        return frame

    def set_rows(self, rows: Sequence[AuditRow], query: str) -> None:
        """What the store holds for a query, at most MOST + 1."""
        self._rows = list(rows[:MOST])
        more = len(rows) > MOST
        self.more.setVisible(more)
        graded = sum(row.complete for row in self._rows)
        self.count.setText(_("超过 {n} 项").format(n=MOST) if more else _("{n} 项").format(n=len(self._rows)))
        self.pills["all"].set_count(None if more else len(self._rows))
        self.pills["open"].set_count(None if more else len(self._rows) - graded)
        self.pills["graded"].set_count(None if more else graded)
        if not query:
            self.last.set_row(self._rows[0] if self._rows else None)
        self._show()

    def filter(self) -> str:
        """Which filter is on."""
        return next(name for name, pill in self.pills.items() if pill.isChecked())

    def _filter(self, name: str) -> None:
        for other, pill in self.pills.items():
            pill.setChecked(other == name)
        self._show()

    def _show(self) -> None:
        chosen = self.filter()
        rows = [row for row in self._rows if chosen == "all" or row.complete == (chosen == "graded")]
        current = self.current()
        self._model.set_rows(rows)
        self._stack.setCurrentWidget(self.view if rows else self._none)
        if rows:
            place = max(0, self._model.place_of(current))
            self.view.setCurrentIndex(self._model.index(place))

    def menu_for(self, audit: str) -> QMenu:
        """What can be done with an audit of the list."""
        menu = QMenu(self)
        menu.addAction(_("打开"), lambda: self.opened.emit(audit))
        menu.addAction(_("新建后续审查…"), lambda: self.next_wanted.emit(audit))
        return menu

    def _open_menu(self, at: QPoint) -> None:
        if self.current():
            menu = self.menu_for(self.current())
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.view.viewport().mapToGlobal(at))

    def current(self) -> str:
        """The id of the selected audit, or an empty text."""
        index = self.view.currentIndex()
        return self._model.row(index.row()).id if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the search field the arrows and Enter reach the list.
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.view.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus() and self.current():
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)


class _LastCard(Card):
    """Go on where one stopped."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(16, 10, 16, 10), spacing=0)
        self._audit = ""
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label("", size=14, weight=500, elide=True)
        self._under = Label("", size=12, role="text2", elide=True)
        words.addWidget(Label(_("继续上次"), size=12, role="text2"))
        words.addWidget(self._title)
        words.addWidget(self._under)
        row.addWidget(_CardIcon("checks"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.button = Button(_("继续"), kind="ghost", chevron=True)
        self.button.clicked.connect(lambda: self.opened.emit(self._audit))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def set_row(self, row: AuditRow | None) -> None:
        self.setVisible(row is not None)
        if row is None:
            return
        self._audit = row.id
        self._title.setText(row.client or _("未填写客户"))
        left = _("还缺 {n} 项").format(n=row.total - row.done) if row.total > row.done else row.grade_label or _("评定条件未齐")
        self._under.setText(f"{subtitle(row)}，{left}")
        self.button.setAccessibleName(_("继续 {client}").format(client=row.client))


class _CardIcon(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(18, 18)

    def paintEvent(self, _event: object) -> None:
        from PySide6.QtGui import QPainter

        from desktop.ui import icons

        icons.paint(QPainter(self), self._name, self.rect(), theme.current().accent)
