"""The left pane of the report: the kinds of report, and what the chosen one consists of, with what is there and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import glyphs, paint
from desktop.ui.widgets.cards import Hairline, Pane
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.text import Label, paint_wrapped, text_height

WIDTH = 252
_Index = QModelIndex | QPersistentModelIndex
_PART = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Part:
    """A part of a report: the content's id (empty: a part without a demand), its number and title; `page` from 0 once it is known."""

    id: str
    title: str
    is_there: bool | None = None
    page: int | None = None
    down: float = 0.0


class _Parts(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.parts: tuple[Part, ...] = ()

    def set_parts(self, parts: Sequence[Part]) -> None:
        if len(parts) == len(self.parts):
            self.parts = tuple(parts)
            self.dataChanged.emit(self.index(0), self.index(max(0, len(parts) - 1)))
            self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.parts = tuple(parts)
        self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.parts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        part = self.parts[index.row()]
        if role == _PART:
            return part
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = "" if part.is_there is None else _("已有") if part.is_there else _("缺")
            page = "" if part.page is None else _("第 {n} 页").format(n=part.page + 1)
            return " ".join(word for word in (part.title, state, page) if word)
        return None


class _Row(QStyledItemDelegate):
    """Glyph, title over as many lines as it needs, page number."""

    LEFT, RIGHT = 40, 44

    def _text_width(self, width: int) -> int:
        return width - self.LEFT - self.RIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        part: Part = index.data(_PART)
        widget = option.widget
        width = widget.viewport().width() if isinstance(widget, QListView) else WIDTH
        return QSize(width, max(34, text_height(part.title, 13, 400, self._text_width(width)) + 13))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = theme.current()
        part: Part = index.data(_PART)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on:
            painter.fillRect(rect, t.tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), t.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        if part.is_there is not None:
            glyphs.paint_glyph(painter, QRect(rect.left() + 16, rect.top() + 10, 14, 14), "done" if part.is_there else "unverified")
        painter.setPen(t.text if part.is_there is not None else t.text2)
        words = QRect(rect.left() + self.LEFT, rect.top() + 6, self._text_width(rect.width()), rect.height() - 12)
        paint_wrapped(painter, words, part.title, 13)
        if part.page is not None:
            number = QRect(rect.right() - self.RIGHT, rect.top() + 6, self.RIGHT - 16, 21)
            paint.line_of_text(painter, number, str(part.page + 1), t.text2, size=12, align=Qt.AlignmentFlag.AlignRight)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint.focus_ring(painter, rect.adjusted(2, 1, -2, -1))


class PartList(QListView):
    """The parts below each other; a click or Enter opens one. Signal: `opened(Part)`."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Parts(self)
        self.setModel(self._model)
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("报告的组成"))
        self.clicked.connect(lambda index: self.opened.emit(index.data(_PART)))
        self.activated.connect(lambda index: self.opened.emit(index.data(_PART)))

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Other parts; the chosen row stays."""
        if tuple(parts) != self._model.parts:
            self._model.set_parts(parts)

    def parts(self) -> tuple[Part, ...]:
        """What is shown."""
        return self._model.parts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class PartsPane(Pane):
    """Signals: `kind_chosen(str)`, `opened(Part)`."""

    kind_chosen = Signal(str)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", edge="right", parent=parent)
        self.setFixedWidth(WIDTH)
        self._pills: dict[str, FilterPill] = {}
        self._flow = Flow()
        self.list = PartList()
        self.list.opened.connect(self.opened)
        self._source = Label("", size=12, role="text3", wrap=True)
        self._lent = Label("", size=12, role="open", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(6)
        head.addWidget(Label(_("结论与报告"), size=20, weight=700))
        head.addWidget(self._flow)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 14)
        foot.setSpacing(4)
        foot.addWidget(self._source)
        foot.addWidget(self._lent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self.list, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)

    def set_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """The reports there are: kind and title."""
        self._pills = {}
        for kind, title in kinds:
            pill = FilterPill(_short(kind))
            pill.setToolTip(title)
            pill.setAccessibleName(title)
            pill.clicked.connect(lambda _on=False, kind=kind: self._chose(kind))
            self._pills[kind] = pill
        self._flow.set_widgets(list(self._pills.values()))

    def kinds(self) -> dict[str, FilterPill]:
        """The pills by kind."""
        return dict(self._pills)

    def select_kind(self, kind: str) -> None:
        """Show a kind as the one at hand."""
        for name, pill in self._pills.items():
            pill.setChecked(name == kind)

    def show_source(self, text: str, lent: str = "") -> None:
        """Which clause demands the list; `lent`: that it comes from elsewhere."""
        self._source.setText(text)
        self._lent.setText(lent)
        self._lent.setVisible(bool(lent))

    def _chose(self, kind: str) -> None:
        self.select_kind(kind)
        self.kind_chosen.emit(kind)


def _short(kind: str) -> str:
    """A kind of report in a word; the tooltip has its title."""
    return {
        "audit": _("主报告"),
        "document-review": _("文件评审"),
        "management": _("管理审核"),
        "characteristics": _("特性测评"),
        "visits": _("暗访"),
        "checklist": _("检查表"),
        "photos": _("照片附录"),
    }.get(kind, kind)
