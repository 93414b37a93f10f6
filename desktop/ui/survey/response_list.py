"""The responses as a list, of which only what is seen is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.base.words import _
from desktop.ui import icons, theme
from desktop.ui.survey.words import answered_percent, channel_word, time_word
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.assessment import Response
    from desktop.domain.questionnaire import Forms
    from desktop.domain.survey_flags import Flag

ENTRY = Qt.ItemDataRole.UserRole + 1
ROW = 40
Index = QModelIndex | QPersistentModelIndex


class ResponseModel(QStringListModel):
    """Rows are responses, with their hints.

    The rows are counted and indexed by Qt itself: a list asks for that tens of thousands of times when it is laid out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Response] = []
        self.hints: dict[str, tuple[Flag, ...]] = {}
        self.forms: Forms | None = None

    def hint(self, response: Response) -> str:
        """Why it is left out, else what is conspicuous."""
        if response.void is not None:
            return _("作废：{reason}").format(reason=response.void)
        return "；".join(flag.text for flag in self.hints.get(response.id or "", ()))

    def percent(self, response: Response) -> str:
        return answered_percent(response, self.forms) if self.forms is not None else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        one = self._rows[index.row()]
        if role == ENTRY:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = (one.number, channel_word(one.channel), one.site, one.service, self.percent(one), self.hint(one))
            return " ".join(word for word in words if word)
        return (self.hint(one) or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def set_rows(self, rows: Sequence[Response]) -> None:
        """Other rows."""
        self._rows = list(rows)
        self.setStringList([""] * len(self._rows))

    def entry(self, place: int) -> Response:
        """One row."""
        return self._rows[place]


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Response = index.data(ENTRY)
        model = index.model()
        assert isinstance(model, ResponseModel)
        t = theme.current()
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, rect.adjusted(4, 1, -4, -1), fill=t.tint if chosen else t.hover, radius=4)
        paint.hairline(painter, rect.left() + 12, rect.bottom(), rect.width() - 24)
        ink = t.text3 if one.void is not None else t.text
        hint = model.hint(one)
        width = rect.width() - 24
        place = " · ".join(word for word in (one.site, one.service) if word)
        cells = (
            (one.number or "–", 13, ink, 500, 9), (channel_word(one.channel), 12, t.text2, 400, 6), (place, 13, ink, 400, 25),
            ((one.answered_at or one.started_at or "")[:16], 12, t.text2, 400, 15), (time_word(one.seconds), 12, t.text2, 400, 9),
            (model.percent(one), 13, ink, 500, 7),
        )  # fmt: skip
        x = rect.left() + 12
        for text, size, colour, weight, part in cells:
            room = width * part // 100
            cell = QRect(x, rect.top(), room - 8, ROW)
            paint.line_of_text(painter, cell, text, colour, size=size, weight=500 if weight == 500 else 400)
            x += room
        if hint:
            void = one.void is not None
            icons.paint(painter, "minus" if void else "warning", QRect(x, rect.top() + 13, 14, 14), t.text3 if void else t.open_m)
            room = rect.right() - 12 - x - 20
            paint.line_of_text(painter, QRect(x + 20, rect.top(), room, ROW), hint, t.text3 if void else t.open, size=12)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect.adjusted(4, 1, -4, -1), radius=4)


class ResponseList(QListView):
    """Signals: `opened(str)` and `toggled(str)` (Delete: leave it out or count it again), with a response's id."""

    opened = Signal(str)
    toggled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = ResponseModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("答卷"))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.entry(index.row()).id or ""))

    def chosen(self) -> Response | None:
        """The row at hand."""
        index = self.currentIndex()
        return self.rows.entry(index.row()) if index.isValid() and index.row() < self.rows.rowCount() else None

    def set_rows(self, rows: Sequence[Response]) -> None:
        """Other rows; the one at hand stays so."""
        before = self.chosen()
        at = max(0, self.currentIndex().row())
        self.rows.set_rows(rows)
        found = next((place for place, one in enumerate(rows) if before is not None and one.id == before.id), min(at, len(rows) - 1))
        if found >= 0:
            self.setCurrentIndex(self.rows.index(found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one = self.chosen()
        if one is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(one.id or "")
        elif one is not None and event.key() == Qt.Key.Key_Delete:
            self.toggled.emit(one.id or "")
        else:
            super().keyPressEvent(event)
