"""Thumbnails in one row that scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QBuffer, QByteArray, QIODevice, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.ui.thumbnails import Thumbnails

TILE = QSize(104, 84)
GAP = 8
ENTRY = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Evidence, ...] = ()

    def take(self, entries: tuple[Evidence, ...]) -> None:
        if entries != self.entries:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.caption or entry.name or _("证据")
        return entry if role == ENTRY else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, thumbnails: Thumbnails, tile: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._tile = tile

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._tile + QSize(GAP, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Evidence = index.data(ENTRY)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        rect = QRect(cell.topLeft(), self._tile)
        picture = self._thumbnails.pixmap(entry.sha256 or "")
        if picture is not None:
            source = self._tile.scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
            part = QRect(
                (picture.width() - source.width()) // 2, (picture.height() - source.height()) // 2, source.width(), source.height()
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, picture, part)
        else:
            painter.fillRect(rect, t.track)
            lost = self._thumbnails.is_lost(entry.sha256 or "")
            icons.paint(painter, "warning" if lost else "image", QRect(rect.center().x() - 9, rect.center().y() - 9, 18, 18), t.text3)
        if entry.caption:
            band = QRect(rect.left() + 4, rect.bottom() - 23, min(fonts.width(entry.caption, 12) + 10, rect.width() - 8), 19)
            paint.box(painter, band, fill=t.surface, radius=3)
            paint.line_of_text(painter, band.adjusted(5, 0, -4, 0), entry.caption, t.text, size=12)
        on = bool(state & QStyle.StateFlag.State_HasFocus)
        paint.box(painter, rect, border=t.accent if on else t.line2, radius=4, width=2 if on else 1)


class ThumbRow(QListView):
    """Signals: `opened(str)` (click, Enter, Space), `unlinked(str)` (Delete) with the evidence's id."""

    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self, thumbnails: Thumbnails, tile: QSize = TILE) -> None:
        super().__init__()
        self.tile = tile
        self.rows = _Model()
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(thumbnails, tile, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(tile.height() + 14)
        # Not a lambda: the row may be gone before the thumbnails are.
        thumbnails.ready.connect(self._repaint)

    def _repaint(self, _sha256: str) -> None:
        self.viewport().update()

    def take(self, entries: tuple[Evidence, ...]) -> None:
        """Show other evidence."""
        self.rows.take(entries)
        self.setVisible(bool(entries))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.rows.entries[index.row()].id or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.rows.entries[index.row()].id or "")
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.unlinked.emit(self.rows.entries[index.row()].id or "")
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
        else:
            event.ignore()


def as_bytes(picture: QImage) -> bytes:
    """The pixels as PNG; away from the window's thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(picture)
    return bytes(data.data())
