"""The grid: thousands of cells of which only what is seen is painted; several can be chosen by boxes, Ctrl or Shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui import icons, theme
from desktop.ui.evidence import words
from desktop.ui.evidence.model import ENTRY, EvidenceModel, Index
from desktop.ui.widgets import paint
from desktop.ui.widgets.glyphs import paint_glyph

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.ui.thumbnails import Thumbnails

CELL = 168  # the least width of a cell
GAP = 10
PICTURE = 0.63  # height of a picture to its width
BOX = 20


def picture_rect(cell: QRect) -> QRect:
    """Where the picture lies in a cell."""
    width = cell.width() - GAP
    return QRect(cell.left(), cell.top() + 2, width, round(width * PICTURE))


def box_rect(cell: QRect) -> QRect:
    """Where the box to choose lies; a finger hits 32 px of it."""
    picture = picture_rect(cell)
    return QRect(picture.left() + 6, picture.top() + 6, BOX, BOX)


class CellDelegate(QStyledItemDelegate):
    """Paints a picture with its box, caption, clause and time."""

    def __init__(self, thumbnails: Thumbnails, grid: QListView) -> None:
        super().__init__(grid)
        self._thumbnails, self._grid = thumbnails, grid

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Evidence = index.data(ENTRY)
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        t = theme.current()
        picture = picture_rect(rect)
        self._paint_picture(painter, picture, one)
        paint.box(
            painter,
            picture,
            border=t.accent if chosen or focused else t.line,
            radius=4,
            width=3 if chosen and focused else 2 if chosen else 1,
        )
        if focused and not chosen:
            paint.focus_ring(painter, picture, radius=4)
        if chosen or hovered:
            _paint_box(painter, box_rect(rect), chosen=chosen)
        line = QRect(picture.left(), picture.bottom() + 4, picture.width(), 20)
        paint.line_of_text(painter, line, words.title(one), t.text, weight=500)
        self._paint_under(painter, QRect(line.left(), line.bottom() + 1, line.width(), 18), one)

    def _paint_picture(self, painter: QPainter, rect: QRect, one: Evidence) -> None:
        t = theme.current()
        paint.box(painter, rect, fill=t.sunken, radius=4)
        pixmap = self._thumbnails.pixmap(one.sha256 or "")
        if pixmap is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, pixmap, _middle(pixmap, rect.size()))
            painter.restore()
            return
        lost = self._thumbnails.is_lost(one.sha256 or "")
        kind = family(one.media_type)
        name = "image" if kind == "photo" else "document"
        side = 28
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center() - QPoint(0, 10 if lost else 0))
        icons.paint(painter, name, square, t.line2)
        if lost:
            said = _("没有缩略图") if kind == "photo" else words.kind_title(one)
            below = QRect(rect.left(), square.bottom() + 4, rect.width(), 18)
            paint.line_of_text(painter, below, said, t.text3, size=12, align=Qt.AlignmentFlag.AlignHCenter)

    @staticmethod
    def _paint_under(painter: QPainter, rect: QRect, one: Evidence) -> None:
        t = theme.current()
        when = words.taken_short(one)
        right = rect.width()
        if when:
            paint.line_of_text(painter, rect, when, t.text3, size=12, align=Qt.AlignmentFlag.AlignRight)
            right -= 76
        words_rect = QRect(rect.left() + 18, rect.top(), right - 18, rect.height())
        if one.links:
            icons.paint(painter, "link", QRect(rect.left(), rect.top() + 2, 14, 14), t.text3)
            paint.line_of_text(painter, words_rect, words.links_short(one), t.text2, size=12)
        else:
            paint_glyph(painter, QRect(rect.left(), rect.top() + 2, 13, 13), "unverified")
            paint.line_of_text(painter, words_rect, _("未关联"), t.open, size=12, weight=500)


def _middle(pixmap: QPixmap, size: QSize) -> QRect:
    """The part of a picture that fills a size, from its middle."""
    part = QSize(size).scaled(pixmap.size(), Qt.AspectRatioMode.KeepAspectRatio)
    rect = QRect(QPoint(), part)
    rect.moveCenter(QRect(QPoint(), pixmap.size()).center())
    return rect


def _paint_box(painter: QPainter, rect: QRect, *, chosen: bool) -> None:
    t = theme.current()
    paint.box(painter, rect, fill=t.accent if chosen else t.surface, border=t.accent if chosen else t.edge, radius=4)
    if chosen:
        icons.paint(painter, "check", rect.adjusted(3, 3, -3, -3), t.onacc)


class EvidenceGrid(QListView):
    """Signals: `large_wanted`, `remove_wanted`; the selection is Qt's own."""

    large_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, model: EvidenceModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evidence = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(thumbnails, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("证据"))
        self.setStyleSheet("QListView { background: transparent; }")
        self.verticalScrollBar().setSingleStep(40)
        thumbnails.ready.connect(self._arrived)

    def _arrived(self, sha256: str) -> None:
        for place in self._evidence.places_of_sha(sha256):
            self.update(self._evidence.index(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = max(CELL, self.viewport().width() - 2)
        cell = width // (width // CELL)
        self.setGridSize(QSize(cell, round((cell - GAP) * PICTURE) + 54))
        super().resizeEvent(event)

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
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._evidence.entry(place).id or "" for place in places]

    def current(self) -> Evidence | None:
        """The piece at hand."""
        index = self.currentIndex()
        return self._evidence.entry(index.row()) if index.isValid() and index.row() < self._evidence.rowCount() else None

    def choose(self, ids: list[str], current: str = "") -> None:
        """Select these, and go to one of them."""
        selection = self.selectionModel()
        selection.clearSelection()
        for id_ in ids:
            place = self._evidence.place_of(id_)
            if place >= 0:
                selection.select(self._evidence.index(place), QItemSelectionModel.SelectionFlag.Select)
        place = self._evidence.place_of(current or (ids[0] if ids else ""))
        if place >= 0:
            index: QModelIndex | QPersistentModelIndex = self._evidence.index(place)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
