"""The findings of the audit at the left, painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.findings.listing import FindingRow
from desktop.ui.widgets import paint
from desktop.ui.widgets.glyphs import paint_glyph
from desktop.ui.widgets.row_list import ENTRY, Index, RowList

ROW = 64
RIGHT = Qt.AlignmentFlag.AlignRight


class FindingList(RowList[FindingRow]):
    """The list."""

    def __init__(self) -> None:
        super().__init__(_Delegate(), name=_("审查发现列表"))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FindingRow = index.data(ENTRY)
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
