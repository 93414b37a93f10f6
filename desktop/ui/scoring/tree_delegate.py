"""Paints a row of the tree: fold mark, status, number, title, marks, points. Number and points are never cut; the title gives way."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui import fonts, icons, theme
from desktop.ui.scoring import words
from desktop.ui.scoring.outline import HEADING
from desktop.ui.scoring.row_states import RowState
from desktop.ui.scoring.tree_model import ROW, TreeRow
from desktop.ui.widgets import glyphs, paint

HEIGHT = 32
EDGE = 12
POINTS_EDGE = 8
RIGHT = Qt.AlignmentFlag.AlignRight


def fold_rect(row: QRect, depth: int) -> QRect:
    """Where the fold mark of a row lies, with room for a finger."""
    return QRect(row.left() + EDGE - 8 + 11 * depth, row.top(), 24, row.height())


class TreeDelegate(QStyledItemDelegate):
    """Rows of one height, so that the list stays virtual."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row: TreeRow = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        painter.save()
        if row.entry.key == HEADING:
            paint.hairline(painter, rect.left() + EDGE, rect.top() + 2, rect.width() - 2 * EDGE)
            words_at = rect.adjusted(EDGE + 2, 6, -EDGE, 0)
            paint.line_of_text(painter, words_at, row.entry.title, t.text3, size=12)
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, t.tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), t.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        self._paint_row(painter, rect, row, chosen)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: TreeRow, chosen: bool) -> None:
        t = theme.current()
        entry, state = row.entry, row.state
        x = rect.left() + EDGE + 11 * entry.depth
        middle = rect.top() + (rect.height() - 14) // 2
        if entry.has_children:
            icons.paint(painter, "chevron-down" if row.unfolded else "chevron-right", QRect(x - 2, middle + 1, 12, 12), t.text3)
        x += 14
        glyphs.paint_glyph(painter, QRect(x, middle, 14, 14), state.state)
        x += 21
        weight: fonts.Weight = 500 if entry.strong or chosen else 400
        if entry.number:
            width = fonts.width(entry.number, 12, 500 if entry.strong else 400)
            paint.line_of_text(
                painter,
                QRect(x, rect.top(), width + 1, rect.height()),
                entry.number,
                t.text if entry.strong else t.text2,
                size=12,
                weight=500 if entry.strong else 400,
            )
            x += width + 7
        right = self._paint_right(painter, rect, state)
        right = self._paint_marks(painter, right, middle, state)
        ink = t.text3 if state.state == "excluded" else t.text
        paint.line_of_text(painter, QRect(x, rect.top(), max(0, right - x), rect.height()), entry.title, ink, weight=weight)

    def _paint_right(self, painter: QPainter, rect: QRect, state: RowState) -> int:
        """The points, or a matter's word; gives the place left of them."""
        t = theme.current()
        right = rect.right() - POINTS_EDGE
        if state.of is None:
            if state.word:
                width = fonts.width(state.word, 12, 500)
                ink = t.wrong if state.state == "lost" else t.text2
                box = QRect(right - width, rect.top(), width + 1, rect.height())
                paint.line_of_text(painter, box, state.word, ink, size=12, weight=500)
                right -= width + 6
            return right
        of = f" / {words.number_words(state.of)}"
        of_width = fonts.width(of, 12)
        paint.line_of_text(painter, QRect(right - of_width, rect.top(), of_width + 1, rect.height()), of, t.text3, size=12)
        right -= of_width
        if state.got is not None:
            got = words.points(state.got)
            width = fonts.width(got, 13, 500)
            paint.line_of_text(painter, QRect(right - width, rect.top(), width + 1, rect.height()), got, t.text, weight=500)
            right -= width
        return right - 5

    def _paint_marks(self, painter: QPainter, right: int, middle: int, state: RowState) -> int:
        t = theme.current()
        marks = (("image", t.text3, bool(state.evidence)), ("warning", t.open_m, bool(state.lacks)), ("note", t.text3, state.note))
        for name, ink, there in marks:
            if there:
                icons.paint(painter, name, QRect(right - 14, middle, 14, 14), ink)
                right -= 17
        return right - 2
