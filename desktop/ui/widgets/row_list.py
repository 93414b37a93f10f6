"""A list whose rows are painted: hundreds cost no more than what is seen; the keys of letters are left to the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate

ROOT = QModelIndex()
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class PaintedRow(Protocol):
    """What a row is: an id, and itself as a sentence. The delegate gets it by the role `ENTRY`."""

    @property
    def id(self) -> str: ...
    def said(self) -> str: ...


R = TypeVar("R", bound=PaintedRow)


class RowModel(QAbstractListModel, Generic[R]):
    """Rows as they were given last."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[R, ...] = ()

    def take(self, rows: Sequence[R]) -> None:
        """Other rows; where they are the same ones only those that changed are painted again."""
        new = tuple(rows)
        before, self.rows = self.rows, new
        if [row.id for row in new] == [row.id for row in before]:
            for place, row in enumerate(new):
                if row != before[place]:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        return row if role == ENTRY else row.said() if role in _SAID else None


class RowList(QListView, Generic[R]):
    """Signals: `chosen(str)` with the id of a row, `removed(str)` for Delete, `opened(str)` for Enter."""

    chosen = Signal(str)
    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, delegate: QStyledItemDelegate, *, name: str) -> None:
        super().__init__()
        self._model: RowModel[R] = RowModel()
        self.setModel(self._model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(name)
        self._quiet = False
        self.selectionModel().currentChanged.connect(lambda index, _old: self._moved(index))

    def set_rows(self, rows: Sequence[R], current: str) -> None:
        """Other rows; the one with this id is current. Emits nothing."""
        self._quiet = True
        self._model.take(rows)
        place = next((place for place, row in enumerate(rows) if row.id == current), -1)
        if place < 0:
            self.setCurrentIndex(ROOT)
        elif self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place))
        self._quiet = False

    def rows(self) -> tuple[R, ...]:
        """The rows as they are shown."""
        return self._model.rows

    def current(self) -> R | None:
        """The row at hand."""
        return self.at(self.currentIndex())

    def at(self, index: Index) -> R | None:
        """The row of an index."""
        return self._model.rows[index.row()] if index.isValid() else None

    def _moved(self, index: QModelIndex) -> None:
        row = self.at(index)
        if row is not None and not self._quiet:
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(row.id)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(row.id)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
