"""The samples at the left, of which only what is seen is painted; filters above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.measurement.words import glyph, verdict_word
from desktop.ui.widgets import paint
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.glyphs import paint_glyph

ENTRY = Qt.ItemDataRole.UserRole + 1
ROW = 52
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class SampleRow(NamedTuple):
    """One sample as its row tells it."""

    id: str
    title: str
    text: str
    passed: bool | None
    begun: bool
    evidence: int

    def said(self) -> str:
        """The row as a sentence."""
        proof = _("{n} 件证据").format(n=self.evidence) if self.evidence else ""
        return "，".join(part for part in (self.title, self.text, verdict_word(self.passed, begun=self.begun), proof) if part)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SampleRow, ...] = ()

    def take(self, rows: Sequence[SampleRow]) -> None:
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ENTRY:
            return row
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return row.said() if role in shown else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SampleRow = index.data(ENTRY)
        t = theme.current()
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        inner = rect.adjusted(2, 1, -2, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, inner, fill=t.tint if chosen else t.hover, radius=4)
        else:
            paint.hairline(painter, rect.left() + 10, rect.bottom(), rect.width() - 20)
        paint_glyph(painter, QRect(rect.left() + 10, rect.top() + 10, 14, 14), glyph(row.passed, begun=row.begun))
        word = verdict_word(row.passed, begun=row.begun)
        width = fonts.width(word, 12, 500 if row.passed is False else 400)
        right = rect.right() - 10
        ink = t.wrong if row.passed is False else t.text3 if row.passed is None else t.text2
        paint.line_of_text(
            painter, QRect(right - width, rect.top() + 5, width + 1, 24), word, ink, size=12, weight=500 if row.passed is False else 400
        )
        left = rect.left() + 32
        paint.line_of_text(painter, QRect(left, rect.top() + 5, right - width - 8 - left, 24), row.title, t.text, weight=500)
        if row.evidence:
            icons.paint(painter, "image", QRect(right - 14, rect.top() + 29, 14, 14), t.text3)
        room = right - (20 if row.evidence else 0) - left
        paint.line_of_text(painter, QRect(left, rect.top() + 26, room, 20), row.text or _("没有写明地点"), t.text3, size=12)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, inner, radius=4)


class SampleList(QListView):
    """Signals: `chosen(str)` with the id of a sample, `opened` for Enter, `removed(str)` for Delete."""

    chosen = Signal(str)
    opened = Signal()
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("样本"))
        self._quiet = False

    def take(self, rows: Sequence[SampleRow], at: str) -> None:
        """Other rows; `at`: the id of the sample at hand."""
        self._quiet = True
        self.model_.take(rows)
        place = next((place for place, row in enumerate(rows) if row.id == at), -1)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.model_.index(place))
        elif place < 0:
            self.clearSelection()
        self._quiet = False

    def ids(self) -> list[str]:
        """The samples in the order of the list."""
        return [row.id for row in self.model_.rows]

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.model_.rows[current.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.model_.rows[index.row()].id)
        elif event.text().strip():
            # Letters and digits mean nothing here; the view would search by them.
            event.ignore()
        else:
            super().keyPressEvent(event)


class SamplePane(QWidget):
    """Filters and the list."""

    WIDTH = 232

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[SampleRow, ...] = ()
        self._at = ""
        self._filter = "all"
        self.list = SampleList()
        words = (("all", _("全部")), ("open", _("未测")), ("failed", _("不合格")), ("bare", _("缺证据")))
        self.pills = {name: FilterPill(text, tone="wrong" if name == "failed" else "neutral") for name, text in words}
        for name, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, name=name: self.choose(name))
        flow = Flow()
        flow.set_widgets(list(self.pills.values()))
        self.setFixedWidth(self.WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(flow)
        card = Card(margins=(2, 4, 2, 4))
        card.body.addWidget(self.list, 1)
        card.setSizePolicy(card.sizePolicy().horizontalPolicy(), self.sizePolicy().verticalPolicy())
        column.addWidget(card, 1)

    def show_rows(self, rows: Sequence[SampleRow], at: str) -> None:
        """All samples, and the one at hand."""
        self._all, self._at = tuple(rows), at
        for name, pill in self.pills.items():
            pill.set_count(sum(_fits(row, name) for row in rows))
            pill.setChecked(name == self._filter)
        # What is being worked on does not vanish from under the hands.
        self.list.take([row for row in rows if _fits(row, self._filter) or row.id == at], at)

    def rows(self) -> tuple[SampleRow, ...]:
        """All samples, whatever the filter."""
        return self._all

    def choose(self, name: str) -> None:
        """Another filter."""
        self._filter = name
        self.show_rows(self._all, self._at)


def _fits(row: SampleRow, name: str) -> bool:
    if name == "open":
        return row.passed is None
    if name == "failed":
        return row.passed is False
    return name == "all" or not row.evidence
