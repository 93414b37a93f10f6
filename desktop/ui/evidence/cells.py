"""One cell of the grid as it is painted: picture with box and tags, caption, clause, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui import fonts, icons, theme
from desktop.ui.evidence import words
from desktop.ui.evidence.model import ENTRY, NUMBER, Index
from desktop.ui.widgets import paint
from desktop.ui.widgets.glyphs import paint_glyph

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.ui.thumbnails import Thumbnails

CELL = 156  # the least width of a cell
GAP = 10
PICTURE = 0.63  # height of a picture to its width
BOX = 20
TAG = 20
_FAINT = 0.4


def picture_rect(cell: QRect) -> QRect:
    """Where the picture lies in a cell."""
    width = cell.width() - GAP
    return QRect(cell.left(), cell.top() + 2, width, round(width * PICTURE))


def box_rect(cell: QRect) -> QRect:
    """Where the box to choose lies; a finger hits 32 px of it."""
    picture = picture_rect(cell)
    return QRect(picture.left() + 6, picture.top() + 6, BOX, BOX)


def cell_size(room: int) -> QSize:
    """Cells that fill a width."""
    width = max(CELL, room)
    cell = width // (width // CELL)
    return QSize(cell, round((cell - GAP) * PICTURE) + 54)


class CellDelegate(QStyledItemDelegate):
    """Paints from the model and the thumbnails at hand; asks for nothing."""

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
        _paint_tags(painter, picture, one, index.data(NUMBER))
        line = QRect(picture.left(), picture.bottom() + 4, picture.width(), 20)
        # Names of files differ at their end.
        elide = Qt.TextElideMode.ElideRight if one.caption else Qt.TextElideMode.ElideMiddle
        paint.line_of_text(painter, line, words.title(one), t.text3 if one.left_out else t.text, weight=500, elide=elide)
        _paint_under(painter, QRect(line.left(), line.bottom() + 1, line.width(), 18), one)

    def _paint_picture(self, painter: QPainter, rect: QRect, one: Evidence) -> None:
        t = theme.current()
        paint.box(painter, rect, fill=t.sunken, radius=4)
        pixmap = self._thumbnails.pixmap(one.sha256 or "")
        if pixmap is not None:
            painter.save()
            if one.left_out:
                painter.setOpacity(_FAINT)
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


def _paint_tags(painter: QPainter, picture: QRect, one: Evidence, number: int | None) -> None:
    """At the top right what is drawn on it, at the bottom left its place in the report."""
    kinds = {mark.kind == "redact" for mark in one.marks}
    right = picture.right() - 5
    for there, icon, text in ((True in kinds, "mark-redact", _("遮盖")), (False in kinds, "pencil", _("标注"))):
        if there:
            right -= _tag(painter, right, picture.top() + 6, icon, text) + 4
    if one.left_out:
        _tag(painter, -1, picture.bottom() - TAG - 4, "", _("不列入报告"), left=picture.left() + 6)
    elif number is not None:
        _tag(painter, -1, picture.bottom() - TAG - 4, "", str(number), left=picture.left() + 6)


def _tag(painter: QPainter, right: int, top: int, icon: str, text: str, *, left: int = -1) -> int:
    """A small word on the picture that ends at `right`, or begins at `left`; gives its width."""
    t = theme.current()
    width = fonts.width(text, 12, 500) + 12 + (17 if icon else 0)
    x = right - width if left < 0 else left
    paint.box(painter, QRect(x, top, width, TAG), fill=t.surface, border=t.line2, radius=4)
    if icon:
        icons.paint(painter, icon, QRect(x + 5, top + 3, 14, 14), t.text2)
        x += 17
    paint.line_of_text(painter, QRect(x + 6, top, width, TAG), text, t.text, size=12, weight=500)
    return width


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
