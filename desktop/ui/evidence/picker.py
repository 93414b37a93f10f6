"""A small searchable list of clauses and what else evidence may prove, over the page: type a number or words, Enter links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.base.words import _
from desktop.ui.evidence.clause_rows import ClauseDelegate, ClauseRow, ClauseRows
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.rules import Rules

SIZE = QSize(520, 440)


class ClausePicker(Card):
    """Signal: `picked(str)` with the record of a clause. Opens in the middle of its parent; Esc or a click beside it closes."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, rules: Rules, parent: QWidget) -> None:
        super().__init__(margins=(12, 12, 12, 12), spacing=8, parent=parent)
        self._ground = parent
        self._model = ClauseRows(rules, self)
        self.title = Label("", size=14, weight=500, elide=True)
        self.search = TextField(name=_("搜索条款"), hint=_("条款编号或名称"), icon="search", key="Enter", limit=80)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(ClauseDelegate(self.list, counts=False))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("条款"))
        self.none = Label(_("没有符合的条款，换一个编号或词。"), role="text2")
        self.none.hide()
        for widget in (self.title, self.search, self.none):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.search.edited.connect(self._filter)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self.search.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def open(self, title: str, more: Sequence[ClauseRow] = ()) -> None:
        """Ask for a clause, or for one of `more`; what was searched before is gone."""
        self.title.setText(title)
        self._model.set_more(more)
        self.search.reset("")
        self._filter("")
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_picker(self) -> None:
        """Go away without a choice."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _place(self) -> None:
        room = self._ground.size()
        size = SIZE.boundedTo(room - QSize(32, 32))
        self.setGeometry(QRect((room.width() - size.width()) // 2, (room.height() - size.height()) // 3, size.width(), size.height()))

    def _filter(self, text: str) -> None:
        self._model.filter(text)
        rows = self._model.rowCount()
        self.none.setVisible(not rows)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))

    def shown(self) -> list[str]:
        """The ids of the clauses that are listed."""
        return self._model.ids()

    def _pick(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            record = self._model.row(row).record
            self.close_picker()
            self.picked.emit(record)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._ground:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            elif event.type() == QEvent.Type.MouseButtonPress and self.isVisible():
                self.close_picker()
        elif watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return bool(super().eventFilter(watched, event))

    def _key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        key = Qt.Key(event.key())
        if key in steps and self._model.rowCount():
            row = min(max(row + steps[key], 0), self._model.rowCount() - 1)
            self.list.setCurrentIndex(self._model.index(row))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(row)
        elif key == Qt.Key.Key_Escape:
            self.close_picker()
        else:
            return False
        return True
