"""The list of audits as a model, and its rows as they are painted: client, days, completeness, grade, last change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from desktop.base import clock
from desktop.base.words import _
from desktop.ui import icons, stage, theme
from desktop.ui.widgets import paint, stars

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from desktop.store.listing import AuditRow

ROW = 56
HEAD = 34
EDGE = 18
RowRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class AuditModel(QAbstractListModel):
    """Rows as the store gave them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AuditRow] = []

    def set_rows(self, rows: Sequence[AuditRow]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, place: int) -> AuditRow:
        """One of them."""
        return self._rows[place]

    def place_of(self, audit: str) -> int:
        """Where an audit stands, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.id == audit), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            grade = row.grade_label or _("未评定")
            return f"{row.client}，{subtitle(row)}，{_('完成度')} {stage.percent(row.done, row.total)}，{grade}"
        return None


def subtitle(row: AuditRow) -> str:
    """Scheme, kind and number under the client."""
    return "·".join(part for part in (row.title, stage.kind_title(row.kind), row.number) if part)


def when(row: AuditRow, today: date) -> tuple[str, str, bool]:
    """The audit's days, what they are to today, and whether that is now."""
    starts = date.fromisoformat(row.starts_on) if row.starts_on else None
    ends = date.fromisoformat(row.ends_on) if row.ends_on else starts
    if starts is None or ends is None:
        return _("未定"), _("日期待填写"), False
    days = stage.dates(starts, ends)
    if today < starts:
        return days, _("{n} 天后").format(n=(starts - today).days), False
    if today <= ends:
        return days, _("今天·现场第 {n} 天").format(n=(today - starts).days + 1), True
    return days, _("现场已结束"), False


def changed(row: AuditRow) -> str:
    """When the audit was last changed, as short as it can be told."""
    today = clock.now()
    moment = clock.from_stamp(row.changed_at).astimezone(today.tzinfo)
    if moment.date() == today.date():
        return _("今天 {time}").format(time=moment.strftime("%H:%M"))
    return moment.strftime("%m-%d %H:%M" if moment.year == today.year else "%Y-%m-%d")


def columns(width: int) -> tuple[QRect, QRect, QRect, QRect, QRect]:
    """Client, days, completeness, grade, last change: the client takes what is left."""
    days, share, grade, last = 176, 136, 208, 112
    x = width - EDGE - last
    at_last = QRect(x, 0, last, ROW)
    x -= grade
    at_grade = QRect(x, 0, grade, ROW)
    x -= share
    at_share = QRect(x, 0, share, ROW)
    x -= days
    at_days = QRect(x, 0, days, ROW)
    return QRect(EDGE, 0, x - EDGE - 16, ROW), at_days, at_share, at_grade, at_last


class AuditDelegate(QStyledItemDelegate):
    """Paints a row of 56.

    Which row is selected or under the pointer is asked of the view: `option.state` makes PySide6 build the two dozen enums of QStyle,
    4 ms before the first painting.
    """

    def __init__(self, view: AuditView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(640, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.current()
        row: AuditRow = index.data(RowRole)
        rect: QRect = option.rect
        painter.save()
        painter.translate(rect.topLeft())
        selected = self._view.selectionModel().isSelected(index)
        if selected:
            painter.fillRect(0, 0, rect.width(), ROW, t.tint)
            painter.fillRect(0, 0, 3, ROW, t.accent)
        elif index.row() == self._view.pointed:
            painter.fillRect(0, 0, rect.width(), ROW, t.hover)
        if not selected:
            paint.hairline(painter, EDGE, ROW - 1, rect.width() - EDGE * 2)
        at_client, at_days, at_share, at_grade, at_last = columns(rect.width())
        _two_lines(painter, at_client, row.client or _("未填写客户"), subtitle(row), big=True)
        days, near, is_now = when(row, clock.now().date())
        _two_lines(painter, at_days, days, near, now=is_now)
        _share(painter, at_share, row)
        _grade(painter, at_grade, row)
        _two_lines(painter, at_last, changed(row), row.by or "")
        painter.restore()


def _upper(rect: QRect) -> QRect:
    return QRect(rect.left(), 8, rect.width(), 21)


def _lower(rect: QRect) -> QRect:
    return QRect(rect.left(), 29, rect.width(), 19)


def _two_lines(painter: QPainter, rect: QRect, upper: str, lower: str, *, big: bool = False, now: bool = False) -> None:
    t = theme.current()
    paint.line_of_text(painter, _upper(rect), upper, t.text, size=14 if big else 13, weight=500 if big else 400)
    paint.line_of_text(painter, _lower(rect), lower, t.accent if now else t.text3, size=12, weight=500 if now else 400)


def _share(painter: QPainter, rect: QRect, row: AuditRow) -> None:
    t = theme.current()
    paint.line_of_text(painter, _upper(rect), stage.percent(row.done, row.total), t.text if row.done else t.text3)
    paint.bar(painter, QRect(rect.left(), 36, 84, 4), row.done / row.total if row.total else 0)


def _grade(painter: QPainter, rect: QRect, row: AuditRow) -> None:
    t = theme.current()
    if row.grade_label is None:
        if not row.done:
            paint.line_of_text(painter, QRect(rect.left(), 0, rect.width(), ROW), _("未开始"), t.text3)
            return
        icons.paint(painter, "diamond", QRect(rect.left(), 20, 16, 16), t.open_m)
        left = _("还缺 {n} 项").format(n=row.total - row.done) if row.total > row.done else _("评定条件未齐")
        paint.line_of_text(painter, QRect(rect.left() + 22, 0, rect.width() - 30, ROW), left, t.open)
        return
    if not row.of:
        paint.line_of_text(painter, QRect(rect.left(), 0, rect.width() - 8, ROW), row.grade_label, t.text, weight=500)
        return
    paint.line_of_text(painter, QRect(rect.left(), 8, rect.width() - 8, 21), row.grade_label, t.text, weight=500)
    if row.of > 5:
        paint.line_of_text(painter, _lower(rect), _("{n} / {of} 星").format(n=row.stars or 0, of=row.of), t.text3, size=12)
    else:
        stars.paint_stars(painter, rect.left(), 32, row.stars or 0, row.of, 13)


class ListHead(QWidget):
    """The heads of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.box(painter, self.rect().adjusted(0, 0, 0, 8), fill=t.sunken, radius=5)
        names = (_("客户"), _("审查日期"), _("完成度"), _("等级"), _("最近改动"))
        for rect, name in zip(columns(self.width()), names, strict=True):
            paint.line_of_text(painter, QRect(rect.left(), 0, rect.width(), HEAD), name, t.text3, size=12)
        paint.hairline(painter, 0, HEAD - 1, self.width())


class AuditView(QListView):
    """The list itself: Enter or a double click opens (`activated`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointed = -1  # the row under the pointer
        self.setItemDelegate(AuditDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("审查列表"))
        self.entered.connect(lambda index: self._point(index.row()))
        self.viewportEntered.connect(lambda: self._point(-1))

    def _point(self, row: int) -> None:
        self.pointed = row
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)
        super().leaveEvent(event)
