"""The evidence of a clause: thumbnails side by side, a place to drop on, and in place what was refused with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Evidence
from desktop.ui import fonts, icons, theme
from desktop.ui.scoring.parts import Rows
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, IconButton, _Hovering
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.ui.thumbnails import Thumbnails

WIDE, HIGH, GAP = 86, 92, 8
ENTRY = Qt.ItemDataRole.UserRole + 1
MOST_REFUSED = 12
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class StripModel(QAbstractListModel):
    """The evidence of the clause at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Evidence, ...] = ()

    def take(self, entries: tuple[Evidence, ...]) -> None:
        """Other evidence; nothing happens when it is the same."""
        if entries == self.entries:
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.caption or entry.name or _("证据")
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDE + GAP, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Evidence = index.data(ENTRY)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        rect = QRect(cell.left(), cell.top(), WIDE, HIGH)
        painter.save()
        paint.smooth(painter)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(rect), 4, 4)
        painter.setClipPath(clip)
        picture = self._thumbnails.pixmap(entry.sha256 or "")
        if picture is not None:
            scaled = picture.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            where = QRect(QPoint(0, 0), scaled)
            where.moveCenter(rect.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(where, picture)
        else:
            painter.fillRect(rect, t.track)
            lost = self._thumbnails.is_lost(entry.sha256 or "")
            icons.paint(painter, "warning" if lost else "image", QRect(rect.center().x() - 9, rect.center().y() - 9, 18, 18), t.text3)
        if entry.caption:
            band = QRect(rect.left() + 4, rect.bottom() - 23, min(fonts.width(entry.caption, 12) + 10, WIDE - 8), 19)
            paint.box(painter, band, fill=t.surface, radius=3)
            paint.line_of_text(painter, band.adjusted(5, 0, -4, 0), entry.caption, t.text, size=12)
        painter.restore()
        on = bool(state & QStyle.StateFlag.State_HasFocus)
        paint.box(painter, rect, border=t.accent if on else t.line2, radius=4, width=2 if on else 1)


class ThumbRow(QListView):
    """Thumbnails in one row that scrolls sideways. Signals: `opened(str)`, `unlinked(str)` with the evidence's id."""

    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.rows = StripModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(thumbnails, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(_("这一条款的证据"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(lambda _sha: self.viewport().update())

    def take(self, entries: tuple[Evidence, ...], width: int) -> None:
        """Show other evidence; room for the scroll bar only where it is needed."""
        self.rows.take(entries)
        needed = len(entries) * (WIDE + GAP)
        self.setMaximumWidth(max(1, needed))
        self.setVisible(bool(entries))
        self.setFixedHeight(HIGH + (12 if needed > width else 0))

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


class DropPlace(_Hovering):
    """The dashed box: a click opens the file dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.over = False
        self.setFixedSize(WIDE, HIGH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("加入照片：拖入、粘贴或选择文件"))
        self.setToolTip(_("拖入照片、粘贴，或单击选择文件（JPEG、PNG）　E"))

    def set_over(self, over: bool) -> None:
        """Files are held over the page."""
        self.over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        lively = self.over or self._hovered or self.hasFocus()
        painter.setPen(QPen(t.accent if lively else t.edge, 2 if self.over or self.hasFocus() else 1, Qt.PenStyle.DashLine))
        painter.setBrush(t.tint if self.over else t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        icons.paint(painter, "plus", QRect((WIDE - 16) // 2, 18, 16, 16), t.text2)
        for place, text in enumerate((_("拖入或"), "Ctrl V")):
            paint.line_of_text(painter, QRect(0, 40 + 19 * place, WIDE, 20), text, t.text2, size=12, align=Qt.AlignmentFlag.AlignHCenter)


class RefusedRow(QWidget):
    """A file that was not taken, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", size=12, role="wrong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)

    def say(self, text: str) -> None:
        """The file's name and the sentence."""
        self._text.setText(text)

    def text(self) -> str:
        return self._text.text()


class EvidenceStrip(QWidget):
    """Signals: `browse` for the file dialog, `opened(str)` and `unlinked(str)` with an evidence's id."""

    browse = Signal()
    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.head = SectionHead(_("证据"))
        self.link = Button(_("关联"), kind="ghost", icon="link", key="E")
        self.link.clicked.connect(self.browse)
        self.head.row.addWidget(self.link)
        self.thumbs = ThumbRow(thumbnails)
        self.thumbs.opened.connect(self.opened)
        self.thumbs.unlinked.connect(self.unlinked)
        self.place = DropPlace()
        self.place.clicked.connect(self.browse)
        self.same = Label("", size=12, role="text2", wrap=True)
        self.refused: Rows[RefusedRow, str] = Rows(RefusedRow, RefusedRow.say, spacing=4)
        self._dismiss = IconButton("close", _("收起未加入的文件"))
        self._dismiss.clicked.connect(self.clear_refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.thumbs, 1)
        row.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.same)
        below = QHBoxLayout()
        below.addWidget(self.refused, 1)
        below.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        self.clear_refused()

    def take(self, entries: tuple[Evidence, ...]) -> None:
        """Show the evidence of the clause at hand."""
        self.head.title.setText(_("证据 {n}").format(n=len(entries)) if entries else _("证据"))
        self.thumbs.take(entries, max(self.width() - WIDE - 8, 300))

    def say(self, refused: Sequence[tuple[str, str]], same: Sequence[str]) -> None:
        """What came of adding: files that were refused, with their sentences, and files that were here already."""
        said = [_("{name} 未加入：{sentence}").format(name=name, sentence=sentence) for name, sentence in refused[:MOST_REFUSED]]
        if len(refused) > MOST_REFUSED:
            said.append(_("另有 {n} 个文件未加入。").format(n=len(refused) - MOST_REFUSED))
        self.refused.show_rows(said)
        self._dismiss.setVisible(bool(said))
        known = "、".join(same[:3])
        self.same.setText(_("已有相同的照片，只加了关联：{names}").format(names=known) if same else "")
        self.same.setVisible(bool(same))

    def clear_refused(self) -> None:
        """Take away what was said of the last files."""
        self.say((), ())


def files_of(mime: QMimeData) -> list[Path]:
    """The local files that are dropped or pasted."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def picture_of(mime: QMimeData) -> QImage | bytes | None:
    """A picture on the clipboard: its own bytes where they are there, else the pixels."""
    for kind in ("image/jpeg", "image/png"):
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if data:
                return data
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return image
    return None
