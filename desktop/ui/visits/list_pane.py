"""The visits of the audit at the left, below what the scheme asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.glyphs import State, paint_glyph

ROW = 64
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class VisitRow:
    """One visit as its row tells it."""

    id: str
    title: str
    text: str
    state: str
    doubts: int
    made: bool
    released: bool


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[VisitRow, ...] = ()

    def take(self, rows: Sequence[VisitRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
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
            doubts = _("{n} 处待核实").format(n=row.doubts) if row.doubts else ""
            return "，".join(part for part in (row.title, row.text, row.state, doubts) if part)
        return None


class VisitList(QListView):
    """Signals: `chosen(str)` with the id of a visit, `removed(str)` for Delete, `opened` for Enter. Letters are left to the page."""

    chosen = Signal(str)
    removed = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model_ = _Model()
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        # Cards on the ground of the page, against the general rule for lists.
        self.setStyleSheet("QListView { background: transparent; }")
        self.setAccessibleName(_("暗访列表"))
        self._quiet = False
        self.selectionModel().currentChanged.connect(lambda index, _old: self._moved(index))

    def set_rows(self, rows: Sequence[VisitRow], current: str) -> None:
        """Other rows; the one with this id is current. Emits nothing."""
        self._quiet = True
        if tuple(rows) != self.model_.rows:
            self.model_.take(rows)
        place = next((place for place, row in enumerate(rows) if row.id == current), -1)
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self.model_.index(place))
        self._quiet = False

    def rows(self) -> tuple[VisitRow, ...]:
        """The rows as they are shown."""
        return self.model_.rows

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.model_.rows[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self.removed.emit(self.model_.rows[index.row()].id)
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
        row: VisitRow = index.data(Qt.ItemDataRole.UserRole)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        rect = cell.adjusted(0, 0, 0, -4)
        on = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint.box(painter, rect, fill=t.tint if on else t.hover if hovered else t.surface, border=t.accent if on else t.line)
        glyph: State = "unverified" if row.doubts else "done" if row.made else "empty"
        paint_glyph(painter, QRect(rect.left() + 12, rect.top() + 12, 14, 14), glyph)
        left, right = rect.left() + 34, rect.right() - 12
        width = fonts.width(row.state, 12)
        ink = t.accent if row.released else t.text2
        paint.line_of_text(painter, QRect(right - width, rect.top() + 8, width + 1, 22), row.state, ink, size=12, align=RIGHT)
        if not row.released:
            icons.paint(painter, "lock", QRect(right - width - 18, rect.top() + 12, 14, 14), t.text3)
        paint.line_of_text(painter, QRect(left, rect.top() + 8, right - width - 26 - left, 22), row.title, t.text, weight=500)
        told = _("{n} 处待核实").format(n=row.doubts) if row.doubts else ""
        doubts = fonts.width(told, 12, 500) if told else 0
        paint.line_of_text(painter, QRect(right - doubts, rect.top() + 31, doubts + 1, 20), told, t.open, size=12, weight=500, align=RIGHT)
        room = right - left - (doubts + 8 if doubts else 0)
        paint.line_of_text(painter, QRect(left, rect.top() + 31, room, 20), row.text, t.text2, size=12)
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect)
