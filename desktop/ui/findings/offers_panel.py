"""Deductions and results that do not conform and have no finding yet: taken over one by one, or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.offered_findings import Offer
from desktop.ui import fonts, theme
from desktop.ui.clause_picker import clause_title
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.row_list import ENTRY, Index, RowList
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.domain.rules import Rules

ROW = 60
# The word at the right that takes a row over.
HIT = 76
RIGHT = Qt.AlignmentFlag.AlignRight


def worth(offer: Offer) -> str:
    """What it costs, or how grave it is."""
    if offer.points is not None:
        return _("\u2212{points} 分").format(points=plain(offer.points))
    return _("严重不符合") if offer.severity == "severe" else _("轻微不符合")


@dataclass(frozen=True)
class OfferRow:
    """An offer with its clause in words."""

    offer: Offer
    title: str

    @property
    def id(self) -> str:
        return f"{self.offer.item} {self.offer.place}"

    def said(self) -> str:
        """The row as a sentence."""
        return "，".join(part for part in (self.title, worth(self.offer), self.offer.statement[:200]) if part)


class OfferList(RowList[OfferRow]):
    """Signal: `taken(Offer)`, by Enter, Space or a click on the word at the right."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(_Delegate(), name=_("还没有发现的扣分和判定"))
        self.opened.connect(lambda _id: self._take(self.current()))

    def show_rows(self, rows: Sequence[OfferRow]) -> None:
        """Other rows; the place in the list stays."""
        place = max(0, self.currentIndex().row())
        self.set_rows(rows, rows[min(place, len(rows) - 1)].id if rows else "")

    def _take(self, row: OfferRow | None) -> None:
        if row is not None:
            self.taken.emit(row.offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._take(self.current())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and at.x() >= self.viewport().width() - HIT:
            self._take(self.at(self.indexAt(at)))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OfferRow = index.data(ENTRY)
        offer, title = row.offer, row.title
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.tint if on else t.hover)
        paint.hairline(painter, rect.left() + 16, rect.bottom(), rect.width() - 32)
        left, right = rect.left() + 16, rect.right() - HIT
        told = worth(offer)
        width = fonts.width(told, 13, 500)
        ink = t.wrong if offer.severity == "severe" else t.text
        paint.line_of_text(painter, QRect(right - width, rect.top() + 8, width + 1, 22), told, ink, weight=500, align=RIGHT)
        paint.line_of_text(painter, QRect(left, rect.top() + 8, right - width - 12 - left, 22), title, t.text, weight=500)
        said, colour = (" ".join(offer.statement.split())[:200], t.text2) if offer.statement.strip() else (_("没有陈述"), t.open)
        paint.line_of_text(painter, QRect(left, rect.top() + 31, right - left, 20), said, colour, size=12)
        word = QRect(right + 8, rect.top() + 14, HIT - 20, 32)
        if on:
            paint.box(painter, word, fill=t.surface, border=t.line2)
        paint.line_of_text(painter, word, _("建立"), t.accent, align=Qt.AlignmentFlag.AlignHCenter)
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1), radius=4)


class OffersPanel(QWidget):
    """Signals: `taken(tuple)` with the offers to take over."""

    taken = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", size=12, role="text2")
        self.all = Button(_("全部建立"), kind="primary", icon="plus", key="Ctrl Enter")
        self.all.clicked.connect(self.take_all)
        self.list = OfferList()
        self.list.taken.connect(lambda offer: self.taken.emit((offer,)))
        self.error = ErrorLine()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("由评分建立发现"), size=20, weight=700))
        head.addWidget(self.count, 1)
        head.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        told = _("陈述、证据和判定随之带入；扣分项成为扣分类发现，不符合判定成为不符合。")
        column.addWidget(Label(told, role="text2", wrap=True))
        column.addWidget(self.error)
        column.addWidget(self.list, 1)

    def show_offers(self, offers: Sequence[Offer], rules: Rules) -> None:
        """What has no finding yet."""
        self.list.show_rows([OfferRow(one, clause_title(rules, one.item)) for one in offers])
        self.count.setText(_("{n} 条").format(n=len(offers)))
        self.all.setEnabled(bool(offers))

    def take_all(self) -> None:
        """Everything that is offered."""
        offers = tuple(row.offer for row in self.list.rows())
        if offers:
            self.taken.emit(offers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take_all()
        else:
            super().keyPressEvent(event)
