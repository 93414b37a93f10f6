"""The visits of the audit at the left, below what the scheme asks for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.glyphs import State, paint_glyph
from desktop.ui.widgets.row_list import ENTRY, Index, RowList

ROW = 64
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

    def said(self) -> str:
        """The row as a sentence."""
        doubts = _("{n} 处待核实").format(n=self.doubts) if self.doubts else ""
        return "，".join(part for part in (self.title, self.text, self.state, doubts) if part)


class VisitList(RowList[VisitRow]):
    """The list."""

    def __init__(self) -> None:
        super().__init__(_Delegate(), name=_("暗访列表"))
        # Cards on the ground of the page, against the general rule for lists.
        self.setStyleSheet("QListView { background: transparent; }")


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: VisitRow = index.data(ENTRY)
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
