"""The grid: thousands of cells of which only what is seen is painted; several can be chosen by boxes, Ctrl or Shift, and dragged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.evidence import carried
from desktop.ui.evidence.cells import GAP, CellDelegate, box_rect, cell_size, picture_rect
from desktop.ui.evidence.model import EvidenceModel, Index
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.ui.thumbnails import Thumbnails

_EDGE = 40  # px at the top and bottom where a drag scrolls
_SCROLL = 16  # ms and px of one such step


class EvidenceGrid(QListView):
    """Signals: `large_wanted`, `remove_wanted`; `dragging(bool)` a drag begins or has ended; `moved(object, str)` ids and the id they are
    let go before, empty at the end. The selection is Qt's own. `set_ordering`: whether a drag may change the order.
    """

    large_wanted = Signal()
    remove_wanted = Signal()
    dragging = Signal(bool)
    moved = Signal(object, str)

    def __init__(self, model: EvidenceModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evidence = model
        self._thumbnails = thumbnails
        self._ordering = True
        self._gap = -1  # the place a drag would be let go before
        self._pointer = QPoint()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(thumbnails, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        # As icons Qt does not pass that on to where the pointer is.
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("证据"))
        self.setStyleSheet("QListView { background: transparent; }")
        # It paints its own ground: then a scroll moves what is painted, and only the new strip is painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setSingleStep(40)
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL)
        self._scrolling.timeout.connect(self._scroll_on)
        thumbnails.ready.connect(self._arrived)

    def _arrived(self, sha256: str) -> None:
        for place in self._evidence.places_of_sha(sha256):
            self.update(self._evidence.index(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setGridSize(cell_size(self.viewport().width() - 2))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().window)
        painter.end()
        super().paintEvent(event)
        if self._gap >= 0:
            painter = QPainter(self.viewport())
            paint.box(painter, self._gap_rect(), fill=theme.current().accent, radius=1)
            painter.end()

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        # The box adds to the selection and takes away from it; a finger needs no Ctrl.
        if isinstance(event, QMouseEvent) and index.isValid() and self._on_box(index, event):
            pressed = event.type() == QEvent.Type.MouseButtonPress
            return QItemSelectionModel.SelectionFlag.Toggle if pressed else QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def _on_box(self, index: Index, event: QMouseEvent) -> bool:
        return box_rect(self.visualRect(index)).adjusted(-6, -6, 6, 6).contains(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.large_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        elif event.text() and event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Letters are the page's keys, not a search by first letter.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.large_wanted.emit()

    # What is chosen

    def chosen(self) -> list[str]:
        """The ids of what is selected, in the order of the grid."""
        # By ranges: of thousands of selected cells an index each would be dear.
        places = sorted(place for part in self.selectionModel().selection().toList() for place in range(part.top(), part.bottom() + 1))
        return [self._evidence.entry(place).id or "" for place in places]

    def current(self) -> Evidence | None:
        """The piece at hand."""
        index = self.currentIndex()
        return self._evidence.entry(index.row()) if index.isValid() and index.row() < self._evidence.rowCount() else None

    def choose(self, ids: Iterable[str], current: str = "") -> None:
        """Select these, and go to one of them."""
        ids = list(ids)
        places = sorted(place for id_ in ids if (place := self._evidence.place_of(id_)) >= 0)
        chosen = QItemSelection()
        for first, last in _runs(places):
            chosen.select(self._evidence.index(first), self._evidence.index(last))
        selection = self.selectionModel()
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        place = self._evidence.place_of(current or (ids[0] if ids else ""))
        if place >= 0:
            index: Index = self._evidence.index(place)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    # Dragging

    def set_ordering(self, ordering: bool) -> None:
        """Whether letting go between two cells changes the order."""
        self._ordering = ordering

    def startDrag(self, _actions: Qt.DropAction) -> None:
        ids = self.chosen()
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(carried.mime_of(ids))
        first = self.current()
        small = self._thumbnails.pixmap(first.sha256 or "") if first is not None else None
        drag.setPixmap(carried.picture(small, len(ids), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-8, -8))
        self.dragging.emit(True)
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        self.dragging.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files are the page's.
        if event.mimeData().hasFormat(carried.MIME) and self._ordering:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not (event.mimeData().hasFormat(carried.MIME) and self._ordering):
            event.ignore()
            return
        self._pointer = event.position().toPoint()
        self._hold(self.gap_at(self._pointer))
        near = min(self._pointer.y(), self.viewport().height() - self._pointer.y()) < _EDGE
        if near != self._scrolling.isActive():
            self._scrolling.start() if near else self._scrolling.stop()
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._hold(-1)
        self._scrolling.stop()

    def dropEvent(self, event: QDropEvent) -> None:
        ids = carried.ids_of(event.mimeData()) if self._ordering else []
        gap = self.gap_at(event.position().toPoint())
        self._hold(-1)
        self._scrolling.stop()
        if not ids or gap < 0:
            event.ignore()
            return
        event.acceptProposedAction()
        self.moved.emit(ids, (self._evidence.entry(gap).id or "") if gap < self._evidence.rowCount() else "")

    def gap_at(self, at: QPoint) -> int:
        """The place that something let go there would stand before; -1 with nothing listed."""
        count = self._evidence.rowCount()
        size = self.gridSize()
        if not count or size.isEmpty():
            return -1
        across = max(1, self.viewport().width() // size.width())
        row = (at.y() + self.verticalOffset()) // size.height()
        column = min(max(0, (at.x() + size.width() // 2) // size.width()), across)
        return min(max(0, row * across + column), count)

    def _hold(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _gap_rect(self) -> QRect:
        """The line between two cells; past the last one it stands after it."""
        last = self._evidence.rowCount() - 1
        cell = self.visualRect(self._evidence.index(min(self._gap, last)))
        picture = picture_rect(cell)
        x = picture.left() - GAP // 2 - 1 if self._gap <= last else picture.right() + GAP // 2 - 1
        return QRect(max(0, x), picture.top(), 3, picture.height())

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (-_SCROLL if self._pointer.y() < _EDGE else _SCROLL))
        self._hold(self.gap_at(self._pointer))


def _runs(places: list[int]) -> Iterable[tuple[int, int]]:
    """Places in a row as first and last."""
    first = last = -2
    for place in places:
        if place != last + 1:
            if first >= 0:
                yield first, last
            first = place
        last = place
    if first >= 0:
        yield first, last
