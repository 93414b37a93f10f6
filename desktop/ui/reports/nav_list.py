"""The list in the left pane, painted: papers with what they lack, parts with their pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.reports.nav import NavRow, Part
from desktop.ui.widgets import glyphs, paint
from desktop.ui.widgets.text import paint_wrapped, text_height

WIDTH = 264
_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_LEFT = {"head": 16, "paper": 40, "part": 56, "fold": 40}
_RIGHT = Qt.AlignmentFlag.AlignRight


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[NavRow, ...] = ()

    def set_rows(self, rows: Sequence[NavRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.rows[index.row()] if index.isValid() else None
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if row is not None and row.can_be_opened else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(word for word in (row.text, _state(row), _page(row)) if word)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text
        return None


def _state(row: NavRow) -> str:
    if row.kind == "paper" and row.chosen:
        return _("正在查看")
    return "" if row.is_there is None else _("已有") if row.is_there else row.note if row.kind == "paper" else _("缺")


def _page(row: NavRow) -> str:
    return _("第 {n} 页").format(n=row.note) if row.kind == "part" and row.note else ""


class _Painter(QStyledItemDelegate):
    def _room(self, row: NavRow, width: int) -> int:
        return width - _LEFT[row.kind] - 16 - (fonts.width(row.note, 12) + 10 if row.note else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: NavRow = index.data(_ROW)
        widget = option.widget
        width = widget.viewport().width() if isinstance(widget, QListView) else WIDTH
        if row.kind == "head":
            return QSize(width, 36)
        size = 12 if row.kind == "part" else 13
        return QSize(width, max(32 if row.kind == "part" else 34, text_height(row.text, size, 400, self._room(row, width)) + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = theme.current()
        row: NavRow = index.data(_ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if row.kind == "head":
            paint.line_of_text(painter, rect.adjusted(16, 8, -16, 0), row.text, t.text2, size=12, weight=500)
            paint.line_of_text(painter, rect.adjusted(16, 8, -16, 0), row.note, t.text3, size=12, align=_RIGHT)
            return
        if row.kind == "paper" and row.chosen:
            painter.fillRect(rect, t.tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), t.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        self._paint_row(painter, rect, row)
        # The row at hand shows wherever the keys are; the ring says that they are here.
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect.adjusted(2, 1, -2, -1))

    def _paint_row(self, painter: QPainter, rect: QRect, row: NavRow) -> None:
        t = theme.current()
        left, room = _LEFT[row.kind], self._room(row, rect.width())
        mark = QRect(rect.left() + left - 24, rect.top() + 10, 14, 14)
        size = 12 if row.kind == "part" else 13
        if row.kind == "fold":
            icons.paint(painter, "chevron-down" if row.chosen else "chevron-right", mark, t.text2)
        elif row.is_there is not None:
            glyphs.paint_glyph(painter, mark, "done" if row.is_there else "unverified")
        elif row.kind == "paper":
            icons.paint(painter, "document", mark, t.text3)
        painter.setPen(t.text if row.kind == "paper" else t.text2)
        words = QRect(rect.left() + left, rect.top() + 6, room, rect.height() - 12)
        paint_wrapped(painter, words, row.text, size, 500 if row.chosen and row.kind == "paper" else 400)
        if row.note:
            note = QRect(rect.left() + left + room, rect.top() + 6, rect.width() - left - room - 16, 21)
            ink = t.open if row.kind == "paper" else t.text3
            paint.line_of_text(painter, note, row.note, ink, size=12, align=_RIGHT)


class NavList(QListView):
    """Up and Down move, Enter or a click opens. Signals: `paper_chosen(str)`, `part_opened(Part)`, `folded`."""

    paper_chosen = Signal(str)
    part_opened = Signal(object)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("报告和表单"))
        self.clicked.connect(self._open)

    def set_rows(self, rows: Sequence[NavRow]) -> None:
        """Other rows; the row at hand and the place of the list stay."""
        if tuple(rows) == self._model.rows:
            return
        key, top = self.current_key(), self.verticalScrollBar().value()
        self._model.set_rows(rows)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top)
        self.set_current(key)

    def rows(self) -> tuple[NavRow, ...]:
        """What is listed."""
        return self._model.rows

    def parts(self) -> tuple[Part, ...]:
        """The parts of the chosen paper."""
        return tuple(row.part for row in self._model.rows if row.part is not None)

    def index_of(self, key: str) -> QModelIndex:
        """Where a row stands; an invalid index when it is not listed."""
        place = next((place for place, row in enumerate(self._model.rows) if row.key == key), -1)
        return self._model.index(place, 0) if place >= 0 else QModelIndex()

    def current_key(self) -> str:
        """The key of the row at hand, or an empty text."""
        index = self.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else ""

    def set_current(self, key: str) -> None:
        """Have a row at hand; when it is gone, the chosen paper."""
        index = self.index_of(key)
        if not index.isValid():
            index = self.index_of(next((row.key for row in self._model.rows if row.chosen and row.kind == "paper"), ""))
        if index.isValid():
            self.setCurrentIndex(index)

    def see(self, key: str) -> None:
        """Have a row at hand and in sight."""
        self.set_current(key)
        self.scrollTo(self.currentIndex())

    def _open(self, index: _Index) -> None:
        row = self._model.rows[index.row()] if index.isValid() else None
        if row is None:
            return
        if row.kind == "paper":
            self.paper_chosen.emit(row.key)
        elif row.kind == "fold":
            self.folded.emit()
        elif row.part is not None:
            self.part_opened.emit(row.part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
