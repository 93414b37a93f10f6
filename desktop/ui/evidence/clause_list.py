"""The clauses beside the grid: drop what is chosen on one and it is linked; a click narrows the grid to a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout

from desktop.base.words import _
from desktop.ui.evidence.carried import MIME, ids_of
from desktop.ui.evidence.clause_rows import ClauseDelegate, ClauseRows
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.rules import Rules

WIDTH = 216


class ClauseList(Pane):
    """Signals: `chosen(str)` with the id of a clause, empty to see all again; `linked(str, object)` a record and the ids of evidence;
    `given(str, QMimeData)` a record and files or a picture from outside; `closed`.
    """

    chosen = Signal(str)
    linked = Signal(str, object)
    given = Signal(str, object)
    closed = Signal()

    def __init__(self, rules: Rules) -> None:
        super().__init__("surface", edge="right")
        self.setFixedWidth(WIDTH)
        self.rows = ClauseRows(rules, self)
        self.view = _DropView(self.rows)
        self.search = TextField(name=_("筛选条款"), hint=_("编号或名称"), icon="filter", limit=80)
        self.none = Label(_("没有符合的条款"), role="text2")
        self.none.setContentsMargins(12, 0, 0, 0)
        self.none.hide()
        self.close_button = IconButton("chevron-left", _("收起条款"), key="C")
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 4, 0)
        head.addWidget(Label(_("条款"), size=13, weight=500))
        self.tip = Label(_("拖到条款上即关联"), size=12, role="text3", elide=True)
        head.addWidget(self.tip, 1)
        head.addWidget(self.close_button)
        field = QHBoxLayout()
        field.setContentsMargins(12, 0, 11, 0)
        field.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 1, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(field)
        column.addWidget(self.none)
        column.addWidget(self.view, 1)
        self.search.edited.connect(self._filter)
        self.search.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._toggle(index.row()))
        self.view.entered_row.connect(self._toggle)
        self.view.dropped.connect(self._dropped)
        self.setFocusProxy(self.view)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How much evidence each clause has, with those below it."""
        self.rows.set_counts(counts)

    def show_chosen(self, key: str) -> None:
        """Mark the clause that narrows the grid."""
        if key == self.view.delegate.chosen:
            return
        self.view.delegate.chosen = key
        self.view.viewport().update()
        place = self.rows.place_of(key) if key else -1
        if place >= 0:
            # A row that was clicked stays where it is.
            hint = QListView.ScrollHint.EnsureVisible if self.view.hasFocus() else QListView.ScrollHint.PositionAtCenter
            self.view.scrollTo(self.rows.index(place), hint)

    def _filter(self, text: str) -> None:
        self.rows.filter(text)
        self.none.setVisible(not self.rows.rowCount())

    def _toggle(self, place: int) -> None:
        if 0 <= place < self.rows.rowCount():
            key = self.rows.row(place).key
            self.chosen.emit("" if key == self.view.delegate.chosen else key)

    def _dropped(self, place: int, data: QMimeData) -> None:
        record, ids = self.rows.row(place).record, ids_of(data)
        if ids:
            self.linked.emit(record, ids)
        else:
            self.given.emit(record, data)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # From the field the arrow leads into the list, Enter to its first clause.
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.rows.rowCount():
            if event.key() == Qt.Key.Key_Down:
                self.view.setCurrentIndex(self.rows.index(0))
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._toggle(0)
                return True
        return bool(super().eventFilter(watched, event))


class _DropView(QListView):
    """Signals: `dropped(int, QMimeData)` with the row something was let go over; `entered_row(int)` by key."""

    dropped = Signal(int, object)
    entered_row = Signal(int)

    def __init__(self, rows: ClauseRows) -> None:
        super().__init__()
        self.delegate = ClauseDelegate(self)
        self.setModel(rows)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setAutoScrollMargin(40)
        self.setAccessibleName(_("条款"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered_row.emit(self.currentIndex().row())
        elif event.text() and event.text().isalnum():
            # Letters are the page's keys.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        if not self._takes(event.mimeData()):
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        # The base class scrolls near the edges.
        super().dragMoveEvent(event)
        place = self.indexAt(event.position().toPoint()).row() if self._takes(event.mimeData()) else -1
        self._hold(place)
        if place >= 0:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._hold(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        place = self.indexAt(event.position().toPoint()).row()
        self._hold(-1)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if place >= 0 and self._takes(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(place, event.mimeData())
        else:
            event.ignore()

    @staticmethod
    def _takes(data: QMimeData) -> bool:
        # Asked with every move of the pointer: what exactly it is, is looked at when it is let go.
        return data.hasFormat(MIME) or data.hasUrls() or data.hasImage()

    def _hold(self, place: int) -> None:
        if place != self.delegate.target:
            self.delegate.target = place
            self.viewport().update()
