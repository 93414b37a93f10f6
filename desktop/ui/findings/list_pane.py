"""The findings of the audit at the left, painted; hundreds cost no more than what is seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.findings.listing import FindingRow
from desktop.ui.widgets import paint
from desktop.ui.widgets.glyphs import paint_glyph

ROW = 64
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FindingRow, ...] = ()

    def take(self, rows: Sequence[FindingRow]) -> None:
        new = tuple(rows)
        if [row.id for row in new] == [row.id for row in self.rows]:
            changed = [place for place, row in enumerate(new) if row != self.rows[place]]
            self.rows = new
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(part for part in (row.title, row.text, row.state) if part)
        return None


class FindingList(QListView):
    """Signals: `chosen(str)` with the id of a finding, `removed(str)` for Delete, `opened` for Enter. Letters are left to the page."""

    chosen = Signal(str)
    removed = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows_model = _Model()
        self.setModel(self.rows_model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(_("审查发现列表"))
        self._quiet = False
        self.selectionModel().currentChanged.connect(lambda index, _old: self._moved(index))

    def set_rows(self, rows: Sequence[FindingRow], current: str) -> None:
        """Other rows; the one with this id is current. Emits nothing."""
        self._quiet = True
        self.rows_model.take(rows)
        place = next((place for place, row in enumerate(rows) if row.id == current), -1)
        if place < 0:
            self.setCurrentIndex(ROOT)
        elif self.currentIndex().row() != place:
            self.setCurrentIndex(self.rows_model.index(place))
        self._quiet = False

    def rows(self) -> tuple[FindingRow, ...]:
        """The rows as they are shown."""
        return self.rows_model.rows

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.rows_model.rows[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self.removed.emit(self.rows_model.rows[index.row()].id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FindingRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.tint if on else t.hover)
        if on:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), t.accent)
        else:
            paint.hairline(painter, rect.left() + 16, rect.bottom(), rect.width() - 32)
        mark = QRect(rect.left() + 16, rect.top() + 14, 16, 16)
        if row.mark == "warning":
            icons.paint(painter, "warning", mark, t.wrong)
        else:
            paint_glyph(painter, mark.adjusted(1, 1, -1, -1), row.mark)
        left, right = rect.left() + 42, rect.right() - 16
        paint.line_of_text(painter, QRect(left, rect.top() + 10, right - left, 22), row.title, t.text, weight=500 if on else 400)
        width = fonts.width(row.state, 12, 500)
        ink = t.color(row.ink)
        weight: fonts.Weight = 500 if row.ink in ("open", "wrong") else 400
        place = QRect(right - width, rect.top() + 34, width + 1, 20)
        paint.line_of_text(painter, place, row.state, ink, size=12, weight=weight, align=RIGHT)
        room = QRect(left, rect.top() + 34, right - left - width - 8, 20)
        paint.line_of_text(painter, room, row.text, t.text2, size=12)
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1), radius=4)
